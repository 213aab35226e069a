"""Digits choose among several, however many there are; enter alone chooses nobody."""

from __future__ import annotations

import pytest

from chairtui.meeting.capture.result import Asks, Choice
from screens.widgets.choosing import Choosing


def asked(count: int, *, by_number: bool = False) -> Choosing:
    choices = tuple(Choice(f"Sam {n}", f"f: x @sam{n}") for n in range(1, count + 1))
    return Choosing(Asks("Which Sam?", choices, 5, 8, by_number=by_number))


def chosen(choosing: Choosing, *keys: str) -> str:
    """Who is chosen by the last of these keys, "" while it is still asked."""
    pressed = [choosing.press(key) for key in keys]
    assert pressed[:-1] == ["asking"] * (len(keys) - 1)
    return pressed[-1].shown if isinstance(pressed[-1], Choice) else ""


@pytest.mark.parametrize(
    ("count", "keys", "shown"),
    [
        *((2, ("2",), "Sam 2"), (9, ("9",), "Sam 9"), (12, ("2",), "Sam 2"), (12, ("1", "2"), "Sam 12")),
        *((12, ("1", "enter"), "Sam 1"), (200, ("1", "7", "3"), "Sam 173"), (200, ("1", "7", "enter"), "Sam 17")),
        *((2, ("enter",), ""), (2, ("3",), ""), (2, ("0",), ""), (2, ("down", "enter"), "Sam 1")),
        *((2, ("up", "enter"), "Sam 2"), (3, ("down", "down", "enter"), "Sam 2")),
    ],
)
def test_digits_and_marks_choose(count: int, keys: tuple[str, ...], shown: str) -> None:
    assert chosen(asked(count), *keys) == shown


def test_where_only_a_digit_chooses_a_mark_and_enter_do_not() -> None:
    assert chosen(asked(2, by_number=True), "down", "enter") == ""
    assert chosen(asked(12, by_number=True), "1", "enter") == "Sam 1"


def test_a_letter_goes_back_to_the_line_and_escape_leaves() -> None:
    assert asked(2).press("x") == "typed"
    assert asked(2).press("escape") == "left"
