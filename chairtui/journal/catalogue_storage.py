"""A TinyDB `Storage` for the catalogue: a log of lines, of which the last about each meeting counts.

TinyDB's `JSONStorage` rewrites every document on each change, which takes 90 ms at 10,000 meetings and loses concurrent
writes. Here a change appends one line under a lock. `write`, which TinyDB calls for updates and removals, replaces the
file under the same lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tinydb.storages import Storage

from chairtui.file_moves import move_over
from chairtui.journal import durable_io
from chairtui.journal.encryption import FileCipher, NotDecrypted, padded
from chairtui.journal.locking import Lock
from chairtui.meeting.frozen import read_json, write_json
from chairtui.regular_files import open_regular, read_regular

TABLE = "meetings"
KEY = "meeting"
LOCK_SECONDS = 5.0
Document = Mapping[str, object]

LARGEST = 64_000_000
"""Largest catalogue, in bytes: one of 10,000 meetings takes a tenth of it. A larger one counts as missing."""


class CatalogueStorage(Storage):
    """The catalogue's file. `cipher` returns its key, None if unencrypted. Damaged lines are skipped."""

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
        """Replace the file by these documents. Raises `OSError`, `TimeoutError`."""
        with self._lock.held():
            self._replace(list(data.get(TABLE, {}).values()))

    def compact(self) -> None:
        """Drop superseded lines. Raises `OSError`, `TimeoutError`."""
        with self._lock.held():
            self._replace(list((self.read() or {}).get(TABLE, {}).values()))

    def _replace(self, documents: list[Document]) -> None:
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            beside.unlink()
        durable_io.create(beside, self._lines(documents))
        move_over(beside, self.path)

    def add(self, documents: Iterable[Document]) -> None:
        """Append these documents; each supersedes earlier ones about its meeting. Raises `OSError`, `TimeoutError`."""
        line = self._lines(list(documents))
        if not line:
            return
        with self._lock.held():
            handle = open_regular(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
            try:
                durable_io.write(handle, line if _ends_a_line(handle) else b"\n" + line)
            finally:
                os.close(handle)

    def close(self) -> None:
        """Close the lock file."""
        self._lock.close()

    def _documents(self) -> Iterable[Document]:
        cipher = self._cipher()
        try:
            lines = read_regular(self.path, largest=LARGEST).splitlines()
        except OSError:
            return []
        if cipher is None:
            with suppress(ValueError):
                return _parsed(b"[" + b",".join(lines) + b"]")
        found: list[Document] = []
        for line in lines:
            with suppress(ValueError, NotDecrypted):  # skip a damaged line
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
    """Whether the file ends with a complete line; it doesn't after an interrupted write."""
    size = os.fstat(handle).st_size
    if not size:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _parsed(raw: bytes) -> list[Document]:
    found = read_json(raw)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
