"""Keeps replicas in sync with the server: pull, push the queue, reconnect, update the local cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from chairtui.journal.locking import Lock
from chairtui.journal.meeting_ids import is_id
from chairtui.journal.offline.connection import READ_TIMEOUT, WRITE_TIMEOUT, AnyEvent, Backoff, Connection
from chairtui.journal.offline.local_cache import LocalCache
from chairtui.journal.offline.queue import OfflineQueue, path_of, queued_meetings
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replay import ReplayResult, replay
from chairtui.journal.offline.replica import Replica
from chairtui.journal.protocol import JournalError, NoSuchMeeting, NotSaved, Unreachable
from chairtui.journal.vault import Vault
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Version
from chairtui.words import offline as words

T = TypeVar("T")

POLL_SECONDS = 0.2
"""Interval for picking up what another process on this computer queues while the server is away."""
HEARTBEAT_SECONDS = 5.0
"""Interval of checks that an idle server is still reachable."""
CACHE_SECONDS = 2.0
"""Delay before versions from the server are written to the local cache."""


class Synchroniser:
    """The replicas open in this process, by meeting, and the connection to the server. `notices` holds messages for
    people. With `timeout_scale=0` there is no background thread: callers run `run_once`."""

    def __init__(
        self,
        connect: Callable[[], Remote],
        folder: Path,
        vault: Vault,
        now: Callable[[], datetime],
        backoff: Backoff | None = None,
        timeout_scale: float = 1.0,
    ) -> None:
        self.folder = folder
        self.vault = vault
        self.notices: list[str] = []
        self.cache = LocalCache(folder, vault, now)
        self.connection = Connection(connect, now, self._went_away, timeout_scale)
        self.threads = timeout_scale > 0
        self._now = now
        self._backoff = backoff or Backoff()
        self._replicas: dict[str, Replica] = {}
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._notified: set[str] = set()
        self._no_key: Unreachable | None = None

    # ---- calls

    def call(self, do: Callable[[Remote], T], seconds: float = READ_TIMEOUT) -> T:
        """Call the server. Raises `Unreachable`, immediately while it is known to be away."""
        if not self.connection.away:
            # Not inside the timed call: somebody may have to be asked for the passphrase.
            try:
                self.vault.cipher()
            except Unreachable as error:
                self._no_key = error
                self.connection.mark_away()
                raise
            self._no_key = None
        return self.connection.call(do, seconds)

    def require_opened_here(self) -> None:
        """Raise the `Unreachable` that kept the store's key from being read: nothing cached here can be opened without
        it."""
        if self._no_key is not None:
            raise self._no_key

    def pull(self, replica: Replica) -> None:
        """Fetch versions that the replica lacks. Raises `Unreachable`."""
        while not replica.confirm(
            self.call(lambda remote: remote.versions(replica.meeting, replica.position), WRITE_TIMEOUT)
        ):
            pass  # another thread pulled in between

    def follow(self, replica: Replica, stop: threading.Event) -> None:
        """Apply others' versions as they arrive while the server is connected, until `stop` is set."""
        while not stop.is_set() and not self._stop.is_set():
            if self.connection.away:
                stop.wait(POLL_SECONDS)
                continue
            try:
                ends = AnyEvent(stop, self._stop, self.connection.went_away)
                for fresh in self.connection.remote.watch(replica.meeting, replica.position, ends):
                    if not replica.confirm(fresh):
                        self.pull(replica)
            except Unreachable:
                self.connection.mark_away()
            except JournalError:
                stop.wait(HEARTBEAT_SECONDS)

    # ---- replicas

    @property
    def replicas(self) -> list[Replica]:
        with self._lock:
            return list(self._replicas.values())

    def replica(self, meeting: str) -> Replica | None:
        """The replica of a meeting that is open here or has a queue; None otherwise."""
        replica = self._replicas.get(meeting)
        if replica is None and is_id(meeting) and path_of(self.folder, meeting).exists():
            replica = self.open(meeting)
        return replica

    def open(self, meeting: str) -> Replica:
        """Open a meeting's replica from the server, or from the local cache while that is away. Raises `Unreachable`
        where neither has it."""
        replica = self._replicas.get(meeting)
        if replica is not None:
            return replica
        try:
            confirmed = self.call(lambda remote: remote.versions(meeting))
        except Unreachable:
            try:
                confirmed = self.cache.journal.versions(meeting)
            except NoSuchMeeting:
                raise Unreachable(words.NEVER_OPENED.format(meeting=meeting)) from None
        replica = Replica(meeting, confirmed, OfflineQueue(self.folder, meeting, self.vault.cipher))
        with self._lock:
            return self._replicas.setdefault(meeting, replica)

    def update_cache(self) -> None:
        """Write confirmed versions of the open replicas to the local cache."""
        self.cache.update(self.replicas)

    # ---- the background thread

    def start(self) -> None:
        """Start the background thread."""
        with self._lock:
            if self._thread is None and self.threads:
                self._thread = threading.Thread(target=self._run, name="chairtui sync", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """Run the background thread's next cycle now."""
        self._wake.set()

    def check_connection(self) -> None:
        """Wake the thread if the remote has noticed by itself that the server is away."""
        connection = self.connection
        if not connection.away and connection.is_open and connection.remote.connection_state().state == "away":
            self._wake.set()

    def run_once(self) -> None:
        """One cycle: reconnect if the server is away, otherwise pull and push; then update the cache."""
        if self.connection.away:
            self.reconnect()
        else:
            for replica in self.replicas:
                with suppress(Unreachable), self._reporting():
                    self.pull(replica)
                    self.push(replica)
        self.update_cache()

    def reconnect(self) -> bool:
        """Try once to reach the server and, if that works, push all queues; whether it did."""
        try:
            if not self.replicas:
                self.connection.attempt(lambda remote: remote.meetings())
            for replica in self.replicas:
                with self._reporting():
                    self._reconcile(replica)
        except Unreachable:
            return False
        self.connection.mark_connected()
        self._backoff.reset()
        sent = 0
        for meeting in sorted({*queued_meetings(self.folder), *self._replicas}):
            with suppress(Unreachable), self._reporting():
                sent += self.push(self.open(meeting)).kept
        if not self.connection.away:
            self.notices.append(words.BACK.format(sent=sent) if sent else words.BACK_NONE_WAITED)
        return not self.connection.away

    def close(self) -> None:
        """Stop the thread, flush the local cache, close everything."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(WRITE_TIMEOUT)
        self.update_cache()
        self.connection.close()
        for replica in self.replicas:
            replica.queue.close()
        self.cache.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            woken = self._wake.wait(self._pause())
            self._wake.clear()
            if self._stop.is_set():
                return
            if woken and self.connection.away:
                self.update_cache()
            else:
                self.run_once()

    def _pause(self) -> float:
        if self.connection.away:
            return self._backoff.next()
        return CACHE_SECONDS if any(replica.needs_caching for replica in self.replicas) else HEARTBEAT_SECONDS

    def _went_away(self) -> None:
        if self._no_key is None:
            self.notices.append(words.AWAY.format(clock=f"{self._now():%H:%M}"))
        self._wake.set()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Report an error about one meeting as a notice, so that the other meetings go on."""
        try:
            yield
        except Unreachable:
            raise
        except JournalError as error:
            self.notify_once(str(error))

    def notify_once(self, notice: str) -> None:
        """Add a notice unless it was given before."""
        if notice not in self._notified:
            self._notified.add(notice)
            self.notices.append(notice)

    def _reconcile(self, replica: Replica) -> None:
        """Pull, or reset a replica whose history the server no longer has. Raises `Unreachable`."""
        known = replica.position
        last = max(known - 1, 0)
        try:
            found = self.connection.attempt(lambda remote: remote.versions(replica.meeting, last), WRITE_TIMEOUT)
        except NoSuchMeeting:
            found = []
        with replica.lock:
            if not known or (found and found[0] == replica.confirmed[last]):
                replica.confirm(found)
                return
        replica.reset(self.connection.attempt(lambda remote: remote.versions(replica.meeting)))

    # ---- pushing

    def push_soon(self, replica: Replica) -> None:
        """Have the queue pushed by the thread, or push it now where there is none. Swallows the server's errors."""
        if not replica.queue.unsent:
            return
        if self._thread is None:
            with suppress(Unreachable), self._reporting():
                self.push(replica)
        else:
            self._wake.set()

    def push(self, replica: Replica) -> ReplayResult:
        """Push a meeting's queue unless another thread or process is doing so; what can't be sent stays queued."""
        result = ReplayResult()
        if not replica.queue.unsent or not replica.sending.acquire(blocking=False):
            return result
        conflicts = len(replica.conflicts())
        try:
            with Lock(replica.queue.path.with_suffix(".sending"), POLL_SECONDS).held():
                result = replay(replica, self.call)
                self.pull(replica)
        except (Unreachable, TimeoutError, OSError):
            pass
        except NotSaved:
            self.connection.mark_away()
        finally:
            replica.sending.release()
        self._report(replica, conflicts, result)
        return result

    def _report(self, replica: Replica, conflicts: int, result: ReplayResult) -> None:
        changed = renumbered(*replica.take_revision())
        if changed:
            said = ", ".join(words.NEW_NUMBER.format(old=old, new=new) for old, new in changed)
            self.notices.append(words.NEW_NUMBERS.format(changed=said))
        count = len(replica.conflicts())
        if count > conflicts:
            self.notices.append(words.CHANGED_ON_BOTH_SIDES.format(count=count))
        if result.refused:
            said = words.NOT_TAKEN.format(count=result.refused, reason=result.reason, meeting=replica.meeting)
            self.notices.append(said)


def renumbered(before: Sequence[Version], after: Sequence[Version]) -> list[tuple[str, str]]:
    """The references of records that changed, as (before, after)."""
    old, new = Meeting("", before), Meeting("", after)
    refs = ((old.ref_of(i), new.ref_of(i)) for i in dict.fromkeys(version.record.id for version in before))
    return [(was, now) for was, now in refs if was and now and was != now]
