"""`chairtui distribution`: list who gets which copy of the minutes and by when; record copies as sent."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled, text
from chairtui.user_paths import user_path
from chairtui.words import command_line as words
from chairtui.words import family as family_words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.after.distribution import Copy
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.file_kinds import Kind


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("--sent", metavar="NAME", type=filled, action="append", default=[], help=words.HELP_SENT)
    parser.add_argument("--to-send", metavar="NAME", type=filled, action="append", default=[], help=words.HELP_TO_SEND)
    parser.add_argument("--on", metavar="DATE", type=filled, help=words.HELP_ON)
    parser.add_argument("--how", metavar="TEXT", type=text, default="", help=words.HELP_HOW)
    parser.add_argument("--audience", choices=("attendees", "family", "actions"), help=words.HELP_AUDIENCE)
    parser.add_argument("--professional", action="store_true", help=family_words.HELP_PROFESSIONAL)
    parser.add_argument("--again", action="store_true", help=words.HELP_AGAIN)
    parser.add_argument("--write", metavar="FOLDER", type=filled, help=words.HELP_WRITE)
    parser.add_argument("--to", metavar="KIND", type=text, help=words.HELP_WRITE_KIND)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import UsageError

    if sum(map(bool, (args.sent, args.to_send, args.write))) > 1:
        raise UsageError(words.ONE_THING)
    needing = {"--on": args.on, "--how": args.how, "--audience": args.audience, "--professional": args.professional}
    for option, given in needing.items():
        if given and not (args.sent or args.to_send):
            raise UsageError(words.NEEDS_SENT.format(option=option))
    if args.sent or args.to_send:
        return _record(args, context)
    meeting = context.meeting(args.meeting)
    format_ = context.format_of(meeting)
    if args.write:
        from chairtui.commands.export import requested_kind

        kind = requested_kind(args.to or "docx", None)
        return _write(user_path(args.write), kind, meeting, format_, context, args)
    return _list(meeting, format_, context.now().date(), as_json=args.json)


def _record(args: Namespace, context: CommandContext) -> int:
    """Record the given copies in a single write."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_saved
    from chairtui.meeting.after.distribution import NotSent, sent, sent_day
    from chairtui.meeting.dates.calendar import NotADate, show_date
    from chairtui.meeting.records import Distribution, Draft

    seat = context.seat(args.meeting, args.by)
    format_ = context.format_of(seat.meeting)
    today = context.now().date()
    drafts: list[Draft] = []
    try:
        on = sent_day(args.on, today, format_.nation) if args.on else today
        for name in args.sent or args.to_send:
            record = sent(
                name,
                seat.meeting,
                format_,
                on=on if args.sent else None,
                today=today,
                new_id=context.new_id(),
                how=args.how,
                audience=args.audience,
                professional=args.professional,
                again=args.again,
                added=bool(args.to_send),
            )
            if all(draft.record.id != record.id for draft in drafts):
                drafts.append(Draft(record=record, base=seat.meeting.base_of(record.id)))
    except (NotADate, NotSent) as error:
        raise CommandError(str(error)) from None
    seat.append(drafts)
    for record in (draft.record for draft in drafts if isinstance(draft.record, Distribution)):
        if record.sent is not None:
            remove_drafts(seat.meeting.id, context, record.relative or record.to.attendee or record.to.name)
    refs = [seat.meeting.ref_of(draft.record.id) for draft in drafts]
    print_saved(refs, as_json=args.json, value=show_date(on) if args.on else "")
    return 0


def remove_drafts(meeting: str, context: CommandContext, reader: str = "") -> None:
    """Delete a meeting's e-mail drafts, or those for one reader; one that can't be deleted is reported on stderr."""
    from chairtui.commands.output import print_error
    from chairtui.words import mail

    try:
        removed = context.draft_files.remove(meeting, reader)
    except OSError:
        print_error(mail.DRAFTS_BUSY)
        return
    for draft, reason in removed.left:
        print_error(mail.NOT_REMOVED.format(file=draft.path, reason=reason))


def _list(meeting: Meeting, format_: Format, today: date, *, as_json: bool) -> int:
    from chairtui.commands.output import print_json, print_line, print_table
    from chairtui.meeting.after.distribution import copies
    from chairtui.minutes.kept_back import in_words, kept_back

    listed = copies(meeting, format_)
    if as_json:
        print_json([_as_data(copy, today) | {"kept_back": kept_back(copy, meeting, format_)} for copy in listed])
    elif listed:
        print_table(words.COPIES_HEAD, (_row(copy, today) for copy in listed))
        for copy in listed:
            if said := in_words(kept_back(copy, meeting, format_)):
                print_line(words.COPY_KEEPS.format(name=copy.to.name, kept=said))
    else:
        print_line(words.NO_COPIES)
    return 0


def _as_data(copy: Copy, today: date) -> dict[str, object]:
    return {
        "ref": copy.ref,
        "name": copy.to.name,
        "agency": copy.agency,
        "audience": copy.audience,
        "due": copy.due.isoformat() if copy.due else None,
        "sent": copy.sent.isoformat() if copy.sent else None,
        "how": copy.how,
        "by": copy.by,
        "overdue": copy.overdue(today),
    }


def _row(copy: Copy, today: date) -> tuple[str, ...]:
    from chairtui.meeting.dates.calendar import show_date

    due = show_date(copy.due) if copy.due else ""
    if copy.overdue(today):
        due = words.COPY_LATE.format(day=due)
    on = show_date(copy.sent) if copy.sent else ""
    return (copy.ref, copy.to.name, copy.agency, words.AUDIENCES[copy.audience], due, on, copy.how, copy.by)


def _write(
    folder: Path, kind: Kind, meeting: Meeting, format_: Format, context: CommandContext, args: Namespace
) -> int:
    """One file for each different copy that is still to be sent; 1 where one can't be made."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.files import write_private
    from chairtui.commands.output import print_error, print_written
    from chairtui.meeting.after.distribution import copies
    from chairtui.minutes.file_kinds import NothingToWrite, NotReleased, Reader, build_file, reader_of
    from chairtui.minutes.file_names import file_name

    readers: dict[Reader, None] = {}
    for copy in copies(meeting, format_):
        if copy.sent is None:
            readers[reader_of(copy, meeting, format_)] = None
    pattern = context.settings.file_name
    files = {folder / f"{file_name(meeting, format_, reader, pattern)}.{kind}": reader for reader in readers}
    there = next((file for file in files if file.exists()), None)
    if there is not None and not args.force:
        raise CommandError(words.FILE_EXISTS.format(file=there))
    branding = context.branding(kind)
    for problem in branding.problems:
        print_error(problem)
    not_made: list[Path] = []
    for file, reader in files.items():
        try:
            content = build_file(meeting, format_, kind, reader, branding)
        except (NotReleased, NothingToWrite) as error:
            print_error(str(error))
            not_made.append(file)
            continue
        write_private(file, content, replace=args.force)
    print_written([file for file in files if file not in not_made], as_json=args.json)
    return 1 if not_made else 0
