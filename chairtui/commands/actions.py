"""`chairtui actions`: actions across meetings, what became of each, and which are overdue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled, text
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting


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
    """The current state of an action, follow-ups included; `reason` is that of the last follow-up."""

    meeting: str
    held: date
    title: str
    ref: str
    text: str
    owner: str
    agency: str
    deadline: date | None
    status: str
    overdue: bool
    this_week: bool
    reason: str

    def concerns(self, name: str) -> bool:
        return name.casefold() in f"{self.owner} {self.agency}".casefold()


def run(args: Namespace, context: CommandContext) -> int:
    """Exit status 1 if a meeting couldn't be read; each of these is named on stderr."""
    from chairtui.commands.output import print_error, print_json, print_line, print_table
    from chairtui.journal.protocol import JournalError

    found: list[Due] = []
    status = 0
    for listing in context.journal.meetings():
        try:
            found.extend(actions_of(context.meeting(listing.id), context.now().date(), context.settings.zone))
        except JournalError as error:
            print_error(words.LEFT_OUT.format(id=listing.id, reason=error))
            status = 1
    agency = args.agency.strip().casefold()
    due = [
        a
        for a in found
        if a.concerns(args.owner.strip())
        and agency in a.agency.casefold()
        and (a.overdue or not args.overdue)
        and (a.this_week or not args.this_week)
    ]
    due.sort(key=lambda action: (action.deadline or date.max, action.meeting, action.ref))
    if args.to == "csv" or args.out:
        _write_sheet(due, args.out, force=args.force, as_json=args.json)
    elif args.json:
        print_json([_as_data(action) for action in due])
    elif due:
        print_table(words.ACTIONS_HEAD, (_row(action) for action in due))
    else:
        print_line(words.NO_ACTIONS)
    return status


def actions_of(meeting: Meeting, today: date, zone: tzinfo) -> Iterator[Due]:
    """Yield a meeting's actions, without those that a later meeting took over.

    An action is overdue if it is open and its deadline was before `today`.
    """
    from chairtui.meeting.after.follow_up import now_of

    for entry in meeting.actions:
        action, now = entry.record, now_of(entry.record, meeting)
        if now.status == "carried":
            continue
        attendee = meeting.attendee_of(action.owner)
        yield Due(
            meeting=meeting.id,
            held=meeting.details.starts.astimezone(zone).date(),
            title=meeting.details.title,
            ref=entry.ref,
            text=action.text,
            owner=meeting.name_of(action.owner),
            agency=attendee.agency if attendee else "",
            deadline=now.deadline,
            status=now.status,
            overdue=now.overdue(today),
            this_week=now.this_week(today),
            reason=now.reason,
        )


def _write_sheet(due: Iterable[Due], out: str | None, *, force: bool, as_json: bool) -> None:
    """Write the CSV to a file, or as bytes to stdout: line ends and the BOM are part of it. Raises `CommandError`."""
    from pathlib import Path

    from chairtui.commands.files import may_replace, write_private
    from chairtui.commands.output import print_bytes, print_written
    from chairtui.minutes.csv_file import sheet

    made = sheet(words.ACTIONS_SHEET, (_cells(action) for action in due)).encode("utf-8")
    if out is None:
        print_bytes(made)
        return
    file = Path(out).expanduser()
    write_private(file, made, replace=may_replace(file, force))
    print_written([file], as_json=as_json)


def _cells(action: Due) -> tuple[str, ...]:
    """A row of the CSV, with ISO dates."""
    return (
        action.meeting,
        action.held.isoformat(),
        action.title,
        action.ref,
        action.text,
        action.owner,
        action.agency,
        action.deadline.isoformat() if action.deadline else "",
        action.status,
        words.OVERDUE if action.overdue else "",
        action.reason,
    )


def _as_data(action: Due) -> dict[str, object]:
    return {
        "meeting": action.meeting,
        "date": action.held.isoformat(),
        "title": action.title,
        "ref": action.ref,
        "text": action.text,
        "owner": action.owner,
        "agency": action.agency,
        "deadline": action.deadline.isoformat() if action.deadline else None,
        "status": action.status,
        "overdue": action.overdue,
        "reason": action.reason,
    }


def _row(action: Due) -> tuple[str, ...]:
    from chairtui.meeting.dates.calendar import show_date

    owner = ", ".join(part for part in (action.owner, action.agency) if part)
    deadline = show_date(action.deadline) if action.deadline else ""
    status = words.OVERDUE if action.overdue else action.status
    return (action.meeting, action.ref, owner, deadline, status, action.text)
