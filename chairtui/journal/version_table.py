"""The table of a meeting's versions, and the TinyDB it is in: only new documents go to the storage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from chairtui.journal.append_only_file import LOCK_SECONDS, TABLE, AppendOnlyStorage
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.file_format import Document


class VersionTable(Table):
    """A table whose documents are numbered from 1 without a gap, and only ever added to.

    Set as `table_class`, TinyDB's extension point for tables, and queried as any other. Inserting is overridden:
    TinyDB's own reads, copies and writes the whole table for each document, which at 10,000 takes 29 ms even where the
    storage then looks for what is new; this takes 0.2, the same as at 10. What would change or remove a document goes
    to `AppendOnlyStorage.write`, which refuses it.
    """

    @property
    def lines(self) -> AppendOnlyStorage:
        """The storage, by its own class."""
        assert isinstance(self.storage, AppendOnlyStorage)
        return self.storage

    def insert(self, document: Mapping[str, object]) -> int:
        """Keep one document, lastingly; its number. Raises as `AppendOnlyStorage.append`."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, object]]) -> list[int]:
        """Keep these documents, all or none, lastingly; their numbers. Raises as `AppendOnlyStorage.append`."""
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


class MeetingFile(TinyDB):
    """A meeting's file as a TinyDB, whose versions are the one table. Nothing is read until something is asked."""

    table_class = VersionTable
    default_table_name = TABLE

    def __init__(
        self,
        path: Path,
        meeting: str,
        on_torn: Callable[[str], None],
        lock_seconds: float = LOCK_SECONDS,
        cipher: StoreCipher | None = None,
    ) -> None:
        super().__init__(path, meeting, on_torn, lock_seconds, cipher, storage=AppendOnlyStorage)
        # No query cache: another process may add to the file between two of the same query.
        self.table(TABLE, cache_size=0)

    @property
    def lines(self) -> AppendOnlyStorage:
        """The storage, by its own class."""
        assert isinstance(self.storage, AppendOnlyStorage)
        return self.storage

    @property
    def versions(self) -> VersionTable:
        """The table of versions."""
        table = self.table(TABLE)
        assert isinstance(table, VersionTable)
        return table
