"""A private temporary file for a text that another program edits; left-over files of killed runs are swept."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chairtui.journal import locking
from chairtui.shutdown import deadline

PREFIX = "chairtui-edit-"
LOCK = "in-use"
"""Name of the lock file held while the text is edited; the lock ends with this process."""
BEGINNING = 60.0
"""Seconds for which a folder without a lock file may still be in creation."""


def roots() -> list[Path]:
    """Candidate folders, best first: in memory and private where the system has one."""
    found = [os.environ.get("XDG_RUNTIME_DIR", ""), f"/run/user/{os.getuid()}" if os.name != "nt" else ""]
    return [*(path for path in map(Path, filter(None, found)) if path.is_dir()), Path(tempfile.gettempdir())]


@contextmanager
def scratch_file(text: str, name: str) -> Iterator[Path]:
    """Context manager: a file with this text in a private folder. Raises `OSError`, `ValueError`."""
    folder = _new_folder()
    forget = deadline.at_forced_end(lambda: _remove(folder))
    held = -1
    try:
        held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        locking.take(held)
        file = folder / name
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        yield file
    finally:
        if held >= 0:
            os.close(held)
        _remove(folder)
        forget()


def sweep() -> None:
    """Overwrite and remove files that killed runs left behind. Raises nothing."""
    for root in roots():
        with suppress(OSError):
            for folder in list(root.glob(f"{PREFIX}*")):
                if _is_left(folder):
                    _remove(folder)


def _new_folder() -> Path:
    *private, last = roots()
    for root in private:
        with suppress(OSError):
            return Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=last))


def _is_left(folder: Path) -> bool:
    """Whether this is a folder of this user's that no running process uses."""
    try:
        found = folder.lstat()
        if not folder.is_dir() or folder.is_symlink() or (os.name != "nt" and found.st_uid != os.getuid()):
            return False
    except OSError:
        return False
    try:
        held = os.open(folder / LOCK, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - found.st_mtime > BEGINNING
    except OSError:
        return False
    try:
        return locking.take(held)
    except OSError:
        return False
    finally:
        os.close(held)


def _remove(folder: Path) -> None:
    for file in folder.glob("*"):
        with suppress(OSError):
            if not file.is_symlink():
                size = file.stat().st_size
                with file.open("r+b") as over:
                    over.write(bytes(size))
                    over.flush()
                    os.fsync(over.fileno())
    shutil.rmtree(folder, ignore_errors=True)
