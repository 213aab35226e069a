"""A store's key in memory. The passphrase is asked for once, when the key is first needed."""

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
    """Where passphrases come from: a prompt, the environment, a screen."""

    @abstractmethod
    def known(self, key: KeyFile, *, wrong: bool) -> str:
        """The passphrase of this key; `wrong`: the previous one failed. Raises `Locked` to give up."""

    @abstractmethod
    def fresh(self) -> str | None:
        """A passphrase for a new store, None to leave it unencrypted. Raises `Locked` to give up."""

    @abstractmethod
    def expects_encryption(self) -> bool:
        """Whether a passphrase was configured for this store, so that an unencrypted one must be refused."""


class Vault:
    """A store's key, unlocked on first use and held in memory only. Thread-safe.

    `place` holds the wrapped key; a folder stands for its `key.json`. Without `asking`, encrypted stores stay locked
    and new ones are unencrypted. `known_encrypted` names the record that an encrypted store was here, or is "": an
    unencrypted store is then refused.
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
        """Whether the store is new, unencrypted, or encrypted.

        Raises `Locked` if the key file is missing, or if the store is unencrypted and must not be; `Unreadable`,
        `Unreachable`.
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
        """The store's key; None if it is unencrypted or new.

        Raises `Locked`, `WrongPassphrase`, `Unreadable`, `Unreachable`, `Newer`.
        """
        with self._guard:
            if self._cipher is None and not self._plain:
                kind = self.kind
                # Cached only for a store that has meetings: an empty one may still become encrypted.
                self._plain = kind == "plain"
                if kind == "encrypted":
                    self._key = self.place.read()
                    self._cipher = self._unlocked(self._key)
            return self._cipher

    def cipher_for_writing(self) -> StoreCipher | None:
        """As `cipher`, but decides for a new store whether it is encrypted, and creates its key. Also raises
        `NotSaved`."""
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
        """The wrapped key; if the store can't be reached, as it was when the store was opened.

        Raises `Unreadable`, `Unreachable`, `Newer`, `Locked`.
        """
        try:
            return self.place.read()
        except (Unreadable, Unreachable):
            if self._key is None:
                raise
            return self._key

    def open(self, passphrase: str) -> None:
        """Unlock the store with this passphrase instead of asking; creates the key of a new store.

        As slow as the key derivation. Raises `WrongPassphrase`, `Locked`, `NotSaved`, `Unreadable`, `Unreachable`,
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
        """Use the key of another open store that has the same one."""
        self._cipher = cipher

    def leave_unencrypted(self) -> None:
        """Leave a new store unencrypted without asking."""
        self._asking = None

    def matches(self, passphrase: str) -> bool:
        """Whether this is the store's passphrase. As slow as the key derivation.

        If the drive or server is away, compares with the key from when the store was opened. Raises as `key`.
        """
        try:
            unwrap(self.key(), passphrase)
        except WrongPassphrase:
            return False
        return True

    def change(self, passphrase: str, *, remembered: bool = False) -> None:
        """Replace the passphrase by wrapping the key anew.

        Raises `Locked`, `NotSaved`; the old passphrase then remains valid.
        """
        with self._guard:
            cipher = self.cipher()
            if cipher is None:
                raise Locked(words.NOT_ENCRYPTED.format(store=self.place.name))
            new = wrap(cipher, passphrase, self._cost, remembered=remembered)
            self.place.change(lambda _: new)

    def note_remembered(self, remembered: bool) -> None:
        """Record whether the system keyring has the passphrase. Raises `NotSaved`, `Unreadable`."""
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
    """Create and save the key of a new store. If another process was first, its passphrase is required.

    Raises `NotSaved`, `WrongPassphrase`.
    """
    cipher = new_cipher()
    ours = wrap(cipher, passphrase, cost)
    kept = place.begin(ours)
    return cipher if kept == ours else unwrap(kept, passphrase)
