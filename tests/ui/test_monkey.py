"""Somebody who presses anything at all: the program goes on, and every line that was filed is still there.

`make monkey` presses 20,000 keys; CHAIRTUI_MONKEY and CHAIRTUI_MONKEY_SEED choose how many, and which.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.records import Version
from chairtui.settings_file import SettingsFile
from screens.context import AppContext
from screens.cover import CoverScreen, TooSmallScreen
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from tests.ui.app_harness import WIDE, held, make_context, settled
from tests.ui.at_rest import on_a_terminal

KEYS = int(os.environ.get("CHAIRTUI_MONKEY", "400"))
SEED = int(os.environ.get("CHAIRTUI_MONKEY_SEED", "7"))
BURST = 8
"""Keys sent before anybody looks."""
ROUND = 100
"""Keys between two times of setting the program to rights and filing a line."""
NAMED: tuple[str, ...] = (
    "enter",
    "escape",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
)
NAMED += ("backspace", "delete", "space", "f1", "f2", "ctrl+p", "ctrl+s", "ctrl+l", "ctrl+u", "ctrl+k", "ctrl+w")
NAMED += ("ctrl+c", "ctrl+a", "ctrl+e", "ctrl+z", "ctrl+v", "f3", "f9", "insert", "ctrl+left", "ctrl+right")
LETTERS = "snrfohdaPCMALTxuUvjkgG/[]!1234567890@: zé日ا\u0301?Qqwyctbip"
PASTES = (
    "r: K. is alone in the evening @Sam",
    "f: one thing\no: another @Sam\nnot a line\na: do it @Priya by fri measure: done",
    "日本語の長い行 " * 9,
    "r: مرحبا بالعالم @Sam\u202e !restricted because",
    "\x00\x07\x1b[31mred\x1b[0m\ttab",
    "x" * 5000,
    "\n\n\n",
    "",
)
SIZES = (WIDE, (80, 24), (40, 12), (39, 11), (60, 20), (200, 50))


class Monkeyed(ChairApp):
    """The program with the one way out locked."""

    async def action_quit(self) -> None:
        """Stay."""


@pytest.mark.parametrize("seed", [SEED])
async def test_whatever_is_pressed_nothing_filed_is_lost_and_the_screen_stays_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    context = replace(make_context(tmp_path), settings=SettingsFile(tmp_path / "settings.toml"))
    session = held(context)
    app, random = Monkeyed(context), Random(seed)
    before = context.journal.versions(session.meeting.id)
    async with on_a_terminal(app, WIDE) as pilot:
        await settled(pilot)
        for number in range(0, KEYS, ROUND):
            await rights(app, pilot, context, session, f"Line {number} stays")
            for _ in range(ROUND // BURST):
                await burst(app, pilot, random)
            before = unchanged(before, context.journal.versions(session.meeting.id))
        await rights(app, pilot, context, session, "The last line stays")


async def burst(app: ChairApp, pilot: Pilot[None], random: Random) -> None:
    """A few keys as fast as they come; now and then a paste, or another size of window."""
    for _ in range(BURST):
        chance = random.random()
        if chance < 0.03:
            app.post_message(events.Paste(random.choice(PASTES)))
        elif chance < 0.05:
            await pilot.resize_terminal(*random.choice(SIZES))
        elif chance < 0.4:
            app.post_message(events.Key(random.choice(NAMED), None))
        else:
            letter = random.choice(LETTERS)
            names = {" ": "space", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket"}
            names |= {"!": "exclamation_mark", "@": "at", ":": "colon", "?": "question_mark"}
            app.post_message(events.Key(names.get(letter, letter), letter))
    await pilot.pause()


def unchanged(before: list[Version], now: list[Version]) -> list[Version]:
    """What was filed is as it was, and what came after follows without a gap."""
    assert now[: len(before)] == before
    assert [version.seq for version in now] == list(range(1, len(now) + 1))
    return now


async def rights(app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session, text: str) -> None:
    """From wherever one has got to, escape leads back to the meetings, and a line can be filed in this one."""
    await pilot.resize_terminal(*WIDE)
    await pilot.pause()
    for _ in range(40):
        if isinstance(app.screen, LibraryScreen) and app.screen.query_one("#find").has_class("-away"):
            break
        if isinstance(app.screen, LiveScreen):
            app.screen.set_focus(None)
            await pilot.press("escape", "L")
        else:
            await pilot.press("enter" if isinstance(app.screen, CoverScreen | TooSmallScreen) else "escape")
        await pilot.pause()
    assert isinstance(app.screen, LibraryScreen), type(app.screen).__name__
    await settled(pilot)
    app._open(session.meeting.id)
    await settled(pilot)
    live = app.screen
    assert isinstance(live, LiveScreen)
    if live.session.meeting.closed:
        return
    await pilot.press("slash", "ctrl+u", "ctrl+k")
    app.post_message(events.Paste(f"f: {text}"))
    await pilot.press("enter", "escape")
    await pilot.pause()
    assert any(getattr(v.record, "text", "") == text for v in context.journal.versions(session.meeting.id))
