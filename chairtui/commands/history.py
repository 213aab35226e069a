"""`chairtui history`: every version of a meeting, or of one record, and who wrote it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, add_meeting, filled
from chairtui.words import command_line as words
from chairtui.words import offline

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.records import Version


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("ref", metavar="REF", nargs="?", type=filled, help=words.HELP_REF)
    parser.add_argument("--waiting", action="store_true", help=offline.HELP_WAITING)
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    if args.waiting:
        return _tell_waiting(place, args.meeting, as_json=args.json)
    return _tell_history(args, place)


def _tell_waiting(place: Place, name: str, *, as_json: bool) -> int:
    """What isn't on the server; 0 where that is nothing."""
    from chairtui.commands.output import say, say_json, say_table
    from chairtui.commands.record_summary import label, tell

    meeting = place.meeting(name)
    found = place.journal.left_over(meeting.id)
    if as_json:
        say_json([left.model_dump(mode="json") for left in found])
    elif not found:
        say(offline.NOTHING_WAITS)
    else:
        at = [f"{left.at.astimezone(place.settings.zone):%d %b %Y %H:%M:%S}" for left in found]
        told = [(left.by, label(left.record), tell(left.record, meeting), left.why) for left in found]
        say_table(offline.WAITING_HEAD, ((when, *rest) for when, rest in zip(at, told, strict=True)))
    return 1 if found else 0


def _tell_history(args: Namespace, place: Place) -> int:
    from chairtui.commands.errors import No
    from chairtui.commands.output import say_json, say_table

    meeting, damage = place.sound_meeting(args.meeting)
    versions = list(meeting.versions)
    if args.ref:
        versions = meeting.history(args.ref) or meeting.history(f"answer:{args.ref}")
        if not versions and args.ref.replace("-", "_") in type(meeting.details).model_fields:
            versions = meeting.history("details")
        if not versions:
            raise No(words.NO_SUCH_REF.format(ref=args.ref, meeting=meeting.id))
    if args.json:
        say_json([_as_data(version, meeting) for version in versions])
    else:
        say_table(words.HISTORY_HEAD, (_row(version, meeting, place) for version in versions))
    return place.tell(damage)


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


def _row(version: Version, meeting: Meeting, place: Place) -> tuple[str, ...]:
    from chairtui.commands.record_summary import label, tell

    at = version.at.astimezone(place.settings.zone)
    told = tell(version.record, meeting)
    if version.removed:
        told = f"{words.REMOVED}: {told}"
    if version.undoes is not None:
        told = f"{words.UNDONE.format(seq=version.undoes)}: {told}"
    what = meeting.ref_of(version.record.id) or label(version.record)
    return (str(version.seq), f"{at:%d %b %Y %H:%M:%S}", version.by, what, told)
