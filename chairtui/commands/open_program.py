"""`chairtui` and `chairtui MEETING`: run the full-screen program."""

from __future__ import annotations

import os
import sys
import threading
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Role
    from chairtui.meeting.convening.earlier_actions import SheetTable
    from chairtui.web.tab_config import Tab

FRAMES = "240"
"""Maximum frames per second. A key just after a frame waits for the next or the one after: up to 33 ms at Textual's
default of 60."""

SAMPLE = "bristol"
"""The sample meeting to look round in."""
FILE_WITHIN = 1.0
"""Seconds that quitting waits for a file that is being written."""
UNABLE = ("dumb", "unknown")
"""Values of TERM for terminals without cursor movement, such as an editor's shell."""


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", nargs="?", type=filled, help=words.HELP_OPEN)
    add_by(parser)
    parser.add_argument("--role", choices=("chair", "note-taker", "reader"), help=words.HELP_ROLE)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.journal.protocol import NoSuchMeeting

    if missing := context.store.missing():
        raise CommandError(missing)
    try:
        if not has_terminal():
            if args.meeting:
                context.journal.resolve(args.meeting)
            raise UsageError(words.NO_TERMINAL)
        if not can_paint():
            raise UsageError(words.DUMB_TERMINAL.format(terminal=os.environ["TERM"]))
        return open_program(context, args.meeting, args.by, args.role)
    except NoSuchMeeting as error:
        raise CommandError(words.NO_SUCH_COMMAND.format(said=error, nearest=nearest(args.meeting))) from None


