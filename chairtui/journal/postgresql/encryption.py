"""Sealing on a server: each version in a box of its own, bound to its meeting, its place and all boxes before it.

A meeting has a random key, wrapped by the store's. A box is AES-256-GCM, bound to the store, the meeting, the seq, the
version's id, its stage and the sum over the boxes before: a row that was changed, moved, left out or brought from
elsewhere doesn't open. The head is sealed with the store's key, bound to the meeting and its position: it holds what
a list shows, and the sum over all boxes, so that rows cut off the end are missed.
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
from chairtui.meeting.records import AFTER_CLOSING, Version

Stage = Literal["meeting", "closure", "afterwards"]
START = bytes(32)
"""The sum before the first box."""


class Head(Frozen):
    """What a list shows of a meeting, and the sum over its boxes as hex digits."""

    listing: Listing
    sum: str


@dataclass(frozen=True, slots=True)
class Box:
    """A row as the server keeps it."""

    seq: int
    id: str
    stage: str
    sealed: bytes


def stage_of(version: Version) -> Stage:
    """All that the server is told of a version's kind: what it must know to hold a closed meeting closed."""
    kind = version.record.kind
    return "closure" if kind == "closure" else "afterwards" if kind in AFTER_CLOSING else "meeting"


def follow(before: bytes, box: bytes) -> bytes:
    """The sum over one more box."""
    return hashlib.sha256(before + box).digest()


class MeetingSeal:
    """Closes and opens the boxes of one meeting."""

    def __init__(self, store: StoreCipher, meeting: str, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._boxes = FileCipher(store.store, meeting, b"", AESGCM(key))

    def close(self, version: Version, version_id: str, before: bytes) -> Box:
        """Raises `UnicodeError` for half a character."""
        stage = stage_of(version)
        plain = padded(version.model_dump_json().encode("utf-8"))
        sealed = self._boxes.encrypt_raw(plain, _place(version.seq, version_id, stage, before))
        return Box(version.seq, version_id, stage, sealed)

    def open(self, box: Box, before: bytes) -> Version:
        """Raises `NotDecrypted`, also for a version that isn't what its row says it is."""
        plain = self._boxes.decrypt_raw(box.sealed, _place(box.seq, box.id, box.stage, before))
        try:
            version = Version.model_validate_json(plain)
        except ValidationError:
            raise NotDecrypted from None
        if stage_of(version) != box.stage:
            raise NotDecrypted
        return version


def new_key(store: StoreCipher, meeting: str) -> tuple[MeetingSeal, bytes]:
    """The key of a meeting that is made, and as it is kept."""
    key = os.urandom(KEY_BYTES)
    return MeetingSeal(store, meeting, key), store.file("meeting keys", b"").encrypt_raw(key, meeting.encode("ascii"))


def known_key(store: StoreCipher, meeting: str, wrapped: bytes) -> MeetingSeal:
    """Raises `NotDecrypted`."""
    return MeetingSeal(store, meeting, store.file("meeting keys", b"").decrypt_raw(wrapped, meeting.encode("ascii")))


class HeadSeal:
    """Closes and opens the heads of a store."""

    def __init__(self, store: StoreCipher) -> None:
        self._heads = store.file("heads", b"")

    def close(self, listing: Listing, total: bytes) -> bytes:
        plain = Head(listing=listing, sum=total.hex()).model_dump_json().encode("utf-8")
        return self._heads.encrypt_raw(padded(plain), f"{listing.id} {listing.position}".encode("ascii"))

    def open(self, meeting: str, position: int, head: bytes) -> Head:
        """Raises `NotDecrypted`."""
        try:
            return Head.model_validate_json(self._heads.decrypt_raw(head, f"{meeting} {position}".encode("ascii")))
        except ValidationError:
            raise NotDecrypted from None


def _place(seq: int, version_id: str, stage: str, before: bytes) -> bytes:
    return f"{seq} {version_id} {stage} ".encode() + before
