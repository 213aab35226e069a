"""RiskBanner: one line across the screen while an immediate risk is open."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.widgets import Static

from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Observation
from chairtui.words import live as words
from screens.widgets.wrapping import shorten


class RiskBanner(Static):
    """The oldest risk that was raised as immediate and for which nothing is decided; no line without one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown: tuple[str, int] = ("", 0)
        self.display = False

    def show(self, risks: Sequence[Entry[Observation]], key: str, width: int) -> None:
        """Show the first of these risks, and the `key` that records what was decided."""
        lead, tail = ("", "")
        if risks and risks[0].record.immediate:
            raised = risks[0].record.immediate
            lead = words.BANNER.format(ref=risks[0].ref, clock=show_clock(raised.raised), who=raised.raised_by)
            tail = words.BANNER_KEY.format(key=key)
            if len(risks) > 1:
                tail = words.BANNER_MORE.format(count=len(risks) - 1, key=tail)
        shown = f"{lead}: {risks[0].record.text}" if lead else ""
        if (shown + tail, width) == self._shown:
            return
        self._shown = shown + tail, width
        self.display = bool(shown)
        if not shown:
            return
        room = max(width - cell_len(tail) - 4, 1)
        if cell_len(shown) > room:  # the risk itself takes precedence over who raised it
            shown = f"{words.BANNER_SHORT.format(ref=risks[0].ref)}: {risks[0].record.text}"
        self.update(f"{shorten(shown, room)}  {tail}")
