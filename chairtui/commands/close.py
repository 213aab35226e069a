"""`chairtui close`: close a meeting and seal it, unless something stands in the way."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.journal.session import Seat


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_by(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.output import say

    say(words.CLOSED.format(digest=close(place.seat(args.meeting, args.by), place)))
    return 0


def close(seat: Seat, place: Place) -> str:
    """Seal the meeting; the digest. Raises `No` for a closed one, and where blockers stand, once each is named."""
    from chairtui.commands.errors import No
    from chairtui.commands.output import complain
    from chairtui.meeting.closing.checks import check

    if seat.meeting.closed:
        raise No(words.ALREADY_CLOSED)
    checked = seat.meeting.position
    blockers = [f for f in check(seat.meeting, place.format_of(seat.meeting)) if f.level == "blocker"]
    if blockers:
        for finding in blockers:
            complain(words.BLOCKER.format(provision=finding.provision, message=finding.message))
        raise No(words.NOT_CLOSABLE.format(count=len(blockers), meeting=seat.meeting.id))
    seat.seal(checked=checked)
    closure = seat.meeting.closure
    assert closure is not None
    return closure.record.digest
