"""Formats times for minutes, always in UK time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from chairtui.meeting.dates.calendar import LONDON, show_clock, show_date, show_when

_UK = ZoneInfo(LONDON)


def uk_time(moment: datetime) -> str:
    """`Thu 3 Dec 2026, 14:00`, from an aware moment."""
    return show_when(moment.astimezone(_UK))


def uk_day(moment: datetime) -> str:
    """`Thu 3 Dec 2026`, from an aware moment."""
    return show_date(moment.astimezone(_UK).date())


def uk_clock(moment: datetime) -> str:
    """`14:00`, from an aware moment."""
    return show_clock(moment.astimezone(_UK))
