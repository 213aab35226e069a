"""A store in a temporary folder, a manual clock, and predictable ids."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Journal
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock, a_details
from tests.journal.vaults import a_vault, on_server

Reopen = Callable[[], Journal]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(params=["plain", "encrypted", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def reopen(request: pytest.FixtureRequest, store: Path, clock: Clock) -> Iterator[Reopen]:
    """Another seat's journal on the same store, as a process of its own would open it.

    A journal that is to keep the same promises is one more of the params.
    """
    opened: list[Journal] = []
    ids = (f"m{number:03}" for number in itertools.count(1))
    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else None
    where = server.address(server.empty_store(), "ada") if server else ""

    def open_again() -> Journal:
        if server:
            journal: Journal = on_server(where, clock, lambda: next(ids))
        else:
            vault = a_vault(store) if request.param == "encrypted" else None
            journal = FileJournal(store, clock, lambda: next(ids), vault=vault)
        opened.append(journal)
        return journal

    yield open_again
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(reopen: Reopen) -> Journal:
    return reopen()


@pytest.fixture
def tiny(store: Path, clock: Clock) -> Callable[[], FileJournal]:
    """The TinyDB journal, for tests of its own failures."""
    ids = (f"t{number:03}" for number in itertools.count(1))
    return lambda: FileJournal(store, clock, lambda: next(ids), lock_seconds=0.2)


@pytest.fixture
def sealed(store: Path, clock: Clock) -> Callable[[], FileJournal]:
    """The same on an encrypted store."""
    ids = (f"t{number:03}" for number in itertools.count(1))
    return lambda: FileJournal(store, clock, lambda: next(ids), lock_seconds=0.2, vault=a_vault(store))


@pytest.fixture
def details() -> Draft:
    return Draft(record=a_details())
