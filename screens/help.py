"""Help: what the screen one was on is for, and its keys as they now are."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType

from chairtui.words import screens as words
from screens.keys import BACK, Command, bindings, spell
from screens.lines import Cell, flow, row, side_by_side, wrap
from screens.page import Page
from screens.rows import Reading

KEYS_WIDTH = 14
LABEL_WIDTH = 18


class HelpScreen(Page[None]):
    """Explanation first, then every key with what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BACK)]
    AUTO_FOCUS = "Reading"

    def __init__(self, title: str, explanation: str, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._title = title
        self._explanation = explanation
        self._commands = commands

    def compose_body(self) -> ComposeResult:
        yield Reading(id="help")

    def on_mount(self) -> None:
        self.head(words.HELP_HEADING.format(screen=self._title))
        self.query_one(Reading).show(self._lay_out)

    def _lay_out(self, width: int) -> list[Text]:
        lines = [Text()]
        for paragraph in self._explanation.split("\n"):
            lines += flow([(paragraph, "")], min(width, 96))
        lines += [Text(), Text(words.HELP_KEYS, "title")]
        help_width = max(min(width, 100) - KEYS_WIDTH - LABEL_WIDTH - 4, 20)
        for command in self._commands:
            keys = " ".join(spell(key) for key in command.keys.split(","))
            name = row(
                [Cell(keys, KEYS_WIDTH, "strong"), Cell(command.label, LABEL_WIDTH)], KEYS_WIDTH + LABEL_WIDTH + 2
            )
            about = [Text(line, "muted") for line in wrap(command.help, help_width)]
            lines += side_by_side([[name], about], [KEYS_WIDTH + LABEL_WIDTH + 2, help_width])
        return lines
