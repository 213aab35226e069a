"""Moving about in the live meeting: up and down in a list, sideways between agenda, item and chair's panel."""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

from textual import on

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.formats.model import AgendaItem
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.bindings import spell
from screens.live.parts import TwoParts
from screens.row_hints import row_key_hints
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.list_row import Row
from screens.widgets.record_list import RecordList
from screens.widgets.row_keys import key_of_finding

Zone = Literal["agenda", "item", "panel"]
"""Where the arrows are: the agenda at the left, the item in the middle, what is for the chair at the right."""


class Moving(TwoParts):
    """One rule everywhere: arrows move within what one is in, left and right go to what lies beside it, escape back."""

    rail: AgendaRail
    panel: ChairsPanel
    _item: AgendaItem
    _zone: Zone = "item"
    _leaving = False

    @property
    def item(self) -> AgendaItem:
        """The agenda item in the pane."""
        return self._item

    @property
    def zone(self) -> Zone:
        """Where the arrows are."""
        return self._zone

    # ---- from item to item

    def action_item(self, steps: int) -> None:
        number = self.format_.number(self._item.id) + steps
        if 1 <= number <= len(self.format_.agenda):
            self.action_go_to(number)

    def action_go_to(self, number: int) -> None:
        item = self.format_.item(str(number))
        if item is not None:
            self._go(item.id)

    def _go(self, item: str, select: str = "") -> None:
        """Bring an item into view. That is a look until something is filed there, it stays, or the chair says so."""
        if item != self._item.id:
            self.try_to(lambda: self.clock.look(item))
        self._show_item(item, select)
        self.say("", "quiet")

    def _show_item(self, item_id: str, select: str = "") -> None:
        self._item = self.format_.item(item_id) or self._item
        self.dock.aim_at(self.capture_mode())
        self.show_again(select)
        self.look_for_work()

    def look_for_work(self) -> None:
        """Where nothing is selected, what is still to be given is, if it is in view."""
        if not self.pane.selected:
            self.pane.select_waiting()
            self.show_key_hints()

    def action_begin_here(self) -> None:
        """The meeting goes on to the item in view, now."""
        if self.session.meeting.closed:
            self.say(quick_edit.CLOSED_CLOCK, "bad")
        elif self.try_to(self.clock.go_on_here):
            self.say(quick_edit.BEGUN.format(number=self.format_.number(self._item.id)), "good")
            self.show_time()

    # ---- within, and sideways

    def action_move(self, steps: int) -> None:
        match self._zone:
            case "agenda":
                self.action_item(steps)
            case "panel":
                self.panel.move(steps)
            case "item":
                self.pane.move(steps)
        self.say("")

    def action_page(self, direction: int) -> None:
        if self._zone == "panel":
            self.panel.scroll_by(direction * max(self.panel.size.height - 2, 1))
        else:
            self.pane.page(direction)
        self.say("")

    def action_end(self, direction: int) -> None:
        match self._zone:
            case "agenda":
                self.action_go_to(1 if direction < 0 else len(self.format_.agenda))
            case "panel":
                self.panel.end(direction)
            case "item":
                self.pane.end(direction)
        self.say("")

    def action_beside(self, direction: int) -> None:
        """To the list beside this one; beyond the last, to the agenda at the left or the chair's panel at the right."""
        if self._zone == "item":
            if not self.pane.beside(direction):
                self._come_to("agenda" if direction < 0 else "panel")
        elif (self._zone == "agenda") == (direction > 0):
            self._come_to("item")
        self.say("")

    def _come_to(self, zone: Zone) -> None:
        """Bring the arrows there; where it has no place beside the item, the panel takes the item's."""
        if zone == "agenda" and not self.rail.display:
            return
        wide = self.has_class("-wide")
        if zone == "panel":
            self.remove_class("-no-panel")
            self.set_class(not wide, "-panel")
        elif not wide:
            self.remove_class("-panel")
        if self._zone == "panel" != zone:
            self.panel.select("")
        self._zone = zone
        self.rail.mark_here(zone == "agenda")

    def action_chairs_panel(self) -> None:
        """Show the panel or put it away: beside the item where there is room, and else in its place."""
        if self.has_class("-wide"):
            self.toggle_class("-no-panel")
            if self.has_class("-no-panel") and self._zone == "panel":
                self._come_to("item")
        else:
            self._come_to("item" if self.has_class("-panel") else "panel")
        self.say("")

    # ---- leaving

    def action_back(self) -> None:
        """Back to the item; from there to the meetings, once escape is pressed again."""
        if self._zone != "item":
            self._come_to("item")
            self.say("", "quiet")
        elif self.dock.half_typed:
            self.say(words.HALF_TYPED)
        elif self._leaving or self.session.meeting.closed or self.visibility.family_here:
            self.action_library()
        else:
            self._leaving = True
            self.say(words.LEAVE_ASKED, "ask")

    def action_library(self) -> None:
        if self.blocked_by_family():
            return
        self.try_to(self.clock.pause)
        self.dismiss(None)

    # ---- the mouse, for those who use one

    @on(AgendaRail.Chosen)
    def _chosen(self, message: AgendaRail.Chosen) -> None:
        self._go(message.item)

    @on(RecordList.Picked)
    def _picked(self, message: RecordList.Picked) -> None:
        if message.list is self.panel:
            self._mend(self.panel.finding(message.key))
            return
        self._come_to("item")
        self.pane.select(message.key)
        self.show_key_hints()
        if message.twice:
            self.action_edit()

    def _mend(self, finding: Finding | None) -> None:
        """Go to the place of a finding."""
        if finding is None:
            return
        self._come_to("item")
        self._go(finding.item, key_of_finding(finding, self.session.meeting, self.format_))
        self.say(finding.message)

    # ---- what can be done here

    def key_hints(self) -> str:
        """What the keys do where the arrows are, in a line."""
        keys = self.keys_by_id
        if self._zone == "agenda":
            return quick_edit.IN_AGENDA
        if self._zone == "panel":
            return quick_edit.IN_PANEL if self.panel.keys else quick_edit.IN_PANEL_ONLY
        row: Row | None = self.pane.row
        closed = self.session.meeting.closed
        said = row_key_hints(row, self._chosen_entry(), keys, closed=closed) if row else quick_edit.NOTHING_IN_HAND
        if self.clock.glancing and not closed:
            at, key = self.format_.number(self.clock.item), spell(keys.get("begin-here", ""))
            said = f"{said}\n{quick_edit.BEGIN_HERE.format(number=at, key=key)}"
        return said

    @property
    @abstractmethod
    def keys_by_id(self) -> dict[str, str]:
        """The first key of each command as a person's keymap now has it."""

    @abstractmethod
    def show_key_hints(self) -> None:
        """Say what the keys do where the arrows now are."""

    @abstractmethod
    def action_edit(self) -> None:
        """Open what is selected."""
