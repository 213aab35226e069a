"""`chairtui doctor`: examine every meeting's file; exit status 0 only if all are sound.

Read-only unless `--repair` is given, which makes a new file of what is sound in a damaged one.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help=words.HELP_REPAIR)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.output import print_error, print_json, print_line

    if args.repair:
        for each in context.store.repair():
            print_error(each.message)
    found = context.store.examine()
    if args.json:
        print_json([diagnosis.model_dump(mode="json") for diagnosis in found])
    elif not found:
        print_line(words.NO_MEETINGS.format(store=context.store.name))
    else:
        for diagnosis in found:
            print_line(
                words.DIAGNOSIS.format(meeting=diagnosis.meeting, message=diagnosis.message, file=diagnosis.file)
            )
    return 0 if all(diagnosis.state in ("sound", "removed") for diagnosis in found) else 1
