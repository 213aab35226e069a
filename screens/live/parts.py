"""Parts of a meeting: turning to part two, which the family joins, and back to part one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from chairtui.meeting.chairing.part_two import part_two_drafts
from chairtui.meeting.parts import part_two_expected
from chairtui.meeting.records import Part
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens import navigation
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState
from screens.widgets.line_modes import LineMode

if TYPE_CHECKING:
    from screens.part_two import PartTwoStart


PART_ONE_ONLY = ("chairs-panel", "settle", "close", "minutes")
"""Commands that show what the family may not see, and so do nothing in part two."""
NOT_WHEN_CLOSED = ("capture", "immediate-risk", "undo", "settle")
"""Commands of which a closed meeting takes none."""


class Dock(Protocol):
    """The capture dock, as far as the parts use it."""

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask for confirmation under the line; enter calls `then`."""

    def turn_to(self, part: Part) -> None:
        """Save and clear what was typed in the other part."""

    def aim_at(self, mode: LineMode) -> None:
        """Set the mode the line is next opened in."""


class PartsControl:
    """Turns the meeting to another part, after a page or a confirmation, and follows when another session does.

    `clear_above` removes the screens above the meeting's, which show both parts.
    """

    def __init__(
        self, state: LiveState, host: LiveHost, saver: Saver, dock: Dock, clear_above: Callable[[], None]
    ) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._dock = dock
        self._clear_above = clear_above
        self.shown: Part = 1
        """The part that is shown."""

    def toggle(self) -> None:
        """Turn to part two from the page that says what may be shown, or back to part one once it is confirmed."""
        meeting = self._state.session.meeting
        if meeting.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif self._state.family_here:
            self._dock.confirm(quick_edit.TURN_BACK, self._turn_back)
        else:
            state = self._state
            self._host.open(navigation.part_two(state.context, state.session, state.format_), self._start)

    def _start(self, begun: PartTwoStart | None) -> None:
        if begun is None:
            self._host.say(quick_edit.NOT_STARTED)
            return
        session, new_id = self._state.session, self._state.context.new_id

        def start() -> None:
            session.catch_up()
            session.append(part_two_drafts(session.meeting, stays=begun.stays, joined=begun.joined, new_id=new_id))

        if self._saver.write(start):
            self._host.show_again()

    def _turn_back(self) -> None:
        session = self._state.session
        details = session.meeting.details.model_copy(update={"part": 1, "joined": ()})
        if self._saver.write(lambda: session.save(details)):
            self._host.show_again()

    def follow(self) -> None:
        """Show the meeting's part, whoever turned it."""
        part: Part = 2 if self._state.family_here else 1
        if part == self.shown:
            return
        self.shown = part
        self._dock.turn_to(part)
        self._dock.aim_at(self._state.capture_mode())
        if part == 2:
            self._clear_above()
        self._host.say(quick_edit.IN_PART_TWO if part == 2 else quick_edit.IN_PART_ONE, "good")

    def footer_label(self, command: str, label: str) -> str:
        """The footer's label for a command: its own `label`, "" if it is of no use in this part or once closed.

        The key of part two is shown if the meeting may have one, and in part two as the way back.
        """
        if self._state.family_here:
            return quick_edit.TO_PART_ONE if command == "part-two" else "" if command in PART_ONE_ONLY else label
        meeting, format_ = self._state.session.meeting, self._state.format_
        if meeting.closed and command in NOT_WHEN_CLOSED:
            return ""
        if meeting.closed and command == "close":
            return quick_edit.WHAT_IS_DUE
        expected = not meeting.closed and part_two_expected(meeting, format_)
        return label if expected or command != "part-two" else ""

    def blocked_by_family(self) -> bool:
        """Whether the family in the room prevents an action; shows a message if so."""
        if self._state.family_here:
            self._host.say(quick_edit.NOT_NOW, "bad")
        return self._state.family_here


def clear_above(live: Screen[None]) -> None:
    """Remove the screens above the meeting's, which show both parts; a half-filled form is covered instead."""
    from screens.cover import CoverScreen

    stack = live.app.screen_stack
    above = stack[stack.index(live) + 1 :] if live in stack else []
    if any(getattr(screen, "unsaved", False) for screen in above):
        live.app.push_screen(navigation.cover())
        return
    for screen in above:
        if not isinstance(screen, CoverScreen):
            live.app.pop_screen()
