"""The line as it is most of the time: one thing said, filed under an agenda item, or a word about one filed before.

The grammar is loaded when the first line is read, so that no meeting waits for it to be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.meeting.capture.result import Asks, Choice, Refused, Understood
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.line_modes import LineMode, Reading

if TYPE_CHECKING:
    from chairtui.meeting.capture.completion import Completion


@dataclass(frozen=True, slots=True)
class CaptureMode(LineMode):
    """One thing said, filed under an agenda item."""

    meeting: Meeting
    format_: Format
    item: str
    by: str
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    whole: Meeting | None = None
    """All of the meeting, where `meeting` is only what may be seen: nobody already there is added a second time."""

    @property
    def key(self) -> str:
        return f"item:{self.item}"

    @property
    def hint(self) -> str:
        return words.LINE_EMPTY

    @property
    def again(self) -> bool:
        return True

    def tells_of(self, text: str) -> bool:
        return self._about(text) is not None

    def _about(self, text: str) -> Reading | None:
        """What the text changes about something already there; None where it says something new."""
        from chairtui.meeting.capture.tokenise import part
        from screens.widgets.edit_by_reference import about

        return None if part(text).kind else about(text, self.meeting, self.format_, self.now)

    def _line(self, text: str) -> str:
        from chairtui.meeting.capture.tokenise import part
        from screens.widgets.edit_by_reference import as_action

        return text if part(text).kind else as_action(text, self.meeting) or text

    def read(self, text: str) -> Reading:
        changed = self._about(text)
        return self._read_new(self._line(text)) if changed is None else changed

    def _read_new(self, text: str) -> Reading:
        from chairtui.meeting.capture.attendee_line import STATUS
        from chairtui.meeting.capture.tokenise import part

        seen = self._read_in(self.meeting, text)
        if self.whole is None or part(text).kind not in STATUS:
            return seen
        among_all = self._read_in(self.whole, text)
        match among_all:
            case Understood():
                return among_all
            case Asks(choices=choices):
                return self._ask_of_those_seen(among_all, choices)
            case Refused():  # its reason may name people of part one
                return seen if isinstance(seen, Refused) else Refused(quick_edit.NOT_IN_THIS_PART)

    def _read_in(self, meeting: Meeting, text: str) -> Reading:
        from chairtui.meeting.capture.capture import capture

        return capture(text, meeting, self.format_, item=self.item, new_id=self.new_id, by=self.by, now=self.now())

    def _ask_of_those_seen(self, asks: Asks, choices: tuple[Choice, ...]) -> Reading:
        seen = tuple(c for c in choices if c.who is None or self.meeting.entry(c.who.attendee or "") is not None)
        return Asks(quick_edit.SEVERAL, seen, asks.start, asks.end) if seen else Refused(quick_edit.NOT_IN_THIS_PART)

    def preview(self, text: str) -> tuple[str, bool]:
        from chairtui.meeting.capture.capture import capture, preview

        changed = self._about(text)
        if changed is not None:
            return (changed.preview, True) if isinstance(changed, Understood) else (changed.reason, False)
        text = self._line(text)
        outcome = capture(text, self.meeting, self.format_, item=self.item, new_id=lambda: "new", by=self.by)
        if isinstance(outcome, Understood):
            return outcome.preview, True
        return preview(text, self.meeting, self.format_, item=self.item, by=self.by), False

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        from chairtui.meeting.capture.completion import complete

        return complete(text, cursor, self.meeting)
