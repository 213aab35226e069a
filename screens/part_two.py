"""PartTwoScreen: who joins part two, and what of part one may be on the screen while they are in the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.widgets import Input, Static

from chairtui.journal.session import Session
from chairtui.meeting.after.on_screen import joining, screen_lines
from chairtui.meeting.after.release import Line
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Relative
from chairtui.words import release as words
from screens.bindings import PART_TWO, bindings
from screens.context import AppContext
from screens.list_view import DrawnRow, RowList
from screens.released_lines import LinesPage

JOINS = "joins:"
"""Begins the key of a row that shows a relative."""


class PartTwoScreen(LinesPage[tuple[str, ...]]):
    """Gives the relatives (by record id) who join, or None where part two isn't started."""

    CSS_PATH = "release.tcss"
    HEADING = words.PART_TWO
    CHOOSING = words.START_PART_TWO
    LEADS_ON = ("choose",)
    PLACES: ClassVar[dict[str, str]] = words.SCREEN_PLACES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PART_TWO)]

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_)
        everyone = [entry.record.id for entry in session.meeting.all(Relative)]
        before = [id_ for id_ in joining(session.meeting) if id_ in everyone]
        self._joined = set(before or (everyone if len(everyone) == 1 else ()))

    @property
    def _everyone(self) -> list[Entry[Relative]]:
        return self.session.meeting.all(Relative)

    def readers(self) -> Sequence[str]:
        return [entry.record.id for entry in self._everyone if entry.record.id in self._joined]

    def found(self) -> list[Line]:
        return screen_lines(self.session.meeting, self.format, self.readers())

    def show_again(self) -> None:
        self.order(self.found())
        relatives = [f"{JOINS}{entry.record.id}" for entry in self._everyone]
        self.query_one(RowList).show([*relatives, *self.lines], self._draw_row)
        self.head(words.PART_TWO, words.SCREEN_COUNTS.format(decide=self.count("decide"), shown=self.count("goes in")))
        stays = ", ".join(e.record.name for e in self.session.meeting.attendees if 2 in e.record.parts)
        shown = words.WHO_STAYS.format(who=stays or words.NOBODY_STAYS)
        lead = words.SCREEN_LEAD if self._everyone else words.SCREEN_NOBODY
        self.query_one("#verdict", Static).update(f"{lead}\n{shown}")

    def _draw_row(self, index: int, width: int) -> DrawnRow:
        relatives = len(self._everyone)
        if index >= relatives:
            return self.draw_line(index - relatives, width, apart=True)
        record = self._everyone[index].record
        tick = words.TICKED if record.id in self._joined else words.UNTICKED
        drawn = [Text(words.WHO_JOINS, "title")] if index == 0 else []
        return DrawnRow([*drawn, Text(f"{tick} {record.name}, {record.relation}")], len(drawn))

    def action_tick(self) -> None:
        """Say whether the marked relative joins."""
        if not self.marked.startswith(JOINS):
            self.say(words.MARK_A_RELATIVE, wrong=True)
            return
        self._joined ^= {self.marked.removeprefix(JOINS)}
        self.show_again()

    @on(RowList.Chosen)
    def _start(self) -> None:
        self.dismiss(tuple(self.readers()))

    def action_start(self) -> None:
        """Start part two, where no row is there to be chosen."""
        self._start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "start" and self.is_mounted and self.query_one(RowList).keys:
            return False
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        self.open_line(words.BAD_RELATIVE, words.ADD)

    @on(Input.Submitted, "#line")
    def _added(self, submitted: Input.Submitted) -> None:
        if (added := self.add_relative(submitted.value)) is not None:
            self._joined.add(added.id)
            self.show_again()
