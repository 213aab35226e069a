"""`chairtui export`: the minutes as Markdown for an audience, or the whole meeting as JSON."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_meeting, text
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.place import Place
    from chairtui.meeting.records import Audience

LATER = ("html", "docx", "csv", "ics")


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("--to", metavar="md|json", type=text, required=True, help=words.HELP_TO)
    parser.add_argument("--for", dest="audience", choices=("attendees", "family", "actions"), help=words.HELP_FOR)
    parser.add_argument("-o", "--output", dest="out", metavar="FILE", help=words.HELP_OUT)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.files import write_private
    from chairtui.commands.refusals import BadUsage
    from chairtui.commands.speaking import say

    if args.to not in ("md", "json"):
        raise BadUsage((words.NOT_YET if args.to in LATER else words.UNKNOWN_EXPORT).format(to=args.to))
    if args.to == "json" and args.audience in ("family", "actions"):
        raise BadUsage(words.JSON_IS_WHOLE.format(audience=args.audience))
    if args.out is not None and not args.out.strip():
        raise BadUsage(words.OUT_BLANK)
    made = made_from(place, args.meeting, args.to, args.audience or "attendees")
    if args.out:
        file = Path(args.out).expanduser()
        write_private(file, made, replace=args.force)
        say(words.WRITTEN.format(file=file))
    else:
        sys.stdout.write(made)
    return 0


def made_from(place: Place, name: str, to: str, audience: Audience) -> str:
    """What an export holds, ending in a line break."""
    meeting = place.meeting(name)
    format_ = place.format_of(meeting)
    if to == "json":
        from chairtui.minutes.as_json import to_json

        made = to_json(meeting, format_)
    else:
        from chairtui.commands.refusals import No
        from chairtui.minutes.markdown import BadTemplate, minutes

        try:
            made = minutes(meeting, format_, place.template(), audience)
        except BadTemplate as error:
            raise No(str(error)) from None
    return made.rstrip("\n") + "\n"
