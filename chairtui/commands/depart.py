"""`chairtui depart`: close without something the guidance asks, with the reason why; or list such departures."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session
    from chairtui.meeting.fold import Meeting


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", nargs="?", type=filled, help=words.HELP_DEPART_MEETING)
    parser.add_argument("provision", metavar="PROVISION", nargs="?", type=filled, help=words.HELP_PROVISION)
    parser.add_argument("--reason", metavar="TEXT", type=filled, help=words.HELP_NOT_DONE)
    parser.add_argument("--decided-by", metavar="NAME", type=filled, help=words.HELP_DECIDED_BY)
    parser.add_argument("--route", metavar="TEXT", type=filled, help=words.HELP_ROUTE)
    add_json(parser)
    add_by(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Without a provision, list the departures of one meeting or of all."""
    from chairtui.commands.errors import UsageError
    from chairtui.commands.output import print_line

    given = [name for name in ("reason", "decided_by", "route") if getattr(args, name)]
    if args.provision is None:
        if given:
            raise UsageError(words.NEEDS_PROVISION.format(option=f"--{given[0].replace('_', '-')}"))
        return _list(args.meeting, context, as_json=args.json)
    for option in ("reason", "decided_by"):
        if getattr(args, option) is None:
            raise UsageError(words.DEPART_NEEDS.format(option=f"--{option.replace('_', '-')}"))
    seat = context.seat(args.meeting, args.by)
    print_line(words.SAVED.format(ref=_save(args, seat, context)))
    return 0


def _save(args: Namespace, seat: Session, context: CommandContext) -> str:
    """The reference of the departure, once it is durable. Raises `CommandError`."""
    from chairtui.commands.apply import TRIES
    from chairtui.commands.errors import CommandError
    from chairtui.journal.protocol import Conflict
    from chairtui.meeting.closing.checks import check
    from chairtui.meeting.closing.depart import NotDeparted, depart

    if seat.meeting.closed:
        raise CommandError(words.ALREADY_CLOSED)
    format_ = context.format_of(seat.meeting)
    for _ in range(TRIES):
        meeting = seat.meeting
        try:
            draft = depart(
                args.provision,
                args.reason,
                args.decided_by,
                meeting,
                format_,
                check(meeting, format_),
                route=args.route or "",
            )
            seat.append([draft])
        except Conflict:
            continue
        except NotDeparted as error:
            raise CommandError(str(error)) from None
        return seat.meeting.ref_of(draft.record.id)
    raise CommandError(words.BEHIND)


def _list(wanted: str | None, context: CommandContext, *, as_json: bool) -> int:
    from chairtui.commands.output import print_error, print_json, print_line, print_table
    from chairtui.journal.protocol import JournalError

    status = 0
    found: list[dict[str, str]] = []
    ids = [wanted] if wanted else [listing.id for listing in context.journal.meetings()]
    for id_ in ids:
        try:
            found.extend(departures_of(context.meeting(id_)))
        except JournalError as error:
            if wanted:
                raise
            print_error(words.LEFT_OUT.format(id=id_, reason=error))
            status = 1
    if as_json:
        print_json(found)
    elif found:
        print_table(words.DEPARTURES_HEAD, (tuple(row[key] for key in _COLUMNS) for row in found))
    else:
        print_line(words.NO_DEPARTURES)
    return status


_COLUMNS = ("meeting", "ref", "provision", "decided_by", "route", "reason")


def departures_of(meeting: Meeting) -> list[dict[str, str]]:
    """A meeting's departures, as a program or a table shows them."""
    from chairtui.meeting.records import Departure

    return [
        {
            "meeting": meeting.id,
            "title": meeting.details.title,
            "ref": entry.ref,
            "provision": entry.record.provision,
            "reason": entry.record.reason,
            "decided_by": meeting.name_of(entry.record.decided_by),
            "route": entry.record.route,
        }
        for entry in meeting.all(Departure)
    ]
