"""`chairtui drafts`: list the e-mail drafts on this computer, or delete them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.words import mail as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.draft_files import DraftFile


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", nargs="?", type=filled, help=words.HELP_DRAFTS_MEETING)
    parser.add_argument("--remove", action="store_true", help=words.HELP_DRAFTS_REMOVE)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Without a meeting no store is opened, so that drafts can be deleted without a passphrase."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error, print_json, print_line, print_table

    meeting = context.journal.resolve(args.meeting) if args.meeting else ""
    if not args.remove:
        found = context.draft_files.all(meeting)
        if args.json:
            print_json([_as_data(draft) for draft in found])
        elif found:
            print_table(words.DRAFTS_HEAD, ((draft.meeting, draft.name, draft.path) for draft in found))
        else:
            print_line(words.NO_DRAFTS)
        return 0
    try:
        removed = context.draft_files.remove(meeting)
    except TimeoutError:
        raise CommandError(words.DRAFTS_BUSY) from None
    for draft, reason in removed.left:
        print_error(words.NOT_REMOVED.format(file=draft.path, reason=reason))
    if args.json:
        print_json({"removed": [draft.path for draft in removed.gone]})
    else:
        print_line(words.REMOVED.format(count=len(removed.gone)) if removed.gone else words.NO_DRAFTS)
    return 1 if removed.left else 0


def _as_data(draft: DraftFile) -> dict[str, object]:
    return {"meeting": draft.meeting, "name": draft.name, "file": draft.path}
