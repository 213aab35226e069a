"""`chairtui not-convened`: record that a meeting was considered but not convened, and why (MSCB-01)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, filled, text
from chairtui.words import command_line as words
from chairtui.words import convening

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", metavar="ID", type=filled, required=True, help=words.HELP_FORMAT)
    parser.add_argument("--subject", metavar="TEXT", type=filled, required=True, help=words.HELP_SUBJECT)
    parser.add_argument("--rationale", metavar="TEXT", type=filled, required=True, help=convening.HELP_RATIONALE)
    parser.add_argument("--decided-by", metavar="NAME", type=filled, required=True, help=convening.HELP_DECIDED_BY)
    parser.add_argument("--role", metavar="TEXT", type=text, default="", help=convening.HELP_ROLE)
    parser.add_argument("--on", metavar="DATE", type=filled, help=convening.HELP_ON)
    parser.add_argument("--considered-at", metavar="TEXT", type=text, default="", help=convening.HELP_AT)
    parser.add_argument("--instead", metavar="TEXT", type=text, default="", help=convening.HELP_INSTEAD)
    parser.add_argument("--person", choices=("child", "young person", "adult"), help=words.HELP_PERSON)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Record the decision, sealed at once, and print its id. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error, print_json, print_line
    from chairtui.journal.session import Session
    from chairtui.meeting.convening.not_convened import mark_among, not_convened
    from chairtui.meeting.dates.calendar import NotADate, day_of, show_date
    from chairtui.meeting.dates.phrase import read_day
    from chairtui.words.editing import NO_MARKS

    typed = {name: getattr(args, name) for name in ("subject", "rationale", "role", "considered_at", "instead")}
    if mark := mark_among(typed)[1]:
        raise CommandError(NO_MARKS.format(mark=mark))
    format_ = context.format(args.format)
    by = context.writer(args.by)
    now = context.now()
    try:
        on = read_day(args.on, on=day_of(now), nation=format_.nation, looks="back") if args.on else day_of(now)
    except NotADate as error:
        raise CommandError(str(error)) from None
    if on > day_of(now):
        raise CommandError(words.DECIDED_LATER.format(day=show_date(on)))
    if args.on and args.on.strip() != on.isoformat():
        print_error(convening.DECIDED_ON.format(day=show_date(on)))
    drafts = not_convened(
        format_,
        subject=args.subject,
        rationale=args.rationale,
        decided_by=args.decided_by,
        on=on,
        now=now,
        role=args.role,
        considered_at=args.considered_at,
        instead=args.instead,
        person=args.person,
    )
    meeting_id = context.journal.begin(drafts, by)
    Session(context.journal, meeting_id, by).seal()
    if args.json:
        print_json({"id": meeting_id})
    else:
        print_line(meeting_id)
    return 0