def has_terminal() -> bool:
    """Whether both stdin and stdout are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_paint() -> bool:
    """Whether there is a terminal and it can move the cursor."""
    return has_terminal() and os.environ.get("TERM") not in UNABLE


def open_program(
    context: CommandContext,
    meeting: str | None,
    by: str | None = None,
    role: Role | None = None,
    *,
    tab: Tab | None = None,
    welcomes: bool = True,
) -> int:
    """Run the program, at the list of meetings or at one of them, and return its exit status.

    Raises `NoSuchMeeting`, and `CommandError` for a keymap with an unknown command. Broken formats are reported and
    left out. A passphrase that only a person can give is asked for on the screen. `tab` is set for a browser tab,
    which must not change this computer's settings. Where nobody has said who sits here that is asked first, unless it
    `welcomes` nobody.
    """
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # Textual reads it once, on import
    from chairtui.app import ChairApp
    from chairtui.commands.errors import CommandError
    from chairtui.commands.full_name import full_name
    from chairtui.commands.output import print_error, print_line
    from chairtui.commands.passphrase_prompt import needs_passphrase
    from chairtui.journal.key_stores import FolderKeys
    from chairtui.lazy_formats import LazyFormats
    from chairtui.settings import exports_folder, settings_file
    from chairtui.settings_file import SettingsFile
    from screens.commands_here import COMMANDS_BY_ID
    from screens.context import AppContext, FirstRun, LockedStore, Newcomer
    from screens.scratch_file import sweep

    def open_store(passphrase: str | None) -> None:
        if passphrase is None:
            context.vault.leave_unencrypted()
        else:
            context.vault.open(passphrase)

    def rekey(old: str, new: str) -> None:
        from chairtui.commands.passphrase import wrap_anew
        from chairtui.journal.protocol import NotSaved, WrongPassphrase
        from chairtui.journal.system_keyring import CannotRemember
        from chairtui.words import passphrase as passphrase_words

        if not context.vault.matches(old):
            raise WrongPassphrase(passphrase_words.WRONG)
        try:
            wrap_anew(context.vault, new)
        except CannotRemember as error:
            raise NotSaved(passphrase_words.NOT_REMEMBERED.format(reason=error)) from None

    for command in context.settings.keymap:
        if command not in COMMANDS_BY_ID:
            raise CommandError(words.NO_SUCH_KEYMAP.format(command=command, known=", ".join(sorted(COMMANDS_BY_ID))))
    if context.settings.formats is not None:  # the program's own are sound, and read when they are asked for
        for problem in context.format_registry.problems:
            print_error(words.BAD_FORMAT.format(problem=problem))
    asks_who = welcomes and not tab and by is None and not context.named
    writer = context.writer(by)
    locked_store: LockedStore | None = None
    if needs_passphrase(
        context.vault, unencrypted=context.unencrypted, recalling=context.recalling, key_file=context.key_file
    ):
        in_database = not isinstance(context.vault.place, FolderKeys)
        locked_store = LockedStore(
            context.vault.place.name, context.vault.kind == "new", open_store, database=in_database
        )
    elif meeting:
        meeting = context.journal.resolve(meeting)
    exports = str(exports_folder(context.settings))
    app_context = AppContext(
        journal=context.journal,
        formats=LazyFormats(lambda: context.format_registry),
        by=writer,
        now=context.now,
        new_id=context.new_id,
        template=context.template(),
        line_drafts=context.store.line_drafts(writer),
        exports=exports,
        file_name=context.settings.file_name,
        mail_style=lambda kind: context.mail_style(kind, writer),
        draft_files=context.draft_files,
        branding=context.branding,
        role=role or context.settings.role,
        settings=None if tab else SettingsFile(settings_file()),
        rekey=rekey if locked_store or context.vault.kind == "encrypted" else None,
        sample=None if tab else lambda: sample(),
        import_meeting=None if tab else lambda path: import_meeting(path),
        tables_of=None if tab else lambda path: tables_of(path),
    )

    samples = ExitStack()

    def sample() -> tuple[AppContext, str]:
        from tempfile import TemporaryDirectory

        from chairtui.commands.context import CommandContext
        from chairtui.commands.demo import hold_opening
        from chairtui.samples import load_sample
        from chairtui.shutdown import deadline

        thrown_away = TemporaryDirectory(prefix="chairtui-sample-", ignore_cleanup_errors=True)
        deadline.at_forced_end(thrown_away.cleanup)
        folder = samples.enter_context(thrown_away)
        own = samples.enter_context(CommandContext(folder, None, unencrypted=True))
        meeting = hold_opening(load_sample(SAMPLE), own, app.context.by).meeting.id
        return replace(app.context, journal=own.journal, line_drafts=None, sample=None, import_meeting=None), meeting

    def import_meeting(path: str) -> str:
        from chairtui.commands import import_file
        from chairtui.commands.files import read_text
        from chairtui.minutes.exchange import read_json

        try:
            return import_file.keep(read_json(read_text(Path(path).expanduser())), context, app.context.by)
        except CommandError as error:
            raise ValueError(str(error)) from None

    def tables_of(path: str) -> Sequence[SheetTable]:
        from chairtui.commands.files import read_bytes
        from chairtui.minutes.action_tables import LARGEST, read_tables
        from chairtui.user_paths import user_path

        try:
            return read_tables(read_bytes(user_path(path), LARGEST), path)
        except CommandError as error:
            raise ValueError(str(error)) from None

    def seat(newcomer: Newcomer) -> AppContext:
        name, at_table = newcomer.name, role or newcomer.role
        return replace(
            app_context,
            by=name,
            role=at_table,
            exports=newcomer.exports,
            line_drafts=context.store.line_drafts(name),
            mail_style=lambda kind: context.mail_style(kind, name),
        )

    # In a tab whose store the server opened, nobody knows the passphrase: the cover must not ask for it.
    asks = (locked_store or context.vault.kind == "encrypted") and not (tab and tab.unlocked)
    app = ChairApp(
        app_context,
        meeting,
        keymap=context.settings.keymap,
        theme=context.settings.theme,
        locked_store=locked_store,
        first_run=FirstRun(full_name(), str(Path(exports).absolute())) if asks_who else None,
        seat=seat,
        unlocks=context.vault.matches if asks else None,
        cover_after=context.settings.cover_after,
    )
    # What a killed program left of a text in an editor; beside the first paint, as it may be in a folder of thousands.
    threading.Thread(target=sweep, name="sweep", daemon=True).start()
    with samples:
        app.run()
    if (making := app_context.export_jobs.finish(FILE_WITHIN)) is not None:  # quit while a file was being written
        from screens.export_page import ending

        made = making.done() and making.exception() is None
        (print_line if made else print_error)(ending(app_context.export_jobs.name, making))
    for unfinished in app_context.unfinished:
        print_error(unfinished)
    if app.refused is not None:
        raise app.refused
    return app.return_code or 0


def nearest(name: str) -> str:
    """A "did you mean" suffix for a mistyped command, "" if nothing is close."""
    from difflib import get_close_matches

    found = get_close_matches(name, [command for command in words.COMMANDS if command != "open"], n=1)
    return words.NEAREST.format(name=found[0]) if found else ""
