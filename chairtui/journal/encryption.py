"""Encryption of stored data with the store's key, using `cryptography`.

Each file has its own key, derived with HKDF-SHA256 from the store's key, the file's name and a salt. Each box is
AES-256-GCM with a random nonce; store, file and position are authenticated, so a box that was modified or moved doesn't
decrypt.
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
PADDING_BLOCK = 64
"""Plaintext is padded to a multiple of this many bytes, to hide the length of short answers."""
CIPHER = "AES-256-GCM"


class NotDecrypted(ValueError):
    """The box was modified, or encrypted with another key or for another position."""


class StoreCipher:
    """A store's key, in memory. `store` is the store's random id, 32 hex digits."""

    def __init__(self, store: str, key: bytes) -> None:
        self.store = store
        self.key = key

    def __repr__(self) -> str:
        return f"StoreCipher({self.store})"

    def file(self, name: str, salt: bytes) -> FileCipher:
        """Derive the cipher of one file. Deterministic in name and salt."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = b"\0".join((b"chairtui 1", self.store.encode("ascii"), name.encode("utf-8")))
        key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(self.key)
        return FileCipher(self.store, name, salt, AESGCM(key))


class FileCipher:
    """Encrypts and decrypts the boxes of one file."""

    def __init__(self, store: str, name: str, salt: bytes, cipher: AESGCM) -> None:
        self.store = store
        self.name = name
        self.salt = salt
        self._cipher = cipher
        self._bound = b"\0".join((store.encode("ascii"), name.encode("utf-8"), b""))

    def close(self, plain: bytes, place: bytes) -> str:
        """Encrypt; returns base64 that decrypts only with the same `place`."""
        return b2a_base64(self.encrypt_raw(plain, place), newline=False).decode("ascii")

    def open(self, box: str, place: bytes) -> bytes:
        """Decrypt. Raises `NotDecrypted`."""
        try:
            raw = a2b_base64(box, strict_mode=True)
        except (Error, ValueError):
            raise NotDecrypted from None
        return self.decrypt_raw(raw, place)

    def encrypt_raw(self, plain: bytes, place: bytes) -> bytes:
        """As `close`, returning bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, self._bound + place)

    def decrypt_raw(self, box: bytes, place: bytes) -> bytes:
        """As `open`, from bytes. Raises `NotDecrypted`."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], self._bound + place)
        except (InvalidTag, ValueError):
            raise NotDecrypted from None


def padded(json: bytes) -> bytes:
    """Pad JSON with trailing spaces."""
    return json + b" " * (-len(json) % PADDING_BLOCK)
