"""The days the program knows, and what it says of words that stand for none."""

from __future__ import annotations

from datetime import date

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)


class NotADate(ValueError):
    """Words that stand for no day; the message is for a person.

    `almost`: they were meant as one (an impossible day, a vague deadline), and not as other words.
    """

    def __init__(self, message: str, *, almost: bool = False) -> None:
        super().__init__(message)
        self.almost = almost
