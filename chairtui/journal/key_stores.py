"""Where a store keeps its wrapped key: `key.json` in a folder, a table in a database."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

from chairtui.journal import durable_io, file_format, key_file
from chairtui.journal.key_file import FILE, KeyFile
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import Locked, NotSaved, Unreadable
from chairtui.regular_files import read_regular
from chairtui.words import journal as words

LOCK_SECONDS = 5.0
Kind = Literal["new", "plain", "encrypted"]


class KeyStore(Protocol):
    """Storage of a wrapped key. Methods raise only `JournalError`s."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The store's name in messages, without secrets."""

    @abstractmethod
    def kind(self) -> Kind:
        """Whether the store is new, unencrypted, or encrypted."""

    @abstractmethod
    def read(self) -> KeyFile:
        """Read the wrapped key."""

    @abstractmethod
    def begin(self, key: KeyFile) -> KeyFile:
        """Save a new store's key durably; returns the saved one, which is another process's if that was first."""

    @abstractmethod
    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Atomically replace the wrapped key by what `change` returns, durably."""


class FolderKeys:
    """`key.json` in a store's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        return str(self.folder)

    def kind(self) -> Kind:
        """Raises `Locked` if an encrypted store's key file is missing, `Unreadable`."""
        try:
            if (self.folder / FILE).exists():
                return "encrypted"
            with os.scandir(self.folder / "meetings") as found:
                first = next((Path(f.path) for f in found if f.name.endswith(".journal")), None)
            if first is None:
                return "new"
            sealed = file_format.is_sealed(read_regular(first, 4096).partition(b"\n")[0])
        except (FileNotFoundError, NotADirectoryError):
            return "new"
        except OSError as error:
            raise Unreadable(words.UNREADABLE.format(path=self.folder, reason=durable_io.reason(error))) from error
        if sealed:
            raise Locked(words.KEY_MISSING.format(store=self.folder))
        return "plain"

    def read(self) -> KeyFile:
        """Raises `Unreadable`, `Newer`, or `Locked` if the key file is damaged."""
        path = self.folder / FILE
        try:
            raw = read_regular(path, largest=key_file.LARGEST)
        except OSError as error:
            raise Unreadable(words.UNREADABLE.format(path=path, reason=durable_io.reason(error))) from error
        return key_file.read(raw, str(path))

    def begin(self, key: KeyFile) -> KeyFile:
        """Raises `NotSaved`."""
        try:
            durable_io.make_folder(self.folder)
        except (FileExistsError, NotADirectoryError):
            raise NotSaved(words.STORE_IS_A_FILE.format(path=self.folder)) from None
        except OSError as error:
            raise durable_io.not_saved(error, self.folder / FILE) from error
        with self._alone():
            if (self.folder / FILE).exists():
                return self.read()
            durable_io.replace(self.folder / FILE, key_file.as_bytes(key))
        return key

    def change(self, change: Callable[[KeyFile], KeyFile]) -> None:
        """Raises `NotSaved`, `Unreadable`."""
        with self._alone():
            durable_io.replace(self.folder / FILE, key_file.as_bytes(change(self.read())))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock the key file among processes. Raises `NotSaved`."""
        lock = Lock(self.folder / "key.lock", LOCK_SECONDS)
        try:
            with lock.held():
                yield
        except TimeoutError:
            reason = words.BUSY_KEY.format(seconds=LOCK_SECONDS)
            raise NotSaved(words.NOT_SAVED.format(reason=reason, remedy=words.BUSY_REMEDY)) from None
        except OSError as error:
            raise durable_io.not_saved(error, self.folder / FILE) from error
        finally:
            lock.close()
