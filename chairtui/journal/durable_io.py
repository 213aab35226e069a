"""Durable file operations (write, fsync, fsync the folder) on files private to their owner, and error messages."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from chairtui.file_moves import InUse, move_over
from chairtui.journal.protocol import NotSaved
from chairtui.regular_files import open_regular, read_regular
from chairtui.windows_paths import LONGEST_PATH, is_too_long
from chairtui.words import journal as words

SHARING_VIOLATION = 32
"""What Windows reports for a file that another program has open, where it isn't being replaced."""
_BINARY = getattr(os, "O_BINARY", 0)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, getattr(errno, "ESTALE", errno.ENOENT)}


class RollbackFailed(OSError):
    """A write failed, and so did truncating its partial result."""


class Handle:
    """A file kept open between operations. The file at its path may be replaced meanwhile."""

    def __init__(self, path: Path, flags: int) -> None:
        self._path = path
        self._flags = flags
        self._fd = -1
        self._place = (0, 0)

    @property
    def is_open(self) -> bool:
        return self._fd >= 0

    def fd(self) -> int:
        """The file descriptor, opened on demand. Raises `OSError`."""
        if self._fd < 0:
            fd = open_regular(self._path, self._flags)
            try:
                self._place = place(os.fstat(fd))
            except BaseException:
                os.close(fd)
                raise
            self._fd = fd
        return self._fd

    def is_at_its_path(self, found: os.stat_result | None = None) -> bool:
        """Whether the open file is still the one at its path; `found` is the path's stat, if known.

        Raises `OSError` other than `FileNotFoundError`.
        """
        try:
            return self.is_open and self._place == place(found or self._path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Close the file; `fd` reopens it."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                os.close(fd)

    def __del__(self) -> None:
        self.close()


def place(found: os.stat_result) -> tuple[int, int]:
    """Identity of a file: device and inode."""
    return found.st_dev, found.st_ino


def write(fd: int, data: bytes) -> None:
    """Write all of `data`. Raises `OSError`."""
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def sync(fd: int) -> None:
    """Flush the file to the drive, past the drive's own cache. Raises `OSError`."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS, fsync doesn't flush the drive's cache.
        with suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Fsync a folder, on platforms that support it (Windows doesn't)."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        sync(fd)
    finally:
        os.close(fd)


def cut(fd: int, length: int) -> None:
    """Truncate a file to `length` bytes and fsync it. Raises `OSError`."""
    os.ftruncate(fd, length)
    sync(fd)


def append(fd: int, data: bytes, length: int) -> None:
    """Append to a file of `length` bytes, atomically and durably. `fd` is open for appending.

    Raises `OSError`, `RollbackFailed`.
    """
    try:
        write(fd, data)
        sync(fd)
    except BaseException as error:
        try:
            cut(fd, length)
        except OSError as second:
            number = error.errno if isinstance(error, OSError) else second.errno
            raise RollbackFailed(number, os.strerror(number or errno.EIO)) from error
        raise


def shorten(path: Path, length: int) -> None:
    """Truncate the file at `path`, as `cut` does."""
    fd = open_regular(path, os.O_RDWR)
    try:
        cut(fd, length)
    finally:
        os.close(fd)


def create(path: Path, data: bytes) -> None:
    """Create a file readable by its owner only, durably. Raises `FileExistsError`, `OSError`."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        write(fd, data)
        sync(fd)
    except BaseException:
        os.close(fd)
        with suppress(OSError):
            path.unlink()
        raise
    os.close(fd)


def replace(path: Path, data: bytes) -> None:
    """Atomically create or replace a file, durably.

    Raises `OSError`; the old file is then intact, unless only the final fsync failed.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(FileNotFoundError):
        beside.unlink()
    create(beside, data)
    try:
        move_over(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Create a folder and its parents, private to their owner, durably. An existing folder is left as it is."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def read_from(path: Path, start: int) -> bytes:
    """Read a file from offset `start`. Raises `OSError`."""
    return read_regular(path, start=start)


def read_at(fd: int, start: int, size: int) -> bytes:
    """Read up to `size` bytes of a file that is open for appending. Raises `OSError`."""
    if sys.platform == "win32":
        os.lseek(fd, start, os.SEEK_SET)
        return os.read(fd, size)
    return os.pread(fd, size, start)


def not_saved(error: OSError, path: Path) -> NotSaved:
    """The exception for a failed write: one line with the reason and what to do."""
    reason, remedy = _why(error, path)
    form = words.NOT_SURE if isinstance(error, RollbackFailed) else words.NOT_SAVED
    return NotSaved(form.format(reason=reason, remedy=remedy))


def _why(error: OSError, path: Path) -> tuple[str, str]:
    if isinstance(error, InUse) or getattr(error, "winerror", 0) == SHARING_VIOLATION:
        return words.IN_USE.format(path=path), words.IN_USE_REMEDY
    if is_too_long(path) and error.errno in _GONE:
        return words.PATH_TOO_LONG.format(path=path, most=LONGEST_PATH), words.PATH_TOO_LONG_REMEDY
    if error.errno in _FULL:
        return words.NO_SPACE, words.NO_SPACE_REMEDY
    if error.errno in _FORBIDDEN:
        return words.NOT_ALLOWED.format(path=path.parent), words.NOT_ALLOWED_REMEDY
    if error.errno in _GONE:
        return words.GONE.format(path=path.parent), words.GONE_REMEDY
    if error.errno == errno.EIO:
        return words.FAULT, words.FAULT_REMEDY
    return words.OTHERWISE.format(path=path, reason=reason(error)), words.TRY_AGAIN


def reason(error: OSError) -> str:
    """The system's error message, in one line."""
    return (error.strerror or str(error) or type(error).__name__).splitlines()[0]
