"""`chairtui undo`: undo the writer's last change to a meeting, as a new version."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("--redo", action="store_true", help=words.HELP_REDO)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_json, print_line
    from chairtui.meeting.kinds import category_of
    from chairtui.meeting.undo import NothingToUndo

    seat = context.seat(args.meeting, args.by)
    try:
        version = seat.redo() if args.redo else seat.undo()
    except NothingToUndo as error:
        raise CommandError(str(error)) from None
    what = seat.meeting.ref_of(version.record.id) or category_of(version.record)
    if args.json:
        print_json({"ref": what, "undone": not args.redo})
    else:
        print_line((words.PUT_BACK if args.redo else words.TAKEN_BACK).format(what=what))
    return 0
