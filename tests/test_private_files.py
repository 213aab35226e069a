"""A file is written beside its place and moved there whole, or not at all."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from chairtui import file_moves, private_files
from chairtui.file_moves import InUse
from chairtui.private_files import MOMENT, write_private
from chairtui.windows_paths import PathTooLong, refusal


def test_what_a_killed_program_left_is_deleted_and_what_another_is_writing_is_not(tmp_path: Path) -> None:
    left = [tmp_path / ".minutes.docx.4711.new", tmp_path / ".JT 3 Dec 2026.pdf.12.new"]
    others = [tmp_path / ".minutes.docx.4712.new", tmp_path / ".notes.4711.new", tmp_path / "minutes.docx.4711.new"]
    for file in (*left, *others):
        file.write_text("minutes", encoding="utf-8")
    for file in (*left, *others[1:]):
        os.utime(file, (time.time() - 2 * MOMENT,) * 2)
    write_private(tmp_path / "actions.csv", "who,what", replace=False)
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "actions.csv"])


@pytest.fixture
def minutes_open_in_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Minutes that Windows lets nobody replace, since a program has them open."""
    file = tmp_path / "minutes.docx"
    file.write_text("as sent", encoding="utf-8")

    def refusing(path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied", str(target))

    monkeypatch.setattr(file_moves, "CAN_REPLACE_OPEN_FILES", False)
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr(Path, "replace", refusing)
    return file


def test_minutes_that_are_open_in_word_are_said_to_be_and_stay(minutes_open_in_word: Path) -> None:
    with pytest.raises(InUse) as refused:
        write_private(minutes_open_in_word, "as corrected", replace=True)
    assert refused.value.strerror == "another program has it open; close it there first"
    assert [file.name for file in minutes_open_in_word.parent.iterdir()] == ["minutes.docx"]
    assert minutes_open_in_word.read_text(encoding="utf-8") == "as sent"


def test_a_file_marked_as_read_only_is_not_said_to_be_open(
    minutes_open_in_word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(PermissionError) as refused:
        write_private(minutes_open_in_word, "as corrected", replace=True)
    assert not isinstance(refused.value, InUse)


@pytest.mark.parametrize(
    "name", ["CON", "aux.md", "nul .docx", "com1.pdf", "minutes: final.md", "who?.docx", "minutes.", "minutes.md "]
)
def test_a_name_that_windows_would_not_keep_as_it_is_is_refused(name: str) -> None:
    assert refusal(name)
    assert not refusal("JT professionals' meeting 3 Dec 2026.docx")


def test_a_path_too_long_for_windows_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    monkeypatch.setattr("os.open", missing)
    monkeypatch.setattr(private_files, "is_too_long", lambda _: True)
    with pytest.raises(PathTooLong, match="259 characters"):
        write_private(tmp_path / "minutes.md", "minutes", replace=False)
