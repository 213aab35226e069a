"""Choosing: asks below the line which of several people or things is meant; digits answer."""

from __future__ import annotations

from typing import Literal

from chairtui.meeting.capture.result import Asks, Choice
from chairtui.words import live as words

Pressed = Choice | Literal["asking", "left", "typed"]
"""The result of a key: a choice, still asking, cancelled, or a key for the line."""


class Choosing:
    """Digits choose. Enter accepts only what digits or arrows have marked, never the first choice by default; with
    `Asks.by_number` only what digits have marked."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._place = -1
        self._digits = ""

    @property
    def shown(self) -> str:
        """The question and its numbered choices, starting before the marked one."""
        choices = enumerate(self._asks.choices)
        listed = (
            f"{'▸' if place == self._place else ' '}{place + 1} {choice.shown}"
            for place, choice in choices
            if place >= self._place - 1
        )
        return f"{self._asks.reason} {words.CHOOSE_HOW}\n{'  '.join(listed)}"

    def press(self, key: str) -> Pressed:
        """Take a key."""
        count = len(self._asks.choices)
        match key:
            case "up" | "left":
                self._mark((self._place - 1) % count if self._place >= 0 else count - 1)
            case "down" | "right" | "tab":
                self._mark((self._place + 1) % count)
            case "enter":
                if self._place >= 0 and (self._digits or not self._asks.by_number):
                    return self._asks.choices[self._place]
            case "escape":
                return "left"
            case _ if key.isdecimal():
                return self._count(key)
            case _:
                return "typed"
        return "asking"

    def _mark(self, place: int) -> None:
        self._place, self._digits = place, ""

    def _count(self, digit: str) -> Pressed:
        """Add a digit; if only one number is possible then, it is chosen at once."""
        count, typed = len(self._asks.choices), self._digits + digit
        if not 1 <= int(typed) <= count:
            return "asking"
        self._digits, self._place = typed, int(typed) - 1
        return self._asks.choices[self._place] if int(typed) * 10 > count else "asking"
