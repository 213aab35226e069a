"""A server's key file, and the copy of it on this computer, by which the same passphrase opens what is kept here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.key_file import KeyFile
from chairtui.journal.key_stores import FolderKeys, KeyStore, Kind
from chairtui.journal.protocol import Unreachable


class KeysKeptHere:
    """A `KeyStore` on a server, copied into a folder each time it is read; while the server is away the copy stands in.

    A folder that belongs to another store is put aside whole.
    """

    def __init__(self, server: KeyStore, folder: Path) -> None:
        self.folder = folder
        self._server = server
        self._here = FolderKeys(folder)

    @property
    def name(self) -> str:
        return self._server.name

    def kind(self) -> Kind:
        """Raises `Unreachable` where nothing is here either."""
        try:
            return self._server.kind()
        except Unreachable:
            kind = self._here.kind()
            if kind == "new":
                raise
            return kind

    def read(self) -> KeyFile:
        """Raises as both places do."""
        try:
            key = self._server.read()
        except Unreachable:
            if self._here.kind() != "encrypted":
                raise
            return self._here.read()
        return self._keep(key, self._remembered(key))

    def begin(self, key: KeyFile) -> KeyFile:
        """Raises as both places do."""
        kept = self._server.begin(key)
        return self._keep(kept, kept.remembered)

    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Only with the server there."""
        remembered = change(self.read()).remembered
        self._server.change(change)
        self._keep(self._server.read(), remembered)

    def _remembered(self, key: KeyFile) -> bool:
        """Whether this computer's keyring was given a passphrase of the store: no other computer's affair."""
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
