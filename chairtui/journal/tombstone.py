"""What is left of a meeting that was removed: who did it and when, and how far the meeting had reached.

Its file, beside the meetings' own, keeps a copy from bringing the meeting back unasked.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from chairtui.journal import durable_io
from chairtui.journal.encryption import SALT_BYTES, NotDecrypted, StoreCipher, padded
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.text import Name

SUFFIX = ".removed"
_PLACE = b"removed"
_SALT = bytes(SALT_BYTES)


class Tombstone(Frozen):
    """Who removed a meeting and when (aware), and the entries it had, 0 where they couldn't be read."""

    meeting: str
    by: Name
    at: Moment
    entries: int = 0


def path_of(folder: Path, meeting: str) -> Path:
    return folder / f"{meeting}{SUFFIX}"


def is_there(folder: Path, meeting: str) -> bool:
    """Whether a meeting was removed from this folder of meetings."""
    return path_of(folder, meeting).exists()


def write(folder: Path, stone: Tombstone, cipher: StoreCipher | None) -> None:
    """Keep it durably. Raises `OSError`."""
    raw = stone.model_dump_json().encode("utf-8")
    if cipher is not None:
        raw = cipher.file(f"removed/{stone.meeting}", _SALT).close(padded(raw), _PLACE).encode("ascii")
    durable_io.replace(path_of(folder, stone.meeting), raw)


def read(folder: Path, meeting: str, cipher: StoreCipher | None) -> Tombstone | None:
    """What is said of a removed meeting, None where that can't be trusted. Raises `OSError`."""
    raw = path_of(folder, meeting).read_bytes()
    try:
        if cipher is not None:
            raw = cipher.file(f"removed/{meeting}", _SALT).open(raw.decode("ascii", "replace"), _PLACE)
        found = Tombstone.model_validate_json(raw)
    except (NotDecrypted, ValidationError, ValueError):
        return None
    return found if found.meeting == meeting else None
