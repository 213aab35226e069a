"""An encrypted store asks for its passphrase on the screen, a new one for its first; nothing is shown before."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from chairtui.app import ChairApp
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Unreadable, WrongPassphrase
from chairtui.journal.vault import Vault
from chairtui.settings_file import SettingsFile
from chairtui.words import passphrase as words
from screens.context import AppContext, LockedStore
from screens.cover import CoverScreen, TooSmallScreen
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.passphrase import PassphraseScreen
from screens.settings import SettingsScreen
from tests.journal.vaults import CHEAP
from tests.ui.app_harness import NARROW, NOW, WIDE, held, make_context, press, running, settled, shown, type_in
from tests.ui.at_rest import on_a_terminal

RIGHT = "four long words here"


def sealed(folder: Path, vault: Vault) -> AppContext:
    """A desk over the store of that vault."""
    context = make_context(folder)
    return replace(context, journal=FileJournal(folder / "store", lambda: NOW, context.new_id, vault=vault))


def with_a_meeting(folder: Path) -> str:
    """An encrypted store with a meeting in it; the meeting's id."""
    vault = Vault(folder / "store", cost=CHEAP)
    vault.open(RIGHT)
    return held(sealed(folder, vault)).meeting.id


@asynccontextmanager
async def shut_program(
    folder: Path,
    meeting: str | None = None,
    size: tuple[int, int] = WIDE,
    before: Callable[[], None] = lambda: None,
    *,
    database: bool = False,
) -> AsyncIterator[tuple[ChairApp, Pilot[None], Vault]]:
    """The program on a store that is shut; `before` is called beside the screen, before anything is opened."""
    vault = Vault(folder / "store", cost=CHEAP)

    def open_store(passphrase: str | None) -> None:
        before()
        if passphrase is None:
            vault.leave_unencrypted()
        else:
            vault.open(passphrase)

    locked_store = LockedStore(vault.place.name, vault.kind == "new", open_store, database=database)
    app = ChairApp(sealed(folder, vault), meeting, locked_store=locked_store, unlocks=vault.matches)
    async with on_a_terminal(app, size) as pilot:
        await settled(pilot)
        yield app, pilot, vault


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_nothing_is_shown_before_the_passphrase_and_a_wrong_one_is_asked_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with_a_meeting(tmp_path)
    async with shut_program(tmp_path, size=size) as (app, pilot, _vault):
        assert isinstance(app.screen, PassphraseScreen)
        assert "K." not in shown(app)
        await press(pilot, "enter")
        assert words.BLANK in shown(app)
        await type_in(pilot, "wrong")
        assert "wrong" not in shown(app)
        await press(pilot, "enter")
        assert words.WRONG in shown(app)
        assert isinstance(app.screen, PassphraseScreen)
        assert app.focused is app.screen.query_one(Input)
        await type_in(pilot, RIGHT)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert "Meeting about K." in shown(app)
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, CoverScreen)
        assert app.screen.query(Input)


async def test_it_goes_on_to_the_meeting_that_was_named(tmp_path: Path) -> None:
    meeting = with_a_meeting(tmp_path)
    async with shut_program(tmp_path, meeting[:4]) as (app, pilot, _vault):
        await type_in(pilot, RIGHT)
        await press(pilot, "enter")
        assert isinstance(app.screen, LiveScreen)


async def test_a_meeting_that_is_not_there_is_told_only_to_who_has_the_passphrase(tmp_path: Path) -> None:
    with_a_meeting(tmp_path)
    async with shut_program(tmp_path, "nowhere") as (app, pilot, _vault):
        assert app.refused is None
        await type_in(pilot, RIGHT)
        await press(pilot, "enter")
        assert "nowhere" in str(app.refused)
        assert app.return_code == 1


async def test_what_is_typed_can_be_shown_and_hidden_again(tmp_path: Path) -> None:
    with_a_meeting(tmp_path)
    async with shut_program(tmp_path) as (app, pilot, _vault):
        await type_in(pilot, "open sesame")
        assert "open sesame" not in shown(app)
        await press(pilot, "f3")
        assert "open sesame" in shown(app)
        await press(pilot, "f3")
        assert "open sesame" not in shown(app)
        assert app.screen.query_one(Input).value == "open sesame"


async def test_a_new_store_gets_its_passphrase_once_it_was_typed_twice(tmp_path: Path) -> None:
    async with shut_program(tmp_path) as (app, pilot, vault):
        assert "Nobody can recover them" in " ".join(shown(app).split())
        await type_in(pilot, "short")
        assert words.SHORT in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "other")
        await press(pilot, "enter")
        assert words.NOT_THE_SAME in shown(app)
        assert vault.kind == "new"
        await type_in(pilot, "short")
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        held(app.context)
    assert Vault(tmp_path / "store").matches("short")
    assert not any(b"Sam Okafor" in path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())


