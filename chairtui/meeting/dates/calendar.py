"""Days and times as a UK meeting counts and writes them: working days, months, and the date in words.

What words stand for is in `day_words`; this is its public face. It is loaded when the first words are read: its
patterns take longer to compile than all that showing dates needs.
"""

from __future__ import annotations

import calendar
import re
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
    "read_date",
    "read_when",
    "show_clock",
    "show_date",
    "show_when",
    "working_days_after",
]

LONDON = "Europe/London"

_SUBDIVISIONS: dict[Nation, str] = {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"}
_TIME = (
    r"(?:^|\s|(?<=\d)t)(?:at\s+)?(?P<time>(?P<noon>(?:12\s*)?(?:noon|midday))"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?)$"
)
_WITH_OFFSET = r"^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)$"


def read_date(words: str, on: date, nation: Nation) -> date:
    """The day that words stand for, in UK order, counted from `on`, the meeting's own date.

    Raises `NotADate`, whose message says what is wrong and what to give instead. A day before `on`
    is a day like another: whoever takes a deadline refuses it.
    """
    from chairtui.meeting.dates.parse import read_day

    return read_day(words, on, nation, working_days_after, months_after)


def is_vague(words: str) -> bool:
    """Whether words name a deadline that is none, such as ASAP or ongoing."""
    from chairtui.meeting.dates.parse import is_vague as vague

    return vague(words)


def read_when(words: str, zone: str = LONDON, on: date | None = None, nation: Nation = "England") -> datetime:
    """A date and a time of day in words: aware, in `zone`. Raises `NotADate`.

    Without `on` the date must be whole, year and all. An hour that the clocks skip is refused; in one that
    they repeat, the first (summer time) is meant.
    """
    from chairtui.meeting.dates.parse import normal

    text = normal(words)
    if re.match(_WITH_OFFSET, text):
        try:
            return _pendulum(datetime.fromisoformat(text.upper()).astimezone(ZoneInfo(zone)))
        except (ValueError, OverflowError):
            raise NotADate(words_.WHEN_IN_FULL.format(words=words.strip())) from None
    found = re.search(_TIME, text)
    if found is None or not (found["noon"] or found["minute"] or found["half"]):
        raise NotADate(words_.NO_TIME.format(words=words.strip()))
    hour, minute, second = _time_of_day(found)
    day = _whole_day(text[: found.start()], words.strip(), on, nation)
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZoneInfo(zone))
    if local.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NotADate(words_.SKIPPED.format(date=show_date(day), time=f"{hour:02}:{minute:02}"))
    return _pendulum(local)


def _pendulum(moment: datetime) -> datetime:
    import pendulum

    return pendulum.instance(moment)


def _time_of_day(found: re.Match[str]) -> tuple[int, int, int]:
    if found["noon"]:
        return 12, 0, 0
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "")[:1]
    if hour > 23 or minute > 59 or second > 59 or (half and hour == 0):
        raise NotADate(words_.NO_SUCH_TIME.format(time=found["time"]))
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, minute, second


def _whole_day(text: str, words: str, on: date | None, nation: Nation) -> date:
    if not text.strip():
        if on is None:
            raise NotADate(words_.WHEN_IN_FULL.format(words=words))
        return on
    if on is not None:
        return read_date(text, on, nation)
    # A whole date is the same day whatever day it is counted from.
    day = read_date(text, date(2024, 1, 1), nation)
    if day != read_date(text, date(2031, 7, 16), nation):
        raise NotADate(words_.WHEN_IN_FULL.format(words=words))
    return day


def show_date(day: date) -> str:
    """`Fri 27 Nov 2026`, whatever language the computer speaks."""
    return f"{words_.DAYS[day.weekday()]} {day.day} {words_.MONTHS[day.month - 1]} {day.year}"


def show_clock(moment: datetime) -> str:
    """`14:00`, in the moment's own zone."""
    return f"{moment.hour:02}:{moment.minute:02}"


def show_when(moment: datetime) -> str:
    """`Thu 3 Dec 2026, 14:00`, in the moment's own zone."""
    return f"{show_date(moment)}, {show_clock(moment)}"


def day_of(moment: datetime, zone: str = LONDON) -> date:
    """The day an aware moment falls on in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def days_between(first: date, last: date) -> int:
    """Days from `first` to `last`; negative if `last` comes before."""
    return (last - first).days


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has no such day. Raises `OverflowError`."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= LAST_DAY.year:
        raise OverflowError(f"{months} months after {day}")
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def working_days_after(day: date, count: int, nation: Nation) -> date:
    """The `count`th working day after `day` (`day` itself for 0): no weekends, none of the nation's bank holidays.

    Raises `OverflowError` beyond the last year the program knows.
    """
    while count > 0:
        day += timedelta(days=1)
        if day > LAST_DAY:
            raise OverflowError("working days")
        if day.weekday() < 5 and day not in _bank_holidays(nation, day.year):
            count -= 1
    return day


def bank_holiday(day: date, nation: Nation) -> str:
    """The name of the nation's bank holiday on that day, "" for none."""
    return _bank_holidays(nation, day.year).get(day, "")


@lru_cache(maxsize=64)
def _bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    import holidays

    return dict(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year))
