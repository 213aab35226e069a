"""A meeting as last fetched from the server: its decrypted versions and the hash chain over its rows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chairtui.journal.encryption import NotDecrypted, StoreCipher
from chairtui.journal.postgresql.encryption import (
    CHAIN_START,
    HeadCipher,
    MeetingCipher,
    VersionRow,
    extend_chain,
    generate_key,
    unwrap_key,
)
from chairtui.journal.protocol import Broken, Listing, Refused
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Closure, Details, Version
from chairtui.words import journal
from chairtui.words import server as words

LINK_KIND = "next-meeting"
"""Written when a follow-up meeting is set up; doesn't count as a change of this meeting in a list."""


@dataclass(frozen=True, slots=True)
class FetchedRows:
    """A meeting's row, and the versions that were asked for."""

    wrapped: bytes
    position: int
    head: bytes
    channel: str
    rows: Sequence[VersionRow]


@dataclass(frozen=True, slots=True)
class PreparedWrite:
    """Encrypted versions, the head that goes with them, and the state after them."""

    versions: Sequence[Version]
    rows: Sequence[VersionRow]
    head: bytes
    chain: bytes
    listing: _ListingState


class CachedMeeting:
    """One meeting in memory. Hold `lock` to change it."""

    def __init__(self, store: StoreCipher, meeting: str) -> None:
        self.meeting = meeting
        self.history = History()
        self.lock = threading.RLock()
        self.broken: Broken | None = None
        self.head_mismatch = False
        """Whether `broken` is about the head only: all rows are intact."""
        self.channel = ""
        """The NOTIFY channel; empty until fetched."""
        self._store = store
        self._heads = HeadCipher(store)
        self._cipher: MeetingCipher | None = None
        self._chain = CHAIN_START
        self._seq_by_id: dict[str, int] = {}
        self._listing = _ListingState()

    def generate_key(self) -> bytes:
        """Generate the key of a new meeting; return it wrapped."""
        self._cipher, wrapped = generate_key(self._store, self.meeting)
        return wrapped

    def version_by_id(self, version_id: str) -> Version | None:
        """The version that was stored under this id."""
        seq = self._seq_by_id.get(version_id)
        return None if seq is None else self.history.versions[seq - 1]

    def apply(self, fetched: FetchedRows) -> bool:
        """Decrypt and apply fetched rows; whether there were any. Sets `broken` for rows that can't be trusted."""
        if self.broken and not self.head_mismatch:
            return False
        self.broken, self.head_mismatch = None, False
        self.channel = fetched.channel
        before = self.history.position
        try:
            if self._cipher is None:
                self._cipher = unwrap_key(self._store, self.meeting, fetched.wrapped)
        except NotDecrypted:
            self.broken = self._broken("elsewhere")
            return False
        for row in fetched.rows:
            if not self._apply_row(self._cipher, row):
                self.broken = self._broken("changed")
                break
        else:
            if fetched.position != self.history.position:
                self.broken = self._broken("cut")
            elif not self._matches_head(fetched):
                self.broken, self.head_mismatch = self._broken("head"), True
        return self.history.position > before

    def prepare(self, versions: Sequence[Version], ids: Sequence[str]) -> PreparedWrite:
        """Encrypt versions that come next, changing nothing here. Raises `Refused`."""
        assert self._cipher is not None
        chain, rows, listing = self._chain, [], self._listing
        for version, version_id in zip(versions, ids, strict=True):
            try:
                row = self._cipher.encrypt(version, version_id, chain)
            except UnicodeError as error:
                reason = str(error).splitlines()[0]
                raise Refused(journal.NOT_A_RECORD.format(kind=version.record.kind, reason=reason)) from None
            chain = extend_chain(chain, row.ciphertext)
            rows.append(row)
            listing = listing.after(version)
        head = self._heads.encrypt(listing.listing(self.meeting), chain)
        return PreparedWrite(versions, rows, head, chain, listing)

    def commit(self, prepared: PreparedWrite) -> None:
        """Apply a write that the server has accepted."""
        for version, row in zip(prepared.versions, prepared.rows, strict=True):
            self._record(version, row)
        self._chain, self._listing = prepared.chain, prepared.listing

    def listing(self) -> Listing:
        """The list entry, by the rows."""
        return self._listing.listing(self.meeting)

    def head(self) -> bytes:
        """The encrypted head, by the rows."""
        return self._heads.encrypt(self.listing(), self._chain)

    def _apply_row(self, cipher: MeetingCipher, row: VersionRow) -> bool:
        try:
            version = cipher.decrypt(row, self._chain)
        except NotDecrypted:
            return False
        fits = self.history.fits(version) and version.seq == row.seq
        if not fits or (self._listing.closed and row.stage != "afterwards"):
            return False
        self._record(version, row)
        self._chain = extend_chain(self._chain, row.ciphertext)
        self._listing = self._listing.after(version)
        return True

    def _record(self, version: Version, row: VersionRow) -> None:
        self.history.take(version)
        self._seq_by_id[row.id] = version.seq

    def _matches_head(self, fetched: FetchedRows) -> bool:
        try:
            head = self._heads.decrypt(self.meeting, fetched.position, fetched.head)
        except NotDecrypted:
            return False
        return head.sum == self._chain.hex() and _shown(head.listing) == _shown(self.listing())

    def _broken(self, why: Literal["changed", "elsewhere", "cut", "head"]) -> Broken:
        sound = self.history.position
        message = words.BROKEN[why].format(line=sound + 1, sound=sound)
        return Broken(message, sound + 1, sound, "changed" if why == "head" else why)


@dataclass(frozen=True, slots=True)
class _ListingState:
    """The fields of a `Listing`, updated version by version."""

    details: Details | None = None
    closed: bool = False
    last: Version | None = None
    last_written: Version | None = None

    def after(self, version: Version) -> _ListingState:
        record = version.record
        return _ListingState(
            details=record if isinstance(record, Details) else self.details,
            closed=self.closed or isinstance(record, Closure),
            last=version,
            last_written=self.last_written if record.kind == LINK_KIND and self.last_written is not None else version,
        )

    def listing(self, meeting: str) -> Listing:
        assert self.details is not None
        assert self.last is not None
        assert self.last_written is not None
        return Listing(
            id=meeting,
            format=self.details.format,
            title=self.details.title,
            subject=self.details.subject,
            starts=self.details.starts,
            state="closed" if self.closed else "open",
            position=self.last.seq,
            written=self.last_written.at,
        )


def _shown(listing: Listing) -> tuple[object, ...]:
    """What a list shows of a meeting, which the details and a closure alone decide."""
    return listing.format, listing.title, listing.subject, listing.starts, listing.state
