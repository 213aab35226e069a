"""A journal on a server, with which capture goes on while the server is away."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from chairtui.journal.away.book import Book
from chairtui.journal.away.copies import Copies
from chairtui.journal.away.connection import READING, WRITING, Backoff, Connection, Either
from chairtui.journal.away.remote import Remote
from chairtui.journal.away.sending import Sent, send
from chairtui.journal.away.waiting import Waiting, meetings_waiting, path_of
from chairtui.journal.keys import Vault
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import (
    Conflict,
    JournalError,
    Listing,
    NoSuchMeeting,
    NotSaved,
    Reach,
    Refused,
    Unreachable,
)
from chairtui.journal.tiny import MEETING_ID
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft, Version
from chairtui.words import away as words

T = TypeVar("T")

LOOK = 0.2
"""Seconds between two looks for what another program on this computer captures while the server is away."""
BEAT = 5.0
"""Seconds between two questions whether the server is still there, while nobody writes."""
COPY = 2.0
"""Seconds after which what others wrote is copied to this computer."""


def version_id() -> str:
    """An id for a version, which nobody else gives."""
    return str(uuid.uuid4())


class AwayJournal:
    """A `Journal` over a `Remote`. A meeting somebody watches is copied into `folder`, under the store's own key; while
    the server is away it is read from there, and what is captured waits there.

    What waits goes up when the server is back: by a thread of its own once a meeting is watched, else when the journal
    is next used. `patience` stretches all time limits; 0 is for calls where they are asked for, and no thread.
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
        patience: float = 1.0,
    ) -> None:
        self.folder = folder
        self.vault = vault
        self._now = now
        self._new_version = new_version
        self._threads = patience > 0
        self._connection = Connection(connect, now, self._lost, patience)
        self._backoff = backoff or Backoff()
        self._copies = Copies(folder, vault, now)
        self._books: dict[str, Book] = {}
        self._guard = threading.RLock()
        self._notices: list[str] = []
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._keeper: threading.Thread | None = None

    # ---- what a journal does

    def meetings(self) -> Sequence[Listing]:
        """While the server is away, those opened on this computer before."""
        with suppress(Unreachable):
            return self._ask(lambda remote: remote.meetings())
        return self._copies.journal.meetings()

    def resolve(self, name: str) -> str:
        with suppress(Unreachable):
            return self._ask(lambda remote: remote.resolve(name))
        return self._copies.journal.resolve(name)

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        """Only with the server there: raises `Unreachable` besides."""
        self.vault.seal_for_writing()
        return self._ask(lambda remote: remote.begin(drafts, by))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        """Only with the server there: raises `Unreachable` besides."""
        self.vault.seal_for_writing()
        return self._ask(lambda remote: remote.begin_sealed(drafts, by, later))

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        """Only with the server there: raises `Unreachable` besides."""
        self.vault.seal_for_writing()
        return self._ask(lambda remote: remote.adopt(meeting, versions))

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        book = self._book(meeting)
        if book is None:
            try:
                return self._ask(lambda remote: remote.versions(meeting, after))
            except Unreachable:
                book = self._open(meeting)
        with suppress(Unreachable):
            self._take_in(book)
            self._send_inline(book)
        with book.lock:
            return book.standing.versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        with suppress(Unreachable):
            return self._ask(lambda remote: remote.sound(meeting))
        return self.versions(meeting)

    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        ids = [self._new_version() for _ in drafts]
        at = self._now()
        book = self._book(meeting)
        closing = any(draft.record.kind == "closure" for draft in drafts)
        if closing:
            self._refuse_closing(book)
        if book is not None:
            with suppress(Unreachable):
                self._send_inline(book)
            drafts = [book.seen(draft) for draft in drafts]
        if (book is None or not book.waiting.unsent) and not self._connection.away:
            try:
                return self._append_there(meeting, book, drafts, by, ids, at)
            except Unreachable:
                if closing:
                    raise Unreachable(words.CLOSE_UNSURE) from None
            except NotSaved:
                if closing:
                    raise
                self._connection.lost()
        if closing:
            raise Refused(words.CLOSE_AWAY)
        if book is None:
            book = self._open(meeting)
        return self._append_here(book, drafts, by, ids, at)

    def look_into(self, meeting: str) -> Book:
        """Open a meeting and have it copied to this computer, so that it can go on without the server."""
        book = self._open(meeting)
        self._copies.want(meeting)
        return book

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        """As `Journal.watch`. Where what this seat captured has changed places it gives versions with a `seq` given
        before: `reach().turn` is then another, and whoever holds the meeting reads it anew."""
        book = self.look_into(meeting)
        if self._threads:
            self._keep()
            threading.Thread(target=self._follow, args=(book, stop), name="chairtui listening", daemon=True).start()
        turn, seen = book.turn, after
        while not stop.is_set() and not self._stop.is_set():
            fresh: list[Version] = []
            with book.lock:
                if book.turn == turn and book.standing.position <= seen:
                    book.changed.wait(LOOK)
                with suppress(JournalError):
                    book.look()
                versions = book.standing.versions
                if book.turn != turn:
                    turn = book.turn
                    fresh = versions[min(book.turned_from, len(versions) - 1) :]
                elif len(versions) > seen:
                    fresh = versions[seen:]
                seen = len(versions)
            if fresh:
                self._copies.want(meeting)
                yield fresh

    def reach(self, meeting: str | None = None) -> Reach:
        with self._guard:
            books = [book for book in self._books.values() if meeting in (None, book.meeting)]
        away = self._connection.away
        return Reach(
            state="away" if away else "connected",
            since=self._connection.since,
            waiting=sum(book.waits for book in books),
            to_choose=sum(len(book.unsettled()) for book in books),
            turn=sum(book.turn for book in books),
        )

    def unsettled(self, meeting: str) -> list[Conflict]:
        book = self._book(meeting)
        return book.unsettled() if book else []

    def settle(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        book = self._book(meeting)
        if book is None:
            return
        book.settle(conflict.mine.record.id, keep == "mine", self._new_version(), by, self._now())
        with suppress(Unreachable, NotSaved):
            self._send_inline(book)
        self._wake.set()

    def left_over(self, meeting: str) -> list[tuple[Version, str]]:
        """What was captured here and the server refused for good, with its reason: kept here for a person to read."""
        book = self._book(meeting)
        if book is None:
            return []
        with book.lock:
            return [
                (Version(record=held.record, removed=held.removed, seq=1, at=entry.at, by=entry.by), reason)
                for entry, held in book.waiting.drafts("refused")
                if (reason := book.waiting.reason(held.id))
            ]

    def notices(self) -> list[str]:
        given = self._notices[:]
        del self._notices[: len(given)]
        remote: list[str] = []
        if not self._connection.away and self._connection.begun:
            remote = self._connection.remote.notices()
        return [*given, *remote, *self._copies.notices()]

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._keeper is not None:
            self._keeper.join(WRITING)
        self._copies.make(self._all_books())
        self._connection.close()
        with self._guard:
            for book in self._books.values():
                book.waiting.close()
        self._copies.journal.close()

    # ---- the server there

    def _ask(self, do: Callable[[Remote], T], seconds: float = READING) -> T:
        if not self._connection.away:
            # Here, where somebody can be asked for the passphrase, and not where there is a time limit.
            try:
                self.vault.seal()
            except Unreachable:
                self._connection.lost()
                raise
        return self._connection.ask(do, seconds)

    def _append_there(
        self, meeting: str, book: Book | None, drafts: Sequence[Draft], by: str, ids: Sequence[str], at: datetime
    ) -> list[Version]:
        try:
            written = self._ask(lambda remote: remote.append(meeting, drafts, by, ids=ids, at=at), WRITING)
        except Conflict as conflict:
            if book is not None:
                book.forget_given(conflict.mine.record.id)
            raise
        if book is not None:
            self._copies.want(meeting)
            if not book.confirm(written):
                self._take_in(book)
        return written

    def _take_in(self, book: Book) -> None:
        """What the server has more than is known here. Raises `Unreachable`."""
        while not book.confirm(self._ask(lambda remote: remote.versions(book.meeting, book.position), READING)):
            pass  # another thread took in something between

    def _follow(self, book: Book, stop: threading.Event) -> None:
        """Take in what others write as they write it, for as long as the server is there, again and again."""
        while not stop.is_set() and not self._stop.is_set():
            if self._connection.away:
                stop.wait(LOOK)
                continue
            try:
                ends = Either(stop, self._stop, self._connection.episode)
                for fresh in self._connection.remote.watch(book.meeting, book.position, ends):
                    if not book.confirm(fresh):
                        self._take_in(book)
            except Unreachable:
                self._connection.lost()
            except JournalError:
                stop.wait(BEAT)

    # ---- the server away

    def _lost(self) -> None:
        self._notices.append(words.AWAY.format(clock=f"{self._now():%H:%M}"))
        self._wake.set()

    def _append_here(
        self, book: Book, drafts: Sequence[Draft], by: str, ids: Sequence[str], at: datetime
    ) -> list[Version]:
        self._copies.want(book.meeting)
        self._copies.make(self._all_books())
        return book.capture(drafts, ids, by, at)

    def _refuse_closing(self, book: Book | None) -> None:
        if self._connection.away:
            raise Refused(words.CLOSE_AWAY)
        if book is None:
            return
        if book.waiting.unsent:
            with suppress(Unreachable):
                self._send(book)
        if book.waiting.unsent:
            raise Refused(words.CLOSE_AWAY if self._connection.away else words.CLOSE_WAITING)
        left = len(book.unsettled())
        if left:
            raise Refused(words.CLOSE_TO_CHOOSE.format(count=left))

    # ---- what is known of a meeting here

    def _book(self, meeting: str) -> Book | None:
        """The book of a meeting that was watched here, or of which something waits."""
        book = self._books.get(meeting)
        if book is None and MEETING_ID.fullmatch(meeting) and path_of(self.folder, meeting).exists():
            book = self._open(meeting)
        return book

    def _open(self, meeting: str) -> Book:
        """Raises `Unreachable` for a meeting that isn't here while the server is away."""
        known = self._books.get(meeting)
        if known is not None:
            return known
        try:
            confirmed = self._ask(lambda remote: remote.versions(meeting))
        except Unreachable:
            try:
                confirmed = self._copies.journal.versions(meeting)
            except NoSuchMeeting:
                raise Unreachable(words.NEVER_OPENED.format(meeting=meeting)) from None
        book = Book(meeting, confirmed, Waiting(self.folder, meeting, self.vault.seal))
        with self._guard:
            return self._books.setdefault(meeting, book)

    # ---- trying again, and sending

    def _keep(self) -> None:
        with self._guard:
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._run, name="chairtui away", daemon=True)
                self._keeper.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            woken = self._wake.wait(self._pause())
            self._wake.clear()
            if self._stop.is_set() or (woken and self._connection.away):
                continue
            with suppress(JournalError):
                self.tend()

    def _pause(self) -> float:
        if self._connection.away:
            return self._backoff.next()
        return COPY if self._copies.wanted else BEAT

    def tend(self) -> None:
        """What the thread does again and again: try to reach the server, send what waits, copy what is new."""
        if self._connection.away:
            self.try_again()
        else:
            for book in self._all_books():
                with suppress(Unreachable):
                    self._take_in(book)
                    self._send(book)
        self._copies.make(self._all_books())

    def try_again(self) -> bool:
        """Try once to reach the server, and if it is there send all that waits; whether it is."""
        try:
            for book in self._all_books():
                self._agree(book)
            if not self._books:
                self._connection.try_(lambda remote: remote.meetings(), READING)
        except Unreachable:
            return False
        self._connection.found()
        self._backoff.start_again()
        sent = 0
        for meeting in sorted({*meetings_waiting(self.folder), *self._books}):
            with suppress(JournalError):
                sent += self._send(self._open(meeting)).sent
        if not self._connection.away:
            self._notices.append(words.BACK.format(sent=sent) if sent else words.BACK_NONE_WAITED)
        return not self._connection.away

    def _all_books(self) -> list[Book]:
        with self._guard:
            return list(self._books.values())

    def _agree(self, book: Book) -> None:
        """Take in what the server has, which must be what it had and perhaps more. Raises `Unreachable`."""
        known = book.position
        last = max(known - 1, 0)
        try:
            found = self._connection.try_(lambda remote: remote.versions(book.meeting, last), WRITING)
        except NoSuchMeeting:
            found = []
        with book.lock:
            if not known or (found and found[0] == book.confirmed[last]):
                book.confirm(found)
                return
        book.start_again(self._connection.try_(lambda remote: remote.versions(book.meeting), READING))
        self._copies.want(book.meeting)

    def _send_inline(self, book: Book) -> None:
        """Send where no thread does."""
        if not book.waiting.unsent:
            return
        if self._keeper is None:
            self._send(book)
        else:
            self._wake.set()

    def _send(self, book: Book) -> Sent:
        """Send what waits of a meeting, unless somebody else on this computer is just doing that."""
        sent = Sent()
        if not book.waiting.unsent or not book.sending.acquire(blocking=False):
            return sent
        try:
            with Lock(book.waiting.path.with_suffix(".sending"), LOOK).held():
                before, to_choose = book.standing.versions, len(book.unsettled())
                sent = send(book, self._ask)
                self._take_in(book)
                self._tell(book, before, to_choose, sent)
        except (Unreachable, TimeoutError, OSError):
            pass  # it goes on waiting
        except NotSaved:
            self._connection.lost()
        finally:
            book.sending.release()
        return sent

    def _tell(self, book: Book, before: Sequence[Version], to_choose: int, sent: Sent) -> None:
        """What a person has to know of what was sent."""
        changed = renumbered(before, book.standing.versions)
        if changed:
            said = ", ".join(words.NEW_NUMBER.format(old=old, new=new) for old, new in changed)
            self._notices.append(words.NEW_NUMBERS.format(changed=said))
        choices = len(book.unsettled())
        if choices > to_choose:
            self._notices.append(words.CHANGED_ON_BOTH_SIDES.format(count=choices))
        if sent.refused:
            self._notices.append(
                words.NOT_TAKEN.format(count=sent.refused, reason=sent.reason, meeting=book.meeting)
            )


def renumbered(before: Sequence[Version], after: Sequence[Version]) -> list[tuple[str, str]]:
    """The references that records had and have, where these differ."""
    if list(after[: len(before)]) == list(before):
        return []
    old, new = Meeting("", before), Meeting("", after)
    ids = dict.fromkeys(version.record.id for version in before)
    refs = ((old.ref_of(i), new.ref_of(i)) for i in ids)
    return [(was, now) for was, now in refs if was and now and was != now]
