"""A store on a drive that isn't plugged in is missed; one that has yet to be made is not."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from chairtui.journal.used_folders import MOST, UsedFolders
from tests.commands.conftest import Run

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")


@pytest.fixture(autouse=True)
def lasting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own folder counts as one that lasts."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drive that is plugged in, with the store of `CHAIRTUI_STORE` to be made on it."""
    (tmp_path / "drive").mkdir()
    monkeypatch.setenv("CHAIRTUI_STORE", str(tmp_path / "drive" / "meetings"))
    return tmp_path / "drive"


@pytest.mark.parametrize("way", ["unplugged", "an empty mount point", "an empty folder"])
@pytest.mark.parametrize("argv", [("list",), ("list", "--json"), ("show", "last"), ("actions",), ("doctor",), ()])
def test_a_store_that_was_used_and_is_not_there_is_said_to_be_missing(
    run: Run, drive: Path, way: str, argv: tuple[str, ...]
) -> None:
    assert run(*NEW).status == 0
    shutil.rmtree(drive)
    if way != "unplugged":
        drive.mkdir()
    if way == "an empty folder":
        (drive / "meetings").mkdir()
    told = run(*argv)
    assert (told.status, told.out) == (1, "")
    assert "You have kept meetings in" in told.complaints[0]
    assert "Plug in its drive" in told.complaints[0]


def test_a_store_named_on_a_drive_that_is_not_there_is_said_to_be_missing(run: Run, drive: Path) -> None:
    drive.rmdir()
    told = run("list")
    assert told.status == 1
    assert f"There is no folder {drive}" in told.complaints[0]


def test_a_first_run_is_told_how_to_begin(run: Run, drive: Path) -> None:
    told = run("list")
    assert (told.status, told.err) == (0, "")
    assert "Begin with: chairtui new" in told.out
    assert run("list", "--json").data == []


def test_who_begins_anew_where_meetings_were_kept_is_told_once(run: Run, drive: Path) -> None:
    run(*NEW)
    shutil.rmtree(drive)
    told = run(*NEW)
    assert told.status == 0
    assert "A new store was begun" in told.complaints[0]
    assert run(*NEW).err == ""
    assert len(run("list").lines) == 3


def test_a_drive_that_is_back_is_as_it_was(run: Run, drive: Path, tmp_path: Path) -> None:
    run(*NEW)
    drive.rename(tmp_path / "in a pocket")
    assert run("list").status == 1
    (tmp_path / "in a pocket").rename(drive)
    assert "About K." in run("list").out


def test_what_is_in_the_folder_for_temporary_files_is_not_missed(
    run: Run, drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(drive))
    run(*NEW)
    shutil.rmtree(drive / "meetings")
    assert run("list").status == 0
    assert not (tmp_path / "used-folders").exists()


def test_the_folders_noted_are_a_persons_to_read_and_to_edit(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "used-folders"
    used = UsedFolders(file)
    for number in range(MOST + 1):
        used.note(tmp_path / f"s{number}", encrypted=False)
        used.note(tmp_path / f"s{number}" / ".." / f"s{number}", encrypted=False)
    assert file.read_text(encoding="utf-8").splitlines() == [
        os.path.normcase(tmp_path / f"s{n}") for n in range(1, MOST + 1)
    ]
    file.write_bytes(b"\xff\xfe\x00 no text")
    assert not used.has(tmp_path / "s1")
    file.unlink()
    file.mkdir()
    used.note(tmp_path / "s1", encrypted=False)
    assert not used.has(tmp_path / "s1")


def test_a_store_of_an_unknown_kind_is_refused_with_the_kinds_there_are(run: Run) -> None:
    told = run("--store", "mysql://somewhere/meetings", "list")
    assert told.status == 1
    assert "postgresql://" in told.complaints[0]
