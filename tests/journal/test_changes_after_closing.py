"""A closed meeting to which somebody with the store's own key added what it doesn't take: refused by reading."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from chairtui.journal.append_only_file import AppendOnlyStorage
from chairtui.journal.backup import back_up, restore
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken
from chairtui.journal.repair import repair
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Closure, Details, Draft, Version
from chairtui.meeting.seal import SealBroken, digest, verify
from tests.journal.meetings import Clock, a_note, new
from tests.journal.vaults import a_vault

Sealed = Callable[[], FileJournal]


@pytest.fixture
def closed(sealed: Sealed, details: Draft) -> str:
    """An encrypted store's meeting of three entries, closed, with an amendment; its id."""
    journal = sealed()
    meeting = journal.begin([details], "Chair")
    journal.append(meeting, [new(a_note("n1", "She was at school.")), new(a_note("n2"))], "Chair")
    chair = Session(journal, meeting, "Chair")
    chair.seal()
    chair.save(Amendment(id="m1", target="n1", text="On Monday.", reason="Left out."))
    journal.close()
    return meeting


def forge(store: Path, meeting: str, *versions: Version) -> None:
    """Add lines as the program itself would, with the store's key and without its checks."""
    lines = AppendOnlyStorage(
        store / "meetings" / f"{meeting}.journal", meeting, lambda _: None, cipher=a_vault(store).cipher()
    )
    lines.refresh()
    lines.append([version.model_dump(mode="json") for version in versions])
    lines.close()


def forged(version: Version, **changes: object) -> Version:
    return Version.model_validate({**version.model_dump(mode="json"), **changes})


def as_next(journal: FileJournal, meeting: str, draft: Draft) -> Version:
    versions = journal.versions(meeting)
    last = versions[-1]
    return Version(**dict(draft), seq=last.seq + 1, at=last.at, by="Mallory")


@pytest.mark.parametrize(
    "draft",
    [
        Draft(record=a_note("n1", "ALTERED"), base=2),
        Draft(record=a_note("n1"), base=2, removed=True),
        Draft(record=a_note("n9", "Never said.")),
        Draft(record=Closure(digest="0" * 64, position=5), base=4),
        Draft(record=Amendment(id="m1", target="n1", text="Never.", reason="Altered."), base=5),
        Draft(record=Amendment(id="m1", target="n1", text="On Monday.", reason="Left out."), base=5, removed=True),
        Draft(record=Amendment(id="m1", target="n1", text="Never.", reason="Altered.")),
    ],
    ids=["changed", "removed", "added", "closed again", "amendment changed", "amendment removed", "amendment again"],
)
def test_what_a_closed_meeting_does_not_take_is_refused_by_reading(
    sealed: Sealed, store: Path, closed: str, draft: Draft
) -> None:
    before = sealed().versions(closed)
    forge(store, closed, as_next(sealed(), closed, draft))
    with pytest.raises(Broken) as broken:
        sealed().versions(closed)
    assert (broken.value.sound, broken.value.why) == (5, "seal")
    assert "after it was closed" in str(broken.value)
    seen = Session(sealed(), closed, "Chair")
    assert seen.damage is not None
    assert list(seen.meeting.versions) == before, "what was sealed is still shown"


def test_an_amendment_dated_before_the_closing_is_refused_by_reading(sealed: Sealed, store: Path, closed: str) -> None:
    amendment = as_next(sealed(), closed, Draft(record=Amendment(id="m2", target="n2", text="Twice.", reason="Said.")))
    forge(store, closed, forged(amendment, at=amendment.at - timedelta(days=900)))
    with pytest.raises(Broken) as broken:
        sealed().versions(closed)
    assert broken.value.why == "seal"


def test_a_list_leaves_out_a_meeting_that_was_changed_after_it_was_closed(
    sealed: Sealed, store: Path, closed: str, details: Draft
) -> None:
    record = details.record
    assert isinstance(record, Details)
    altered = Draft(record=record.model_copy(update={"title": "ALTERED"}), base=1)
    forge(store, closed, as_next(sealed(), closed, altered))
    journal = sealed()
    assert journal.meetings() == []
    assert [closed in notice for notice in journal.notices()] == [True]


