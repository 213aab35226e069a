"""`chairtui doctor`: every meeting's file looked through. Exit 0 only if all are sound. It changes nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.place import Place


def arguments(parser: ArgumentParser) -> None:
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.speaking import say, say_json
    from chairtui.journal.doctor import examine

    found = examine(place.store)
    if args.json:
        say_json([diagnosis.model_dump(mode="json") for diagnosis in found])
    elif not found:
        say(words.NO_MEETINGS.format(store=place.store))
    else:
        for diagnosis in found:
            say(words.DIAGNOSIS.format(meeting=diagnosis.meeting, message=diagnosis.message, file=diagnosis.file))
    return 0 if all(diagnosis.state == "sound" for diagnosis in found) else 1
