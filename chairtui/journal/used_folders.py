"""The folders in which this person has kept meetings, and which of them are encrypted.

An empty place where a drive was is then not taken for new, nor a plain store put in an encrypted one's place for it.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

MOST = 200
"""Folders that are remembered; the one that was noted longest ago goes first."""
ENCRYPTED = "\tencrypted"
"""What stands after the path of an encrypted store; a path with a tab in it isn't noted."""


class UsedFolders:
    """A file of one path a line, which a person may edit; None remembers nothing.

    Losing it loses no meeting: no method raises for what the disk does. What is in the system's folder for temporary
    files isn't noted, for nobody expects that to last.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def has(self, folder: Path) -> bool:
        """Whether meetings were kept there."""
        return _full(folder) in self._noted()

    def is_encrypted(self, folder: Path) -> bool:
        """Whether an encrypted store was kept there."""
        return self._noted().get(_full(folder), False)

    def note(self, folder: Path, *, encrypted: bool) -> None:
        """Remember that meetings are kept there. A place once encrypted stays so until its line is deleted."""
        path = _full(folder)
        if self.file is None or path != path.strip() or not path.isprintable() or _passing(path):
            return
        noted = self._noted()
        encrypted = encrypted or noted.get(path, False)
        if noted.get(path) == encrypted:
            return
        noted[path] = encrypted
        with suppress(OSError, ValueError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                lines = [f"{path}{ENCRYPTED if sealed else ''}\n" for path, sealed in noted.items()]
                file.write("".join(lines[-MOST:]))
            beside.replace(self.file)

    def _noted(self) -> dict[str, bool]:
        """The folders, and whether each is encrypted."""
        if self.file is None:
            return {}
        try:
            lines = self.file.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return {}
        return {
            line.removesuffix(ENCRYPTED).strip(): line.endswith(ENCRYPTED) for line in map(str.rstrip, lines) if line
        }


def _full(folder: Path) -> str:
    # Not resolved: through a link to a drive that is away, it would be another path than before.
    return os.path.normcase(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute leaves `..` standing


def _passing(path: str) -> bool:
    return Path(path).is_relative_to(os.path.normcase(tempfile.gettempdir()))
