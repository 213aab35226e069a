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
    from chairtui.meeting.after.tally import MeetingTally, Period

KINDS = ("md", "html", "csv", "json")
MANY = 200
"""Meetings to be read for the first time from which somebody is told that it takes a while."""


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
    from chairtui.commands.output import print_document, print_notice, print_written
    from chairtui.meeting.after.tally import Period
    from chairtui.minutes.report.files import to_file
    from chairtui.minutes.report.tables import period_text, report
    from chairtui.words import report as report_words

    today = context.now().date()
    period = Period(start=_day(args.start, today), end=_day(args.until, today))
    left_out: list[str] = []
    found = report(_tallies(context, period, left_out), context.format_registry.get, today)
    made = to_file("json" if args.json and not args.out else args.to, found, period_text(period, found, today))
    if args.out:
        file = user_path(args.out)
        if file.is_dir():
            file /= f"report.{args.to}"
        write_private(file, made, replace=may_replace(file, args.force))
        print_written([file], as_json=args.json)
    else:
        print_document(made)
    print_notice(report_words.PUBLISH)
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


def _tallies(context: CommandContext, period: Period, left_out: list[str]) -> Iterator[MeetingTally]:
    """The tallies of a period; `left_out` gains the ids of the meetings that can't be read."""
    from chairtui.commands.output import print_error
    from chairtui.meeting.after.actions_across import UnreadMeeting
    from chairtui.words import report as report_words

    def reads(count: int) -> None:
        if count >= MANY:
            print_error(report_words.FIRST_RUN.format(count=count))

    counted = context.store.counted(period)
    if counted is not None:
        print_error(report_words.COUNTED_BY_SEATS)
    found = counted if counted is not None else context.journal.tallies(period, context.format_registry.get, reads)
    for tally in found:
        if isinstance(tally, UnreadMeeting):
            print_error(report_words.LEFT_OUT_MEETING.format(id=tally.meeting, reason=tally.reason))
            left_out.append(tally.meeting)
        else:
            yield tally
