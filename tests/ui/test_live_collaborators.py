"""What the live screen's collaborators do by themselves: no screen, no widget, only what they are given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.screen import Screen

from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.records import Part
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.live.parts import PartsControl
from screens.live.quick_edit import QuickEditor
from screens.live.save import Saver
from screens.live.state import LiveState
from screens.part_two import PartTwoScreen, PartTwoStart
from screens.widgets.capture_line import CaptureLine
from screens.widgets.line_modes import LineMode
from screens.widgets.list_row import Row
from screens.widgets.preview_line import Mood
from screens.widgets.quick_line_modes import DeadlineMode
from tests.ui.app_harness import format_of
from tests.ui.live_harness import a_full_meeting, live_context

Result = TypeVar("Result")


class Host:
    """A screen of which only what it was told is left."""

    def __init__(self) -> None:
        self.said = ""
        self.selected: list[str] = []
        self.opened: list[object] = []
        self.clocked = 0

    def say(self, text: str, mood: Mood = "quiet") -> None:
        self.said = text

    def show_again(self, select: str = "") -> None:
        self.selected.append(select)

    def fold(self) -> None:
        """The chair's panel isn't there."""

    def show_time(self) -> None:
        self.clocked += 1

    def open(self, screen: Screen[Result], then: Callable[[Result | None], None] | None = None) -> None:
        self.opened.append(screen)
        self.leaves: Callable[[Any], None] = then or (lambda _result: None)

    def question_opened(self) -> None:
        """No keys are typed ahead."""


class Line:
    """A capture dock of which only the mode and the question are left."""

    def __init__(self) -> None:
        self.line = CaptureLine()
        self.mode: LineMode | None = None
        self.part: Part = 1
        self.asked = ""
        self.then: Callable[[], None] = lambda: None

    def begin(self, mode: LineMode, start: str = "") -> None:
        self.mode = mode

    def say(self, text: str, mood: Mood, below: str = "") -> None:
        """Nothing is shown."""

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        self.asked, self.then = question, then

    def turn_to(self, part: Part) -> None:
        self.part = part

    def aim_at(self, mode: LineMode) -> None:
        self.mode = mode


class Selected:
    def __init__(self, key: str = "") -> None:
        self.row = Row(key, "", "") if key else None


@pytest.fixture
def state(tmp_path: Path) -> LiveState:
    context = live_context(tmp_path)
    session = a_full_meeting(context)
    return LiveState(context, session, format_of(context, session))


@pytest.fixture
def host() -> Host:
    return Host()


def refuse() -> None:
    raise NotSaved("The disk is full.")


def saver(state: LiveState, host: Host) -> Saver:
    return Saver(state, host, lambda: None)


def test_a_write_that_is_refused_is_told_and_the_next_one_clears_it(state: LiveState, host: Host) -> None:
    assert not saver(state, host).write(refuse)
    assert host.said == "The disk is full."
    assert state.write_failed and host.clocked == 1
    assert saver(state, host).write(lambda: None)
    assert not state.write_failed


def test_undo_selects_what_came_back_and_redo_what_went_again(state: LiveState, host: Host) -> None:
    session = state.session
    entry = session.meeting.find("R1")
    assert entry is not None
    session.remove(entry.record)
    saver(state, host).undo()
    assert host.said == words.UNDONE.format(ref="R1") and host.selected == ["r1"]
    saver(state, host).redo()
    assert host.said == words.REDONE.format(ref="R1")


def test_a_conflict_in_other_fields_is_merged_without_asking(state: LiveState, host: Host) -> None:
    mine = state.session
    theirs = Session(mine.journal, mine.meeting.id, "Bethan Quillfeather")
    record = next(entry.record for entry in mine.meeting.actions)
    theirs.save(record.model_copy(update={"measure": "It holds"}))
    assert not saver(state, host).write(lambda: mine.save(record.model_copy(update={"text": "Mend the front lock"})))
    merged = next(entry.record for entry in mine.meeting.actions)
    assert (merged.text, merged.measure) == ("Mend the front lock", "It holds")
    assert not host.opened


def test_the_same_field_changed_twice_is_asked_about(state: LiveState, host: Host) -> None:
    mine = state.session
    theirs = Session(mine.journal, mine.meeting.id, "Bethan Quillfeather")
    record = next(entry.record for entry in mine.meeting.actions)
    theirs.save(record.model_copy(update={"text": "Change the lock"}))
    saver(state, host).write(lambda: mine.save(record.model_copy(update={"text": "Mend the front lock"})))
    assert len(host.opened) == 1


def test_part_two_begins_only_once_it_is_confirmed(state: LiveState, host: Host) -> None:
    line, cleared = Line(), []
    parts = PartsControl(state, host, saver(state, host), line, lambda: cleared.append(True))
    parts.toggle()
    assert isinstance(host.opened[-1], PartTwoScreen)
    host.leaves(None)
    assert not state.family_here
    parts.toggle()
    host.leaves(PartTwoStart((), frozenset()))
    assert state.family_here
    parts.follow()
    assert [line.part, *cleared] == [2, True]
    assert parts.blocked_by_family() and host.said == quick_edit.NOT_NOW
    parts.toggle()
    assert line.asked and state.family_here, "and it is asked before everything is shown again"
    line.then()
    assert not state.family_here


def test_a_deadline_is_asked_only_for_an_action(state: LiveState, host: Host) -> None:
    line = Line()
    QuickEditor(state, host, saver(state, host), Selected("h1"), line).by_when()
    assert host.said == quick_edit.ONLY_ACTIONS and line.mode is None
    QuickEditor(state, host, saver(state, host), Selected("a1"), line).by_when()
    assert isinstance(line.mode, DeadlineMode)
