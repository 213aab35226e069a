"""`chairtui copy`: copy meetings unchanged into another store, such as a team's server."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("meetings", metavar="MEETING", nargs="+", type=filled, help=words.HELP_MEETING)
    parser.add_argument("--to", metavar="STORE", type=filled, required=True, help=words.HELP_COPY_TO)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.backup import report_copies
    from chairtui.journal.copy_store import copy_meetings

    source = context.store.uncached_journal()
    try:
        meetings = list(dict.fromkeys(source.resolve(name) for name in args.meetings))
    finally:
        source.close()
    target = context.other_store(args.to)
    try:
        copies = copy_meetings(context.store, meetings, target)
        return report_copies(copies, words.COPIED_TO, target.name, less_is_failure=False, as_json=args.json)
    finally:
        target.close()
