"""Paths as people type them."""

from __future__ import annotations

import os
from pathlib import Path


def user_path(typed: str | Path) -> Path:
    """The path with a `~` at its start expanded; one that names nobody known here stays as it is, as in a shell."""
    return Path(os.path.expanduser(typed))  # noqa: PTH111 - Path.expanduser raises for somebody unknown


def is_missing(path: Path) -> bool:
    """Whether there is nothing of that path. False where the system refuses to look, as at a name that is too long:
    reading it says why."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def is_possible(path: str | Path) -> bool:
    """Whether the system could have such a path: no null character, no half of a character."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeError:
        return False
