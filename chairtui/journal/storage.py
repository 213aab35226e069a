"""TinyDB on a file that only grows: a `Storage` of checked lines, and the table that inserts into it.

TinyDB's own way to insert is to read all, copy all and write all. These two are its extension points for another:
the table hands only the new documents to the storage, which adds one line to the file and returns once the drive
has it. What is held in memory is what TinyDB reads, never copied.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from chairtui.journal import disk, lines
from chairtui.journal.lines import Document
from chairtui.journal.protocol import Broken, Newer, NoSuchMeeting, NotSaved, Unreadable
from chairtui.words import journal as words

if TYPE_CHECKING:
    from filelock import BaseFileLock

TABLE = "versions"
LOCK_SECONDS = 5.0
"""How long a write waits for another process to finish its own."""


class AppendOnly(Storage):
    """The file of one meeting.

    `documents` are the sound ones by number from "1"; `length` the bytes they and the header take; `tail` the bytes
    after those, which are another process's unfinished write or, once under the lock, a torn line; `broken` what is
    wrong before the end, if anything is. `on_torn` is told the name of the file a torn line was set aside in.
    """

    def __init__(
        self, path: Path, meeting: str, on_torn: Callable[[str], None], lock_seconds: float = LOCK_SECONDS
    ) -> None:
        self.path = path
        self.meeting = meeting
        self.documents: dict[str, Document] = {}
        self.length = 0
        self.tail = 0
        self.broken: Broken | None = None
        self._on_torn = on_torn
        self._lock_seconds = lock_seconds
        self._sums: list[bytes] = []
        self._line_of: list[int] = []
        self._mark: tuple[int, int, int] | None = None
        self._lock: BaseFileLock | None = None
        self._held = False
        self._alone = False

    # ---- what TinyDB asks of a storage

    def read(self) -> dict[str, dict[str, Document]] | None:
        """The documents that are sound, others' new ones included. Raises `JournalError`s."""
        self.refresh()
        return {TABLE: self.documents} if self.documents else None

    def write(self, data: object) -> NoReturn:
        """Refused: what a meeting has taken is never written anew. Raises `TypeError`."""
        del data
        raise TypeError("a meeting's journal only grows: insert a version instead")

    # ---- reading

    def refresh(self) -> None:
        """Take in what the file has gained. Raises `NoSuchMeeting`, `Unreadable`, `Newer`."""
        try:
            now = self.path.stat()
            mark = (now.st_ino, now.st_size, now.st_mtime_ns)
            if mark == self._mark or self.broken:
                return
            if self._mark and (now.st_ino != self._mark[0] or now.st_size < self.length):
                self._read_again()
            else:
                self._take(disk.read_from(self.path, self.length))
        except FileNotFoundError:
            raise NoSuchMeeting(words.NO_SUCH_MEETING.format(name=self.meeting)) from None
        except OSError as error:
            raise Unreadable(words.UNREADABLE.format(path=self.path, reason=disk.reason(error))) from error
        self._mark = mark

    @property
    def next_line(self) -> int:
        """The number of the line after the last sound one."""
        return len(self._sums) + 1

    def line_of(self, number: int) -> int:
        """The line that holds document `number`; both count from 1, and the header is a line."""
        return self._line_of[number - 1]

    def damage(self, line: int, sound: int) -> Broken:
        """What to raise about a file that can't be trusted from `line` on."""
        message = words.BROKEN.format(path=self.path, line=line, sound=sound, remedy=words.BROKEN_REMEDY)
        return Broken(message, line, sound)

    def _read_again(self) -> None:
        before = self._sums
        self._sums, self._line_of, self.documents, self.length = [], [], {}, 0
        self._take(disk.read_from(self.path, 0))
        if self._sums[: len(before)] != before:
            message = words.CUT_SHORT.format(path=self.path, remedy=words.BROKEN_REMEDY)
            self.broken = Broken(message, len(self._sums) + 1, len(self.documents))

    def _take(self, data: bytes) -> None:
        *whole, rest = data.split(b"\n")
        self.tail = len(rest)
        for index, raw in enumerate(whole):
            number = self.next_line
            try:
                self._take_line(raw, number)
            except lines.TooNew:
                raise Newer(words.NEWER.format(path=self.path)) from None
            except lines.Unsound as unsound:
                self.tail = len(data) - sum(len(w) + 1 for w in whole[:index])
                if not (unsound.torn and number > 1 and index == len(whole) - 1 and not rest):
                    self.broken = self.damage(number, len(self.documents))
                return
            self.length += len(raw) + 1
        if not self._sums:
            self.broken = self.damage(1, 0)

    def _take_line(self, raw: bytes, number: int) -> None:
        if number == 1:
            self._sums.append(lines.read_header(raw, self.meeting))
            return
        line = lines.read_line(raw, number, self._sums[-1])
        self._hold(line.documents, line.checksum, number)

    def _hold(self, documents: Iterable[Document], checksum: bytes, number: int) -> None:
        self._sums.append(checksum)
        for document in documents:
            self._line_of.append(number)
            self.documents[str(len(self._line_of))] = document

    # ---- writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone with the file, with all that others wrote taken in and a torn last line set aside.

        May be entered again from inside. Raises `NotSaved`, `Broken`, `Newer`.
        """
        if self._alone:
            yield
            return
        with self.locked():
            try:
                self.refresh()
            except NoSuchMeeting:
                raise disk.not_saved(FileNotFoundError(errno.ENOENT, ""), self.path) from None
            except Unreadable as error:
                raise NotSaved(str(error)) from error
            if self.broken:
                raise self.broken
            if self.tail:
                self._set_aside()
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    def append(self, documents: Sequence[Document]) -> None:
        """Keep these documents in one line, lastingly, all or none.

        Raises `NotSaved`, `Broken`, `UnicodeEncodeError`.
        """
        with self.writing():
            number = self.next_line
            line, checksum = lines.line(number, documents, self._sums[-1])
            try:
                disk.append(self.path, line, self.length)
            except OSError as error:
                raise disk.not_saved(error, self.path) from error
            self.length += len(line)
            self._hold(documents, checksum, number)

    def settle(self, path: Path) -> None:
        """Give a new meeting's file its lasting name. Raises `OSError`."""
        self.path.rename(path)
        self.path = path
        disk.sync_folder(path.parent)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone with the file among all processes; the system lets go when a process dies. Raises `NotSaved`.

        Threads of one process take turns before they come here.
        """
        if self._held:
            yield
            return
        lock = self._file_lock()
        try:
            lock.acquire(poll_interval=0.01)
        except TimeoutError:
            raise busy(self._lock_seconds) from None
        except OSError as error:
            raise disk.not_saved(error, self.path) from error
        self._held = True
        try:
            yield
        finally:
            self._held = False
            lock.release()

    def _file_lock(self) -> BaseFileLock:
        if self._lock is None:
            # Imported by the first write: readers need not wait for it.
            import filelock

            path = self.path.with_name(f"{self.meeting}.lock")
            self._lock = filelock.FileLock(path, timeout=self._lock_seconds, mode=0o600, thread_local=False)
        return self._lock

    def _set_aside(self) -> None:
        taken = {p.name for p in self.path.parent.glob(f"{self.meeting}.torn-*")}
        number = next(n for n in range(1, len(taken) + 2) if f"{self.meeting}.torn-{n}" not in taken)
        aside = self.path.with_name(f"{self.meeting}.torn-{number}")
        try:
            disk.create(aside, disk.read_from(self.path, self.length))
            disk.sync_folder(aside.parent)
            disk.shorten(self.path, self.length)
        except OSError as error:
            raise disk.not_saved(error, self.path) from error
        self.tail = 0
        self._on_torn(aside.name)


class VersionTable(Table):
    """A table whose documents are numbered from 1 without a gap, and only ever added to."""

    @property
    def lines(self) -> AppendOnly:
        """The storage, by its own class."""
        assert isinstance(self.storage, AppendOnly)
        return self.storage

    def insert(self, document: Mapping[str, object]) -> int:
        """Keep one document, lastingly; its number. Raises what `AppendOnly.append` raises."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, object]]) -> list[int]:
        """Keep these documents, all or none, lastingly; their numbers. Raises what `AppendOnly.append` raises."""
        with self.lines.writing():
            first = len(self.lines.documents) + 1
            new = list(documents)
            for number, document in enumerate(new, first):
                if isinstance(document, TinyDocument) and document.doc_id != number:
                    raise ValueError(f"the next document is number {number}, not {document.doc_id}")
            if new:
                self.lines.append([dict(document) for document in new])
            return list(range(first, first + len(new)))

    def after(self, number: int) -> Iterator[Document]:
        """The documents after `number`, in order, at the cost of those alone."""
        held = self.lines.documents
        for following in range(number + 1, len(held) + 1):
            yield held[str(following)]

    def __len__(self) -> int:
        self.lines.refresh()
        return len(self.lines.documents)


