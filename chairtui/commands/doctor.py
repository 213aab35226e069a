"""`chairtui doctor`: every meeting's file looked through. Exit 0 only if all are sound.

It changes nothing, unless it is told to repair: then what is sound of a damaged file becomes a new one.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help=words.HELP_REPAIR)
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.output import complain, say, say_json

    if args.repair:
        for each in place.store.repair():
            complain(each.message)
    found = place.store.examine()
    if args.json:
        say_json([diagnosis.model_dump(mode="json") for diagnosis in found])
    elif not found:
        say(words.NO_MEETINGS.format(store=place.store.name))
    else:
        for diagnosis in found:
            say(words.DIAGNOSIS.format(meeting=diagnosis.meeting, message=diagnosis.message, file=diagnosis.file))
    return 0 if all(diagnosis.state == "sound" for diagnosis in found) else 1
