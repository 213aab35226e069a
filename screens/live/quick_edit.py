"""Quick keys of the live meeting: change the selected record with one key and a word in the capture line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from chairtui.meeting.after.restrictions import kept_from_everyone
from chairtui.meeting.capture.comings import come_or_go
from chairtui.meeting.capture.marks import Marks, marks_of
from chairtui.meeting.kinds import category_of, is_addressable, kind_of
from chairtui.meeting.records import Attendee, Observation, Record, Statement
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState
from screens.widgets.capture_line import CaptureLine
from screens.widgets.line_modes import LineMode
from screens.widgets.list_row import Row
from screens.widgets.preview_line import Mood
from screens.widgets.quick_line_modes import (
    ArrivalMode,
    DeadlineMode,
    LinkMode,
    PersonMode,
    QuickMode,
    VerifyMode,
)
from screens.widgets.row_keys import named


class Selection(Protocol):
    """The pane, as far as the quick keys use it."""

    @property
    def row(self) -> Row | None:
        """The selected row."""


class Dock(Protocol):
    """The capture dock, as far as the quick keys use it."""

    line: CaptureLine

    def begin(self, mode: LineMode, start: str = "") -> None:
        """Open the line in that mode."""

    def say(self, text: str, mood: Mood, below: str = "") -> None:
        """Show a message under the line."""


class QuickEditor:
    """Asks in the capture line, never in a dialog over the discussion; escape leaves it."""

    def __init__(self, state: LiveState, host: LiveHost, saver: Saver, pane: Selection, dock: Dock) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._pane = pane
        self._dock = dock

    def _ask(self, mode: type[QuickMode], fits: Callable[[Record], bool], otherwise: str) -> None:
        """Open the line in a mode for the selected record; show `otherwise` unless that `fits`."""
        entry = self._state.entry_of(self._pane.row)
        if self._state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif self._state.said_before(self._pane.row):
            self._host.say(quick_edit.SAID_BEFORE, "bad")
        elif entry is None or not fits(entry.record):
            self._host.say(otherwise)
        else:
            self._dock.begin(mode(self._state.visibility.meeting, self._state.format_, entry))

    def who(self) -> None:
        """Ask who owns the action, or who said it."""
        self._ask(PersonMode, lambda record: bool(kind_of(record).person), quick_edit.ONLY_NAMED)

    def by_when(self) -> None:
        """Ask for the action's deadline."""
        self._ask(DeadlineMode, _is_action, quick_edit.ONLY_ACTIONS)

    def link(self) -> None:
        """Ask for the reference to link with."""
        if self._state.family_here:
            self._host.say(quick_edit.NO_LINKS_NOW, "bad")
            return
        self._ask(LinkMode, lambda record: is_addressable(record) or _is_action(record), quick_edit.ONLY_LINKED)

    def verified(self) -> None:
        """Ask who verified the reported note."""
        self._ask(VerifyMode, lambda record: category_of(record) == "reported", quick_edit.ONLY_REPORTED)

    def turn_into_action(self) -> None:
        """Begin an action that addresses the selected record, restricted if the record is.

        Notes and decisions give the action its text; a need or a risk says what is wrong, not what to do.
        """
        entry = self._state.entry_of(self._pane.row)
        record = entry.record if entry else None
        if self._state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif self._state.said_before(self._pane.row):
            self._host.say(quick_edit.SAID_BEFORE, "bad")
        elif entry is None or not isinstance(record, Statement) or not is_addressable(record):
            self._host.say(quick_edit.NO_ACTION_FROM)
        else:
            words_of_it = "" if isinstance(record, Observation) else " ".join(record.text.split())
            form = quick_edit.TURNED if entry.ref else quick_edit.TURNED_UNLINKED
            text = form.format(text=words_of_it, ref=entry.ref)
            kept = kept_from_everyone(record, self._state.session.meeting)
            tags, marks = marks_of(record, self._state.session.meeting, Marks())
            restricted = f"!restricted {' '.join(kept.split())}" if kept else ""
            restriction = "".join(f" {mark}" for mark in (tags, restricted, marks) if mark)
            self._dock.begin(self._state.capture_mode(), text + restriction)
            line = self._dock.line
            if line.value == text + restriction:
                line.cursor_position = text.index("  ") + 1 if "  " in text else len(text)
            if not words_of_it:
                called = named(record.id, self._state.visibility.meeting)
                self._dock.say(quick_edit.WHAT_IS_DONE.format(ref=called, text=record.text), "quiet")

    def disagreed(self) -> None:
        """Begin a dissent from the selected decision, or from the last one."""
        state = self._state
        selected = state.entry_of(self._pane.row)
        decisions = state.visibility.meeting.decisions
        marked = (e for e in decisions if selected is not None and e.record.id == selected.record.id)
        entry = next(marked, decisions[-1] if decisions else None)
        if state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif entry is None:
            self._host.say(quick_edit.NO_DECISION)
        elif state.family_here:
            self._host.say(quick_edit.NOT_IN_PART_TWO)
        else:
            self._dock.begin(state.capture_mode(), quick_edit.DISAGREED.format(ref=entry.ref))
            self._dock.say(quick_edit.WHO_DISAGREED.format(ref=entry.ref, text=entry.record.text), "quiet")

    def come_or_go(self) -> None:
        """Mark the selected attendee as arrived, gone or back; with nobody selected, ask whom."""
        state = self._state
        entry = state.entry_of(self._pane.row)
        if state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif entry is None or not isinstance(entry.record, Attendee):
            self._dock.begin(ArrivalMode(state.session.meeting, state.visibility.meeting, state.context.now))
        else:
            draft, said = come_or_go(entry.record, entry.base, state.context.now(), state.session.meeting)
            if self._saver.write(lambda: state.session.append([draft])):
                self._host.say(quick_edit.TAKES_BACK.format(said=said), "good")
                self._host.show_again(select=entry.record.id)

    def pause(self) -> None:
        """Stop the meeting's clock, or start it again."""
        clock = self._state.clock
        if self._state.closed:
            self._host.say(quick_edit.CLOSED_CLOCK, "bad")
        elif clock.paused:
            if self._saver.write(clock.go_on):
                self._host.say(quick_edit.GO_ON, "good")
        elif self._saver.write(clock.stop):
            self._host.say(quick_edit.PAUSE, "good")
        self._host.show_time()


def _is_action(record: Record) -> bool:
    return record.kind == "action"
