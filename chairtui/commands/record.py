"""`chairtui record`: file lines of the capture grammar, acknowledging each once it is durable."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session

LONGEST_LINE = 1_000_000
"""Bytes of a line that are read; a line of a meeting has far fewer."""


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("lines", metavar="LINE", nargs="*", help=words.HELP_LINES)
    parser.add_argument("--item", metavar="N", type=filled, help=words.HELP_ITEM)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError, UsageError

    from_stdin = args.lines in ([], ["-"])
    if not args.lines and sys.stdin.isatty():
        raise UsageError(words.NO_LINE)
    seat = context.seat(args.meeting, args.by)
    format_ = context.format_of(seat.meeting)
    if seat.meeting.closed:
        raise CommandError(words.CLOSED_TO_LINES)
    item = format_.item(args.item) if args.item else None
    if args.item and item is None:
        raise CommandError(words.NO_SUCH_ITEM.format(item=args.item, last=len(format_.agenda)))
    lines = lines_of_stdin() if from_stdin else enumerate(args.lines, 1)
    return record(lines, seat, context, item.id if item else "", as_json=args.json)


def lines_of_stdin() -> Iterator[tuple[int, str | None]]:
    """Yield numbered lines of stdin as they arrive, without blank lines and comments.

    A line that isn't UTF-8 comes as Python carries what it can't read, and of one that is too long comes None:
    `record` leaves the one unsettled and refuses the other.
    Raises `CommandError` for UTF-16, which some Windows pipes send.
    """
    from chairtui.commands.errors import CommandError

    for number in count(1):
        raw = sys.stdin.buffer.readline(LONGEST_LINE)
        if not raw:
            return
        if number == 1 and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise CommandError(words.UTF16)
        whole, rest = raw, raw
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            whole, rest = b"", sys.stdin.buffer.readline(LONGEST_LINE)
        if not whole:
            yield number, None
            continue
        line = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape").strip()
        if line and not line.startswith("#"):
            yield number, line


def record(
    lines: Iterable[tuple[int, str | None]], seat: Session, context: CommandContext, item: str, *, as_json: bool
) -> int:
    """File each line, and answer it on stdout once it is durable; why one is unsettled, and who may not read one that
    is marked, goes to stderr.

    0 if every line was understood.
    """
    from chairtui.commands.apply import WriteRefused, file_line
    from chairtui.commands.output import print_error, print_json_line, print_now

    format_ = context.format_of(seat.meeting)
    status = 0
    for number, line in lines:
        try:
            if line is None:
                raise WriteRefused(words.LINE_TOO_LONG.format(most=LONGEST_LINE // 1_000_000))
            filed = file_line(line, seat, format_, item=item, new_id=context.new_id, now=context.now())
        except WriteRefused as error:
            print_error(words.LINE_REFUSED.format(number=number, reason=error))
            status = 1
            if as_json:
                print_json_line(line=number, saved=False, reason=str(error))
            continue
        if filed.unsettled:
            print_error(words.LINE_REFUSED.format(number=number, reason=filed.unsettled))
            status = 1
        if filed.readers:
            print_error(words.LINE_READERS.format(number=number, ref=filed.refs[0], readers=filed.readers))
        for ref in filed.refs:
            if as_json and filed.unsettled:
                print_json_line(line=number, saved=True, ref=ref, unsettled=filed.unsettled)
            elif as_json:
                readers = {"readers": filed.readers} if filed.readers else {}
                print_json_line(line=number, saved=True, ref=ref, **readers)
            else:
                print_now((words.UNSETTLED if filed.unsettled else words.SAVED).format(ref=ref))
    return status
