"""An inter-process file lock that the system releases when its holder dies.

The lock file and its descriptor are kept between writes, as reopening would cost more than the write. It also holds the
meeting's checkpoint (see `checkpoint`), which only the lock's holder may change.
"""

from __future__ import annotations

import errno
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chairtui.journal import durable_io

POLL_SECONDS = 0.001
"""Polling interval, short and jittered: a process that writes continuously leaves gaps of less than a millisecond."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows blocks reading of a locked region: lock one byte far beyond the end."""

    def take(fd: int) -> bool:
        """Try to lock without waiting; whether it succeeded. Raises `OSError`."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def let_go(fd: int) -> None:
        """Unlock. Raises `OSError`."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def take(fd: int) -> bool:
        """Try to lock without waiting; whether it succeeded. Raises `OSError`."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(fd: int) -> None:
        """Unlock. Raises `OSError`."""
        fcntl.flock(fd, fcntl.LOCK_UN)


class Lock:
    """A lock on a file, created if missing. Not thread-safe: use one per thread."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        self._seconds = seconds
        self._file = durable_io.Handle(path, os.O_RDWR | os.O_CREAT)

    def acquire(self) -> None:
        """Wait for the lock. Raises `TimeoutError`, `OSError`."""
        until = time.monotonic() + self._seconds
        while True:
            fd = self._file.fd()
            if take(fd):
                if self._file.is_at_its_path():
                    return
                # The file was replaced meanwhile, and others lock the new one.
                self._file.close()
            elif time.monotonic() >= until:
                raise TimeoutError
            else:
                time.sleep(random.uniform(0.2, 1) * POLL_SECONDS)

    def release(self) -> None:
        """Release the lock."""
        if self._file.is_open:
            with suppress(OSError):
                let_go(self._file.fd())
                return
            # Closing releases the lock too.
            self._file.close()

    @property
    def fd(self) -> int:
        """The lock file's descriptor, open for reading and writing."""
        return self._file.fd()

    def close(self) -> None:
        """Close the lock file; the next `acquire` reopens it."""
        self._file.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock within the context. Raises `TimeoutError`, `OSError`."""
        self.acquire()
        try:
            yield
        finally:
            self.release()
