"""WelcomeScreen: a form for what is asked once, the first time the program is opened."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from chairtui.journal.session import Role
from chairtui.meeting.editing import Field
from chairtui.settings import BadSettings
from chairtui.settings_file import SettingsFile
from chairtui.user_paths import user_path
from chairtui.words import settings as settings_words
from chairtui.words import welcome as words
from screens.bindings import WELCOME, bindings
from screens.context import FirstRun, Newcomer
from screens.edit import FieldRow
from screens.form_page import FormPage
from screens.widgets.one_line import FieldLine
from screens.widgets.sizes import HEIGHTS, WIDTHS

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "edit.tcss", "welcome.tcss"]


class WelcomeScreen(FormPage[Newcomer | None]):
    """A name, a role and a folder for minutes, saved in the settings. The name is required."""

    CSS_PATH = SHEETS
    HEADING = words.HEADING
    AUTO_FOCUS = ".value"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(WELCOME)]

    def __init__(self, file: SettingsFile, first: FirstRun) -> None:
        super().__init__()
        self._file = file
        self._first = first

    def compose_body(self) -> ComposeResult:
        roles = tuple(settings_words.CHOICES["role"].items())
        with VerticalScroll(id="form", can_focus=False):
            yield Static(words.ABOUT, id="about", markup=False)
            yield FieldRow(Field("name", words.NAME, "text", self._first.name))
            yield Static(words.NAME_ABOUT, classes="about", markup=False)
            yield FieldRow(Field("role", words.ROLE, "choice", "chair", roles))
            yield Static(words.ROLE_ABOUT, classes="about", markup=False)
            yield FieldRow(Field("exports", words.EXPORTS, "text", self._first.exports))
            yield Static(words.EXPORTS_ABOUT, classes="about", markup=False)

    def on_mount(self) -> None:
        self.head(words.HEADING)
        self.query_one("#field-exports .value", FieldLine).put(self._first.exports, draft=True)

    def file(self) -> None:
        typed = {row.field.name: row.typed.strip() for row in self.query(FieldRow)}
        name = " ".join(typed["name"].split())
        if not name:
            self.say(words.NEEDS_NAME, wrong=True)
            self.set_focus(self.query_one("#field-name .value"))
            return
        exports = str(user_path(typed["exports"])) if typed["exports"] else ""
        try:
            if exports:
                Path(exports).mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError):
            self.say(words.NO_FOLDER.format(folder=exports), wrong=True)
            self.set_focus(self.query_one("#field-exports .value"))
            return
        changes = {"name": name, "role": typed["role"] or "chair"}
        if exports:
            exports = str(Path(exports).absolute())  # the settings take a relative one from their own folder
            changes["exports"] = exports
        try:
            settings = self._file.keep(changes)
        except (BadSettings, ValueError) as problem:
            self.say(str(problem), wrong=True)
            return
        role: Role = settings.role
        self.dismiss(Newcomer(settings.name or name, role, exports or self._first.exports))
