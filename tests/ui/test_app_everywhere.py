"""What holds on every screen: help, the cover, the palette, leaving, a small terminal, a mistake of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.command import CommandList

from chairtui.app import ChairApp
from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.protocol import NotSaved
from chairtui.words import screens as words
from chairtui.words.help import HELP
from screens import navigation
from screens.bindings import EVERYWHERE
from screens.closing import ClosingScreen
from screens.commands_here import COMMANDS_BY_ID, commands_here
from screens.cover import CoverScreen, TooSmallScreen
from screens.help import HelpScreen
from screens.library import LibraryScreen
from screens.minutes import MinutesScreen
from screens.palette import Palette
from screens.themes import THEMES
from tests.ui.app_harness import (
    NARROW,
    SIZES,
    begin,
    format_of,
    held,
    make_context,
    press,
    running,
    settled,
    shown,
    type_in,
)
from tests.ui.at_rest import on_a_terminal


@pytest.mark.parametrize("size", SIZES)
async def test_the_program_opens_at_the_meetings(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context, size) as (app, _pilot):
        assert isinstance(app.screen, LibraryScreen)
        assert "Meeting about K." in shown(app)


async def test_the_program_opens_at_the_meeting_it_is_given(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, _pilot):
        assert type(app.screen).__name__ == "LiveScreen"


async def test_a_meeting_that_cannot_be_opened_is_named_and_the_library_stays(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context, meeting="nosuch") as (app, _pilot):
        assert isinstance(app.screen, LibraryScreen)
        assert any("nosuch" in notice.message for notice in app._notifications)


async def test_the_cover_hides_every_word_at_once_and_enter_takes_it_off(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, CoverScreen)
        assert shown(app).split() == words.COVERED.split()
        await press(pilot, "ctrl+l", "j", "escape")
        assert isinstance(app.screen, CoverScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)


async def test_the_cover_comes_while_somebody_types_and_the_typing_is_still_there_after(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "slash")
        await type_in(pilot, "about")
        await press(pilot, "ctrl+l", "enter")
        assert app.screen.query_one("#find").value == "about"  # type: ignore[attr-defined]


@pytest.mark.parametrize("door", ["attendance", "closing", "minutes"])
async def test_help_says_what_a_screen_is_for_and_lists_its_keys(tmp_path: Path, door: str) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        app.push_screen(getattr(navigation, door)(context, session, format_of(context, session)))
        await settled(pilot)
        title, explanation = HELP[type(app.screen).__name__]
        here = commands_here(app.screen)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        text = app.screen.query_one("#help").text  # type: ignore[attr-defined]
        assert title in shown(app)
        assert explanation.split()[0] in text
        assert {c.id for c in EVERYWHERE} < {c.id for c in here}
        assert all(command.label in text for command in here)
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


def test_every_screen_behind_a_door_has_its_help() -> None:
    import screens

    files = [file for file in Path(screens.__file__).parent.rglob("*.py") if file.stem not in ("cover", "help")]
    names = {
        found for file in files for found in re.findall(r"^class (\w+Screen)\b", file.read_text(encoding="utf-8"), re.M)
    }
    assert len(names) > 9
    assert names == set(HELP)


async def test_the_palette_lists_each_command_of_the_screen_with_its_key(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        app.push_screen(navigation.attendance(context, session, format_of(context, session)))
        await settled(pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert any("Apologies" in t and "(a)" in t for t in titles)
        assert any("Cover" in t and "(ctrl+l)" in t for t in titles)
        assert sum("Look:" in t for t in titles) == len(THEMES)
        assert len(titles) == len({title.split("  (")[0] for title in titles})


async def test_a_click_on_a_row_of_the_palette_that_has_gone_meanwhile_ends_nothing(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+p")
        await settled(pilot)
        rows = app.screen.query_one(CommandList)
        gone = Style.from_meta({"option": rows.option_count + 5})
        rows.post_message(events.Click(rows, 1, 1, 0, 0, 1, False, False, False, style=gone))
        await settled(pilot)
        assert not app.failure
        assert isinstance(app.screen, Palette)


async def test_a_click_beside_the_window_while_the_palette_is_open_ends_nothing(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+p")
        await settled(pilot)
        app.screen.post_message(events.Click(app.screen, 900, 900, 0, 0, 1, False, False, False, 900, 900))
        await settled(pilot)
        assert not app.failure
        assert isinstance(app.screen, Palette)


async def test_a_palette_that_is_closed_while_it_gathers_commands_ends_nothing(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+p")
        await settled(pilot)
        palette = app.screen
        assert isinstance(palette, Palette)
        await palette.query("*").remove()
        palette._list_visible, palette._show_busy = not palette._list_visible, not palette._show_busy
        await settled(pilot)
        assert not app.failure


async def test_a_command_given_through_the_palette_is_done(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        app.push_screen(navigation.attendance(context, session, format_of(context, session)))
        await settled(pilot)
        await press(pilot, "ctrl+p")
        await type_in(pilot, "absent")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "down", "enter")
        assert session.meeting.attendees[0].record.status == "absent"


async def test_a_command_from_the_palette_whose_screen_has_been_left_does_nothing(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context, meeting=held(context).meeting.id) as (app, pilot):
        chosen = [c for c in app.get_system_commands(app.screen) if c.title.endswith("  (/)")]
        assert len(chosen) == 1
        await press(pilot, "L")
        chosen[0].callback()
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert not app.failure


async def test_a_person_s_keymap_moves_a_key_and_the_footer_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    app = ChairApp(context, keymap={"new": "ctrl+n"})
    async with on_a_terminal(app, NARROW) as pilot:
        await settled(pilot)
        assert "ctrl+n New meeting" in shown(app)
        await press(pilot, "n")
        assert isinstance(app.screen, LibraryScreen)
        await press(pilot, "ctrl+n")
        assert type(app.screen).__name__ == "NewMeetingScreen"


@pytest.mark.parametrize("theme", list(THEMES))
async def test_every_look_can_be_worn(tmp_path: Path, theme: str) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        look = next(c for c in app.get_system_commands(app.screen) if c.title == words.THEMES[theme][0])
        look.callback()
        await settled(pilot)
        assert app.theme == THEMES[theme].name
        assert "Meeting about K." in shown(app)


async def test_ctrl_c_ends_nothing_and_says_how_to_leave(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+c")
        assert app.is_running
        assert [n.message for n in app._notifications] == [words.HOW_TO_LEAVE]


async def test_ctrl_q_leaves_and_says_nothing(tmp_path: Path) -> None:
    app = ChairApp(make_context(tmp_path))
    async with on_a_terminal(app) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
    assert app.failure == ""
    assert app.return_code == 0


async def test_leaving_with_something_typed_asks_for_the_key_once_more(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    app = ChairApp(context)
    async with on_a_terminal(app) as pilot:
        await settled(pilot)
        app.push_screen(navigation.attendance(context, session, format_of(context, session)))
        await settled(pilot)
        await press(pilot, "n")
        await type_in(pilot, "Nerys")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running and app._exit is False
        await pilot.press("ctrl+q")
    assert app.return_code == 0


@pytest.mark.parametrize("size", [(39, 24), (80, 11)])
async def test_a_terminal_too_small_shows_one_line_and_comes_back_when_it_grows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        assert " ".join(shown(app).split()) == words.TOO_SMALL
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)


async def test_a_program_started_in_a_small_terminal_says_so(tmp_path: Path) -> None:
    async with running(make_context(tmp_path), (30, 8)) as (app, _pilot):
        assert isinstance(app.screen, TooSmallScreen)


async def test_a_mistake_of_the_program_ends_it_with_one_line_that_names_nothing_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    context = make_context(tmp_path)
    session = held(context)
    app = ChairApp(context)

    def go_wrong() -> None:
        raise KeyError("K. is alone at home")

    with pytest.raises(KeyError):
        async with on_a_terminal(app) as pilot:
            await settled(pilot)
            app.call_later(go_wrong)
            await pilot.pause()
    assert app.return_code == 1
    assert "KeyError" in app.failure and "alone" not in app.failure and "\n" not in app.failure
    assert "Traceback" not in "".join(capsys.readouterr())
    assert len(context.journal.versions(session.meeting.id)) == session.meeting.position


async def test_a_disk_that_refuses_is_named_in_its_own_words(tmp_path: Path) -> None:
    app = ChairApp(make_context(tmp_path))

    def refuse() -> None:
        raise NotSaved("The disk is full. Free some space, then try again.")

    with pytest.raises(NotSaved):
        async with on_a_terminal(app) as pilot:
            await settled(pilot)
            app.call_later(refuse)
            await pilot.pause()
    assert app.failure == "The disk is full. Free some space, then try again."


async def test_what_the_journal_mended_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = make_context(tmp_path)
    begin(context)
    told = ["A line that was cut off is set aside."]
    monkeypatch.setattr(context.journal, "notices", lambda: [told.pop()] if told else [])
    async with running(context) as (app, pilot):
        app.tell_notices()
        await pilot.pause()
        assert [n.message for n in app._notifications] == ["A line that was cut off is set aside."]


async def test_escape_leads_back_step_by_step(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        app.push_screen(navigation.closing(context, session, format_of(context, session)))
        await press(pilot, "M")
        assert isinstance(app.screen, MinutesScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, ClosingScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


def test_each_command_has_one_meaning() -> None:
    assert {c.id for c in EVERYWHERE} <= set(COMMANDS_BY_ID)
    assert all(command.label and command.help for command in COMMANDS_BY_ID.values())


async def test_two_programs_of_one_name_at_one_meeting_are_told(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    store = tmp_path / "store"
    first, second, other = (LineDrafts(store, by=name) for name in (context.by, context.by, "Sam Okafor"))
    for line_drafts, told in ((first, False), (other, False), (second, True)):
        async with running(replace(context, line_drafts=line_drafts), meeting=session.meeting.id) as (app, pilot):
            await settled(pilot)
            said = " ".join(notice.message for notice in app._notifications)
            assert ("another window" in said) is told
            assert type(app.screen).__name__ == "LiveScreen"
