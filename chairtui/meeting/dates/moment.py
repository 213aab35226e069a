"""Parses a date with a time of day, in the forms used by police and health: `2pm 3 dec`, `3/12/2026 1400hrs`,
`1400`."""

from __future__ import annotations

import re
from datetime import date, datetime

import pendulum
from pendulum.tz.exceptions import AmbiguousTime, NonExistingTime

from chairtui.meeting.dates.calendar import LONDON, show_date
from chairtui.meeting.dates.errors import NotADate
from chairtui.meeting.dates.phrase import phrase_at, read_day
from chairtui.meeting.dates.reading import Reading
from chairtui.meeting.dates.tokens import tokens_of
from chairtui.meeting.dates.whole import clock
from chairtui.meeting.formats.model import Nation
from chairtui.words import dates as words_

_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)", re.ASCII)
_ISO_T = re.compile(r"(?<=\d)[Tt](?=\d\d:)")
_LONGEST = 120
_DAYS_APART = (date(2024, 1, 1), date(2031, 7, 16))
"""A whole date is the same day from whichever of these it is counted."""


def read_moment(words: str, *, zone: str = LONDON, on: date | None = None, nation: Nation = "England") -> datetime:
    """Parse a date and time; the result is aware, in `zone`. Raises `NotADate`.

    A time alone means the day `on`; without `on` the date must be complete. A time skipped by a clock change is
    rejected; of a repeated one, the first (summer time) is taken.
    """
    said = " ".join(words.split())
    if len(said) > _LONGEST:
        raise NotADate(words_.NO_TIME.format(words=said[:60] + "…"))
    if _WITH_OFFSET.fullmatch(said):
        return _with_offset(said, zone)
    said = _ISO_T.sub(" ", said)
    day_words, (hour, minute) = _parted(said)
    if hour < 0:
        raise NotADate(words_.NO_SUCH_TIME.format(time=said))
    day = _day(day_words, said, on, nation)
    try:
        return pendulum.datetime(day.year, day.month, day.day, hour, minute, tz=zone, raise_on_unknown_times=True)
    except AmbiguousTime:
        return pendulum.datetime(day.year, day.month, day.day, hour, minute, tz=zone, fold=0)
    except NonExistingTime:
        raise NotADate(words_.SKIPPED.format(date=show_date(day), time=f"{hour:02}:{minute:02}")) from None


def _with_offset(said: str, zone: str) -> datetime:
    try:
        return pendulum.instance(datetime.fromisoformat(said.upper())).in_timezone(zone)
    except (ValueError, OverflowError):
        raise NotADate(words_.WHEN_IN_FULL.format(words=said)) from None


def _parted(said: str) -> tuple[str, tuple[int, ...]]:
    """The words of the day, and the hour and minute said before or after them. Raises `NotADate` without a time."""
    tokens = tokens_of(said, 0, len(said))
    r = Reading(tokens, _DAYS_APART[0], "England", "forward")
    first = r.skip(0, "at")
    if read := clock(r, first):
        rest = r.skip(read[0], "on")
        return _untimed(said[tokens[rest].start :] if rest < len(tokens) else "", said), read[1]
    whole = phrase_at(said, 0, len(said), on=_DAYS_APART[0], nation="England")
    for i in range(len(tokens) if not (whole and whole.day and not whole.timed) else 0):
        read = clock(r, i, comma=True)
        if read and read[0] == len(tokens):
            return _untimed(re.sub(r"(?:^|[\s,]+)at$|,$", "", said[: tokens[i].start].rstrip()), said), read[1]
    raise NotADate(words_.NO_TIME.format(words=said))


def _untimed(words: str, said: str) -> str:
    """The words of the day, if no second time of day is among them. Raises `NotADate`."""
    phrase = phrase_at(words, 0, len(words), on=_DAYS_APART[0], nation="England")
    if phrase and phrase.timed:
        raise NotADate(words_.TWO_TIMES.format(words=said))
    return words


def _day(words: str, said: str, on: date | None, nation: Nation) -> date:
    if not words:
        if on is None:
            raise NotADate(words_.WHEN_IN_FULL.format(words=said))
        return on
    if on is not None:
        return read_day(words, on=on, nation=nation)
    try:
        days = {read_day(words, on=each, nation=nation) for each in _DAYS_APART}
    except NotADate:
        days = set()
    if len(days) != 1:
        raise NotADate(words_.WHEN_IN_FULL.format(words=said))
    return days.pop()
