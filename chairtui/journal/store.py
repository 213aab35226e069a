"""The Store protocol. Code above this package doesn't depend on whether a store is a folder or a database."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chairtui.journal.protocol import Journal

if TYPE_CHECKING:
    from chairtui.journal.backup import CopyResult
    from chairtui.journal.doctor import Diagnosis
    from chairtui.journal.line_drafts import LineDrafts
    from chairtui.journal.moved import Moved
    from chairtui.journal.repair import Repair
    from chairtui.journal.tombstone import Tombstone
    from chairtui.journal.vault import PassphraseSource, Vault
    from chairtui.meeting.after.actions_across import UnreadMeeting
    from chairtui.meeting.after.tally import MeetingTally, Period


@dataclass(frozen=True)
class StoreEnvironment:
    """What opening a store needs: a clock (aware times), unique ids, and the source of passphrases.

    `used`: file that lists the folders in use, None for no list; `own`: this user's folder on this computer, where a
    server store keeps its local cache.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    asking: Callable[[str], PassphraseSource]
    own: Path
    used: Path | None = None


class Store(Protocol):
    """A place that holds meetings. Connections, files and the key are opened on demand.

    Methods raise only `JournalError`s: `Locked` without the passphrase, `Unreadable`, `Unreachable`, `NotSaved`.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The store's name in messages, without secrets; also its value for `--store`."""

    @property
    @abstractmethod
    def vault(self) -> Vault:
        """The store's key."""

    @property
    @abstractmethod
    def journal(self) -> Journal:
        """The journal; the same instance until `close`."""

    @abstractmethod
    def uncached_journal(self) -> Journal:
        """A new journal that bypasses caches and the local replica. The caller closes it."""

    @abstractmethod
    def counted(self, period: Period) -> Iterator[MeetingTally | UnreadMeeting] | None:
        """What may be counted of closed meetings by a login of a server that reads none of them; None for any other,
        which counts the meetings of its journal. Needs no passphrase."""

    @abstractmethod
    def ids(self) -> list[str]:
        """Every meeting's id, damaged or not, sorted."""

    @abstractmethod
    def missing(self) -> str:
        """A message if the store should exist and doesn't, else ""."""

    @abstractmethod
    def line_drafts(self, by: str) -> LineDrafts:
        """The unsaved input of the user with this name; always on this computer."""

    @abstractmethod
    def examine(self) -> list[Diagnosis]:
        """Diagnose every meeting, sorted by id. Read-only."""

    @abstractmethod
    def repair(self) -> list[Repair]:
        """Repair what can be repaired; returns an entry for each damaged meeting."""

    @abstractmethod
    def remove(self, meeting: str, by: str) -> Tombstone:
        """Remove a meeting for good, damaged or not, and record who did it and when.

        Raises `Refused` on a server, where only the database owner may.
        """

    @abstractmethod
    def back_up(self, folder: Path) -> Iterator[CopyResult]:
        """Copy every meeting into a folder, a store with the same passphrase, and verify the copies."""

    @abstractmethod
    def restore(self, source: Store, *, new_key: bool = False) -> Iterator[CopyResult]:
        """Copy another store's meetings into this one, never replacing more by less.

        A new folder gets the source's key and passphrase, or its own if `new_key`.
        """

    @abstractmethod
    def rekey(self, target: Store) -> Iterator[Moved]:
        """Move every meeting that isn't in use into a new store of the same kind, which has another key.

        May be interrupted and repeated. Raises `Refused` also for another kind of store, or one with the same key.
        """

    @abstractmethod
    def close(self) -> None:
        """Release what was opened. Idempotent."""
