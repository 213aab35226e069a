"""A server's key file, and the copy of it on this computer, by which the same passphrase opens what is kept here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chairtui.journal import disk
from chairtui.journal.key_file import KeyFile
from chairtui.journal.key_places import FolderKeys, KeyPlace, Kind
from chairtui.journal.protocol import Unreachable


class KeysKeptHere:
    """A `KeyPlace` on a server, copied into a folder each time it is read; while the server is away the copy stands in.

    A folder that belongs to another store is put aside whole.
    """

    def __init__(self, server: KeyPlace, folder: Path) -> None:
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
        self._keep(key)
        return key

    def begin(self, key: KeyFile) -> KeyFile:
        """Raises as both places do."""
        kept = self._server.begin(key)
        self._keep(kept)
        return kept

    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Only with the server there."""
        self._server.change(change)
        self._keep(self._server.read())

    def _keep(self, key: KeyFile) -> None:
        if self._here.kind() == "encrypted":
            kept = self._here.read()
            if kept == key:
                return
            if kept.store == key.store:
                self._here.change(lambda _: key)
                return
            aside = self.folder.with_name(f"{self.folder.name}.{kept.store[:12]}")
            try:
                self.folder.rename(aside)
            except OSError as error:
                raise disk.not_saved(error, aside) from error
        self._here.begin(key)
