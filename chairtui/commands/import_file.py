"""`chairtui import`: create a meeting from a JSON file, atomically."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.exchange import Imported


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help=words.HELP_IMPORT)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.files import read_stdin, read_text
    from chairtui.commands.output import print_json, print_line, print_notice
    from chairtui.minutes.exchange import BadImport, read_json
    from chairtui.words.importing import SEALED_ANEW

    text = read_stdin() if args.file == "-" else read_text(Path(args.file).expanduser())
    try:
        read = read_json(text)
    except BadImport as error:
        raise CommandError(str(error)) from None
    format_ = context.format(read.format)  # a meeting whose format isn't here could never be checked or closed
    meeting_id = _keep(read, format_, context, context.writer(args.by))
    if args.json:
        print_json({"id": meeting_id})
    else:
        print_line(meeting_id)
    if read.closed:
        print_notice(SEALED_ANEW.format(digest=read.digest[:12]))
    return 0


def _keep(read: Imported, format_: Format, context: CommandContext, by: str) -> str:
    """Write the meeting in a single transaction. A closed one is sealed anew; later records keep their authors."""
    from chairtui.meeting.formats.snapshot import keep
    from chairtui.meeting.records import Draft

    details, *others = read.drafts
    drafts = [details, Draft(record=keep(format_)), *others]
    if not read.closed:
        return context.journal.begin([*drafts, *(later.draft for later in read.later)], by)
    return context.journal.begin_sealed(drafts, by, [(later.draft, later.by) for later in read.later])
