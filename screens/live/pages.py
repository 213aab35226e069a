"""Opening the meeting's other pages: attendance, unsettled lines, closing, minutes, actions, an immediate risk."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from chairtui.meeting.chairing.chair_prompts import undecided_risks
from chairtui.meeting.closing.findings import Finding
from chairtui.words import live as words
from screens import navigation
from screens.live.parts import PartsControl
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState


class PageOpener:
    """Opens a page, unless it may not be shown to the family. Those that leave the discussion pause its clock.

    `go_to_finding` receives the finding chosen on the closing page.
    """

    def __init__(
        self,
        state: LiveState,
        host: LiveHost,
        saver: Saver,
        parts: PartsControl,
        go_to_finding: Callable[[Finding | None], None],
    ) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._parts = parts
        self._go_to_finding = go_to_finding

    def attendance(self) -> None:
        """Who is here."""
        state = self._state
        self._leave_for(navigation.attendance(state.context, state.session, state.format_))

    def unsettled(self) -> None:
        """The lines that could not be understood."""
        state = self._state
        if not self._parts.blocked_by_family():
            self._host.open(navigation.unsettled(state.context, state.session, state.format_))

    def closing(self) -> None:
        """What is left to sort out before closing."""
        state = self._state
        if not self._parts.blocked_by_family():
            self._saver.write(state.clock.pause)
            page = navigation.closing(state.context, state.session, state.format_)
            self._host.open(page, self._go_to_finding)

    def minutes(self) -> None:
        """The minutes as they now stand."""
        state = self._state
        self._leave_for(navigation.minutes(state.context, state.session, state.format_))

    def actions(self) -> None:
        """Actions across meetings."""
        if not self._parts.blocked_by_family():
            self._leave_for(navigation.actions(self._state.context))

    def earlier_actions(self) -> None:
        """Actions of before this program, taken over from a file."""
        state = self._state
        if state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
        elif (tables_of := state.context.tables_of) is not None and not self._parts.blocked_by_family():
            self._host.open(navigation.earlier_actions(state.context, state.session, state.format_, tables_of))

    def immediate_risk(self) -> None:
        """The form of an immediate risk: the first that is still undecided, otherwise a new one."""
        state = self._state
        if state.closed:
            self._host.say(words.LINE_CLOSED, "bad")
            return
        undecided = [] if state.family_here else undecided_risks(state.session.meeting)
        first = undecided[0].record.id if undecided else ""
        form = navigation.immediate_risk(state.context, state.session, state.format_, first)
        self._host.open(form, self._saver.report)

    def _leave_for(self, page: Screen[None]) -> None:
        self._saver.write(self._state.clock.pause)
        self._host.open(page)
