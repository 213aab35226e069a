"""The mark: how far a meeting's file reached when its last line was acknowledged, in a small file of its own.

It is written over in place after each line, without waiting for the drive: a power cut may leave an older mark, which
says less than the file and is no harm, but never a newer one. A file that ends before its mark was cut short.
In an encrypted store the mark is sealed, so it can be put back to an older one only together with the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.encryption import FileCipher, NotDecrypted

SUFFIX = ".mark"
SIZE = 256
"""Bytes, all of them from the first: writing over them needs no new space, and no new entry in the folder."""
_PLACE = b"mark"


class NoCheckpoint(ValueError):
    """There is no mark, or none that can be trusted."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Line `line` (the header is 1) was acknowledged, and its checksum was `checksum`."""

    line: int
    checksum: bytes


def path_of(journal: Path, meeting: str) -> Path:
    """Where the mark of a meeting's file is."""
    return journal.with_name(f"{meeting}{SUFFIX}")


def write(fd: int, mark: Checkpoint, cipher: FileCipher | None) -> None:
    """Set the mark in its open file. Raises `OSError`."""
    raw = as_bytes(mark, cipher)
    os.lseek(fd, 0, os.SEEK_SET)
    durable_io.write(fd, raw)


def as_bytes(mark: Checkpoint, cipher: FileCipher | None) -> bytes:
    """A mark's file."""
    if cipher is not None:
        plain = mark.line.to_bytes(8, "big") + mark.checksum
        return _sealed(cipher.close(plain, _PLACE))
    return _open(mark)


def read(path: Path) -> bytes:
    """A mark's file as it is, b"" where there is none. Raises `OSError`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def understood(raw: bytes, cipher: FileCipher | None) -> Checkpoint:
    """What a mark's file says. Raises `NoCheckpoint`."""
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
