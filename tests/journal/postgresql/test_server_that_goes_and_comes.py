"""The server restarted, killed, slow or gone in the middle: what was acknowledged is there once, and who sits here is
told the rest in one line."""

from __future__ import annotations

import queue
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chairtui.journal.postgresql import notifications, queries
from chairtui.journal.postgresql.connection import Params, Row
from chairtui.journal.postgresql.meeting_cache import PreparedWrite
from chairtui.journal.postgresql.server import ConnectionLost, Server
from chairtui.journal.protocol import Conflict, Journal, NotAdmitted, NotSaved, Unreachable
from chairtui.meeting.records import Draft, Version
from tests.journal.meetings import Clock, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.journal.vaults import on_server
from tests.servers import RealServer


@pytest.fixture
def meeting(seat: Login, details: Draft) -> str:
    return seat("ada").begin([details], "Ada")


def end_connections(past: Past) -> None:
    past("keeper").execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chairtui'")


@contextmanager
def watched(journal: Journal, meeting: str, after: int) -> Iterator[Callable[[], list[Version]]]:
    """Somebody who watches; gives what came next."""
    heard: queue.SimpleQueue[list[Version]] = queue.SimpleQueue()
    stop = threading.Event()

    def listen() -> None:
        for versions in journal.watch(meeting, after, stop):
            heard.put(versions)

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        yield lambda: heard.get(timeout=20)
    finally:
        stop.set()
        listening.join()


def test_a_connection_that_was_ended_is_made_anew_without_a_word(meeting: str, seat: Login, past: Past) -> None:
    ada = seat("ada")
    ada.append(meeting, [new(a_note("n1"))], "Ada")
    end_connections(past)
    ada.append(meeting, [new(a_note("n2"))], "Ada")
    assert [v.seq for v in seat("ada").versions(meeting)] == [1, 2, 3]
    assert ada.connection_state().state == "connected"