async def test_a_store_is_left_unencrypted_only_by_the_word_itself(tmp_path: Path) -> None:
    async with shut_program(tmp_path) as (app, pilot, vault):
        await press(pilot, "f4")
        assert "read every meeting" in " ".join(shown(app).split())
        await press(pilot, "enter")
        await type_in(pilot, "yes")
        await press(pilot, "enter")
        assert isinstance(app.screen, PassphraseScreen)
        await press(pilot, "escape")
        assert words.FIRST in shown(app)
        await press(pilot, "f4")
        await type_in(pilot, words.WORD)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        held(app.context)
        assert vault.kind == "plain"
        await press(pilot, "ctrl+l")
        assert not app.screen.query(Input)


async def test_what_is_typed_before_the_line_for_it_is_there_is_typed_in_it(tmp_path: Path) -> None:
    async with shut_program(tmp_path) as (app, pilot, _vault):
        for key in ("f4", *words.WORD, "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)


async def test_escape_leaves_the_program_and_makes_nothing(tmp_path: Path) -> None:
    async with shut_program(tmp_path) as (app, pilot, _vault):
        await type_in(pilot, RIGHT)
        await press(pilot, "escape")
        assert app.return_code == 0
    assert not (tmp_path / "store").exists()


async def test_the_screen_goes_on_while_the_passphrase_is_tried(tmp_path: Path) -> None:
    with_a_meeting(tmp_path)
    tried = threading.Event()
    async with shut_program(tmp_path, before=lambda: assert_(tried.wait(20))) as (app, pilot, _vault):
        await type_in(pilot, RIGHT)
        await pilot.press("enter")
        await pilot.pause()
        assert words.ONE_MOMENT in shown(app)
        await pilot.resize_terminal(30, 8)
        assert isinstance(app.screen, TooSmallScreen)
        tried.set()
        await settled(pilot)
        await pilot.resize_terminal(*NARROW)
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)


def assert_(true: bool) -> None:
    assert true


async def test_a_drive_that_is_away_is_said_and_the_screen_stays(tmp_path: Path) -> None:
    with_a_meeting(tmp_path)

    def away() -> None:
        raise Unreadable("This can't be read: the drive is away.")

    async with shut_program(tmp_path, before=away) as (app, pilot, _vault):
        await type_in(pilot, RIGHT)
        await press(pilot, "enter")
        assert isinstance(app.screen, PassphraseScreen)
        assert "the drive is away" in shown(app)


async def test_the_settings_can_not_be_reached_before_the_store_is_open(tmp_path: Path) -> None:
    with_a_meeting(tmp_path)
    async with shut_program(tmp_path) as (app, pilot, _vault):
        for key in ("f2", "ctrl+l"):
            await press(pilot, key)
            assert isinstance(app.screen, PassphraseScreen)
        await press(pilot, "f1")
        assert "Nobody can recover" in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert isinstance(app.screen, PassphraseScreen)


async def test_another_passphrase_is_chosen_from_the_settings(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "store", cost=CHEAP)
    vault.open(RIGHT)

    def rekey(old: str, new: str) -> None:
        if not vault.matches(old):
            raise WrongPassphrase("That is not the passphrase.")
        vault.change(new)

    context = replace(sealed(tmp_path, vault), rekey=rekey, settings=SettingsFile(tmp_path / "settings.toml"))
    async with running(context) as (app, pilot):
        await press(pilot, "f2", "f4")
        await fill(pilot, "wrong", "five quite other words", "five quite other words")
        assert words.WRONG in shown(app)
        assert vault.matches(RIGHT)
        await fill(pilot, RIGHT)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, SettingsScreen)
        assert words.CHANGED in " ".join(shown(app).split())
    assert vault.matches("five quite other words")
    assert not vault.matches(RIGHT)


async def fill(pilot: Pilot[None], *lines: str) -> None:
    for line in lines:
        await type_in(pilot, line)
        await press(pilot, "enter")


async def test_a_store_without_a_passphrase_offers_no_other(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), settings=SettingsFile(tmp_path / "settings.toml"))
    async with running(context) as (app, pilot):
        await press(pilot, "f2", "f4")
        assert isinstance(app.screen, SettingsScreen)
        assert "F4" not in shown(app)


@pytest.mark.parametrize("database", [False, True], ids=["folder", "database"])
async def test_what_must_not_be_lost_is_named_as_the_store_keeps_it(tmp_path: Path, database: bool) -> None:
    async with shut_program(tmp_path, database=database) as (app, pilot, _vault):
        text = " ".join(shown(app).split())
        assert ("key.json in that folder" in text) is not database
        assert ("what the database keeps of their key" in text) is database
        await press(pilot, "f4")
        text = " ".join(shown(app).split())
        assert ("stolen laptop" in text) is not database
        assert ("on the server" in text) is database