class MeetingFile(TinyDB):
    """A meeting's file as a TinyDB, whose versions are the one table. Nothing is read until something is asked."""

    table_class = VersionTable
    default_table_name = TABLE

    def __init__(
        self, path: Path, meeting: str, on_torn: Callable[[str], None], lock_seconds: float = LOCK_SECONDS
    ) -> None:
        super().__init__(path, meeting, on_torn, lock_seconds, storage=AppendOnly)
        # No query cache: another process may add to the file between two of the same query.
        self.table(TABLE, cache_size=0)

    @property
    def lines(self) -> AppendOnly:
        """The storage, by its own class."""
        assert isinstance(self.storage, AppendOnly)
        return self.storage

    @property
    def versions(self) -> VersionTable:
        """The table of versions."""
        table = self.table(TABLE)
        assert isinstance(table, VersionTable)
        return table


def busy(seconds: float) -> NotSaved:
    """What to raise when somebody else has been writing for that long."""
    return NotSaved(words.NOT_SAVED.format(reason=words.BUSY.format(seconds=seconds), remedy=words.BUSY_REMEDY))


def start_file(path: Path, meeting: str) -> None:
    """Make a meeting's file with its header alone, lastingly. Raises `OSError`."""
    disk.create(path, lines.header(meeting)[0])
