"""A meeting that comes in closed is written whole, seal and all, or not at all; for every journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Journal, JournalError, NotSaved, Refused
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Draft, Note
from chairtui.meeting.seal import digest
from tests.journal.meetings import a_details

NOTE = Draft(record=Note(id="note", nature="fact", text="Said"))
LATER = (
    (Draft(record=Amendment(id="m1", target="note", text="Said so", reason="Misheard")), "Ben Sample"),
    (Draft(record=Amendment(id="m2", target="note", text="Said it", reason="Misheard")), "Ada Quill"),
)


@pytest.fixture
def details() -> Draft:
    return Draft(record=a_details())


def test_it_is_closed_and_sealed_over_what_came_before_and_keeps_who_wrote_what_came_after(
    journal: Journal, reopen: Callable[[], Journal], details: Draft
) -> None:
    name = journal.begin_sealed([details, NOTE], "Jo Bell", LATER)
    versions = reopen().versions(name)
    meeting = Meeting(name, versions)
    assert meeting.closure is not None
    assert meeting.closure.record.digest == digest(versions[:2])
    assert [v.by for v in versions] == ["Jo Bell", "Jo Bell", "Jo Bell", "Ben Sample", "Ada Quill"]
    with pytest.raises(Refused):
        journal.append(name, [NOTE.model_copy(update={"base": 2})], "Jo Bell")


@pytest.mark.parametrize("later", [((NOTE, "Jo Bell"),), ((LATER[0][0], ""),), (LATER[0], LATER[0])])
def test_what_a_closed_meeting_would_not_take_leaves_no_meeting(
    journal: Journal, details: Draft, later: tuple[tuple[Draft, str], ...]
) -> None:
    with pytest.raises(JournalError):
        journal.begin_sealed([details, NOTE], "Jo Bell", later)
    assert journal.meetings() == []


def test_a_disk_that_refuses_leaves_no_meeting(
    tiny: Callable[[], FileJournal], details: Draft, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chairtui.journal.file_journal._Open.keep", _full)
    with pytest.raises(NotSaved, match="full"):
        tiny().begin_sealed([details, NOTE], "Jo Bell", LATER)
    assert tiny().meetings() == []
    assert not [path for path in store.rglob("*") if path.is_file() and path.suffix in (".journal", ".new")]


def _full(*_: object) -> None:
    raise OSError("full")
