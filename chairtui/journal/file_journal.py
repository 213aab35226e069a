"""The default journal: one append-only TinyDB file per meeting, with nothing to set up."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.journal import checkpoint, durable_io, gc_pause, tombstone
from chairtui.journal.append_only_file import LOCK_SECONDS, busy, start_file
from chairtui.journal.catalogue import Catalogue, Entry
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

if TYPE_CHECKING:
    from datetime import date

    from chairtui.journal.across_meetings import AcrossMeetings
    from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction, UnreadMeeting
    from chairtui.meeting.after.due import DueItem
    from chairtui.meeting.after.tally import MeetingTally, Period
    from chairtui.meeting.formats.model import Format

POLL_SECONDS = 0.2
"""Interval at which `watch` polls. Others' lines must arrive within half a second."""
MAX_OPEN = 16
"""Size of the LRU cache of open meetings."""
FEW = 5
"""Meetings for each of which the catalogue may be read anew."""


class FileJournal(JournalBase):
    """A `Journal` in a folder, which is created with the first meeting. Safe for threads and for several processes.

    `now` returns aware times; `new_id` unique ids of lower-case letters and digits (see `meeting_ids.is_id`). `vault`
    holds the store's key; without one only unencrypted stores can be opened or created. Opening a meeting raises
    `Locked` if the vault gives no key. `missing` returns a message if the folder should exist and doesn't: lists raise
    it as `Unreadable`, and creating a meeting reports it.
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

    def actions(self, wanted: ActionFilter) -> Iterator[MeetingAction | UnreadMeeting]:
        return self._across.actions(wanted)

    def due(
        self, meetings: Sequence[str], installed: Callable[[str], Format | None], today: date
    ) -> Iterator[tuple[str, Sequence[DueItem]]]:
        return self._across.due(meetings, installed, today)

    def tallies(
        self,
        period: Period,
        installed: Callable[[str], Format | None],
        reads: Callable[[int], None] = lambda _: None,
    ) -> Iterator[MeetingTally | UnreadMeeting]:
        return self._across.tallies(period, installed, reads)

    def read_all(self, meetings: Sequence[str]) -> Iterator[tuple[str, list[Version] | JournalError]]:
        """The versions of each of these meetings, or why it can't be read. Reads the catalogue once for many."""
        entries: dict[str, Entry] | None = None
        if len(meetings) > FEW:
            with self._guard:
                entries = self._catalogue.entries()
        for meeting in meetings:
            try:
                self._file(meeting, entries)
                yield meeting, self.versions(meeting)
            except JournalError as error:
                yield meeting, error

    @property
    def _across(self) -> AcrossMeetings:
        from chairtui.journal.across_meetings import AcrossMeetings

        return AcrossMeetings(self, self._catalogue, self._guard)

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
        missed = self._missing() if self._missing is not None else ""  # before the key of a new store is made there
        cipher = self.vault.cipher_for_writing()
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
                # Two processes may import the same meeting at once. Overwrite what a killed process left.
                if settled.exists():
                    raise _AlreadyThere(words.NOT_SAVED.format(reason=words.JUST_MADE, remedy=words.BUSY_REMEDY))
                try:
                    beside.unlink(missing_ok=True)
                    start_file(beside, meeting, cipher)
                    file.keep(versions)
                    # Record it before publishing: a meeting that isn't recorded from the start is untracked.
                    self._catalogue.record_position(meeting, len(versions))
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
            # A drive that is briefly missing, or a damaged file: writers report it; keep watching.
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

    def _file(self, meeting: str, entries: Mapping[str, Entry] | None = None) -> _Open:
        """The open meeting. `entries` are the catalogue's, if they were read already."""
        with self._guard:
            file = self._open.get(meeting)
            if file is None:
                refuse_other_than_id(meeting)
                path = self._catalogue.path(meeting)
                file = _Open(path, meeting, self._notices.append, self._lock_seconds, self.vault.cipher())
                with gc_pause.paused():
                    # Read the catalogue before the file, which may grow meanwhile, so it is never ahead.
                    known = self._catalogue.known(meeting) if entries is None else entries.get(meeting)
                    file.refresh()
                file.tracked = known is not None and known.tracked
                file.check_rollback(known.reached if known else 0)
                if known is not None and not file.lines.broken:
                    versions = file.history.versions
                    if self._catalogue.correct(known, versions):
                        self._notices.append(words.LISTED_WRONGLY.format(meeting=meeting))
                file.report_if_torn()
            self._hold(meeting, file)
            return file

    def _hold(self, meeting: str, file: _Open) -> None:
        with self._guard:
            self._open[meeting] = file
            self._open.move_to_end(meeting)
            while len(self._open) > MAX_OPEN:
                self._let_go(*self._open.popitem(last=False))

    def _let_go(self, meeting: str, file: _Open) -> None:
        file.let_go()
        if file.written:
            file.written = False
            stamp = self._catalogue.stamp(meeting)
            with suppress(JournalError):
                file.refresh()  # another process may have written since, and recorded a higher position
                self._catalogue.record_position(meeting, file.history.position, tracked=file.tracked)
                if file.history.closed and stamp is not None:  # a report then needs to read no closed meeting
                    with suppress(LookupError, ValueError, OverflowError):  # it is made when it is asked for
                        self._across.remember_tally(meeting, stamp, file.history.versions)


