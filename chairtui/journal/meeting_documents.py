"""TinyDB documents about a store's meetings, such as their actions, so that a list across meetings folds none of them.

Each table of documents is a file of its own beside the catalogue: a list of meetings doesn't parse it. A meeting's
documents are used while its file has the size and time of change they were made at, and are rebuilt whenever they are
missing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import ValidationError
from tinydb import Query, TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.table import Table

from chairtui.journal.catalogue_storage import KEY, TABLE, CatalogueStorage, Document
from chairtui.journal.encryption import FileCipher
from chairtui.meeting.after.actions_across import ActionFilter, owner_text
from chairtui.meeting.frozen import Frozen

if TYPE_CHECKING:
    from chairtui.meeting.after.tally import MeetingTally, Period

LARGEST_A_DOCUMENT = 2_000
"""Bytes of the file for each document, beyond which superseded lines are taken out of it."""

TALLIES_FORM = 2
"""Form of the tallies: raise it when the same meeting gives another tally."""

DocumentT = TypeVar("DocumentT", bound=Frozen)
Stamp = tuple[int, int]
"""A meeting's file as it was found: its size and its time of change."""


class DocumentStorage(CatalogueStorage):
    """The file's lines, one a meeting, as two tables: the meetings, and the documents that their lines hold."""

    def __init__(self, path: Path, cipher: Callable[[], FileCipher | None], name: str) -> None:
        super().__init__(path, cipher)
        self._name = name

    def read(self) -> dict[str, dict[str, Document]] | None:
        tables = super().read()
        if tables is None:
            return None
        found = (document for line in tables[TABLE].values() for document in self._of(line))
        return {**tables, self._name: {str(n): document for n, document in enumerate(found, 1)}}

    def _of(self, line: Document) -> list[Document]:
        found = line.get(self._name)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


class MeetingDocuments(Generic[DocumentT]):
    """The documents of one kind in a store's folder, each with a `meeting`.

    `cipher` gives the file's key, None where the store isn't encrypted. Documents of another `form` are rebuilt: change
    it when the same meeting gives other documents.
    """

    def __init__(
        self,
        store: Path,
        name: str,
        model: type[DocumentT],
        form: int | str,
        cipher: Callable[[str], FileCipher | None],
    ) -> None:
        self._path = store / name
        self._name = name
        self._model = model
        self._form = form
        self._file_cipher = lambda: cipher(name)
        self._db: TinyDB | None = None

    def search(
        self, wanted: QueryInstance, files: Mapping[str, Stamp]
    ) -> tuple[dict[str, list[DocumentT]], frozenset[str]]:
        """The wanted documents of those meetings whose documents are up to date, and the ids of these meetings.

        Raises `Locked`.
        """
        lines = self._table(TABLE).all()
        up_to_date = {
            str(line[KEY])
            for line in lines
            if line.get("form") == self._form and files.get(str(line[KEY])) == (line.get("size"), line.get("changed"))
        }
        documents = self._table(self._name).search(wanted)
        self._compact(len(lines) + len(documents))
        found: dict[str, list[DocumentT]] = {}
        for raw in documents:
            meeting = str(raw[KEY])
            if meeting not in up_to_date:
                continue
            try:
                found.setdefault(meeting, []).append(self._model.model_validate(raw))
            except ValidationError:
                up_to_date.discard(meeting)
        return {meeting: found[meeting] for meeting in found if meeting in up_to_date}, frozenset(up_to_date)

    def remember(self, fresh: Mapping[str, tuple[Stamp, Sequence[DocumentT]]]) -> None:
        """Keep these in place of what was kept of their meetings, if the disk allows. Raises `Locked`.

        Reads nothing of the file, so that it takes as long however many meetings there are.
        """
        with suppress(OSError):
            self._storage.add([self._line(meeting, stamp, made) for meeting, (stamp, made) in fresh.items()])

    def _compact(self, documents: int) -> None:
        """Take superseded lines out of a file that is too long for so many documents."""
        with suppress(OSError):
            if self._path.stat().st_size > LARGEST_A_DOCUMENT * (documents + 100):
                self._storage.compact()

    @property
    def _storage(self) -> DocumentStorage:
        storage = self._table(TABLE).storage
        assert isinstance(storage, DocumentStorage)
        return storage

    def _line(self, meeting: str, stamp: Stamp, documents: Iterable[DocumentT]) -> Document:
        made = [document.model_dump(mode="json", exclude_none=True) for document in documents]
        return {KEY: meeting, "size": stamp[0], "changed": stamp[1], "form": self._form, self._name: made}

    def forget(self, meeting: str) -> None:
        """Remove a meeting's documents from the file. Raises `OSError`."""
        if self._path.exists():
            self._table(TABLE).remove(where(KEY) == meeting)

    def close(self) -> None:
        """Let go of the file's lock."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _table(self, name: str) -> Table:
        if self._db is None:
            self._db = TinyDB(self._path, self._file_cipher, self._name, storage=DocumentStorage)
            for each in (TABLE, self._name):  # no query cache: other processes add to the file
                self._db.table(each, cache_size=0)
        return self._db.table(name)


def tally_documents(
    folder: Path, cipher: Callable[[str], FileCipher | None], name: str = "tallies"
) -> MeetingDocuments[MeetingTally]:
    """The documents of the meetings' tallies, one a meeting. Another release may reckon the days otherwise."""
    from chairtui import __version__
    from chairtui.meeting.after.tally import MeetingTally

    return MeetingDocuments(folder, name, MeetingTally, f"{TALLIES_FORM} {__version__}", cipher)


def actions_query(wanted: ActionFilter) -> QueryInstance:
    """The TinyDB query for the same actions as `ActionFilter.takes`. Documents leave out a deadline that isn't set."""
    query: QueryInstance = where("ref").exists()
    if wanted.who:
        owner = Query().map(lambda found: owner_text(str(found.get("owner")), str(found.get("agency"))))
        query &= owner.test(lambda text: wanted.who.casefold() in text)
    if wanted.agency:
        query &= where("agency").test(lambda agency: wanted.agency.casefold() in str(agency).casefold())
    if wanted.meeting:
        query &= where(KEY) == wanted.meeting
    if wanted.status is not None:
        query &= where("status") == wanted.status
    if wanted.since is not None:
        query &= where("deadline") >= wanted.since.isoformat()
    if wanted.before is not None:
        query &= where("deadline") < wanted.before.isoformat()
    return query


def tallies_query(period: Period) -> QueryInstance:
    """The TinyDB query for the tallies of meetings held in a period, as `Period.takes`."""
    query: QueryInstance = where("held").exists()
    if period.start is not None:
        query &= where("held") >= period.start.isoformat()
    if period.end is not None:
        query &= where("held") <= period.end.isoformat()
    return query


def due_query(meetings: Collection[str], today: date) -> QueryInstance:
    """The TinyDB query for what these meetings tell on a day, as `DueItem.is_told`."""
    from chairtui.meeting.after.due import ALWAYS

    told = where("kind").one_of(list(ALWAYS)) | (where("day") < today.isoformat())
    return where(KEY).one_of(list(meetings)) & told
