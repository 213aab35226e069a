"""`chairtui` and `chairtui MEETING`: the program on the screen."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.journal.session import Role
    from chairtui.web.tab_config import Tab

FRAMES = "240"
"""Paintings in a second, at most. A key that comes just after one waits for the next or the one after: of Textual's own
sixty, up to 33 ms."""


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", nargs="?", type=filled, help=words.HELP_OPEN)
    add_by(parser)
    parser.add_argument("--role", choices=("chair", "note-taker", "reader"), help=words.HELP_ROLE)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.errors import BadUsage, No
    from chairtui.journal.protocol import NoSuchMeeting

    if missing := place.store.missing():
        raise No(missing)
    try:
        if not has_terminal():
            if args.meeting:
                place.journal.resolve(args.meeting)
            raise BadUsage(words.NO_TERMINAL)
        return open_program(place, args.meeting, args.by, args.role)
    except NoSuchMeeting as error:
        raise No(words.NO_SUCH_COMMAND.format(said=error, nearest=nearest(args.meeting))) from None


def has_terminal() -> bool:
    """Whether there is somebody to see the screen and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_program(
    place: Place,
    meeting: str | None,
    by: str | None = None,
    role: Role | None = None,
    *,
    tab: Tab | None = None,
) -> int:
    """Open the program at the list of meetings, or at one of them by any name it has; its exit status.

    Raises `NoSuchMeeting`, and `No` for a keymap that moves what isn't there. Formats that can't be used are named,
    and left out. A passphrase that nothing but a person can give is asked for on the screen. `tab`: for somebody in a
    browser, who changes no settings of this computer.
    """
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # which Textual reads once, when it is loaded
    from chairtui.app import COMMANDS_BY_ID, ChairApp
    from chairtui.commands.errors import No
    from chairtui.commands.output import complain, say
    from chairtui.commands.passphrase_prompt import needs_somebody
    from chairtui.journal.key_stores import FolderKeys
    from chairtui.lazy_formats import FormatsAtHand
    from chairtui.settings import settings_file
    from chairtui.settings_file import SettingsFile
    from screens.context import Desk, Shut

    def open_store(passphrase: str | None) -> None:
        if passphrase is None:
            place.vault.leave_unencrypted()
        else:
            place.vault.open(passphrase)

    def rekey(old: str, new: str) -> None:
        from chairtui.commands.passphrase import wrap_anew
        from chairtui.journal.protocol import NotSaved, WrongPassphrase
        from chairtui.journal.system_keyring import CannotRemember
        from chairtui.words import passphrase as passphrase_words

        if not place.vault.matches(old):
            raise WrongPassphrase(passphrase_words.WRONG)
        try:
            wrap_anew(place.vault, new)
        except CannotRemember as error:
            raise NotSaved(passphrase_words.NOT_REMEMBERED.format(reason=error)) from None

    for command in place.settings.keymap:
        if command not in COMMANDS_BY_ID:
            raise No(words.NO_SUCH_KEYMAP.format(command=command, known=", ".join(sorted(COMMANDS_BY_ID))))
    if place.settings.formats is not None:  # the program's own are sound, and read when they are asked for
        for problem in place.shelf.problems:
            complain(words.BAD_FORMAT.format(problem=problem))
    writer = place.writer(by)
    shut: Shut | None = None
    if needs_somebody(place.vault, unencrypted=place.unencrypted, recalling=place.recalling, key_file=place.key_file):
        in_database = not isinstance(place.vault.place, FolderKeys)
        shut = Shut(place.vault.place.name, place.vault.kind == "new", open_store, database=in_database)
    elif meeting:
        meeting = place.journal.resolve(meeting)
    desk = Desk(
        journal=place.journal,
        formats=FormatsAtHand(lambda: place.shelf),
        by=writer,
        now=place.now,
        new_id=place.new_id,
        template=place.template(),
        half_typed=place.store.half_typed(writer),
        exports=str(place.settings.exports or "."),
        dress=place.dress,
        role=role or place.settings.role,
        settings=None if tab else SettingsFile(settings_file()),
        rekey=rekey if shut or place.vault.kind == "encrypted" else None,
    )
    # Whom the store was opened for has no passphrase to give, so that the cover asks for none.
    asks = (shut or place.vault.kind == "encrypted") and not (tab and tab.unlocked)
    app = ChairApp(
        desk,
        meeting,
        keymap=place.settings.keymap,
        theme=place.settings.theme,
        shut=shut,
        unlocks=place.vault.matches if asks else None,
        cover_after=place.settings.cover_after,
    )
    app.run()
    if (making := desk.outbox.finish()) is not None:  # left while a file was being made
        from screens.export_page import ending

        (say if making.exception() is None else complain)(ending(desk.outbox.name, making))
    if app.refused is not None:
        raise app.refused
    return app.return_code or 0


def nearest(name: str) -> str:
    """The command that somebody may have meant, as half a sentence, "" for none."""
    from difflib import get_close_matches

    found = get_close_matches(name, [command for command in words.COMMANDS if command != "open"], n=1)
    return words.NEAREST.format(name=found[0]) if found else ""
