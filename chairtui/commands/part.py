"""`chairtui part`: start part two with those who stay and those who join, or turn back to part one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled, text
from chairtui.words import release as words
from chairtui.words.sentence import sentence

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.records import Draft

NOBODY = "none"
PARTS = ("1", "2")


@dataclass(frozen=True, slots=True)
class _InPartTwo:
    """Somebody who may be in part two, and whether they are."""

    ref: str
    name: str
    role: str
    ticked: bool


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("part", metavar="1|2", nargs="?", type=text, help=words.HELP_PART)
    parser.add_argument("--stays", metavar="NAME,…", type=filled, action="append", help=words.HELP_STAYS)
    parser.add_argument("--joins", metavar="NAME,…", type=filled, action="append", help=words.HELP_JOINS)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Without a part, list who is proposed to be in part two."""
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.journal.protocol import Conflict
    from chairtui.meeting.after.release_decisions import NotReleased

    if args.part not in (None, *PARTS):
        raise UsageError(words.WRONG_PART.format(part=args.part))
    if args.part != "2" and (args.stays or args.joins):
        raise UsageError(words.WHO_IN_PART_TWO)
    if args.part is None:
        _list(context.meeting(args.meeting), as_json=args.json)
        return 0
    seat = context.seat(args.meeting, args.by)
    try:
        seat.append(_drafts(args, seat.meeting, context.new_id))
    except NotReleased as error:
        raise CommandError(str(error)) from None
    except Conflict:
        raise CommandError(words.PART_CHANGED.format(meeting=seat.meeting.id)) from None
    _list(seat.meeting, as_json=args.json)
    return 0


def _drafts(args: Namespace, meeting: Meeting, new_id: Callable[[], str]) -> list[Draft]:
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.release_decisions import relative_named, why_given_nothing
    from chairtui.meeting.chairing.part_two import nobody_joins, part_two_drafts, proposed_to_join, proposed_to_stay
    from chairtui.meeting.records import Draft

    if args.part == "1":
        details = meeting.details.model_copy(update={"part": 1, "joined": ()})
        return [Draft(record=details, base=meeting.base_of("details"))]
    joined: Collection[str] = proposed_to_join(meeting)
    stays: Collection[str] = proposed_to_stay(meeting)
    if args.joins:
        joined = [relative_named(name, meeting).record.id for name in _names(args.joins)]
        for id_ in joined:
            if why := why_given_nothing(id_, meeting):
                raise CommandError(words.MAY_NOT_JOIN.format(why=why))
    if args.stays:
        stays = [_attendee(name, meeting) for name in _names(args.stays)]
    if nobody_joins(meeting, joined):
        raise CommandError(words.NAME_WHO_JOINS.format(meeting=meeting.id))
    return part_two_drafts(meeting, stays=stays, joined=joined, new_id=new_id)


def _names(given: list[str]) -> list[str]:
    """The names in a list; "none" is nobody."""
    names = [name.strip() for part in given for name in part.split(",") if name.strip()]
    return [name for name in names if name.casefold() != NOBODY]


def _attendee(name: str, meeting: Meeting) -> str:
    """The record id of somebody who may stay. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.capture.people import Named, who_is
    from chairtui.meeting.chairing.part_two import may_stay

    found = who_is(name, meeting)
    known = {entry.record.id: f"{entry.record.name} ({entry.ref})" for entry in may_stay(meeting)}
    id_ = found.who.attendee if isinstance(found, Named) else None
    if id_ is None or id_ not in known:
        raise CommandError(
            sentence(words.MAY_NOT_STAY, name=name, known=", ".join(known.values()) or words.NOBODY_HERE)
        )
    return id_


def _list(meeting: Meeting, *, as_json: bool) -> None:
    """Who joins and who stays: as recorded in part two, else as proposed."""
    from chairtui.commands.output import print_json, print_line, print_table
    from chairtui.meeting.chairing.part_two import may_stay, proposed_to_join, proposed_to_stay
    from chairtui.meeting.copy_readers import may_be_given, relation_of

    part = meeting.details.part
    joins = frozenset(meeting.details.joined) if part == 2 else proposed_to_join(meeting)
    relatives = [
        _InPartTwo(e.ref, e.record.name, relation_of(e.record), e.record.id in joins) for e in may_be_given(meeting)
    ]
    stays = proposed_to_stay(meeting)
    others = [_InPartTwo(e.ref, e.record.name, e.record.role, e.record.id in stays) for e in may_stay(meeting)]
    if as_json:
        print_json({"part": part, "joins": [_data(one) for one in relatives], "stays": [_data(one) for one in others]})
        return
    print_line((words.IN_PART_TWO if part == 2 else words.IN_PART_ONE).format(meeting=meeting.id))
    rows = [(words.WHO_JOINS, one) for one in relatives] + [(words.WHO_STAYS, one) for one in others]
    print_table(words.PART_HEAD, ((what, _tick(one.ticked), one.ref, one.name, one.role) for what, one in rows))


def _tick(ticked: bool) -> str:
    return words.TICKED if ticked else words.UNTICKED


def _data(one: _InPartTwo) -> dict[str, object]:
    return {"ref": one.ref, "name": one.name, "in": one.ticked}
