"""A local copy of the server's key file, so that the passphrase opens the local cache without the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.key_file import KeyFile
from chairtui.journal.key_stores import FolderKeys, KeyStore, Kind
from chairtui.journal.protocol import Unreachable


class CachedKeys:
    """A `KeyStore` on a server, cached in a folder on each read; the copy stands in while the server is away.

    A folder that belongs to another store is renamed out of the way.
    """

    def __init__(self, server: KeyStore, folder: Path) -> None:
        self.folder = folder
        self._server = server
        self._here = FolderKeys(folder)

    @property
    def name(self) -> str:
        return self._server.name

    def kind(self) -> Kind:
        """Raises `Unreachable` where nothing is cached either."""
        try:
            return self._server.kind()
        except Unreachable:
            kind = self._here.kind()
            if kind == "new":
                raise
            return kind

    def read(self) -> KeyFile:
        """Raises what both places raise."""
        try:
            key = self._server.read()
        except Unreachable:
            if self._here.kind() != "encrypted":
                raise
            return self._here.read()
        return self._keep(key, self._remembered(key))

    def begin(self, key: KeyFile) -> KeyFile:
        """Raises what both places raise."""
        kept = self._server.begin(key)
        return self._keep(kept, kept.remembered)

    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Needs the server."""
        remembered = change(self.read()).remembered
        self._server.change(change)
        self._keep(self._server.read(), remembered)

    def _remembered(self, key: KeyFile) -> bool:
        """Whether this computer's keyring has the passphrase: a local setting, never the server's."""
        if self._here.kind() != "encrypted":
            return False
        kept = self._here.read()
        return kept.remembered and kept.store == key.store

    def _keep(self, key: KeyFile, remembered: bool) -> KeyFile:
        key = key.model_copy(update={"remembered": remembered})
        if self._here.kind() == "encrypted":
            kept = self._here.read()
            if kept == key:
                return key
            if kept.store == key.store:
                self._here.change(lambda _: key)
                return key
            aside = self.folder.with_name(f"{self.folder.name}.{kept.store[:12]}")
            try:
                self.folder.rename(aside)
            except OSError as error:
                raise durable_io.not_saved(error, aside) from error
        self._here.begin(key)
        return key
