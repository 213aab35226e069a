"""The checkpoint: the last acknowledged line of a meeting's file, in a small file beside it, to detect truncation.

It is overwritten in place after each line, without fsync. A power cut may leave an older checkpoint, which is harmless,
but never a newer one. In an encrypted store it is encrypted, so it can be rolled back only together with the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.encryption import FileCipher, NotDecrypted
from chairtui.regular_files import read_regular

SUFFIX = ".mark"
SIZE = 256
"""File size in bytes, fixed, so that overwriting needs neither new blocks nor a directory update."""
_PLACE = b"mark"


class NoCheckpoint(ValueError):
    """There is no checkpoint, or it is invalid."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Line `line` was acknowledged with this checksum; the header is line 1."""

    line: int
    checksum: bytes


def path_of(journal: Path, meeting: str) -> Path:
    """Path of a meeting's checkpoint."""
    return journal.with_name(f"{meeting}{SUFFIX}")


def write(fd: int, mark: Checkpoint, cipher: FileCipher | None) -> None:
    """Overwrite the checkpoint in its open file. Raises `OSError`."""
    raw = as_bytes(mark, cipher)
    os.lseek(fd, 0, os.SEEK_SET)
    durable_io.write(fd, raw)


def as_bytes(mark: Checkpoint, cipher: FileCipher | None) -> bytes:
    """Serialise a checkpoint."""
    if cipher is not None:
        plain = mark.line.to_bytes(8, "big") + mark.checksum
        return _sealed(cipher.close(plain, _PLACE))
    return _open(mark)


def read(path: Path) -> bytes:
    """Read a checkpoint file, b"" if there is none. Raises `OSError`."""
    try:
        return read_regular(path, SIZE + 1)
    except FileNotFoundError:
        return b""


def parse(raw: bytes, cipher: FileCipher | None) -> Checkpoint:
    """Parse a checkpoint file. Raises `NoCheckpoint`."""
    try:
        fields = json.loads(raw)
        if cipher is not None:
            plain = cipher.open(fields["box"], _PLACE)
            mark = Checkpoint(int.from_bytes(plain[:8], "big"), plain[8:])
            same = raw == _sealed(fields["box"])
        else:
            mark = Checkpoint(int(fields["line"]), bytes.fromhex(fields["sum"]))
            same = raw == _open(mark)
    except (ValueError, KeyError, TypeError, NotDecrypted):
        raise NoCheckpoint from None
    if mark.line < 1 or not same:
        raise NoCheckpoint
    return mark


def _open(mark: Checkpoint) -> bytes:
    return _filled(f'{{"line":{mark.line},"sum":"{mark.checksum.hex()}"}}')


def _sealed(box: str) -> bytes:
    return _filled(f'{{"box":"{box}"}}')


def _filled(text: str) -> bytes:
    return text.encode("ascii").ljust(SIZE - 1) + b"\n"
