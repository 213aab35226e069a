"""The commands by name. Each is imported by a statement of its own when it is asked for, so that the others cost
nothing to start, and whoever looks for imports (a reader, a type checker, PyInstaller) finds them all."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Protocol

from chairtui.commands.arguments import Parser
from chairtui.words import command_line as words
from chairtui.words.command_examples import EXAMPLES

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext

OPEN = "open"
"""The command that `chairtui` and `chairtui MEETING` run; it has no name of its own."""
NAMES = tuple(words.COMMANDS)
"""Every command, in the order in which help lists them."""


class Command(Protocol):
    """The interface of each module in `commands`."""

    def arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, args: Namespace, context: CommandContext) -> int: ...


def load(name: str) -> Command:
    """Import the command of this name. Raises `KeyError` if there is none."""
    match name:
        case "demo":
            from chairtui.commands import demo

            return demo
        case "new":
            from chairtui.commands import new

            return new
        case "record":
            from chairtui.commands import record

            return record
        case "schema":
            from chairtui.commands import schema

            return schema
        case "set":
            from chairtui.commands import set_keys

            return set_keys
        case "part":
            from chairtui.commands import part

            return part
        case "remove":
            from chairtui.commands import remove

            return remove
        case "remove-meeting":
            from chairtui.commands import remove_meeting

            return remove_meeting
        case "undo":
            from chairtui.commands import undo

            return undo
        case "list":
            from chairtui.commands import list_meetings

            return list_meetings
        case "show":
            from chairtui.commands import show

            return show
        case "history":
            from chairtui.commands import history

            return history
        case "check":
            from chairtui.commands import check

            return check
        case "release":
            from chairtui.commands import release

            return release
        case "depart":
            from chairtui.commands import depart

            return depart
        case "close":
            from chairtui.commands import close

            return close
        case "amend":
            from chairtui.commands import amend

            return amend
        case "export":
            from chairtui.commands import export

            return export
        case "distribution":
            from chairtui.commands import distribution

            return distribution
        case "invite":
            from chairtui.commands import invite

            return invite
        case "send":
            from chairtui.commands import send

            return send
        case "drafts":
            from chairtui.commands import drafts

            return drafts
        case "actions":
            from chairtui.commands import actions

            return actions
        case "report":
            from chairtui.commands import report

            return report
        case "follow-up":
            from chairtui.commands import follow_up

            return follow_up
        case "formats":
            from chairtui.commands import formats

            return formats
        case "not-convened":
            from chairtui.commands import not_convened

            return not_convened
        case "import":
            from chairtui.commands import import_file

            return import_file
        case "doctor":
            from chairtui.commands import doctor

            return doctor
        case "backup":
            from chairtui.commands import backup

            return backup
        case "restore":
            from chairtui.commands import restore

            return restore
        case "copy":
            from chairtui.commands import copy_meetings

            return copy_meetings
        case "store":
            from chairtui.commands import store

            return store
        case "passphrase":
            from chairtui.commands import passphrase

            return passphrase
        case "serve":
            from chairtui.commands import serve

            return serve
        case "open":
            from chairtui.commands import open_program

            return open_program
        case "completion":
            from chairtui.commands import completion

            return completion
        case "manual":
            from chairtui.commands import manual

            return manual
        case _:
            raise KeyError(name)


def parser_of(name: str, command: Command) -> Parser:
    """The parser of a command's arguments, with the options that all commands share."""
    parser = Parser(name if name != OPEN else "", words.COMMANDS[name], EXAMPLES.get(name, ()))
    parser.add_argument("--store", metavar="STORE", help=words.HELP_STORE)
    parser.add_argument("--unencrypted", action="store_true", help=words.HELP_UNENCRYPTED)
    command.arguments(parser)
    return parser
