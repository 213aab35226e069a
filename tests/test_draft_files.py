"""Drafts on the disk: for their owner alone, replaced when they are made again, and gone when they are told to go."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from chairtui.draft_files import DraftFiles, NewDraft
from chairtui.words import file_names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Documents" / file_names.DRAFTS / "JT professionals' meeting 3 Dec 2026"


@pytest.fixture
def files(tmp_path: Path) -> DraftFiles:
    return DraftFiles(tmp_path / "settings" / "drafts")


def new(name: str = "Sam Okafor", content: bytes = b"first", reader: str = "sam") -> NewDraft:
    return NewDraft(reader, name, name, content)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_their_owner_may_read_them(folder: Path, files: DraftFiles) -> None:
    [draft] = files.write(folder, "m1", [new()])
    assert stat.S_IMODE(draft.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_draft_made_again_takes_the_place_of_the_first(folder: Path, files: DraftFiles) -> None:
    files.write(folder, "m1", [new()])
    files.write(folder, "m1", [new(content=b"second")])
    assert [file.read_bytes() for file in folder.iterdir()] == [b"second"]
    files.write(folder.parent, "m1", [new(content=b"third")])
    assert not list(folder.iterdir())
    assert [draft.file.read_bytes() for draft in files.all()] == [b"third"]


def test_a_file_that_is_none_of_ours_is_never_replaced_or_deleted(folder: Path, files: DraftFiles) -> None:
    folder.mkdir(parents=True)
    (folder / "Sam Okafor.eml").write_bytes(b"mine")
    [draft] = files.write(folder, "m1", [new()])
    assert draft.file.name == "Sam Okafor (2).eml"
    files.remove()
    assert [file.read_bytes() for file in folder.iterdir()] == [b"mine"]


def test_one_command_deletes_them_all_and_the_folders_and_the_list(folder: Path, files: DraftFiles) -> None:
    files.write(folder, "m1", [new(), new("Ada", reader="ada")])
    files.write(folder.parent.parent / "elsewhere", "m2", [new()])
    (folder / f".Ada.eml.{os.getpid()}.new").write_bytes(b"left by a killed program")
    removed = files.remove()
    assert (len(removed.gone), removed.left) == (3, ())
    assert list((folder.parent.parent).iterdir()) == []
    assert not [file for file in (files._index.parent).iterdir() if file.name != "drafts.lock"]


def test_one_readers_or_one_meetings_drafts_go_alone(folder: Path, files: DraftFiles) -> None:
    files.write(folder, "m1", [new(), new("Ada", reader="ada")])
    files.write(folder, "m2", [new("Bea", reader="bea")])
    files.remove("m1", "sam")
    assert [(d.meeting, d.reader) for d in files.all()] == [("m1", "ada"), ("m2", "bea")]
    files.remove("m1")
    assert [(d.meeting, d.reader) for d in files.all()] == [("m2", "bea")]


def test_one_that_somebody_moved_or_deleted_is_not_listed(folder: Path, files: DraftFiles) -> None:
    [draft] = files.write(folder, "m1", [new()])
    draft.file.unlink()
    assert files.all() == []
    assert files.remove().gone == ()


def test_a_list_that_was_spoilt_still_gives_what_can_be_read(folder: Path, files: DraftFiles) -> None:
    files.write(folder, "m1", [new()])
    with files._index.open("ab") as index:
        index.write(b'{"path": \n\xff\xfe\n')
    assert [d.name for d in files.all()] == ["Sam Okafor"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that refuses")
def test_one_that_can_not_be_deleted_stays_listed(folder: Path, files: DraftFiles) -> None:
    files.write(folder, "m1", [new()])
    folder.chmod(0o500)
    try:
        removed = files.remove()
        assert [draft.name for draft, _ in removed.left] == ["Sam Okafor"]
        assert len(files.all()) == 1
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("path", ["/tmp/a\\u0000.eml", "/tmp/thesis.docx", ""])
def test_a_line_of_the_list_that_is_no_draft_deletes_nothing_and_stops_nothing(
    folder: Path, files: DraftFiles, tmp_path: Path, path: str
) -> None:
    files.write(folder, "m1", [new()])
    listed = tmp_path / "settings" / "drafts"
    with listed.open("a", encoding="utf-8") as out:
        out.write(f'{{"path": "{path}", "meeting": "m1", "reader": "x", "name": "X"}}\n')
    assert [draft.name for draft in files.all()] == ["Sam Okafor"]
    assert [draft.name for draft in files.remove().gone] == ["Sam Okafor"]
