"""Finds date phrases within a line: their extent and the date they name.

A phrase is parsed completely or not at all: `friday` is a date, but `friday of term` isn't, and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.calendar import bank_holiday, show_date
from chairtui.meeting.dates.errors import FIRST_DAY, LAST_DAY, NotADate
from chairtui.meeting.dates.reading import Reading
from chairtui.meeting.dates.tokens import tokens_of
from chairtui.meeting.dates.whole import whole_phrase
from chairtui.meeting.formats.model import Looks, Nation
from chairtui.words import dates as words_

__all__ = ["Looks", "Phrase", "is_vague", "phrase_at", "read_day", "remarks", "said_days", "split_day"]

LONGEST = 120
"""Maximum characters in a date phrase."""
_QUOTED = 60
_LEADING = re.compile(r"\s*(?:(?:due\s+by|by|on|due|no\s+later\s+than)\s+)+", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?<!\w)(?:last|this|next|coming|past|yesterday|tonight|tomorrow|ago|week|fortnight)(?!\w)", re.I
)
_COUNTS = ("a", "an", "the", *v.CARDINALS)
_SAID = re.compile(
    rf"(?<![\w@#/-])(?:last|this|next|yesterday|tonight|tomorrow|\d+|{'|'.join((*v.WEEKDAYS, *_COUNTS))})(?!\w)", re.I
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a date, `text[start:end]`, and the date they name.

    `wrong`: why the date is ambiguous, in one line for a person, or "". `timed`: includes a time of day. `loose`: could
    equally be ordinary words ("2 weeks", "may"), so it is a date only where one was asked for. `relative`: relative to
    the day it was said, such as "last Friday".
    """

    start: int
    end: int
    day: date | None
    wrong: str = ""
    timed: bool = False
    loose: bool = False
    relative: bool = False


def phrase_at(text: str, start: int, end: int, *, on: date, nation: Nation, looks: Looks = "forward") -> Phrase | None:
    """The complete date phrase at `start`, never a prefix of one; None if there is none.

    Only `text[start:end]` is read. Leading spaces and brackets are skipped.
    """
    tokens = tokens_of(text, start, end)
    if not tokens:
        return None
    begin = tokens[0].start
    found = _phrase(text[begin : tokens[-1].end], on, nation, looks)
    if found is None:
        return None
    stop = begin + found.end
    if "(" in text[begin:stop] and text[stop : min(stop + 1, end)] == ")":
        stop += 1
    return Phrase(begin, stop, found.day, found.wrong, found.timed, found.loose, found.relative)


@lru_cache(maxsize=4096)
def _phrase(said: str, on: date, nation: Nation, looks: Looks) -> Phrase | None:
    """The phrase with which these words begin, wherever in a line they stand."""
    tokens = tokens_of(said, 0, len(said))
    found = whole_phrase(Reading(tokens, on, nation, looks))
    if found is None:
        return None
    end = tokens[found.end - 1].end
    what = found.what
    if isinstance(what, date) and not FIRST_DAY <= what <= LAST_DAY:
        what = words_.YEAR.format(year=what.year, first=FIRST_DAY.year, last=LAST_DAY.year)
    if isinstance(what, date):
        return Phrase(0, end, what, "", found.timed, found.loose, found.relative)
    quoted = " ".join(said[:end].split())
    quoted = quoted if len(quoted) <= _QUOTED else quoted[: _QUOTED - 1] + "…"
    return Phrase(0, end, None, what.replace("{words}", quoted), found.timed, found.loose)


def read_day(text: str, *, on: date, nation: Nation, looks: Looks = "forward") -> date:
    """The date that the whole text names, relative to `on`.

    Raises `NotADate`, also for a date with a time of day, which would be lost.
    """
    said = " ".join(text.split())
    if not said:
        raise NotADate(words_.NOTHING)
    if len(said) > LONGEST:
        raise NotADate(words_.NOT_A_DATE.format(words=said[:_QUOTED] + "…"))
    leading = _LEADING.match(said)
    tokens = tokens_of(said, leading.end() if leading else 0, len(said))
    found = phrase_at(said, tokens[0].start, len(said), on=on, nation=nation, looks=looks) if tokens else None
    if found is None or found.end < tokens[-1].end or (leading and tokens[0].pause):
        raise NotADate(words_.NOT_A_DATE.format(words=said))
    if found.day is None:
        raise NotADate(found.wrong, almost=not found.loose)
    if found.timed:
        raise NotADate(words_.DAY_ONLY.format(words=said, date=show_date(found.day)), almost=True)
    return found.day


def split_day(text: str, *, on: date, nation: Nation, looks: Looks = "forward") -> tuple[str, str]:
    """The date a text begins with, and the words after its comma or colon: `fri, 18 dec: she was away`."""
    phrase = phrase_at(text, 0, len(text), on=on, nation=nation, looks=looks)
    after = re.match(r"\s*(?:[,:;]|$)", text[phrase.end :]) if phrase else None
    if phrase and after:
        return text[: phrase.end].strip(), text[phrase.end + after.end() :].strip()
    day, *rest = re.split(r"[,:;](?!\d)", text, maxsplit=1)
    return day.strip(), "".join(rest).strip()


def is_vague(text: str) -> bool:
    """Whether a phrase is a deadline without a date, such as ASAP or ongoing."""
    leading = _LEADING.match(text)
    tokens = tokens_of(text, leading.end() if leading else 0, len(text))
    return v.VAGUE.fullmatch(" ".join(token.text for token in tokens)) is not None


def said_days(text: str, on: date, nation: Nation = "England") -> Iterator[Phrase]:
    """Phrases in a text that are relative to the day they were said, such as "last Friday", and name another day."""
    if not _RELATIVE.search(text):
        return
    at = 0
    while found := _SAID.search(text, at):  # never at "in": "in 2 weeks he lost 3 kg"
        phrase = phrase_at(text, found.start(), len(text), on=on, nation=nation)
        certain = phrase is not None and phrase.day is not None and phrase.relative and not phrase.loose
        if phrase and certain and phrase.day != on:
            yield phrase
        at = phrase.end if phrase and certain else found.end()


def remarks(day: date, on: date, nation: Nation) -> str:
    """A warning about a deadline's date: before the meeting, a weekend, a bank holiday; or ""."""
    found = []
    if day < on:
        found.append(words_.REMARK_BEFORE)
    if day.weekday() >= 5:
        found.append(words_.REMARK_WEEKEND.format(day=words_.FULL_DAYS[day.weekday()]))
    if holiday := bank_holiday(day, nation):
        found.append(words_.REMARK_HOLIDAY.format(name=holiday))
    return ", ".join(found)
