"""The wrapped key of a store on a server: in the one row of a table that only the owner can change."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.journal import key_file
from chairtui.journal.key_file import KeyFile
from chairtui.journal.key_stores import Kind
from chairtui.journal.postgresql.connection import Row
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import Locked
from chairtui.words import server as words


class DatabaseKeys:
    """A `KeyStore`. Raises what `Server.execute` raises."""

    def __init__(self, server: Server) -> None:
        self.server = server

    @property
    def name(self) -> str:
        return self.server.name

    def kind(self) -> Kind:
        return "new" if self._stored() is None else "encrypted"

    def read(self) -> KeyFile:
        """Raises `Locked` for a missing or damaged key; `Newer`."""
        kept = self._stored()
        if kept is None:
            raise Locked(words.NO_KEY_YET.format(server=self.name))
        return kept

    def begin(self, key: KeyFile) -> KeyFile:
        """Raises `Refused` for anybody but the store's owner."""
        with self.server.as_owner(), self.server.transaction() as connection:
            connection.execute("UPDATE chairtui.store SET key = %s WHERE key IS NULL", (_text(key),))
        return self.read()

    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Raises `Refused` for anybody but the store's owner. Keyring settings are not stored here."""
        before = self.read()
        if change(before).wrapped == before.wrapped:
            return
        with self.server.as_owner(), self.server.transaction() as connection:
            row = connection.execute("SELECT key FROM chairtui.store FOR UPDATE").fetchone()
            connection.execute("UPDATE chairtui.store SET key = %s", (_text(change(self._read(row))),))

    def _stored(self) -> KeyFile | None:
        rows = self.server.execute("SELECT key FROM chairtui.store WHERE key IS NOT NULL")
        return self._read(rows[0]) if rows else None

    def _read(self, row: Row | None) -> KeyFile:
        if row is None or not isinstance(row[0], str):
            raise Locked(words.NO_KEY_YET.format(server=self.name))
        return key_file.read(row[0].encode("utf-8"), self.name)


def _text(key: KeyFile) -> str:
    return key_file.as_bytes(key.model_copy(update={"remembered": False})).decode("utf-8")
