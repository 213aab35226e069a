"""Opens only regular files: a pipe, a socket or a device in a file's place would hold up whoever reads it, for ever."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from chairtui.words.file_names import NOT_A_FILE

_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Opening a pipe doesn't wait for its other end. Windows has none of these flags, and doesn't wait either."""
_BINARY: int = getattr(os, "O_BINARY", 0)


class NotARegularFile(OSError):
    """The path is a pipe, a socket or a device; `strerror` says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, NOT_A_FILE, str(path))


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


def read_regular(path: Path, most: int = -1, start: int = 0) -> bytes:
    """At most `most` bytes of a file from `start`, all for -1. Raises as `open_regular`, and `ValueError` for a NUL."""
    with os.fdopen(open_regular(path), "rb") as file:
        if start:
            file.seek(start)
        return file.read(most)
