"""The folders in which this person has kept meetings, so that an empty place where a drive was isn't taken for new."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

MOST = 200
"""Folders that are remembered; the one that was noted longest ago goes first."""


class UsedFolders:
    """A file of one path a line, which a person may edit; None remembers nothing.

    Losing it loses no meeting: no method raises for what the disk does. What is in the system's folder for temporary
    files isn't noted, for nobody expects that to last.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def has(self, folder: Path) -> bool:
        """Whether meetings were kept there."""
        return _full(folder) in self._noted()

    def note(self, folder: Path) -> None:
        """Remember that meetings are kept there."""
        path = _full(folder)
        if self._file is None or path != path.strip() or not path.isprintable() or _passing(path):
            return
        noted = self._noted()
        if path in noted:
            return
        with suppress(OSError, ValueError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in [*noted, path][-MOST:]))
            beside.replace(self._file)

    def _noted(self) -> list[str]:
        if self._file is None:
            return []
        try:
            return [line.strip() for line in self._file.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (OSError, ValueError):
            return []


def _full(folder: Path) -> str:
    # Not resolved: through a link to a drive that is away, it would be another path than before.
    return os.path.normcase(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute leaves `..` standing


def _passing(path: str) -> bool:
    return Path(path).is_relative_to(os.path.normcase(tempfile.gettempdir()))
