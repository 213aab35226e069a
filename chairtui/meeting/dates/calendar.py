"""Date arithmetic and display for UK meetings: working days, months, and dates in words.

The parser and pendulum are imported on first use.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from chairtui.meeting.dates.errors import LAST_DAY, NotADate
from chairtui.meeting.formats.model import Nation
from chairtui.words import dates as words_

__all__ = [
    "LONDON",
    "NotADate",
    "bank_holiday",
    "day_of",
    "days_between",
    "is_vague",
    "months_after",
    "read_when",
    "show_clock",
    "show_date",
    "show_when",
    "working_days_after",
]

LONDON = "Europe/London"

_SUBDIVISIONS: dict[Nation, str] = {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"}


def is_vague(words: str) -> bool:
    """Whether a phrase is a deadline without a date, such as ASAP or ongoing."""
    from chairtui.meeting.dates.phrase import is_vague as vague

    return vague(words)


def read_when(words: str, zone: str = LONDON, on: date | None = None, nation: Nation = "England") -> datetime:
    """Parse a date and time of day; the result is aware, in `zone`. See `moment.read_moment`. Raises `NotADate`."""
    from chairtui.meeting.dates.moment import read_moment

    return read_moment(words, zone=zone, on=on, nation=nation)


def show_date(day: date) -> str:
    """Format as `Fri 27 Nov 2026`, independent of the locale."""
    return f"{words_.DAYS[day.weekday()]} {day.day} {words_.MONTHS[day.month - 1]} {day.year}"


def show_day(day: date, *, year: bool = False) -> str:
    """`3 Dec`, or `3 Dec 2026` with the year."""
    return f"{day.day} {words_.MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def show_clock(moment: datetime) -> str:
    """Format as `14:00`, in the time's own zone."""
    return f"{moment.hour:02}:{moment.minute:02}"


def show_when(moment: datetime) -> str:
    """Format as `Thu 3 Dec 2026, 14:00`, in the time's own zone."""
    return f"{show_date(moment)}, {show_clock(moment)}"


def day_of(moment: datetime, zone: str = LONDON) -> date:
    """The date of an aware time in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def days_between(first: date, last: date) -> int:
    """Days from `first` to `last`; negative if `last` is earlier."""
    return (last - first).days


def months_after(day: date, months: int) -> date:
    """The same day `months` later, clamped to the end of the month. Raises `OverflowError`."""
    import pendulum

    try:
        later = pendulum.date(day.year, day.month, day.day).add(months=months)
    except ValueError:
        raise OverflowError(f"{months} months after {day}") from None
    if later.year > LAST_DAY.year:
        raise OverflowError(f"{months} months after {day}")
    return date(later.year, later.month, later.day)


def working_days_after(day: date, count: int, nation: Nation) -> date:
    """The `count`th working day after `day`, or `day` itself for 0. Skips weekends and the nation's bank holidays.

    Raises `OverflowError` beyond the supported years.
    """
    while count > 0:
        day += timedelta(days=1)
        if day > LAST_DAY:
            raise OverflowError("working days")
        if day.weekday() < 5 and day not in bank_holidays(nation, day.year):
            count -= 1
    return day


def bank_holiday(day: date, nation: Nation) -> str:
    """Name of the nation's bank holiday on that day, or ""."""
    return bank_holidays(nation, day.year).get(day, "")


@lru_cache(maxsize=64)
def bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    """The nation's bank holidays in a year, with their names."""
    import holidays

    return dict(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year))
