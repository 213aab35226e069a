"""The registry of formats: the program's own, a person's own, and the bad ones listed without stopping the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.data_files import data_folder
from chairtui.format_registry import FormatRegistry, open_registry
from tests.meeting.formats_and_meetings import format_called, write_format

OURS = (data_folder() / "formats" / "bristol.toml").read_text(encoding="utf-8").replace('id = "bristol"', 'id = "ours"')


def test_the_programs_own_formats_are_on_the_shelf_each_in_a_file_of_its_name() -> None:
    registry = open_registry()
    assert {"bristol", "isle-of-wight"} <= set(registry.formats)
    assert registry.problems == []
    for format_id in registry.formats:
        assert (data_folder() / "formats" / f"{format_id}.toml").is_file()


def test_a_persons_own_format_stands_beside_the_others(tmp_path: Path) -> None:
    write_format(tmp_path, "whatever.toml", OURS)
    write_format(tmp_path, "notes.txt", "not a format")
    registry = open_registry(tmp_path)
    found = registry.get("ours")
    assert found is not None and found.name == "Bristol"
    assert {"bristol", "isle-of-wight", "ours"} <= set(registry.formats)
    assert registry.problems == []


def test_a_bad_format_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    bad = write_format(tmp_path, "bad.toml", OURS.replace('rule = "family-talk"', 'rule = "chit-chat"'))
    write_format(tmp_path, "ours.toml", OURS)
    registry = open_registry(tmp_path)
    assert {"bristol", "isle-of-wight", "ours"} <= set(registry.formats)
    assert [(p.file, "chit-chat" in p.reason) for p in registry.problems] == [(str(bad), True)]


def test_the_second_format_of_one_id_is_refused_and_the_first_kept(tmp_path: Path) -> None:
    second = write_format(tmp_path, "aaa.toml", OURS.replace('id = "ours"', 'id = "bristol"', 1))
    registry = open_registry(tmp_path)
    assert registry.get("bristol") == format_called("bristol")
    (problem,) = registry.problems
    assert (problem.file, problem.line) == (str(second), 4)
    assert "“bristol” is there already" in problem.reason and "bristol.toml" in problem.reason


def test_a_file_that_is_not_utf8_is_refused_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(OURS.encode("utf-8").replace(b'name = "Bristol"', b'name = "Bj\xf8rn"'))
    (problem,) = open_registry(tmp_path).problems
    assert problem.line == 6
    assert "not UTF-8" in problem.reason


def test_a_file_too_large_to_be_a_format_is_not_read(tmp_path: Path) -> None:
    write_format(tmp_path, "large.toml", OURS + "#" * 1_000_000)
    (problem,) = open_registry(tmp_path).problems
    assert "larger than 1000 KB" in problem.reason


def test_a_folder_in_the_place_of_a_file_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (problem,) = open_registry(tmp_path).problems
    assert "can't be read" in problem.reason
    assert str(problem).startswith(f"{tmp_path / 'folder.toml'}: ")


@pytest.mark.parametrize("name", ["not-there", "a-file"])
def test_an_own_folder_that_is_not_there_is_no_harm_and_one_that_is_a_file_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    registry = open_registry(tmp_path / name)
    assert "bristol" in registry.formats
    assert len(registry.problems) == (name == "a-file")


def test_a_folder_the_system_refuses_to_look_for_is_said(tmp_path: Path) -> None:
    registry = open_registry(tmp_path / ("x" * 5_000))
    assert "bristol" in registry.formats
    assert "can't be read" in registry.problems[0].reason


@pytest.mark.parametrize("format_id", ["nowhere", "", "../formats/bristol"])
def test_a_format_that_nobody_knows_is_none(format_id: str) -> None:
    assert open_registry().get(format_id) is None


def test_asking_for_one_format_reads_no_other(tmp_path: Path) -> None:
    unread = write_format(tmp_path, "unread.toml", "x")
    registry = open_registry(tmp_path)
    assert registry.get("bristol")
    unread.write_text(OURS, encoding="utf-8")
    assert "ours" in registry.formats


def test_a_shelf_may_be_filled_by_hand() -> None:
    ours = format_called("bristol")
    assert FormatRegistry({"bristol": ours}).formats == {"bristol": ours}
    assert FormatRegistry({"bristol": ours}).get("isle-of-wight") is None


@pytest.mark.parametrize("folder", ["formats"])
def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / folder
    own.mkdir()

    def refuse(self: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (problem,) = open_registry(own).problems
    assert "Permission denied" in problem.reason
