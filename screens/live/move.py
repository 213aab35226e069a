"""Navigation in the live meeting: between agenda items, within a list, and between agenda, item and chair's panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.dom import DOMNode

from chairtui.meeting.closing.findings import Finding
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens import navigation
from screens.live.parts import PartsControl
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState
from screens.row_hints import row_key_hints
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.pane import Pane
from screens.widgets.row_keys import key_of_finding

TOGETHER = 1.0
"""Interval in seconds within which two digits make one number."""
Zone = Literal["agenda", "item", "panel"]
"""Which of the three columns the arrow keys move in."""


class Navigator:
    """Arrow keys move within the current zone, left and right between zones, escape back to the item.

    `node` carries the classes that lay the columns out. Where the screen is `-broad` the chair's panel is open unless
    it has `-no-panel`; where it is `-wide` the panel is folded unless it has `-beside`; where it is narrower the panel
    takes the item's place while it has `-panel`. `leave` closes the screen.
    """

    def __init__(
        self,
        state: LiveState,
        host: LiveHost,
        saver: Saver,
        parts: PartsControl,
        *,
        rail: AgendaRail,
        pane: Pane,
        panel: ChairsPanel,
        dock: CaptureDock,
        node: DOMNode,
        leave: Callable[[], None],
    ) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._parts = parts
        self._rail = rail
        self._pane = pane
        self._panel = panel
        self._dock = dock
        self._node = node
        self._leave = leave
        self._escape_pressed = False
        self._pinned = False
        self._digit = (0, state.context.now())
        """The last digit pressed, 0 if a second one can't follow, and when."""
        self.zone: Zone = "item"

    # ---- between agenda items

    def step(self, steps: int) -> None:
        """Move by that many items, within the agenda."""
        format_ = self._state.format_
        number = format_.number(self._state.item.id) + steps
        if 1 <= number <= len(format_.agenda):
            self.go_to_number(number)

    def digit(self, number: int) -> None:
        """Go to the item of a digit's key; two digits right after one another are one number, such as 11."""
        now = self._state.context.now()
        first, at = self._digit
        both = 10 * first + number % 10
        soon = first and (now - at).total_seconds() <= TOGETHER
        self._digit = (number % 10, now)
        self.go_to_number(both if soon and self._state.format_.item(str(both)) else number)

    def go_to_number(self, number: int) -> None:
        """Go to the item with that number, if there is one."""
        item = self._state.format_.item(str(number))
        if item is not None:
            self.go(item.id)

    def go(self, item: str, select: str = "") -> None:
        """Show an item. The meeting's clock follows as `ItemClock` describes."""
        if item != self._state.item.id:
            self._saver.write(lambda: self._state.clock.look(item))
        self.show_item(item, select)
        self._host.say("", "quiet")

    def show_item(self, item_id: str, select: str = "") -> None:
        """Show an item in the pane."""
        state = self._state
        if item_id != state.item.id:
            state.news.looked_at(state.item.id)
        state.item = state.format_.item(item_id) or state.item
        self._dock.aim_at(state.capture_mode())
        self._host.show_again(select)
        self.select_unanswered()

    def select_unanswered(self) -> None:
        """If nothing is selected, select the first unanswered question in view."""
        if not self._pane.selected:
            self._pane.select_waiting()
            self._dock.show_key_hints()

    def begin_here(self) -> None:
        """Move the meeting's clock to the item in view now."""
        state = self._state
        number = state.format_.number(state.item.id)
        if state.closed:
            self._host.say(quick_edit.CLOSED_CLOCK, "bad")
        elif state.clock.paused:
            self._host.say(quick_edit.PAUSE, "ask")
        elif not state.clock.glancing:
            waits = state.clock.preparing(state.context.now())
            self._host.say((quick_edit.RUNNING_LATER if waits else quick_edit.RUNNING).format(number=number), "good")
        elif self._saver.write(state.clock.go_on_here):
            self._host.say(quick_edit.BEGUN.format(number=number), "good")
            self._host.show_time()

    # ---- within a zone

    def move(self, steps: int) -> None:
        """Move the selection of the current zone."""
        match self.zone:
            case "agenda":
                self.step(steps)
            case "panel":
                self._panel.move(steps)
            case "item":
                self._pane.move(steps)
        self._host.say("")

    def page(self, direction: int) -> None:
        """Move by a page."""
        if self.zone == "panel":
            self._panel.scroll_by(direction * max(self._panel.size.height - 2, 1))
        else:
            self._pane.page(direction)
        self._host.say("")

    def end(self, direction: int) -> None:
        """Go to the first (-1) or the last (1) entry."""
        match self.zone:
            case "agenda":
                self.go_to_number(1 if direction < 0 else len(self._state.format_.agenda))
            case "panel":
                self._panel.end(direction)
            case "item":
                self._pane.end(direction)
        self._host.say("")

    # ---- between zones

    def sideways(self, direction: int) -> None:
        """Go to the list beside the current one; past the pane's edge, to the agenda or the chair's panel."""
        if self.zone == "item":
            if not self._pane.beside(direction):
                self.enter("agenda" if direction < 0 else "panel")
        elif (self.zone == "agenda") == (direction > 0):
            self.enter("item")
        self._host.say("")

    def enter(self, zone: Zone) -> None:
        """Make a zone current. The panel opens for it, and folds again unless it was pinned."""
        node = self._node
        if zone == "agenda" and not self._rail.display:
            return
        if zone == "panel":
            node.remove_class("-no-panel")
        node.set_class(zone == "panel", "-panel")
        node.set_class(zone == "panel" or self._pinned, "-beside")
        if self.zone == "panel" != zone:
            self._panel.select("")
        self.zone = zone
        self._rail.mark_here(zone == "agenda")
        self._host.fold()

    def toggle_panel(self) -> None:
        """Open or fold the chair's panel. If it takes the item's place, it becomes the current zone."""
        node = self._node
        if node.has_class("-broad"):
            node.toggle_class("-no-panel")
            hidden = node.has_class("-no-panel")
        elif node.has_class("-wide"):
            self._pinned = not node.has_class("-beside")
            node.set_class(self._pinned, "-beside")
            hidden = not self._pinned
        else:
            hidden = node.has_class("-panel")
            self.enter("item" if hidden else "panel")
        if hidden and self.zone == "panel":
            self.enter("item")
        self._host.fold()
        self._host.say("")

    @property
    def panel_open(self) -> bool:
        """Whether the chair's panel is visible."""
        node = self._node
        if node.has_class("-broad"):
            return not node.has_class("-no-panel")
        return node.has_class("-beside" if node.has_class("-wide") else "-panel")

    def go_to_finding(self, finding: Finding) -> bool:
        """Go to the row that resolves a finding, or open the screen that does; returns whether its row is selected."""
        state = self._state
        self.enter("item")
        screen = navigation.mending(state.context, state.session, state.format_, finding)
        if screen is not None:
            self._host.open(screen, lambda said: self._host.say(said, "good") if isinstance(said, str) else None)
            return False
        key = key_of_finding(finding, self._state.session.meeting, self._state.format_)
        self.go(finding.item, key)
        self._host.say(finding.message)
        return bool(key) and self._pane.selected == key

    @property
    def in_panel_unmarked(self) -> bool:
        """Whether the panel is the current zone and lists findings, and none of them is selected."""
        panel = self._panel
        return self.zone == "panel" and bool(panel.keys) and panel.finding(panel.selected) is None

    def from_panel(self) -> Finding | None:
        """Go back to the item; returns the finding that was selected in the panel."""
        finding = self._panel.finding(self._panel.selected) if self.zone == "panel" else None
        self.enter("item")
        return finding

    # ---- leaving

    def key_pressed(self, command: str) -> None:
        """A second escape leaves only if it follows the first directly, and two digits are a number only together."""
        self._escape_pressed = self._escape_pressed and command == "back"
        if not command.startswith("item-"):
            self._digit = (0, self._digit[1])

    def back(self) -> None:
        """Go back to the item; from there, leave for the library on a second press."""
        if self.zone != "item":
            self.enter("item")
            self._host.say("", "quiet")
        elif self._dock.half_typed:
            self._host.say(words.HALF_TYPED)
        elif self._escape_pressed or self._state.closed or self._state.family_here:
            self.to_library()
        else:
            self._escape_pressed = True
            self._host.say(words.LEAVE_ASKED, "ask")

    def to_library(self) -> None:
        """Leave for the library, unless the family is in the room."""
        if not self._parts.blocked_by_family():
            self._saver.write(self._state.clock.pause)
            self._leave()

    # ---- what the keys do

    def key_hints(self, keys: dict[str, str]) -> str:
        """What the keys do in the current zone. `keys`: the first key of each command."""
        if self.zone == "agenda":
            return quick_edit.IN_AGENDA
        if self.zone == "panel":
            return quick_edit.IN_PANEL if self._panel.keys else quick_edit.IN_PANEL_ONLY
        state, row = self._state, self._pane.row
        said = quick_edit.NOTHING_IN_HAND
        if row:
            said = row_key_hints(row, state.entry_of(row), keys, closed=state.closed)
        return said
