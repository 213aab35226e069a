"""Redrawing the live meeting: which widgets are updated with what, and when."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.screen import Screen
from textual.timer import Timer

from chairtui.meeting.chairing.chair_prompts import chair_prompts, undecided_risks
from chairtui.meeting.chairing.speaking_balance import speakers_by_agency
from chairtui.meeting.closing.checks import check, so_far
from chairtui.meeting.closing.findings import Finding, gathered
from chairtui.words import quick_edit
from screens.bindings import spell
from screens.live.state import LiveState
from screens.panes.pane_selection import sections_of
from screens.panes.row_cache import RowCache
from screens.panes.view import View
from screens.textual_internals import paint_now
from screens.widgets.agenda_rail import AgendaRail
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.item_head import FoldedPanel, folded
from screens.widgets.pane import Pane
from screens.widgets.risk_banner import RiskBanner
from screens.widgets.status_line import StatusLine
from screens.widgets.status_model import agenda_entries, status_facts
from screens.widgets.wrapping import shorten

BESIDE_AFTER = 0.005
"""Seconds from filing a line to redrawing what surrounds the pane; the new row is painted first."""
CHECK_AFTER = 0.2
"""Seconds after a change until the closing checks run again."""


class Redraw:
    """Passes the current meeting to each widget, which repaints only what changed.

    The closing checks run a moment after the last change, since a long meeting's take several milliseconds.
    """

    def __init__(
        self,
        state: LiveState,
        screen: Screen[None],
        *,
        status: StatusLine,
        banner: RiskBanner,
        rail: AgendaRail,
        pane: Pane,
        panel: ChairsPanel,
        dock: CaptureDock,
    ) -> None:
        self._state = state
        self._screen = screen
        self._status = status
        self._banner = banner
        self._rail = rail
        self._pane = pane
        self._panel = panel
        self._dock = dock
        self._row_cache = RowCache()
        self._check_due: Timer | None = None
        self._beside_due: Timer | None = None
        self._folded = True
        self._in_short = FoldedPanel()
        self.keys: Mapping[str, str] = {}
        """The first key of each command, by its id."""
        self.findings: list[Finding] | None = None
        """What the closing checks found, None until they first ran."""

    def pane(self, select: str = "") -> None:
        """Redraw the pane, selecting the row with that key if it exists."""
        visible, item = self._state.visibility, self._state.item
        view = View(visible.meeting, visible.format_, visible.item(item), self._row_cache, self._state.session.by)
        self._pane.show(item.id, self._state.news.tag(sections_of(view), family_here=visible.family_here), select)

    def beside(self) -> None:
        """Redraw what is around the pane: the chair's panel, the agenda, the status, the key hints and the footer."""
        self._beside_due = None
        self._show_panel()
        self.time()
        self._dock.show_key_hints()
        self._screen.refresh_bindings()
        if self._check_due is None:
            self._check_due = self._screen.set_timer(CHECK_AFTER, self._check)

    def beside_soon(self) -> None:
        """The same, once the pane has been painted."""
        if self._beside_due is None:
            self._beside_due = self._screen.set_timer(BESIDE_AFTER, self.beside)

    def paint_filed(self) -> None:
        """Paint a row just filed and the capture line now."""
        paint_now(self._screen, (*self._pane.lists, self._dock.preview, self._dock.line))

    def time(self) -> None:
        """Redraw what depends on the clock and on the journal's state."""
        state = self._state
        self._rail.show(agenda_entries(state.session.meeting, state.format_, state.clock), state.item.id)
        blockers = None if self.findings is None else sum(f.level == "blocker" for f in self.findings)
        now, here = state.context.now(), state.visibility.meeting
        facts = status_facts(state.session, here, state.format_, state.clock, now, blockers, state.write_failed)
        self._status.show(facts)
        hidden = state.visibility.family_here or state.closed
        risks = [] if hidden else undecided_risks(state.session.meeting)
        self._banner.show(risks, self._key("immediate-risk"), self._screen.size.width)
        looking = state.clock.glancing and not state.closed
        self._pane.show_title(self._title(), quick_edit.LOOKING.format(key=self._key("begin-here")) if looking else "")

    def _key(self, command: str) -> str:
        return spell(self.keys.get(command, ""))

    def _title(self) -> str:
        """The item's number and title, with its time if the agenda has no room for it."""
        state, item = self._state, self._state.item
        number = state.format_.number
        title = f"{number(item.id)}  {item.title}"
        spent, planned = state.clock.seconds(item.id) // 60, item.minutes
        said = ""
        if state.clock.glancing and not state.closed:
            said = quick_edit.A_LOOK.format(number=number(state.clock.item))
        elif self._screen.has_class("-short") and spent:
            over = quick_edit.ITEM_OVER if spent > planned else quick_edit.ITEM_TIME
            said = over.format(spent=spent, planned=planned)
        if not self._pane.size.width:  # not laid out yet
            return title
        room = max(self._pane.size.width - 4 - cell_len(said), 1)
        if not state.clock.glancing and room < cell_len(title):  # the minutes give way to the title
            said = quick_edit.ITEM_OVER_SHORT if spent > planned and said else ""
            room = max(self._pane.size.width - 4 - cell_len(said), 1)
        return f"{shorten(title, room)}{said}"

    def _check(self) -> None:
        self._check_due = None
        meeting, format_ = self._state.session.meeting, self._state.format_
        self.findings = gathered(so_far(check(meeting, format_), meeting, self._state.context.now()))
        self._show_panel()
        self.time()
        self._dock.show_key_hints()  # whether the chair's panel leads anywhere

    def _show_panel(self) -> None:
        visible = self._state.visibility
        meeting, item = visible.meeting, visible.item(self._state.item)
        if visible.family_here:
            self._panel.clear()
            self._in_short = FoldedPanel()
            self.fold(not self._folded)
            return
        closed, findings = meeting.closed, self.findings
        in_the_room, agencies = chair_prompts(meeting, visible.format_, item), speakers_by_agency(meeting, item)
        self._panel.tell(item, findings, closed, in_the_room, agencies)
        if closed:
            self._in_short = FoldedPanel()
        else:
            prompts = tuple(prompt.text for prompt in item.prompts)
            quiet = tuple(name for each in agencies for name in each.quiet)
            here = sum(f.level == "blocker" and f.item == item.id for f in findings or ())
            self._in_short = folded(prompts, in_the_room, quiet, here, self._key("chairs-panel"))
        self.fold(not self._folded)

    def fold(self, panel_open: bool) -> None:
        """Show below the item's title the chair's panel in short, or nothing while the panel itself is open."""
        self._folded = not panel_open
        self._pane.show_folded(FoldedPanel() if panel_open else self._in_short)
