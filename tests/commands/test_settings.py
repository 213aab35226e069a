"""A person's settings: read from one file, refused whole with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.settings import BadSettings, Settings, default_store, load_settings, read_settings, settings_file

FILE = Path("/home/avril/settings.toml")


def test_without_a_file_everything_has_its_default() -> None:
    assert load_settings() == Settings()
    assert Settings().time_zone == "Europe/London"


def test_what_the_file_says_is_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'name = "Avril Sample"\ntime_zone = "Europe/Paris"\n[keymap]\ncapture = "ctrl+n"\n', encoding="utf-8"
    )
    monkeypatch.setenv("CHAIRTUI_SETTINGS", str(file))
    settings = load_settings()
    assert (settings.name, settings.time_zone, settings.keymap) == (
        "Avril Sample",
        "Europe/Paris",
        {"capture": "ctrl+n"},
    )


def test_a_relative_path_counts_from_the_settings_file() -> None:
    settings = read_settings(b'store = "meetings"\nformats = "ours"\n', FILE)
    assert settings.store == str(FILE.parent / "meetings")
    assert settings.formats == FILE.parent / "ours"
    assert settings.template is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('name = "A"\nstore = \n', 2, "TOML"),
        ('name = "A', 1, "TOML"),
        ('name = "A"\n\nstor = "x"\n', 3, "stor"),
        ('name = "A"\n[keymaps]\na = "b"\n', 2, "keymaps"),
        ('# mine\nname = ""\n', 2, "blank"),
        ("name = 7\n", 1, "quotes"),
        ('\ntime_zone = "Europe/Atlantis"\n', 2, "time zone"),
        ('time_zone = "../../etc/passwd"\n', 1, "time zone"),
        ('[keymap]\nup = "k"\ncapture = 5\n', 3, "capture"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(text.encode(), FILE)
    message = str(refused.value)
    assert message.startswith(f"{FILE}:{line}: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize("much", ["9" * 5_000, "[" * 5_000], ids=["figures", "brackets"])
def test_what_is_far_too_much_for_a_setting_is_refused_with_its_line(much: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(f'name = "A"\ncover_after = {much}\n'.encode(), FILE)
    assert f"{FILE}:2: " in str(refused.value)
    assert len(str(refused.value)) < 300


def test_a_line_that_is_not_utf8_is_named() -> None:
    with pytest.raises(BadSettings, match=r":2: this line isn't UTF-8"):
        read_settings(b'# mine\nname = "Andr\xe9"\n', FILE)


def test_a_mark_at_the_start_of_the_file_is_no_harm() -> None:
    assert read_settings(b'\xef\xbb\xbfname = "Avril"\n', FILE).name == "Avril"


def test_settings_that_cannot_be_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAIRTUI_SETTINGS", str(tmp_path))
    with pytest.raises(BadSettings, match="can't be read"):
        load_settings()


def test_everything_has_a_place_in_the_system_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAIRTUI_SETTINGS")
    assert settings_file().name == "settings.toml"
    assert "chairtui" in str(default_store())
