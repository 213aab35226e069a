"""HelpScreen: what the current screen is for, and its key bindings."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType

from chairtui.words import screens as words
from screens.base_page import Page
from screens.bindings import BACK, Command, bindings, spell
from screens.list_view import TextView
from screens.text_layout import Cell, flow, row, side_by_side, wrap

KEYS_WIDTH = 14
LABEL_WIDTH = 18
ID_WIDTH = 18
WITH_IDS = 108
"""Width from which command ids are shown, which settings use to rebind keys."""
NARROWEST = 22
"""Width a key's explanation needs beside it; with less it goes below."""
ITEM = "item-"


class HelpScreen(Page[None]):
    """Explanation first, then every key with what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BACK)]
    AUTO_FOCUS = "TextView"

    def __init__(self, title: str, explanation: str, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._title = title
        self._explanation = explanation
        self._commands = commands

    def compose_body(self) -> ComposeResult:
        yield TextView(id="help")

    def on_mount(self) -> None:
        self.head(words.HELP_HEADING.format(screen=self._title))
        self.query_one(TextView).show(self._lay_out)

    def _lay_out(self, width: int) -> list[Text]:
        lines = [Text()]
        for paragraph in self._explanation.split("\n"):
            lines += flow([(paragraph, "")], min(width, 96))
        lines += [Text(), Text(words.HELP_KEYS, "title")]
        names = width >= WITH_IDS
        if names:
            lines.append(Text(words.HELP_IDS, "muted"))
        left = KEYS_WIDTH + LABEL_WIDTH + 2
        room = max(min(width, WITH_IDS) - left - 2 - (ID_WIDTH + 2) * names, 20)
        for command in folded(self._commands):
            keys = " ".join(spell(key) for key in command.keys.split(","))
            name = row([Cell(keys, KEYS_WIDTH, "strong"), Cell(command.label, LABEL_WIDTH)], left)
            about = [Text(line, "muted") for line in wrap(command.help, room)]
            if width < left + NARROWEST:
                lines += [name, *flow([(command.help, "muted")], width), Text()]
                continue
            columns, widths = [[name], about], [left, room]
            if names:
                columns.append([Text(command.id, "muted")])
                widths.append(ID_WIDTH)
            lines += side_by_side(columns, widths)
        return lines


def folded(commands: tuple[Command, ...]) -> list[Command]:
    """The commands, with the ten for single agenda items merged into one."""
    items = [c for c in commands if c.id.startswith(ITEM)]
    shown = [c for c in commands if c not in items[1:]]
    if len(items) < 2:
        return shown
    numbers = [c.id.removeprefix(ITEM) for c in items]
    label, help_ = words.HELP_ITEMS
    one = replace(
        items[0],
        id=f"{ITEM}{numbers[0]} … {numbers[-1]}",
        keys=f"{items[0].keys},…,{items[-1].keys}",
        label=label.format(first=numbers[0], last=numbers[-1]),
        help=help_,
    )
    return [one if c is items[0] else c for c in shown]
