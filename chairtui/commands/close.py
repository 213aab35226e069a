"""`chairtui close`: close and seal a meeting, unless blockers remain."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.output import print_json, print_line

    seat = context.seat(args.meeting, args.by)
    digest = close(seat, context)
    if args.json:
        print_json({"id": seat.meeting.id, "digest": digest})
    else:
        print_line(words.CLOSED.format(digest=digest))
    return 0


def close(seat: Session, context: CommandContext) -> str:
    """Seal the meeting and return the digest. Raises `CommandError` if it is closed or blockers remain."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error
    from chairtui.meeting.closing.checks import check
    from chairtui.meeting.closing.findings import gathered

    if seat.meeting.closed:
        raise CommandError(words.ALREADY_CLOSED)
    checked = seat.meeting.position
    blockers = [f for f in check(seat.meeting, context.format_of(seat.meeting), context.now()) if f.level == "blocker"]
    if blockers:
        for finding in gathered(blockers):
            print_error(words.BLOCKER.format(provision=finding.provision, message=finding.message))
        raise CommandError(words.NOT_CLOSABLE.format(count=len(gathered(blockers)), meeting=seat.meeting.id))
    seat.seal(checked=checked)
    closure = seat.meeting.closure
    assert closure is not None
    return closure.record.digest
