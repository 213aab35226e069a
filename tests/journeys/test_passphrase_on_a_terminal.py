"""The first run and the second, in a real terminal: the program asks for the passphrase on its own screen."""

from __future__ import annotations

from pathlib import Path

from chairtui.words import passphrase as words
from chairtui.words import screens
from tests.journeys.terminal import Terminal

CHOSEN = "four long words here"


def test_a_passphrase_is_chosen_the_first_time_and_asked_for_the_second(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    outside = {key: value for key, value in surroundings.items() if key != "CHAIRTUI_UNENCRYPTED"}
    argv = ("--store", str(tmp_path / "store"), "--by", "Avril Sample")
    nothing_yet = screens.NO_MEETINGS.split(".")[0]
    with Terminal(argv, outside, tmp_path) as terminal:
        terminal.until_shown(words.NEW)
        terminal.type(CHOSEN)
        terminal.until_shown(words.GOOD)  # all of it read at once would be a paste
        terminal.press("enter")
        terminal.type(CHOSEN)
        terminal.until_shown(words.SAME_SO_FAR)
        terminal.press("enter")
        terminal.until_shown(nothing_yet)
        terminal.press("ctrl+q")
        assert terminal.until_left() == 0
    with Terminal(argv, outside, tmp_path) as terminal:
        terminal.until_shown(words.PASSPHRASE)
        terminal.until_shown("Leave")
        terminal.type("something else")
        terminal.press("enter")
        terminal.until_shown(words.WRONG)
        assert "something else" not in terminal.text
        terminal.type(CHOSEN)
        terminal.press("enter")
        terminal.until_shown(nothing_yet)
        terminal.press("ctrl+q")
        assert terminal.until_left() == 0
    with Terminal(argv, outside, tmp_path) as terminal:
        terminal.until_shown("Leave")
        terminal.press("escape")
        assert terminal.until_left() == 0
