"""Settings: what a person sets once, kept in a file that stays theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from chairtui.settings import BadSettings, Settings, exports_folder
from chairtui.settings_file import SettingsFile, with_settings
from chairtui.words import settings as words
from screens.context import AppContext
from screens.edit import FieldRow
from screens.settings import SettingsScreen
from screens.themes import THEMES
from screens.widgets.hints import HintLine
from tests.ui.app_harness import NARROW, SMALLEST, held, make_context, press, running, settled, shown, type_in

OWN = '# mine\nname = "Avril Sample" # as on my badge\n\n[keymap]\ncapture = "ctrl+n"\n'


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    file = SettingsFile(tmp_path / "mine" / "settings.toml")
    return replace(make_context(tmp_path), settings=file)


def field(app: object, name: str) -> FieldRow:
    return app.screen.query_one(f"#field-{name}", FieldRow)  # type: ignore[attr-defined, no-any-return]


def kept(context: AppContext) -> Settings:
    assert context.settings is not None
    return context.settings.read()


@pytest.mark.parametrize("size", SMALLEST)
async def test_f2_shows_the_settings_from_anywhere_and_escape_goes_back(
    context: AppContext, size: tuple[int, int]
) -> None:
    async with running(context, size) as (app, pilot):
        before = app.screen
        await press(pilot, "f2")
        assert isinstance(app.screen, SettingsScreen)
        assert words.LABELS["name"][0] in shown(app)
        await press(pilot, "f2", "escape")
        assert app.screen is before


async def test_a_name_that_is_saved_stands_in_the_file_beside_all_that_stood_there(context: AppContext) -> None:
    assert context.settings is not None
    context.settings.path.parent.mkdir()
    context.settings.path.write_text(OWN, encoding="utf-8")
    async with running(context) as (app, pilot):
        await press(pilot, "f2")
        field(app, "name").query_one(Input).value = 'Avril "A." Sample'
        await press(pilot, "ctrl+s")
        assert app.screen.message == words.SAVED  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert not isinstance(app.screen, SettingsScreen)
    text = context.settings.path.read_text(encoding="utf-8")
    assert text.startswith("# mine\n") and 'capture = "ctrl+n"' in text
    assert kept(context).name == 'Avril "A." Sample'
    assert kept(context).keymap == {"capture": "ctrl+n"}


async def test_a_look_that_is_chosen_is_worn_at_once_and_kept(context: AppContext) -> None:
    async with running(context) as (app, pilot):
        await press(pilot, "f2")
        field(app, "theme").query_one(Select).value = "contrast"
        await press(pilot, "ctrl+s")
        assert app.theme == THEMES["contrast"].name
    assert kept(context).theme == "contrast"


async def test_a_look_chosen_in_the_palette_is_kept_too(context: AppContext) -> None:
    async with running(context) as (app, pilot):
        commands = {command.title: command for command in app.get_system_commands(app.screen)}
        commands["Look: light"].callback()
        await settled(pilot)
    assert kept(context).theme == "light"


async def test_a_setting_that_will_not_do_is_refused_and_nothing_is_kept(context: AppContext) -> None:
    async with running(context) as (app, pilot):
        await press(pilot, "f2")
        field(app, "name").query_one(Input).value = "Avril"
        field(app, "time_zone").query_one(Input).value = "Europe/Atlantis"
        await press(pilot, "ctrl+s")
        assert "time zone" in app.screen.message  # type: ignore[attr-defined]
        assert field(app, "name").typed == "Avril"
    assert kept(context) == Settings()


async def test_leaving_settings_that_are_not_saved_takes_escape_twice(context: AppContext) -> None:
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "f2")
        await type_in(pilot, "Avril")
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, SettingsScreen)
    assert kept(context).name is None


async def test_nothing_is_behind_the_cover(context: AppContext) -> None:
    async with running(context) as (app, pilot):
        await press(pilot, "ctrl+l", "f2")
        assert type(app.screen).__name__ == "CoverScreen"


async def test_a_broken_file_is_shown_with_its_line_and_left_alone(context: AppContext) -> None:
    assert context.settings is not None
    context.settings.path.parent.mkdir()
    context.settings.path.write_text("name = \n", encoding="utf-8")
    async with running(context) as (app, pilot):
        await press(pilot, "f2")
        assert "settings.toml:1:" in shown(app)
        await press(pilot, "ctrl+s", "escape")
    assert context.settings.path.read_text(encoding="utf-8") == "name = \n"


# ---- the hints


async def test_somebody_new_is_given_five_hints_one_after_the_other_and_then_no_more(context: AppContext) -> None:
    session = held(context)
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        for number, hint in enumerate(words.HINTS, 1):
            said = " ".join(shown(app).split())
            assert f"Hint {number} of 5" in said and hint[:40] in said
            await press(pilot, "question_mark")
        assert "Hint" not in shown(app)
    assert kept(context).hints is False
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        assert "Hint" not in shown(app)


async def test_the_hints_can_be_put_away_for_good_with_one_key_and_settings_bring_them_back(
    context: AppContext,
) -> None:
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        assert "Hint 1 of 5" in shown(app)
        await press(pilot, "Q")
        assert "Hint" not in shown(app)
        assert kept(context).hints is False
        await press(pilot, "f2")
        field(app, "hints").query_one(Select).value = "yes"
        await press(pilot, "ctrl+s", "escape")
        assert app.screen.query_one(HintLine).shown


async def test_a_hint_s_keys_are_letters_while_somebody_types(context: AppContext) -> None:
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "slash", "Q", "question_mark")
        assert "Hint 1 of 5" in shown(app)
        assert "Q?" in shown(app)


# ---- the file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'name = "B"\n'),
        ('name = "A"', 'name = "B"'),
        ('name = "A"  # as in the minutes\n', 'name = "B"  # as in the minutes\n'),
        ('name = """\nA"""\n', 'name = "B"\n'),
        ("# only this", '# only this\nname = "B"\n'),
        ('[keymap]\nname = "ctrl+n"\n', 'name = "B"\n\n[keymap]\nname = "ctrl+n"\n'),
        ('hints = true\n"name"="A"\ntheme = "dark"\n', 'hints = true\n"name"="B"\ntheme = "dark"\n'),
    ],
)
def test_a_key_is_set_where_it_stands_or_before_the_first_table(before: str, after: str) -> None:
    assert with_settings(before, {"name": "B"}) == after


def test_a_key_is_taken_out_with_its_line() -> None:
    assert with_settings('name = "A"\nhints = false\n', {"name": None}) == "hints = false\n"


@pytest.mark.parametrize("value", ["C:\\Users\\avril", 'a "quoted" name', "Zoë\tX\n\x07", True, False, 12])
def test_what_is_written_is_read_back_as_it_was(value: str | int | bool) -> None:
    import tomllib

    assert tomllib.loads(with_settings("", {"key": value})) == {"key": value}


def test_a_folder_that_is_not_there_is_made_and_one_that_cannot_be_is_said(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "new" / "settings.toml").keep({"name": "A"}).name == "A"
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(BadSettings, match="not saved"):
        SettingsFile(tmp_path / "taken" / "settings.toml").keep({"name": "A"})


async def test_a_folder_for_minutes_that_is_saved_is_written_to_at_once(context: AppContext, tmp_path: Path) -> None:
    confidential = tmp_path / "confidential"
    async with running(context) as (app, pilot):
        await press(pilot, "f2")
        assert str(exports_folder(Settings()).absolute()) in "".join(shown(app).split())
        field(app, "exports").query_one(Input).value = str(confidential)
        await press(pilot, "ctrl+s")
        assert app.screen.message == words.SAVED_FOLDER.format(folder=confidential)  # type: ignore[attr-defined]
        assert context.minutes_folder == str(confidential)
        field(app, "exports").query_one(Input).value = ""
        await press(pilot, "ctrl+s")
        assert context.minutes_folder == str(exports_folder(Settings()).absolute())
