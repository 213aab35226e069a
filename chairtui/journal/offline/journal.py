"""A journal on a server, with which capture goes on while the server is away."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from chairtui.journal.offline.connection import WRITING, Backoff
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replica import Book
from chairtui.journal.offline.sync import LOOK, Keeper
from chairtui.journal.protocol import Conflict, JournalError, Listing, NotSaved, Reach, Refused, Unreachable, Unsent
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft, Version
from chairtui.words import offline as words

T = TypeVar("T")


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
        self.keeper = Keeper(connect, folder, vault, now, backoff, patience)
        self._now = now
        self._new_version = new_version

    # ---- reading

    def meetings(self) -> Sequence[Listing]:
        """While the server is away, those opened on this computer before."""
        with suppress(Unreachable):
            return self.keeper.ask(lambda remote: remote.meetings())
        self.keeper.without_server()
        self.keeper.tell_once(words.ONLY_OPENED_HERE)
        return self.keeper.copies.journal.meetings()

    def resolve(self, name: str) -> str:
        with suppress(Unreachable):
            return self.keeper.ask(lambda remote: remote.resolve(name))
        self.keeper.without_server()
        return self.keeper.copies.journal.resolve(name)

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        book = self.keeper.book(meeting)
        if book is None:
            try:
                return self.keeper.ask(lambda remote: remote.versions(meeting, after))
            except Unreachable:
                book = self.keeper.open(meeting)
        with suppress(Unreachable):
            self.keeper.take_in(book)
        self.keeper.send_soon(book)
        book.look()
        with book.lock:
            return book.history.versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        with suppress(Unreachable):
            return self.keeper.ask(lambda remote: remote.sound(meeting))
        return self.versions(meeting)

    def look_into(self, meeting: str) -> Book:
        """Open a meeting and have it copied to this computer, so that it can go on without the server."""
        book = self.keeper.open(meeting)
        book.kept_here = True
        return book

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        """As `Journal.watch`. Where what this seat captured has changed places it gives versions with a `seq` given
        before: `reach().turn` is then another, and whoever holds the meeting reads it anew."""
        keeper = self.keeper
        keeper.start()
        book = self._found(meeting, stop)
        if book is None:
            return
        if keeper.threads:
            threading.Thread(target=keeper.follow, args=(book, stop), name="chairtui listening", daemon=True).start()
        turn, seen = book.turn, after
        while not stop.is_set():
            fresh: list[Version] = []
            with book.lock:
                if book.turn == turn and book.history.position <= seen:
                    book.changed.wait(LOOK)
                with suppress(JournalError):
                    book.look()
                versions = book.history.versions
                if book.turn != turn:
                    turn = book.turn
                    fresh = versions[min(book.turned_from, len(versions) - 1) :]
                elif len(versions) > seen:
                    fresh = versions[seen:]
                seen = len(versions)
            keeper.look_at_connection()
            if fresh:
                yield fresh

    def _found(self, meeting: str, stop: threading.Event) -> Book | None:
        """The meeting, once the server is there if it must come from it; None where `stop` was set first."""
        while not stop.is_set():
            try:
                return self.look_into(meeting)
            except Unreachable:
                if not self.keeper.threads:
                    raise
            stop.wait(LOOK)
        return None

    # ---- writing

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        """Only with the server there: raises `Unreachable` besides."""
        return self._ask_now(lambda remote: remote.begin(drafts, by))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        """Only with the server there: raises `Unreachable` besides."""
        return self._ask_now(lambda remote: remote.begin_sealed(drafts, by, later))

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        """Only with the server there: raises `Unreachable` besides."""
        return self._ask_now(lambda remote: remote.adopt(meeting, versions))

    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        """Where a meeting can't be closed now, or not known to be, it raises `Refused` and `Unreachable` besides."""
        ids, at = [self._new_version() for _ in drafts], self._now()
        book = self.keeper.book(meeting)
        closing = any(draft.record.kind == "closure" for draft in drafts)
        if closing:
            self._refuse_closing(book)
        if book is not None:
            self.keeper.send_soon(book)
            drafts = [book.seen(draft) for draft in drafts]
        if (book is None or not book.waiting.unsent) and not self.keeper.connection.away:
            try:
                return self._append_there(meeting, book, drafts, by, ids, at)
            except Unreachable:
                if closing:
                    raise Unreachable(words.CLOSE_UNSURE) from None
            except NotSaved:
                if closing:
                    raise
                self.keeper.connection.lost()
        if closing:
            raise Refused(words.CLOSE_AWAY)
        book = book or self.keeper.open(meeting)
        book.kept_here = True
        self.keeper.copy()
        return book.capture(drafts, ids, by, at)

    def _append_there(
        self, meeting: str, book: Book | None, drafts: Sequence[Draft], by: str, ids: Sequence[str], at: datetime
    ) -> list[Version]:
        try:
            written = self.keeper.ask(lambda remote: remote.append(meeting, drafts, by, ids=ids, at=at), WRITING)
        except Conflict as conflict:
            if book is not None:
                book.forget_given(conflict.mine.record.id)
            raise
        if book is not None and not book.confirm(written):
            self.keeper.take_in(book)
        return written

    def _refuse_closing(self, book: Book | None) -> None:
        connection = self.keeper.connection
        if book is not None and book.waiting.unsent and not connection.away:
            with suppress(Unreachable):
                self.keeper.send(book)
        if connection.away:
            raise Refused(words.CLOSE_AWAY)
        if book is not None and book.waiting.unsent:
            raise Refused(words.CLOSE_WAITING)
        to_choose = len(book.unsettled()) if book is not None else 0
        if to_choose:
            raise Refused(words.CLOSE_TO_CHOOSE.format(count=to_choose))

    def _ask_now(self, do: Callable[[Remote], T]) -> T:
        """Ask for something that can't wait until the server is back."""
        try:
            self.keeper.vault.cipher_for_writing()
            return self.keeper.ask(do)
        except Unreachable:
            raise Unreachable(words.NOT_WITHOUT_SERVER) from None

    # ---- what waits, and what is to be said

    def reach(self, meeting: str | None = None) -> Reach:
        books = [book for book in self.keeper.books if meeting in (None, book.meeting)]
        return Reach(
            state="away" if self.keeper.connection.away else "connected",
            since=self.keeper.connection.since,
            waiting=sum(book.waits for book in books),
            to_choose=sum(len(book.unsettled()) for book in books),
            turn=sum(book.turn for book in books),
        )

    def unsettled(self, meeting: str) -> list[Conflict]:
        book = self.keeper.book(meeting)
        return book.unsettled() if book else []

    def settle(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        book = self.keeper.book(meeting)
        if book is not None:
            book.settle(conflict.mine.record.id, keep == "mine", self._new_version(), by, self._now())
            self.keeper.send_soon(book)

    def unsent(self, meeting: str) -> list[Unsent]:
        book = self.keeper.book(meeting)
        if book is None:
            return []
        why = {None: words.WAITS, "choose": words.TO_CHOOSE}
        with book.lock:
            return [
                Unsent(
                    record=held.record,
                    removed=held.removed,
                    at=entry.at,
                    by=entry.by,
                    why=why.get(outcome) or book.waiting.reason(held.id),
                )
                for entry, held in book.waiting.drafts(None, "choose", "refused")
                for outcome in (book.waiting.outcome(held.id),)
            ]

    def notices(self) -> list[str]:
        own, connection = self.keeper.notices, self.keeper.connection
        given = own[:]
        del own[: len(given)]
        there = connection.remote.notices() if connection.begun and not connection.away else []
        return [*given, *there, *self.keeper.copies.notices()]

    def close(self) -> None:
        self.keeper.close()

    def tend(self) -> None:
        """Try to reach the server if it is away; take in, send and copy what there is."""
        self.keeper.tend()

    def try_again(self) -> bool:
        """Try once to reach the server, and if it is there send all that waits; whether it is."""
        return self.keeper.try_again()
