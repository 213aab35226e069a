"""`chairtui new`: create a meeting and print its id, optionally from an earlier meeting or a briefing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, filled, text
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session
    from chairtui.meeting.after.next_meeting import Follows
    from chairtui.meeting.convening.briefing import Briefing
    from chairtui.meeting.formats.model import Format
    from chairtui.meeting.records import Details, Draft


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", metavar="ID", type=filled, help=words.HELP_FORMAT)
    parser.add_argument("--title", metavar="TEXT", type=filled, help=words.HELP_TITLE)
    parser.add_argument("--subject", metavar="TEXT", type=filled, help=words.HELP_SUBJECT)
    parser.add_argument("--starts", metavar="WHEN", type=filled, help=words.HELP_STARTS)
    parser.add_argument("--kind", metavar="KIND", type=text, default="", help=words.HELP_KIND)
    parser.add_argument("--person", choices=("child", "young person", "adult"), help=words.HELP_PERSON)
    parser.add_argument("--venue", metavar="TEXT", type=text, default="", help=words.HELP_VENUE)
    parser.add_argument("--chair", metavar="NAME", type=filled, help=words.HELP_CHAIR)
    parser.add_argument("--note-taker", metavar="NAME", type=filled, help=words.HELP_NOTE_TAKER)
    parser.add_argument("--agenda", metavar="FILE.md", type=filled, help=words.HELP_AGENDA)
    parser.add_argument("--from", dest="previous", metavar="MEETING", type=filled, help=words.HELP_FROM)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.output import print_json, print_line

    meeting_id = begin(args, context)
    if args.json:
        print_json({"id": meeting_id})
    else:
        print_line(meeting_id)
    return 0


def begin(args: Namespace, context: CommandContext) -> str:
    """Create the meeting in a single write and return its id.

    Raises `CommandError`: unknown format, a kind out of its scope, no such date, an unreadable briefing, an earlier
    meeting that isn't closed.
    """
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.next_meeting import NotNext
    from chairtui.meeting.convening.briefing import BadBriefing
    from chairtui.meeting.convening.scope import OutOfScope
    from chairtui.meeting.dates.calendar import NotADate

    previous = getattr(args, "previous", None)
    agenda = getattr(args, "agenda", None)
    try:
        if previous:
            return _begin_next(args, previous, agenda, context)
        _need(args, "format", "subject", "starts", *(() if agenda else ("title",)))
        format_ = context.format(args.format)
        briefing = _briefing(agenda, format_, context) if agenda else None
        if briefing and not args.title and not briefing.title:
            _need(args, "title")
        drafts = _with(_details(args, format_, briefing, context), format_, briefing)
    except (OutOfScope, NotADate, NotNext, BadBriefing) as error:
        raise CommandError(str(error)) from None
    meeting_id = context.journal.begin(drafts, context.writer(args.by))
    if args.person and args.person not in format_.persons:
        from chairtui.commands.output import print_error
        from chairtui.meeting.closing.checks import for_others

        print_error(for_others(format_, args.person))
    _print_unplaced(briefing)
    return meeting_id


def _need(args: Namespace, *names: str) -> None:
    from chairtui.commands.errors import UsageError

    for name in names:
        if getattr(args, name) is None:
            raise UsageError(words.NEEDS_OPTION.format(option=f"--{name}"))


def _details(args: Namespace, format_: Format, briefing: Briefing | None, context: CommandContext) -> Details:
    from chairtui.meeting.records import Details, Who

    return Details(
        format=format_.id,
        format_version=format_.version,
        format_name=format_.name,
        title=args.title or (briefing.title if briefing else ""),
        subject=args.subject,
        person=args.person or format_.words.person,
        starts=_start_said(args.starts, context, format_),
        meeting_kind=_kind(args, format_),
        aim=briefing.aim if briefing else "",
        venue=args.venue,
        chair=Who(name=args.chair) if args.chair else None,
        note_taker=Who(name=args.note_taker) if args.note_taker else None,
    )


def _start_said(words_: str, context: CommandContext, format_: Format) -> datetime:
    """When it starts, counted from today where the date isn't whole; then what it was read as is said on stderr.
    Raises `NotADate`."""
    from chairtui.commands.output import print_error
    from chairtui.meeting.dates.calendar import NotADate, read_when, show_when

    zone = context.settings.time_zone
    try:
        return read_when(words_, zone)
    except NotADate:
        starts = read_when(words_, zone, on=context.now().date(), nation=format_.nation)
    print_error(words.STARTS_READ.format(when=show_when(starts)))
    return starts


def _kind(args: Namespace, format_: Format) -> str:
    from chairtui.meeting.convening.scope import scope

    return scope(format_, args.kind, args.person or None).id if args.kind.strip() else ""


# ---- the briefing


def _briefing(file: str, format_: Format, context: CommandContext, agency: str = "") -> Briefing:
    from chairtui.commands.files import read_text
    from chairtui.meeting.convening.briefing import read_briefing

    return read_briefing(read_text(user_path(file), 10_000_000), format_, context.new_id, agency)


def _with(details: Details, format_: Format, briefing: Briefing | None) -> list[Draft]:
    from chairtui.meeting.formats.snapshot import keep
    from chairtui.meeting.records import Draft

    records = briefing.records if briefing else ()
    return [Draft(record=details), Draft(record=keep(format_)), *(Draft(record=record) for record in records)]


def _print_unplaced(briefing: Briefing | None) -> None:
    """Print which lines of a briefing had no section of their own; they are kept all the same."""
    from chairtui.commands.output import print_error
    from chairtui.words import follow_up

    for piece in briefing.unplaced if briefing else ():
        print_error(follow_up.UNPLACED.format(line=piece.line, why=piece.why, text=piece.text))


# ---- after an earlier meeting


def _begin_next(args: Namespace, previous: str, agenda: str | None, context: CommandContext) -> str:
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.next_meeting import follow
    from chairtui.meeting.formats.follow_up_agenda import with_previous
    from chairtui.meeting.formats.snapshot import keep
    from chairtui.meeting.records import Draft
    from chairtui.minutes.audience import PartTwoAccess

    seat = context.seat(previous, args.by)
    if seat.read_only_reason:
        raise CommandError(seat.read_only_reason)
    before = context.format_of(seat.meeting)
    loaded = context.format(args.format or seat.meeting.details.format)
    format_ = with_previous(loaded)
    changes = _changes(args, format_, _starts(args, seat, before, context))
    follows = follow(seat.meeting, changes, PartTwoAccess(seat.meeting, before).sees, context.new_id)
    drafts, briefing = list(follows.drafts), None
    if agenda:
        briefing = _briefing(agenda, format_, context, follows.details.convening_agency)
        there = {d.record.name.casefold() for d in drafts if d.record.kind == "attendee"}
        drafts += [
            Draft(record=record)
            for record in briefing.records
            if record.kind != "attendee" or record.name.casefold() not in there
        ]
        drafts[0] = Draft(record=follows.details.model_copy(update={"aim": briefing.aim}))
    drafts.insert(1, Draft(record=keep(loaded)))
    meeting_id = context.journal.begin(drafts, seat.by)
    _leave_link(follows, meeting_id, seat, context)
    _print_unplaced(briefing)
    return meeting_id


def _starts(args: Namespace, seat: Session, before: Format, context: CommandContext) -> datetime:
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.next_meeting import proposed_start

    if args.starts:
        return _start_said(args.starts, context, before)
    proposed = proposed_start(seat.meeting, before)
    if proposed is None:
        raise CommandError(words.NO_REVIEW)
    return proposed


def _changes(args: Namespace, format_: Format, starts: datetime) -> dict[str, object]:
    from chairtui.meeting.records import Who

    changes: dict[str, object] = {
        "starts": starts,
        "format": format_.id,
        "format_version": format_.version,
        "format_name": format_.name,
    }
    given = {
        "title": args.title,
        "subject": args.subject,
        "person": args.person,
        "venue": args.venue,
        "meeting_kind": _kind(args, format_),
        "chair": Who(name=args.chair) if args.chair else None,
        "note_taker": Who(name=args.note_taker) if args.note_taker else None,
    }
    return changes | {name: value for name, value in given.items() if value}


def _leave_link(follows: Follows, meeting_id: str, seat: Session, context: CommandContext) -> None:
    """Record in the earlier meeting which one follows it. A failure is only reported: the new meeting exists."""
    from chairtui.commands.output import print_error
    from chairtui.journal.protocol import JournalError

    already = seat.meeting.next_meetings
    if already:
        print_error(words.FOLLOWED_ALREADY.format(meeting=seat.meeting.id, later=already[-1].record.meeting))
    try:
        seat.save(follows.link(meeting_id, context.new_id()))
    except JournalError as error:
        print_error(words.LINK_FAILED.format(id=meeting_id, meeting=seat.meeting.id, reason=error))