class _AlreadyThere(NotSaved):
    """Another process created the same meeting first. Its file is left as it is."""


class _Open:
    """An open meeting: its file and its history. Raises `JournalError`s."""

    def __init__(
        self, path: Path, meeting: str, notice: Callable[[str], None], lock_seconds: float, cipher: StoreCipher | None
    ) -> None:
        self.history = History()
        self.tracked = True
        """Whether the catalogue has recorded it since it was created, so that a rollback would have been noticed."""
        self.written = False
        """Whether this process wrote to it since it was opened. The catalogue is updated when the meeting is closed."""
        self._notice = notice
        self._file = MeetingFile(path, meeting, self._say_aside, lock_seconds, cipher)
        self.lines = self._file.lines
        self._lock_seconds = lock_seconds
        self._revision = threading.Lock()
        self._reading = threading.RLock()

    def refresh(self) -> None:
        """Read what this and other processes appended."""
        with self._reading:
            self.lines.refresh()
            self._count_in()

    def check_rollback(self, reached: int) -> None:
        """Detect rollback: compare the position with the highest one recorded."""
        if not self.lines.broken and self.history.position < reached:
            self.lines.broken = self.lines.damage(self.lines.next_line, self.history.position, "cut")

    def keep(self, versions: Sequence[Version]) -> None:
        """Append these versions atomically and durably."""
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
        """Lock the file among threads and processes, with everything appended so far taken into account."""
        with self._one_thread(), self._reading, self.lines.writing():
            self._count_in()
            if self.lines.broken:
                raise self.lines.broken
            yield

    @contextmanager
    def _one_thread(self) -> Iterator[None]:
        """Serialises threads before the lock between processes, which is held per process."""
        if not self._revision.acquire(timeout=self._lock_seconds):
            raise busy(self._lock_seconds)
        try:
            yield
        finally:
            self._revision.release()

    def let_go(self) -> None:
        """Close the files once no write is in progress; the next write reopens them."""
        with self._revision:
            self.lines.close()

    def report_if_torn(self) -> None:
        """Report a torn last line. Checked under the lock, as it may be another process's write in progress."""
        if self.lines.tail and not self.lines.broken:
            with suppress(JournalError), self._one_thread(), self.lines.locked():
                self.refresh()
            if self.lines.tail and not self.lines.broken:
                self._notice(words.TORN.format(upto=self._up_to()))
        if self.lines.unmarked and not self.lines.broken:
            self._notice(words.UNMARKED)

    def _count_in(self) -> None:
        known = self.history.position
        flaw = self.history.follow(self._file.versions.after(known), self._digest_so_far)
        if flaw:
            line = self.lines.line_of(self.history.position + 1)
            self.lines.broken = self.lines.damage(line, self.history.position, flaw)

    def _digest_so_far(self) -> str:
        """Digest of the documents as read: 80 ms for 5,000 versions, where dumping them again takes 160."""
        return digest_of_dumps(islice(self._file.versions.after(0), self.history.position))

    def _say_aside(self, name: str) -> None:
        self._count_in()
        self._notice(words.TORN_ASIDE.format(file=name, upto=self._up_to()))

    def _up_to(self) -> str:
        if not self.history.versions:
            return words.UP_TO_NONE
        at = self.history.versions[-1].at
        return words.UP_TO.format(count=self.history.position, at=f"{at:%d %b %Y, %H:%M:%S}")
