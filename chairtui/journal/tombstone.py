"""The record that a meeting was removed: by whom, when, and how many versions it had.

A file beside the meetings' files, so that a backup doesn't bring the meeting back unasked.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from chairtui.journal import durable_io
from chairtui.journal.encryption import SALT_BYTES, NotDecrypted, StoreCipher, padded
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.text import Name
from chairtui.regular_files import read_regular

SUFFIX = ".removed"
_PLACE = b"removed"
_SALT = bytes(SALT_BYTES)

LARGEST = 100_000
"""Largest tombstone, in bytes."""


class Tombstone(Frozen):
    """Who removed a meeting and when (aware), and its number of versions, 0 if unreadable. `moved_to`: the store that
    it was moved to, if it wasn't removed for good."""

    meeting: str
    by: Name
    at: Moment
    entries: int = 0
    moved_to: str = ""


def path_of(folder: Path, meeting: str) -> Path:
    return folder / f"{meeting}{SUFFIX}"


def is_there(folder: Path, meeting: str) -> bool:
    """Whether a meeting was removed from this folder."""
    return path_of(folder, meeting).exists()


def write(folder: Path, stone: Tombstone, cipher: StoreCipher | None) -> None:
    """Write it durably. Raises `OSError`."""
    raw = stone.model_dump_json().encode("utf-8")
    if cipher is not None:
        raw = cipher.file(f"removed/{stone.meeting}", _SALT).close(padded(raw), _PLACE).encode("ascii")
    durable_io.replace(path_of(folder, stone.meeting), raw)


def read(folder: Path, meeting: str, cipher: StoreCipher | None) -> Tombstone | None:
    """The tombstone of a meeting, None if there is none or it is invalid. Raises `OSError`."""
    raw = read_regular(path_of(folder, meeting), largest=LARGEST)
    try:
        if cipher is not None:
            raw = cipher.file(f"removed/{meeting}", _SALT).open(raw.decode("ascii", "replace"), _PLACE)
        found = Tombstone.model_validate_json(raw)
    except (NotDecrypted, ValidationError, ValueError):
        return None
    return found if found.meeting == meeting else None
