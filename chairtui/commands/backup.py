"""`chairtui backup`: copy every meeting into a folder, even while it is being written, and verify the copies."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.backup import CopyResult


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=filled, help=words.HELP_BACKUP)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError

    if not context.store.ids():
        raise CommandError(words.NOTHING_TO_COPY.format(store=context.store.name))
    folder = user_path(args.folder)
    copies = context.store.back_up(folder)
    return report_copies(copies, words.BACKED_UP, str(folder), less_is_failure=True, as_json=args.json)


def report_copies(copies: Iterable[CopyResult], form: str, where: str, *, less_is_failure: bool, as_json: bool) -> int:
    """Print the outcome of each copy, failures on stderr, and return the exit status."""
    from chairtui.commands.output import print_error, print_json_line, print_line

    counted: Counter[str] = Counter()
    for copied in copies:
        counted[copied.outcome] += 1
        if as_json:
            print_json_line(**copied.model_dump(mode="json"))
        elif copied.outcome == "copied":
            print_line(copied.message)
        if copied.outcome not in ("copied", "same"):
            print_error(copied.message)
    wrong = counted["apart"] + counted["damaged"] + counted["failed"] + (counted["less"] if less_is_failure else 0)
    if not wrong and not as_json:
        print_line(form.format(where=where, copied=counted["copied"], same=counted["same"] + counted["less"]))
    return 1 if wrong else 0
