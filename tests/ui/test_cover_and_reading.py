"""What nobody else may see, and what may only be read: the cover of an encrypted store, readers, damaged meetings."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from chairtui.app import ChairApp
from chairtui.journal.protocol import Unreadable
from chairtui.words import journal as journal_words
from chairtui.words import screens as words
from screens import type_ahead
from screens.context import AppContext
from screens.cover import CoverScreen, TooSmallScreen
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.palette import Palette
from screens.widgets.capture_line import CaptureLine
from tests.ui.app_harness import NARROW, WIDE, held, make_context, press, running, settled, shown, type_in
from tests.ui.at_rest import MOMENT, on_a_terminal


@asynccontextmanager
async def covering(
    context: AppContext, unlocks: Callable[[str], bool] | None, cover_after: float = 0, meeting: str | None = None
) -> AsyncIterator[tuple[ChairApp, Pilot[None]]]:
    app = ChairApp(context, meeting, unlocks=unlocks, cover_after=cover_after)
    async with on_a_terminal(app, WIDE) as pilot:
        await settled(pilot)
        yield app, pilot


async def looked(pilot: Pilot[None]) -> None:
    """Wait until the passphrase has been looked at; the right one takes the cover away, and its worker with it."""
    for worker in list(pilot.app.workers):
        with suppress(WorkerCancelled):
            await worker.wait()
    await settled(pilot)


async def test_the_cover_of_an_encrypted_store_asks_for_the_passphrase(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    asked: list[str] = []

    def unlocks(typed: str) -> bool:
        asked.append(typed)
        return typed == "open"

    async with covering(context, unlocks) as (app, pilot):
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, CoverScreen)
        assert "K." not in shown(app)
        await type_in(pilot, "shut")
        assert "shut" not in shown(app)
        await press(pilot, "enter")
        await looked(pilot)
        assert isinstance(app.screen, CoverScreen)
        assert words.NOT_THE_PASSPHRASE in shown(app)
        assert app.screen.query_one(Input).value == ""
        await app.run_action("screen.uncover")
        assert isinstance(app.screen, CoverScreen)
        await type_in(pilot, "open")
        await press(pilot, "enter")
        await looked(pilot)
        assert isinstance(app.screen, LibraryScreen)
    assert asked == ["shut", "open"]


async def test_a_window_made_small_while_the_passphrase_is_looked_at_does_not_shut_the_program(tmp_path: Path) -> None:
    looked_at = threading.Event()

    async with covering(make_context(tmp_path), lambda _typed: looked_at.wait(20)) as (app, pilot):
        await press(pilot, "ctrl+l", "x", "enter")
        await pilot.resize_terminal(30, 8)
        assert isinstance(app.screen, TooSmallScreen)
        looked_at.set()
        await looked(pilot)
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)


async def test_a_drive_that_is_away_is_said_on_the_cover_and_it_stays(tmp_path: Path) -> None:
    def unlocks(typed: str) -> bool:
        raise Unreadable("This can't be read: the drive is away.")

    async with covering(make_context(tmp_path), unlocks) as (app, pilot):
        await press(pilot, "ctrl+l", "x", "enter")
        await looked(pilot)
        assert isinstance(app.screen, CoverScreen)
        assert "the drive is away" in shown(app)


async def test_the_cover_comes_by_itself_when_nobody_touches_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("chairtui.app.monotonic", lambda: now[0])
    context = make_context(tmp_path)
    held(context)
    async with covering(context, None, cover_after=5) as (app, pilot):
        now[0] += 299
        app.cover_if_idle()
        await press(pilot, "j")
        now[0] += 299
        app.cover_if_idle()
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        now[0] += 1
        app.cover_if_idle()
        app.cover_if_idle()
        await settled(pilot)
        assert isinstance(app.screen, CoverScreen)
        assert shown(app).split() == words.COVERED.split()
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_cover_without_a_passphrase_goes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "PATIENCE", math.inf)
    async with covering(make_context(tmp_path), None) as (app, pilot):
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, CoverScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_keys_pressed_before_the_cover_do_not_take_it_away_and_are_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They wait in the queue while the cover, which has priority, is put over the line that they were typed into."""
    monkeypatch.setattr(type_ahead, "BEHIND", 1.1 * MOMENT)
    context = make_context(tmp_path)
    session = held(context)
    async with covering(context, None, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "slash")
        line = app.screen.query_one(CaptureLine)
        for key in ("f", "colon", "space", "s", "a", "i", "d", "left", "right", "enter", "ctrl+l"):
            app.post_message(events.Key(key, key_to_character(key)))
        await settled(pilot)
        await asyncio.sleep(2 * type_ahead.BEHIND)
        assert isinstance(app.screen, CoverScreen)
        before = len(session.journal.versions(session.meeting.id))
        await press(pilot, "enter")
        async with asyncio.timeout(10):
            while len(session.journal.versions(session.meeting.id)) == before and "saved" not in shown(app):
                await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert line.value == ""
        said = [getattr(version.record, "text", "") for version in session.journal.versions(session.meeting.id)]
        assert said.count("said") == 1


