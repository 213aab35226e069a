"""The journal that is there without setting anything up: TinyDB, one file a meeting, which only ever grows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from chairtui.journal import checkpoint, durable_io, gc_pause, tombstone
from chairtui.journal.append_only_file import LOCK_SECONDS, busy, start_file
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.journal_base import JournalBase
from chairtui.journal.meeting_ids import ids_from, refuse_other_than_id
from chairtui.journal.protocol import ConnectionState, JournalError, Listing, NotSaved, Refused
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Draft, Version
from chairtui.meeting.seal import digest_of_dumps
from chairtui.words import journal as words

POLL_SECONDS = 0.2
"""How often `watch` looks. Others' lines are promised within half a second."""
MOST_OPEN = 16
"""Meetings held in memory; one more lets go of the one that was longest unused."""


class FileJournal(JournalBase):
    """A `Journal` in a folder, made when the first meeting begins. Threads may share one; so may processes the folder.

    `now` gives aware times; `new_id` an id nobody has had, in lower-case letters and figures (`naming.is_id`). `vault`
    has the store's key; without one only an unencrypted store can be opened, and a new one isn't encrypted. Whatever
    opens a meeting raises `Locked` where the vault gives no key. `missing` gives a line where the folder should be
    there and isn't, "" otherwise: lists raise it as `Unreadable`, and who begins anew is told.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        lock_seconds: float = LOCK_SECONDS,
        vault: Vault | None = None,
        missing: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.vault = vault or Vault(folder)
        self._now = now
        self._new_id = new_id
        self._lock_seconds = lock_seconds
        self._catalogue = Catalogue(folder, self.vault, missing)
        self._missing = missing
        self._guard = threading.RLock()
        self._open: OrderedDict[str, _Open] = OrderedDict()

    def meetings(self) -> list[Listing]:
        with self._guard, gc_pause.paused():
            listed = self._catalogue.meetings()
            self._report_once(self._catalogue.left_out, words.LEFT_OUT)
            self._report_once(self._catalogue.conflicted, words.CONFLICTED)
            return listed

    def resolve(self, name: str) -> str:
        with self._guard:
            return self._catalogue.resolve(name)

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        return self._make(History().validated(drafts, by, self._now()))

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        whole = History()
        whole.sealed(drafts, by, later, self._now())
        return self._make(whole.versions)

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        refuse_other_than_id(meeting)
        if tombstone.is_there(self._catalogue.folder, meeting):
            raise Refused(
                words.REMOVED_HERE.format(meeting=meeting, file=tombstone.path_of(self._catalogue.folder, meeting))
            )
        with self._guard, suppress(_AlreadyThere):
            if not self._catalogue.path(meeting).exists():
                self._make(History().missing_from_here(versions), meeting)
                return len(versions)
        file = self._file(meeting)
        with file.writing():
            new = file.history.missing_from_here(versions)
            file.keep(new)
            file.written = True
        return len(new)

    def _make(self, new: Sequence[Version], meeting: str = "") -> str:
        folder = self._catalogue.folder
        cipher = self.vault.cipher_for_writing()
        missed = self._missing() if self._missing is not None else ""
        try:
            durable_io.make_folder(self.folder)
            durable_io.make_folder(folder)
            meeting = meeting or self._unused_id()
            file = self._create(folder / f"{meeting}.new", meeting, new, cipher)
        except (FileExistsError, NotADirectoryError):
            raise NotSaved(words.STORE_IS_A_FILE.format(path=self.folder)) from None
        except OSError as error:
            raise durable_io.not_saved(error, self._catalogue.path("new")) from error
        if missed:
            self._notices.append(words.BEGUN_ANEW.format(path=self.folder))
        self._hold(meeting, file)
        return meeting

    def _create(self, beside: Path, meeting: str, versions: Sequence[Version], cipher: StoreCipher | None) -> _Open:
        file = _Open(beside, meeting, self._notices.append, self._lock_seconds, cipher)
        settled = self._catalogue.path(meeting)
        try:
            with file.lines.locked():
                # Two may bring the same meeting from elsewhere at once; a piece that a kill left is nobody's.
                if settled.exists():
                    raise _AlreadyThere(words.NOT_SAVED.format(reason=words.JUST_MADE, remedy=words.BUSY_REMEDY))
                try:
                    beside.unlink(missing_ok=True)
                    start_file(beside, meeting, cipher)
                    file.keep(versions)
                    # Before it is there for others: a meeting whose beginning was not noted can't be vouched for.
                    self._catalogue.vouch(meeting, len(versions))
                    file.lines.publish(settled)
                except BaseException:
                    file.let_go()
                    for path in (settled, checkpoint.path_of(settled, meeting), beside):
                        with suppress(OSError):
                            path.unlink(missing_ok=True)
                    raise
        except BaseException:
            file.let_go()
            raise
        return file

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        file = self._file(meeting)
        file.refresh()
        if file.lines.broken:
            raise file.lines.broken
        return file.history.versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        file = self._file(meeting)
        file.refresh()
        return list(file.history.versions)

    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        file = self._file(meeting)
        with file.writing():
            new = file.history.validated(drafts, by, self._now())
            file.keep(new)
            file.written = True
        return new

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        while not stop.is_set():
            fresh: list[Version] = []
            # A drive that is away for a moment, or a damaged file: whoever writes is told, watching goes on.
            with suppress(JournalError):
                fresh = self.versions(meeting, after)
            if fresh:
                after = fresh[-1].seq
                yield fresh
            stop.wait(POLL_SECONDS)

    def connection_state(self, meeting: str | None = None) -> ConnectionState:  # noqa: ARG002 - of every meeting the same
        return ConnectionState()

    def close(self) -> None:
        with self._guard:
            for meeting, file in self._open.items():
                self._let_go(meeting, file)
            self._open.clear()
            self._catalogue.close()

    def _unused_id(self) -> str:
        return next(drawn for drawn in ids_from(self._new_id) if not self._has_had(drawn))

    def _has_had(self, meeting: str) -> bool:
        return self._catalogue.path(meeting).exists() or tombstone.is_there(self._catalogue.folder, meeting)

    def _file(self, meeting: str) -> _Open:
        with self._guard:
            file = self._open.get(meeting)
            if file is None:
                refuse_other_than_id(meeting)
                path = self._catalogue.path(meeting)
                file = _Open(path, meeting, self._notices.append, self._lock_seconds, self.vault.cipher())
                with gc_pause.paused():
                    # Before the file, which may grow meanwhile: what the list remembers is never ahead of it.
                    reached = self._catalogue.reached(meeting)
                    file.refresh()
                file.miss(reached)
                file.tell_if_torn()
            self._hold(meeting, file)
            return file

    def _hold(self, meeting: str, file: _Open) -> None:
        with self._guard:
            self._open[meeting] = file
            self._open.move_to_end(meeting)
            while len(self._open) > MOST_OPEN:
                self._let_go(*self._open.popitem(last=False))

    def _let_go(self, meeting: str, file: _Open) -> None:
        file.let_go()
        if file.written:
            file.written = False
            with suppress(JournalError):
                self._catalogue.vouch(meeting, file.history.position)


class _AlreadyThere(NotSaved):
    """Another process made the same meeting a moment ago. What it made was left as it is."""


class _Open:
    """A meeting that has been read: its file, and where it stands. Raises `JournalError`s."""

    def __init__(
        self, path: Path, meeting: str, notice: Callable[[str], None], lock_seconds: float, cipher: StoreCipher | None
    ) -> None:
        self.history = History()
        self.written = False
        """Whether this process wrote to it since it was opened; what is noted of that is noted once it is let go of."""
        self._notice = notice
        self._file = MeetingFile(path, meeting, self._say_aside, lock_seconds, cipher)
        self.lines = self._file.lines
        self._lock_seconds = lock_seconds
        self._revision = threading.Lock()
        self._reading = threading.RLock()

    def refresh(self) -> None:
        """Take in what the file has gained, ours and others'."""
        with self._reading:
            self.lines.refresh()
            self._count_in()

    def miss(self, reached: int) -> None:
        """Hold what was read against how far the meeting is known to have reached."""
        if not self.lines.broken and self.history.position < reached:
            self.lines.broken = self.lines.damage(self.lines.next_line, self.history.position, "cut")

    def keep(self, versions: Sequence[Version]) -> None:
        """Make these durable, all or none, and count them in."""
        documents = [version.model_dump(mode="json") for version in versions]
        try:
            with self._reading:
                self._file.versions.insert_multiple(documents)
                for version in versions:
                    self.history.take(version)
        except UnicodeEncodeError as error:
            kind = versions[0].record.kind
            raise Refused(words.NOT_A_RECORD.format(kind=kind, reason=error.reason)) from None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone with the file, in this process and among others, with all that they wrote counted in."""
        with self._one_thread(), self._reading, self.lines.writing():
            self._count_in()
            if self.lines.broken:
                raise self.lines.broken
            yield

    @contextmanager
    def _one_thread(self) -> Iterator[None]:
        """Taken before the lock between processes, which counts this process once."""
        if not self._revision.acquire(timeout=self._lock_seconds):
            raise busy(self._lock_seconds)
        try:
            yield
        finally:
            self._revision.release()

    def let_go(self) -> None:
        """Close its files, once nobody writes to it; the next write opens them again."""
        with self._revision:
            self.lines.close()

    def tell_if_torn(self) -> None:
        """Say so if the last line was cut off. What looks so may be another's write under way: look under the lock."""
        if self.lines.tail and not self.lines.broken:
            with suppress(JournalError), self._one_thread(), self.lines.locked():
                self.refresh()
            if self.lines.tail and not self.lines.broken:
                self._notice(words.TORN.format(upto=self._up_to()))
        if self.lines.unmarked and not self.lines.broken:
            self._notice(words.UNMARKED)

    def _count_in(self) -> None:
        known = self.history.position
        for document in self._file.versions.after(known):
            try:
                version = Version.model_validate(document)
            except ValidationError:
                version = None
            flaw = self.history.flaw(version, self._digest_so_far) if version is not None else "changed"
            if version is None or flaw:
                line = self.lines.line_of(self.history.position + 1)
                self.lines.broken = self.lines.damage(line, self.history.position, flaw or "changed")
                return
            self.history.take(version)

    def _digest_so_far(self) -> str:
        """Over the documents as they were read: at 5,000 versions 80 ms, where dumping them again takes 160."""
        return digest_of_dumps(islice(self._file.versions.after(0), self.history.position))

    def _say_aside(self, name: str) -> None:
        self._count_in()
        self._notice(words.TORN_ASIDE.format(file=name, upto=self._up_to()))

    def _up_to(self) -> str:
        if not self.history.versions:
            return words.UP_TO_NONE
        at = self.history.versions[-1].at
        return words.UP_TO.format(count=self.history.position, at=f"{at:%d %b %Y, %H:%M:%S}")
