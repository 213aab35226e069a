"""The copies, on this computer, of meetings that are kept on a server: what it is known to have kept, and no more."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.offline.replica import Book
from chairtui.journal.protocol import JournalError, Refused
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Version
from chairtui.words import offline as words


class Copies:
    """A store of its own in `folder`, under the same key as the server's. `journal` reads it."""

    def __init__(self, folder: Path, vault: Vault, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._vault = vault
        self._now = now
        self._guard = threading.Lock()
        self._notices: list[str] = []
        self._told: set[str] = set()
        self.journal = self._opened()

    def make(self, books: Iterable[Book]) -> None:
        """Copy what isn't yet of those that are to be, durably. What stands in the way is among the notices, once."""
        with self._guard:
            for book in books:
                if not book.to_copy:
                    continue
                confirmed, before = list(book.confirmed), book.copied
                book.copied = len(confirmed)
                try:
                    self._copy(book.meeting, confirmed)
                except JournalError as error:
                    book.copied = before
                    self._tell_once(words.NO_COPY.format(reason=error))

    def notices(self) -> list[str]:
        """As `Journal.notices`."""
        given = self._notices[:]
        del self._notices[: len(given)]
        return [*given, *self.journal.notices()]

    def close(self) -> None:
        """Let go of the files."""
        self.journal.close()

    def _opened(self) -> FileJournal:
        return FileJournal(self.folder, self._now, lambda: uuid.uuid4().hex, vault=self._vault)

    def _copy(self, meeting: str, confirmed: Sequence[Version]) -> None:
        try:
            self.journal.adopt(meeting, confirmed)
        except Refused:
            there = self.journal.versions(meeting)
            if there[: len(confirmed)] == confirmed:
                return  # another program on this computer knows more already
            self._put_aside(meeting)
            self.journal.adopt(meeting, confirmed)

    def _put_aside(self, meeting: str) -> None:
        """Keep a copy that the server contradicts, out of the way."""
        self.journal.close()
        aside = self.folder / "aside" / f"{meeting}-{self._now():%Y%m%d-%H%M%S}"
        try:
            durable_io.make_folder(aside.parent)
            durable_io.make_folder(aside)
            for path in (self.folder / "meetings").glob(f"{meeting}.*"):
                path.rename(aside / path.name)
        except OSError as error:
            raise durable_io.not_saved(error, aside) from error
        self.journal = self._opened()
        self._notices.append(words.SERVER_WENT_BACK.format(meeting=meeting, folder=aside))

    def _tell_once(self, notice: str) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._notices.append(notice)