def test_a_backup_is_neither_made_of_nor_replaced_by_a_meeting_changed_after_it_was_closed(
    sealed: Sealed, store: Path, closed: str, tmp_path: Path
) -> None:
    good = tmp_path / "backup"
    assert [each.outcome for each in back_up(store, a_vault(store), good)] == ["copied"]
    before = sealed().versions(closed)
    forge(store, closed, as_next(sealed(), closed, Draft(record=a_note("n1", "ALTERED"), base=2)))
    assert [each.outcome for each in back_up(store, a_vault(store), good)] == ["damaged"]
    assert [each.outcome for each in back_up(store, a_vault(store), tmp_path / "another")] == ["damaged"]
    (restored,) = restore(good, a_vault(good), store, a_vault(store))
    assert restored.outcome == "copied", "the damaged meeting is the one that gives way"
    assert sealed().versions(closed) == before
    assert list((store / "meetings").glob(f"{closed}.damaged-*")), "and is put aside"


@pytest.mark.parametrize("removed", [False, True], ids=["never there", "removed"])
def test_a_meeting_without_details_is_refused_by_reading(
    sealed: Sealed, store: Path, details: Draft, removed: bool
) -> None:
    journal = sealed()
    meeting = journal.begin([details], "Chair")
    if removed:
        forge(store, meeting, as_next(journal, meeting, Draft(record=details.record, base=1, removed=True)))
    else:
        first = as_next(journal, meeting, new(a_note("n1")))
        lines = AppendOnlyStorage(
            store / "meetings" / f"{meeting}.journal", meeting, lambda _: None, cipher=a_vault(store).cipher()
        )
        lines.refresh()
        header, _ = lines.path.read_bytes().split(b"\n", 1)
        lines.put(header + b"\n")
        lines.append([forged(first, seq=1).model_dump(mode="json")])
        lines.close()
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert broken.value.sound == int(removed)
    (found,) = examine(store, a_vault(store))
    assert found.state == "broken"


def test_the_doctor_names_the_line_and_repair_goes_back_to_what_was_sealed(
    sealed: Sealed, store: Path, closed: str
) -> None:
    before = sealed().versions(closed)
    forge(store, closed, as_next(sealed(), closed, Draft(record=a_note("n1", "ALTERED"), base=2)))
    (found,) = examine(store, a_vault(store))
    assert (found.state, found.sound) == ("broken", 5)
    assert "after it was closed" in found.message
    assert all(each.done for each in repair(store, a_vault(store)))
    assert sealed().versions(closed) == before


def test_an_amendment_that_was_added_is_no_change(sealed: Sealed, store: Path, closed: str) -> None:
    amendment = Draft(record=Amendment(id="m2", target="n2", text="Twice.", reason="Left out."))
    forge(store, closed, as_next(sealed(), closed, amendment))
    assert len(sealed().versions(closed)) == 6


def test_a_closing_whose_digest_does_not_match_is_no_closing(sealed: Sealed, store: Path, details: Draft) -> None:
    journal = sealed()
    meeting = journal.begin([details], "Chair")
    closure = Draft(record=Closure(digest="0" * 64, position=1))
    forge(store, meeting, as_next(journal, meeting, closure))
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert broken.value.why == "seal"
    assert not Session(sealed(), meeting, "Chair").meeting.closed


def test_a_seal_over_fewer_entries_than_came_before_is_no_seal(sealed: Sealed, store: Path, details: Draft) -> None:
    journal = sealed()
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    short = Closure(digest=digest(journal.versions(meeting)[:1]), position=1)
    forge(store, meeting, as_next(journal, meeting, Draft(record=short)))
    with pytest.raises(Broken):
        sealed().versions(meeting)


def test_minutes_are_made_only_of_what_the_seal_covers(sealed: Sealed, closed: str) -> None:
    versions = sealed().versions(closed)
    verify(versions)
    verify(versions[:3])
    altered = [forged(versions[0], record=versions[0].record.model_copy(update={"title": "Altered"})), *versions[1:]]
    with pytest.raises(SealBroken, match="seal"):
        verify(altered)
    later = Version(**dict(Draft(record=a_note("n1", "ALTERED"), base=2)), seq=6, at=versions[-1].at, by="Mallory")
    with pytest.raises(SealBroken, match="Mallory"):
        verify([*versions, later])
    assert Meeting(closed, versions).closed


def test_an_unencrypted_store_is_held_to_the_seal_too(store: Path, clock: Clock, details: Draft) -> None:
    journal = FileJournal(store, clock, lambda: "aaaa11112222", vault=Vault(store))
    meeting = journal.begin([details], "Chair")
    Session(journal, meeting, "Chair").seal()
    path = store / "meetings" / f"{meeting}.journal"
    lines = AppendOnlyStorage(path, meeting, lambda _: None)
    lines.refresh()
    version = as_next(journal, meeting, Draft(record=Details.model_validate(dict(details.record)), base=1))
    lines.append([json.loads(version.model_dump_json())])
    with pytest.raises(Broken, match="closed"):
        FileJournal(store, clock, lambda: "bbbb11112222").versions(meeting)
