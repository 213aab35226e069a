"""The folders where this user has kept meetings, and which of them are encrypted.

With it, an unplugged drive isn't mistaken for a new store, nor an unencrypted store for the encrypted one it replaced.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from chairtui.file_moves import move_over
from chairtui.regular_files import open_regular, read_regular

MOST = 200
"""Number of folders kept; the first noted are dropped, unencrypted ones before encrypted ones."""
ENCRYPTED = "\tencrypted"
"""Suffix of an encrypted store's line. Paths with a tab are not recorded."""

LARGEST = 1_000_000
"""Largest list, in bytes. A larger one counts as missing."""


class UsedFolders:
    """A file with a path per line, which users may edit; None disables it.

    Best effort: no method raises for disk errors. Folders below the system's temporary folder are not recorded.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def has(self, folder: Path) -> bool:
        """Whether meetings were kept there."""
        return _full(folder) in self._noted()

    def is_encrypted(self, folder: Path) -> bool:
        """Whether an encrypted store was kept there, by this path or by another that leads to the same place."""
        noted = self._noted()
        return any(noted.get(path, False) for path in _names(folder))

    def note(self, folder: Path, *, encrypted: bool) -> None:
        """Record a folder. Once recorded as encrypted it stays so until its lines are deleted.

        An encrypted one is recorded by the place that links lead to as well.
        """
        if self.file is None:
            return
        noted = self._noted()
        before = dict(noted)
        for path in _names(folder) if encrypted else [_full(folder)]:
            if path == path.strip() and path.isprintable() and not _passing(path):
                noted[path] = encrypted or noted.get(path, False)
        if noted == before:
            return
        for path in sorted(noted, key=lambda path: noted[path]):  # of unencrypted ones first, the oldest goes first
            if len(noted) <= MOST:
                break
            del noted[path]
        with suppress(OSError, ValueError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            handle = open_regular(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                lines = [f"{path}{ENCRYPTED if sealed else ''}\n" for path, sealed in noted.items()]
                file.write("".join(lines))
            move_over(beside, self.file)

    def _noted(self) -> dict[str, bool]:
        """The folders, and whether each is encrypted."""
        if self.file is None:
            return {}
        try:
            lines = read_regular(self.file, largest=LARGEST).decode("utf-8").splitlines()
        except (OSError, ValueError):
            return {}
        return {
            line.removesuffix(ENCRYPTED).strip(): line.endswith(ENCRYPTED) for line in map(str.rstrip, lines) if line
        }


def _names(folder: Path) -> list[str]:
    """The path as given, and with all links in it followed."""
    path = _full(folder)
    with suppress(OSError):
        return list(dict.fromkeys([path, os.path.normcase(os.path.realpath(path))]))
    return [path]


def _full(folder: Path) -> str:
    # Not resolved, as a link to an unplugged drive would resolve differently.
    return os.path.normcase(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute leaves `..` standing


def _passing(path: str) -> bool:
    return Path(path).is_relative_to(os.path.normcase(tempfile.gettempdir()))
