"""A whole meeting removed: nothing of it is left but who did it and when, and no copy brings it back unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.protocol import NotSaved
from chairtui.meeting.records import Note
from tests.commands.conftest import Run


@pytest.fixture
def backup(run: Run, meeting: str, tmp_path: Path) -> Path:
    folder = tmp_path / "backup"
    assert run("backup", str(folder)).status == 0
    return folder


def test_a_removed_meeting_is_nowhere_but_in_the_doctors_list(run: Run, meeting: str, store: Path) -> None:
    assert run("record", meeting, "r: Nobody has seen her since Monday").status == 0
    drafts = LineDrafts(store, lambda: None, "Avril Example")
    drafts.keep(meeting, {"line": "seen on Monday"})
    drafts.keep(f"{meeting}.forms", {"text": "or Monday night"})
    told = run("remove-meeting", meeting, "--yes", "--by", "Avril Example")
    assert told.status == 0
    assert told.out.startswith(f"{meeting} removed")
    assert meeting not in run("list").out
    assert run("show", meeting).status == 1
    left = [path for path in store.rglob("*") if path.is_file() and b"Monday" in path.read_bytes()]
    assert left == []
    examined = run("doctor")
    assert examined.status == 0
    assert f"{meeting}: removed by Avril Example on " in examined.out


def test_it_is_not_done_unasked_nor_to_the_last_one(run: Run, meeting: str) -> None:
    for argv in ((meeting,), ("last", "--yes")):
        told = run("remove-meeting", *argv)
        assert told.status == 2
        assert len(told.complaints) == 1
    assert meeting in run("list").out


def test_a_meeting_that_can_not_be_read_can_be_removed(run: Run, meeting: str, store: Path) -> None:
    (store / "meetings" / f"{meeting}.journal").write_bytes(b"nonsense\n")
    assert run("remove-meeting", meeting, "--yes").status == 0
    assert run("doctor").status == 0


def test_a_copy_does_not_bring_it_back_unless_its_stone_is_taken_away(
    run: Run, meeting: str, backup: Path, store: Path
) -> None:
    assert run("remove-meeting", meeting, "--yes").status == 0
    told = run("restore", str(backup))
    assert "was removed" in told.out + told.err
    assert meeting not in run("list").out
    (store / "meetings" / f"{meeting}.removed").unlink()
    assert run("restore", str(backup)).status == 0
    assert meeting in run("list").out


def test_in_an_encrypted_store_who_removed_it_is_not_readable(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "four words nobody guesses")
    new = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")
    meeting = run(*new).out.strip()
    assert run("remove-meeting", meeting, "--yes", "--by", "Avril Example").status == 0
    stone = store / "meetings" / f"{meeting}.removed"
    assert b"Avril" not in stone.read_bytes()
    assert "removed by Avril Example" in run("doctor").out
    stone.write_bytes(b"forged")
    assert run("doctor").status == 1


def test_who_still_has_it_open_is_told_that_it_was_removed_and_leaves_nothing_behind(
    run: Run, meeting: str, store: Path
) -> None:
    with CommandContext(str(store), unencrypted=True) as elsewhere:
        seat = elsewhere.seat(meeting, "Ben Sample")
        assert run("remove-meeting", meeting, "--yes").status == 0
        with pytest.raises(NotSaved, match="somebody removed this meeting"):
            seat.save(Note(id="n1", nature="fact", text="Said"))
    examined = run("doctor")
    assert examined.status == 0
    assert [line for line in examined.lines if meeting in line and "removed" not in line] == []
