"""Grammar of durations: days, weeks or months from today or another day, and ago."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.calendar import working_days_after
from chairtui.meeting.dates.calendar_dates import calendar_date
from chairtui.meeting.dates.errors import LAST_DAY
from chairtui.meeting.dates.named_days import anchor
from chairtui.meeting.dates.reading import Found, Reading, counted_from, plain
from chairtui.meeting.dates.weekdays import coming, qualified
from chairtui.words import dates as words_


def duration(r: Reading, i: int) -> Found | None:
    """`10 working days`, `in two weeks' time`, `3 days ago`, `a week on friday`, `2 days after boxing day`."""
    lead = r.word(i) in ("in", "within")
    j = r.skip(i, "in", "within")
    j = r.skip(r.skip(j, "the"), "next") if r.has_words(r.skip(j, "the"), "next") else j
    bare = r.unit(j) if r.word(j) == "fortnight" and not lead else None
    counted = r.count(j)
    unit = bare or (r.unit(counted[1]) if counted else None)
    if unit is None or (len(r.tokens[unit[1] - 1].text) == 1 and r.tokens[unit[1] - 2].kind != "number"):
        return None
    count = 1 if bare or counted is None else counted[0]
    end = unit[1]
    if r.word(end) == "ago":
        return Found(_moved(r, plain(r.on), -count, unit[0]), end + 1, relative=True)
    timed = r.word(end) == "time"
    end = r.skip(end, "time")
    if start := _start(r, end, unit[0]):
        sign = -1 if r.word(end) in ("before", "last") else 1
        what = start.what if isinstance(start.what, str) else _moved(r, start.what, sign * count, unit[0])
        return Found(what, start.end, relative=True)
    if bare and r.at(end) is not None:
        return None
    if r.looks == "back" and not lead and not timed:
        return Found(words_.NOT_PAST, end, loose=True)
    return Found(_moved(r, plain(r.on), count, unit[0]), end, loose=not lead and not timed, relative=True)


def _start(r: Reading, i: int, unit: str) -> Found | None:
    """What a count is from: `today`, `on friday`, `from the meeting`, `after boxing day`, `last friday`."""
    weeks = unit in (v.WEEKS, v.FORTNIGHTS)
    said = r.word(i)
    if said in ("today", "tomorrow", "yesterday"):
        return Found(plain(r.on.add(days=v.SINGLE[said])), i + 1)
    if weeks and said == "last" and (weekday := r.weekday(i + 1)) is not None:
        return Found(qualified(r, "last", weekday), i + 2)
    if said not in ("from", "after", "of", "before") and not (weeks and said == "on"):
        return None
    j = i + 1
    if r.word(j) == "now":
        return Found(plain(r.on), j + 1)
    if r.word(j) in ("the", "this", "today's") and r.word(j + 1) == "meeting":
        return Found(plain(r.on), j + 2)
    if r.word(j) in v.SINGLE:
        return Found(plain(r.on.add(days=v.SINGLE[r.word(j)])), j + 1)
    weekday = r.weekday(j)
    return Found(coming(r, weekday), j + 1) if weekday is not None and calendar_date(r, j) is None else anchor(r, j)


def _moved(r: Reading, day: date, count: int, unit: str) -> date | str:
    start = counted_from(day)
    try:
        match unit:
            case v.WORKING if count >= 0:
                return working_days_after(day, count, r.nation)
            case v.WORKING:
                return words_.WORKING_DAYS_BEFORE
            case v.HOURS:
                return plain(start.add(days=count // 24)) if count % 24 == 0 else words_.HOURS
            case v.MONTHS_:
                return plain(start.add(months=count))
            case v.YEARS:
                return plain(start.add(years=count))
            case _:
                return plain(start.add(days=count * {v.DAYS: 1, v.WEEKS: 7, v.FORTNIGHTS: 14}[unit]))
    except (OverflowError, ValueError):
        return words_.TOO_FAR.format(words="{words}", last=LAST_DAY.year + 1)
