"""Tokenises a line for the date grammar: numbers by form, words, and the pauses between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from chairtui.meeting.dates import vocabulary as v

Kind = Literal["word", "number", "ordinal", "date", "slashed", "dotted", "time", "other"]
MOST = 32
"""Maximum words read; no date is longer, and the cost for a pasted page stays bounded."""
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A word or part of one, `text[start:end]`.

    `value`: a number; day and month; year (0 for none), month and day; or hour and minute. `pause`: what separates it
    from the previous token: "" nothing, "," a comma or bracket, "." the end of a clause, which ends every date.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: tuple[int, ...] = ()
    pause: Literal["", ",", "."] = ""


_CHUNK = re.compile(r"\S+")
_OPENING, _CLOSING = "([{\"“‘'<*_", ")]}\"”’'>,;:.!?…*_"
_ABBREVIATIONS = (*(d for d in v.WEEKDAYS if len(d) < 6), *(m for m in v.MONTHS if len(m) < 5), "a.m", "p.m", "hrs")

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:t(\d\d:\d\d)\S*)?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})([:.])(\d\d)(?:[:.](\d\d)(?:\.\d+)?)?\s?([ap]\.?m)?(?:hrs|h)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d)", re.ASCII)
_HALF = re.compile(r"(\d{1,2})([ap]\.?m)", re.ASCII)
_POLICE = re.compile(r"(\d{1,2})(\d\d)(?:hrs?|hours|h)", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.ASCII)
_JOINED = re.compile(r"(\d{1,4}(?:st|nd|rd|th)?)-?([a-z]+)(?:-?(\d{1,4}))?", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]+)-?(\d{1,4}(?:st|nd|rd|th)?)", re.ASCII)
_NUMBER = re.compile(r"'?\d{1,4}", re.ASCII)
_RANGE = re.compile(r"(\S+?)([-–—])(\S+)")
_KNOWN = frozenset(
    (
        *v.WEEKDAYS,
        *v.MONTHS,
        *v.CARDINALS,
        *v.ORDINALS,
        *(u for u in v.UNITS if len(u) > 2),
        *v.WORKS,
        *v.SINGLE,
        *v.SEASONS,
        *("a", "the", "mid", "end", "week", "next", "last", "early", "late", "day", "year", "half"),
    )
)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The first tokens of `text[start:end]`."""
    return list(islice(_tokens(text, start, end), MOST))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    pause: Literal["", ",", "."] = ""
    at = start
    for chunk in _CHUNK.finditer(text, start, end):
        first, last = chunk.span()
        if "\n" in text[at:first]:
            pause = "."
        at = last
        if last - first > _LONGEST_WORD:
            yield Token("other", "", first, last, pause=pause)
            pause = ""
            continue
        while first < last and text[first] in _OPENING and not text[first : first + 2].lstrip("'").isdigit():
            pause = pause or ","
            first += 1
        stop = last
        while stop > first and text[stop - 1] in _CLOSING:
            stop -= 1
        word = _normal(text[first:stop])
        if not word:
            pause = "."
            continue
        yield from _read(word, first, stop, pause)
        pause = _pause(text[stop:last], word)


def _pause(closing: str, word: str) -> Literal["", ",", "."]:
    if not closing or (closing == "." and word in _ABBREVIATIONS) or (closing in "'’" and word.endswith("s")):
        return ""
    return "," if set(closing) <= set(",)]}\"”’'") else "."


def _normal(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("‘", "'")


def _read(word: str, start: int, end: int, pause: Literal["", ",", "."]) -> list[Token]:
    """The tokens of one word, all of them with its place in the line."""
    parts = _figures(word) or _words(word)
    return [
        Token(kind, text, start, end, value, pause if n == 0 else "") for n, (kind, text, value) in enumerate(parts)
    ]


_Part = tuple[Kind, str, tuple[int, ...]]


def _figures(word: str) -> list[_Part]:
    if not any(c.isdigit() for c in word):
        return []
    if found := _ISO.fullmatch(word):
        date: _Part = ("date", word, (int(found[1]), int(found[3]), int(found[4])))
        return [date, ("time", word, _hour(found[5][:2], found[5][3:], ""))] if found[5] else [date]
    if found := _WRITTEN.fullmatch(word):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return [("date", word, (year, int(found[3]), int(found[1])))]
    if found := _SLASHED.fullmatch(word):
        return [("slashed", word, (int(found[1]), int(found[2])))]
    if found := _CLOCK.fullmatch(word):
        if found[2] == "." and not found[4] and not found[5] and not word.endswith(("h", "hrs")):
            return [("dotted", word, (int(found[1]), int(found[3])))]
        return [("time", word, _hour(found[1], found[3], found[5] or ""))]
    if found := _DOTTED.fullmatch(word):
        return [("dotted", word, (int(found[1]), int(found[2])))]
    if found := _HALF.fullmatch(word):
        return [("time", word, _hour(found[1], "0", found[2]))]
    if found := _POLICE.fullmatch(word):
        return [("time", word, _hour(found[1], found[2], ""))]
    if found := _ORDINAL.fullmatch(word):
        return [("ordinal", word, (int(found[1]),))]
    if _NUMBER.fullmatch(word):
        return [("number", word, (int(word.lstrip("'")),))]
    if (found := _JOINED.fullmatch(word)) and (found[2] in v.MONTHS or (found[2] in v.UNITS and not found[3])):
        return [*_figures(found[1]), ("word", found[2], ()), *(_figures(found[3]) if found[3] else [])]
    if (found := _MONTH_FIRST.fullmatch(word)) and found[1] in v.MONTHS:
        return [("word", found[1], ()), *_figures(found[2])]
    if found := _RANGE.fullmatch(word):
        left, right = _figures(found[1]) or _words(found[1]), _figures(found[3]) or _words(found[3])
        if all(part[0] != "other" and (part[0] != "word" or part[1] in _KNOWN) for part in (*left, *right)):
            return [*left, ("word", "-", ()), *right]
    return [("other", word, ())]


def _hour(hour: str, minute: str, half: str) -> tuple[int, ...]:
    """Hour and minute; (-1, -1) for an invalid time."""
    h, m = int(hour), int(minute)
    if h > 23 or m > 59 or (half and not h >= 1):
        return (-1, -1)
    if half and h <= 12:
        h = h % 12 + (12 if half[0] == "p" else 0)
    return (h, m)


def _words(word: str) -> list[_Part]:
    stem, apostrophe, ending = word.rpartition("'")
    if apostrophe and ending in ("s", "") and (stem in v.UNITS or stem in v.SINGLE or stem in v.WEEKDAYS):
        unit = stem in v.UNITS and len(stem) > 2 and stem != "year"
        if unit or not ending:
            return [("word", stem, ())]
        if stem != "year":
            return [("word", stem, ()), ("word", "of", ())]  # friday's meeting: another day than Friday itself
    day = word.removesuffix("ish").rstrip("-")
    if day != word and (day in v.WEEKDAYS or day in v.MONTHS):
        return [("word", day, ()), ("word", "ish", ())]
    parts = [part for part in re.split(r"[-/]", word) if part]
    if len(parts) > 1 and all(part in _KNOWN for part in parts) and word not in v.SEASONS:
        if "/" in word or all(part in v.WEEKDAYS or part in v.MONTHS for part in parts):
            dashed: list[_Part] = [("word", "-", ())]
            for part in parts:
                dashed += [("word", part, ()), ("word", "-", ())]
            return dashed[1:-1]
        return [("word", part, ()) for part in parts]
    return [("word", word, ())]
