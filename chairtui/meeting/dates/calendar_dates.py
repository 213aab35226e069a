"""Grammar of calendar dates: numeric, day and month in either order, `the 9th`; weekday and year are optional."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.dates import resolve
from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.reading import Found, Reading
from chairtui.meeting.dates.tokens import Token
from chairtui.words import dates as words_


def calendar_date(r: Reading, i: int) -> Found | None:
    """Figures, day and month in either order, `the 9th`; with or without weekday and year."""
    weekday = r.weekday(i)
    j = i if weekday is None else i + 1
    comma = weekday is not None
    j = r.skip(j, "the") if not comma or r.word(j, comma=True) != "the" else j + 1
    after = _calendar(r, j, weekday, comma)
    if after is None:
        return None
    last = r.weekday(after.end, comma=True) if weekday is None and not after.loose else None
    if last is not None and (r.weekday(after.end) is not None or resolve.agreed(after.what, last) == after.what):
        return Found(resolve.agreed(after.what, last), after.end + 1, full=after.full)
    return after


def _calendar(r: Reading, i: int, weekday: int | None, comma: bool) -> Found | None:
    token = r.at(i, comma=comma)
    if token is None:
        return None
    match token.kind:
        case "date":
            year, month, day = token.value
            return Found(resolve.agreed(resolve.in_year(day, month, year), weekday), i + 1, full=True)
        case "slashed":
            return Found(_slashed(r, token, weekday), i + 1)
        case "dotted":
            dotted = _dotted(r, token, weekday)
            return Found(dotted, i + 1) if dotted else None
        case "number" | "ordinal" | "word":
            return _month_first(r, i, weekday) or _day_first(r, i, weekday)
    return None


def _slashed(r: Reading, token: Token, weekday: int | None) -> date | str:
    """`27/11`; 2/7, 3/52 and 6/12 are two days, three weeks and six months to some."""
    day, month = token.value
    found = resolve.without_year(day, month, r.on, r.looks)
    if month in (7, 12, 52) and (weekday is None or isinstance(resolve.agreed(found, weekday), str)):
        return words_.SHORTHAND.format(
            words=token.text, count=day, unit=words_.UNITS[month] + ("" if day == 1 else "s")
        )
    return resolve.agreed(found, weekday)


def _dotted(r: Reading, token: Token, weekday: int | None) -> date | str:
    """`27.11`; "" for a time of day, and a line for what may be either."""
    day, month = token.value
    if not 1 <= month <= 12:
        return ""
    found = resolve.agreed(resolve.without_year(day, month, r.on, r.looks), weekday)
    if day <= 23 and (weekday is None or isinstance(found, str)):
        return words_.TIME_OR_DAY.format(words=token.text)
    return found


def _day_first(r: Reading, i: int, weekday: int | None) -> Found | None:
    comma = weekday is not None
    number, j = r.number(i, comma=comma), i + 1
    ordinal = r.ordinal(i, comma=comma) if number is None else None
    if ordinal:
        number, j = ordinal
    if number is None:
        return None
    of = r.skip(j, "of")
    if (month := r.month(of)) is not None:
        if not ordinal and of != j and r.tokens[i].kind == "word":
            return None
        loose = weekday is None and not ordinal and r.word(of) in v.TWO_MEANINGS
        return _with_year(r, number, month, of + 1, weekday, loose=loose)
    if of != j and (months := month_said(r, of)):
        return Found(resolve.agreed(resolve.of_next_month(number, r.on, months[0]), weekday), months[1])
    if r.tokens[i].pause == "," and not ordinal and i:
        return None  # friday, 3 children
    in_figures = r.tokens[i].kind != "word" or (i > 0 and r.tokens[i - 1].text == "the" and weekday is not None)
    if in_figures and (ordinal or weekday is not None):
        return _in_this_month(r, number, j, weekday, ordinal=ordinal is not None)
    return None


def _in_this_month(r: Reading, number: int, j: int, weekday: int | None, *, ordinal: bool) -> Found | None:
    day = resolve.agreed(resolve.of_month(number, r.on, r.looks), weekday)
    if weekday is not None and isinstance(day, date):
        return Found(day, j)
    if weekday is not None:
        return Found(words_.TIME_OR_DAY.format(words=r.quoted(j - 2, j)) if not ordinal else day, j)
    following = r.at(j)
    if following and following.text[:1].isalpha() and following.text not in v.AFTER_A_DAY:
        return None  # the 9th visit, the 1st report
    return Found(day, j, loose=True)


def _month_first(r: Reading, i: int, weekday: int | None) -> Found | None:
    month = r.month(i, comma=weekday is not None)
    if month is None:
        return None
    j = r.skip(i + 1, "the")
    number, end = r.number(j), j + 1
    if number is None and (ordinal := r.ordinal(j)):
        number, end = ordinal
    if number is None:
        return None
    loose = weekday is None and r.word(i) in v.TWO_MEANINGS
    return _with_year(r, number, month, end, weekday, loose=loose, short=False)


def _with_year(
    r: Reading, day: int, month: int, i: int, weekday: int | None, *, loose: bool = False, short: bool = True
) -> Found:
    token = r.at(i)
    said = year_said(r, i)
    if said is None and short and token and token.kind == "number" and (year := _year(r, token, short=True)):
        said = year, i + 1
    if said:
        what = said[0] if isinstance(said[0], str) else resolve.in_year(day, month, said[0])
        return Found(resolve.agreed(what, weekday), said[1], full=True)
    return Found(resolve.agreed(resolve.without_year(day, month, r.on, r.looks), weekday), i, loose=loose)


def year_said(r: Reading, i: int) -> tuple[int | str, int] | None:
    """A year in figures after a month or a feast, or `next year`: the year, or a line for what may be another thing."""
    if r.word(i) in ("next", "this", "last") and r.word(i + 1) == "year":
        return r.on.year + {"next": 1, "this": 0, "last": -1}[r.word(i)], i + 2
    token = r.at(i, comma=True)
    year = _year(r, token, short=False) if token and token.kind == "number" else 0
    return (year, i + 1) if year else None


def _year(r: Reading, token: Token, *, short: bool) -> int | str:
    """A year, a line for what may be another thing, or 0."""
    number = token.value[0]
    figures = token.text.lstrip("'")
    if len(figures) == 2 and token.pause == "" and (short or figures != token.text):
        near = -2 <= 2000 + number - r.on.year <= 3
        return 2000 + number if near else words_.YEAR_IN_FULL.format(year=token.text)
    if len(figures) != 4:
        return 0
    clock = number // 100 <= 23 and number % 100 <= 59
    if clock and not 2000 <= number < 2200:
        return 0  # 1400 and 0930, with which police and health write the time
    if clock and not -10 <= number - r.on.year <= 3:
        return words_.TIME_OR_YEAR.format(words=token.text)
    return number


def month_said(r: Reading, i: int) -> tuple[int, int] | None:
    """`next month`, `this month`, `the month`: months from the one it is said in."""
    j = r.skip(i, "the", "this", "next", "last")
    if r.word(j) != "month" or j == i:
        return None
    return {"the": 0, "this": 0, "next": 1, "last": -1}[r.word(i)], j + 1
