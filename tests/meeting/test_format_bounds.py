"""Format files and settings made to be slow are refused before they are parsed, with the line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from chairtui.data_files import data_folder, read_data
from chairtui.meeting.formats.bounds import DEEPEST, too_deep
from chairtui.meeting.formats.loader import BadFormat, load_format
from chairtui.settings import BadSettings, read_settings

HOSTILE = {
    "a key of many parts": "\nid = 'x'\n" + "a." * 16_000 + "a = 1\n",
    "a table of many parts": "\n\n[" + "a." * 16_000 + "a]\n",
    "quoted parts": "\n\n" + "'a'. " * 8_000 + "a = 1\n",
    "inline tables": "\n\na = " + "{a=" * 8_000 + "1" + "}" * 8_000 + "\n",
    "lists": "\n\na = " + "[" * 16_000 + "]" * 16_000 + "\n",
    "parts in an inline table": "\n\na = {" + "a." * 16_000 + "a = 1}\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_made_to_be_slow_is_refused_with_its_line(text: str) -> None:
    began = time.process_time()
    with pytest.raises(BadFormat) as bad:
        load_format(text, "made.toml", read_data("baseline.toml"))
    assert time.process_time() - began < 1
    assert bad.value.line == 3
    with pytest.raises(BadSettings, match="3"):
        read_settings(text.encode(), Path("settings.toml"))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        f'a = "{"a." * 100}"',
        f"a = '''\n{'[' * 100}\n{'a.' * 100}'''",
        f"# {'a.' * 100} {'[' * 100}\na = 1",
        f'a = """\\"{"." * 100}"""',
        "\n".join(["a.b.c = 1.5"] * 1000),
        f"a = [{', '.join(['1.5'] * 1000)}]",
    ],
)
def test_what_stands_in_strings_comments_and_lists_is_not_counted(text: str) -> None:
    assert too_deep(text) == 0


def test_a_key_may_have_as_many_parts_as_anybody_needs() -> None:
    assert too_deep(".".join(["a"] * DEEPEST) + " = 1") == 0
    assert too_deep("\n" + ".".join(["a"] * (DEEPEST + 1)) + " = 1") == 2


def test_the_programs_own_files_are_within_the_bounds() -> None:
    for file in data_folder().rglob("*.toml"):
        assert too_deep(file.read_text(encoding="utf-8")) == 0, file


@pytest.mark.parametrize("key", ["store", "formats", "template", "exports", "word_template", "key_file"])
def test_a_path_with_a_character_that_no_path_has_is_refused(key: str) -> None:
    with pytest.raises(BadSettings, match="no path has"):
        read_settings(f'{key} = "a\\u0000b"'.encode(), Path("settings.toml"))


def test_settings_too_long_to_be_settings_are_refused() -> None:
    with pytest.raises(BadSettings):
        read_settings(b"# " + b"x" * 300_000, Path("settings.toml"))
