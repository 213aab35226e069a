"""The journal of a team: meetings on a PostgreSQL server, encrypted before they leave this process."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from chairtui.journal import gc_pause
from chairtui.journal.encryption import NotDecrypted, StoreCipher
from chairtui.journal.file_journal import MAX_OPEN
from chairtui.journal.journal_base import JournalBase
from chairtui.journal.meeting_ids import ids_from, refuse_other_than_id, resolve
from chairtui.journal.postgresql import queries
from chairtui.journal.postgresql.encryption import HeadCipher
from chairtui.journal.postgresql.meeting_cache import CachedMeeting
from chairtui.journal.postgresql.notifications import fresh_versions
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import (
    Conflict,
    ConnectionState,
    Journal,
    Listing,
    Locked,
    NoSuchMeeting,
    NotSaved,
    Refused,
)
from chairtui.journal.vault import Vault
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Draft, Version
from chairtui.words import journal as journal_words
from chairtui.words import server as words

MAX_ATTEMPTS = 200
"""Attempts at a write when other writers keep getting there first; each failure means that one of them succeeded."""


class PostgresJournal(JournalBase, Journal):
    """A `Journal` on a server. Thread-safe.

    `now` returns aware times; `new_id` unused meeting ids (`meeting_ids.is_id`). `vault` has the store's key; a store
    on a server is always encrypted, so opening a meeting raises `Locked` without one. Every call may raise
    `Unreachable`, `NotAdmitted`, `NotReady`, `Newer` besides what `Journal` says; the next one reconnects.
    """

    def __init__(self, server: Server, now: Callable[[], datetime], new_id: Callable[[], str], vault: Vault) -> None:
        super().__init__()
        self.server = server
        self.vault = vault
        self._now = now
        self._new_id = new_id
        self._lock = threading.RLock()
        self._open: OrderedDict[str, CachedMeeting] = OrderedDict()

    def meetings(self) -> list[Listing]:
        rows = queries.heads(self.server)
        if not rows:
            return []
        listings: list[Listing] = []
        with gc_pause.paused():
            heads = HeadCipher(self._cipher())
            left_out, in_part = {row.meeting for row in rows}, set[str]()
            for row in rows:
                try:
                    listings.append(heads.decrypt(row.meeting, row.position, row.head).listing)
                except NotDecrypted:
                    listing, whole = self._listing_by_rows(row.meeting)
                    if listing is None:
                        continue
                    listings.append(listing)
                    if not whole:
                        in_part.add(row.meeting)
                left_out.discard(row.meeting)
        self._report_once(left_out, journal_words.LEFT_OUT)
        self._report_once(in_part, words.LISTED_IN_PART)
        return sorted(listings, key=lambda listing: (listing.starts, listing.id), reverse=True)

    def ids(self) -> list[str]:
        """The ids of all readable meetings, intact or not, sorted."""
        return queries.ids(self.server, "")

    def resolve(self, name: str) -> str:
        return resolve(name, lambda start: queries.ids(self.server, start), self.meetings)

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        return self._create_meeting(History().validated(drafts, by, self._now()))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        whole = History()
        whole.sealed(drafts, by, later, self._now())
        return self._create_meeting(whole.versions)

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        refuse_other_than_id(meeting)
        try:
            cached = self._cached(meeting)
        except NoSuchMeeting:
            new = History().missing_from_here(versions)
            if not self._create(meeting, new):
                message = words.NOT_A_FRESH_ID.format(meeting=meeting, server=self.server.name)
                raise Refused(message) from None
            return len(new)
        with cached.lock:
            for _ in range(MAX_ATTEMPTS):
                self._refresh(cached)
                if cached.broken:
                    raise cached.broken
                new = cached.history.missing_from_here(versions)
                if not new or self._append_rows(cached, new, _new_ids(new)):
                    return len(new)
        raise self._contention()

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        cached = self._cached(meeting)
        with cached.lock:
            self._refresh(cached)
            if cached.broken:
                raise cached.broken
            return cached.history.versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        cached = self._cached(meeting)
        with cached.lock:
            self._refresh(cached)
            return list(cached.history.versions)

    def append(
        self,
        meeting: str,
        drafts: Sequence[Draft],
        by: str,
        *,
        ids: Sequence[str] = (),
        at: datetime | None = None,
    ) -> list[Version]:
        """As `Journal.append`. `ids`: a UUID for each draft, under which a repeated call finds what was kept before.
        `at`: when the drafts were captured, if not now."""
        version_ids = list(ids) or _new_ids(drafts)
        cached = self._cached(meeting)
        with cached.lock:
            for _ in range(MAX_ATTEMPTS):
                if cached.broken:
                    raise cached.broken
                pairs = list(zip(version_ids, drafts, strict=True))
                new = [(version_id, draft) for version_id, draft in pairs if cached.version_by_id(version_id) is None]
                if drafts and not new:
                    return [version for version in map(cached.version_by_id, version_ids) if version is not None]
                try:
                    judged = cached.history.validated([draft for _, draft in new], by, at or self._now())
                except (Conflict, Refused):
                    # Decided on cached versions: final only if nobody has written since.
                    if self._refresh(cached):
                        continue
                    raise
                # The next attempt finds by id whether it was kept.
                if not self._append_rows(cached, judged, [version_id for version_id, _ in new]):
                    self._refresh(cached)
        raise self._contention()

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        return fresh_versions(self.server, lambda: self._fetch(meeting), after, stop)

    def uncounted(self) -> list[str]:
        from chairtui.journal.postgresql.tallies import uncounted

        return uncounted(self.server)

    def count(self, meeting: str) -> None:
        from chairtui.journal.postgresql.tallies import count

        count(self.server, meeting, self.versions(meeting))

    def forget(self, meeting: str) -> None:
        """Drop a meeting from the cache: the next use fetches it whole."""
        with self._lock:
            self._open.pop(meeting, None)

    def repair_head(self, meeting: str) -> int:
        """Rebuild a head that doesn't match its meeting's rows; the number of versions, 0 where something else or
        nothing is wrong. Raises `Refused` for anybody but the store's owner."""
        cached = self._fetch(meeting)
        with cached.lock:
            position = cached.history.position
            if not cached.head_mismatch or not queries.replace_head(self.server, meeting, position, cached.head()):
                return 0
        return position

    def connection_state(self, meeting: str | None = None) -> ConnectionState:  # noqa: ARG002 - of every meeting the same
        return ConnectionState(state=self.server.state, since=self.server.since)

    def close(self) -> None:
        self.server.close()

    def _cipher(self) -> StoreCipher:
        cipher = self.vault.cipher()
        if cipher is None:
            raise Locked(words.NO_KEY_YET.format(server=self.server.name))
        return cipher

    def _listing_by_rows(self, meeting: str) -> tuple[Listing | None, bool]:
        """The list entry of a meeting whose head doesn't decrypt, and whether all its rows do; None if none does."""
        try:
            cached = self._fetch(meeting)
        except NoSuchMeeting:
            return None, False
        whole = cached.broken is None or cached.head_mismatch
        return (cached.listing() if cached.history.versions else None), whole

    def _create_meeting(self, new: Sequence[Version]) -> str:
        return next(meeting for meeting in ids_from(self._new_id) if self._create(meeting, new))

    def _create(self, meeting: str, new: Sequence[Version]) -> bool:
        cached = CachedMeeting(self._cipher(), meeting)
        wrapped = cached.generate_key()
        prepared = cached.prepare(new, _new_ids(new))
        if not queries.create_meeting(self.server, meeting, wrapped, prepared):
            return False
        cached.commit(prepared)
        self._remember(meeting, cached)
        self._count(cached)
        return True

    def _cached(self, meeting: str) -> CachedMeeting:
        with self._lock:
            cached = self._open.get(meeting)
            if cached is None:
                refuse_other_than_id(meeting)
                cached = CachedMeeting(self._cipher(), meeting)
                with gc_pause.paused():
                    self._refresh(cached)
            self._remember(meeting, cached)
            return cached

    def _remember(self, meeting: str, cached: CachedMeeting) -> None:
        with self._lock:
            self._open[meeting] = cached
            self._open.move_to_end(meeting)
            while len(self._open) > MAX_OPEN:
                self._open.popitem(last=False)

    def _refresh(self, cached: CachedMeeting) -> bool:
        """Fetch and apply new rows; whether there were any. Raises `NoSuchMeeting`."""
        fetched = queries.fetch(self.server, cached.meeting, cached.history.position)
        if fetched is None:
            self.forget(cached.meeting)
            raise NoSuchMeeting(journal_words.NO_SUCH_MEETING.format(name=cached.meeting))
        return cached.apply(fetched)

    def _append_rows(self, cached: CachedMeeting, new: Sequence[Version], ids: Sequence[str]) -> bool:
        prepared = cached.prepare(new, ids)
        try:
            if not queries.append(self.server, cached.meeting, cached.history.position, prepared):
                return False
        except Refused:
            if queries.was_moved(self.server, cached.meeting):
                raise Refused(words.MOVED.format(meeting=cached.meeting)) from None
            raise
        cached.commit(prepared)
        self._count(cached)
        return True

    def _count(self, cached: CachedMeeting) -> None:
        if cached.history.closed:
            from chairtui.journal.postgresql.tallies import count_quietly

            count_quietly(self.server, cached.meeting, cached.history.versions)

    def _fetch(self, meeting: str) -> CachedMeeting:
        cached = self._cached(meeting)
        with cached.lock:
            self._refresh(cached)
        return cached

    def _contention(self) -> NotSaved:
        return NotSaved(journal_words.NOT_SAVED.format(reason=words.BUSY, remedy=journal_words.BUSY_REMEDY))


def _new_ids(things: Sequence[object]) -> list[str]:
    return [str(uuid.uuid4()) for _ in things]
