"""What day a person's words stand for, in UK order, or why they stand for none.

The words of a deadline are read here by rules that take all of them or nothing, so that a name or an
address never turns into a date; only phrases made of nothing but numbers and measures of time are then
left to `dateparser`.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from chairtui.meeting.dates import patterns as forms
from chairtui.meeting.dates.errors import LAST_DAY, NotADate
from chairtui.meeting.formats.model import Nation
from chairtui.words import dates as words_

FIRST_DAY = date(2000, 1, 1)
LONGEST = 80
"""Characters that a date in words may have; what is longer is something else."""

WorkingDays = Callable[[date, int, Nation], date]
Months = Callable[[date, int], date]


def normal(words: str) -> str:
    """Words as they are compared: one case, one kind of space and apostrophe, no comma, no stop at the end."""
    text = unicodedata.normalize("NFKC", words).casefold().replace("’", "'").replace(",", " ")
    return " ".join(text.split()).rstrip(".;:! ")


def is_vague(words: str) -> bool:
    """Whether words name a deadline that is none, such as ASAP or ongoing."""
    return forms.VAGUE.fullmatch(_without_by(normal(words))) is not None


def _without_by(text: str) -> str:
    leading = forms.LEADING.match(text)
    return text[leading.end() :] if leading else text


def read_day(words: str, on: date, nation: Nation, working_days: WorkingDays, months: Months) -> date:
    """See `dates.read_date`, which gives the two ways of counting. Raises `NotADate`."""
    found = _read(words, on, nation, working_days, months)
    if isinstance(found, date):
        return found
    raise NotADate(found[0], almost=found[1])


@lru_cache(maxsize=4096)
def _read(words: str, on: date, nation: Nation, working_days: WorkingDays, months: Months) -> date | tuple[str, bool]:
    said = " ".join(words.split())
    if not said:
        return words_.NOTHING, False
    if len(said) > LONGEST:
        return words_.NOT_A_DATE.format(words=said[: LONGEST // 2] + "…"), False
    text = _without_by(normal(said))
    if closing := forms.CLOSE_OF_DAY.match(text):
        text = text[closing.end() :] or "today"
    try:
        day = (
            _calendar(text, on)
            or _weekday(text, on)
            or _duration(text, on, nation, working_days, months)
            or _end(text, on)
            or (on + timedelta(days=forms.SINGLE[text]) if text in forms.SINGLE else None)
        )
        if day is None and (forms.WHICH_DAY.fullmatch(text) or forms.MONTH_ALONE.fullmatch(text)):
            return words_.WHICH_DAY.format(words=said), True
        if day is None and forms.VAGUE.fullmatch(text):
            return words_.VAGUE.format(words=said), True
        day = day or _library(text, on)
    except NotADate as wrong:
        return str(wrong), wrong.almost
    except OverflowError:
        return words_.TOO_FAR.format(words=said, last=LAST_DAY.year + 1), True
    if day is None:
        return words_.NOT_A_DATE.format(words=said), False
    if not FIRST_DAY <= day <= LAST_DAY:
        return words_.YEAR.format(year=day.year, first=FIRST_DAY.year, last=LAST_DAY.year), True
    return day


def _calendar(text: str, on: date) -> date | None:
    """A day of the calendar: figures, day and month in either order, with or without year and weekday."""
    found = next(filter(None, (form.fullmatch(text) for form in forms.CALENDAR)), None)
    found = found or forms.WEEKDAY_AND_NUMBER.fullmatch(text)
    if found is None:
        return None
    groups = found.groupdict()
    day, year, weekday = int(found["day"]), groups.get("year"), found["wd"]
    if groups.get("number"):
        month = int(found["number"])
    elif groups.get("month"):
        month = forms.MONTHS[found["month"]]
    else:
        return _agreed(_day_of_month(day, on), weekday)
    if not year and groups.get("between") == "." and not 1 <= month <= 12:
        return None  # 9.30 is a time of day
    century = 2000 if year and len(year) == 2 else 0
    return _agreed(_day_and_month(day, month, int(year) + century if year else None, on), weekday)


def _day_of_month(day: int, on: date) -> date:
    if not 1 <= day <= 31:
        raise NotADate(words_.NO_SUCH_DAY_AT_ALL.format(day=day), almost=True)
    return next(d for d in (on + timedelta(days=n) for n in range(70)) if d.day == day)


def _day_and_month(day: int, month: int, year: int | None, on: date) -> date:
    """That day of that year; without a year, the next such day on or after `on`."""
    if not 1 <= month <= 12:
        raise NotADate(words_.NO_SUCH_MONTH.format(month=month), almost=True)
    name = words_.FULL_MONTHS[month - 1]
    if year is not None:
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise NotADate(words_.YEAR.format(year=year, first=FIRST_DAY.year, last=LAST_DAY.year), almost=True)
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise NotADate(words_.NO_SUCH_DAY_IN_YEAR.format(day=day, month=name, year=year, days=days), almost=True)
        return date(year, month, day)
    days = calendar.monthrange(2024, month)[1]  # a leap year
    if not 1 <= day <= days:
        raise NotADate(words_.NO_SUCH_DAY.format(day=day, month=name, days=days), almost=True)
    years = (y for y in range(on.year, on.year + 10) if day <= calendar.monthrange(y, month)[1])
    return next(d for d in (date(y, month, day) for y in years) if d >= on)


def _agreed(day: date, weekday: str | None) -> date:
    if weekday and forms.WEEKDAYS[weekday] != day.weekday():
        shown = f"{day.day} {words_.MONTHS[day.month - 1]} {day.year}"
        is_, said = words_.FULL_DAYS[day.weekday()], words_.FULL_DAYS[forms.WEEKDAYS[weekday]]
        raise NotADate(words_.WRONG_WEEKDAY.format(date=shown, is_=is_, said=said), almost=True)
    return day


def _weekday(text: str, on: date) -> date | None:
    """`fri` is the first Friday after the meeting's day, `next fri` the Friday of the next week (Monday to
    Sunday), as it is said in Britain; `friday week` is seven days after `fri`."""
    found = forms.LATER_WEEKDAY.fullmatch(text) or forms.WEEKDAY.fullmatch(text)
    if found is None:
        return None
    number = forms.WEEKDAYS[found["wd"]]
    if found.groupdict().get("which") == "next":
        ahead = 7 - on.weekday() + number
    else:
        ahead = (number - on.weekday() - 1) % 7 + 1
    return on + timedelta(days=ahead + _LATER[found["later"] or ""])


_LATER = {"": 0, "week": 7, "fortnight": 14}


def _duration(text: str, on: date, nation: Nation, working_days: WorkingDays, months: Months) -> date | None:
    if found := forms.LATER_DAY.fullmatch(text):
        return on + timedelta(days=forms.SINGLE[found["start"]] + _LATER[found["later"]])
    found = forms.DURATION.fullmatch(text)
    if found is None:
        return None
    count = int(found["count"]) if found["count"] else forms.NUMBERS[found["word"]]
    start = on + timedelta(days=1) if found["start"] == "tomorrow" else on
    unit = found["unit"]
    if unit.startswith(("work", "business", "wd")):
        return working_days(start, count, nation)
    if unit[0] == "h":
        return start + timedelta(days=count // 24) if count % 24 == 0 else None
    if unit[0] in "my":
        return months(start, count * (12 if unit[0] == "y" else 1))
    return start + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _end(text: str, on: date) -> date | None:
    """A week ends on its Friday; on a Saturday or Sunday, on the coming one."""
    if found := forms.END.fullmatch(text):
        unit, after = found["unit"] or found["unit2"], 1 if found["next"] else 0
        if unit == "week":
            friday = 4 - on.weekday()
            return on + timedelta(days=friday + 7 * max(after, friday < 0))
        if unit == "year":
            return date(on.year + after, 12, 31)
        year, month = divmod(on.year * 12 + on.month - 1 + after, 12)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    if found := forms.END_OF_MONTH.fullmatch(text):
        month = forms.MONTHS[found["month"]]
        year = int(found["year"]) if found["year"] else on.year + (month < on.month)
        return date(year, month, calendar.monthrange(year, month)[1]) if year else None
    return None


def _library(text: str, on: date) -> date | None:
    words = text.split()
    measures = [w for w in words if w in forms.LEFT_TO_LIBRARY or w in forms.WEEKDAYS]
    rest = [w for w in words if w not in measures]
    amounts = all(w in forms.NUMBERS or (w.isascii() and w.isdecimal() and len(w) <= 4) for w in rest)
    if not amounts or not (rest or text.startswith("last ")) or not set(measures) - {"in", "of", "and", "from"}:
        return None
    import dateparser

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime(on.year, on.month, on.day),  # noqa: DTZ001 it takes naive days only
        },
    )
    return found.date() if found else None
