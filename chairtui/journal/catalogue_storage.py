"""TinyDB on the catalogue's file: lines that are added to, of which the last about a meeting counts.

TinyDB's own `JSONStorage` writes every document anew for each that changed: at 10,000 meetings 90 ms for each line
that is noted, and other processes' notes would be lost between its reading and its writing. Through this `Storage`,
TinyDB reads and queries the file as a table of documents; what is noted is one line, added under a lock. `write`, which
TinyDB calls for updates and removals, puts all documents in the file's place, under the same lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tinydb.storages import Storage

from chairtui.journal import durable_io
from chairtui.journal.encryption import FileCipher, NotDecrypted, padded
from chairtui.journal.locking import Lock
from chairtui.meeting.frozen import read_json, write_json

TABLE = "meetings"
KEY = "meeting"
LOCK_SECONDS = 5.0
Document = Mapping[str, object]


class CatalogueStorage(Storage):
    """The catalogue's file; `cipher` gives its key, None where it isn't encrypted. Damaged lines are passed over."""

    def __init__(self, path: Path, cipher: Callable[[], FileCipher | None]) -> None:
        self.path = path
        self._cipher = cipher
        self._lock = Lock(path.with_name(f"{path.name}.lock"), LOCK_SECONDS)

    def read(self) -> dict[str, dict[str, Document]] | None:
        """The last document about each meeting, numbered from "1"."""
        found: dict[str, Document] = {}
        for document in self._documents():
            key = document.get(KEY)
            if isinstance(key, str):
                found[key] = document
        return {TABLE: {str(n): document for n, document in enumerate(found.values(), 1)}} if found else None

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> None:
        """Put these documents in the file's place. Raises `OSError`, `TimeoutError`."""
        with self._lock.held():
            self._replace(list(data.get(TABLE, {}).values()))

    def compact(self) -> None:
        """Take out what no longer counts. Raises `OSError`, `TimeoutError`."""
        with self._lock.held():
            self._replace(list((self.read() or {}).get(TABLE, {}).values()))

    def _replace(self, documents: list[Document]) -> None:
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            beside.unlink()
        durable_io.create(beside, self._lines(documents))
        beside.replace(self.path)

    def add(self, documents: Iterable[Document]) -> None:
        """Note these, each in place of what is known of its meeting. Raises `OSError`, `TimeoutError`."""
        line = self._lines(list(documents))
        if not line:
            return
        with self._lock.held():
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                durable_io.write(handle, line if _ends_a_line(handle) else b"\n" + line)
            finally:
                os.close(handle)

    def close(self) -> None:
        """Let go of the lock's file."""
        self._lock.close()

    def _documents(self) -> Iterable[Document]:
        cipher = self._cipher()
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return []
        if cipher is None:
            with suppress(ValueError):
                return _parsed(b"[" + b",".join(lines) + b"]")
        found: list[Document] = []
        for line in lines:
            with suppress(ValueError, NotDecrypted):  # a line that was cut off or changed costs no other
                raw = b"[" + line + b"]" if cipher is None else cipher.open(line.decode("ascii", "replace"), b"entries")
                found += _parsed(raw)
        return found

    def _lines(self, documents: list[Document]) -> bytes:
        raw = [write_json(dict(document)).encode("utf-8") for document in documents]
        if not raw:
            return b""
        cipher = self._cipher()
        if cipher is not None:
            return cipher.close(padded(b"[" + b",".join(raw) + b"]"), b"entries").encode("ascii") + b"\n"
        return b"".join(each + b"\n" for each in raw)


def _ends_a_line(handle: int) -> bool:
    """Whether what is there ends with a whole line, as it doesn't where a write was cut off."""
    size = os.fstat(handle).st_size
    if not size:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _parsed(raw: bytes) -> list[Document]:
    found = read_json(raw)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
