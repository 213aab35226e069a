"""The key of an encrypted store: a random one, kept in `key.json` only as wrapped by a key drawn from the passphrase.

    {"format":"chairtui key","version":1,"store":"…","kdf":"argon2id","memory_kib":65536,"passes":3,"lanes":4,
     "salt":"…","wrapped":"…","remembered":false}

Changing the passphrase wraps the same key anew; no meeting is touched. Without the passphrase, or without this
file, nothing in the store can be read by anybody.
"""

from __future__ import annotations

import hmac
import os
import threading
import unicodedata
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from pydantic import Field, TypeAdapter, ValidationError

from chairtui.journal import disk, lines
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import Locked, Newer, NotSaved, Unreadable, WrongPassphrase
from chairtui.journal.sealing import KEY_BYTES, SALT_BYTES, StoreSeal, Unsealed
from chairtui.meeting.records import Frozen
from chairtui.words import journal as words

FILE = "key.json"
LOCK_SECONDS = 5.0
Kdf = Literal["argon2id", "scrypt"]
Kind = Literal["new", "plain", "encrypted"]


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, and for Argon2id how often and over how many lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


class Asking(Protocol):
    """Where passphrases come from: a person, the surroundings of a script, a screen."""

    @abstractmethod
    def known(self, key: KeyFile, *, wrong: bool) -> str:
        """The passphrase that opens this; `wrong`: the one given before doesn't. Raises `Locked` to give up."""

    @abstractmethod
    def fresh(self) -> str | None:
        """A passphrase for a new store, None to leave it unencrypted. Raises `Locked` to give up."""


class KeyFile(Frozen):
    """What `key.json` holds. The bounds keep a file that somebody changed from taking all memory."""

    format: Literal["chairtui key"] = "chairtui key"
    version: Literal[1] = 1
    store: str = Field(pattern=r"^[0-9a-f]{32}$")
    kdf: Kdf
    memory_kib: int = Field(ge=8, le=4 * 1024 * 1024)
    passes: int = Field(ge=1, le=64)
    lanes: int = Field(ge=1, le=64)
    salt: str = Field(pattern=r"^([0-9a-f]{2}){16,64}$")
    wrapped: str
    remembered: bool = False
    """Whether the system's keyring was given the passphrase."""


_KEY_FILE = TypeAdapter(KeyFile)


class Vault:
    """A store's key, asked for when it is first needed and held in memory only. Threads may share one.

    Without `asking` an encrypted store stays shut, and a new one is unencrypted.
    """

    def __init__(self, folder: Path, asking: Asking | None = None, cost: Cost | None = None) -> None:
        self.folder = folder
        self._asking = asking
        self._cost = cost or Cost()
        self._guard = threading.RLock()
        self._seal: StoreSeal | None = None
        self._key: KeyFile | None = None
        self._plain = False

    @property
    def kind(self) -> Kind:
        """What the store is now. Raises `Locked` for one whose key file is missing, `Unreadable`."""
        return kind_of(self.folder)

    def seal(self) -> StoreSeal | None:
        """The key of the store as it is; None where nothing is encrypted, or nothing is there yet.

        Raises `Locked`, `WrongPassphrase`, `Unreadable`, `Newer`.
        """
        with self._guard:
            if self._seal is None and not self._plain:
                kind = self.kind
                # A store that has a meeting stays as it is; one that has none may still become either.
                self._plain = kind == "plain"
                if kind == "encrypted":
                    self._key = read_key(self.folder)
                    self._seal = self._unlocked(self._key)
            return self._seal

    def seal_for_writing(self) -> StoreSeal | None:
        """`seal`, but a new store gets its key, or the word that it needs none. Raises `NotSaved` besides."""
        with self._guard:
            if self._seal is None and self.kind == "new" and self._asking is not None:
                passphrase = self._asking.fresh()
                if passphrase is not None:
                    self._seal = create_key(self.folder, passphrase, self._cost)
                return self._seal
            return self.seal()

    def matches(self, passphrase: str) -> bool:
        """Whether this is the store's passphrase; takes as long as a guess does.

        With the drive away, the passphrase that was right when the store was opened. Raises `Unreadable`, `Newer`.
        """
        try:
            key = read_key(self.folder)
        except Unreadable:
            if self._key is None:
                raise
            key = self._key
        try:
            unwrap(key, passphrase)
        except WrongPassphrase:
            return False
        return True

    def change(self, passphrase: str, *, remembered: bool = False) -> None:
        """Wrap the key by another passphrase: afterwards that one opens the store, and no other.

        Raises `Locked`, `NotSaved`; then the old one still does.
        """
        with self._guard:
            seal = self.seal()
            if seal is None:
                raise Locked(words.NOT_ENCRYPTED.format(store=self.folder))
            with _alone(self.folder):
                _write(self.folder, _wrapped(seal, passphrase, self._cost, remembered=remembered))

    def note_remembered(self, remembered: bool) -> None:
        """Write down whether the system's keyring has the passphrase. Raises `NotSaved`, `Unreadable`."""
        with self._guard, _alone(self.folder):
            _write(self.folder, read_key(self.folder).model_copy(update={"remembered": remembered}))

    def _unlocked(self, key: KeyFile) -> StoreSeal:
        if self._asking is None:
            raise Locked(words.NEEDS_PASSPHRASE.format(store=self.folder))
        wrong = False
        while True:
            passphrase = self._asking.known(key, wrong=wrong)
            try:
                return unwrap(key, passphrase)
            except WrongPassphrase:
                wrong = True


