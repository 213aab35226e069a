"""The meeting itself: agenda rail, the item's pane, the chair's panel, and the line everything is typed in."""

from __future__ import annotations

import threading
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.seat import Seat
from chairtui.meeting.closing import check
from chairtui.meeting.findings import Finding
from chairtui.meeting.formats import AgendaItem, Format, home_of
from chairtui.meeting.records import Version
from chairtui.meeting.undo import NothingToUndo
from chairtui.words import live as words
from screens import doors
from screens.choose import ChooseScreen, merged
from screens.desk import Desk
from screens.keys import LIVE, bindings
from screens.page import KeyLine
from screens.panes.choice import sections_of
from screens.panes.view import View
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.item_clock import ItemClock
from screens.widgets.messages import Arrived, WatchStopped
from screens.widgets.pane import Pane
from screens.widgets.preview_line import Mood
from screens.widgets.purposes import Answering, Capturing, Setting
from screens.widgets.record_list import RecordList
from screens.widgets.standing import standing_of, stops_of
from screens.widgets.status_line import StatusLine

TICK = 5.0
"""Seconds between two looks at the clock."""
CHECK_AFTER = 0.2
"""Seconds after a change until what stands in the way of closing is worked out again."""
SMALLEST = (30, 10)
WIDTHS: list[tuple[int, str]] | None = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (60, "-middle"), (100, "-wide")]
"""From so many columns: nothing but a note; the pane alone; with the rail; with the chair's panel as well."""
HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (SMALLEST[1], "-short"), (30, "-tall")]


