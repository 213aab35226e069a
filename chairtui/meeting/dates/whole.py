"""Parses a complete phrase: a date with its time of day, and no date words left over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.calendar_dates import calendar_date
from chairtui.meeting.dates.durations import duration
from chairtui.meeting.dates.named_days import end_of, feast, nth, single
from chairtui.meeting.dates.reading import Found, Reading
from chairtui.meeting.dates.weekdays import weekday_phrase
from chairtui.words import dates as words_

_RULES = (calendar_date, weekday_phrase, nth, end_of, feast, single, duration)
_FIGURES = ("date", "slashed", "dotted", "time", "ordinal")


@dataclass(frozen=True, slots=True)
class ParsedPhrase:
    """What a phrase means, and the index of the token after it."""

    what: date | str
    end: int
    timed: bool = False
    loose: bool = False
    relative: bool = False
    full: bool = False


def whole_phrase(r: Reading) -> ParsedPhrase | None:
    """The phrase that starts with the first token, or None."""
    if vague := _vague(r):
        return _vague_phrase(r, vague)
    found = _day_and_time(r)
    end = _run(r, found.end if found else 0, found)
    if found and end == found.end:
        return found
    if found is None and not _has_time_word(r, end):
        return _condition(r)
    firm = any(_is_firm(r, i) for i in range(end))
    return ParsedPhrase(_why_not(r, end), end, loose=not firm)


def _day_and_time(r: Reading) -> ParsedPhrase | None:
    """The longest day the grammar reads, with the time of day before or after it."""
    start = 3 if r.has_words(0, "no", "later", "than") else r.skip(0, "on", "by")
    close = _close(r, start)
    begin = close or _time_before(r, start) or start
    found = _core(r, begin)
    if found is None and close and r.word(close - 1) != "of":
        found = Found(_today(r), close, relative=True)  # close of play, on the day of the meeting
    if found is None:
        return None
    end, timed = found.end, begin != start and not close
    while (after := _time_after(r, end)) != end:
        timed = timed or not (_close(r, end) or r.word(after - 1) in v.AT_THE_LATEST)
        end = after
    return ParsedPhrase(
        found.what, end, timed=timed, loose=found.loose and begin == start, relative=found.relative, full=found.full
    )


def _today(r: Reading) -> date:
    return date(r.on.year, r.on.month, r.on.day)


def _core(r: Reading, i: int) -> Found | None:
    found = [read for rule in _RULES if (read := rule(r, i))]
    return max(found, key=lambda each: each.end, default=None)


# ---- the time of day


def clock(r: Reading, i: int, *, comma: bool = False) -> tuple[int, tuple[int, ...]] | None:
    """A time of day (`14:00`, `2pm`, `1400 hrs`, `noon`): the next index, and hour and minute."""
    token = r.at(i, comma=comma)
    if token is None:
        return None
    half = r.word(i + 1) if r.word(i + 1) in _HALVES else ""
    if token.kind == "time":
        return _with_half(r, i, token.value, half if token.text[-1:].isdigit() else "")
    if token.text in ("noon", "midday"):
        return i + 1, (12, 0)
    if token.kind == "dotted" and len(token.text.partition(".")[2]) == 2:
        hour, minute = token.value
        return _with_half(r, i, (hour, minute), half) if hour <= 23 and minute <= 59 else None
    if token.kind != "number" or not token.text.isdigit():
        return None
    if half and 1 <= token.value[0] <= 12:
        return _with_half(r, i, (token.value[0], 0), half)
    if r.word(i + 1) in ("noon", "midday") and token.value[0] == 12:
        return i + 2, (12, 0)
    hour, minute = divmod(token.value[0], 100)
    return _with_half(r, i, (hour, minute), "") if len(token.text) == 4 and hour <= 23 and minute <= 59 else None


_HALVES = ("am", "pm", "a.m", "p.m")


def _with_half(r: Reading, i: int, time: tuple[int, ...], half: str) -> tuple[int, tuple[int, ...]]:
    if half:
        return i + 2, (time[0] % 12 + (12 if half[0] == "p" else 0), *time[1:]) if 1 <= time[0] <= 12 else (-1, -1)
    return r.skip(i + 1, "hrs", "hours"), time


def _time_before(r: Reading, i: int) -> int:
    """The index after `2pm on`, `at 1400`, `first thing`, `the morning of`; 0 if there is none."""
    if r.has_words(i, "first", "thing") or r.has_words(i, "last", "thing"):
        return r.skip(i + 2, "on")
    j = r.skip(i, "at")
    token = r.at(j)
    if (read := clock(r, j)) and token and (token.kind != "dotted" or not 1 <= token.value[1] <= 12):
        return r.skip(read[0], "on")
    if r.word(j) in ("lunchtime", "teatime"):
        return r.skip(j + 1, "on")
    return 0


def _close(r: Reading, i: int) -> int:
    """The index after `close of play`, `end of the day`, `cop`, or `end of` before a day; 0 if there is none."""
    if r.word(i) in v.CLOSE:
        return r.skip(i + 1, "on")
    j = r.skip(i, "the")
    if r.has_words(j, "close", "of") and r.word(j + 2) in ("play", "business"):
        return r.skip(j + 3, "on")
    if not r.has_words(j, "end", "of"):
        return 0
    k = r.skip(j + 2, "the")
    if r.word(k) in ("day", "play", "business"):
        return r.skip(k + 1, "on")
    return j + 2 if r.word(j + 2) in v.SINGLE or r.weekday(j + 2) is not None else 0


def _time_after(r: Reading, i: int) -> int:
    """The index after a time of day that follows the day: `at 2`, `2pm`, `morning`, `after school`, `at the latest`."""
    if r.word(i) in v.AT_THE_LATEST:
        return i + 1
    if r.has_words(i, "at", "the", "latest"):
        return i + 3
    if r.has_words(i, "in", "the") and r.word(i + 2) in ("morning", "afternoon", "evening"):
        return i + 3
    if r.has_words(i, "first", "thing") or r.has_words(i, "last", "thing"):
        return i + 2
    if close := _close(r, i):
        return close if r.word(close - 1) != "on" else i
    j = r.skip(i, "at", "before", "after", "by", "around", "about", "from")
    if read := clock(r, j, comma=j == i):
        until = r.skip(read[0], "-", "–", "to", "until")
        return last[0] if until != read[0] and (last := clock(r, until)) else read[0]
    number = r.number(j)
    if j != i and r.word(i) == "at" and (number is not None or r.word(j) in v.CARDINALS):
        return r.skip(j + 1, "o'clock")
    if j != i and r.word(i) == "at" and r.word(j) in ("half", "quarter"):
        k = r.skip(j + 1, "past", "to")
        return k + 1 if r.number(k) is not None or r.word(k) in v.CARDINALS else i
    if r.word(i) in ("before", "after") and r.word(j) in v.PARTS_OF_SCHOOL_DAY:
        return r.skip(j + 1, "time")
    if r.word(j) in v.PARTS_OF_DAY and (j == i or r.word(i) in ("at", "by")):
        return j + 1
    return i


# ---- how far the words of a date go


def _run(r: Reading, i: int, day: ParsedPhrase | None) -> int:
    """The index after the last word, from `i` on, that belongs to a date."""
    while _belongs(r, i, day):
        i += 1
    return i


def _belongs(r: Reading, i: int, day: ParsedPhrase | None) -> bool:
    token = r.at(i, comma=True)
    if token is None:
        return False
    if token.pause == "," and i:
        return _time_word_ahead(r, i)
    if _is_time_word(r, i):
        return True
    if i and _is_last_hedge(r, i):
        return True
    if token.text in v.QUALIFIERS:
        to_a_person = token.text == "from" and i + 1 < len(r.tokens) and r.tokens[i + 1].text.startswith("@")
        return not to_a_person and (i > 0 or _time_word_ahead(r, 0))
    if _is_number(r, i):
        return not (day and day.full) and (i > 0 or _time_word_ahead(r, 0))
    last = i + 1 == len(r.tokens)
    unfinished = token.text in ("in", "on") and day is not None and last
    return _is_leaner(r, i) and (unfinished or _time_word_ahead(r, i))


def _is_time_word(r: Reading, i: int) -> bool:
    token = r.tokens[i]
    if token.kind in _FIGURES:
        return True
    if token.kind != "word":
        return False
    short_unit = token.text in v.UNITS and len(token.text) == 1
    if short_unit:
        return i > 0 and r.tokens[i - 1].kind == "number"
    return (
        token.text in v.TIME_WORDS
        or token.text.removesuffix("s") in v.WEEKDAYS
        or (token.text == "or" and r.word(i + 1) in v.OR_ELSE)
        or (token.text == "back" and r.word(i + 1) == "of" and i + 2 < len(r.tokens) and _is_number(r, i + 2))
        or any(r.has_words(i, *names) for names in v.NAMED.get(token.text, ()))
    )


def _is_number(r: Reading, i: int) -> bool:
    token = r.tokens[i]
    return token.kind == "number" or token.text in v.CARDINALS or token.text in v.ORDINALS


def _is_last_hedge(r: Reading, i: int) -> bool:
    """Whether a phrase ends by leaving its date open: `friday perhaps`, `friday if possible`."""
    if r.has_words(i, "if", "possible"):
        return r.at(i + 2) is None
    return r.word(i) in v.HEDGES and r.at(i + 1) is None


def _is_leaner(r: Reading, i: int) -> bool:
    return r.tokens[i].kind == "word" and r.tokens[i].text in v.LEANERS and not _is_time_word(r, i)


def _time_word_ahead(r: Reading, i: int) -> bool:
    """Whether a word of time follows, over articles, prepositions and numbers; or a number with which the line ends."""
    for j in range(i, min(i + 7, len(r.tokens))):
        if j > i and r.at(j) is None:
            return False
        if _is_time_word(r, j):
            return True
        if _is_number(r, j) and j > i and j + 1 == len(r.tokens):
            return True
        if not (_is_leaner(r, j) or _is_number(r, j) or r.tokens[j].text in v.QUALIFIERS):
            return False
    return False


def _has_time_word(r: Reading, end: int) -> bool:
    return any(_is_time_word(r, i) for i in range(end))


def _is_firm(r: Reading, i: int) -> bool:
    """Whether a word is of a date and of nothing else."""
    token = r.tokens[i]
    if token.kind in ("date", "slashed", "time"):
        return True
    if token.text in v.POINTERS and i + 1 < len(r.tokens) and _is_time_word(r, i + 1):
        return True
    named = token.text in v.WEEKDAYS or token.text in v.MONTHS
    return (named and token.text not in v.TWO_MEANINGS) or token.text in v.SINGLE or token.text in v.CLOSE


# ---- what is no day


def _vague(r: Reading) -> int:
    """The index after a deadline without a date, 0 for none."""
    for end in range(min(8, len(r.tokens)), 0, -1):
        if all(r.at(i) for i in range(end)) and v.VAGUE.fullmatch(r.quoted(0, end)):
            return end
    return 0


def _vague_phrase(r: Reading, end: int) -> ParsedPhrase:
    """`soon`, with the date or the condition that follows it: `sometime next week`, `asap after the visit`."""
    if r.at(end) and _time_word_ahead(r, end):
        end = _run(r, end, None)
        return ParsedPhrase(words_.WHICH_DAY, end, loose=not any(_is_firm(r, i) for i in range(end)))
    return _condition(r, end) or ParsedPhrase(words_.VAGUE, end)


def _condition(r: Reading, i: int = 0) -> ParsedPhrase | None:
    """`when he is back at school`: the clause, which is a deadline to the person who said it."""
    if r.word(i) not in v.CONDITIONS or r.at(i + 1) is None:
        return None
    end = i + 1
    while (token := r.at(end)) and token.kind == "word" and end < i + 12:
        end += 1
    return ParsedPhrase(words_.WHICH_DAY, end, loose=True)


def _why_not(r: Reading, end: int) -> str:
    times = [i for i in range(end) if clock(r, i)]
    if times and not any(_is_time_word(r, i) and r.tokens[i].kind not in ("time", "dotted") for i in range(end)):
        return words_.TIME_ALONE
    if r.tokens[0].kind == "number" or r.word(0) in (*v.CARDINALS, "half"):
        weekday_last = r.weekday(end - 1) is not None or r.word(end - 1) in v.SINGLE
        return words_.TIME_OR_DAY if weekday_last else words_.WHICH_DAY
    return words_.WHICH_DAY
