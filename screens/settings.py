"""SettingsScreen: a form for the settings file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from chairtui.meeting.editing import Field
from chairtui.settings import BadSettings, Settings, exports_folder
from chairtui.settings_file import SettingsFile, Value
from chairtui.words import passphrase
from chairtui.words import settings as words
from screens import navigation
from screens.bindings import SETTINGS, bindings, spell
from screens.edit import FieldRow
from screens.form_page import FormPage
from screens.widgets.sizes import HEIGHTS, WIDTHS

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "edit.tcss", "settings.tcss"]


FOLDERS_AND_FILES = ("exports", "formats", "template", "word_template", "store")


class SettingsScreen(FormPage[None]):
    """A form of the settings, and a text about those without a field."""

    CSS_PATH = SHEETS
    HEADING = words.HEADING
    AUTO_FOCUS = ".value"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS)]

    class Saved(Message):
        """The current settings."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    def __init__(
        self, file: SettingsFile, labels: dict[str, str], rekey: Callable[[str, str], None] | None = None
    ) -> None:
        """`labels`: labels of commands by id; `rekey`: changes the passphrase, None if that isn't possible."""
        super().__init__()
        self._rekey = rekey
        self._file = file
        self._labels = labels
        self._asked = False

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            try:
                settings = self._file.read()
            except BadSettings as problem:
                yield Static(str(problem), classes="broken", markup=False)
                return
            for field in fields_of(settings):
                yield FieldRow(field)
                about = words.LABELS[field.name][1]
                if field.name == "exports":
                    about = about.format(folder=exports_folder(Settings()).absolute())
                yield Static(about, classes="about", markup=False)
            yield Static(self._keys(settings), id="moved", markup=False)

    def on_mount(self) -> None:
        self.head(words.HEADING, words.ABOUT.format(file=self._file.path))

    def _keys(self, settings: Settings) -> str:
        if not settings.keymap:
            return "\n".join((words.KEYS, words.NO_KEYS_MOVED, words.KEY_EXAMPLE, words.KEY_NAMES))
        moved = (
            words.KEY_MOVED.format(
                label=self._labels.get(id_, id_), keys=" ".join(spell(key) for key in keys.split(","))
            )
            for id_, keys in settings.keymap.items()
        )
        return "\n".join((words.KEYS, words.KEYS_MOVED, *moved, words.KEY_NAMES))

    @property
    def unsaved(self) -> bool:
        """Whether anything was changed."""
        return any(row.changed for row in self.query(FieldRow))

    def file(self) -> None:
        rows = [row for row in self.query(FieldRow) if row.changed]
        if not rows:
            self.say(words.SAME)
            return
        try:
            settings = self._file.keep({row.field.name: _read(row.field.name, row.typed) for row in rows})
        except (BadSettings, ValueError) as problem:
            self.say(str(problem), wrong=True)
            return
        self._asked = False
        self.post_message(self.Saved(settings))
        for row in rows:
            row.keep()
        if any(row.field.name == "exports" for row in rows):
            self.say(words.SAVED_FOLDER.format(folder=exports_folder(settings).absolute()))
        else:
            self.say(words.SAVED)

    def action_change_passphrase(self) -> None:
        if self._rekey is not None:
            self.app.push_screen(navigation.another_passphrase(self._rekey), self._changed)

    def _changed(self, changed: bool | None) -> None:
        if changed:
            self.say(passphrase.CHANGED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "change_passphrase" and self._rekey is None:
            return False
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        if self.unsaved and not self._asked:
            self._asked = True
            self.say(words.LEAVE, wrong=True)
            return
        self.dismiss(None)


def fields_of(settings: Settings) -> list[Field]:
    """The settings that have a field, as text."""
    found = []
    for name, (label, _about) in words.LABELS.items():
        if name not in Settings.model_fields:
            continue
        value: object = getattr(settings, name)
        if name in words.CHOICES:
            found.append(Field(name, label, "choice", str(value), tuple(words.CHOICES[name].items())))
        elif isinstance(value, bool):
            found.append(Field(name, label, "yes-no", "yes" if value else "no"))
        else:
            found.append(Field(name, label, "text", "" if value is None else str(value)))
    return found


def _read(name: str, typed: str) -> Value:
    text = typed.strip()
    if isinstance(Settings.model_fields[name].default, bool):
        return text == "yes"
    if isinstance(Settings.model_fields[name].default, int) and text.isdecimal():
        return int(text)
    if name in FOLDERS_AND_FILES and text:
        return str(Path(text))
    return text or None
