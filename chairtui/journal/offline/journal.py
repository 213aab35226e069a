"""A journal on a server that can be written to while the server is away."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from chairtui.journal.offline.connection import WRITE_TIMEOUT, Backoff
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replica import Replica
from chairtui.journal.offline.sync import POLL_SECONDS, Synchroniser
from chairtui.journal.protocol import (
    Conflict,
    ConnectionState,
    Journal,
    JournalError,
    Listing,
    NotSaved,
    Refused,
    Unreachable,
    Unsent,
)
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft, Version
from chairtui.words import offline as words

if TYPE_CHECKING:
    from chairtui.meeting.after.actions_across import UnreadMeeting
    from chairtui.meeting.after.tally import MeetingTally, Period
    from chairtui.meeting.formats.model import Format

T = TypeVar("T")


def version_id() -> str:
    """A new unique version id."""
    return str(uuid.uuid4())


class OfflineJournal(Journal):
    """A `Journal` over a `Remote`. Meetings that somebody watches are cached in `folder`, encrypted under the store's
    key; while the server is away they are read from there, and captures are queued.

    The queue is pushed on reconnection: by a background thread once a meeting is watched, otherwise on the next use.
    `timeout_scale` multiplies all timeouts; 0 means none, and no thread.
    """

    def __init__(
        self,
        connect: Callable[[], Remote],
        folder: Path,
        vault: Vault,
        now: Callable[[], datetime],
        *,
        new_version: Callable[[], str] = version_id,
        backoff: Backoff | None = None,
        timeout_scale: float = 1.0,
    ) -> None:
        self.sync = Synchroniser(connect, folder, vault, now, backoff, timeout_scale)
        self._now = now
        self._new_version = new_version

    # ---- reading

    def meetings(self) -> Sequence[Listing]:
        """While the server is away, the locally cached ones."""
        with suppress(Unreachable):
            return self.sync.call(lambda remote: remote.meetings())
        self.sync.require_opened_here()
        self.sync.notify_once(words.ONLY_OPENED_HERE)
        return self.sync.cache.journal.meetings()

    def resolve(self, name: str) -> str:
        with suppress(Unreachable):
            return self.sync.call(lambda remote: remote.resolve(name))
        self.sync.require_opened_here()
        return self.sync.cache.journal.resolve(name)

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        replica = self.sync.replica(meeting)
        if replica is None:
            try:
                return self.sync.call(lambda remote: remote.versions(meeting, after))
            except Unreachable:
                replica = self.sync.open(meeting)
        with suppress(Unreachable):
            self.sync.pull(replica)
        self.sync.push_soon(replica)
        replica.refresh()
        with replica.lock:
            return replica.history.versions[after:]

    def tallies(
        self,
        period: Period,
        installed: Callable[[str], Format | None],
        reads: Callable[[int], None] = lambda _: None,
    ) -> Iterator[MeetingTally | UnreadMeeting]:
        """Folds only the meetings that changed since this computer tallied them; their tallies are kept here, sealed.

        Afterwards brings up to date what others may count on the server of the meetings of this login.
        """
        from chairtui.journal.offline.tallies import LocalTallies

        yield from LocalTallies(self, self.sync.folder, self.sync.vault).tallies(period, installed, reads)
        with suppress(JournalError):
            for meeting in self.sync.call(lambda remote: remote.uncounted()):
                self._count(meeting)

    def _count(self, meeting: str) -> None:
        self.sync.call(lambda remote: remote.count(meeting))

    def sound(self, meeting: str) -> list[Version]:
        with suppress(Unreachable):
            return self.sync.call(lambda remote: remote.sound(meeting))
        return self.versions(meeting)

    def open_replica(self, meeting: str) -> Replica:
        """Open a meeting and have it cached locally, so that it stays usable without the server."""
        replica = self.sync.open(meeting)
        replica.cache_locally = True
        return replica

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        """As `Journal.watch`. When versions already handed out are revised, yields them again from the first that
        changed; `connection_state().revision` changes then, and holders of the meeting reload it."""
        sync = self.sync
        sync.start()
        replica = self._opened_replica(meeting, stop)
        if replica is None:
            return
        if sync.threads:
            threading.Thread(target=sync.follow, args=(replica, stop), name="chairtui follow", daemon=True).start()
        revision, seen = replica.revision, after
        while not stop.is_set():
            fresh: list[Version] = []
            with replica.lock:
                if replica.revision == revision and replica.history.position <= seen:
                    replica.changed.wait(POLL_SECONDS)
                with suppress(JournalError):
                    replica.refresh()
                versions = replica.history.versions
                if replica.revision != revision:
                    revision = replica.revision
                    fresh = versions[min(replica.revised_from, len(versions) - 1) :]
                elif len(versions) > seen:
                    fresh = versions[seen:]
                seen = len(versions)
            sync.check_connection()
            if fresh:
                yield fresh

    def _opened_replica(self, meeting: str, stop: threading.Event) -> Replica | None:
        """The replica, as soon as it can be opened; None if `stop` was set first."""
        while not stop.is_set():
            try:
                return self.open_replica(meeting)
            except Unreachable:
                if not self.sync.threads:
                    raise
            stop.wait(POLL_SECONDS)
        return None

    # ---- writing

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        """Needs the server: raises `Unreachable` besides."""
        return self._call_server(lambda remote: remote.begin(drafts, by))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        """Needs the server: raises `Unreachable` besides."""
        return self._call_server(lambda remote: remote.begin_sealed(drafts, by, later))

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        """Needs the server: raises `Unreachable` besides."""
        return self._call_server(lambda remote: remote.adopt(meeting, versions))

    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        """A closure raises `Refused` while it can't be made, and `Unreachable` where it may or may not have been."""
        ids, at = [self._new_version() for _ in drafts], self._now()
        replica = self.sync.replica(meeting)
        closing = any(draft.record.kind == "closure" for draft in drafts)
        if closing:
            self._refuse_closing(replica)
        if replica is not None:
            self.sync.push_soon(replica)
            drafts = [replica.rebase(draft) for draft in drafts]
        if (replica is None or not replica.queue.unsent) and not self.sync.connection.away:
            try:
                return self._append_on_server(meeting, replica, drafts, by, ids, at)
            except Unreachable:
                if closing:
                    raise Unreachable(words.CLOSE_UNSURE) from None
            except NotSaved:
                if closing:
                    raise
                self.sync.connection.mark_away()
        if closing:
            raise Refused(words.CLOSE_AWAY)
        replica = replica or self.sync.open(meeting)
        replica.cache_locally = True
        self.sync.update_cache()
        return replica.enqueue(drafts, ids, by, at)

    def _append_on_server(
        self, meeting: str, replica: Replica | None, drafts: Sequence[Draft], by: str, ids: Sequence[str], at: datetime
    ) -> list[Version]:
        try:
            written = self.sync.call(lambda remote: remote.append(meeting, drafts, by, ids=ids, at=at), WRITE_TIMEOUT)
        except Conflict as conflict:
            if replica is not None:
                replica.forget_issued(conflict.mine.record.id)
            raise
        if replica is not None and not replica.confirm(written):
            self.sync.pull(replica)
        return written

    def _refuse_closing(self, replica: Replica | None) -> None:
        connection = self.sync.connection
        if replica is not None and replica.queue.unsent and not connection.away:
            with suppress(Unreachable):
                self.sync.push(replica)
        if connection.away:
            raise Refused(words.CLOSE_AWAY)
        if replica is not None and replica.queue.unsent:
            raise Refused(words.CLOSE_WAITING)
        conflicts = len(replica.conflicts()) if replica is not None else 0
        if conflicts:
            raise Refused(words.CLOSE_TO_CHOOSE.format(count=conflicts))

    def _call_server(self, do: Callable[[Remote], T]) -> T:
        """Make a call that can't be queued."""
        try:
            self.sync.vault.cipher_for_writing()
            return self.sync.call(do)
        except Unreachable:
            raise Unreachable(words.NOT_WITHOUT_SERVER) from None

    # ---- the queue, and notices

    def connection_state(self, meeting: str | None = None) -> ConnectionState:
        replicas = [replica for replica in self.sync.replicas if meeting in (None, replica.meeting)]
        return ConnectionState(
            state="away" if self.sync.connection.away else "connected",
            since=self.sync.connection.since,
            queued_lines=sum(replica.queued_lines for replica in replicas),
            conflicts=sum(len(replica.conflicts()) for replica in replicas),
            revision=sum(replica.revision for replica in replicas),
        )

    def conflicts(self, meeting: str) -> list[Conflict]:
        replica = self.sync.replica(meeting)
        return replica.conflicts() if replica else []

    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        replica = self.sync.replica(meeting)
        if replica is not None:
            replica.resolve_conflict(conflict.mine.record.id, keep == "mine", self._new_version(), by, self._now())
            self.sync.push_soon(replica)

    def unsent(self, meeting: str) -> list[Unsent]:
        replica = self.sync.replica(meeting)
        if replica is None:
            return []
        why = {None: words.WAITS, "choose": words.TO_CHOOSE}
        with replica.lock:
            return [
                Unsent(
                    record=queued.record,
                    removed=queued.removed,
                    at=batch.at,
                    by=batch.by,
                    why=why.get(outcome) or replica.queue.reason(queued.id),
                )
                for batch, queued in replica.queue.drafts(None, "choose", "refused")
                for outcome in (replica.queue.outcome(queued.id),)
            ]

    def notices(self) -> list[str]:
        own, connection = self.sync.notices, self.sync.connection
        given = own[:]
        del own[: len(given)]
        there = connection.remote.notices() if connection.is_open and not connection.away else []
        return [*given, *there, *self.sync.cache.notices()]

    def close(self) -> None:
        self.sync.close()

    def run_once(self) -> None:
        """One cycle of the background thread, in this one."""
        self.sync.run_once()

    def reconnect(self) -> bool:
        """Try once to reach the server and, if that works, push all queues; whether it did."""
        return self.sync.reconnect()
