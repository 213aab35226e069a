"""The commands that can be run on a screen just now, for the help page and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from chairtui.words import screens as words
from screens import bindings as every_key
from screens.bindings import Command, spell
from screens.themes import THEMES

COMMANDS_BY_ID = {
    command.id: command
    for group in vars(every_key).values()
    if isinstance(group, tuple)
    for command in group
    if isinstance(command, Command)
}


def commands_here(screen: Screen[object]) -> tuple[Command, ...]:
    """The commands available on a screen, with their keys under the person's keymap."""
    keys: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id in COMMANDS_BY_ID:
            keys.setdefault(active.binding.id, []).append(key)
    return tuple(replace(COMMANDS_BY_ID[id_], keys=",".join(found)) for id_, found in keys.items())


def first_keys(node: DOMNode) -> dict[str, str]:
    """The first key of each command bound on a node under the person's keymap, by id, active or not."""
    keys: dict[str, str] = {}
    for key, binding in node._bindings:
        keys.setdefault(binding.id or "", key)
    return keys


def palette_commands(
    screen: Screen[object], run: Callable[[str, DOMNode], object], set_theme: Callable[[str], object]
) -> Iterable[SystemCommand]:
    """The rows of the palette: the screen's enabled commands with their keys, then the themes.

    `run` is given a command's action and the node it is bound on.
    """
    enabled = {active.binding.id: active for active in screen.active_bindings.values() if active.enabled}
    for command in commands_here(screen):
        active = enabled.get(command.id)
        if active is None or command.id == "palette":
            continue
        keys = " ".join(spell(key) for key in command.keys.split(","))
        yield SystemCommand(
            f"{command.label}  ({keys})",
            command.help,
            lambda action=active.binding.action, node=active.node: run(action, node),
        )
    for name in THEMES:
        label, about = words.THEMES[name]
        yield SystemCommand(label, about, lambda chosen=name: set_theme(chosen))