class LiveScreen(Screen[None]):
    """One meeting, from its first item to its last. Keys are the screen's while nobody is in the line."""

    CSS_PATH = "live.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIVE)]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, desk: Desk, seat: Seat, format_: Format) -> None:
        super().__init__()
        self.desk = desk
        self.seat = seat
        self.format_ = format_
        self.findings: list[Finding] | None = None
        self._clock = ItemClock(seat, desk.now)
        self._item = format_.agenda[0]
        self._failed = False
        self._check_due: Timer | None = None
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        yield StatusLine(id="status")
        with Horizontal(id="body"):
            yield AgendaRail(id="rail")
            yield Pane(id="pane")
            yield ChairsPanel(id="panel")
        yield CaptureDock(self.seat, id="dock")
        yield KeyLine(id="keys")
        yield Static(words.TOO_SMALL.format(width=SMALLEST[0], height=SMALLEST[1]), id="too-small", markup=False)

    def on_mount(self) -> None:
        self.status = self.query_one("#status", StatusLine)
        self.rail = self.query_one("#rail", AgendaRail)
        self.pane = self.query_one("#pane", Pane)
        self.panel = self.query_one("#panel", ChairsPanel)
        self.dock = self.query_one("#dock", CaptureDock)
        self._show_item(self._clock.start([item.id for item in self.format_.agenda]))
        self.set_interval(TICK, self._show_time)
        self._watch()

    def on_unmount(self) -> None:
        self._stop.set()

    @property
    def item(self) -> AgendaItem:
        """The agenda item in the pane."""
        return self._item

    @property
    def unsaved(self) -> bool:
        """Whether something is half typed, which leaving the program would lose."""
        return self.dock.half_typed

    # ---- what is shown

    def on_screen_resume(self) -> None:
        """Whatever another screen has changed is here."""
        if self.is_mounted and hasattr(self, "dock"):
            self._refresh()

    def _show_item(self, item_id: str, select: str = "") -> None:
        self._item = self.format_.item(item_id) or self._item
        number = self.format_.number(self._item.id)
        self.pane.show_title(f"{number}  {self._item.title}")
        self.dock.aim_at(self._capturing())
        self._refresh(select)

    def _refresh(self, select: str = "") -> None:
        """Show the meeting as it stands. Each part paints only what changed."""
        view = View(self.seat.meeting, self.format_, self._item)
        self.pane.show(self._item.id, sections_of(view), select)
        self.panel.tell(self._item, self.findings, self.seat.meeting.closed)
        self._show_time()
        if self._check_due is None:
            self._check_due = self.set_timer(CHECK_AFTER, self._check)

    def _show_time(self) -> None:
        self.rail.show(stops_of(self.seat.meeting, self.format_, self._clock, self._item.id), self._item.id)
        blockers = None if self.findings is None else sum(f.level == "blocker" for f in self.findings)
        standing = standing_of(self.seat.meeting, self.format_, self._clock, self.desk.now(), blockers, self._failed)
        self.status.show(standing)

    def _check(self) -> None:
        self._check_due = None
        self.findings = check(self.seat.meeting, self.format_)
        self.panel.tell(self._item, self.findings, self.seat.meeting.closed)
        self._show_time()

    def say(self, text: str, mood: Mood = "quiet") -> None:
        """Say something in the line below the line."""
        self.dock.say(text, mood)

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
            await self.run_action(active.binding.action)

    def on_paste(self, event: events.Paste) -> None:
        """Pasting goes to the line wherever one is."""
        if not self.dock.typing:
            event.stop()
            self.action_capture("")
            if self.dock.typing:
                self.dock.line.take(event.text)

    # ---- the line

    def _capturing(self) -> Capturing:
        desk = self.desk
        return Capturing(self.seat.meeting, self.format_, self._item.id, desk.by, desk.new_id, desk.now)

    def action_capture(self, start: str) -> None:
        if self.seat.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        else:
            self.dock.begin(self._capturing(), start)

    @on(CaptureDock.Filed)
    def _filed(self, message: CaptureDock.Filed) -> None:
        self._failed = False
        if message.pasted:
            self._refresh()
            return
        record = message.versions[-1].record
        home = home_of(record, self.format_)
        ref = self.seat.meeting.ref_of(record.id)
        if not ref:
            saved = words.SAVED_ANSWER
        elif home == self._item.id or record.id in self.pane.keys:
            saved = words.SAVED_HERE.format(ref=ref)
        else:
            title = (self.format_.item(home) or self._item).title
            saved = words.SAVED_ELSEWHERE.format(ref=ref, number=self.format_.number(home), title=title)
        self.dock.say_saved(saved)
        self._refresh(select=_key_of(message.versions[-1]))

    @on(CaptureDock.Failed)
    def _not_filed(self) -> None:
        self._failed = True
        self._show_time()

    @on(CaptureDock.Conflicted)
    def _conflicted(self, message: CaptureDock.Conflicted) -> None:
        self._settle(message.conflict)

    # ---- moving

    def action_item(self, steps: int) -> None:
        number = self.format_.number(self._item.id) + steps
        if 1 <= number <= len(self.format_.agenda):
            self.action_go_to(number)

    def action_go_to(self, number: int) -> None:
        item = self.format_.item(str(number))
        if item is not None:
            self._go(item.id)

    def _go(self, item: str, select: str = "") -> None:
        self.say("", "quiet")
        if item != self._item.id:
            self._try(lambda: self._clock.go_to(item))
        self._show_item(item, select)

    def action_move(self, steps: int) -> None:
        if self.has_class("-panel") and not self.has_class("-wide"):
            self.panel.scroll_by(steps)
        else:
            self.pane.move(steps)

    def action_beside(self, direction: int) -> None:
        self.pane.beside(direction)

    def action_page(self, direction: int) -> None:
        self.pane.page(direction)

    def action_end(self, direction: int) -> None:
        self.pane.end(direction)

    @on(AgendaRail.Chosen)
    def _chosen(self, message: AgendaRail.Chosen) -> None:
        self._go(message.item)

    @on(RecordList.Picked)
    def _picked(self, message: RecordList.Picked) -> None:
        if message.list is self.panel:
            finding = self.panel.finding(message.key)
            if finding is not None:
                self._mend(finding)
            return
        self.pane.select(message.key)
        if message.twice:
            self.action_edit()

    def _mend(self, finding: Finding | None) -> None:
        """Go to the place of a finding."""
        if finding is None:
            return
        self.remove_class("-panel") if not self.has_class("-wide") else None
        entry = self.seat.meeting.find(finding.ref) if finding.ref else None
        if entry is not None:
            key = entry.record.id
        elif self.format_.question(finding.question):
            key = f"question:{finding.question}"
        else:
            key = f"detail:{finding.question}" if finding.question else ""
        self._go(finding.item, key)

    # ---- changing a record

    def action_edit(self) -> None:
        row = self.pane.row
        meeting = self.seat.meeting
        if row is None:
            self.say(words.NOTHING_SELECTED)
            return
        kind, _, name = row.key.partition(":")
        question = self.format_.question(name) if kind == "question" else None
        if meeting.closed:
            known = meeting.find(f"answer:{name}" if question else "details" if kind == "detail" else row.key)
            if known is None:
                self.say(words.LINE_CLOSED, "bad")
            else:
                self.app.push_screen(doors.amend(self.desk, self.seat, known.ref or known.record.id))
        elif question:
            answering = Answering(meeting, self.format_, question)
            self.dock.begin(answering, answering.start)
        elif row.key == "detail:aim":
            aim = meeting.details.aim
            self.dock.begin(Setting(meeting, self.format_, "aim", words.WRITE_AIM), aim)
        else:
            record_id = "details" if kind == "detail" else row.key
            self.app.push_screen(doors.edit(self.desk, self.seat, self.format_, record_id))

    def action_remove(self) -> None:
        row = self.pane.row
        key = row.key.replace("question:", "answer:", 1) if row else ""
        entry = self.seat.meeting.find(key) if key else None
        if row is None:
            self.say(words.NOTHING_SELECTED)
        elif entry is None or entry.removed:
            self.say(words.NOT_REMOVABLE)
        elif self._try(lambda: self.seat.remove(entry.record)):
            self.say(words.REMOVED.format(ref=entry.ref or words.THE_ANSWER), "good")
            self._refresh()

    def action_undo(self) -> None:
        self._take_back(undoing=True)

    def action_redo(self) -> None:
        self._take_back(undoing=False)

    def _take_back(self, *, undoing: bool) -> None:
        done: list[Version] = []
        if not self._try(lambda: done.append(self.seat.undo() if undoing else self.seat.redo())):
            return
        version = done[0]
        said = words.REDONE if not undoing else words.UNDONE_ADDED if version.removed else words.UNDONE
        self.say(said.format(ref=self._named(version)), "good")
        self._refresh(select=_key_of(version))

    def _try(self, write: object) -> bool:
        """Write; whether it was kept. What stood in the way is said below the line."""
        assert callable(write)
        try:
            write()
        except Conflict as conflict:
            self._settle(conflict)
            return False
        except NothingToUndo as nothing:
            self.say(str(nothing), "bad")
            return False
        except JournalError as error:
            self._failed = True
            self.say(str(error), "bad")
            self._show_time()
            return False
        self._failed = False
        return True

    def _settle(self, conflict: Conflict) -> None:
        """Somebody else changed the same record: keep both where they touched different fields, or have it chosen."""
        both = merged(self.seat.meeting, conflict)
        who, ref = conflict.theirs.by, self._named(conflict.theirs)
        if both is not None and self._try(lambda: self.seat.save(both, seen=conflict.theirs.seq)):
            self.dock.done()
            self.say(words.MERGED.format(who=who, ref=ref), "good")
            self._refresh()
        elif both is None:
            self.app.push_screen(ChooseScreen(self.desk, self.seat, self.format_, conflict), self._settled)

    def _settled(self, said: str | None) -> None:
        if said is not None:
            self.dock.done()
            self.say(said, "good")

    def _named(self, version: Version) -> str:
        record = version.record
        ref = self.seat.meeting.ref_of(record.id)
        return ref or (words.THE_DETAILS if record.kind == "details" else words.THE_ANSWER)

    # ---- other screens

    def action_attendance(self) -> None:
        self._leave_for(doors.attendance(self.desk, self.seat, self.format_))

    def action_closing(self) -> None:
        self._try(self._clock.pause)
        self.app.push_screen(doors.closing(self.desk, self.seat, self.format_), self._mend)

    def action_minutes(self) -> None:
        self._leave_for(doors.minutes(self.desk, self.seat, self.format_))

    def action_actions(self) -> None:
        self._leave_for(doors.actions(self.desk))

    def _leave_for(self, screen: Screen[None]) -> None:
        self._try(self._clock.pause)
        self.app.push_screen(screen)

    def action_library(self) -> None:
        self._try(self._clock.pause)
        self.dismiss(None)

    def action_immediate_risk(self) -> None:
        from screens.risk import RiskScreen

        if self.seat.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        else:
            self.app.push_screen(RiskScreen(self.desk, self.seat, self.format_), self._settled)

    def action_chairs_panel(self) -> None:
        self.toggle_class("-panel")

    def action_history(self) -> None:
        from screens.history import HistoryScreen

        row = self.pane.row
        kind, _, name = row.key.partition(":") if row else ("", "", "")
        key = f"answer:{name}" if kind == "question" else "details" if kind == "detail" else row.key if row else ""
        if row is None:
            self.say(words.NOTHING_SELECTED)
        elif not self.seat.meeting.history(key):
            self.say(words.NO_HISTORY)
        else:
            self.app.push_screen(HistoryScreen(self.desk, self.seat, self.format_, key))

    # ---- what others write

    @work(thread=True, group="watch", exit_on_error=False)
    def _watch(self) -> None:
        """Wait for what others write; only messages leave this thread."""
        try:
            for versions in self.seat.journal.watch(self.seat.meeting.id, self.seat.meeting.position, self._stop):
                self.post_message(Arrived(tuple(versions)))
        except JournalError as error:
            self.post_message(WatchStopped(str(error)))

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        fresh = self.seat.take(message.versions)
        if not fresh:
            return
        self._clock.saw(fresh)
        self._refresh()

    @on(WatchStopped)
    def _watch_stopped(self, message: WatchStopped) -> None:
        self.say(words.WATCH_STOPPED.format(reason=message.reason), "bad")


def _key_of(version: Version) -> str:
    """The key of the row that shows a version's record."""
    record_id = version.record.id
    if record_id.startswith("answer:"):
        return record_id.replace("answer:", "question:", 1)
    return record_id
