"""`chairtui report`: counts over all meetings one may read, for a partnership's board; nobody is named in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting

KINDS = ("md", "html", "csv", "json")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", metavar="DATE", type=filled, help=words.HELP_REPORT_FROM)
    parser.add_argument("--until", metavar="DATE", type=filled, help=words.HELP_REPORT_UNTIL)
    parser.add_argument("--to", choices=KINDS, default="md", help=words.HELP_REPORT_TO)
    parser.add_argument("-o", "--output", dest="out", metavar="FILE", type=filled, help=words.HELP_OUT)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Exit status 1 if a meeting couldn't be read; each of these is named on stderr, and not counted."""

    from chairtui.commands.files import may_replace, write_private
    from chairtui.commands.output import print_document, print_written
    from chairtui.meeting.dates.calendar import show_date
    from chairtui.minutes.report_files import to_file
    from chairtui.minutes.report_tables import report
    from chairtui.words import report as report_words

    today = context.now().date()
    start, end = _day(args.start, today), _day(args.until, today)
    left_out: list[str] = []
    tables = report(_held(context, start, end, left_out), context.format_registry.get, today, context.settings.zone)
    period = report_words.PERIOD.format(
        start=show_date(start) if start else report_words.SINCE_BEGINNING,
        end=show_date(end) if end else report_words.UNTIL_NOW,
        today=show_date(today),
    )
    made = to_file("json" if args.json and not args.out else args.to, tables, period)
    if args.out:
        file = user_path(args.out)
        write_private(file, made, replace=may_replace(file, args.force))
        print_written([file], as_json=args.json)
    else:
        print_document(made)
    return 1 if left_out else 0


def _day(text: str | None, today: date) -> date | None:
    """A day in words or digits. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.dates.calendar import NotADate
    from chairtui.meeting.dates.phrase import read_day
    from chairtui.words import report as report_words

    if text is None:
        return None
    try:
        return read_day(text, on=today, nation="England", looks="back")
    except NotADate as error:
        raise CommandError(report_words.BAD_DAY.format(text=text, reason=error)) from None


def _held(context: CommandContext, start: date | None, end: date | None, left_out: list[str]) -> Iterator[Meeting]:
    """The meetings held in a period, one at a time; `left_out` gains the ids of those that can't be read."""
    from chairtui.commands.output import print_error
    from chairtui.journal.protocol import JournalError
    from chairtui.words import report as report_words

    for listing in context.journal.meetings():
        day = listing.starts.astimezone(context.settings.zone).date()
        if (start and day < start) or (end and day > end):
            continue
        try:
            yield context.meeting(listing.id)
        except JournalError as error:
            print_error(report_words.LEFT_OUT_MEETING.format(id=listing.id, reason=error))
            left_out.append(listing.id)
