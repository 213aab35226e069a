"""The structure of the command line, from the parsers that print `--help`, for completion and the manual."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chairtui.commands.registry import NAMES, OPEN, load, parser_of
from chairtui.data_files import data_folder
from chairtui.words import command_line as words
from chairtui.words.command_examples import EXAMPLES

Values = Literal["", "file", "folder"]

FILES = ("FILE", "FILE.md", "FILE.json", "ID|FILE")
FOLDERS = ("DIR", "FOLDER", "STORE")


@dataclass(frozen=True, slots=True)
class Argument:
    """An option, or a positional argument (which has no `flags`).

    `metavar` stands for its value in help, "" for an option that takes none. `choices` are values to complete; where
    there are none, `completes` says whether files or folders are.
    """

    flags: tuple[str, ...]
    metavar: str
    help: str
    choices: tuple[str, ...] = ()
    completes: Values = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class CommandShape:
    """One command. `name` is "" for the program itself."""

    name: str
    usage: str
    help: str
    options: tuple[Argument, ...]
    positionals: tuple[Argument, ...]
    examples: tuple[str, ...]


def command_shapes() -> Iterator[CommandShape]:
    """Every command in the order of help. Imports all of them, but not what they need to run."""
    for name in NAMES:
        parser = parser_of(name, load(name))
        found = [_argument(action) for action in parser._actions if action.help != argparse.SUPPRESS]
        yield CommandShape(
            name="" if name == OPEN else name,
            usage=words.USAGES[name],
            help=words.COMMANDS[name],
            options=tuple(argument for argument in found if argument.flags),
            positionals=tuple(argument for argument in found if not argument.flags),
            examples=EXAMPLES.get(name, ()),
        )


def _argument(action: argparse.Action) -> Argument:
    takes = action.nargs != 0
    metavar = ""
    if takes:
        named = action.metavar if isinstance(action.metavar, str) else ""
        metavar = named or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    return Argument(
        flags=tuple(action.option_strings),
        metavar=metavar,
        help=action.help or "",
        choices=_choices(action, metavar),
        completes="file" if metavar in FILES else "folder" if metavar in FOLDERS else "",
        repeated=action.nargs in ("*", "+"),
    )


def _choices(action: argparse.Action, metavar: str) -> tuple[str, ...]:
    if action.choices:
        return tuple(map(str, action.choices))
    if metavar == "MEETING":
        return ("last",)
    if "--format" in action.option_strings:
        return tuple(sorted(file.stem for file in (data_folder() / "formats").glob("*.toml")))
    if metavar == "KIND" and "--to" in action.option_strings:
        from chairtui.minutes.file_kinds import KINDS

        return KINDS
    return tuple(metavar.split("|")) if metavar.islower() and "|" in metavar else ()
