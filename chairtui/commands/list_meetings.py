"""`chairtui list`: list the meetings."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.output import print_error, print_json, print_line, print_table
    from chairtui.meeting.dates.calendar import show_when

    found = context.journal.meetings()
    if args.json:
        print_json([listing.model_dump(mode="json") for listing in found])
    elif not found:
        notices = context.journal.notices()
        for notice in notices:
            print_error(notice)
        if not notices:
            print_line(words.NO_MEETINGS.format(store=context.store.name))
    else:
        zone = context.settings.zone
        rows = ((m.id, show_when(m.starts.astimezone(zone)), m.format, m.title, m.state) for m in found)
        print_table(words.LIST_HEAD, rows)
    return 0
