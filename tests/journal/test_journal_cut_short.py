"""A file that ends before what was acknowledged: told, opened for reading, never written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import checkpoint
from chairtui.journal.doctor import Diagnosis, examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken, Refused
from chairtui.journal.repair import repair
from chairtui.journal.session import Session
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_note, new
from tests.journal.vaults import a_vault

Open = Callable[[], FileJournal]


@pytest.fixture(params=["tiny", "sealed"])
def opened(request: pytest.FixtureRequest) -> Open:
    found: Open = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def path(opened: Open, details: Draft, store: Path) -> Path:
    """The file of meeting t001: the header, the details and three notes, a line for each."""
    journal = opened()
    meeting = journal.begin([details], "Chair")
    for number in range(3):
        journal.append(meeting, [new(a_note(f"n{number}"))], "Chair")
    return store / "meetings" / f"{meeting}.journal"


def diagnosis(opened: Open, store: Path) -> Diagnosis:
    return examine(store, opened().vault)[0]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_lines_cut_off_the_end_are_missed(opened: Open, store: Path, path: Path, lines: int) -> None:
    kept = b"".join(path.read_bytes().splitlines(keepends=True)[:-lines])
    path.write_bytes(kept)
    for ask in (opened().versions, lambda m: opened().append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Broken, match="cut short") as broken:
            ask("t001")
        assert (broken.value.sound, broken.value.why) == (4 - lines, "cut")
    found = diagnosis(opened, store)
    assert (found.state, found.line, found.sound) == ("broken", 6 - lines, 4 - lines)
    assert "repair" in found.message
    assert path.read_bytes() == kept


@pytest.mark.parametrize("bytes_", [1, 30])
def test_a_piece_of_an_acknowledged_line_is_not_taken_for_a_torn_one(
    opened: Open, store: Path, path: Path, bytes_: int
) -> None:
    path.write_bytes(path.read_bytes()[:-bytes_])
    with pytest.raises(Broken):
        opened().append("t001", [new(a_note("x"))], "Chair")
    assert not list(path.parent.glob("*.torn-*"))
    assert diagnosis(opened, store).state == "broken"


def test_a_meeting_put_back_with_its_mark_to_before_what_the_list_remembers_takes_nothing(
    opened: Open, store: Path, path: Path
) -> None:
    mark = checkpoint.path_of(path, "t001")
    older = path.read_bytes(), mark.read_bytes()
    opened().append("t001", [new(a_note("later"))], "Chair")
    opened().meetings()
    path.write_bytes(older[0])
    mark.write_bytes(older[1])
    for ask in (opened().versions, lambda m: opened().append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Broken, match="cut short") as broken:
            ask("t001")
        assert (broken.value.line, broken.value.sound) == (6, 4)
    assert len(opened().sound("t001")) == 4
    assert path.read_bytes() == older[0]
    assert [each.done for each in repair(store, opened().vault)] == [True]
    assert opened().append("t001", [new(a_note("x"))], "Chair")[0].seq == 5


def test_a_list_made_by_another_seat_in_between_is_no_damage(opened: Open, path: Path) -> None:
    here, there = opened(), opened()
    here.meetings()
    there.append("t001", [new(a_note("theirs"))], "Noter")
    there.meetings()
    assert len(here.versions("t001")) == 5
    assert here.append("t001", [new(a_note("ours"))], "Chair")[0].seq == 6


def test_a_damaged_meeting_is_opened_for_reading_and_takes_nothing(opened: Open, path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    seat = Session(opened(), "t001", "Chair")
    assert seat.damage is not None
    assert seat.meeting.position == 3
    assert "cut short" in seat.read_only_reason
    assert seat.catch_up() == []
    with pytest.raises(Broken):
        seat.save(a_note("x"))
    with pytest.raises(Broken):
        seat.seal()


def test_a_reader_sees_what_others_write_and_writes_nothing(opened: Open, path: Path) -> None:
    seat = Session(opened(), "t001", "Rada", role="reader")
    assert "reader" in seat.read_only_reason
    with pytest.raises(Refused, match="reader"):
        seat.save(a_note("x"))
    with pytest.raises(Refused, match="reader"):
        seat.remove(a_note("n1"))
    with pytest.raises(Refused, match="reader"):
        seat.seal()
    opened().append("t001", [new(a_note("theirs"))], "Noter")
    assert [v.record.id for v in seat.catch_up()] == ["theirs"]
    assert Session(opened(), "t001", "Noa", role="note-taker").read_only_reason == ""


def test_a_mark_older_than_the_file_is_no_damage(opened: Open, store: Path, path: Path) -> None:
    mark = checkpoint.path_of(path, "t001").read_bytes()
    opened().append("t001", [new(a_note("x"))], "Chair")
    checkpoint.path_of(path, "t001").write_bytes(mark)
    assert len(opened().versions("t001")) == 5
    assert diagnosis(opened, store).state == "sound"


def test_an_encrypted_meeting_without_its_mark_says_that_its_end_can_not_be_told(
    sealed: Open, store: Path, details: Draft
) -> None:
    meeting = sealed().begin([details], "Chair")
    (store / "meetings" / f"{meeting}.mark").unlink()
    journal = sealed()
    assert len(journal.versions(meeting)) == 1
    assert "can't be told" in journal.notices()[0]
    assert examine(store, journal.vault)[0].state == "unmarked"


def test_a_plain_meeting_from_before_there_were_marks_is_sound(tiny: Open, store: Path, details: Draft) -> None:
    meeting = tiny().begin([details], "Chair")
    mark = store / "meetings" / f"{meeting}.mark"
    mark.unlink()
    assert examine(store)[0].state == "sound"
    assert tiny().append(meeting, [new(a_note("n1"))], "Chair")[0].seq == 2
    assert checkpoint.parse(mark.read_bytes(), None).line == 3


def test_a_sealed_mark_can_not_be_made_without_the_key(
    sealed: Open, store: Path, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = sealed()
    meeting = journal.begin([details], "Chair")
    journal.append(meeting, [new(a_note("n1"))], "Chair")
    path = store / "meetings" / f"{meeting}.journal"
    kept = path.read_bytes().splitlines(keepends=True)[:2]
    path.write_bytes(b"".join(kept))
    sum_ = bytes.fromhex(kept[1][8:72].decode())
    checkpoint.path_of(path, meeting).write_bytes(checkpoint.as_bytes(checkpoint.Checkpoint(2, sum_), None))
    assert examine(store, a_vault(store))[0].state == "unmarked"


def test_file_and_mark_put_back_together_are_still_missed_by_the_catalogue(
    opened: Open, store: Path, path: Path
) -> None:
    mark = checkpoint.path_of(path, "t001")
    old = path.read_bytes(), mark.read_bytes()
    opened().append("t001", [new(a_note("x"))], "Chair")
    opened().meetings()
    path.write_bytes(old[0])
    mark.write_bytes(old[1])
    for _ in range(2):
        assert diagnosis(opened, store).state == "broken"
        opened().meetings()


def test_a_meeting_whose_file_was_taken_away_is_missed(opened: Open, store: Path, path: Path) -> None:
    path.unlink()
    assert [(d.meeting, d.state) for d in examine(store, opened().vault)] == [("t001", "missing")]


def test_a_mark_that_can_not_be_written_keeps_the_line_and_says_nothing_false(
    opened: Open, store: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "fault")

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "write", refuse)
        assert opened().append("t001", [new(a_note("x"))], "Chair")[0].seq == 5
    assert diagnosis(opened, store).state == "sound"
    assert opened().append("t001", [new(a_note("y"))], "Chair")[0].seq == 6
