"""`chairtui follow-up`: record what became of an action of a closed meeting; its minutes stay unchanged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled, text
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("ref", metavar="REF", type=filled, help=words.HELP_REF)
    parser.add_argument("step", metavar="done|dropped|moved|open", type=text, help=words.HELP_STEP)
    parser.add_argument("--to", metavar="DATE", type=filled, help=words.HELP_MOVED_TO)
    parser.add_argument("--reason", metavar="TEXT", type=filled, help=words.HELP_WHY)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.commands.output import print_saved
    from chairtui.meeting.after.follow_up import NotFollowed, Step, follow_up
    from chairtui.meeting.dates.calendar import show_date

    steps: dict[str, Step] = {"done": "done", "dropped": "dropped", "moved": "moved", "open": "open"}
    if args.step not in steps:
        raise UsageError(words.WRONG_STEP.format(step=args.step))
    seat = context.seat(args.meeting, args.by)
    wanted = args.ref.strip().upper()
    entry = next((e for e in seat.meeting.actions if e.ref == wanted), None)
    if entry is None:
        raise CommandError(words.NO_SUCH_ACTION.format(ref=args.ref, meeting=seat.meeting.id))
    try:
        record = follow_up(
            entry,
            steps[args.step],
            seat.meeting,
            nation=context.format_of(seat.meeting).nation,
            today=context.now().date(),
            new_id=context.new_id,
            to=args.to or "",
            reason=args.reason or "",
        )
    except NotFollowed as error:
        raise CommandError(str(error)) from None
    version = seat.save(record)
    moved_to = show_date(record.deadline) if record.deadline else ""
    print_saved([seat.meeting.ref_of(version.record.id)], as_json=args.json, value=moved_to)
    return 0
