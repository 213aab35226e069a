"""The store's key is changed by moving its meetings into a new store, while others go on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.postgresql import queries
from chairtui.journal.postgresql import rekey as rekeying
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.rekey import rekey
from chairtui.journal.protocol import NoSuchMeeting, NotSaved, Refused, WrongPassphrase
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.journal.vaults import PASSPHRASE, on_server
from tests.servers import OWNER, RealServer

ROWS = "SELECT meeting, seq, id, stage, written_by, written FROM chairtui.version ORDER BY 1, 2"
MEMBERS = "SELECT meeting, login, seat FROM chairtui.member ORDER BY 1, 2"


@pytest.fixture
def new_store(postgresql_server: RealServer, clock: Clock) -> Iterator[Callable[..., PostgresJournal]]:
    """Another store with another key, as a login opens it."""
    database = postgresql_server.new_store()
    with psycopg.connect(postgresql_server.address(database), autocommit=True) as line:
        line.execute("UPDATE chairtui.store SET key = NULL")
    opened: list[PostgresJournal] = []
    ids = (f"n{number:03}" for number in itertools.count(1))

    def open_(login: str, passphrase: str = "the new words of the team") -> PostgresJournal:
        opened.append(on_server(postgresql_server.address(database, login), clock, lambda: next(ids), passphrase))
        return opened[-1]

    assert open_(OWNER).vault.cipher_for_writing() is not None
    yield open_
    for journal in opened:
        journal.close()


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekeying, "IDLE_HOURS", 0)


@pytest.fixture
def meeting(seat: Login, details: Draft) -> str:
    """A meeting that Ada chairs, where Ben reads and Cleo has taken notes."""
    ada = seat("ada")
    name = ada.begin([details, new(a_note("n1"))], "Ada")
    queries.give_seat(ada.server, name, "ben", "reader")
    queries.give_seat(ada.server, name, "cleo", "note-taker")
    seat("cleo").append(name, [new(a_note("n2"))], "Cleo")
    return name


def rows(journal: PostgresJournal, query: str) -> list[tuple[object, ...]]:
    return journal.server.execute(query)


def test_a_meeting_is_moved_with_its_members_and_who_wrote_what_when(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None
) -> None:
    old = seat(OWNER)
    whole, provenance, members = old.versions(meeting), rows(old, ROWS), rows(old, MEMBERS)
    assert [moved.state for moved in rekey(old, new_store(OWNER))] == ["moved"]
    assert new_store("ben").versions(meeting) == whole
    assert rows(new_store(OWNER), ROWS) == provenance
    assert rows(new_store(OWNER), MEMBERS) == members
    assert new_store("cleo").append(meeting, [new(a_note("n3"))], "Cleo")[0].seq == 4
    with pytest.raises(Refused, match="reader"):
        new_store("ben").append(meeting, [new(a_note("n4"))], "Ben")
    with pytest.raises(NoSuchMeeting):
        new_store("mallory").versions(meeting)


def test_who_knows_the_old_passphrase_opens_nothing_in_the_new_store(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None, past: Past
) -> None:
    list(rekey(seat(OWNER), new_store(OWNER)))
    with pytest.raises(WrongPassphrase):
        new_store("ada", PASSPHRASE).versions(meeting)
    old, fresh = (
        rows(seat(OWNER), "SELECT box FROM chairtui.version"),
        rows(new_store(OWNER), "SELECT box FROM chairtui.version"),
    )
    assert not set(old) & set(fresh)
    wrapped = "SELECT wrapped FROM chairtui.meeting"
    assert rows(seat(OWNER), wrapped) != rows(new_store(OWNER), wrapped)


def test_what_was_moved_is_read_in_the_old_store_and_written_in_the_new_one_alone(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None
) -> None:
    cleo = seat("cleo")
    assert len(cleo.versions(meeting)) == 3
    list(rekey(seat(OWNER), new_store(OWNER)))
    assert len(cleo.versions(meeting)) == 3
    for login in ("ada", "cleo"):
        with pytest.raises(Refused, match="can only be read here"):
            seat(login).append(meeting, [new(a_note("late"))], login)


def test_a_meeting_that_goes_on_is_left_until_a_later_run(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["in use"]
    assert new_store(OWNER).ids() == []
    assert seat("cleo").append(meeting, [new(a_note("n3"))], "Cleo")[0].seq == 4
    monkeypatch.setattr(rekeying, "IDLE_HOURS", 0)
    for _ in range(2):
        assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["moved"]
    assert len(new_store("ada").versions(meeting)) == 4


def test_a_line_written_while_a_meeting_is_moved_is_not_lost(
    meeting: str,
    seat: Login,
    new_store: Callable[..., PostgresJournal],
    idle: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = rekeying._make_read_only
    cleo = seat("cleo")

    def written_before(*given: object) -> bool:
        cleo.append(meeting, [new(a_note("between"))], "Cleo")
        monkeypatch.setattr(rekeying, "_make_read_only", whole)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rekeying, "_make_read_only", written_before)
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["in use"]
    assert new_store(OWNER).ids() == []
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["moved"]
    assert [v.record.id for v in new_store("ada").versions(meeting)][-1] == "between"


def test_a_run_that_was_interrupted_is_finished_by_the_next(
    meeting: str,
    seat: Login,
    new_store: Callable[..., PostgresJournal],
    idle: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_make_read_only", killed)
        with pytest.raises(KeyboardInterrupt):
            list(rekey(seat(OWNER), new_store(OWNER)))
    seat("cleo").append(meeting, [new(a_note("after"))], "Cleo")
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["moved"]
    assert len(new_store("cleo").versions(meeting)) == 4
    assert [m.seat for m in queries.members(new_store("ada").server, meeting)] == ["chair", "reader", "note-taker"]


def test_a_meeting_is_in_nobodys_list_in_the_new_store_while_it_can_be_written_to_in_the_old_one(
    meeting: str,
    seat: Login,
    new_store: Callable[..., PostgresJournal],
    idle: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    for step in ("_make_read_only", "_show"):
        with monkeypatch.context() as patch:
            patch.setattr(rekeying, step, killed)
            with pytest.raises(KeyboardInterrupt):
                list(rekey(seat(OWNER), new_store(OWNER)))
        for login in ("ada", "ben", "cleo"):
            assert new_store(login).ids() == []
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["moved"]
    assert new_store("ada").ids() == [meeting]
    assert [(m.login, m.seat) for m in queries.members(new_store("ada").server, meeting)] == [
        ("ada", "chair"),
        ("ben", "reader"),
        ("cleo", "note-taker"),
    ]


def test_two_runs_at_once_are_one_run(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None
) -> None:
    first = rekey(seat(OWNER), new_store(OWNER))
    assert next(first).state == "moved"
    with pytest.raises(Refused, match="another run"):
        list(rekey(seat(OWNER), new_store(OWNER)))
    assert list(first) == []
    assert [moved.state for moved in rekey(seat(OWNER), new_store(OWNER))] == ["moved"]
    assert len(new_store("ada").versions(meeting)) == 3


def test_a_full_disk_at_the_new_store_leaves_a_meeting_where_it_is(
    meeting: str,
    seat: Login,
    new_store: Callable[..., PostgresJournal],
    idle: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise NotSaved("No space left on the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_insert", full)
        [told] = rekey(seat(OWNER), new_store(OWNER))
    assert (told.state, "No space" in told.message) == ("not moved", True)
    assert seat("cleo").append(meeting, [new(a_note("n3"))], "Cleo")[0].seq == 4


def test_whoever_writes_to_a_meeting_that_was_moved_is_told_where_it_is(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None
) -> None:
    cleo = seat("cleo")
    cleo.versions(meeting)
    list(rekey(seat(OWNER), new_store(OWNER)))
    with pytest.raises(Refused, match="another store now, under a new key"):
        cleo.append(meeting, [new(a_note("late"))], "Cleo")
    with pytest.raises(Refused, match="You sit at this meeting as a reader"):
        new_store("ben").append(meeting, [new(a_note("late"))], "Ben")


def test_lines_of_a_seat_that_was_away_meanwhile_stay_on_its_computer_and_it_is_told(
    meeting: str,
    seat: Login,
    new_store: Callable[..., PostgresJournal],
    idle: None,
    tmp_path: Path,
    clock: Clock,
) -> None:
    cleo = seat("cleo")
    away = OfflineJournal(lambda: cleo, tmp_path / "away", cleo.vault, clock, timeout_scale=0)
    away.open_replica(meeting)
    away.versions(meeting)
    away.sync.connection.mark_away()
    away.append(meeting, [new(a_note("typed-away"))], "Cleo")
    list(rekey(seat(OWNER), new_store(OWNER)))
    assert away.sync.reconnect()
    [kept] = away.unsent(meeting)
    assert (kept.record.id, "another store now, under a new key" in kept.why) == ("typed-away", True)
    assert any("another store now" in notice for notice in away.notices())
    assert len(new_store("cleo").versions(meeting)) == 3
    away.close()


def test_a_meeting_that_was_written_to_in_both_stores_is_named_and_left(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None, past: Past
) -> None:
    list(rekey(seat(OWNER), new_store(OWNER)))
    past(OWNER).execute("UPDATE chairtui.member SET seat = 'chair' WHERE login = 'ada'")
    seat("ada").append(meeting, [new(a_note("old"))], "Ada")
    new_store("ada").append(meeting, [new(a_note("new"))], "Ada")
    [moved] = rekey(seat(OWNER), new_store(OWNER))
    assert (moved.state, "both stores" in moved.message) == ("not moved", True)


def test_only_the_owner_of_both_stores_moves_meetings_and_never_into_the_same_key(
    meeting: str, seat: Login, new_store: Callable[..., PostgresJournal], idle: None
) -> None:
    for source, target in ((seat("ada"), new_store(OWNER)), (seat(OWNER), new_store("ada"))):
        with pytest.raises(Refused, match="Only the login"):
            rekey(source, target)
    with pytest.raises(Refused, match="the same key"):
        rekey(seat(OWNER), seat(OWNER))
