"""`chairtui passphrase`: another passphrase for the same meetings, none of which is written anew."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.journal.vault import Vault


def arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--remember", action="store_true", help=words.HELP_REMEMBER)
    what.add_argument("--forget", action="store_true", help=words.HELP_FORGET)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.errors import No
    from chairtui.commands.output import say
    from chairtui.journal.system_keyring import CannotRemember
    from chairtui.words import journal

    kind = place.vault.kind
    if kind == "new":
        raise No(words.NOTHING_TO_CHANGE.format(store=place.store.name))
    if kind == "plain":
        raise No(journal.NOT_ENCRYPTED.format(store=place.store.name))
    try:
        if args.remember:
            remember(place)
            say(words.REMEMBERED)
        elif args.forget:
            forget(place)
            say(words.FORGOTTEN)
        else:
            change(place)
            say(words.CHANGED)
    except CannotRemember as error:
        raise No(words.NO_KEYRING.format(reason=error)) from None
    return 0


def change(place: Place) -> None:
    """Ask for another passphrase, and wrap the key by it. Raises `Locked`, `NotSaved`, `No`, `CannotRemember`."""
    from chairtui.commands.errors import No
    from chairtui.commands.passphrase_prompt import NEW_VARIABLE, ask_twice, can_ask

    place.vault.seal()
    new = os.environ.get(NEW_VARIABLE)
    if not new:
        if not can_ask():
            raise No(words.NEEDS_NEW)
        new = ask_twice()
    wrap_anew(place.vault, new)


def wrap_anew(vault: Vault, new: str) -> None:
    """Wrap an open store's key by another passphrase, which a keyring that had the old one is told. Raises `Locked`,
    `NotSaved`, `CannotRemember`."""
    from chairtui.journal import system_keyring

    key = vault.key()
    if key.remembered:
        system_keyring.remember(key.store, new)
    vault.change(new, remembered=key.remembered)


def remember(place: Place) -> None:
    """Give the system's keyring the passphrase, once it has been given here. Raises as `change`."""
    from chairtui.commands.passphrase_prompt import AtTheTerminal
    from chairtui.journal import system_keyring

    asking = AtTheTerminal(place.store.name, key_file=place.key_file)
    key, wrong = place.vault.key(), False
    while not place.vault.matches(passphrase := asking.known(key, wrong=wrong)):
        wrong = True
    system_keyring.remember(key.store, passphrase)
    place.vault.note_remembered(True)


def forget(place: Place) -> None:
    """Take the passphrase out of the keyring. Raises `NotSaved`, `CannotRemember`."""
    from chairtui.journal import system_keyring

    system_keyring.forget(place.vault.key().store)
    place.vault.note_remembered(False)
