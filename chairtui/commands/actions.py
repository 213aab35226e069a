"""`chairtui actions`: actions across meetings, what became of each, and which are overdue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled, text
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.after.actions_across import MeetingAction


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--overdue", action="store_true", help=words.HELP_OVERDUE)
    parser.add_argument("--this-week", action="store_true", help=words.HELP_THIS_WEEK)
    parser.add_argument("--agency", metavar="NAME", type=text, default="", help=words.HELP_AGENCY)
    parser.add_argument("--owner", metavar="NAME", type=text, default="", help=words.HELP_OWNER)
    parser.add_argument("--to", choices=("csv",), help=words.HELP_ACTIONS_TO)
    parser.add_argument("-o", "--output", dest="out", metavar="FILE", type=filled, help=words.HELP_OUT)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)
    add_json(parser)


@dataclass(frozen=True, slots=True)
class Due:
    """An action, the day its meeting was held, and whether it is overdue."""

    action: MeetingAction
    held: date
    overdue: bool


def run(args: Namespace, context: CommandContext) -> int:
    """Exit status 1 if a meeting couldn't be read; each of these is named on stderr."""
    from chairtui.commands.output import print_error, print_json, print_line, print_table
    from chairtui.meeting.after.actions_across import UnreadMeeting, due_filter

    today, zone = context.now().date(), context.settings.zone
    wanted = due_filter(
        today,
        overdue=args.overdue,
        this_week=args.this_week,
        who=args.owner.strip(),
        agency=args.agency.strip(),
    )
    due: list[Due] = []
    status = 0
    for found in context.journal.actions(wanted):
        if isinstance(found, UnreadMeeting):
            print_error(words.LEFT_OUT.format(id=found.meeting, reason=found.reason))
            status = 1
        else:
            due.append(Due(found, found.starts.astimezone(zone).date(), found.now.overdue(today)))
    due.sort(key=lambda each: (each.action.deadline or date.max, each.action.meeting, each.action.ref))
    if args.to == "csv" or args.out:
        _write_sheet(due, args.out, force=args.force, as_json=args.json)
    elif args.json:
        print_json([_as_data(each) for each in due])
    elif due:
        print_table(words.ACTIONS_HEAD, (_row(each) for each in due))
    else:
        print_line(words.NO_ACTIONS)
    return status


def _write_sheet(due: Iterable[Due], out: str | None, *, force: bool, as_json: bool) -> None:
    """Write the CSV to a file, or as bytes to stdout: line ends and the BOM are part of it. Raises `CommandError`."""

    from chairtui.commands.files import may_replace, write_private
    from chairtui.commands.output import print_bytes, print_written
    from chairtui.minutes.csv_file import sheet

    made = sheet(words.ACTIONS_SHEET, (_cells(each) for each in due)).encode("utf-8")
    if out is None:
        print_bytes(made)
        return
    file = user_path(out)
    write_private(file, made, replace=may_replace(file, force))
    print_written([file], as_json=as_json)


def _cells(due: Due) -> tuple[str, ...]:
    """A row of the CSV, with ISO dates."""
    from chairtui.minutes.csv_file import said

    action = due.action
    return (
        action.meeting,
        due.held.isoformat(),
        said(action.title),
        action.ref,
        said(action.text),
        said(action.owner),
        said(action.agency),
        action.deadline.isoformat() if action.deadline else "",
        action.status,
        words.OVERDUE if due.overdue else "",
        said(action.reason),
        said(action.readers),
    )


def _as_data(due: Due) -> dict[str, object]:
    action = due.action
    return {
        "meeting": action.meeting,
        "date": due.held.isoformat(),
        "title": action.title,
        "ref": action.ref,
        "text": action.text,
        "owner": action.owner,
        "agency": action.agency,
        "deadline": action.deadline.isoformat() if action.deadline else None,
        "status": action.status,
        "overdue": due.overdue,
        "reason": action.reason,
        "readers": action.readers,
    }


def _row(due: Due) -> tuple[str, ...]:
    from chairtui.meeting.dates.calendar import show_date

    action = due.action
    owner = ", ".join(part for part in (action.owner, action.agency) if part)
    deadline = show_date(action.deadline) if action.deadline else ""
    status = words.OVERDUE if due.overdue else action.status
    return (action.meeting, action.ref, owner, deadline, status, action.text)
