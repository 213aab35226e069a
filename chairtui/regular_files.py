"""Opens only regular files of a bounded size.

A pipe, a socket or a device in a file's place would hold up whoever reads it for ever, and a sparse file of gigabytes
would take all memory.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from chairtui.words.file_names import NOT_A_FILE, TOO_LARGE

MEGABYTE = 1_000_000
LARGEST = 256 * MEGABYTE
"""Largest file that is read, in bytes: a meeting of 50,000 records takes a tenth of it."""

_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Opening a pipe doesn't wait for its other end. Windows has none of these flags, and doesn't wait either."""
_BINARY: int = getattr(os, "O_BINARY", 0)


class NotARegularFile(OSError):
    """The path is a pipe, a socket or a device; `strerror` says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, NOT_A_FILE, str(path))


class FileTooLarge(OSError):
    """The file is larger than any that this program writes; `strerror` says so."""

    def __init__(self, path: Path, size: int, largest: int) -> None:
        reason = TOO_LARGE.format(size=f"{size / MEGABYTE:,.1f}", largest=f"{largest / MEGABYTE:,.1f}")
        super().__init__(errno.EFBIG, reason, str(path))


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """As `os.open`, in binary mode; a new file is private. Raises `NotARegularFile` at once, other `OSError`s."""
    fd = os.open(path, flags | _AT_ONCE | _BINARY, 0o600)
    try:
        found = os.fstat(fd).st_mode
        if stat.S_ISDIR(found):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found):
            raise NotARegularFile(path)
    except BaseException:
        os.close(fd)
        raise
    return fd


def read_regular(path: Path, most: int = -1, start: int = 0, *, largest: int = LARGEST) -> bytes:
    """At most `most` bytes of a file from `start`, all for -1.

    Raises as `open_regular`, `FileTooLarge` if that would be more than `largest` bytes, `ValueError` for a NUL.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        left = os.fstat(file.fileno()).st_size - start
        if most < 0 and left > largest:
            raise FileTooLarge(path, left, largest)
        if start:
            file.seek(start)
        return file.read(most)
