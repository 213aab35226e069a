"""The journal of a team: meetings on a PostgreSQL server, sealed before they leave this program."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from chairtui.journal import gc_pause
from chairtui.journal.encryption import NotDecrypted, StoreCipher
from chairtui.journal.file_journal import MOST_OPEN
from chairtui.journal.journal_base import JournalBase
from chairtui.journal.meeting_ids import ids_from, refuse_other_than_id, resolve
from chairtui.journal.postgresql import queries
from chairtui.journal.postgresql.encryption import HeadSeal
from chairtui.journal.postgresql.meeting_cache import Held
from chairtui.journal.postgresql.notifications import news
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import (
    Conflict,
    Listing,
    Locked,
    NoSuchMeeting,
    NotSaved,
    Reach,
    Refused,
)
from chairtui.journal.vault import Vault
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Draft, Version
from chairtui.words import journal as journal_words
from chairtui.words import server as words

MOST_TRIES = 200
"""How often a write is judged anew because others were faster; each time one of them has been kept."""


class PostgresJournal(JournalBase):
    """A `Journal` on a server. Threads may share one; so may processes the server.

    `now` gives aware times; `new_id` an id nobody has had (`naming.is_id`). `vault` has the store's key; a store on a
    server is always sealed, so that all that opens a meeting raises `Locked` without one. All that asks the server
    raises `Unreachable`, `NotAdmitted`, `NotReady`, `Newer` besides what `Journal` says; the next call tries again.
    """

    def __init__(self, server: Server, now: Callable[[], datetime], new_id: Callable[[], str], vault: Vault) -> None:
        super().__init__()
        self.server = server
        self.vault = vault
        self._now = now
        self._new_id = new_id
        self._guard = threading.RLock()
        self._open: OrderedDict[str, Held] = OrderedDict()

    def meetings(self) -> list[Listing]:
        rows = queries.heads(self.server)
        if not rows:
            return []
        listed: list[Listing] = []
        with gc_pause.paused():
            cipher = HeadSeal(self._cipher())
            left_out = {row.meeting for row in rows}
            for row in rows:
                try:
                    listed.append(cipher.open(row.meeting, row.position, row.head).listing)
                except NotDecrypted:
                    continue
                left_out.discard(row.meeting)
        self._tell_left_out(left_out)
        return sorted(listed, key=lambda listing: (listing.starts, listing.id), reverse=True)

    def ids(self) -> list[str]:
        """Every meeting one may read, whether or not it can be trusted, sorted."""
        return queries.ids(self.server, "")

    def resolve(self, name: str) -> str:
        return resolve(name, lambda start: queries.ids(self.server, start), self.meetings)

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        return self._make(History().validated(drafts, by, self._now()))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        whole = History()
        whole.sealed(drafts, by, later, self._now())
        return self._make(whole.versions)

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        refuse_other_than_id(meeting)
        try:
            held = self._held(meeting)
        except NoSuchMeeting:
            new = History().missing_from_here(versions)
            if not self._begin(meeting, new):
                message = words.NOT_A_FRESH_ID.format(meeting=meeting, server=self.server.name)
                raise Refused(message) from None
            return len(new)
        with held.turn:
            for _ in range(MOST_TRIES):
                self._refresh(held)
                if held.broken:
                    raise held.broken
                new = held.history.missing_from_here(versions)
                if not new or self._keep(held, new, _fresh_ids(new)):
                    return len(new)
        raise self._busy()

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        held = self._held(meeting)
        with held.turn:
            self._refresh(held)
            if held.broken:
                raise held.broken
            return held.history.versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        held = self._held(meeting)
        with held.turn:
            self._refresh(held)
            return list(held.history.versions)

    def append(
        self,
        meeting: str,
        drafts: Sequence[Draft],
        by: str,
        *,
        ids: Sequence[str] = (),
        at: datetime | None = None,
    ) -> list[Version]:
        """As `Journal.append`. `ids`: a UUID for each draft; what was kept with it before is answered, not kept twice.
        `at`: when they were written, if not now."""
        given = list(ids) or _fresh_ids(drafts)
        held = self._held(meeting)
        with held.turn:
            for _ in range(MOST_TRIES):
                if held.broken:
                    raise held.broken
                pairs = list(zip(given, drafts, strict=True))
                new = [(version_id, draft) for version_id, draft in pairs if held.known(version_id) is None]
                if drafts and not new:
                    return [version for version in map(held.known, given) if version is not None]
                try:
                    judged = held.history.validated([draft for _, draft in new], by, at or self._now())
                except (Conflict, Refused):
                    # Judged by what was known here; it counts once nobody has written since.
                    if self._refresh(held):
                        continue
                    raise
                # Kept or not, the ids tell at the next turn.
                if not self._keep(held, judged, [version_id for version_id, _ in new]):
                    self._refresh(held)
        raise self._busy()

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        return news(self.server, lambda: self._look(meeting), after, stop)

    def reach(self, meeting: str | None = None) -> Reach:  # noqa: ARG002 - of every meeting the same
        return Reach(state=self.server.state, since=self.server.since)

    def close(self) -> None:
        self.server.close()

    def _cipher(self) -> StoreCipher:
        cipher = self.vault.cipher()
        if cipher is None:
            raise Locked(words.NO_KEY_YET.format(server=self.server.name))
        return cipher

    def _make(self, new: Sequence[Version]) -> str:
        return next(drawn for drawn in ids_from(self._new_id) if self._begin(drawn, new))

    def _begin(self, meeting: str, new: Sequence[Version]) -> bool:
        held = Held(self._cipher(), meeting)
        wrapped = held.new_key()
        written = held.write(new, _fresh_ids(new))
        if not queries.begin(self.server, meeting, wrapped, written):
            return False
        held.count(written)
        self._hold(meeting, held)
        return True

    def _held(self, meeting: str) -> Held:
        with self._guard:
            held = self._open.get(meeting)
            if held is None:
                refuse_other_than_id(meeting)
                held = Held(self._cipher(), meeting)
                with gc_pause.paused():
                    self._refresh(held)
            self._hold(meeting, held)
            return held

    def _hold(self, meeting: str, held: Held) -> None:
        with self._guard:
            self._open[meeting] = held
            self._open.move_to_end(meeting)
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)

    def _refresh(self, held: Held) -> bool:
        """Take in what the server has gained; whether that is anything. Raises `NoSuchMeeting`."""
        served = queries.read(self.server, held.meeting, held.history.position)
        if served is None:
            with self._guard:
                self._open.pop(held.meeting, None)
            raise NoSuchMeeting(journal_words.NO_SUCH_MEETING.format(name=held.meeting))
        return held.take_in(served)

    def _keep(self, held: Held, new: Sequence[Version], ids: Sequence[str]) -> bool:
        written = held.write(new, ids)
        if not queries.keep(self.server, held.meeting, held.history.position, written):
            return False
        held.count(written)
        return True

    def _look(self, meeting: str) -> Held:
        held = self._held(meeting)
        with held.turn:
            self._refresh(held)
        return held

    def _busy(self) -> NotSaved:
        return NotSaved(journal_words.NOT_SAVED.format(reason=words.BUSY, remedy=journal_words.BUSY_REMEDY))


def _fresh_ids(things: Sequence[object]) -> list[str]:
    return [str(uuid.uuid4()) for _ in things]
