"""`chairtui restore`: copy meetings from a backup, or any other store, into this one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=filled, help=words.HELP_RESTORE)
    parser.add_argument("--new-key", action="store_true", help=words.HELP_NEW_KEY)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.backup import report_copies

    source = context.other_store(args.folder)
    try:
        copies = context.store.restore(source, new_key=args.new_key)
        return report_copies(copies, words.RESTORED, source.name, less_is_failure=False, as_json=args.json)
    finally:
        source.close()
