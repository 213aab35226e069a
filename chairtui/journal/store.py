"""What a store is, whatever it is made of: above this room nobody asks if meetings are in a folder or a database."""

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
    from chairtui.journal.repair import Repair
    from chairtui.journal.tombstone import Tombstone
    from chairtui.journal.vault import PassphraseSource, Vault


@dataclass(frozen=True)
class StoreEnvironment:
    """What a store is opened with: the clock (aware), ids that nobody had, and whom to ask for a passphrase, by the
    store's name. `used` is the file that names the folders meetings were kept in, None to note none down; `own` this
    person's folder on this computer, for what a store on a server keeps here."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    asking: Callable[[str], PassphraseSource]
    own: Path
    used: Path | None = None


class Store(Protocol):
    """Where meetings are kept. Nothing is opened, and nobody asked, before it is needed.

    Each method raises `JournalError`s only: `Locked` without the passphrase, `Unreadable`, `Unreachable`, `NotSaved`.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The store as messages name it, without any secret; what `--store` takes."""

    @property
    @abstractmethod
    def vault(self) -> Vault:
        """Its key."""

    @property
    @abstractmethod
    def journal(self) -> Journal:
        """Its meetings; the same one each time, until `close`."""

    @abstractmethod
    def uncached_journal(self) -> Journal:
        """Its meetings as they are where they are kept, with nothing remembered of them and nothing kept in between on
        this computer; to be closed by who asked for it."""

    @abstractmethod
    def ids(self) -> list[str]:
        """Every meeting's id, whether or not it can be trusted, sorted."""

    @abstractmethod
    def missing(self) -> str:
        """What to tell somebody where it should be there and isn't, "" where it is or has yet to be made."""

    @abstractmethod
    def line_drafts(self, by: str) -> LineDrafts:
        """Where the seat of this name has the lines it began and did not file; always on this computer."""

    @abstractmethod
    def examine(self) -> list[Diagnosis]:
        """A diagnosis of every meeting, by id. Only reads."""

    @abstractmethod
    def repair(self) -> list[Repair]:
        """Repair what can be repaired; an entry for each meeting that isn't sound."""

    @abstractmethod
    def remove(self, meeting: str, by: str) -> Tombstone:
        """Remove a whole meeting for good, sound or not, and keep who did it and when. Raises `Refused` on a server,
        where that is for the owner of the database."""

    @abstractmethod
    def back_up(self, folder: Path) -> Iterator[CopyResult]:
        """Copy every meeting into a folder, a store under the same passphrase, and verify the copies."""

    @abstractmethod
    def restore(self, source: Store, *, new_key: bool = False) -> Iterator[CopyResult]:
        """Copy what another store holds into this one, nothing over more. A new folder gets the other's key and
        passphrase; `new_key`: its own ones."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what was opened. Calling it twice is no harm."""
