"""The supported range of dates, and the error for input that isn't a date."""

from __future__ import annotations

from datetime import date

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)


class NotADate(ValueError):
    """The input isn't a date. The message is for a person.

    `almost`: it was probably meant as one, such as an impossible day or a vague deadline.
    """

    def __init__(self, message: str, *, almost: bool = False) -> None:
        super().__init__(message)
        self.almost = almost
