"""`chairtui list`: the meetings there are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place


def arguments(parser: ArgumentParser) -> None:
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.output import complain, say, say_json, say_table
    from chairtui.meeting.dates.calendar import show_when

    found = place.journal.meetings()
    if args.json:
        say_json([listing.model_dump(mode="json") for listing in found])
    elif not found:
        notices = place.journal.notices()
        for notice in notices:
            complain(notice)
        if not notices:
            say(words.NO_MEETINGS.format(store=place.store.name))
    else:
        zone = place.settings.zone
        rows = ((m.id, show_when(m.starts.astimezone(zone)), m.format, m.title, m.state) for m in found)
        say_table(words.LIST_HEAD, rows)
    return 0
