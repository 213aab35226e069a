"""The key of an encrypted store: random, and stored only wrapped by a key derived from the passphrase.

    {"format":"chairtui key","version":1,"store":"…","kdf":"argon2id","memory_kib":65536,"passes":3,"lanes":4,
     "salt":"…","wrapped":"…","remembered":false}

Changing the passphrase rewraps the same key and touches no meeting. Without the passphrase or this file, the store
can't be decrypted.
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
LARGEST = 100_000
"""Largest key file, in bytes."""
MOST_MEMORY_KIB = 256 * 1024
MOST_PASSES = 10
"""What unlocking may cost at most, four times the memory and three times the passes of a new store."""
Kdf = Literal["argon2id", "scrypt"]


@dataclass(frozen=True)
class Cost:
    """Cost of one passphrase guess: memory in KiB, and for Argon2id passes and lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


class KeyFile(Frozen):
    """Content of the key file. The limits keep a tampered file from taking all memory, or minutes."""

    format: Literal["chairtui key"] = "chairtui key"
    version: Literal[1] = 1
    store: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    kdf: Kdf
    memory_kib: Annotated[int, Field(ge=8, le=MOST_MEMORY_KIB)]
    passes: Annotated[int, Field(ge=1, le=MOST_PASSES)]
    lanes: Annotated[int, Field(ge=1, le=64)]
    salt: Annotated[str, Field(pattern=r"^([0-9a-f]{2}){16,64}$")]
    wrapped: str
    remembered: bool = False
    """Whether the passphrase was stored in the system keyring."""


def new_cipher() -> StoreCipher:
    """Generate the key of a new store."""
    return StoreCipher(os.urandom(16).hex(), os.urandom(KEY_BYTES))


def read(raw: bytes, where: str) -> KeyFile:
    """Parse a key file; `where` names it in messages. Raises `Newer`, or `Locked` if it is damaged."""
    try:
        return KeyFile.model_validate_json(raw)
    except ValidationError as error:
        if any(problem["loc"] == ("version",) and isinstance(problem["input"], int) for problem in error.errors()):
            raise Newer(words.NEWER.format(path=where)) from None
        raise Locked(words.KEY_DAMAGED.format(path=where)) from None


def as_bytes(key: KeyFile) -> bytes:
    """Serialise a key file as one line."""
    return key.model_dump_json().encode("utf-8") + b"\n"


def wrap(cipher: StoreCipher, passphrase: str, cost: Cost, *, remembered: bool = False) -> KeyFile:
    """Wrap the key with this passphrase and a new salt."""
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
    """Unwrap the store's key. Raises `WrongPassphrase`."""
    wrapping = StoreCipher(key.store, _derived(key, passphrase)).file(FILE, b"")
    try:
        return StoreCipher(key.store, wrapping.open(key.wrapped, _bound(key)))
    except NotDecrypted:
        raise WrongPassphrase(words.WRONG_PASSPHRASE) from None


def same_key(one: StoreCipher, other: StoreCipher) -> bool:
    """Compare two keys in constant time."""
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
    # Normalise: keyboards differ in whether an accented letter is one code point or two.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", errors="surrogatepass")
    salt = bytes.fromhex(key.salt)
    try:
        if key.kdf == "scrypt":
            from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

            # scrypt's n counts blocks of 1 KiB (r = 8).
            return Scrypt(salt=salt, length=KEY_BYTES, n=key.memory_kib, r=8, p=1).derive(secret)
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        hashing = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=key.passes, lanes=key.lanes, memory_cost=key.memory_kib
        )
        return hashing.derive(secret)
    except (ValueError, MemoryError) as error:
        raise Locked(words.KEY_DAMAGED.format(path=FILE)) from error
