"""The catalogue is rebuilt where it is missing or stale, and is not written while people type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import catalogue
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NoSuchMeeting
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_details, a_note, new

Tiny = Callable[[], FileJournal]


@pytest.fixture
def three(tiny: Tiny) -> list[str]:
    journal = tiny()
    return [journal.begin([new(a_details(f"Meeting {n}"))], "Chair") for n in range(3)]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The meetings whose files were read for a list."""
    seen: list[str] = []
    real = catalogue.Catalogue._read

    def counted(self: catalogue.Catalogue, meeting: str) -> object:
        seen.append(meeting)
        return real(self, meeting)

    monkeypatch.setattr(catalogue.Catalogue, "_read", counted)
    return seen


def test_a_list_reads_only_what_changed_since_the_last(tiny: Tiny, three: list[str], read: list[str]) -> None:
    tiny().meetings()
    assert sorted(read) == three
    read.clear()
    assert len(tiny().meetings()) == 3
    assert read == []
    tiny().append(three[1], [new(a_note("n1"))], "Chair")
    assert {m.id: m.position for m in tiny().meetings()} == {three[0]: 1, three[1]: 2, three[2]: 1}
    assert read == [three[1]]
    assert {m.id: m.position for m in tiny().meetings()}[three[1]] == 2
    assert read == [three[1]]


def test_appending_leaves_the_catalogue_alone(tiny: Tiny, store: Path, three: list[str]) -> None:
    journal = tiny()
    journal.meetings()
    before = (store / "catalogue").read_bytes()
    journal.append(three[0], [new(a_note("n1"))], "Chair")
    assert (store / "catalogue").read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"nonsense\n", b"\xff\xfe", b'{"meeting": "t001"}\n', b"[]"])
def test_a_lost_or_spoilt_catalogue_is_made_anew(
    tiny: Tiny, store: Path, three: list[str], content: bytes | None
) -> None:
    listed = tiny().meetings()
    whole = (store / "catalogue").read_bytes()
    if content is None:
        (store / "catalogue").unlink()
    else:
        (store / "catalogue").write_bytes(content)
    assert tiny().meetings() == listed
    remembered = catalogue.Catalogue(store).entries()
    assert {meeting: entry.reached for meeting, entry in remembered.items()} == dict.fromkeys(three, 1)
    assert not any(entry.tracked for entry in remembered.values())
    assert len(whole.splitlines()) == 6


def test_a_catalogue_that_grew_is_made_small_again(tiny: Tiny, store: Path, three: list[str]) -> None:
    tiny().meetings()
    line = (store / "catalogue").read_bytes().splitlines(keepends=True)[-1]
    with (store / "catalogue").open("ab") as file:
        file.write(line * 2000)
    tiny().append(three[0], [new(a_note("n1"))], "Chair")
    tiny().meetings()
    assert (store / "catalogue").read_bytes().count(b"\n") == 3


def test_a_meeting_that_was_taken_away_is_no_longer_listed(tiny: Tiny, store: Path, three: list[str]) -> None:
    tiny().meetings()
    (store / "meetings" / f"{three[0]}.journal").unlink()
    for _ in range(2):
        assert {m.id for m in tiny().meetings()} == set(three[1:])
    with pytest.raises(NoSuchMeeting):
        tiny().resolve(three[0])


def test_a_broken_meeting_is_read_once_and_hides_no_other(
    tiny: Tiny, store: Path, three: list[str], read: list[str]
) -> None:
    path = store / "meetings" / f"{three[2]}.journal"
    path.write_bytes(path.read_bytes()[1:])
    for _ in range(2):
        assert {m.id for m in tiny().meetings()} == set(three[:2])
    assert read.count(three[2]) == 1
    assert tiny().resolve(three[2]) == three[2]


def test_a_meeting_left_out_of_the_list_is_told_of_once(tiny: Tiny, store: Path, three: list[str]) -> None:
    for meeting in three:
        path = store / "meetings" / f"{meeting}.journal"
        path.write_bytes(path.read_bytes()[1:])
    journal = tiny()
    assert journal.meetings() == journal.meetings() == []
    told = journal.notices()
    assert [meeting for meeting in three for line in told if meeting in line] == three
    assert all("doctor" in line for line in told)
    with pytest.raises(NoSuchMeeting, match="doctor"):
        journal.resolve("last")


def test_a_store_that_takes_no_catalogue_still_lists(
    tiny: Tiny, store: Path, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (store / "catalogue").unlink()
    (store / "catalogue").mkdir()
    assert len(tiny().meetings()) == len(tiny().meetings()) == 3


def test_many_candidates_are_not_all_named(tiny: Tiny, details: Draft) -> None:
    journal = tiny()
    for _ in range(8):
        journal.begin([details], "Chair")
    with pytest.raises(NoSuchMeeting, match=r"t001, .*t005 and 3 more"):
        journal.resolve("t")


def test_a_title_that_the_list_has_otherwise_is_put_right_once_the_meeting_is_opened(
    tiny: Tiny, store: Path, three: list[str]
) -> None:
    journal = tiny()
    journal.meetings()
    journal.close()
    whole = (store / "catalogue").read_text(encoding="utf-8")
    (store / "catalogue").write_text(whole.replace("Meeting 1", "Forged 1"), encoding="utf-8")
    journal = tiny()
    assert "Forged 1" in {listing.title for listing in journal.meetings()}
    journal.versions(three[1])
    assert [three[1] in notice for notice in journal.notices()] == [True]
    assert {listing.title for listing in journal.meetings()} == {"Meeting 0", "Meeting 1", "Meeting 2"}
    tiny().versions(three[2])
    assert tiny().notices() == []
