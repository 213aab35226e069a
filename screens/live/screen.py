"""LiveScreen: the agenda rail, the item's pane, the chair's panel and the capture line of one meeting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.formats.model import AgendaItem, Format
from chairtui.meeting.records import Unsettled
from chairtui.words import live as words
from screens.base_page import DismissOnce, KeyFooter
from screens.bindings import BACK, HINTS, LIVE, bindings
from screens.commands_here import first_keys
from screens.context import AppContext
from screens.live.filed import FiledRecords
from screens.live.key_order import KeyOrder
from screens.live.move import Navigator
from screens.live.open_record import RecordOpener
from screens.live.pages import PageOpener
from screens.live.parts import PartsControl, clear_above
from screens.live.redraw import Redraw
from screens.live.save import Saver
from screens.live.state import LiveState
from screens.live.warm_up import AFTER, start_warm_up
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.connection_monitor import ConnectionMonitor
from screens.widgets.hints import HintLine
from screens.widgets.pane import Pane
from screens.widgets.preview_line import Mood
from screens.widgets.record_list import RecordList
from screens.widgets.risk_banner import RiskBanner
from screens.widgets.sizes import HEIGHTS, SMALLEST, WIDTHS, classes_at
from screens.widgets.status_line import StatusLine
from screens.widgets.version_listener import Listener

if TYPE_CHECKING:
    from screens.live.quick_edit import QuickEditor

TICK = 5.0
"""Seconds between two updates of the clock."""
SHEETS: list[str | PurePath] = ["../widgets/record_list.tcss", "screen.tcss"]
Result = TypeVar("Result")


class LiveScreen(DismissOnce[None]):
    """The screen of a meeting. Bindings apply while the capture line isn't focused.

    The screen lays out and redraws the widgets; what the commands do is in the collaborators it holds.
    """

    CSS_PATH = SHEETS
    styled_as_mounted = True  # the app's sheets have these
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HINTS), *bindings(LIVE), *bindings(BACK)]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self.state = state = LiveState(context, session, format_)
        self.visibility = state.visibility
        self.clock = state.clock
        self.status = StatusLine(id="status")
        self.hints = HintLine(context.settings, context.ui_state, id="hints")
        self.banner = RiskBanner(id="banner")
        self.rail = AgendaRail(id="rail")
        self.pane = Pane(id="pane")
        self.panel = ChairsPanel(id="panel")
        self.dock = dock = CaptureDock(session, context.line_drafts, id="dock")
        self.redraw = Redraw(
            state,
            self,
            status=self.status,
            banner=self.banner,
            rail=self.rail,
            pane=self.pane,
            panel=self.panel,
            dock=dock,
        )
        self.saver = Saver(state, self, dock.done)
        self.parts = PartsControl(state, self, self.saver, dock, lambda: clear_above(self))
        self.opener = RecordOpener(state, self, self.saver, self.parts, lambda: self.quick, self.pane, dock)
        self.navigator = Navigator(
            state,
            self,
            self.saver,
            self.parts,
            rail=self.rail,
            pane=self.pane,
            panel=self.panel,
            dock=dock,
            node=self,
            leave=self._leave,
        )
        self.pages = PageOpener(state, self, self.saver, self.parts, self._sort_out)
        self.filed = FiledRecords(state, self, self.saver, self.parts, self.redraw, self.pane, dock)
        self.key_order = KeyOrder(self, self.navigator, dock, lambda: self.action_capture(""))

    @cached_property
    def quick(self) -> QuickEditor:
        """The quick keys. The grammar they load isn't needed for the first frame."""
        from screens.live.quick_edit import QuickEditor

        return QuickEditor(self.state, self, self.saver, self.pane, self.dock)

    def compose(self) -> ComposeResult:
        self.update_classes(classes_at(self.app.size), update=False)
        yield self.status
        yield self.banner
        yield self.hints
        with Horizontal(id="body"):
            yield self.rail
            yield self.pane
            yield self.panel
        yield self.dock
        yield KeyFooter(id="keys")
        yield Listener(self.session, id="listener")
        yield ConnectionMonitor(self.session, id="connection-monitor")
        yield Static(words.TOO_SMALL.format(width=SMALLEST[0], height=SMALLEST[1]), id="too-small", markup=False)

    def on_mount(self) -> None:
        self.dock.key_hints = lambda: self.navigator.key_hints(first_keys(self))
        self.redraw.keys = first_keys(self)
        self.navigator.show_item(*self.state.come_back())
        self.call_after_refresh(self.navigator.select_unanswered)
        self.set_interval(TICK, self._tick)
        self.set_timer(AFTER, lambda: start_warm_up(self, self.session.meeting, self.format_))
        if self.session.read_only_reason:
            self.say(self.session.read_only_reason, "bad")

    def on_unmount(self) -> None:
        """Save the time spent on the item however the meeting is left, and remember the place."""
        self.state.remember_place(self.pane.selected)
        with suppress(JournalError):
            self.clock.pause()
        if self.dock.unfiled:
            self.context.unfinished.append(self.dock.unfiled)
            self.app.notify(self.dock.unfiled, severity="warning", timeout=20, markup=False)

    @property
    def item(self) -> AgendaItem:
        """The agenda item in the pane."""
        return self.state.item

    @property
    def findings(self) -> list[Finding] | None:
        """What the closing checks found, None until they first ran."""
        return self.redraw.findings

    @property
    def unsaved(self) -> bool:
        """Whether there is half-typed text that would be lost on exit."""
        return self.dock.half_typed

    # ---- the host of its collaborators

    def say(self, text: str, mood: Mood = "quiet") -> None:
        self.dock.say(text, mood)

    def open(self, screen: Screen[Result], then: Callable[[Result | None], None] | None = None) -> None:
        self.app.push_screen(screen, then)

    def show_again(self, select: str = "") -> None:
        before = self.parts.shown
        self.parts.follow()
        if self.parts.shown != before:
            self.hints.look(hidden=self.state.family_here)
        self.redraw.pane(select)
        self.redraw.beside()

    def fold(self) -> None:
        self.redraw.fold(self.navigator.panel_open)

    def show_time(self) -> None:
        self.redraw.time()

    # ---- redrawing

    def on_screen_resume(self) -> None:
        """Redraw after another screen may have changed the meeting."""
        if not self.shown_before:
            return
        self.hints.look(hidden=self.state.family_here)
        self.show_again()

    def on_resize(self) -> None:
        """Fit the title and the panel to the new size."""
        self.call_after_refresh(self.show_time)
        self.call_after_refresh(self.fold)

    def _tick(self) -> None:
        self.saver.write(self.clock.tick)
        self.show_time()

    # ---- keys: handled here in order, so that keys typed right after one that opens the line go into the line

    async def on_key(self, event: events.Key) -> None:
        await self.key_order.key(event)

    def on_paste(self, event: events.Paste) -> None:
        self.key_order.paste(event)

    @property
    def takes_text_directly(self) -> bool:
        """The capture line takes letters in order without help, but a digit that answers what is asked leaves it."""
        return self.dock.typing and not self.dock.asking

    def begins_answer(self, event: events.Key | events.Paste) -> bool:
        """Enter alone opens the line for the selected question; any other key leaves it."""
        return isinstance(event, events.Key) and event.key == "enter"

    # ---- messages

    @on(CaptureDock.Filed)
    def _line_filed(self, message: CaptureDock.Filed) -> None:
        self.filed.typed(message)

    @on(CaptureDock.Failed)
    def _line_not_filed(self) -> None:
        self.filed.failed()

    @on(CaptureDock.Conflicted)
    def _conflicted(self, message: CaptureDock.Conflicted) -> None:
        self.saver.resolve(message.conflict, typed=True)

    @on(Listener.Arrived)
    def _arrived(self, message: Listener.Arrived) -> None:
        self.filed.arrived(message)

    @on(ConnectionMonitor.Changed)
    def _connection_changed(self, message: ConnectionMonitor.Changed) -> None:
        self.show_time()
        if message.connection.conflicts and self.is_current and not self.dock.typing:
            self.saver.show_offline_conflict()

    @on(Listener.Stopped)
    def _watch_stopped(self, message: Listener.Stopped) -> None:
        self.say(words.WATCH_STOPPED.format(reason=message.reason), "bad")

    @on(AgendaRail.Chosen)
    def _item_clicked(self, message: AgendaRail.Chosen) -> None:
        self.navigator.go(message.item)

    @on(RecordList.Picked)
    def _row_clicked(self, message: RecordList.Picked) -> None:
        if message.list is self.panel:
            self._sort_out(self.panel.finding(message.key))
            return
        self.navigator.enter("item")
        self.pane.select(message.key)
        self.dock.show_key_hints()
        if message.twice:
            self.action_edit()

    # ---- commands: one line each, in the order of screens/bindings.py

    def action_capture(self, start: str) -> None:
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        else:
            self.dock.begin(self.state.capture_mode(), start)

    def action_item(self, steps: int) -> None:
        self.navigator.step(steps)

    def action_go_to(self, number: int) -> None:
        self.navigator.digit(number)

    def action_move(self, steps: int) -> None:
        self.navigator.move(steps)

    def action_page(self, direction: int) -> None:
        self.navigator.page(direction)

    def action_end(self, direction: int) -> None:
        self.navigator.end(direction)

    def action_begin_here(self) -> None:
        self.navigator.begin_here()

    def action_beside(self, direction: int) -> None:
        self.navigator.sideways(direction)

    def action_chairs_panel(self) -> None:
        self.navigator.toggle_panel()

    def action_back(self) -> None:
        self.navigator.back()

    def action_library(self) -> None:
        self.navigator.to_library()

    def action_undo(self) -> None:
        self.saver.undo()

    def action_redo(self) -> None:
        self.saver.redo()

    def action_choose_both(self) -> None:
        self.saver.show_offline_conflict(asked=True)

    def action_edit(self) -> None:
        if self.navigator.zone == "item":
            self.opener.edit()
        else:
            unmarked = self.navigator.in_panel_unmarked
            self._sort_out(self.navigator.from_panel())
            if unmarked:
                self.pages.closing()
            self.dock.show_key_hints()

    def _sort_out(self, finding: Finding | None) -> None:
        """Go to the row that resolves a finding, and open what it is answered with."""
        if finding is not None and self.navigator.go_to_finding(finding):
            self.opener.sort_out(finding)

    def action_remove(self) -> None:
        self.opener.remove()

    def action_history(self) -> None:
        self.opener.history()

    def action_turn_into_action(self) -> None:
        self.quick.turn_into_action()

    def action_who(self) -> None:
        self.quick.who()

    def action_by_when(self) -> None:
        self.quick.by_when()

    def action_link(self) -> None:
        self.quick.link()

    def action_verified(self) -> None:
        self.quick.verified()

    def action_disagreed(self) -> None:
        self.quick.disagreed()

    def action_come_or_go(self) -> None:
        self.quick.come_or_go()

    def action_pause(self) -> None:
        self.quick.pause()

    def action_part(self) -> None:
        self.parts.toggle()

    def action_next_hint(self) -> None:
        self.hints.next()

    def action_no_hints(self) -> None:
        self.hints.stop_for_good()

    def footer_label(self, command: str, label: str, /) -> str:
        return self.parts.footer_label(command, label)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "settle":
            return True if self.session.meeting.all(Unsettled) and not self.session.meeting.closed else None
        if action == "earlier_actions":
            return self.context.tables_of is not None and not self.session.meeting.closed
        if action in ("next_hint", "no_hints"):
            return self.hints.is_attached and self.hints.shown
        return super().check_action(action, parameters)

    # ---- other screens

    def action_attendance(self) -> None:
        self.pages.attendance()

    def action_settle(self) -> None:
        self.pages.unsettled()

    def action_closing(self) -> None:
        self.pages.closing()

    def action_minutes(self) -> None:
        self.pages.minutes()

    def action_actions(self) -> None:
        self.pages.actions()

    def action_earlier_actions(self) -> None:
        self.pages.earlier_actions()

    def action_immediate_risk(self) -> None:
        self.pages.immediate_risk()

    def _leave(self) -> None:
        self.dismiss(None)
