"""A lock among processes that a dead process can't leave behind: the system lets go of it.

The file that is locked stays, and so does its handle between two writes: opening it anew each time would cost more
than the write. It also holds the meeting's mark (see `marks`), which only whoever has the lock may change.
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
"""Short, and never twice the same: whoever writes all the time leaves gaps of less than that, which must be met."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows keeps others from reading what is locked: one byte, far behind anything written."""

    def take(fd: int) -> bool:
        """Lock it at once, or say that another has it. Raises `OSError`."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def let_go(fd: int) -> None:
        """Unlock it. Raises `OSError`."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def take(fd: int) -> bool:
        """Lock it at once, or say that another has it. Raises `OSError`."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(fd: int) -> None:
        """Unlock it. Raises `OSError`."""
        fcntl.flock(fd, fcntl.LOCK_UN)


class Lock:
    """A lock on a file, made if it isn't there. Not for two threads at once: each needs its own."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        self._seconds = seconds
        self._file = durable_io.Handle(path, os.O_RDWR | os.O_CREAT)

    def acquire(self) -> None:
        """Wait for it. Raises `TimeoutError`, `OSError`."""
        until = time.monotonic() + self._seconds
        while True:
            fd = self._file.fd()
            if take(fd):
                if self._file.is_at_its_path():
                    return
                # Another file lies there by now, which others lock.
                self._file.close()
            elif time.monotonic() >= until:
                raise TimeoutError
            else:
                time.sleep(random.uniform(0.2, 1) * POLL_SECONDS)

    def release(self) -> None:
        """Let the next one in."""
        if self._file.is_open:
            with suppress(OSError):
                let_go(self._file.fd())
                return
            # Closing lets go as well.
            self._file.close()

    @property
    def fd(self) -> int:
        """The locked file, open for reading and writing."""
        return self._file.fd()

    def close(self) -> None:
        """Let go of the file too; the next `acquire` opens it again."""
        self._file.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Meanwhile nobody else has it. Raises `TimeoutError`, `OSError`."""
        self.acquire()
        try:
            yield
        finally:
            self.release()
