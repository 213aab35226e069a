"""Resolves partial dates to a day, or to a message that says why they are ambiguous."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import date

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.dates.errors import FIRST_DAY, LAST_DAY
from chairtui.meeting.formats.model import Looks
from chairtui.words import dates as words_

_HALF_A_YEAR = 183
_LEAP_YEAR = 2024


def in_year(day: int, month: int, year: int) -> date | str:
    """The day in this year."""
    if wrong := _impossible(day, month):
        return wrong
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return words_.YEAR.format(year=year, first=FIRST_DAY.year, last=LAST_DAY.year)
    days = calendar.monthrange(year, month)[1]
    if day > days:
        name = words_.FULL_MONTHS[month - 1]
        return words_.NO_SUCH_DAY_IN_YEAR.format(day=day, month=name, year=year, days=days)
    return date(year, month, day)


def without_year(day: int, month: int, on: date, looks: Looks) -> date | str:
    """The day and month in the year that is nearest to `on`. If that is in the wrong direction, a message asks for
    the year."""
    if wrong := _impossible(day, month):
        return wrong
    return nearest(
        lambda year: date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None, on, looks
    )


def nearest(day_in: Callable[[int], date | None], on: date, looks: Looks) -> date | str:
    """The nearest of the annual days that `day_in` gives. In the wrong direction, or half a year away, a message
    asks for the year."""
    years = range(max(on.year - 1, FIRST_DAY.year), min(on.year + 1, LAST_DAY.year) + 1)
    days = [found for year in years if (found := day_in(year))]
    if not days:
        return words_.NOT_THIS_YEAR.format(first=years[0], last=years[-1])
    found = min(days, key=lambda each: (abs((each - on).days), on > each))
    if abs((found - on).days) > _HALF_A_YEAR:
        return words_.NOT_THIS_YEAR.format(first=years[0], last=years[-1])
    if looks == "forward" and found < on:
        return words_.PAST.format(date=show_date(found))
    if looks == "back" and found > on:
        return words_.TO_COME.format(date=show_date(found))
    return found


def of_month(day: int, on: date, looks: Looks) -> date | str:
    """`the 9th`: in this month, or in the next (previous, looking back) if that is past."""
    if not 1 <= day <= 31:
        return words_.NO_SUCH_DAY_AT_ALL.format(day=day)
    step = 1 if looks == "forward" else -1
    for year, month in (_month(on, 0), _month(on, step)):
        there = day <= calendar.monthrange(year, month)[1]
        if there and (date(year, month, day) - on).days * step >= 0:
            return date(year, month, day)
    return words_.WHICH_MONTH.format(day=day)


def of_next_month(day: int, on: date, months: int) -> date | str:
    """`the 9th of next month`: that day, `months` after `on`'s month."""
    year, month = _month(on, months)
    return in_year(day, month, year)


def agreed(day: date | str, weekday: int | None) -> date | str:
    """The day, if it falls on the given weekday."""
    if isinstance(day, str) or weekday is None or day.weekday() == weekday:
        return day
    shown = f"{day.day} {words_.MONTHS[day.month - 1]} {day.year}"
    is_, said = words_.FULL_DAYS[day.weekday()], words_.FULL_DAYS[weekday]
    return words_.WRONG_WEEKDAY.format(date=shown, is_=is_, said=said)


def two_ways(days: Iterable[date]) -> date | str:
    """The day, if all interpretations agree; otherwise a message that names them."""
    found = sorted(set(days))
    if len(found) == 1:
        return found[0]
    return words_.TWO_WAYS.format(first=show_date(found[0]), second=show_date(found[-1]))


def _impossible(day: int, month: int) -> str:
    if not 1 <= month <= 12:
        return words_.NO_SUCH_MONTH.format(month=month)
    days = calendar.monthrange(_LEAP_YEAR, month)[1]
    if not 1 <= day <= days:
        return words_.NO_SUCH_DAY.format(day=day, month=words_.FULL_MONTHS[month - 1], days=days)
    return ""


def _month(on: date, months: int) -> tuple[int, int]:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return year, month + 1
