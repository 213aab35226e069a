"""Keys for tests, with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from chairtui.journal.key_file import Cost, KeyFile
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import WrongPassphrase
from chairtui.journal.vault import Vault

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "four words nobody guesses"


class Says:
    """A passphrase source that always gives the same, and gives up if it is wrong."""

    def __init__(self, passphrase: str | None = PASSPHRASE) -> None:
        self.passphrase = passphrase
        self.asked = 0

    def known(self, key: KeyFile, *, wrong: bool) -> str:
        self.asked += 1
        if wrong or self.passphrase is None:
            raise WrongPassphrase("That is not the passphrase.")
        return self.passphrase

    def expects_encryption(self) -> bool:
        return False

    def fresh(self) -> str | None:
        self.asked += 1
        return self.passphrase


def a_vault(store: Path, passphrase: str | None = PASSPHRASE) -> Vault:
    return Vault(store, Says(passphrase), CHEAP)


def on_server(
    where: str, now: Callable[[], datetime], new_id: Callable[[], str], passphrase: str | None = PASSPHRASE
) -> PostgresJournal:
    """A seat's journal on a store of a real server."""
    server = Server(where, now)
    return PostgresJournal(server, now, new_id, Vault(DatabaseKeys(server), Says(passphrase), CHEAP))
