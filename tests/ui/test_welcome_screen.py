"""The first time the program is opened it asks who sits there, and keeps the answer."""

from __future__ import annotations

import getpass
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from chairtui.app import ChairApp
from chairtui.commands import full_name
from chairtui.settings_file import SettingsFile
from chairtui.words import welcome as words
from screens.context import AppContext, FirstRun, Newcomer
from screens.library import LibraryScreen
from screens.welcome import WelcomeScreen
from tests.ui.app_harness import NARROW, WIDE, make_context, press, settled, shown, type_in
from tests.ui.at_rest import on_a_terminal


@asynccontextmanager
async def first_run(
    folder: Path, name: str, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[ChairApp, Pilot[None], SettingsFile]]:
    file = SettingsFile(folder / "settings.toml")
    context = replace(make_context(folder), settings=file)

    def seat(newcomer: Newcomer) -> AppContext:
        return replace(context, by=newcomer.name, role=newcomer.role, exports=newcomer.exports)

    app = ChairApp(context, first_run=FirstRun(name, str(folder)), seat=seat)
    async with on_a_terminal(app, size) as pilot:
        await settled(pilot)
        yield app, pilot, file


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_name_the_system_has_is_proposed_and_kept_once_confirmed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with first_run(tmp_path, "Marigold Fennimore", size) as (app, pilot, file):
        assert isinstance(app.screen, WelcomeScreen)
        assert "Marigold Fennimore" in shown(app) and words.ROLE in shown(app) and words.EXPORTS in shown(app)
        await press(pilot, "enter", "n", "enter", "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert (app.context.by, app.context.role) == ("Marigold Fennimore", "note-taker")
        assert (file.read().name, file.read().role) == ("Marigold Fennimore", "note-taker")


async def test_nothing_is_opened_before_there_is_a_name(tmp_path: Path) -> None:
    async with first_run(tmp_path, "") as (app, pilot, file):
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(app.screen, WelcomeScreen)
        assert words.NEEDS_NAME in " ".join(shown(app).split())
        assert app.focused is not None and isinstance(app.focused, Input)
        await type_in(pilot, "Ros Tilney")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LibraryScreen) and app.context.by == "Ros Tilney"
        assert file.read().name == "Ros Tilney"


async def test_a_folder_for_minutes_is_made_or_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    async with first_run(tmp_path, "Ros Tilney") as (app, pilot, _):
        field = app.screen.query_one("#field-exports Input", Input)
        field.value = str(tmp_path / "a file" / "minutes")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, WelcomeScreen)
        assert "Give another" in " ".join(shown(app).split())
        field.value = str(tmp_path / "minutes")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LibraryScreen)
        assert (tmp_path / "minutes").is_dir()


async def test_a_folder_typed_replaces_the_one_that_is_proposed(tmp_path: Path) -> None:
    async with first_run(tmp_path, "Ros Tilney") as (app, pilot, file):
        await press(pilot, "tab", "tab")
        await type_in(pilot, str(tmp_path / "minutes"))
        await press(pilot, "ctrl+s")
        assert app.context.minutes_folder == str(tmp_path / "minutes") == str(file.read().exports)


@pytest.mark.parametrize(("comment", "name"), [("Ros Tilney,Room 4,,", "Ros Tilney"), ("ros,,,", ""), ("", "")])
def test_the_systems_full_name_is_the_first_part_of_its_comment_unless_it_is_the_login(
    monkeypatch: pytest.MonkeyPatch, comment: str, name: str
) -> None:
    monkeypatch.setattr(full_name, "_on_posix", lambda: comment.split(",")[0])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(getpass, "getuser", lambda: "ros")
    assert full_name.full_name() == name
