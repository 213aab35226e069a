"""`chairtui completion`: print the completion script of a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext

SHELLS = ("bash", "zsh", "fish", "powershell")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help=words.HELP_SHELL)


def run(args: Namespace, context: CommandContext) -> int:  # noqa: ARG001 - it needs no store
    from chairtui.commands.command_shape import command_shapes
    from chairtui.commands.completion_scripts import SCRIPTS
    from chairtui.commands.output import print_document

    print_document(SCRIPTS[args.shell](tuple(command_shapes())))
    return 0
