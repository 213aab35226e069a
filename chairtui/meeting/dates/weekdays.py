"""Grammar of weekdays: `friday`, `next friday`, `friday week`, `friday next week`, `tuesday in two weeks`."""

from __future__ import annotations

from datetime import date

from pendulum import WeekDay

from chairtui.meeting.dates import resolve
from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.named_days import anchor
from chairtui.meeting.dates.reading import Found, Reading, counted_from, plain
from chairtui.words import dates as words_


def week(r: Reading, i: int) -> tuple[int, int] | None:
    """`next week`, `this week`, `the week after next`: number of weeks from the current one."""
    said = r.word(i)
    if said in ("next", "this", "last") and r.word(i + 1) == "week":
        return {"next": 1, "this": 0, "last": -1}[said], i + 2
    j = r.skip(i, "the")
    return (2, j + 3) if r.has_words(j, "week", "after", "next") else None


def in_week(r: Reading, weekday: int, weeks: int) -> date:
    return plain(r.on.start_of("week").add(weeks=weeks, days=weekday))


def coming(r: Reading, weekday: int) -> date:
    """The next such weekday after the reference day, or the previous one, looking back."""
    return plain(r.on.next(WeekDay(weekday)) if r.looks == "forward" else r.on.previous(WeekDay(weekday)))


def weekday_phrase(r: Reading, i: int) -> Found | None:
    """`friday`, `next friday`, `friday week`, `friday next week`, `next week friday`, `tuesday in two weeks`."""
    if (ahead := week(r, i)) and (weekday := r.weekday(r.skip(ahead[1], "on"))) is not None:
        if ahead[0] == 2 and r.word(ahead[1]) != "on":
            return None  # the week after next, Friday; or the week after next Friday
        return Found(in_week(r, weekday, ahead[0]), r.skip(ahead[1], "on") + 1, relative=True)
    qualifier, j = _qualifier(r, i)
    weekday = r.weekday(j)
    if weekday is None:
        return None
    if qualifier:
        return Found(qualified(r, qualifier, weekday), j + 1, relative=True)
    end = j + 1
    if ahead := week(r, end):
        return Found(in_week(r, weekday, ahead[0]), ahead[1], relative=True)
    if r.word(end) in ("week", "fortnight"):
        weeks = 1 if r.word(end) == "week" else 2
        return Found(_later(r, weekday, weeks), end + 1, relative=True)
    if (later := _in_weeks(r, end)) is not None:
        return Found(_in_weeks_day(r, weekday, later[0]), later[1], relative=True)
    if r.word(end) in ("after", "before", "following") and (beside := anchor(r, end + 1)):
        return Found(_beside(weekday, r.word(end), beside.what), beside.end, relative=beside.relative)
    return Found(coming(r, weekday), end, loose=r.word(j) in v.TWO_MEANINGS)


def _qualifier(r: Reading, i: int) -> tuple[str, int]:
    if r.has_words(i, "the", "next"):
        return "the next", i + 2
    i = r.skip(i, "the")
    if r.word(i) == "this" and r.word(i + 1) in ("coming", "past"):
        return r.word(i + 1), i + 2
    if r.word(i) in ("this", "coming", "next", "last"):
        return r.word(i), i + 1
    return "", i


def qualified(r: Reading, qualifier: str, weekday: int) -> date | str:
    day = WeekDay(weekday)
    match qualifier:
        case "next":
            return in_week(r, weekday, 1)
        case "the next":
            return resolve.two_ways((coming(r, weekday), in_week(r, weekday, 1)))
        case "coming":
            return plain(r.on.next(day))
        case "past":
            return plain(r.on.previous(day))
        case "last":
            # Last Tuesday, said on a Thursday: two days ago to some, nine to others.
            return resolve.two_ways((plain(r.on.previous(day)), in_week(r, weekday, -1)))
    this_week = in_week(r, weekday, 0)
    if r.looks == "back":
        return this_week if this_week <= r.on else words_.NOT_PAST
    return this_week if this_week >= r.on else plain(r.on.next(day))


def _later(r: Reading, weekday: int, weeks: int) -> date | str:
    if r.looks == "back":
        return words_.NOT_PAST
    return plain(r.on.next(WeekDay(weekday)).add(weeks=weeks))


def _in_weeks(r: Reading, i: int) -> tuple[int, int] | None:
    """`in two weeks' time`, `in a fortnight`: how many weeks."""
    if r.word(i) != "in" or not (count := r.count(i + 1)) or not (unit := r.unit(count[1])):
        return None
    weeks = {v.WEEKS: 1, v.FORTNIGHTS: 2}.get(unit[0])
    return (count[0] * weeks, r.skip(unit[1], "time")) if weeks else None


def _in_weeks_day(r: Reading, weekday: int, weeks: int) -> date | str:
    """The weekday of the week that is so many weeks from this one, if counting from the coming one agrees."""
    ahead = (weekday - r.on.weekday()) % 7
    return resolve.two_ways((in_week(r, weekday, weeks), plain(r.on.add(days=ahead, weeks=weeks))))


def _beside(weekday: int, side: str, other: date | str) -> date | str:
    if isinstance(other, str):
        return other
    day = counted_from(other)
    return plain(day.previous(WeekDay(weekday)) if side == "before" else day.next(WeekDay(weekday)))
