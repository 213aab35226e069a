"""`chairtui set`: set details, answers to the format's questions, and fields of records."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, text
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("pairs", metavar="KEY=VALUE", nargs="+", type=text, help=words.HELP_PAIRS)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Set each key, acknowledging it once it is durable; refusals are printed on stderr. 0 if none was refused."""
    from chairtui.commands.apply import WriteRefused, set_value
    from chairtui.commands.output import print_error, print_json_line, print_now

    pairs = pairs_of(args.pairs)
    seat = context.seat(args.meeting, args.by)
    format_ = context.format_of(seat.meeting)
    status = 0
    for key, value in pairs:
        try:
            said = set_value(key, value, seat, format_)
        except WriteRefused as error:
            print_error(words.PAIR_REFUSED.format(key=key, reason=error))
            status = 1
            if args.json:
                print_json_line(key=key, saved=False, reason=str(error))
        else:
            if args.json:
                print_json_line(key=key, saved=True, **({"value": said} if said else {}))
            else:
                print_now(words.SAVED_AS.format(ref=key, value=said) if said else words.SAVED.format(ref=key))
    context.remove_drafts_of_kept_out(seat.meeting)
    return status


def pairs_of(arguments_: Sequence[str]) -> list[tuple[str, str]]:
    """Parse KEY=VALUE arguments. Raises `UsageError` before anything is set."""
    from chairtui.commands.errors import UsageError

    pairs: list[tuple[str, str]] = []
    for argument in arguments_:
        key, equals, value = argument.partition("=")
        if not equals or not key.strip():
            raise UsageError(words.NOT_A_PAIR.format(pair=argument))
        pairs.append((key.strip(), value.strip()))
    return pairs
