"""A store's key in memory: asked for when it is first needed, and not again."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from chairtui.journal.encryption import StoreCipher
from chairtui.journal.key_file import Cost, KeyFile, new_cipher, unwrap, wrap
from chairtui.journal.key_stores import FolderKeys, KeyStore, Kind
from chairtui.journal.protocol import Locked, Unreachable, Unreadable, WrongPassphrase
from chairtui.words import journal as words


class PassphraseSource(Protocol):
    """Where passphrases come from: a person, the surroundings of a script, a screen."""

    @abstractmethod
    def known(self, key: KeyFile, *, wrong: bool) -> str:
        """The passphrase that opens this; `wrong`: the one given before doesn't. Raises `Locked` to give up."""

    @abstractmethod
    def fresh(self) -> str | None:
        """A passphrase for a new store, None to leave it unencrypted. Raises `Locked` to give up."""

    @abstractmethod
    def expects_encryption(self) -> bool:
        """Whether a passphrase was given for this store beforehand, so that a plain one can't be the one meant."""


class Vault:
    """A store's key, asked for when it is first needed and held in memory only. Threads may share one.

    `place` is where the store keeps what there is of it; a folder stands for the `key.json` in it. Without `asking` an
    encrypted store stays shut, and a new one is unencrypted. `known_encrypted` names what says that an encrypted store
    was kept in this place, "" for nothing: a plain one there is then refused.
    """

    def __init__(
        self,
        place: KeyStore | Path,
        asking: PassphraseSource | None = None,
        cost: Cost | None = None,
        known_encrypted: Callable[[], str] = str,
    ) -> None:
        self.place: KeyStore = FolderKeys(place) if isinstance(place, Path) else place
        self._asking = asking
        self._cost = cost or Cost()
        self._known_encrypted = known_encrypted
        self._guard = threading.RLock()
        self._cipher: StoreCipher | None = None
        self._key: KeyFile | None = None
        self._plain = False

    @property
    def kind(self) -> Kind:
        """What the store is now.

        Raises `Locked` for one whose key file is missing, and for a plain one where an encrypted one is expected;
        `Unreadable`, `Unreachable`.
        """
        kind = self.place.kind()
        if kind == "plain":
            self._refuse_plain()
            if self._asking is not None and self._asking.expects_encryption():
                raise Locked(words.PLAIN_WITH_PASSPHRASE.format(store=self.place.name))
        return kind

    def _refuse_plain(self) -> None:
        if known := self._known_encrypted():
            raise Locked(words.NO_LONGER_ENCRYPTED.format(store=self.place.name, file=known))

    def cipher(self) -> StoreCipher | None:
        """The key of the store as it is; None where nothing is encrypted, or nothing is there yet.

        Raises `Locked`, `WrongPassphrase`, `Unreadable`, `Unreachable`, `Newer`.
        """
        with self._guard:
            if self._cipher is None and not self._plain:
                kind = self.kind
                # A store that has a meeting stays as it is; one that has none may still become either.
                self._plain = kind == "plain"
                if kind == "encrypted":
                    self._key = self.place.read()
                    self._cipher = self._unlocked(self._key)
            return self._cipher

    def cipher_for_writing(self) -> StoreCipher | None:
        """`cipher`, but a new store gets its key, or the word that it needs none. Raises `NotSaved` besides."""
        with self._guard:
            if self._cipher is None and self.kind == "new":
                passphrase = self._asking.fresh() if self._asking is not None else None
                if passphrase is None:
                    self._refuse_plain()
                else:
                    self._cipher = create_key(self.place, passphrase, self._cost)
                return self._cipher
            return self.cipher()

    def key(self) -> KeyFile:
        """What the store keeps of its key; where it can't be reached, what it kept when it was opened.

        Raises `Unreadable`, `Unreachable`, `Newer`, `Locked`.
        """
        try:
            return self.place.read()
        except (Unreadable, Unreachable):
            if self._key is None:
                raise
            return self._key

    def open(self, passphrase: str) -> None:
        """Open the store with this passphrase instead of asking; a new one gets its key by it.

        Takes as long as a guess does. Raises `WrongPassphrase`, `Locked`, `NotSaved`, `Unreadable`, `Unreachable`,
        `Newer`.
        """
        with self._guard:
            if self.kind == "new":
                self._cipher = create_key(self.place, passphrase, self._cost)
                return
            key = self.place.read()
            self._cipher = unwrap(key, passphrase)
            self._key = key

    def know(self, cipher: StoreCipher) -> None:
        """The store has the same key as another one that is open."""
        self._cipher = cipher

    def leave_unencrypted(self) -> None:
        """A new store is to be unencrypted: nobody is asked for its first passphrase."""
        self._asking = None

    def matches(self, passphrase: str) -> bool:
        """Whether this is the store's passphrase; takes as long as a guess does.

        With the drive or the server away, the one that was right when the store was opened. Raises as `key`.
        """
        try:
            unwrap(self.key(), passphrase)
        except WrongPassphrase:
            return False
        return True

    def change(self, passphrase: str, *, remembered: bool = False) -> None:
        """Wrap the key by another passphrase: afterwards that one opens the store, and no other.

        Raises `Locked`, `NotSaved`; then the old one still does.
        """
        with self._guard:
            cipher = self.cipher()
            if cipher is None:
                raise Locked(words.NOT_ENCRYPTED.format(store=self.place.name))
            new = wrap(cipher, passphrase, self._cost, remembered=remembered)
            self.place.change(lambda _: new)

    def note_remembered(self, remembered: bool) -> None:
        """Write down whether the system's keyring has the passphrase. Raises `NotSaved`, `Unreadable`."""
        with self._guard:
            self.place.change(lambda key: key.model_copy(update={"remembered": remembered}))

    def _unlocked(self, key: KeyFile) -> StoreCipher:
        if self._asking is None:
            raise Locked(words.NEEDS_PASSPHRASE.format(store=self.place.name))
        wrong = False
        while True:
            passphrase = self._asking.known(key, wrong=wrong)
            try:
                return unwrap(key, passphrase)
            except WrongPassphrase:
                wrong = True


def create_key(place: KeyStore, passphrase: str, cost: Cost) -> StoreCipher:
    """Give a new store its key, lastingly. If another process was first, its passphrase counts.

    Raises `NotSaved`, `WrongPassphrase`.
    """
    cipher = new_cipher()
    ours = wrap(cipher, passphrase, cost)
    kept = place.begin(ours)
    return cipher if kept == ours else unwrap(kept, passphrase)
