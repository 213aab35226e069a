"""The way to a server that hangs, and the key by which what is kept here opens without it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chairtui.journal.key_file import KeyFile, new_cipher, wrap
from chairtui.journal.key_stores import FolderKeys, Kind
from chairtui.journal.offline.connection import AnyEvent, Backoff, Connection
from chairtui.journal.offline.key_cache import CachedKeys
from chairtui.journal.protocol import Unreachable
from chairtui.journal.vault import Vault
from tests.journal.meetings import Clock
from tests.journal.offline.a_server import ARemote, Server
from tests.journal.vaults import CHEAP, PASSPHRASE, Says


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    """Set at the end, so that what hangs ends."""
    event = threading.Event()
    yield event
    event.set()


def test_a_call_that_hangs_is_given_up_and_the_next_takes_another_way(hang: threading.Event) -> None:
    clock = Clock()
    server = Server(clock)
    made: list[ARemote] = []
    lost: list[bool] = []

    def connect() -> ARemote:
        made.append(server.connect())
        return made[-1]

    connection = Connection(connect, clock, lambda: lost.append(True), timeout_scale=0.02)
    with pytest.raises(Unreachable, match="did not answer"):
        connection.call(lambda _: hang.wait(), 3)
    assert (connection.away, connection.since, lost) == (True, clock(), [True])
    with pytest.raises(Unreachable):
        connection.call(lambda remote: remote.meetings())
    assert connection.attempt(lambda remote: remote.meetings(), 500) == []
    connection.mark_connected()
    assert (connection.away, len(made), lost) == (False, 2, [True])
    connection.close()


def test_tries_come_further_and_further_apart_and_never_at_the_same_moment() -> None:
    steady = Backoff(spread=lambda: 1.0)
    assert [steady.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 15, 15, 15]
    steady.reset()
    assert steady.next() == 0.5
    assert len({Backoff().next() for _ in range(20)}) > 1


def test_either_of_two_events_ends_a_wait() -> None:
    one, other = threading.Event(), threading.Event()
    either = AnyEvent(one, other)
    assert not either.wait(0.01)
    other.set()
    assert either.is_set() and either.wait(10)


class Keys:
    """A server's key place."""

    def __init__(self) -> None:
        self.key: KeyFile | None = wrap(new_cipher(), PASSPHRASE, CHEAP)
        self.away = False

    name = "db.example"

    def kind(self) -> Kind:
        return "encrypted" if self.read() else "new"

    def read(self) -> KeyFile:
        if self.away:
            raise Unreachable("away")
        assert self.key is not None
        return self.key

    def begin(self, key: KeyFile) -> KeyFile:
        self.key = key
        return key

    def change(self, change: object) -> None:
        self.key = change(self.read())  # type: ignore[operator]


def test_the_same_passphrase_opens_what_is_kept_here_without_the_server(tmp_path: Path) -> None:
    server = Keys()
    here = tmp_path / "here"
    opened = Vault(CachedKeys(server, here), Says(), CHEAP).cipher()
    server.away = True
    again = Vault(CachedKeys(server, here), Says(), CHEAP).cipher()
    assert opened is not None and again is not None
    assert (opened.store, opened.key) == (again.store, again.key)
    with pytest.raises(Unreachable):
        Vault(CachedKeys(server, tmp_path / "elsewhere"), Says(), CHEAP).cipher()


def test_a_changed_passphrase_counts_here_too_and_another_store_is_put_aside(tmp_path: Path) -> None:
    server = Keys()
    here = tmp_path / "here"
    Vault(CachedKeys(server, here), Says(), CHEAP).change("five other words nobody guesses")
    assert FolderKeys(here).read() == server.key
    before, server.key = server.read(), wrap(new_cipher(), PASSPHRASE, CHEAP)
    assert CachedKeys(server, here).read() == server.key == FolderKeys(here).read()
    (aside,) = tmp_path.glob("here.*")
    assert FolderKeys(aside).read() == before
