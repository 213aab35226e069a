"""`chairtui invite`: an e-mail draft for everybody invited, with the agenda and an entry for their calendar."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled
from chairtui.user_paths import user_path
from chairtui.words import invitation as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.draft_files import DraftFile
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.mail.calendar_invitation import Correspondent
    from chairtui.minutes.mail.invitations import InvitationDraft


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument(
        "--for", dest="names", metavar="NAME", type=filled, action="append", default=[], help=words.HELP_FOR
    )
    parser.add_argument("--naming", choices=("nothing", "initials", "all"), default="nothing", help=words.HELP_NAMING)
    parser.add_argument("--reply-by", metavar="DATE", type=filled, help=words.HELP_REPLY_BY)
    parser.add_argument("--organiser", metavar="ADDRESS", type=filled, help=words.HELP_ORGANISER)
    parser.add_argument("--to", choices=("docx", "pdf", "md"), default="docx", help=words.HELP_KIND)
    parser.add_argument("-o", "--output", dest="out", metavar="DIR", type=filled, help=words.HELP_OUT)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error
    from chairtui.commands.send import drafts_folder, write_drafts
    from chairtui.draft_files import NewDraft
    from chairtui.meeting.convening.invitation import NotInvited, family_among, invitations
    from chairtui.minutes.mail.invitations import invitation_drafts

    meeting = context.meeting(args.meeting)
    format_ = context.format_of(meeting)
    try:
        invited = invitations(meeting, format_, args.names)
    except NotInvited as error:
        raise CommandError(str(error)) from None
    if not invited:
        raise CommandError(words.NOBODY_INVITED.format(meeting=meeting.id))
    by = _reply_by(args.reply_by, meeting, format_, context)
    organiser = _organiser(args.organiser, meeting)
    if organiser is None:
        print_error(words.NO_ORGANISER.format(meeting=meeting.id))
    style = context.mail_style(args.to, context.writer(args.by))
    for problem in style.problems:
        print_error(problem)
    drafts = list(
        invitation_drafts(
            meeting,
            format_,
            invited,
            style,
            kind=args.to,
            naming=args.naming,
            reply_by=by,
            organiser=organiser,
        )
    )
    folder = user_path(args.out) if args.out else drafts_folder(meeting, format_, context)
    new = [NewDraft(d.reader, d.invitation.entry.record.name, d.name, d.content) for d in drafts]
    files = {file.reader: file for file in write_drafts(folder, meeting, new, context)}
    _answer(drafts, files, meeting.id, as_json=args.json)
    if not args.names and (family := family_among(meeting)):
        print_error(words.FAMILY_LEFT_OUT.format(names=", ".join(family)))
    return 0


def _reply_by(typed: str | None, meeting: Meeting, format_: Format, context: CommandContext) -> date:
    """The day to reply by. Raises `CommandError` for words that are no day, and for one after the meeting."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.convening.invitation import reply_by
    from chairtui.meeting.dates.calendar import NotADate, day_of, show_date
    from chairtui.meeting.dates.phrase import read_day

    today = context.now().date()
    if typed is None:
        return reply_by(meeting, format_, today)
    try:
        day = read_day(typed, on=today, nation=format_.nation)
    except NotADate as error:
        raise CommandError(str(error)) from None
    if day > day_of(meeting.details.starts):
        raise CommandError(words.LATE_REPLY.format(day=show_date(day)))
    return day


def _organiser(typed: str | None, meeting: Meeting) -> Correspondent | None:
    """Whom replies go to. Raises `CommandError` for what is no address."""
    from chairtui.commands.errors import CommandError
    from chairtui.minutes.mail.calendar_invitation import Correspondent
    from chairtui.minutes.mail.invitations import organiser_of
    from chairtui.minutes.mail.message import usable_address

    if typed is None:
        return organiser_of(meeting)
    address = usable_address(typed)
    if not address:
        raise CommandError(words.BAD_ORGANISER.format(address=typed))
    chair = meeting.details.chair
    return Correspondent(meeting.name_of(chair) if chair else address, address)


def _answer(drafts: list[InvitationDraft], files: dict[str, DraftFile], meeting: str, *, as_json: bool) -> None:
    from chairtui.commands.output import print_json, print_line, print_table

    if as_json:
        print_json([_as_data(draft, files[draft.reader]) for draft in drafts])
        return
    rows = [
        (
            draft.invitation.entry.ref,
            draft.invitation.entry.record.name,
            draft.address or words.NO_ADDRESS,
            ", ".join(words.ASKED_SHORT[what] for what in draft.invitation.asked),
            files[draft.reader].file.name,
        )
        for draft in drafts
    ]
    print_table(words.HEAD, rows)
    folder = files[drafts[0].reader].file.parent
    print_line(words.OPEN_THEM.format(folder=folder, meeting=meeting))


def _as_data(draft: InvitationDraft, file: DraftFile) -> dict[str, object]:
    return {
        "ref": draft.invitation.entry.ref,
        "name": draft.invitation.entry.record.name,
        "to": draft.address or None,
        "asked": list(draft.invitation.asked),
        "file": file.path,
    }