async def test_the_list_of_commands_is_covered_too(tmp_path: Path) -> None:
    async with covering(make_context(tmp_path), None) as (app, pilot):
        await press(pilot, "ctrl+p", "ctrl+l")
        assert isinstance(app.screen, CoverScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, Palette)


async def test_the_key_that_leaves_is_taken_in_the_list_of_commands(tmp_path: Path) -> None:
    async with covering(make_context(tmp_path), None) as (app, pilot):
        await press(pilot, "ctrl+p", "ctrl+q")
        assert app.times_told_to_leave == 1


@pytest.mark.parametrize("said", [True, False], ids=["the terminal says so", "only its keys show it"])
async def test_a_cover_that_came_while_another_window_had_the_keys_takes_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bool
) -> None:
    monkeypatch.setattr(type_ahead, "PATIENCE", math.inf)
    asked: list[str] = []

    def unlocks(typed: str) -> bool:
        asked.append(typed)
        return True

    async with covering(make_context(tmp_path), unlocks) as (app, pilot):
        app.post_message(events.AppBlur())
        await settled(pilot)
        app.action_cover()
        await settled(pilot)
        if said:
            app.post_message(events.AppFocus())
        await type_in(pilot, "op")
        await press(pilot, "enter")
        await looked(pilot)
        assert isinstance(app.screen, LibraryScreen)
    assert asked == ["op"]


async def test_a_page_opened_while_another_window_had_the_keys_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "PATIENCE", math.inf)
    context = make_context(tmp_path)
    held(context)
    async with covering(context, None) as (app, pilot):
        app.post_message(events.AppBlur())
        await settled(pilot)
        app.action_help()
        await settled(pilot)
        assert app.focused is None
        await press(pilot, "down")
        assert app.focused is not None


async def test_a_line_is_typed_on_where_the_terminal_does_not_say_that_it_has_the_keys_again(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with covering(context, None, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "slash", "f", "colon")
        app.post_message(events.AppBlur())
        await settled(pilot)
        await press(pilot, "h", "m")
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.dock.line.value == "f:hm"


async def test_a_reader_sees_the_meeting_and_can_not_write(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), role="reader")
    session = held(context)
    before = session.meeting.position
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        assert isinstance(app.screen, LiveScreen)
        assert "read only" in shown(app)
        assert journal_words.READER[:40] in shown(app)
        await press(pilot, "r")
        await type_in(pilot, "No smoke alarm")
        await press(pilot, "enter")
        await settled(pilot)
        assert "No smoke alarm" in shown(app)
        assert "reader" in shown(app)
    assert len(context.journal.versions(session.meeting.id)) == before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_damaged_meeting_is_shown_as_far_as_it_is_sound(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    session = held(context)
    path = next((tmp_path / "store" / "meetings").glob("*.journal"))
    session.undo()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    context = make_context(tmp_path)
    async with running(context, size, meeting=session.meeting.id) as (app, pilot):
        assert isinstance(app.screen, LiveScreen)
        assert "read only" in shown(app)
        assert "cut short" in shown(app)
        assert app.screen.session.damage is not None
        app.screen.action_go_to(5)
        await settled(pilot)
        assert "K. has a" in shown(app)
