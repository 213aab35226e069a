"""`chairtui send`: an e-mail draft for each reader, with their own copy of the minutes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled, text
from chairtui.user_paths import user_path
from chairtui.words import mail as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chairtui.commands.context import CommandContext
    from chairtui.draft_files import DraftFile, NewDraft
    from chairtui.meeting.after.distribution import Copy
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.mail.copies import CopyDraft, NoDraft


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument(
        "--for", dest="names", metavar="NAME", type=filled, action="append", default=[], help=words.HELP_SEND_FOR
    )
    parser.add_argument("--to", metavar="KIND", type=text, help=words.HELP_SEND_KIND)
    parser.add_argument("-o", "--output", dest="out", metavar="DIR", type=filled, help=words.HELP_SEND_OUT)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """1 where somebody's copy may not be made yet."""
    from chairtui.commands.distribution import remove_drafts
    from chairtui.commands.errors import CommandError
    from chairtui.commands.export import requested_kind
    from chairtui.commands.output import print_error, print_line
    from chairtui.draft_files import NewDraft
    from chairtui.minutes.mail.copies import CopyDraft, NoDraft, copy_drafts, reader_key

    kind = requested_kind(args.to or "docx", None)
    if kind == "json":
        raise CommandError(words.NOT_AS_JSON)
    meeting = context.meeting(args.meeting)
    format_ = context.format_of(meeting)
    if not meeting.closed:
        raise CommandError(words.NOT_CLOSED)
    chosen = _chosen(args.names, context, args.meeting)
    if not chosen:
        print_line(words.NOTHING_TO_SEND)
        return 0
    style = context.mail_style(kind, context.writer(args.by))
    for problem in style.problems:
        print_error(problem)
    made = list(copy_drafts(meeting, format_, chosen, style))
    drafts = [draft for draft in made if isinstance(draft, CopyDraft)]
    folder = user_path(args.out) if args.out else drafts_folder(meeting, format_, context)
    new = [NewDraft(reader_key(d.copy), d.copy.to.name, d.name, d.content) for d in drafts]
    files = {file.reader: file for file in write_drafts(folder, meeting, new, context)}
    for draft in made:
        if isinstance(draft, NoDraft):  # one that was made while the copy was released must not be sent any more
            remove_drafts(meeting.id, context, reader_key(draft.copy))
    _answer([(d, files.get(reader_key(d.copy))) for d in made], meeting.id, as_json=args.json)
    return 0 if len(drafts) == len(made) else 1


def drafts_folder(meeting: Meeting, format_: Format, context: CommandContext) -> Path:
    """The folder for a meeting's drafts unless somebody names another."""
    from chairtui.minutes.file_names import meeting_name
    from chairtui.settings import exports_folder
    from chairtui.words import file_names

    name = meeting_name(meeting, format_, context.settings.file_name)
    return exports_folder(context.settings) / file_names.DRAFTS / name


def write_drafts(
    folder: Path, meeting: Meeting, drafts: Sequence[NewDraft], context: CommandContext
) -> list[DraftFile]:
    """Write the drafts of a meeting. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.minutes.mail.copies import state_of

    try:
        return context.draft_files.write(folder, meeting.id, drafts, made_of=state_of(meeting))
    except TimeoutError:
        raise CommandError(words.DRAFTS_BUSY) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CommandError(words.NOT_SAVED.format(file=folder, reason=reason)) from None


def _chosen(names: list[str], context: CommandContext, meeting_name: str) -> list[Copy]:
    """The copies that were named, else those that are still to be sent. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.distribution import copies, known_as, named

    meeting = context.meeting(meeting_name)
    listed = copies(meeting, context.format_of(meeting))
    if not names:
        return [copy for copy in listed if copy.sent is None]
    chosen: list[Copy] = []
    for name in names:
        found = named(name, listed)
        if len(found) != 1:
            form = words.SEVERAL if found else words.NOBODY
            raise CommandError(form.format(name=name, known=", ".join(known_as(c) for c in found or listed)))
        if found[0] not in chosen:
            chosen.append(found[0])
    return chosen


def _answer(made: list[tuple[CopyDraft | NoDraft, DraftFile | None]], meeting: str, *, as_json: bool) -> None:
    from chairtui.commands.output import print_error, print_json, print_line, print_table
    from chairtui.minutes.mail.copies import CopyDraft, NoDraft

    if as_json:
        print_json([_as_data(draft, file) for draft, file in made])
        return
    rows = [
        (draft.copy.ref, draft.copy.to.name, draft.address or words.NO_ADDRESS, file.file.name)
        for draft, file in made
        if file is not None and isinstance(draft, CopyDraft)
    ]
    print_table(words.SEND_HEAD, rows)
    for draft, _ in made:
        if isinstance(draft, NoDraft):
            print_error(draft.why)
    folder = next((file.file.parent for _, file in made if file is not None), None)
    if folder is not None:
        print_line(words.OPEN_THEM.format(folder=folder, meeting=meeting))


def _as_data(draft: CopyDraft | NoDraft, file: DraftFile | None) -> dict[str, object]:
    from chairtui.minutes.mail.copies import NoDraft

    refused = isinstance(draft, NoDraft)
    return {
        "ref": draft.copy.ref,
        "name": draft.copy.to.name,
        "audience": draft.copy.audience,
        "to": None if isinstance(draft, NoDraft) else draft.address or None,
        "file": file.path if file else None,
        "reason": draft.why if isinstance(draft, NoDraft) else None,
        "made": not refused,
    }
