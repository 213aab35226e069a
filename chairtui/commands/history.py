"""`chairtui history`: list every version of a meeting or of one record, and its author."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, add_meeting, filled
from chairtui.words import command_line as words
from chairtui.words import offline

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.records import Version


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("ref", metavar="REF", nargs="?", type=filled, help=words.HELP_REF)
    parser.add_argument("--waiting", action="store_true", help=offline.HELP_WAITING)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    if args.waiting:
        return _print_waiting(context, args.meeting, as_json=args.json)
    return _print_history(args, context)


def _print_waiting(context: CommandContext, name: str, *, as_json: bool) -> int:
    """List what hasn't reached the server yet; exit status 0 if nothing is waiting."""
    from chairtui.commands.output import print_json, print_line, print_table
    from chairtui.commands.record_summary import summarise
    from chairtui.meeting.kinds import category_of

    meeting = context.meeting(name)
    found = context.journal.unsent(meeting.id)
    if as_json:
        print_json([left.model_dump(mode="json") for left in found])
    elif not found:
        print_line(offline.NOTHING_WAITS)
    else:
        at = [f"{left.at.astimezone(context.settings.zone):%d %b %Y %H:%M:%S}" for left in found]
        told = [(left.by, category_of(left.record), summarise(left.record, meeting), left.why) for left in found]
        print_table(offline.WAITING_HEAD, ((when, *rest) for when, rest in zip(at, told, strict=True)))
    return 1 if found else 0


def _print_history(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_json, print_table
    from chairtui.meeting.own_answers import answer_called

    meeting, damage = context.sound_meeting(args.meeting)
    versions = list(meeting.versions)
    if args.ref:
        versions = meeting.history(args.ref) or meeting.history(answer_called(args.ref, meeting))
        if not versions and args.ref.replace("-", "_") in type(meeting.details).model_fields:
            versions = meeting.history("details")
        if not versions:
            raise CommandError(words.NO_SUCH_REF.format(ref=args.ref, meeting=meeting.id))
    if args.json:
        print_json([_as_data(version, meeting) for version in versions])
    else:
        print_table(words.HISTORY_HEAD, (_row(version, meeting, context) for version in versions))
    return context.report_damage(damage)


def _as_data(version: Version, meeting: Meeting) -> dict[str, object]:
    return {
        "seq": version.seq,
        "at": version.at.isoformat(),
        "by": version.by,
        "ref": meeting.ref_of(version.record.id),
        "removed": version.removed,
        "undoes": version.undoes,
        "record": version.record.model_dump(mode="json"),
    }


def _row(version: Version, meeting: Meeting, context: CommandContext) -> tuple[str, ...]:
    from chairtui.commands.record_summary import summarise
    from chairtui.meeting.kinds import category_of

    at = version.at.astimezone(context.settings.zone)
    told = summarise(version.record, meeting)
    if version.removed:
        told = f"{words.REMOVED}: {told}"
    if version.undoes is not None:
        told = f"{words.UNDONE.format(seq=version.undoes)}: {told}"
    what = meeting.ref_of(version.record.id) or category_of(version.record)
    return (str(version.seq), f"{at:%d %b %Y %H:%M:%S}", version.by, what, told)
