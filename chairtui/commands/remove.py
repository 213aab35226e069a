"""`chairtui remove`: remove records from an open meeting; history and references are kept."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("refs", metavar="REF", nargs="+", type=filled, help=words.HELP_REMOVE)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Remove each REF and acknowledge it; refusals are printed on stderr and don't stop the others."""
    from chairtui.commands.apply import WriteRefused, remove
    from chairtui.commands.output import print_error, print_json_line, print_now

    seat = context.seat(args.meeting, args.by)
    status = 0
    for ref in args.refs:
        try:
            removed = remove(ref, seat)
        except WriteRefused as error:
            print_error(words.PAIR_REFUSED.format(key=ref, reason=error))
            status = 1
            if args.json:
                print_json_line(ref=ref, removed=False, reason=str(error))
        else:
            if args.json:
                print_json_line(ref=removed, removed=True)
            else:
                print_now(words.REMOVED_REF.format(ref=removed))
    return status