def kind_of(folder: Path) -> Kind:
    """What a store is. Raises `Locked` for an encrypted one whose key file is missing, `Unreadable`."""
    try:
        if (folder / FILE).exists():
            return "encrypted"
        with os.scandir(folder / "meetings") as found:
            first = next((Path(f.path) for f in found if f.name.endswith(".journal")), None)
        if first is None:
            return "new"
        with first.open("rb") as file:
            sealed = lines.is_sealed(file.readline(4096))
    except (FileNotFoundError, NotADirectoryError):
        return "new"
    except OSError as error:
        raise Unreadable(words.UNREADABLE.format(path=folder, reason=disk.reason(error))) from error
    if sealed:
        raise Locked(words.KEY_MISSING.format(store=folder))
    return "plain"


def read_key(folder: Path) -> KeyFile:
    """A store's key file. Raises `Unreadable`, `Newer`, `Locked` for one that was damaged."""
    path = folder / FILE
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(words.UNREADABLE.format(path=path, reason=disk.reason(error))) from error
    try:
        return _KEY_FILE.validate_json(raw)
    except ValidationError as error:
        if any(problem["loc"] == ("version",) and isinstance(problem["input"], int) for problem in error.errors()):
            raise Newer(words.NEWER.format(path=path)) from None
        raise Locked(words.KEY_DAMAGED.format(path=path)) from None


def create_key(folder: Path, passphrase: str, cost: Cost) -> StoreSeal:
    """Give a new store its key, lastingly. If another process was first, its passphrase counts.

    Raises `NotSaved`, `WrongPassphrase`.
    """
    seal = StoreSeal(os.urandom(16).hex(), os.urandom(KEY_BYTES))
    try:
        disk.make_folder(folder)
    except (FileExistsError, NotADirectoryError):
        raise NotSaved(words.STORE_IS_A_FILE.format(path=folder)) from None
    except OSError as error:
        raise disk.not_saved(error, folder / FILE) from error
    with _alone(folder):
        if not (folder / FILE).exists():
            _write(folder, _wrapped(seal, passphrase, cost))
            return seal
    return unwrap(read_key(folder), passphrase)


def unwrap(key: KeyFile, passphrase: str) -> StoreSeal:
    """The store's key, by its passphrase. Raises `WrongPassphrase`."""
    wrapping = StoreSeal(key.store, _derived(key, passphrase)).file(FILE, b"")
    try:
        return StoreSeal(key.store, wrapping.open(key.wrapped, _bound(key)))
    except Unsealed:
        raise WrongPassphrase(words.WRONG_PASSPHRASE) from None


def same_key(one: StoreSeal, other: StoreSeal) -> bool:
    """Whether two keys are one, told without telling how far they agree."""
    return one.store == other.store and hmac.compare_digest(one.key, other.key)


def _wrapped(seal: StoreSeal, passphrase: str, cost: Cost, *, remembered: bool = False) -> KeyFile:
    key = KeyFile(
        store=seal.store,
        kdf=_best_kdf(),
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        salt=os.urandom(SALT_BYTES).hex(),
        wrapped="",
        remembered=remembered,
    )
    wrapping = StoreSeal(key.store, _derived(key, passphrase)).file(FILE, b"")
    return key.model_copy(update={"wrapped": wrapping.close(seal.key, _bound(key))})


def _bound(key: KeyFile) -> bytes:
    return f"{key.format} {key.version} {key.kdf} {key.memory_kib} {key.passes} {key.lanes} {key.salt}".encode("ascii")


def _best_kdf() -> Kdf:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id(salt=bytes(SALT_BYTES), length=KEY_BYTES, iterations=1, lanes=1, memory_cost=8)
    except UnsupportedAlgorithm:
        return "scrypt"
    return "argon2id"


def _derived(key: KeyFile, passphrase: str) -> bytes:
    # One text whatever keyboard it came from: a letter with its accent may be typed as one sign or as two.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", errors="surrogatepass")
    salt = bytes.fromhex(key.salt)
    try:
        if key.kdf == "scrypt":
            from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

            # With blocks of 1 KiB, as many of them as KiB may be used.
            return Scrypt(salt=salt, length=KEY_BYTES, n=key.memory_kib, r=8, p=1).derive(secret)
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        hashing = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=key.passes, lanes=key.lanes, memory_cost=key.memory_kib
        )
        return hashing.derive(secret)
    except (ValueError, MemoryError) as error:
        raise Locked(words.KEY_DAMAGED.format(path=FILE)) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Alone with the key file among all processes. Raises `NotSaved`."""
    lock = Lock(folder / "key.lock", LOCK_SECONDS)
    try:
        with lock.held():
            yield
    except TimeoutError:
        reason = words.BUSY_KEY.format(seconds=LOCK_SECONDS)
        raise NotSaved(words.NOT_SAVED.format(reason=reason, remedy=words.BUSY_REMEDY)) from None
    except OSError as error:
        raise disk.not_saved(error, folder / FILE) from error
    finally:
        lock.close()


def _write(folder: Path, key: KeyFile) -> None:
    disk.replace(folder / FILE, _KEY_FILE.dump_json(key) + b"\n")
