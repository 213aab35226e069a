"""UnsettledScreen: lists the unsettled lines, with one line below in which a word or two settles the marked one."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Input, Static

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.capture import LineContext, complete, settle_line, still_open
from chairtui.meeting.capture.completion import Completion
from chairtui.meeting.capture.result import Asks, LeftUnsettled, Refused, Understood
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Unsettled
from chairtui.words import capture as capture_words
from chairtui.words import screens as words
from screens.bindings import SETTLE, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.list_view import DrawnRow, RowList
from screens.text_layout import wrap
from screens.widgets.completed_line import CompletedLine

AGAIN = "again"
"""The answer that files a line that can be parsed now."""


class UnsettledScreen(FormPage[None]):
    """Up and down mark a line, typing goes into the answer, enter settles it and goes to the next line."""

    CSS_PATH = "unsettled.tcss"
    HEADING = words.TO_SETTLE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTLE)]
    AUTO_FOCUS = "#answer"
    ARROWS_MOVE_ROWS = True

    def __init__(self, context: AppContext, session: Session, format_: Format, record_id: str = "") -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self._begin_at = record_id
        self._outcomes: dict[str, Asks | Refused | None] = {}
        self._answered = False

    def compose_body(self) -> ComposeResult:
        yield RowList(each=None, id="unsettled")
        yield Static(words.NONE_TO_SETTLE, id="empty", markup=False)
        yield CompletedLine("", self._completing, placeholder=words.SETTLE_ASKS, id="answer")

    def on_mount(self) -> None:
        self.query_one(RowList).can_focus = False
        self._show()
        self.query_one(RowList).mark(self._begin_at)

    @on(ScreenResume)
    def _look(self) -> None:
        try:
            self.session.catch_up()
        except JournalError as problem:
            self.say(str(problem), wrong=True)
        self._show()

    # ---- the list

    @property
    def entries(self) -> list[Entry[Unsettled]]:
        """The lines still to settle, in the order they were typed."""
        return self.session.meeting.all(Unsettled)

    def _show(self) -> None:
        entries = self.entries
        self._outcomes = {entry.record.id: still_open(entry, self._line_context) for entry in entries}
        rows = self.query_one(RowList)
        rows.show([entry.record.id for entry in entries], self._draw)
        rows.display = bool(entries)
        self.query_one("#empty").display = not entries
        self.query_one("#answer").display = bool(entries) and not self.session.meeting.closed
        self.head(words.TO_SETTLE, words.TO_SETTLE_COUNT.format(count=len(entries)) if entries else "")

    def _draw(self, index: int, width: int) -> DrawnRow:
        entry = self.entries[index]
        record, outcome = entry.record, self._outcomes.get(entry.record.id)
        item = self.format_.item(record.item)
        where = words.WHERE.format(number=self.format_.number(item.id), title=item.title) if item else ""
        lines = [Text(line, "strong") for line in wrap(f"{entry.ref}  {record.text[:LONGEST_SHOWN]}", width)]
        lines += [Text(line, "warn") for line in wrap(self._reason(outcome), width)]
        if isinstance(outcome, Asks):
            for number, choice in enumerate(outcome.choices, 1):
                lines += [Text(line) for line in wrap(f"{number}  {choice.shown}", width)]
        lines += [Text(line, "muted") for line in wrap(f"{where} · {entry.first.by}".removeprefix(" · "), width)]
        return DrawnRow([*lines, Text()], below=1)

    @staticmethod
    def _reason(outcome: Asks | Refused | None) -> str:
        """Why it is unsettled in the current meeting, and what would settle it."""
        if outcome is None:
            return words.SETTLE_READABLE
        anything = not isinstance(outcome, Asks) and not outcome.missing
        return f"{outcome.reason} {words.SETTLE_ANYHOW}" if anything else outcome.reason

    # ---- the answer

    @property
    def _line_context(self) -> LineContext:
        context = self.context
        return LineContext.of(
            self.session.meeting, self.format_, new_id=context.new_id, by=self.session.by, now=context.now()
        )

    @property
    def _marked(self) -> Entry[Unsettled] | None:
        key = self.query_one(RowList).key
        return next((entry for entry in self.entries if entry.record.id == key), None)

    @property
    def unsaved(self) -> bool:
        """Whether an answer is half typed."""
        return bool(self.query_one("#answer", Input).value.strip())

    def _completing(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Names and references; in an empty field the marked line's own words."""
        if not text and (entry := self._marked):
            return (Completion(0, 0, " ".join(entry.record.text.split()), words.ITS_WORDS),)
        return complete(text, cursor, self.session.meeting)

    @on(Input.Changed, "#answer")
    def _preview(self, changed: Input.Changed) -> None:
        """Show what the marked line becomes with what is typed."""
        if not changed.value and self._answered:
            self._answered = False
            return  # the outcome of the line before is shown until the next key
        reading = self._read(changed.value)
        if reading is None:
            self.say("")
        elif isinstance(reading, Understood):
            self.say(reading.preview)
        else:
            line = self.query_one("#answer", CompletedLine)
            self.say(line.offer or reading.reason)

    def _read(self, typed: str) -> Understood | LeftUnsettled | Refused | None:
        """What the marked line becomes; without an answer, only if it can be parsed as it is."""
        entry = self._marked
        if entry is None:
            return None
        answer = typed.strip() or (AGAIN if self._outcomes.get(entry.record.id) is None else "")
        return settle_line(entry, answer, self._line_context) if answer else None

    def file(self) -> None:
        line = self.query_one("#answer", CompletedLine)
        entry, reading = self._marked, self._read(line.value)
        if entry is None or reading is None:
            return
        if isinstance(reading, Refused):
            self.say(reading.reason, wrong=True)
            return
        try:
            self.session.append(reading.drafts)
        except Conflict as conflict:
            self.say(words.SETTLED_ELSEWHERE.format(who=conflict.theirs.by), wrong=True)
            self._look()
            return
        except JournalError as problem:
            self.say(str(problem), wrong=True)
            return
        self._answered = bool(line.value)
        line.value = ""
        place = self.query_one(RowList).index
        self._show()
        if isinstance(reading, LeftUnsettled):
            self.say(words.STILL_UNSETTLED.format(ref=entry.ref, reason=reading.reason), wrong=True)
            return
        self.query_one(RowList).index = min(place, max(len(self.entries) - 1, 0))
        removed = reading.details == (capture_words.TAKEN_OUT,)
        ref = self.session.meeting.ref_of(reading.record_id)
        said = words.SETTLED_OUT if removed else words.SETTLED
        self.say(said.format(old=entry.ref, ref=ref, text=" ".join(reading.text.split())))

    # ---- moving

    def action_move(self, steps: int) -> None:
        rows = self.query_one(RowList)
        rows.index = min(max(rows.index + steps, 0), max(len(rows.keys) - 1, 0))
        self.say("")

    def action_back(self) -> None:
        line = self.query_one("#answer", Input)
        if line.value:
            line.value = ""
            self.say("")
            return
        self.dismiss(None)


LONGEST_SHOWN = 600
"""Maximum length of a line in the list, in characters."""
