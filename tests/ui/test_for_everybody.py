"""The screens serve whoever sits before them: by mouse or without, without colour, in any script, in a small window."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.events import Key
from textual.filter import Monochrome

from chairtui.app import ChairApp
from chairtui.meeting.records import Attendee, Draft
from chairtui.words.convening import RATIONALE
from screens.base_page import KeyFooter
from screens.help import HelpScreen
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.minutes import MinutesScreen
from screens.themes import THEMES
from tests.ui.app_harness import NARROW, WIDE, held, make_context, press, running, settled, shown, type_in
from tests.ui.at_rest import on_a_terminal
from tests.ui.live_harness import until

NAMES = ("李小龙", "دانا القاسم", "Zoe\u0308 O'Neill", "ศิริพร", "👩‍👩‍👧 K.")


async def test_a_key_at_the_foot_of_a_screen_can_be_clicked(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, WIDE, session.meeting.id) as (app, pilot):
        for words, screen in (("M Minutes", MinutesScreen), ("F1 Help", HelpScreen)):
            line = shown(app).split("\n")[-1]
            await pilot.click(KeyFooter, offset=(line.index(words) + 1, 0))
            await settled(pilot)
            assert isinstance(app.screen, screen)
            await press(pilot, "escape")
        assert isinstance(app.screen, LiveScreen)


async def test_escape_leads_from_the_meeting_to_the_meetings_but_never_past_a_half_typed_line(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        await press(pilot, "T", "escape")
        assert isinstance(app.screen, LiveScreen)
        await press(pilot, "slash")
        await type_in(pilot, "f: half a")
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LiveScreen)
        assert "half-typed" in shown(app)
        await press(pilot, "slash", "ctrl+u", "escape", "escape")
        assert isinstance(app.screen, LiveScreen), "one more is asked for"
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_without_colour_the_marked_row_and_the_state_of_things_are_still_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        assert any(isinstance(each, Monochrome) for each in app._filters)
        assert "▸" in shown(app)
        await press(pilot, "P")
        text = shown(app)
        assert "✓ present" in text and "? invited" in text and "~ apologies" in text
        assert "▌" in text


async def test_the_terminal_s_own_colours_are_the_only_ones_in_that_look(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, WIDE, session.meeting.id) as (app, pilot):
        app.theme = THEMES["terminal"].name
        await settled(pilot)
        found = {
            colour.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.is_system_defined is False and not colour.is_default
        }
        assert found == set()


async def test_names_in_any_script_stand_in_their_columns(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    session.append([Draft(record=Attendee(id=f"x{n}", name=name, agency="Health")) for n, name in enumerate(NAMES)])
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        await press(pilot, "P", "G")
        lines = [line for line in shown(app).split("\n") if "? invited" in line]
        for name in NAMES[1:3]:
            assert any(name in line for line in lines), name
        assert {cell_len(line[: line.index("? invited")]) for line in lines} == {8}
        assert all(cell_len(line) <= NARROW[0] for line in shown(app).split("\n"))


async def test_a_window_that_shrinks_to_forty_columns_and_grows_again_loses_nothing(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, WIDE, session.meeting.id) as (app, pilot):
        await until(pilot, lambda: "checking" not in shown(app))
        before = shown(app)
        await press(pilot, "slash")
        await type_in(pilot, "r: on her own after")
        await pilot.resize_terminal(40, 20)
        await settled(pilot)
        small = shown(app)
        assert "F1 Help" in small
        assert max(cell_len(line) for line in small.split("\n")) <= 40
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert "r: on her own after" in shown(app)
        await press(pilot, "ctrl+u", "escape")
        assert shown(app).split("\n")[0] == before.split("\n")[0]
        assert _selected(shown(app)) == _selected(before)
        await press(pilot, *("k" * 5))  # the narrow window had to scroll to what is selected
        assert "Title: Meeting about K." in shown(app)


def _selected(text: str) -> str:
    """What is selected in the pane, without its scroll bar."""
    return next(line.partition("│")[2].strip(" │┃") for line in text.split("\n") if "▌" in line)


@pytest.mark.parametrize("look", ["dark", "light", "contrast"])
def test_words_stand_out_from_their_ground_in_each_look(look: str) -> None:
    theme = THEMES[look]
    ground = Color.parse(theme.background or "")
    least = 7.0 if look == "contrast" else 4.5
    for name in ("foreground", "primary", "warning", "error", "success", "accent"):
        assert contrast(Color.parse(getattr(theme, name)), ground) >= least, name
    assert contrast(Color.parse(theme.variables["muted"]), ground) >= least


def contrast(one: Color, other: Color) -> float:
    """How far apart two colours are in lightness, as the accessibility guidelines (WCAG 2) count it: 1 to 21."""

    def light(colour: Color) -> float:
        parts = [c / 255 for c in colour.rgb]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


async def test_a_window_that_was_too_small_under_the_cover_does_not_stay_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await pilot.resize_terminal(39, 11)
        await settled(pilot)
        await press(pilot, "ctrl+l")
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_escape_pressed_again_and_again_leaves_each_screen_once(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        await press(pilot, "C", "M")
        for _ in range(9):
            app.post_message(Key("escape", None))
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen | LibraryScreen)
        assert len(app.screen_stack) >= 2


@pytest.mark.parametrize("look", THEMES)
async def test_an_empty_field_is_seen_in_every_look(tmp_path: Path, look: str) -> None:
    theme = THEMES[look]
    if not theme.ansi:
        assert theme.surface != theme.background
        return
    app = ChairApp(make_context(tmp_path), theme=look)
    async with on_a_terminal(app, NARROW) as pilot:
        await settled(pilot)
        await press(pilot, "n", "f6", "tab")
        field = shown(app).splitlines().index(f"  {RATIONALE}") + 1
        assert shown(app).splitlines()[field].strip() != "", "where one types"
        await press(pilot, "tab")
        assert shown(app).splitlines()[field].strip() == "│", "where one could"
