"""Encryption of rows: each version on its own, bound to its meeting, its position and all rows before it.

A meeting has a random key, wrapped by the store's. A row is AES-256-GCM with the store, the meeting, the seq, the
version's id, its stage and the hash chain over the rows before as associated data: a changed, moved, dropped or foreign
row does not decrypt. The head is encrypted with the store's key, bound to the meeting and its position; it holds what a
list shows and the end of the chain, so that truncation is detected.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from chairtui.journal.encryption import KEY_BYTES, FileCipher, NotDecrypted, StoreCipher, padded
from chairtui.journal.protocol import Listing
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Version

Stage = Literal["meeting", "closure", "afterwards"]
CHAIN_START = bytes(32)
"""The chain before the first row."""


class Head(Frozen):
    """A meeting's list entry, and the end of its hash chain in hex."""

    listing: Listing
    sum: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the server stores it."""

    seq: int
    id: str
    stage: str
    ciphertext: bytes


def stage_of(version: Version) -> Stage:
    """All that the server is told of a version's kind: what it must know to hold a closed meeting closed."""
    kind = kind_of(version.record)
    return "closure" if kind.name == "closure" else "afterwards" if kind.after_closing else "meeting"


def extend_chain(chain: bytes, row: bytes) -> bytes:
    """The hash chain over one more row."""
    return hashlib.sha256(chain + row).digest()


class MeetingCipher:
    """Encrypts and decrypts the versions of one meeting."""

    def __init__(self, store: StoreCipher, meeting: str, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = FileCipher(store.store, meeting, b"", AESGCM(key))

    def encrypt(self, version: Version, version_id: str, chain: bytes) -> VersionRow:
        """Raises `UnicodeError` for a lone surrogate."""
        stage = stage_of(version)
        plain = padded(version.model_dump_json().encode("utf-8"))
        ciphertext = self._cipher.encrypt_raw(plain, _associated_data(version.seq, version_id, stage, chain))
        return VersionRow(version.seq, version_id, stage, ciphertext)

    def decrypt(self, row: VersionRow, chain: bytes) -> Version:
        """Raises `NotDecrypted`, also for a version that doesn't match its row's stage."""
        plain = self._cipher.decrypt_raw(row.ciphertext, _associated_data(row.seq, row.id, row.stage, chain))
        try:
            version = Version.model_validate_json(plain)
        except ValidationError:
            raise NotDecrypted from None
        if stage_of(version) != row.stage:
            raise NotDecrypted
        return version


def generate_key(store: StoreCipher, meeting: str) -> tuple[MeetingCipher, bytes]:
    """A new meeting's key, and that key wrapped for storage."""
    key = os.urandom(KEY_BYTES)
    return MeetingCipher(store, meeting, key), store.file("meeting keys", b"").encrypt_raw(key, meeting.encode("ascii"))


def unwrap_key(store: StoreCipher, meeting: str, wrapped: bytes) -> MeetingCipher:
    """Raises `NotDecrypted`."""
    return MeetingCipher(store, meeting, store.file("meeting keys", b"").decrypt_raw(wrapped, meeting.encode("ascii")))


class HeadCipher:
    """Encrypts and decrypts the heads of a store."""

    def __init__(self, store: StoreCipher) -> None:
        self._heads = store.file("heads", b"")

    def encrypt(self, listing: Listing, chain: bytes) -> bytes:
        plain = Head(listing=listing, sum=chain.hex()).model_dump_json().encode("utf-8")
        return self._heads.encrypt_raw(padded(plain), f"{listing.id} {listing.position}".encode("ascii"))

    def decrypt(self, meeting: str, position: int, head: bytes) -> Head:
        """Raises `NotDecrypted`."""
        try:
            return Head.model_validate_json(self._heads.decrypt_raw(head, f"{meeting} {position}".encode("ascii")))
        except ValidationError:
            raise NotDecrypted from None


def _associated_data(seq: int, version_id: str, stage: str, chain: bytes) -> bytes:
    return f"{seq} {version_id} {stage} ".encode() + chain
