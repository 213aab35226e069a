"""`chairtui new`: set up a meeting and answer its id."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, filled, text
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.place import Place


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", metavar="ID", type=filled, required=True, help=words.HELP_FORMAT)
    parser.add_argument("--title", metavar="TEXT", type=filled, required=True, help=words.HELP_TITLE)
    parser.add_argument("--subject", metavar="TEXT", type=filled, required=True, help=words.HELP_SUBJECT)
    parser.add_argument("--starts", metavar="WHEN", type=filled, required=True, help=words.HELP_STARTS)
    parser.add_argument("--kind", metavar="KIND", type=text, default="", help=words.HELP_KIND)
    parser.add_argument("--person", choices=("child", "young person", "adult"), help=words.HELP_PERSON)
    parser.add_argument("--venue", metavar="TEXT", type=text, default="", help=words.HELP_VENUE)
    parser.add_argument("--chair", metavar="NAME", type=filled, help=words.HELP_CHAIR)
    parser.add_argument("--note-taker", metavar="NAME", type=filled, help=words.HELP_NOTE_TAKER)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.speaking import say, say_json

    meeting_id = begin(args, place)
    if args.json:
        say_json({"id": meeting_id})
    else:
        say(meeting_id)
    return 0


def begin(args: Namespace, place: Place) -> str:
    """Make the meeting; its id. Raises `No`: the format isn't there, the kind is out of its scope, no such date."""
    from chairtui.commands.refusals import No
    from chairtui.meeting.convening import OutOfScope, scope
    from chairtui.meeting.dates import NotADate, read_when
    from chairtui.meeting.records import Details, Draft, Who

    format_ = place.format(args.format)
    try:
        kind = scope(format_, args.kind).id if args.kind.strip() else ""
        starts = read_when(args.starts, place.settings.time_zone)
        details = Details(
            format=format_.id,
            format_version=format_.version,
            format_name=format_.name,
            title=args.title,
            subject=args.subject,
            person=args.person or format_.words.person,
            starts=starts,
            meeting_kind=kind,
            venue=args.venue,
            chair=Who(name=args.chair) if args.chair else None,
            note_taker=Who(name=args.note_taker) if args.note_taker else None,
        )
    except (OutOfScope, NotADate) as error:
        raise No(str(error)) from None
    return place.journal.begin([Draft(record=details)], place.writer(args.by))
