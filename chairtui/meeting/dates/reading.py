"""Input of the grammar's rules: a phrase's tokens, with the date and nation it is relative to.

Date arithmetic uses pendulum, which is imported on first use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pendulum

from chairtui.meeting.dates import vocabulary as v
from chairtui.meeting.dates.tokens import Token
from chairtui.meeting.formats.model import Looks, Nation


@dataclass(frozen=True, slots=True)
class Found:
    """A parsed date, or why it is ambiguous, and the index of the next token.

    `loose`: could equally be ordinary words. `relative`: relative to the day it was said. `full`: includes the year, so
    that a following number isn't part of it.
    """

    what: date | str
    end: int
    loose: bool = False
    relative: bool = False
    full: bool = False


class Reading:
    """The tokens and their context. Methods take a token's index."""

    def __init__(self, tokens: list[Token], on: date, nation: Nation, looks: Looks) -> None:
        self.tokens = tokens
        self.on = pendulum.date(on.year, on.month, on.day)
        self.nation: Nation = nation
        self.looks: Looks = looks

    def at(self, i: int, *, comma: bool = False) -> Token | None:
        """The token at `i`, unless a pause precedes it (a comma may, with `comma`)."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        return None if i and (token.pause == "." or (token.pause == "," and not comma)) else token

    def word(self, i: int, *, comma: bool = False) -> str:
        token = self.at(i, comma=comma)
        return token.text if token and token.kind == "word" else ""

    def skip(self, i: int, *words: str) -> int:
        """The index after one of these words, or `i`."""
        return i + 1 if self.word(i) in words else i

    def has_words(self, i: int, *words: str) -> bool:
        """Whether this sequence of words is at `i`."""
        return all(self.word(i + n) == word for n, word in enumerate(words))

    def weekday(self, i: int, *, comma: bool = False) -> int | None:
        return v.WEEKDAYS.get(self.word(i, comma=comma))

    def month(self, i: int, *, comma: bool = False) -> int | None:
        return v.MONTHS.get(self.word(i, comma=comma))

    def number(self, i: int, *, comma: bool = False) -> int | None:
        """A bare number of at most two digits."""
        token = self.at(i, comma=comma)
        return token.value[0] if token and token.kind == "number" and len(token.text) <= 2 else None

    def ordinal(self, i: int, *, comma: bool = False) -> tuple[int, int] | None:
        """`9th`, `ninth`, `twenty first`: the number and the next index."""
        token = self.at(i, comma=comma)
        if token is None:
            return None
        if token.kind == "ordinal":
            return token.value[0], i + 1
        if token.text in v.ORDINALS and token.kind == "word":
            return v.ORDINALS[token.text], i + 1
        tens = {"twenty": 20, "thirty": 30}.get(token.text, 0)
        ones = v.ORDINALS.get(self.word(i + 1), 10)
        return (tens + ones, i + 2) if tens and ones < 10 else None

    def count(self, i: int) -> tuple[int, int] | None:
        """A quantity and the next index: `10`, `ten`, `twenty one`, `a`, `a couple of`."""
        token = self.at(i)
        if token is None:
            return None
        if token.kind == "number" and token.text.isdigit():
            return token.value[0], i + 1
        j = self.skip(i, "a")
        if self.word(j) == "couple":
            return 2, self.skip(j + 1, "of")
        if self.word(i) in ("a", "an"):
            return 1, i + 1
        if self.word(i) in v.CARDINALS:
            number = v.CARDINALS[self.word(i)]
            ones = v.CARDINALS.get(self.word(i + 1), 10)
            return (number + ones, i + 2) if number in (20, 30) and ones < 10 else (number, i + 1)
        return None

    def unit(self, i: int) -> tuple[str, int] | None:
        """A unit of time and the next index: `weeks`, `working days`."""
        if self.word(i) in v.WORKS and self.word(i + 1) in ("day", "days"):
            return v.WORKING, i + 2
        found = v.UNITS.get(self.word(i))
        return (found, i + 1) if found else None

    def quoted(self, i: int, end: int) -> str:
        """Tokens as one would type them."""
        return " ".join(token.text for token in self.tokens[i:end])


def plain(day: date) -> date:
    """Convert to the standard library's type, which records use."""
    return date(day.year, day.month, day.day)


def counted_from(day: date) -> pendulum.Date:
    return pendulum.date(day.year, day.month, day.day)
