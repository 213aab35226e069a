"""Grammar of named and counted days: feasts, `the end of the month`, `first monday in january`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pendulum
from pendulum import WeekDay

from chairtui.meeting.dates import resolve
from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.calendar import bank_holidays, working_days_after
from chairtui.meeting.dates.calendar_dates import calendar_date, month_said, year_said
from chairtui.meeting.dates.reading import Found, Reading, counted_from, plain
from chairtui.words import dates as words_


def single(r: Reading, i: int) -> Found | None:
    """`today`, `this afternoon`, `the day after tomorrow`."""
    j = r.skip(i, "the")
    for side, days in (("after", 1), ("before", -1)):
        if r.has_words(j, "day", side) and (beside := anchor(r, j + 2)):
            what = beside.what if isinstance(beside.what, str) else plain(counted_from(beside.what).add(days=days))
            return Found(what, beside.end, relative=beside.relative)
    if r.word(i) == "this" and r.word(i + 1) in ("morning", "afternoon", "evening", "lunchtime"):
        return _from_today(r, 0, i + 2)
    if r.has_words(i, "last", "night"):
        return _from_today(r, -1, i + 2)
    if r.word(i) not in v.SINGLE:
        return None
    days = v.SINGLE[r.word(i)]
    if r.word(i + 1) in ("week", "fortnight") and days >= 0:
        return _from_today(r, days + (7 if r.word(i + 1) == "week" else 14), i + 2)
    return _from_today(r, days, i + 1)


def _from_today(r: Reading, days: int, end: int) -> Found:
    return Found(plain(r.on.add(days=days)), end, relative=True)


def feast(r: Reading, i: int) -> Found | None:
    """`christmas eve`, `easter monday`, `the spring bank holiday`; of the nearest year unless one is said."""
    i = r.skip(i, "the")
    for names, day_in in _feasts(r):
        if r.has_words(i, *names):
            end = i + len(names)
            if names[-1] not in ("day", "holiday") and r.word(end) == "day":
                end += 1
            if year := year_said(r, end):
                what = year[0] if isinstance(year[0], str) else day_in(year[0])
                return Found(what or words_.NO_SUCH_FEAST, year[1])
            return Found(resolve.nearest(day_in, plain(r.on), r.looks), end)
    return None


_DayIn = Callable[[int], date | None]
_BANK_HOLIDAYS = {
    ("may", "day"): "May Day",
    ("early", "may", "bank", "holiday"): "May Day",
    ("spring", "bank", "holiday"): "Spring Bank Holiday",
    ("late", "may", "bank", "holiday"): "Spring Bank Holiday",
    ("summer", "bank", "holiday"): "Summer Bank Holiday",
    ("august", "bank", "holiday"): "Summer Bank Holiday",
}


def _feasts(r: Reading) -> list[tuple[tuple[str, ...], _DayIn]]:
    fixed = [(names, _fixed(*day)) for names, day in v.FIXED_FEASTS.items()]
    moving = [(names, _from_easter(days)) for names, days in v.EASTER_FEASTS.items()]
    named = [(names, _bank_holiday(r, name)) for names, name in _BANK_HOLIDAYS.items()]
    return [*fixed, *moving, *named]


def _fixed(day: int, month: int) -> _DayIn:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> _DayIn:
    def day_in(year: int) -> date:
        from dateutil.easter import easter

        return plain(counted_from(easter(year)).add(days=days))

    return day_in


def _bank_holiday(r: Reading, name: str) -> _DayIn:
    return lambda year: next((day for day, named in bank_holidays(r.nation, year).items() if name in named), None)


def end_of(r: Reading, i: int) -> Found | None:
    """`end of next week`, `month end`, `eow`, `end of january 2027`. A week ends on its Friday."""
    short = {"eow": "week", "eom": "month", "eoy": "year"}.get(r.word(i))
    if short:
        return Found(_end(r, short, 0), i + 1, relative=True)
    j = r.skip(i, "the")
    if r.word(j) in ("month", "year") and r.word(j + 1) == "end":
        return Found(_end(r, r.word(j), 0), j + 2, relative=True)
    if r.word(j) != "end":
        return None
    j = r.skip(j + 1, "of")
    month = r.month(j)
    if month is not None:
        year = year_said(r, j + 1)
        if year and isinstance(year[0], str):
            return Found(year[0], year[1])
        if year and isinstance(year[0], int):
            return Found(_last_day(year[0], month), year[1])
        return Found(resolve.nearest(lambda y: _last_day(y, month), plain(r.on), r.looks), j + 1)
    which = {"next": 1, "last": -1}.get(r.word(j), 0)
    j = r.skip(j, "the", "this", "next", "last")
    if r.word(j) not in ("week", "month", "year"):
        return None
    return Found(_end(r, r.word(j), which), j + 1, relative=True)


def _end(r: Reading, unit: str, ahead: int) -> date | str:
    if unit == "week":
        friday = r.on.start_of("week").add(weeks=ahead, days=4)
        past = ahead == 0 and friday < r.on and r.looks == "forward"
        return words_.WEEK_OVER if past else plain(friday)
    if unit == "month":
        return plain(r.on.start_of("month").add(months=ahead).end_of("month"))
    return date(r.on.year + ahead, 12, 31)


def _last_day(year: int, month: int) -> date:
    return plain(pendulum.date(year, month, 1).end_of("month"))


def nth(r: Reading, i: int) -> Found | None:
    """`first monday in january`, `the last working day of the month`, `second tuesday of next month`."""
    j = r.skip(i, "the")
    counted = (-1, j + 1) if r.word(j) == "last" else r.ordinal(j)
    if counted is None:
        return None
    number, j = counted
    weekday = r.weekday(j)
    kind, j = ("weekday", j + 1) if weekday is not None else ("", j)
    if not kind and (unit := r.unit(j)) and unit[0] in (v.DAYS, v.WORKING):
        kind, j = unit
    if not kind or r.word(j) not in ("in", "of"):
        return None
    j += 1

    def found(year: int, month: int) -> date | None:
        first = pendulum.date(year, month, 1)
        return _nth(r, first, number, kind, weekday)

    if months := month_said(r, j):
        first = r.on.start_of("month").add(months=months[0])
        return Found(found(first.year, first.month) or words_.NO_SUCH_COUNT, months[1], relative=True)
    month = r.month(j)
    if month is None:
        return None
    if year := year_said(r, j + 1):
        what = year[0] if isinstance(year[0], str) else found(year[0], month) or words_.NO_SUCH_COUNT
        return Found(what, year[1])
    return Found(resolve.nearest(lambda y: found(y, month), plain(r.on), r.looks), j + 1)


def _nth(r: Reading, first: pendulum.Date, number: int, kind: str, weekday: int | None) -> date | None:
    last = first.end_of("month")
    if kind == v.WORKING:
        before = plain(first.subtract(days=1))
        days = [working_days_after(before, n, r.nation) for n in range(1, 24)]
        days = [day for day in days if day <= last]
    elif weekday is None:
        days = [plain(first.add(days=n)) for n in range(last.day)]
    else:
        monday = first.first_of("month", WeekDay(weekday))
        days = [plain(monday.add(weeks=n)) for n in range(5) if monday.add(weeks=n) <= last]
    number = len(days) if number == -1 else number
    return days[number - 1] if 1 <= number <= len(days) else None


def anchor(r: Reading, i: int) -> Found | None:
    """A day that others are counted from: a feast, a date, and Christmas, which is the 25th."""
    if found := feast(r, i) or calendar_date(r, i):
        return found
    if r.word(i) in ("christmas", "xmas"):
        day_in = _fixed(25, 12)
        return Found(resolve.nearest(day_in, plain(r.on), r.looks), i + 1)
    return single(r, i)
