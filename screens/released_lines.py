"""LinesPage: the base of pages that decide line by line what relatives may read."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar, get_args

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.after.release_decisions import Line, NotReleased, decide
from chairtui.meeting.capture.relative_line import relative_of
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.sharing import Place
from chairtui.meeting.records import Draft, Relative
from chairtui.words import release as words
from screens.base_page import Page
from screens.context import AppContext
from screens.due import counted
from screens.list_view import ROOMY, DrawnRow, RowList
from screens.text_layout import fit, one_line, wrap

ORDER: tuple[Place, ...] = ("decide", "goes in", "held back")
assert set(ORDER) == set(get_args(Place))
REF_WIDTH = 7
STYLES = {"decide": "warn", "goes in": "good", "held back": "muted"}


def shown_ref(line: Line) -> str:
    """A line's reference as the page shows it: never the id of an answer."""
    return words.ANSWER if line.id.startswith("answer:") else line.ref


class LinesPage(Page[ScreenResultType]):
    """One row for each line, under the heading of its list. Each key is saved at once."""

    CHOOSING: ClassVar[str] = ""
    AUTO_FOCUS = "RowList"
    PLACES: ClassVar[dict[str, str]] = words.PLACES
    COUNTED: ClassVar[dict[str, tuple[str, str]]] = words.COUNTED

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self.lines: dict[str, Line] = {}
        """The lines as they are shown, by id."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="verdict", markup=False)
        yield RowList(each=None, id="lines")
        yield Input(id="line", classes="-away", select_on_focus=False, max_length=1000)

    @on(ScreenResume)
    def _look(self) -> None:
        try:
            self.session.catch_up()
        except JournalError as problem:
            self.say(str(problem), wrong=True)
        self.show_again()

    # ---- what a page says

    @abstractmethod
    def readers(self) -> Sequence[str]:
        """The relatives (by record id) whom the decisions are for."""

    @abstractmethod
    def found(self) -> list[Line]:
        """The current lines."""

    @abstractmethod
    def show_again(self) -> None:
        """Redraw the page from the current meeting."""

    @property
    def marked(self) -> str:
        """The id of the marked line, "" where there is none."""
        return self.query_one(RowList).key

    # ---- rows

    def order(self, found: Sequence[Line]) -> None:
        """Set the lines shown, each list in the order of the page."""
        self.lines = {line.id: line for place in ORDER for line in found if line.place == place}

    def count(self, place: Place) -> int:
        """How many lines are in a list."""
        return sum(line.place == place for line in self.lines.values())

    def counts(self, *places: Place) -> str:
        """How many lines are in each of these lists (all of them by default), without the empty ones."""
        return " · ".join(
            counted(self.COUNTED[place], count) for place in places or ORDER if (count := self.count(place))
        )

    def draw_line(self, index: int, width: int, *, apart: bool = False) -> DrawnRow:
        """A line's row; `apart` separates the first one from rows above it."""
        keys = list(self.lines)
        line = self.lines[keys[index]]
        drawn: list[Text] = []
        if index == 0 or self.lines[keys[index - 1]].place != line.place:
            heading = words.SECTION.format(place=self.PLACES[line.place], count=self.count(line.place))
            drawn = [*([Text()] if index or apart else []), Text(heading, f"title {STYLES[line.place]}")]
        above = len(drawn)
        room = max(width - REF_WIDTH - 1, 8)
        for number, text in enumerate(wrap(line.text, room)):
            shown = Text(fit(shown_ref(line) if number == 0 else "", REF_WIDTH) + " ", "muted")
            drawn.append(shown.append(text, "strong" if line.place == "decide" else ""))
        if about := self._about(line):
            drawn.append(Text(fit("", REF_WIDTH) + " " + fit(about, room).rstrip(), "muted"))
        roomy = int(self.size.height >= ROOMY)
        return DrawnRow([*drawn, *([Text()] * roomy)], above, below=roomy)

    def _about(self, line: Line) -> str:
        """Whether it was decided or is proposed, and why."""
        if line.locked:
            state = words.KEPT_BY_MARK
        else:
            proposed = "" if line.place == "decide" else words.PROPOSED
            state = words.DECIDED_BY.format(by=line.by) if line.decided else proposed
        return " · ".join(part for part in (state, one_line(line.why)) if part)

    # ---- deciding

    def action_place(self, place: Place, why: str = "") -> None:
        """Move the marked line to another list."""
        rows = self.query_one(RowList)
        line = self.lines.get(rows.key)
        if line is None:
            self.say(words.NO_LINE, wrong=True)
        elif line.locked:
            self.say(words.MARK_FIRST.format(ref=shown_ref(line), why=line.why), wrong=True)
        else:
            after = self._next_of(line)
            share, hold = ([line.id], []) if place == "goes in" else ([], [line.id])
            if self.decides(share=share, hold=hold, reason=why):
                self.say(words.MOVED[place].format(ref=shown_ref(line)))
                rows.mark(after)

    def _next_of(self, line: Line) -> str:
        """The line after one in its list, or else the one before it, to go through a list from its top."""
        same = [other.id for other in self.lines.values() if other.place == line.place]
        at = same.index(line.id)
        return next(iter([*same[at + 1 :][:1], *same[:at][-1:], line.id]))

    def _delete_drafts(self) -> None:
        """Delete these readers' e-mail drafts, which hold what was decided before."""
        files = self.context.draft_files
        if files is None:
            return
        for reader in self.readers():
            with suppress(OSError, TimeoutError):
                files.remove(self.session.meeting.id, reader)

    def decides(
        self, *, share: Sequence[str] = (), hold: Sequence[str] = (), reason: str = "", done: bool = False
    ) -> bool:
        """Record a decision about the lines as shown; returns False with a message if it can't be recorded."""
        try:
            self.session.catch_up()
            changed = {line.id: (line.digest, line.place) for line in self.found()} != {
                id_: (line.digest, line.place) for id_, line in self.lines.items()
            }
            if changed:
                self.show_again()
                self.say(words.LOOK_AGAIN, wrong=True)
                return False
            self.session.append(self._drafts(share, hold, reason, done))
            self._delete_drafts()
        except Conflict:
            self.show_again()
            self.say(words.LOOK_AGAIN, wrong=True)
            return False
        except (NotReleased, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return False
        self.show_again()
        return True

    def _drafts(self, share: Sequence[str], hold: Sequence[str], reason: str, done: bool) -> list[Draft]:
        meeting, format_ = self.session.meeting, self.format
        return [
            decide(meeting, format_, reader, share=share, hold=hold, reason=reason, done=done)
            for reader in self.readers()
        ]

    # ---- the line at the bottom

    def open_line(self, prompt: str, placeholder: str = "") -> None:
        """Ask for a line of text."""
        line = self.query_one("#line", Input)
        line.value, line.placeholder = "", placeholder
        line.remove_class("-away")
        self.set_focus(line)
        self.say(prompt)

    def add_relative(self, typed: str) -> Relative | None:
        """Record the relative that was typed and hide the input; returns None with a message if that fails."""
        try:
            relative = relative_of(" ".join(typed.split()), self.session.meeting, self.context.new_id())
            self.session.save(relative)
            self.context.remove_drafts_of_kept_out(self.session.meeting)
        except (NotReleased, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return None
        self.close_line()
        self.say(words.ADDED.format(ref=self.session.meeting.ref_of(relative.id), name=relative.name))
        return relative

    def close_line(self) -> None:
        """Hide the input."""
        self.query_one("#line", Input).add_class("-away")
        self.set_focus(self.query_one(RowList))

    def action_back(self) -> None:
        """Escape leaves the line, then the page."""
        if not self.query_one("#line").has_class("-away"):
            self.close_line()
            self.say("")
            return
        self.dismiss(None)
