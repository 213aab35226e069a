"""Sealing: what is written can be read, and be where it stands, only with the store's key. `cryptography` does it all.

Each file has a key of its own, drawn from the store's (HKDF-SHA256 over the store, the file's name and its salt).
Each box is AES-256-GCM with a random nonce, bound to store, file and place: a box that was changed, or that stands
anywhere else, doesn't open.
"""

from __future__ import annotations

import os
from binascii import Error, a2b_base64, b2a_base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
PADDED_TO = 64
"""What is sealed is filled up to a multiple of this many bytes, so that a short answer doesn't show by its length."""
CIPHER = "AES-256-GCM"


class NotDecrypted(ValueError):
    """A box that was not closed with this key for this place, or was changed since."""


class StoreCipher:
    """The key of a store, in memory. `store` is the store's id, 32 hex digits that say nothing."""

    def __init__(self, store: str, key: bytes) -> None:
        self.store = store
        self.key = key

    def __repr__(self) -> str:
        return f"StoreCipher({self.store})"

    def file(self, name: str, salt: bytes) -> FileCipher:
        """What seals one file's boxes. The same name and salt give the same."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = b"\0".join((b"chairtui 1", self.store.encode("ascii"), name.encode("utf-8")))
        key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(self.key)
        return FileCipher(self.store, name, salt, AESGCM(key))


class FileCipher:
    """Closes and opens the boxes of one file."""

    def __init__(self, store: str, name: str, salt: bytes, cipher: AESGCM) -> None:
        self.store = store
        self.name = name
        self.salt = salt
        self._cipher = cipher
        self._bound = b"\0".join((store.encode("ascii"), name.encode("utf-8"), b""))

    def close(self, plain: bytes, place: bytes) -> str:
        """A box, as base64, that opens only with the same `place`."""
        return b2a_base64(self.encrypt_raw(plain, place), newline=False).decode("ascii")

    def open(self, box: str, place: bytes) -> bytes:
        """What was put in. Raises `NotDecrypted`."""
        try:
            raw = a2b_base64(box, strict_mode=True)
        except (Error, ValueError):
            raise NotDecrypted from None
        return self.decrypt_raw(raw, place)

    def encrypt_raw(self, plain: bytes, place: bytes) -> bytes:
        """`close`, as bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, self._bound + place)

    def decrypt_raw(self, box: bytes, place: bytes) -> bytes:
        """`open`, of bytes. Raises `NotDecrypted`."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], self._bound + place)
        except (InvalidTag, ValueError):
            raise NotDecrypted from None


def padded(json: bytes) -> bytes:
    """JSON filled up with spaces, which say nothing in it."""
    return json + b" " * (-len(json) % PADDED_TO)
