"""File names that Windows doesn't take, or takes for something else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from chairtui.words import file_names as words

DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"
}
"""Names that Windows takes for a device in any folder, with any extension."""
FORBIDDEN = '<>:"|?*'
"""A colon would put the text out of sight, into a stream of the file that is named before it."""
LONGEST_PATH = 259
"""Characters of a whole path, unless the computer's administrator has allowed longer ones."""


class PathTooLong(OSError):
    """Windows reports that a file with too long a path isn't there; `strerror` says why."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENAMETOOLONG, words.PATH_TOO_LONG.format(most=LONGEST_PATH), str(path))


def is_reserved(name: str) -> bool:
    """Whether Windows would take a file name for a device."""
    return name.partition(".")[0].rstrip(" ").upper() in DEVICES


def refusal(name: str) -> str:
    """Why Windows wouldn't keep a file under exactly this name, "" if it would."""
    if is_reserved(name):
        return words.RESERVED
    if any(character in name for character in FORBIDDEN):
        return words.FORBIDDEN.format(characters=" ".join(FORBIDDEN))
    if name.endswith((".", " ")):
        return words.ENDING_LOST
    return ""


def is_too_long(path: Path) -> bool:
    """Whether a path is longer than Windows takes by default; False on other systems."""
    return os.name == "nt" and len(os.path.abspath(path)) > LONGEST_PATH  # noqa: PTH100 - as Windows resolves it