def test_a_line_is_heard_long_before_anybody_would_look(
    meeting: str, seat: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = seat("ada")
    monkeypatch.setattr(notifications, "POLL_SECONDS", 60)
    with watched(seat("ada"), meeting, 0) as heard:
        assert [v.seq for v in heard()] == [1]
        for number in range(2, 12):
            ada.append(meeting, [new(a_note(f"n{number}"))], "Ada")
            assert [v.seq for v in heard()] == [number]


def test_ones_own_lines_are_not_read_back(meeting: str, seat: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = seat("ada")
    monkeypatch.setattr(notifications, "POLL_SECONDS", 60)
    with watched(ada, meeting, 0) as heard:
        assert [v.seq for v in heard()] == [1]
        ada.append(meeting, [new(a_note("n2"))], "Ada")
        assert [v.seq for v in heard()] == [2]
        read: list[int] = []
        monkeypatch.setattr(queries, "fetch", lambda *asked: read.append(asked[-1]))
        for number in range(3, 13):
            ada.append(meeting, [new(a_note(f"n{number}"))], "Ada")
            assert [v.seq for v in heard()] == [number]
        assert read == []


def test_a_member_who_notifies_nonsense_disturbs_nobody(meeting: str, seat: Login, past: Past) -> None:
    ada, line = seat("ada"), past("ada")
    found = line.execute("SELECT channel FROM chairtui.meeting").fetchone()
    assert found is not None
    with watched(seat("ada"), meeting, 1) as heard:
        for number, payload in enumerate(("", "9" * 5000, "-1", "Ⅻ", "x"), 2):
            line.execute("SELECT pg_notify(%s, %s)", (f"chairtui_{found[0]}", payload))
            ada.append(meeting, [new(a_note(f"n{number}"))], "Ada")
            assert [v.seq for v in heard()] == [number]


def test_who_watches_hears_again_after_the_connection_went(meeting: str, seat: Login, past: Past) -> None:
    ada = seat("ada")
    with watched(seat("ada"), meeting, 1) as heard:
        for number in range(2, 5):
            end_connections(past)
            ada.append(meeting, [new(a_note(f"n{number}"))], "Ada")
            assert [v.seq for v in heard()] == [number]


def test_an_answer_that_was_lost_doubles_nothing(meeting: str, seat: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = seat("ada")
    ids = [str(uuid.uuid4()) for _ in range(2)]
    drafts = [new(a_note("n1")), Draft(record=a_note("n1", "Changed."), base=2)]
    whole = queries.append

    def kept_and_lost(server: Server, name: str, after: int, written: PreparedWrite) -> bool:
        whole(server, name, after, written)
        raise Unreachable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(queries, "append", kept_and_lost)
        with pytest.raises(Unreachable):
            ada.append(meeting, drafts, "Ada", ids=ids)
    for journal in (ada, seat("ada")):
        assert [v.seq for v in journal.append(meeting, drafts, "Ada", ids=ids)] == [2, 3]
    assert len(seat("ada").versions(meeting)) == 3


def test_a_beginning_whose_answer_was_lost_makes_one_meeting(
    seat: Login, details: Draft, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = seat("ada")
    first = ada.begin([details], "Ada")
    whole = Server._execute

    def lost_once(server: Server, query: str, given: Params, meeting: str, login: str, seconds: float) -> list[Row]:
        answer = whole(server, query, given, meeting, login, seconds)
        if query == queries.CREATE:
            monkeypatch.setattr(Server, "_execute", whole)
            raise ConnectionLost("gone")
        return answer

    monkeypatch.setattr(Server, "_execute", lost_once)
    name = ada.begin([details], "Ada")
    assert {m.id for m in seat("ada").meetings()} == {first, name}


def test_what_was_kept_in_part_before_is_completed(meeting: str, seat: Login) -> None:
    ada = seat("ada")
    ids = [str(uuid.uuid4()) for _ in range(3)]
    drafts = [new(a_note(f"n{n}")) for n in range(3)]
    ada.append(meeting, drafts[:1], "Ada", ids=ids[:1])
    assert [v.seq for v in ada.append(meeting, drafts, "Ada", ids=ids)] == [2, 3, 4]
    assert [v.seq for v in seat("ada").append(meeting, drafts, "Ada", ids=ids)] == [2, 3, 4]


def test_a_time_of_its_own_is_kept_unless_others_wrote_later(meeting: str, seat: Login, clock: Clock) -> None:
    early = clock()
    clock.forward(60)
    ada = seat("ada")
    [first] = ada.append(meeting, [new(a_note("n1"))], "Ada", at=early)
    [late] = ada.append(meeting, [new(a_note("n2"))], "Ada")
    [between] = seat("ada").append(meeting, [new(a_note("n3"))], "Ada", at=early)
    assert (first.at, between.at) == (early, late.at)


def test_two_that_judged_by_the_same_past_do_not_both_win(meeting: str, seat: Login) -> None:
    ada, other = seat("ada"), seat("ada")
    assert len(ada.versions(meeting)) == len(other.versions(meeting)) == 1
    theirs = other.append(meeting, [new(a_note("n1", "Theirs."))], "Other")[0]
    mine = new(a_note("n1", "Mine."))
    with pytest.raises(Conflict) as conflict:
        ada.append(meeting, [mine], "Ada")
    assert (conflict.value.mine, conflict.value.theirs) == (mine, theirs)
    assert [v.seq for v in ada.append(meeting, [new(a_note("n2"))], "Ada")] == [3]


def test_seats_that_all_write_at_once_lose_nothing(meeting: str, seat: Login) -> None:
    def write(name: str) -> None:
        journal = seat("ada")
        for number in range(10):
            journal.append(meeting, [new(a_note(f"{name}-{number}"))], name)

    threads = [threading.Thread(target=write, args=(f"seat{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = seat("ada").versions(meeting)
    assert [v.seq for v in found] == list(range(1, 62))
    assert len({v.record.id for v in found}) == 61


def test_a_line_that_says_nothing_is_given_up_in_time(
    meeting: str, seat: Login, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = seat("ada")
    assert len(ada.versions(meeting)) == 1
    monkeypatch.setattr(queries, "WRITE_TIMEOUT", 0.3)
    monkeypatch.setattr(queries, "MIN_ROWS_PER_SECOND", 1_000_000)
    keeper = past("keeper")
    with keeper.transaction():
        keeper.execute("LOCK TABLE chairtui.meeting IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Unreachable, match="does not answer"):
            ada.append(meeting, [new(a_note("n1"))], "Ada")
        assert ada.connection_state().state == "away"
        assert ada.connection_state().since is not None
    ada.append(meeting, [new(a_note("n2"))], "Ada")
    assert ada.connection_state().state == "connected"


def test_a_server_that_is_not_there_is_said_in_one_line(tmp_path: Path, clock: Clock) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        for where in (f"postgresql://ada@127.0.0.1:{port}/x", f"postgresql:///x?host={tmp_path}"):
            away = on_server(where, clock, lambda: "x")
            with pytest.raises(Unreachable, match="Check the network") as refused:
                away.meetings()
            assert "\n" not in str(refused.value)
            assert away.connection_state().state == "away"


@pytest.mark.parametrize("where", ["ada@/nowhere", "nobody@/postgres"])
def test_a_database_or_a_login_that_is_not_there_is_no_matter_of_the_network(
    postgresql_server: RealServer, clock: Clock, where: str
) -> None:
    with pytest.raises(NotAdmitted, match="does not exist"):
        on_server(f"postgresql://{where}?host={postgresql_server.folder}", clock, lambda: "x").meetings()


def test_a_server_that_takes_no_changes_says_so(meeting: str, seat: Login, past: Past) -> None:
    past("keeper").execute("ALTER ROLE ada SET default_transaction_read_only = on")
    try:
        with pytest.raises(NotSaved, match="takes no changes"):
            seat("ada").append(meeting, [new(a_note("n1"))], "Ada")
    finally:
        past("keeper").execute("ALTER ROLE ada RESET default_transaction_read_only")
    assert len(seat("ada").versions(meeting)) == 1


def test_what_is_acknowledged_is_on_the_servers_drive_whatever_it_is_set_to(
    meeting: str, seat: Login, past: Past
) -> None:
    shown = seat("ada").server.execute("SHOW synchronous_commit")
    assert shown == [("on",)]


@pytest.fixture
def own_server() -> Iterator[RealServer]:
    # What the system was given outlives a kill; `make torture` has it on the drive besides.
    server = RealServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


def test_a_server_killed_in_the_middle_has_all_that_was_acknowledged(
    own_server: RealServer, clock: Clock, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "MAX_DELAY", 0.05)
    where = own_server.address(own_server.new_store(), "ada")
    ada, ben, late = (on_server(where, clock, lambda: "m1") for _ in range(3))
    meeting = ada.begin([details], "Ada")
    with watched(ben, meeting, 1) as heard:
        ada.append(meeting, [new(a_note("n1"))], "Ada")
        assert [v.seq for v in heard()] == [2]
        own_server.kill()
        lost = [str(uuid.uuid4())]
        with pytest.raises(Unreachable):
            ada.append(meeting, [new(a_note("n2"))], "Ada", ids=lost)
        assert ada.connection_state().state == "away"
        own_server.start()
        ada.append(meeting, [new(a_note("n2"))], "Ada", ids=lost)
        assert [v.seq for v in heard()] == [3]
    assert [v.record.id for v in late.versions(meeting)][1:] == ["n1", "n2"]
    for journal in (ada, ben, late):
        journal.close()
