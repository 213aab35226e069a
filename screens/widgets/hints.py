"""HintLine: a widget that shows a new user's five hints one at a time."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from chairtui.settings import BadSettings
from chairtui.settings_file import SettingsFile
from chairtui.words import settings as words
from screens.bindings import spell
from screens.context import UiState


class HintLine(Static):
    """A hint; takes no line if there is none to show."""

    DEFAULT_CSS = """
    HintLine { height: auto; max-height: 3; padding: 0 2; background: $surface; color: $foreground; }
    """

    def __init__(self, file: SettingsFile | None, ui_state: UiState, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._file = file
        self._sitting = ui_state

    def on_mount(self) -> None:
        self.look()

    def look(self, *, hidden: bool = False) -> None:
        """Whether hints are wanted is read again each time the meeting is shown; none are in part two (`hidden`)."""
        if hidden:
            self.display = False
            return
        try:
            wanted = self._file is not None and self._file.read().hints
        except BadSettings:
            wanted = False
        if self._sitting.hint > len(words.HINTS):
            self._sitting.hint = 1
        self.display = wanted
        if self.display:
            self._show()

    @property
    def shown(self) -> bool:
        return bool(self.display)

    def _show(self) -> None:
        keys = {binding.id: spell(key) for key, (_, binding, _, _) in self.screen.active_bindings.items()}
        how = words.HINT_KEYS.format(next=keys.get("next-hint", "?"), stop=keys.get("no-hints", "Q"))
        number = self._sitting.hint
        hint = words.HINT.format(number=number, count=len(words.HINTS), hint=words.HINTS[number - 1])
        self.update(Text.assemble((hint, "bold"), "  ", how))

    def next(self) -> None:
        """Show the next hint; after the last one, none."""
        if not self.shown:
            return
        self._sitting.hint += 1
        if self._sitting.hint > len(words.HINTS):
            self.stop_for_good()
        else:
            self._show()

    def stop_for_good(self) -> None:
        """Turn hints off for good."""
        self.display = False
        self._sitting.hint = len(words.HINTS) + 1
        if self._file is not None:
            try:
                self._file.keep({"hints": False})
            except BadSettings as problem:
                self.notify(str(problem), severity="warning", markup=False)
