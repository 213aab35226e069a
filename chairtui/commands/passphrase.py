"""`chairtui passphrase`: change the passphrase; the key is rewrapped, and no meeting is rewritten."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.words import command_line as words
from chairtui.words import passphrase_prompt as passphrase_words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.vault import Vault


def arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--remember", action="store_true", help=words.HELP_REMEMBER)
    what.add_argument("--forget", action="store_true", help=words.HELP_FORGET)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_line
    from chairtui.journal.system_keyring import CannotRemember
    from chairtui.words import journal

    kind = context.vault.kind
    if kind == "new":
        raise CommandError(passphrase_words.NOTHING_TO_CHANGE.format(store=context.store.name))
    if kind == "plain":
        raise CommandError(journal.NOT_ENCRYPTED.format(store=context.store.name))
    try:
        if args.remember:
            remember(context)
            print_line(passphrase_words.REMEMBERED)
        elif args.forget:
            forget(context)
            print_line(passphrase_words.FORGOTTEN)
        else:
            change(context)
            print_line(passphrase_words.CHANGED)
    except CannotRemember as error:
        from chairtui.installing import how_to_add
        from chairtui.words.installing import KEYRING

        said = passphrase_words.NO_KEYRING.format(reason=error, how=how_to_add(KEYRING))
        raise CommandError(said) from None
    return 0


def change(context: CommandContext) -> None:
    """Ask for a new passphrase and rewrap the key. Raises `Locked`, `NotSaved`, `CommandError`, `CannotRemember`."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.passphrase_prompt import NEW_VARIABLE, ask_twice, can_ask

    context.vault.cipher()
    new = os.environ.get(NEW_VARIABLE)
    if not new:
        if not can_ask():
            raise CommandError(passphrase_words.NEEDS_NEW)
        new = ask_twice()
    wrap_anew(context.vault, new)


def wrap_anew(vault: Vault, new: str) -> None:
    """Rewrap an open store's key, and update the keyring if it holds the passphrase.

    Raises `Locked`, `NotSaved`, `CannotRemember`.
    """
    from chairtui.journal import system_keyring

    key = vault.key()
    if key.remembered:
        system_keyring.remember(key.store, new)
    vault.change(new, remembered=key.remembered)


def remember(context: CommandContext) -> None:
    """Store the passphrase in the system's keyring once it is verified. Raises as `change`."""
    from chairtui.commands.passphrase_prompt import PassphrasePrompt
    from chairtui.journal import system_keyring

    asking = PassphrasePrompt(context.store.name, key_file=context.key_file)
    key, wrong = context.vault.key(), False
    while not context.vault.matches(passphrase := asking.known(key, wrong=wrong)):
        wrong = True
    system_keyring.remember(key.store, passphrase)
    context.vault.note_remembered(True)


def forget(context: CommandContext) -> None:
    """Delete the passphrase from the keyring. Raises `NotSaved`, `CannotRemember`."""
    from chairtui.journal import system_keyring

    system_keyring.forget(context.vault.key().store)
    context.vault.note_remembered(False)
