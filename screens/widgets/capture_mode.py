"""CaptureMode: the line mode that files something said, or changes a record by its reference.

The grammar is loaded when the first line is parsed, so as not to delay opening a meeting.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.meeting.capture.result import LeftUnsettled, Refused, Understood
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Statement, Unsettled
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.line_modes import LineMode, Look, Reading

if TYPE_CHECKING:
    from chairtui.meeting.capture.capture import LineContext
    from chairtui.meeting.capture.completion import Completion
    from chairtui.meeting.capture.tokenise import Parted

_MARK = re.compile(r" ![a-z]*$")
"""An incomplete mark at the cursor."""


def _begun(text: str, marks: str) -> str:
    """The hint for a line that has nothing but its prefix, with the `marks` it takes; "" for any other line."""
    from chairtui.words.capture import LABELS, STARTS

    start, colon, more = text.strip().partition(":")
    kind = STARTS.get(start, "")
    if more or kind not in words.LINE_BEGUN:
        return ""
    if colon:
        return f"{words.LINE_BEGUN[kind].format(kind=LABELS[kind])}\n{marks}".strip()
    return words.LINE_LETTER.format(letter=start, kind=LABELS[kind].lower()) if len(start) == 1 else ""


@dataclass(frozen=True, slots=True)
class CaptureMode(LineMode):
    """Files a line under an agenda item; one that can't be parsed is filed unsettled."""

    meeting: Meeting
    format_: Format
    item: str
    by: str
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    whole: Meeting | None = None
    """The whole meeting if `meeting` is only what may be shown, so that nobody is added twice."""
    answers: bool = True
    """Whether a word alone may settle the last unsettled line."""

    @property
    def key(self) -> str:
        return f"item:{self.item}"

    @property
    def hint(self) -> str:
        return words.LINE_EMPTY if self.numbered else words.LINE_KINDS

    @property
    def again(self) -> bool:
        return True

    @property
    def numbered(self) -> bool:
        return self.whole is None

    def tells_of(self, reading: Understood) -> bool:
        """Of a record that was changed, or whose words name a day that needs its date."""
        from chairtui.meeting.capture.details import day_hints

        changed = any(draft.base for draft in reading.drafts)
        said = (draft.record for draft in reading.drafts if isinstance(draft.record, Statement))
        return changed or any(day_hints(record, self.meeting, self.format_.nation) for record in said)

    def starting(self, text: str) -> str:
        """Expand a prefix without its colon: `n He…` and `nHe…` become `n: He…`."""
        if len(text) != 2 or text[0] not in words.LINE_LETTERS or not (text[1] == " " or text[1].isupper()):
            return text
        return text if text == "a " else f"{text[0]}: {text[1].strip()}"

    def pasted(self) -> CaptureMode:
        return replace(self, answers=False)

    def read(self, text: str) -> Reading:
        from chairtui.meeting.capture.tokenise import part

        return self._take(text, part(text), self.new_id)

    def look(self, text: str, cursor: int) -> Look:
        from chairtui.meeting.capture.completion import complete
        from chairtui.meeting.capture.tokenise import part
        from chairtui.wordlists import open_wording

        marks = words.LINE_MARKS if self.numbered else ""  # the family reads along in part two
        if begun := _begun(text, marks):
            return Look(begun, fileable=False)
        parted = part(text)
        taken = self._take(text, parted, lambda: "new")
        hints = open_wording().hints(text, parted) if self.numbered else ()
        completions = complete(text, cursor, self.meeting, parted)
        hint = hints[-1].shown if hints else marks if _MARK.search(text[:cursor]) else ""
        match taken:
            case Understood():
                said = "\n".join(filter(None, (f"{taken.heading} {taken.text}".strip(), " · ".join(taken.details))))
                return Look(said, fileable=True, completions=completions, hint=hint)
            case LeftUnsettled():
                from chairtui.words.capture import LABELS

                reason = " · ".join(filter(None, (LABELS.get(parted.kind, ""), taken.reason)))
                return Look(reason, fileable=False, completions=completions, hint=hint)
            case _:
                return Look(taken.reason, fileable=False, completions=completions, hint=hint)

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        from chairtui.meeting.capture.completion import complete

        return complete(text, cursor, self.meeting)

    def opening(self, text: str) -> str:
        from chairtui.meeting.capture.completion import opening_line

        return opening_line(text, self.whole or self.meeting) or text

    def _take(self, text: str, parted: Parted, new_id: Callable[[], str]) -> Understood | LeftUnsettled | Refused:
        from chairtui.meeting.capture.attendee_line import STATUS
        from chairtui.meeting.capture.capture import LineContext, take

        context = LineContext.of(self.meeting, self.format_, item=self.item, new_id=new_id, by=self.by, now=self.now())
        if self.whole is None:
            return take(text, context, answers=self.answers, parted=parted)
        if parted.kind in STATUS:
            return self._take_attendee(text, parted, replace(context, meeting=self.whole))
        if self._settles(text):
            taken = take(text, replace(context, meeting=self.whole), parted=parted)
            return Refused(quick_edit.NOT_SETTLED) if isinstance(taken, Refused) else taken
        return take(text, context, answers=False, parted=parted)

    def _settles(self, text: str) -> bool:
        """Whether a line refers to an unsettled one, which is hidden in part two."""
        from chairtui.meeting.capture.corrections import reference_in

        about = reference_in(text, self.whole) if self.whole else None
        return about is not None and isinstance(about[0].record, Unsettled)

    def _take_attendee(self, text: str, parted: Parted, context: LineContext) -> Understood | LeftUnsettled | Refused:
        """Resolve names in the whole meeting, so that nobody is added twice; hidden people aren't named in messages."""
        from chairtui.meeting.capture.capture import take

        taken = take(text, context, answers=False, parted=parted)
        if not isinstance(taken, LeftUnsettled):
            return replace(taken, details=()) if isinstance(taken, Understood) else taken
        seen = tuple(c for c in taken.choices if c.who is None or self.meeting.entry(c.who.attendee or "") is not None)
        reason = quick_edit.SEVERAL if seen else quick_edit.NOT_IN_THIS_PART
        if not taken.choices:
            among_seen = take(text, replace(context, meeting=self.meeting), answers=False, parted=parted)
            reason = among_seen.reason if isinstance(among_seen, LeftUnsettled) else quick_edit.NOT_IN_THIS_PART
        record = taken.drafts[0].record.model_copy(update={"reason": reason})
        draft = taken.drafts[0].model_copy(update={"record": record})
        return replace(taken, drafts=(draft,), reason=reason, choices=seen)
