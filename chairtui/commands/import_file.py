"""`chairtui import`: make a meeting of a JSON file, all of it or nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.as_json import Imported


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help=words.HELP_IMPORT)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.errors import No
    from chairtui.commands.files import read_stdin, read_text
    from chairtui.commands.output import say, say_json
    from chairtui.minutes.as_json import BadImport, read_json

    text = read_stdin() if args.file == "-" else read_text(Path(args.file).expanduser())
    try:
        read = read_json(text, place.new_id)
    except BadImport as error:
        raise No(str(error)) from None
    format_ = place.format(read.format)  # a meeting whose format isn't here could never be checked or closed
    meeting_id = _keep(read, format_, place, place.writer(args.by))
    if args.json:
        say_json({"id": meeting_id})
    else:
        say(meeting_id)
    return 0


def _keep(read: Imported, format_: Format, place: Place, by: str) -> str:
    """A meeting that was closed is sealed again here; what it took afterwards keeps the name of who wrote it.

    Each way is one write, so that nothing is ever half imported.
    """
    from chairtui.meeting.formats.snapshot import keep
    from chairtui.meeting.records import Draft

    details, *others = read.drafts
    drafts = [details, Draft(record=keep(format_)), *others]
    if not read.closed:
        return place.journal.begin([*drafts, *(later.draft for later in read.later)], by)
    return place.journal.begin_sealed(drafts, by, [(later.draft, later.by) for later in read.later])
