"""Help: what the screen is for, every key as it now is, the names settings move keys by, the grammar of the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import Static

from chairtui.app import ChairApp
from screens.bindings import LIVE, spell
from screens.help import HelpScreen, folded
from screens.list_view import TextView
from tests.ui.app_harness import NARROW, SIZES, WIDE, held, make_context, press, running, settled
from tests.ui.at_rest import on_a_terminal


def words_of(app: ChairApp) -> str:
    return app.screen.query_one(TextView).text


@pytest.mark.parametrize("size", SIZES)
async def test_help_on_the_meeting_explains_the_line_and_every_key(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, size, session.meeting.id) as (app, pilot):
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        text = words_of(app)
        assert "a: text @who fri m:" in text and "!restricted reason" in text
        for command in folded(LIVE):
            assert command.label in text


async def test_a_wide_screen_names_what_settings_call_a_key(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, WIDE, session.meeting.id) as (app, pilot):
        await press(pilot, "f1")
        assert "immediate-risk" in words_of(app)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        await press(pilot, "f1")
        assert "immediate-risk" not in words_of(app)


async def test_a_moved_key_is_the_one_that_help_shows(tmp_path: Path) -> None:
    app = ChairApp(make_context(tmp_path), keymap={"actions": "f9"})
    async with on_a_terminal(app, NARROW) as pilot:
        await settled(pilot)
        await press(pilot, "f1")
        assert any(line.strip().startswith("F9") and "Actions" in line for line in words_of(app).split("\n"))


async def test_help_scrolls_with_the_keys_that_move_everywhere_and_escape_leaves(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        await press(pilot, "f1", "j", "pagedown", "G")
        reading = app.screen.query_one(TextView)
        assert reading.scroll_offset.y == reading.max_scroll_y > 0
        await press(pilot, "f1", "escape")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_help_is_wider_than_the_screen(width: int) -> None:
    lines = HelpScreen("The meeting", "What it is for. " * 9, LIVE)._lay_out(width - 4)
    assert max(line.cell_len for line in lines) <= width - 4


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ctrl+q", "ctrl+q"), ("f1", "F1"), ("slash", "/"), ("escape", "esc"), ("left_square_bracket", "["), ("G", "G")],
)
def test_keys_are_spelt_as_people_read_them(key: str, shown: str) -> None:
    assert spell(key) == shown


async def test_a_page_that_is_closed_as_it_opens_has_no_heading_to_set(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "f1")
        page = app.screen
        assert isinstance(page, HelpScreen)
        await page.query("*").remove()
        page.head("Help")
        assert not app.failure


async def test_text_chosen_with_the_mouse_that_is_no_longer_there_is_not_copied(tmp_path: Path) -> None:
    """A widget may have fewer lines by the time that ctrl+c is pressed, as where a hint has changed meanwhile."""
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await press(pilot, "f1")
        short = app.screen.query(Static).first()
        lines = len(str(short.render()).splitlines())
        app.screen.selections = {short: Selection(Offset(0, lines), Offset(3, lines + 2))}
        await press(pilot, "ctrl+c")
        assert isinstance(app.screen, HelpScreen)
        assert app.clipboard == ""
        app.screen.selections = {short: Selection(None, None)}
        await press(pilot, "ctrl+c")
        assert app.clipboard
