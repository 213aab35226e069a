"""Lines begun and not filed, kept beside a store so that they outlive a crash. They are no part of a meeting."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

FOLDER = "half-typed"


class HalfTyped:
    """A small file for each meeting in the store's folder, readable by its owner alone.

    What is kept is as it was typed, so this is only for a store that is not encrypted. Losing it loses nothing that
    was filed: no method raises for what the disk does.
    """

    def __init__(self, store: Path) -> None:
        self._folder = store / FOLDER

    def _file(self, meeting: str) -> Path:
        return self._folder / f"{meeting}.json"

    def read(self, meeting: str) -> dict[str, str]:
        """The lines by the place each was typed for; {} where there is nothing that can be read."""
        try:
            found: object = json.loads(self._file(meeting).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(place): line for place, line in found.items() if isinstance(line, str)}

    def keep(self, meeting: str, lines: Mapping[str, str]) -> None:
        """Keep these lines in place of those before; none takes the file away."""
        file = self._file(meeting)
        try:
            if not lines:
                file.unlink(missing_ok=True)
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = file.with_suffix(".part")
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as text:
                json.dump(dict(lines), text, ensure_ascii=False)
            beside.replace(file)
        except (OSError, ValueError):
            return
