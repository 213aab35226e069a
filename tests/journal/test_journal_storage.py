"""TinyDB really reads and writes the file, through its own extension points, and inserting costs the same however long
the meeting has become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.storages import Storage
from tinydb.table import Document, Table

from chairtui.journal import durable_io
from chairtui.journal.append_only_file import AppendOnlyStorage, start_file
from chairtui.journal.protocol import Broken
from chairtui.journal.version_table import MeetingFile, VersionTable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "k3.journal"
    start_file(path, "k3")
    return path


def opened(path: Path) -> MeetingFile:
    return MeetingFile(path, "k3", lambda _: None)


def test_it_is_a_tinydb_with_a_storage_and_a_table_of_its_own(path: Path) -> None:
    file = opened(path)
    assert isinstance(file, TinyDB)
    assert isinstance(file.storage, Storage)
    assert isinstance(file.versions, Table)
    assert (file.table_class, type(file.storage)) == (VersionTable, AppendOnlyStorage)


def test_tinydb_finds_what_another_process_inserted(path: Path) -> None:
    mine, theirs = opened(path), opened(path)
    assert mine.insert({"a": 1}) == 1
    assert theirs.insert_multiple([{"a": 2}, {"a": 3, "b": "ü"}]) == [2, 3]
    assert len(mine) == 3
    assert mine.search(where("a") >= 2) == [{"a": 2}, {"a": 3, "b": "ü"}]
    assert mine.search(where("a") == 9) == []
    theirs.insert({"a": 9})
    found = mine.get(where("a") == 9)
    assert isinstance(found, Document)
    assert found.doc_id == 4
    assert [document.doc_id for document in opened(path)] == [1, 2, 3, 4]


def test_what_was_written_is_never_written_anew(path: Path) -> None:
    file = opened(path)
    file.insert({"a": 1})
    before = path.read_bytes()
    with pytest.raises(TypeError):
        file.update({"a": 2})
    with pytest.raises(TypeError):
        file.remove(where("a") == 1)
    with pytest.raises(TypeError):
        file.drop_tables()
    assert path.read_bytes() == before


def test_documents_are_numbered_without_a_gap(path: Path) -> None:
    file = opened(path)
    assert file.insert(Document({"a": 1}, doc_id=1)) == 1
    with pytest.raises(ValueError, match="number 2"):
        file.insert(Document({"a": 2}, doc_id=5))
    assert file.insert_multiple([]) == []
    assert len(file) == 1


class Counted(dict[str, dict[str, object]]):
    """Documents that count how many of them are looked at."""

    looked_at = 0

    def __getitem__(self, key: str) -> dict[str, object]:
        self.looked_at += 1
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        self.looked_at += len(self)
        return super().__iter__()


def test_inserting_reads_compares_and_copies_nothing_that_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opened(path)
    file.insert_multiple([{"text": "x" * 100, "number": number} for number in range(1000)])
    counted = Counted(file.lines.documents)
    file.lines.documents = counted
    read: list[int] = []
    written: list[int] = []
    real_read, real_append = durable_io.read_from, durable_io.append

    def reading(path: Path, start: int) -> bytes:
        read.append(len(found := real_read(path, start)))
        return found

    def appending(fd: int, data: bytes, length: int) -> None:
        written.append(len(data))
        real_append(fd, data, length)

    monkeypatch.setattr(durable_io, "read_from", reading)
    monkeypatch.setattr(durable_io, "append", appending)
    document: Mapping[str, object] = {"text": "one more"}
    assert file.insert(document) == 1001
    assert counted.looked_at == 0
    assert sum(read) == 0
    assert len(written) == 1
    assert written[0] < 200


def test_one_insert_is_one_line_and_one_sync(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened(path)
    calls: list[str] = []
    write, sync = durable_io.write, durable_io.sync

    def writing(fd: int, data: bytes) -> None:
        calls.append("write")
        write(fd, data)

    def syncing(fd: int) -> None:
        calls.append("sync")
        sync(fd)

    monkeypatch.setattr(durable_io, "write", writing)
    monkeypatch.setattr(durable_io, "sync", syncing)
    file.insert_multiple([{"a": number} for number in range(20)])
    # The line, which lasts before anything else is done; then its mark, which nobody waits for.
    assert calls == ["write", "sync", "write"]
    assert path.read_bytes().count(b"\n") == 2


def test_a_file_with_nothing_in_it_is_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "k3.journal"
    path.write_bytes(b"")
    with pytest.raises(Broken):
        opened(path).insert({"a": 1})
