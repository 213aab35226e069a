"""A file that another program has open, which Windows lets nobody replace; and what synchronising programs leave."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui import file_moves
from chairtui.journal.backup import back_up, restore
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Unreadable
from chairtui.journal.repair import repair
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_note, new

Open = Callable[[], FileJournal]


@pytest.fixture
def held(tiny: Open, details: Draft) -> str:
    """A meeting with two notes; its id."""
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    journal.append(meeting, [new(a_note("n1")), new(a_note("n2"))], "Chair")
    return meeting


class OpenElsewhere:
    """Refuses to have a meeting's file replaced, as Windows does while another program has it open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
        self.left = times
        self.waited: list[float] = []
        replace = Path.replace

        def refusing(path: Path, target: Path) -> Path:
            if Path(target).suffix == ".journal" and self.left:
                self.left -= 1
                raise PermissionError(errno.EACCES, "Access is denied")
            return replace(path, target)

        monkeypatch.setattr(file_moves, "CAN_REPLACE_OPEN_FILES", False)
        monkeypatch.setattr("time.sleep", self.waited.append)
        monkeypatch.setattr(Path, "replace", refusing)


def damage(journal: FileJournal, meeting: str) -> Path:
    """Change a letter of the last line; the meeting's file."""
    file = journal.folder / "meetings" / f"{meeting}.journal"
    raw = file.read_bytes()
    file.write_bytes(raw[:-9] + b"#" + raw[-8:])
    return file


def test_a_file_that_is_let_go_of_soon_is_replaced(tiny: Open, held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tiny()
    file = damage(journal, held)
    elsewhere = OpenElsewhere(monkeypatch, times=2)
    (mended,) = repair(journal.folder, journal.vault)
    assert mended.done
    assert elsewhere.waited == list(file_moves.RETRY_DELAYS[:2])
    assert (file.parent / mended.kept).exists()


def test_a_file_that_stays_open_elsewhere_is_said_to_be_and_leaves_nothing_behind(
    tiny: Open, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tiny()
    file = damage(journal, held)
    before = {path: path.read_bytes() for path in file.parent.iterdir()}
    OpenElsewhere(monkeypatch, times=100)
    for _ in range(2):
        (mended,) = repair(journal.folder, journal.vault)
        assert not mended.done
        assert "another program has" in mended.message
        assert "right to write" not in mended.message
    assert {path: path.read_bytes() for path in file.parent.iterdir()} == before


def test_a_restore_over_a_file_that_is_open_elsewhere_says_so_and_leaves_nothing_behind(
    tiny: Open, held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tiny()
    copy = tmp_path / "copy"
    assert [done.outcome for done in back_up(journal.folder, journal.vault, copy)] == ["copied"]
    file = damage(journal, held)
    names = sorted(path.name for path in file.parent.iterdir())
    OpenElsewhere(monkeypatch, times=100)
    (done,) = restore(copy, Vault(copy), journal.folder, journal.vault)
    assert done.outcome == "failed"
    assert "another program has" in done.message
    assert sorted(path.name for path in file.parent.iterdir()) == names


@pytest.mark.parametrize("added", [" (conflicted copy 2026-12-03)", "-LAPTOP7", " (1)"])
def test_a_copy_that_a_synchronising_program_made_is_no_meeting_and_is_told_of_once(
    tiny: Open, held: str, added: str
) -> None:
    journal = tiny()
    file = journal.folder / "meetings" / f"{held}.journal"
    shutil.copy(file, file.with_name(f"{held}{added}.journal"))
    assert [listing.id for listing in journal.meetings()] == [held]
    assert journal.resolve(held[:3]) == held
    journal.meetings()
    (notice,) = journal.notices()
    assert f"{held}{added}" in notice
    states = {Path(found.file).name: found.state for found in examine(journal.folder, journal.vault)}
    assert states == {f"{held}.journal": "sound", f"{held}{added}.journal": "conflicted"}


def test_a_file_in_the_place_of_a_store_is_said_to_be_one(
    tiny: Open, held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says of what lies below a file that it isn't there."""
    file = tmp_path / "file"
    file.write_text("no store", encoding="utf-8")
    journal = FileJournal(file, lambda: None, lambda: "x")  # type: ignore[arg-type, return-value]

    def missing(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    monkeypatch.setattr("os.scandir", missing)
    monkeypatch.setattr(Path, "iterdir", missing)
    with pytest.raises(Unreadable, match="is a file"):
        journal.meetings()
    with pytest.raises(Unreadable, match="is a file"):
        examine(file)
