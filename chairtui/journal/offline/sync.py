"""Who keeps the meetings that are open here in step with the server: takes in, tries again, sends, copies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from chairtui.journal.locking import Lock
from chairtui.journal.meeting_ids import is_id
from chairtui.journal.offline.connection import READING, WRITING, Backoff, Connection, Either
from chairtui.journal.offline.local_cache import Copies
from chairtui.journal.offline.queue import Waiting, meetings_waiting, path_of
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replay import Sent, send
from chairtui.journal.offline.replica import Book
from chairtui.journal.protocol import JournalError, NoSuchMeeting, NotSaved, Unreachable
from chairtui.journal.vault import Vault
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Version
from chairtui.words import offline as words

T = TypeVar("T")

LOOK = 0.2
"""Seconds between two looks for what another program on this computer captures while the server is away."""
BEAT = 5.0
"""Seconds between two questions whether the server is still there, while nobody writes."""
COPY = 2.0
"""Seconds after which what others wrote is copied to this computer."""


class Keeper:
    """The books of the meetings that are open here, by id, and the way to the server. `notices` is what people should
    be told. With `patience` 0 there is no thread: whoever uses it calls `tend`."""

    def __init__(
        self,
        connect: Callable[[], Remote],
        folder: Path,
        vault: Vault,
        now: Callable[[], datetime],
        backoff: Backoff | None = None,
        patience: float = 1.0,
    ) -> None:
        self.folder = folder
        self.vault = vault
        self.notices: list[str] = []
        self.copies = Copies(folder, vault, now)
        self.connection = Connection(connect, now, self._lost, patience)
        self.threads = patience > 0
        self._now = now
        self._backoff = backoff or Backoff()
        self._known: dict[str, Book] = {}
        self._guard = threading.RLock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: set[str] = set()
        self._keyless: Unreachable | None = None

    # ---- asking the server

    def ask(self, do: Callable[[Remote], T], seconds: float = READING) -> T:
        """What the server answers. Raises `Unreachable`, at once while it is away."""
        if not self.connection.away:
            # Here, where somebody can be asked for the passphrase, and not where there is a time limit.
            try:
                self.vault.cipher()
            except Unreachable as error:
                self._keyless = error
                self.connection.lost()
                raise
            self._keyless = None
        return self.connection.ask(do, seconds)

    def without_server(self) -> None:
        """Raises `Unreachable`, with its reason, where this computer can't go on: the store was never opened on it."""
        if self._keyless is not None:
            raise self._keyless

    def take_in(self, book: Book) -> None:
        """What the server has more than is known here. Raises `Unreachable`."""
        while not book.confirm(self.ask(lambda remote: remote.versions(book.meeting, book.position), WRITING)):
            pass  # another thread took in something between

    def follow(self, book: Book, stop: threading.Event) -> None:
        """Take in what others write as they write it, whenever the server is there, until `stop`."""
        while not stop.is_set() and not self._stop.is_set():
            if self.connection.away:
                stop.wait(LOOK)
                continue
            try:
                ends = Either(stop, self._stop, self.connection.episode)
                for fresh in self.connection.remote.watch(book.meeting, book.position, ends):
                    if not book.confirm(fresh):
                        self.take_in(book)
            except Unreachable:
                self.connection.lost()
            except JournalError:
                stop.wait(BEAT)

    # ---- what is known here

    @property
    def books(self) -> list[Book]:
        with self._guard:
            return list(self._known.values())

    def book(self, meeting: str) -> Book | None:
        """The book of a meeting that is open here, or of which something waits."""
        book = self._known.get(meeting)
        if book is None and is_id(meeting) and path_of(self.folder, meeting).exists():
            book = self.open(meeting)
        return book

    def open(self, meeting: str) -> Book:
        """A meeting's book, from the server or from this computer. Raises `Unreachable` where it is at neither."""
        known = self._known.get(meeting)
        if known is not None:
            return known
        try:
            confirmed = self.ask(lambda remote: remote.versions(meeting))
        except Unreachable:
            try:
                confirmed = self.copies.journal.versions(meeting)
            except NoSuchMeeting:
                raise Unreachable(words.NEVER_OPENED.format(meeting=meeting)) from None
        book = Book(meeting, confirmed, Waiting(self.folder, meeting, self.vault.cipher))
        with self._guard:
            return self._known.setdefault(meeting, book)

    def copy(self) -> None:
        """Copy to this computer what the server has kept of the meetings that are open here."""
        self.copies.make(self.books)

    # ---- again and again

    def start(self) -> None:
        """Have a thread do what is to be done, from now on."""
        with self._guard:
            if self._thread is None and self.threads:
                self._thread = threading.Thread(target=self._run, name="chairtui away", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def look_at_connection(self) -> None:
        """See to it soon where the remote has noticed by itself that the server is away."""
        connection = self.connection
        if not connection.away and connection.begun and connection.remote.reach().state == "away":
            self._wake.set()

    def tend(self) -> None:
        """What the thread does: try to reach the server if it is away; take in, send and copy what there is."""
        if self.connection.away:
            self.try_again()
        else:
            for book in self.books:
                with suppress(Unreachable), self._telling():
                    self.take_in(book)
                    self.send(book)
        self.copy()

    def try_again(self) -> bool:
        """Try once to reach the server, and if it is there send all that waits; whether it is."""
        try:
            if not self.books:
                self.connection.try_(lambda remote: remote.meetings())
            for book in self.books:
                with self._telling():
                    self._agree(book)
        except Unreachable:
            return False
        self.connection.found()
        self._backoff.start_again()
        sent = 0
        for meeting in sorted({*meetings_waiting(self.folder), *self._known}):
            with suppress(Unreachable), self._telling():
                sent += self.send(self.open(meeting)).sent
        if not self.connection.away:
            self.notices.append(words.BACK.format(sent=sent) if sent else words.BACK_NONE_WAITED)
        return not self.connection.away

    def close(self) -> None:
        """Copy what isn't yet, and let go of everything."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(WRITING)
        self.copy()
        self.connection.close()
        for book in self.books:
            book.waiting.close()
        self.copies.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            woken = self._wake.wait(self._pause())
            self._wake.clear()
            if self._stop.is_set():
                return
            if woken and self.connection.away:
                self.copy()
            else:
                self.tend()

    def _pause(self) -> float:
        if self.connection.away:
            return self._backoff.next()
        return COPY if any(book.to_copy for book in self.books) else BEAT

    def _lost(self) -> None:
        if self._keyless is None:
            self.notices.append(words.AWAY.format(clock=f"{self._now():%H:%M}"))
        self._wake.set()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What stands in the way of one meeting is told, once, and is no read_only_reason to the others."""
        try:
            yield
        except Unreachable:
            raise
        except JournalError as error:
            self.tell_once(str(error))

    def tell_once(self, notice: str) -> None:
        """Tell people something that need be told once only."""
        if notice not in self._told:
            self._told.add(notice)
            self.notices.append(notice)

    def _agree(self, book: Book) -> None:
        """Take in what the server has, which must be what it had and perhaps more. Raises `Unreachable`."""
        known = book.position
        last = max(known - 1, 0)
        try:
            found = self.connection.try_(lambda remote: remote.versions(book.meeting, last), WRITING)
        except NoSuchMeeting:
            found = []
        with book.lock:
            if not known or (found and found[0] == book.confirmed[last]):
                book.confirm(found)
                return
        book.start_again(self.connection.try_(lambda remote: remote.versions(book.meeting)))

    # ---- sending

    def send_soon(self, book: Book) -> None:
        """Send what waits: here and now where no thread does. Raises nothing of what the server does."""
        if not book.waiting.unsent:
            return
        if self._thread is None:
            with suppress(Unreachable), self._telling():
                self.send(book)
        else:
            self._wake.set()

    def send(self, book: Book) -> Sent:
        """Send what waits of a meeting, unless somebody else on this computer is just doing that.

        What can't be sent now goes on waiting.
        """
        sent = Sent()
        if not book.waiting.unsent or not book.sending.acquire(blocking=False):
            return sent
        to_choose = len(book.unsettled())
        try:
            with Lock(book.waiting.path.with_suffix(".sending"), LOOK).held():
                sent = send(book, self.ask)
                self.take_in(book)
        except (Unreachable, TimeoutError, OSError):
            pass
        except NotSaved:
            self.connection.lost()
        finally:
            book.sending.release()
        self._tell(book, to_choose, sent)
        return sent

    def _tell(self, book: Book, to_choose: int, sent: Sent) -> None:
        changed = renumbered(*book.turned())
        if changed:
            said = ", ".join(words.NEW_NUMBER.format(old=old, new=new) for old, new in changed)
            self.notices.append(words.NEW_NUMBERS.format(changed=said))
        choices = len(book.unsettled())
        if choices > to_choose:
            self.notices.append(words.CHANGED_ON_BOTH_SIDES.format(count=choices))
        if sent.refused:
            said = words.NOT_TAKEN.format(count=sent.refused, reason=sent.reason, meeting=book.meeting)
            self.notices.append(said)


def renumbered(before: Sequence[Version], after: Sequence[Version]) -> list[tuple[str, str]]:
    """The references that records had and have, where these differ."""
    old, new = Meeting("", before), Meeting("", after)
    refs = ((old.ref_of(i), new.ref_of(i)) for i in dict.fromkeys(version.record.id for version in before))
    return [(was, now) for was, now in refs if was and now and was != now]
