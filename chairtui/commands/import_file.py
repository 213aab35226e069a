"""`chairtui import`: create a meeting from a JSON file, or take earlier actions over into one, in a single write."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, filled
from chairtui.user_paths import user_path
from chairtui.words import earlier_actions

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.minutes.exchange import Imported


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help=earlier_actions.HELP_IMPORT)
    parser.add_argument("--actions", metavar="FILE", type=filled, help=earlier_actions.HELP_ACTIONS)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.files import read_stdin, read_text
    from chairtui.commands.output import print_json, print_line, print_notice
    from chairtui.minutes.exchange import BadImport, read_json
    from chairtui.words.importing import SEALED_ANEW

    if args.actions:
        return _take_actions(user_path(args.actions), args, context)
    text = read_stdin() if args.file == "-" else read_text(user_path(args.file))
    try:
        read = read_json(text)
    except BadImport as error:
        raise CommandError(str(error)) from None
    meeting_id = keep(read, context, context.writer(args.by))
    if args.json:
        print_json({"id": meeting_id})
    else:
        print_line(meeting_id)
    if read.closed:
        print_notice(SEALED_ANEW.format(digest=read.digest[:12]))
    return 0


def _take_actions(file: Path, args: Namespace, context: CommandContext) -> int:
    """Take actions of before this program over into a meeting; 1 where something of them had no place."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.files import read_bytes
    from chairtui.commands.output import print_error, print_json, print_line, print_saved
    from chairtui.journal.take_actions import take_actions
    from chairtui.meeting.convening.earlier_actions import BadActions
    from chairtui.minutes.action_tables import LARGEST, read_tables

    seat = context.seat(args.file, args.by)
    raw = read_bytes(file, LARGEST)
    try:
        read = take_actions(seat, read_tables(raw, file.name), file.name, context.format_of(seat.meeting))
    except BadActions as error:
        raise CommandError(str(error)) from None
    refs = [seat.meeting.ref_of(draft.record.id) for draft in read.drafts]
    if args.json:
        unplaced = [{"place": cell.place, "reason": cell.why, "text": cell.text} for cell in read.unplaced]
        print_json({"saved": refs, "unplaced": unplaced})
        return 1 if unplaced else 0
    if refs:
        print_saved(refs, as_json=False)
    else:
        print_line(earlier_actions.NOTHING)
    for cell in read.unplaced:
        print_error(earlier_actions.UNPLACED.format(place=cell.place, why=cell.why, text=cell.text))
    return 1 if read.unplaced else 0


def keep(read: Imported, context: CommandContext, by: str) -> str:
    """Write the meeting in a single transaction. A closed one is sealed anew; later records keep their authors."""
    from chairtui.meeting.formats import snapshot
    from chairtui.meeting.records import Draft

    format_ = context.format(read.format)  # a meeting whose format isn't here could never be checked or closed
    details, *others = read.drafts
    drafts = [details, Draft(record=snapshot.keep(format_)), *others]
    if not read.closed:
        return context.journal.begin([*drafts, *(later.draft for later in read.later)], by)
    return context.journal.begin_sealed(drafts, by, [(later.draft, later.by) for later in read.later])
