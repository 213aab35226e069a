"""Local copies of meetings that are kept on a server: exactly what the server is known to have."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from chairtui.journal import durable_io
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.offline.replica import Replica
from chairtui.journal.protocol import JournalError, Refused
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Version
from chairtui.words import offline as words


class LocalCache:
    """A folder store under the server store's key. `journal` reads it."""

    def __init__(self, folder: Path, vault: Vault, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._vault = vault
        self._now = now
        self._lock = threading.Lock()
        self._notices: list[str] = []
        self._notified: set[str] = set()
        self.journal = self._open()

    def update(self, replicas: Iterable[Replica]) -> None:
        """Write missing versions durably. Failures become notices, each once."""
        with self._lock:
            for replica in replicas:
                if not replica.needs_caching:
                    continue
                confirmed, before = list(replica.confirmed), replica.cached_position
                replica.cached_position = len(confirmed)
                try:
                    self._cache(replica.meeting, confirmed)
                except JournalError as error:
                    replica.cached_position = before
                    self._notify_once(words.NO_COPY.format(reason=error))

    def notices(self) -> list[str]:
        """As `Journal.notices`."""
        given = self._notices[:]
        del self._notices[: len(given)]
        return [*given, *self.journal.notices()]

    def close(self) -> None:
        """Close the files."""
        self.journal.close()

    def _open(self) -> FileJournal:
        return FileJournal(self.folder, self._now, lambda: uuid.uuid4().hex, vault=self._vault)

    def _cache(self, meeting: str, confirmed: Sequence[Version]) -> None:
        try:
            self.journal.adopt(meeting, confirmed)
        except Refused:
            there = self.journal.versions(meeting)
            if there[: len(confirmed)] == confirmed:
                return  # another process has cached more already
            self._put_aside(meeting)
            self.journal.adopt(meeting, confirmed)

    def _put_aside(self, meeting: str) -> None:
        """Move away a copy that the server contradicts."""
        self.journal.close()
        aside = self.folder / "aside" / f"{meeting}-{self._now():%Y%m%d-%H%M%S}"
        try:
            durable_io.make_folder(aside.parent)
            durable_io.make_folder(aside)
            for path in (self.folder / "meetings").glob(f"{meeting}.*"):
                path.rename(aside / path.name)
        except OSError as error:
            raise durable_io.not_saved(error, aside) from error
        self.journal = self._open()
        self._notices.append(words.SERVER_WENT_BACK.format(meeting=meeting, folder=aside))

    def _notify_once(self, notice: str) -> None:
        if notice not in self._notified:
            self._notified.add(notice)
            self._notices.append(notice)
