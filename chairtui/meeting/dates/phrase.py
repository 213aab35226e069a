"""Date phrases inside a line: where one begins, how far it goes, and the day it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chairtui.meeting.dates.calendar import bank_holiday, read_date
from chairtui.meeting.dates.errors import NotADate
from chairtui.meeting.formats.model import Nation
from chairtui.words import dates as words_

Looks = Literal["forward", "back"]
"""Which way a date without a year, or a weekday alone, is read: to what comes, or to what is past."""

_WORD = re.compile(r"\S+")
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a date, `text[start:end]`, and the day they name.

    `wrong` is one line for a person where they name no certain day, "" where they do. `timed`: a time of day is among
    the words. `loose`: the words read as ordinary ones just as well ("2 weeks", "may"), so that they are a date only
    where one was asked for.
    """

    start: int
    end: int
    day: date | None
    wrong: str = ""
    timed: bool = False
    loose: bool = False


def phrase_at(text: str, start: int, end: int, *, on: date, nation: Nation, looks: Looks = "forward") -> Phrase | None:
    """The whole date phrase that begins at `start`, never a prefix of one; None where no date begins there.

    Only `text[start:end]` counts; spaces before the phrase are passed over.
    """
    found = [match for match, _ in zip(_WORD.finditer(text, start, end), range(_MOST_WORDS), strict=False)]
    for last in reversed(found):
        said = text[found[0].start() : last.end()].rstrip(",;:!?.)")
        stop = found[0].start() + len(said)
        try:
            return Phrase(found[0].start(), stop, read_day(said, on=on, nation=nation, looks=looks))
        except NotADate as refused:
            if refused.almost:
                return Phrase(found[0].start(), stop, None, str(refused))
    return None


def read_day(text: str, *, on: date, nation: Nation, looks: Looks = "forward") -> date:
    """The day that the whole text names, counted from `on`. Raises `NotADate`."""
    day = read_date(text, on, nation)
    if looks == "back" and day > on:
        earlier = (read_date(text, on - timedelta(days=days), nation) for days in (8, 366))
        return next((found for found in earlier if found <= on), day)
    return day


def remarks(day: date, on: date, nation: Nation) -> str:
    """What is odd about a day that was taken as a deadline: before the meeting, a weekend, a bank holiday; or ""."""
    found = []
    if day < on:
        found.append(words_.REMARK_BEFORE)
    if day.weekday() >= 5:
        found.append(words_.REMARK_WEEKEND.format(day=words_.FULL_DAYS[day.weekday()]))
    if holiday := bank_holiday(day, nation):
        found.append(words_.REMARK_HOLIDAY.format(name=holiday))
    return ", ".join(found)
