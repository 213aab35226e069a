"""`chairtui close`: close a meeting and seal it, unless something stands in the way."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.place import Place


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_by(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.refusals import No
    from chairtui.commands.speaking import complain, say
    from chairtui.meeting.closing import check

    seat = place.seat(args.meeting, args.by)
    if seat.meeting.closed:
        raise No(words.ALREADY_CLOSED)
    blockers = [f for f in check(seat.meeting, place.format_of(seat.meeting)) if f.level == "blocker"]
    if blockers:
        for finding in blockers:
            complain(words.BLOCKER.format(provision=finding.provision, message=finding.message))
        raise No(words.NOT_CLOSABLE.format(count=len(blockers), meeting=seat.meeting.id))
    seat.seal()
    closure = seat.meeting.closure
    assert closure is not None
    say(words.CLOSED.format(digest=closure.record.digest))
    return 0
