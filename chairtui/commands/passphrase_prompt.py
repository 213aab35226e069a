"""Sources of a passphrase: environment variables, a key file, the keyring or a prompt."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands import key_file_secret
from chairtui.commands.output import print_error, print_notice, visible
from chairtui.words import passphrase_prompt as words

if TYPE_CHECKING:
    from chairtui.journal.key_file import KeyFile
    from chairtui.journal.vault import Vault

VARIABLE = "CHAIRTUI_PASSPHRASE"
OTHER_VARIABLE = "CHAIRTUI_OTHER_PASSPHRASE"
"""For the second store of a command that uses two."""
NEW_VARIABLE = "CHAIRTUI_NEW_PASSPHRASE"
TRIES = 3
SHORT = 12
"""Characters below which a new passphrase is said to be short."""


class PassphrasePrompt:
    """Provides the passphrase of one store, prompting on stderr so that stdout stays machine-readable.

    `recalling` allows the keyring. `key_file` holds a secret that replaces the passphrase.
    """

    def __init__(
        self,
        store: str,
        *,
        unencrypted: bool = False,
        other: bool = False,
        recalling: bool = True,
        key_file: Path | None = None,
    ) -> None:
        self._key_file = key_file
        self._variables = (OTHER_VARIABLE, VARIABLE) if other else (VARIABLE,)
        self._recalling = recalling
        self._store = store
        self._unencrypted = unencrypted
        self._asked = 0

    def known(self, key: KeyFile, *, wrong: bool) -> str:
        """Raises `Locked`, `WrongPassphrase`."""
        from chairtui.journal import system_keyring
        from chairtui.journal.protocol import Locked, WrongPassphrase

        if variable := self._given_in():
            if wrong:
                form = words.WRONG_IN_ENVIRONMENT if variable == self._variables[0] else words.WRONG_FOR_OTHER
                raise WrongPassphrase(form.format(variable=variable, own=self._variables[0], store=self._store))
            return os.environ[variable]
        if self._key_file is not None:
            if wrong:
                raise WrongPassphrase(words.WRONG_KEY_FILE.format(file=self._key_file, store=self._store))
            return key_file_secret.read(self._key_file)
        if self._recalling and key.remembered and not wrong and (given := system_keyring.recall(key.store)):
            return given
        if not can_ask():
            raise Locked(words.NO_PASSPHRASE.format(store=self._store))
        if wrong and self._asked:
            if self._asked >= TRIES:
                raise WrongPassphrase(words.WRONG_THRICE)
            print_error(words.WRONG_ONCE)
        self._asked += 1
        return ask(words.ASK.format(store=self._store))

    def fresh(self) -> str | None:
        """Raises `Locked`."""
        from chairtui.journal.protocol import Locked

        if self._unencrypted:
            return None
        if variable := self._given_in():
            return os.environ[variable]
        if self._key_file is not None:
            return key_file_secret.read(self._key_file)
        if not can_ask():
            raise Locked(words.NEEDS_FIRST)
        print_notice(wrapped(words.FIRST_RUN.format(store=self._store)))
        return ask_twice()

    def expects_encryption(self) -> bool:
        """Of another store, only its own variable counts: the first one's passphrase is given for the first."""
        return not self._unencrypted and bool(os.environ.get(self._variables[0]) or self._key_file)

    def _given_in(self) -> str:
        """The environment variable that holds a passphrase, "" if none does."""
        return next((name for name in self._variables if os.environ.get(name)), "")


def needs_passphrase(vault: Vault, *, unencrypted: bool, recalling: bool = True, key_file: Path | None = None) -> bool:
    """Whether a person must type or choose a passphrase. Otherwise the store is unlocked on return, or needs none.

    Raises `WrongPassphrase` for a wrong one in the environment, `Locked`, `NotSaved`, `Unreadable`, `Newer`.
    """
    from chairtui.journal import system_keyring
    from chairtui.journal.protocol import WrongPassphrase

    kind = vault.kind
    if kind == "plain":
        return False
    if os.environ.get(VARIABLE) or key_file is not None or (kind == "new" and unencrypted):
        vault.cipher_for_writing()
        return False
    if kind == "new":
        return True
    key = vault.key()
    given = system_keyring.recall(key.store) if key.remembered and recalling else None
    if not given:
        return True
    try:
        vault.open(given)
    except WrongPassphrase:  # changed elsewhere since it was remembered here
        return True
    return False


def wrapped(text: str) -> str:
    """Wrap a text to the width of the terminal."""
    width = max(shutil.get_terminal_size().columns - 1, 20)
    return "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.splitlines())


def can_ask() -> bool:
    """Whether a prompt can be shown, even if stdin is a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    with suppress(OSError):
        os.close(os.open("/dev/tty", os.O_RDWR))
        return True
    return False


def ask(prompt: str) -> str:
    """Prompt without echo. Raises `Locked` at end of file."""
    from chairtui.journal.protocol import Locked

    try:
        return getpass.getpass(visible(prompt), stream=sys.stderr)
    except EOFError:
        raise Locked(words.BLANK_PASSPHRASE) from None


def ask_twice() -> str:
    """Prompt twice for a new passphrase. Raises `Locked` if it is blank or the two differ."""
    from chairtui.journal.protocol import Locked

    passphrase = ask(words.ASK_NEW)
    if not passphrase.strip():
        raise Locked(words.BLANK_PASSPHRASE)
    if ask(words.ASK_AGAIN) != passphrase:
        raise Locked(words.NOT_THE_SAME)
    if len(passphrase) < SHORT:
        print_error(words.WEAK)
    return passphrase
