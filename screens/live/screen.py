"""The meeting itself: agenda rail, the item's pane, the chair's panel, and the line everything is typed in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.chairing.chair_prompts import aids
from chairtui.meeting.chairing.speaking_balance import heard
from chairtui.meeting.closing.checks import check
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Answer
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens import navigation
from screens.base_page import KeyFooter
from screens.bindings import BACK, LIVE, bindings
from screens.context import AppContext
from screens.live.move import Moving
from screens.panes.pane_selection import sections_of
from screens.panes.row_cache import RowCache
from screens.panes.view import View
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.capture_mode import CaptureMode
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.connection_monitor import ConnectionMonitor
from screens.widgets.hints import HintLine
from screens.widgets.item_clock import ItemClock
from screens.widgets.line_modes import AnswerMode, DetailMode
from screens.widgets.pane import Pane
from screens.widgets.repaint import paint_now
from screens.widgets.row_keys import DETAIL, QUESTION, key_of, named, record_id_of, saved
from screens.widgets.sizes import HEIGHTS, SMALLEST, WIDTHS, classes_at
from screens.widgets.status_line import StatusLine
from screens.widgets.status_model import agenda_entries, status_facts
from screens.widgets.version_listener import Listener
from screens.widgets.wrapping import shorten

TICK = 5.0
"""Seconds between two looks at the clock."""
BESIDE_AFTER = 0.005
"""Seconds after a line was filed until what stands around the pane follows: its row has reached the terminal then."""
CHECK_AFTER = 0.2
"""Seconds after a change until what stands in the way of closing is worked out again."""
SHEETS: list[str | PurePath] = ["../widgets/record_list.tcss", "screen.tcss"]


class LiveScreen(Moving):
    """One meeting, from its first item to its last. Keys are the screen's while nobody is in the line."""

    CSS_PATH = SHEETS
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIVE), *bindings(BACK)]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_)
        self.findings: list[Finding] | None = None
        self.clock = ItemClock(session, context.now)
        self._item = format_.agenda[0]
        self._check_due: Timer | None = None
        self._beside_due: Timer | None = None
        self._row_cache = RowCache()

    def compose(self) -> ComposeResult:
        self.update_classes(classes_at(self.app.size), update=False)
        yield StatusLine(id="status")
        yield HintLine(self.context.settings, self.context.ui_state, id="hints")
        with Horizontal(id="body"):
            yield AgendaRail(id="rail")
            yield Pane(id="pane")
            yield ChairsPanel(id="panel")
        yield CaptureDock(self.session, self.context.line_drafts, id="dock")
        yield KeyFooter(id="keys")
        yield Listener(self.session, id="listener")
        yield ConnectionMonitor(self.session, id="reach")
        yield Static(words.TOO_SMALL.format(width=SMALLEST[0], height=SMALLEST[1]), id="too-small", markup=False)

    def on_mount(self) -> None:
        self.status = self.query_one("#status", StatusLine)
        self.rail = self.query_one("#rail", AgendaRail)
        self.pane = self.query_one("#pane", Pane)
        self.panel = self.query_one("#panel", ChairsPanel)
        self.dock = self.query_one("#dock", CaptureDock)
        self.dock.key_hints = self.key_hints
        item, row = self.clock.start([item.id for item in self.format_.agenda]), ""
        if place := self.context.ui_state.places.get(self.session.meeting.id):
            item, row = place
            self.clock.look(item)
        self._show_item(item, row)
        self.call_after_refresh(self.look_for_work)
        self.set_interval(TICK, self._tick)
        if self.session.read_only_reason:
            self.say(self.session.read_only_reason, "bad")

    def on_unmount(self) -> None:
        """Time spent on the item stays counted however the meeting is left, and one comes back to the same place."""
        self.context.ui_state.places[self.session.meeting.id] = (self._item.id, self.pane.selected)
        with suppress(JournalError):
            self.clock.pause()

    @property
    def unsaved(self) -> bool:
        """Whether something is half typed, which leaving the program would lose."""
        return self.dock.half_typed

    # ---- what is shown

    def on_screen_resume(self) -> None:
        """Whatever another screen has changed is here."""
        self.query_one(HintLine).look()
        self.show_again()

    def show_again(self, select: str = "") -> None:
        """Show the meeting as it stands. Each part paints only what changed."""
        self.follow_part()
        self._show_pane(select)
        self._show_beside()

    def _show_pane(self, select: str) -> None:
        view = View(self.visibility.meeting, self.visibility.format_, self.visibility.item(self._item), self._row_cache)
        self.pane.show(self._item.id, sections_of(view), select)

    def _show_beside(self) -> None:
        """Show what stands around the pane: the chair's panel, agenda and clock, what the keys do."""
        self._beside_due = None
        self._tell_chair()
        self.show_time()
        self.show_key_hints()
        if self._check_due is None:
            self._check_due = self.set_timer(CHECK_AFTER, self._check)

    def on_resize(self) -> None:
        """The title is cut for the width it now has."""
        self.call_after_refresh(self.show_time)

    def _tick(self) -> None:
        self.try_to(self.clock.tick)
        self.show_time()

    def show_time(self) -> None:
        self.rail.show(agenda_entries(self.session.meeting, self.format_, self.clock), self._item.id)
        blockers = None if self.findings is None else sum(f.level == "blocker" for f in self.findings)
        here = self.visibility.meeting
        facts = status_facts(self.session, here, self.format_, self.clock, self.context.now(), blockers, self._failed)
        self.status.show(facts)
        self.pane.show_title(self._title())

    def _title(self) -> str:
        """The item's number and name, its time where the agenda has no room for that, and whether it is only a look."""
        title = f"{self.format_.number(self._item.id)}  {self._item.title}"
        spent, planned = self.clock.seconds(self._item.id) // 60, self._item.minutes
        said = ""
        if self.clock.glancing and not self.session.meeting.closed:
            said = quick_edit.A_LOOK.format(number=self.format_.number(self.clock.item))
        elif not self.has_class("-wide") and spent:
            over = quick_edit.ITEM_OVER if spent > planned else quick_edit.ITEM_TIME
            said = over.format(spent=spent, planned=planned)
        room = max(self.pane.size.width - 4 - cell_len(said), 1)
        return shorten(title, room) + said if said else title

    def _check(self) -> None:
        self._check_due = None
        self.findings = check(self.session.meeting, self.format_)
        self._tell_chair()
        self.show_time()

    def _tell_chair(self) -> None:
        meeting, item = self.visibility.meeting, self.visibility.item(self._item)
        findings = None if self.visibility.family_here else self.findings
        in_the_room = aids(meeting, self.visibility.format_, item)
        self.panel.tell(item, findings, meeting.closed, in_the_room, heard(meeting, item))

    # ---- keys: taken in order, so that what is typed right after a key that opens the line goes into the line

    async def on_key(self, event: events.Key) -> None:
        if self.dock.typing:
            if self.dock.line.press(event.key, event.character):
                event.stop()
                event.prevent_default()
            return
        active = self.active_bindings.get(event.key)
        if active is not None and active.node is self:
            event.stop()
            event.prevent_default()
            self._leaving = self._leaving and active.binding.id == "back"
            await self.run_action(active.binding.action)

    @property
    def keys_by_id(self) -> dict[str, str]:
        """The first key of each command as a person's keymap now has it, also those that are letters in the line."""
        keys: dict[str, str] = {}
        for key, binding in self._bindings:
            keys.setdefault(binding.id or "", key)
        return keys

    def show_key_hints(self) -> None:
        """What the keys do where the arrows are now; what was said before stays above it."""
        self.dock.show_key_hints()

    def on_paste(self, event: events.Paste) -> None:
        """Pasting goes to the line wherever one is."""
        if not self.dock.typing:
            event.stop()
            self.action_capture("")
            if self.dock.typing:
                self.dock.line.take(event.text)

    # ---- the line

    def capture_mode(self) -> CaptureMode:
        context = self.context
        whole = self.session.meeting if self.visibility.family_here else None
        return CaptureMode(
            self.visibility.meeting, self.format_, self._item.id, context.by, context.new_id, context.now, whole
        )

    def action_capture(self, start: str) -> None:
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        else:
            self.dock.begin(self.capture_mode(), start)

    @on(CaptureDock.Filed)
    def _filed(self, message: CaptureDock.Filed) -> None:
        self._failed = False
        if message.pasted:
            self.show_again()
            return
        record = message.versions[-1].record
        here = self.pane.has(record.id)
        said = f"{message.said} ✓" if message.said else ""
        said = said or saved(record, self.session.meeting, self.format_, here, self._item.id)
        self.follow_part()
        self._show_pane(key_of(record.id))
        if isinstance(record, Answer) and self.pane.waiting:
            self.pane.select(self.pane.waiting)  # so that enter answers the next
        self.dock.go_on(self.capture_mode())
        self.dock.say_saved(said)
        paint_now(self, (*self.pane.lists, self.dock.preview, self.dock.line))
        self.try_to(self.clock.go_on_here)
        if self._beside_due is None:
            self._beside_due = self.set_timer(BESIDE_AFTER, self._show_beside)

    @on(CaptureDock.Failed)
    def _not_filed(self) -> None:
        self._failed = True
        self.show_time()

    @on(CaptureDock.Conflicted)
    def _conflicted(self, message: CaptureDock.Conflicted) -> None:
        self.settle(message.conflict, typed=True)

    # ---- changing a record

    def action_edit(self) -> None:
        """Open what is selected: a record in its form, a question in the line, a place that stands in the way."""
        if self._zone != "item":
            finding = self.panel.finding(self.panel.selected) if self._zone == "panel" else None
            self._come_to("item")
            self._mend(finding)
            self.show_key_hints()
            return
        row, meeting, format_ = self.pane.row, self.session.meeting, self.format_
        if row is None:
            self.pane.move(1)
            self.say("" if self.pane.row else words.NOTHING_SELECTED)
            return
        if row.key.startswith(DETAIL) and self.blocked_by_family():
            return
        if self.visibility.hides(record_id_of(row.key)):
            self.say(quick_edit.ANSWERED_BEFORE, "bad")
            return
        question = format_.question(row.key.removeprefix(QUESTION)) if row.key.startswith(QUESTION) else None
        entry = meeting.find(record_id_of(row.key))
        if meeting.closed and entry is None:
            self.say(words.LINE_CLOSED, "bad")
        elif meeting.closed and entry is not None:
            self.app.push_screen(navigation.amend(self.context, self.session, entry.ref or entry.record.id))
        elif question is not None:
            answering = AnswerMode(meeting, format_, question)
            self.dock.begin(answering, answering.start)
        elif row.key == "detail:aim" and "\n" not in meeting.details.aim:
            self.dock.begin(DetailMode(meeting, format_, "aim", words.WRITE_AIM), meeting.details.aim)
        else:
            field = row.key.removeprefix(DETAIL) if row.key.startswith(DETAIL) else ""
            self.app.push_screen(navigation.edit(self.context, self.session, format_, record_id_of(row.key), field))

    def action_remove(self) -> None:
        row = self.pane.row
        entry = self.session.meeting.find(record_id_of(row.key)) if row else None
        if row is None:
            self.say(words.NOTHING_SELECTED)
        elif entry is None or entry.removed or entry.record.kind == "details":
            self.say(words.NOT_REMOVABLE)
        elif self.try_to(lambda: self.session.remove(entry.record)):
            self.say(words.REMOVED.format(ref=named(entry.record.id, self.session.meeting)), "good")
            self.show_again()

    # ---- other screens

    def action_attendance(self) -> None:
        self._leave_for(navigation.attendance(self.context, self.session, self.format_))

    def action_closing(self) -> None:
        if self.blocked_by_family():
            return
        self.try_to(self.clock.pause)
        self.app.push_screen(navigation.closing(self.context, self.session, self.format_), self._mend)

    def action_minutes(self) -> None:
        self._leave_for(navigation.minutes(self.context, self.session, self.format_))

    def action_actions(self) -> None:
        if self.blocked_by_family():
            return
        self._leave_for(navigation.actions(self.context))

    def _leave_for(self, screen: Screen[None]) -> None:
        self.try_to(self.clock.pause)
        self.app.push_screen(screen)

    def action_immediate_risk(self) -> None:
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        else:
            self.app.push_screen(navigation.immediate_risk(self.context, self.session, self.format_), self.settled)

    def action_history(self) -> None:
        row = self.pane.row
        if row is None:
            self.say(words.NOTHING_SELECTED)
        elif not self.session.meeting.history(record_id_of(row.key)):
            self.say(words.NO_HISTORY)
        else:
            self.app.push_screen(navigation.history(self.context, self.session, self.format_, record_id_of(row.key)))

    # ---- what others write

    @on(Listener.Arrived)
    def _arrived(self, message: Listener.Arrived) -> None:
        fresh = self.session.hear(message.versions)
        if fresh:
            self.clock.saw(fresh)
            self.show_again()

    @on(ConnectionMonitor.Changed)
    def _reached_otherwise(self, message: ConnectionMonitor.Changed) -> None:
        self.show_time()
        if message.reach.to_choose and self.is_current and not self.dock.typing:
            self.show_choice()

    @on(Listener.Stopped)
    def _watch_stopped(self, message: Listener.Stopped) -> None:
        self.say(words.WATCH_STOPPED.format(reason=message.reason), "bad")
