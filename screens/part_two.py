"""PartTwoScreen: who joins part two, who stays, and what of part one may be on the screen meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.widgets import Input, Static

from chairtui.journal.session import Session
from chairtui.meeting.after.part_two_lines import screen_lines
from chairtui.meeting.after.release_decisions import Line
from chairtui.meeting.chairing.part_two import (
    for_part_two_alone,
    may_stay,
    nobody_joins,
    proposed_to_join,
    proposed_to_stay,
)
from chairtui.meeting.copy_readers import FamilyEntry, family_reader, may_be_given, relation_of
from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee
from chairtui.words import release as words
from chairtui.words.sentence import sentence
from screens.bindings import PART_TWO, bindings
from screens.context import AppContext
from screens.list_view import DrawnRow, RowList
from screens.released_lines import LinesPage

JOINS, STAYS = "joins:", "stays:"
"""Begin the keys of rows that show a relative, and somebody of part one."""


@dataclass(frozen=True, slots=True)
class PartTwoStart:
    """Who is in part two: those of the family who join and the attendees of part one who stay, by record id."""

    joined: tuple[str, ...]
    stays: frozenset[str]


class PartTwoScreen(LinesPage[PartTwoStart]):
    """Returns who is in part two, or None if it wasn't started."""

    CSS_PATH = "release.tcss"
    HEADING = words.PART_TWO
    CHOOSING = words.START_PART_TWO
    LEADS_ON = ("choose",)
    PLACES: ClassVar[dict[str, str]] = words.SCREEN_PLACES
    COUNTED: ClassVar[dict[str, tuple[str, str]]] = words.SCREEN_COUNTED
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PART_TWO)]

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_)
        self._ticked = {
            *(f"{JOINS}{id_}" for id_ in proposed_to_join(session.meeting)),
            *(f"{STAYS}{id_}" for id_ in proposed_to_stay(session.meeting)),
        }

    def footer_label(self, command: str, label: str, /) -> str:
        if command in ("goes-in", "hold-back") and not self.lines:
            return ""
        own = {"add-relative": words.ADD_SOMEBODY, "goes-in": words.SHOW, "hold-back": words.HIDE}
        return own.get(command) or super().footer_label(command, label)

    @property
    def _family(self) -> list[FamilyEntry]:
        return may_be_given(self.session.meeting)

    def readers(self) -> Sequence[str]:
        return [entry.record.id for entry in self._family if f"{JOINS}{entry.record.id}" in self._ticked]

    def found(self) -> list[Line]:
        return screen_lines(self.session.meeting, self.format, self.readers())

    def show_again(self) -> None:
        self.order(self.found())
        people = [*(f"{JOINS}{e.record.id}" for e in self._family)]
        people += [f"{STAYS}{e.record.id}" for e in may_stay(self.session.meeting)]
        self.query_one(RowList).show([*people, *self.lines], self._draw_row)
        self.head(words.PART_TWO, self.counts("decide", "goes in"))
        lead = words.SCREEN_LEAD if self._family else words.SCREEN_NOBODY
        only = ", ".join(e.record.name for e in for_part_two_alone(self.session.meeting))
        self.query_one("#verdict", Static).update(f"{lead}\n{sentence(words.FOR_PART_TWO, who=only)}" if only else lead)

    def _draw_row(self, index: int, width: int) -> DrawnRow:
        keys = self.query_one(RowList).keys
        key = keys[index]
        people = sum(other.startswith((JOINS, STAYS)) for other in keys)
        if index >= people:
            return self.draw_line(index - people, width, apart=True)
        lead, _, id_ = key.partition(":")
        first = index == 0 or not keys[index - 1].startswith(lead)
        heading = Text(words.WHO_JOINS if key.startswith(JOINS) else words.WHO_STAYS, "title")
        drawn = [*([Text()] if index else []), heading] if first else []
        tick = words.TICKED if key in self._ticked else words.UNTICKED
        return DrawnRow([*drawn, Text(f"{tick} {self._described(id_)}")], len(drawn))

    def _described(self, id_: str) -> str:
        """A person's row text; an attendee who may not be here with their status."""
        entry = self.session.meeting.entry(id_)
        record = entry.record if entry is not None else None
        if isinstance(record, Attendee):
            at = record.left.astimezone(self.context.now().tzinfo) if record.left else None
            left = words.LEFT.format(clock=show_clock(at)) if at else ""
            away = words.NOT_MARKED if record.status == "invited" else left
            return " · ".join(filter(None, (record.name, record.role, away)))
        reader = family_reader(id_, self.session.meeting)
        return f"{reader.name}, {relation_of(reader)}" if reader else ""

    def action_tick(self) -> None:
        """Say whether the marked person joins or stays."""
        if not self.marked.startswith((JOINS, STAYS)):
            self.say(words.MARK_SOMEBODY, wrong=True)
            return
        self._ticked ^= {self.marked}
        self.show_again()

    @on(RowList.Chosen)
    def _start(self) -> None:
        stays = (entry.record.id for entry in may_stay(self.session.meeting))
        ticked = frozenset(id_ for id_ in stays if f"{STAYS}{id_}" in self._ticked)
        if nobody_joins(self.session.meeting, self.readers()):
            self.holds_keys = False
            self.say(words.TICK_WHO_JOINS, wrong=True)
            return
        self.dismiss(PartTwoStart(tuple(self.readers()), ticked))

    def action_start(self) -> None:
        """Start part two if there is no row to choose."""
        self._start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "start" and self.is_mounted and self.query_one(RowList).keys:
            return False
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        self.open_line(words.ASK_WHO_JOINS, words.ADD)

    @on(Input.Submitted, "#line")
    def _added(self, submitted: Input.Submitted) -> None:
        if (added := self.add_relative(submitted.value)) is not None:
            self._ticked.add(f"{JOINS}{added.id}")
            self.show_again()
