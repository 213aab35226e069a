"""The key of an encrypted store: a random one, kept only as wrapped by a key drawn from the passphrase.

    {"format":"chairtui key","version":1,"store":"…","kdf":"argon2id","memory_kib":65536,"passes":3,"lanes":4,
     "salt":"…","wrapped":"…","remembered":false}

Changing the passphrase wraps the same key anew; no meeting is touched. Without the passphrase, or without what is
kept here, nothing in the store can be read by anybody.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from chairtui.journal.encryption import KEY_BYTES, SALT_BYTES, NotDecrypted, StoreCipher
from chairtui.journal.protocol import Locked, Newer, WrongPassphrase
from chairtui.meeting.frozen import Frozen
from chairtui.words import journal as words

FILE = "key.json"
Kdf = Literal["argon2id", "scrypt"]


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, and for Argon2id how often and over how many lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


class KeyFile(Frozen):
    """What a store keeps of its key. The bounds keep one that somebody changed from taking all memory."""

    format: Literal["chairtui key"] = "chairtui key"
    version: Literal[1] = 1
    store: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    kdf: Kdf
    memory_kib: Annotated[int, Field(ge=8, le=4 * 1024 * 1024)]
    passes: Annotated[int, Field(ge=1, le=64)]
    lanes: Annotated[int, Field(ge=1, le=64)]
    salt: Annotated[str, Field(pattern=r"^([0-9a-f]{2}){16,64}$")]
    wrapped: str
    remembered: bool = False
    """Whether the system's keyring was given the passphrase."""


def new_cipher() -> StoreCipher:
    """The key of a store that is made anew."""
    return StoreCipher(os.urandom(16).hex(), os.urandom(KEY_BYTES))


def read(raw: bytes, where: str) -> KeyFile:
    """What is kept of a key; `where` names it in messages. Raises `Newer`, `Locked` for one that was damaged."""
    try:
        return KeyFile.model_validate_json(raw)
    except ValidationError as error:
        if any(problem["loc"] == ("version",) and isinstance(problem["input"], int) for problem in error.errors()):
            raise Newer(words.NEWER.format(path=where)) from None
        raise Locked(words.KEY_DAMAGED.format(path=where)) from None


def as_bytes(key: KeyFile) -> bytes:
    """What `read` takes, in one line."""
    return key.model_dump_json().encode("utf-8") + b"\n"


def wrap(cipher: StoreCipher, passphrase: str, cost: Cost, *, remembered: bool = False) -> KeyFile:
    """The key wrapped by this passphrase and a new salt."""
    key = KeyFile(
        store=cipher.store,
        kdf=_best_kdf(),
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        salt=os.urandom(SALT_BYTES).hex(),
        wrapped="",
        remembered=remembered,
    )
    wrapping = StoreCipher(key.store, _derived(key, passphrase)).file(FILE, b"")
    return key.model_copy(update={"wrapped": wrapping.close(cipher.key, _bound(key))})


def unwrap(key: KeyFile, passphrase: str) -> StoreCipher:
    """The store's key, by its passphrase. Raises `WrongPassphrase`."""
    wrapping = StoreCipher(key.store, _derived(key, passphrase)).file(FILE, b"")
    try:
        return StoreCipher(key.store, wrapping.open(key.wrapped, _bound(key)))
    except NotDecrypted:
        raise WrongPassphrase(words.WRONG_PASSPHRASE) from None


def same_key(one: StoreCipher, other: StoreCipher) -> bool:
    """Whether two keys are one, told without telling how far they agree."""
    return one.store == other.store and hmac.compare_digest(one.key, other.key)


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
