"""Unsaved input, kept beside a store so that it survives a crash. Not part of a meeting."""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from chairtui.file_moves import move_over
from chairtui.journal.encryption import SALT_BYTES, NotDecrypted, StoreCipher, padded
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import JournalError
from chairtui.regular_files import open_regular, read_regular

FOLDER = "half-typed"
PLACE = b"half-typed"

LARGEST = 16_000_000
"""Largest file of drafts, in bytes."""


class LineDrafts:
    """A small file per meeting and user in the store's folder, readable by its owner only.

    `cipher` returns the key of an encrypted store, None for an unencrypted one. `by` is the user's name, so that two
    users of one store have separate drafts. Best effort: no method raises for disk or key errors.
    """

    def __init__(self, store: Path, cipher: Callable[[], StoreCipher | None] = lambda: None, by: str = "") -> None:
        self._folder = store / FOLDER
        self._cipher = cipher
        self._by = by
        self._held: dict[str, Lock] = {}

    def is_only_session(self, meeting: str) -> bool:
        """Claim the meeting for this process under this user name; whether it was free.

        Two sessions with the same name would share undo and drafts. The claim lasts until the process exits. Returns
        True if it can't be determined.
        """
        if meeting in self._held:
            return True
        try:
            file = self._file(meeting)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = Lock(file.with_suffix(".seat"), 0)
            lock.acquire()
        except TimeoutError:
            return False
        except (OSError, JournalError):
            return True
        self._held[meeting] = lock
        return True

    def _file(self, meeting: str) -> Path:
        if not self._by:
            return self._folder / f"{meeting}.json"
        cipher = self._cipher()
        # A keyed hash, so that file names can't be tested against guessed user names.
        said = hmac.digest(cipher.key if cipher else b"", f"{FOLDER} {self._by}".encode(errors="replace"), "sha256")
        return self._folder / f"{meeting}.{said.hex()[:16]}.json"

    def read(self, meeting: str) -> dict[str, str]:
        """Drafts by the field they belong to; {} if there are none or they are unreadable."""
        try:
            file = self._file(meeting)
            found: object = json.loads(self._opened(file.stem, read_regular(file, largest=LARGEST)))
        except (OSError, ValueError, RecursionError, JournalError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(place): line for place, line in found.items() if isinstance(line, str)}

    def keep(self, meeting: str, lines: Mapping[str, str]) -> None:
        """Replace the drafts. An empty mapping deletes the file."""
        try:
            file = self._file(meeting)
            if not lines:
                file.unlink(missing_ok=True)
                return
            kept = self._closed(file.stem, json.dumps(dict(lines), ensure_ascii=False).encode("utf-8"))
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = file.with_suffix(".part")
            handle = open_regular(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            with os.fdopen(handle, "wb") as out:
                out.write(kept)
            move_over(beside, file)
        except (OSError, ValueError, JournalError):
            return

    def _closed(self, name: str, plain: bytes) -> bytes:
        cipher = self._cipher()
        if cipher is None:
            return plain
        salt = os.urandom(SALT_BYTES)
        return f"{salt.hex()} {cipher.file(f'{FOLDER}/{name}', salt).close(padded(plain), PLACE)}".encode("ascii")

    def _opened(self, name: str, kept: bytes) -> bytes:
        """Raises `NotDecrypted`, which is a `ValueError`."""
        cipher = self._cipher()
        if cipher is None:
            return kept
        salt, parted, box = kept.decode("ascii").partition(" ")
        if not parted:
            raise NotDecrypted
        return cipher.file(f"{FOLDER}/{name}", bytes.fromhex(salt)).open(box, PLACE)
