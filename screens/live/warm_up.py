"""Loads what the first typed line needs while nobody types yet: the grammar, the wordlists and the bank holidays."""

from __future__ import annotations

from datetime import date
from functools import partial
from importlib import import_module

from textual.screen import Screen

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Nation

AFTER = 0.5
"""Delay in seconds, so as not to slow the first paint. Loading takes a fifth of a second, most of it for holidays."""


def start_warm_up(screen: Screen[None], meeting: Meeting, format_: Format) -> None:
    """Run `warm_up` in a thread worker."""
    loading = partial(warm_up, meeting.details.starts.date(), format_.nation)
    screen.run_worker(loading, thread=True, exit_on_error=False)


def warm_up(day: date, nation: Nation) -> None:
    """Load everything for deadlines counted from this day. Runs in a thread; repeating it costs nothing."""
    from chairtui.meeting.dates.calendar import bank_holidays
    from chairtui.wordlists import open_wording

    for name in ("chairtui.meeting.capture.capture", "screens.live.quick_edit"):
        import_module(name)
    open_wording()
    for year in (day.year, day.year + 1):
        bank_holidays(nation, year)
