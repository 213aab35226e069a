"""Copies that are whole though somebody writes, nothing put over more, and damage mended without losing its trace."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import durable_io
from chairtui.journal.backup import CopyResult, back_up, restore
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.key_stores import FolderKeys
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import Journal, NotSaved
from chairtui.journal.repair import repair
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.vaults import PASSPHRASE, Says, a_vault

Open = Callable[[], FileJournal]


@pytest.fixture(params=["tiny", "sealed"])
def opened(request: pytest.FixtureRequest) -> Open:
    found: Open = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.fixture
def two(opened: Open, details: Draft) -> list[str]:
    journal = opened()
    found = [journal.begin([details], "Chair") for _ in range(2)]
    for meeting in found:
        journal.append(meeting, [new(a_note("n1")), new(a_note("n2"))], "Chair")
    return found


def backed_up(opened: Open, folder: Path) -> list[str]:
    journal = opened()
    return [c.outcome for c in back_up(journal.folder, journal.vault, folder)]


def put_back(folder: Path, opened: Open) -> list[CopyResult]:
    journal = opened()
    vault = a_vault(folder) if FolderKeys(folder).kind() == "encrypted" else Vault(folder)
    return list(restore(folder, vault, journal.folder, journal.vault))


def read(folder: Path, clock: Clock, meeting: str, passphrase: str = PASSPHRASE) -> list[str]:
    journal: Journal = FileJournal(folder, clock, lambda: "x", vault=a_vault(folder, passphrase))
    return [v.record.id for v in journal.versions(meeting)]


def test_a_copy_is_a_store_of_its_own(opened: Open, store: Path, clock: Clock, two: list[str], copy: Path) -> None:
    assert backed_up(opened, copy) == ["copied", "copied"]
    assert backed_up(opened, copy) == ["same", "same"]
    shutil.rmtree(store)
    assert read(copy, clock, two[0]) == ["details", "n1", "n2"]
    assert {d.state for d in examine(copy, a_vault(copy))} == {"sound"}


def test_a_copy_made_while_somebody_writes_is_whole(
    opened: Open, store: Path, clock: Clock, two: list[str], copy: Path
) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    path.write_bytes(path.read_bytes() + b'{"sum":"half a line')
    assert backed_up(opened, copy) == ["copied", "copied"]
    assert {d.state for d in examine(copy, a_vault(copy))} == {"sound"}
    opened().append(two[0], [new(a_note("n3"))], "Chair")
    assert backed_up(opened, copy) == ["copied", "same"]
    assert read(copy, clock, two[0]) == ["details", "n1", "n2", "n3"]


def test_all_is_put_back_into_an_empty_place(opened: Open, store: Path, two: list[str], copy: Path) -> None:
    backed_up(opened, copy)
    shutil.rmtree(store)
    assert [c.outcome for c in put_back(copy, opened)] == ["copied", "copied"]
    assert [v.record.id for v in opened().versions(two[1])] == ["details", "n1", "n2"]
    assert opened().append(two[1], [new(a_note("n3"))], "Chair")[0].seq == 4


def test_less_is_never_put_over_more(opened: Open, two: list[str], copy: Path) -> None:
    backed_up(opened, copy)
    opened().append(two[0], [new(a_note("n3"))], "Chair")
    assert [c.outcome for c in put_back(copy, opened)] == ["less", "same"]
    assert len(opened().versions(two[0])) == 4


def test_what_went_on_differently_is_left_alone_in_both_places(
    opened: Open, clock: Clock, two: list[str], copy: Path
) -> None:
    backed_up(opened, copy)
    journal = FileJournal(copy, clock, lambda: "x", vault=a_vault(copy))
    journal.append(two[0], [new(a_note("theirs"))], "Noter")
    opened().append(two[0], [new(a_note("ours"))], "Chair")
    assert backed_up(opened, copy) == ["apart", "same"]
    assert [c.outcome for c in put_back(copy, opened)] == ["apart", "same"]
    assert read(copy, clock, two[0])[-1] == "theirs"
    assert opened().versions(two[0])[-1].record.id == "ours"


def test_a_damaged_meeting_is_put_back_and_the_damaged_file_kept(
    opened: Open, store: Path, two: list[str], copy: Path
) -> None:
    backed_up(opened, copy)
    path = store / "meetings" / f"{two[0]}.journal"
    damaged = path.read_bytes()[:-40] + b"x" * 39 + b"\n"
    path.write_bytes(damaged)
    assert backed_up(opened, copy) == ["damaged", "same"]
    assert [c.outcome for c in put_back(copy, opened)] == ["copied", "same"]
    assert len(opened().versions(two[0])) == 3
    assert path.with_name(f"{two[0]}.damaged-1").read_bytes() == damaged
    assert {d.state for d in examine(store, opened().vault)} == {"sound"}


@pytest.mark.parametrize("lost", ["damaged", "gone"])
def test_an_older_copy_put_back_for_a_lost_meeting_is_sound_and_goes_on(
    opened: Open, store: Path, two: list[str], copy: Path, lost: str
) -> None:
    backed_up(opened, copy)
    opened().append(two[0], [new(a_note("later"))], "Chair")
    opened().meetings()
    file = store / "meetings" / f"{two[0]}.journal"
    if lost == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:200] + b"?" + file.read_bytes()[201:])
    assert "copied" in [each.outcome for each in put_back(copy, opened)]
    assert opened().append(two[0], [new(a_note("again"))], "Chair")[0].seq == 4
    assert {each.state for each in examine(store, opened().vault)} == {"sound"}


def test_a_copy_that_the_disk_spoilt_is_noticed(
    opened: Open, two: list[str], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = durable_io.create

    def spoilt(path: Path, data: bytes) -> None:
        real(path, data[:-9] + b"." + data[-8:] if ".journal" in path.name and copy in path.parents else data)

    monkeypatch.setattr(durable_io, "create", spoilt)
    assert backed_up(opened, copy) == ["failed", "failed"]


def test_a_full_disk_is_said_for_each_meeting_and_the_store_is_as_it_was(
    opened: Open, store: Path, two: list[str], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    backed_up(opened, copy)
    opened().append(two[0], [new(a_note("n3"))], "Chair")
    after = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    real = durable_io.create

    def full(path: Path, data: bytes) -> None:
        if ".journal" in path.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, data)

    monkeypatch.setattr(durable_io, "create", full)
    journal = opened()
    failed, same = back_up(store, journal.vault, copy)
    assert (failed.outcome, same.outcome) == ("failed", "same")
    assert "disk is full" in failed.message
    assert {p: p.read_bytes() for p in store.rglob("*") if p.is_file()} == after != before


def test_a_plain_store_is_encrypted_by_putting_it_into_a_new_one(
    tiny: Open, store: Path, clock: Clock, details: Draft, tmp_path: Path
) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    journal.append(meeting, [new(a_note("n1")), new(a_note("n2"))], "Chair")
    versions = journal.versions(meeting)
    journal.append(meeting, [new(Closure(digest=digest(versions), position=3))], "Chair")
    safe = tmp_path / "safe"
    assert [c.outcome for c in restore(store, Vault(store), safe, a_vault(safe))] == ["copied"]
    assert FolderKeys(safe).kind() == "encrypted"
    now = FileJournal(safe, clock, lambda: "x", vault=a_vault(safe))
    assert now.versions(meeting) == tiny().versions(meeting)
    assert examine(safe, a_vault(safe))[0].state == "sound"
    assert not any(b"Testa" in p.read_bytes() for p in safe.rglob("*") if p.is_file())
    # And again: what is there already stays.
    assert [c.outcome for c in restore(store, Vault(store), safe, a_vault(safe))] == ["same"]


def test_a_store_under_another_passphrase_is_sealed_anew(
    sealed: Open, store: Path, clock: Clock, details: Draft, tmp_path: Path
) -> None:
    meeting = sealed().begin([details], "Chair")
    other = tmp_path / "other"
    theirs = FileJournal(other, clock, lambda: "o1", vault=a_vault(other, "their own words"))
    theirs.begin([new(a_details("Theirs"))], "Noter")
    done = list(restore(other, Vault(other, Says("their own words")), store, a_vault(store)))
    assert [c.outcome for c in done] == ["copied"]
    assert read(store, clock, "o1") == read(store, clock, meeting) == ["details"]


def test_a_new_store_gets_a_key_of_its_own_where_the_old_one_may_be_known(
    sealed: Open, store: Path, clock: Clock, details: Draft, tmp_path: Path
) -> None:
    meeting = sealed().begin([details], "Chair")
    for name, new_key, same in (("same", False, True), ("new", True, False)):
        safe = tmp_path / name
        vault = a_vault(safe, "fresh words")
        old = Vault(store, Says())
        if same:
            vault = a_vault(safe)
        assert [c.outcome for c in restore(store, old, safe, vault, new_key=new_key)] == ["copied"]
        assert read(safe, clock, meeting, PASSPHRASE if same else "fresh words") == ["details"]
        theirs, ours = old.cipher(), vault.cipher()
        assert theirs is not None
        assert ours is not None
        assert (theirs.key == ours.key) == same


@pytest.mark.parametrize(
    "case", ["itself", "other store", "plain into encrypted's copy", "encrypted into plain", "nothing"]
)
def test_copies_that_make_no_sense_are_refused_in_one_line(
    sealed: Open, store: Path, clock: Clock, details: Draft, tmp_path: Path, case: str
) -> None:
    sealed().begin([details], "Chair")
    plain, other = tmp_path / "plain", tmp_path / "other"
    FileJournal(plain, clock, lambda: "p1").begin([details], "Chair")
    FileJournal(other, clock, lambda: "o1", vault=a_vault(other)).begin([details], "Chair")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    made = {
        "itself": lambda: back_up(store, a_vault(store), store),
        "other store": lambda: back_up(store, a_vault(store), other),
        "plain into encrypted's copy": lambda: back_up(plain, Vault(plain), other),
        "encrypted into plain": lambda: restore(store, a_vault(store), plain, Vault(plain)),
        "nothing": lambda: restore(tmp_path / "none", Vault(tmp_path / "none"), store, a_vault(store)),
    }
    with pytest.raises(NotSaved) as refused:
        list(made[case]())
    assert "\n" not in str(refused.value)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_after_a_change_the_next_copy_opens_with_the_new_passphrase(
    sealed: Open, store: Path, clock: Clock, details: Draft, copy: Path
) -> None:
    meeting = sealed().begin([details], "Chair")
    backed_up(sealed, copy)
    a_vault(store).change("new words")
    assert read(copy, clock, meeting) == ["details"]
    assert [c.outcome for c in back_up(store, a_vault(store, "new words"), copy)] == ["same"]
    assert read(copy, clock, meeting, "new words") == ["details"]


# ---- repair


def test_repair_keeps_what_is_sound_and_the_file_as_it_was(opened: Open, store: Path, two: list[str]) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    journal = opened()
    journal.append(two[0], [new(a_note("n3"))], "Chair")
    journal.append(two[0], [new(a_note("n4"))], "Chair")
    journal.meetings()
    whole = path.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*whole[:3], whole[3].replace(b'"line":4', b'"line":7'), whole[4]])
    path.write_bytes(damaged)
    done = repair(store, opened().vault)
    assert [(r.meeting, r.done) for r in done] == [(two[0], True)]
    assert path.with_name(done[0].kept).read_bytes() == damaged
    assert path.read_bytes() == b"".join(whole[:3])
    assert {d.state for d in examine(store, opened().vault)} == {"sound"}
    assert [v.record.id for v in opened().versions(two[0])] == ["details", "n1", "n2"]
    assert opened().append(two[0], [new(a_note("n5"))], "Chair")[0].seq == 4
    assert repair(store, opened().vault) == []


def test_a_file_cut_short_is_repaired_as_it_now_is(opened: Open, store: Path, two: list[str]) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert repair(store, opened().vault)[0].done
    assert [v.record.id for v in opened().versions(two[0])] == ["details"]
    assert opened().meetings()[1].position == 1


def test_a_missing_mark_is_made_anew(sealed: Open, store: Path, details: Draft) -> None:
    meeting = sealed().begin([details], "Chair")
    (store / "meetings" / f"{meeting}.mark").unlink()
    assert [r.done for r in repair(store, sealed().vault)] == [True]
    assert examine(store, sealed().vault)[0].state == "sound"


def test_a_file_with_nothing_sound_is_left_alone_and_said(opened: Open, store: Path, two: list[str]) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    path.write_bytes(path.read_bytes()[1:])
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    done = repair(store, opened().vault)
    assert [(r.done, r.kept) for r in done] == [(False, "")]
    assert "backup" in done[0].message
    assert {p: p.read_bytes() for p in store.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("call", ["create", "replace", "sync_folder"])
def test_a_repair_that_the_disk_refuses_loses_nothing(
    opened: Open, store: Path, two: list[str], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    damaged = b"".join(path.read_bytes().splitlines(keepends=True)[:-1])
    path.write_bytes(damaged)

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(durable_io, call, refuse)
        done = repair(store, opened().vault)
    assert not done[0].done
    assert path.read_bytes() == damaged
    assert repair(store, opened().vault)[0].done
    assert len(opened().versions(two[0])) == 1


def test_a_repair_waits_for_whoever_writes(opened: Open, store: Path, two: list[str]) -> None:
    path = store / "meetings" / f"{two[0]}.journal"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    with Lock(path.with_suffix(".mark"), 1).held():
        done = repair(store, opened().vault, lock_seconds=0.05)
    assert not done[0].done
    assert "another chairtui" in done[0].message
