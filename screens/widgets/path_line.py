"""PathLine: the path of a file to read, completed with tab as a shell does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice

from textual import events

from chairtui.user_paths import user_path
from screens.widgets.one_line import OneLine

MOST = 2_000
"""Entries of a folder that are looked at, so that a huge one doesn't hold up a key."""


class PathLine(OneLine):
    """Tab completes as far as all that fit agree; with nothing to add it moves on. `endings` are those of the files."""

    def __init__(self, value: str, endings: Sequence[str], *, id: str) -> None:
        super().__init__(value, id=id, select_on_focus=False)
        self._endings = tuple(endings)

    @property
    def offered(self) -> list[str]:
        """The names that fit what is typed so far, folders with a slash."""
        return [name for _, name in self._found()]

    def _found(self) -> list[tuple[str, str]]:
        """The whole path each name would make, and the name, in the order of the names."""
        cut = max(self.value.rfind(mark) for mark in filter(None, ("/", os.sep, os.altsep))) + 1
        head, begun = self.value[:cut], self.value[cut:]
        try:
            with os.scandir(user_path(head or os.curdir)) as entries:
                names = [f"{e.name}/" if e.is_dir() else e.name for e in islice(entries, MOST) if self._fits(e, begun)]
        except (OSError, ValueError):
            return []
        return [(head + name, name) for name in sorted(names, key=str.casefold)]

    def _fits(self, entry: os.DirEntry[str], begun: str) -> bool:
        name = entry.name
        if not name.isprintable() or not name.casefold().startswith(begun.casefold()):
            return False
        if name.startswith(".") and not begun.startswith("."):
            return False
        return name.lower().endswith(self._endings) or entry.is_dir()

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "tab" or not self.selection.is_empty or not self.cursor_at_end:
            return
        paths = [path for path, _ in self._found()]
        longest = paths[0] if paths else ""
        while not all(path.startswith(longest) for path in paths):
            longest = longest[:-1]
        if len(longest) > len(self.value):
            event.stop()
            event.prevent_default()
            self.value = longest
            self.cursor_position = len(longest)
