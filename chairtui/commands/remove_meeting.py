"""`chairtui remove-meeting`: remove a whole meeting from a store in a folder. Who did it and when stays."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_by(parser)
    add_json(parser)
    parser.add_argument("--yes", action="store_true", help=words.HELP_YES)


def run(args: Namespace, context: CommandContext) -> int:
    """A meeting is named by its id or a start of it, also one that can't be read; `last` isn't taken."""
    from chairtui.commands.distribution import remove_drafts
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.commands.output import print_json, print_line, print_question
    from chairtui.journal.meeting_ids import LAST

    if args.meeting.strip().lower() == LAST:
        raise UsageError(words.REMOVE_NOT_LAST)
    meeting = context.journal.resolve(args.meeting)
    title = _title(meeting, context)
    if not args.yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageError(words.REMOVE_NEEDS_YES)
        print_question(words.REMOVE_IT.format(meeting=meeting, title=title))
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise CommandError(words.NOT_REMOVED)
    stone = context.store.remove(meeting, context.writer(args.by))
    remove_drafts(meeting, context)
    if args.json:
        print_json({"removed": meeting, "entries": stone.entries})
    else:
        print_line(words.REMOVED_MEETING.format(meeting=meeting, entries=stone.entries))
    return 0


def _title(meeting: str, context: CommandContext) -> str:
    """The title as the meeting has it, not the list, which somebody with the passphrase can change."""
    from chairtui.journal.protocol import JournalError

    try:
        found, _ = context.sound_meeting(meeting)
        return found.details.title
    except (JournalError, LookupError):
        return words.UNREADABLE_TITLE
