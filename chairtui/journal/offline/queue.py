"""What was captured while the server was away, in a file of its own that only grows, sealed like the store.

It is written as a meeting's file is: checked lines, each on the drive before it is acknowledged, a torn last one set
aside. A line is something captured, or what became of it; several programs on one computer may share the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from chairtui.journal import durable_io
from chairtui.journal.append_only_file import AppendOnlyStorage, start_file
from chairtui.journal.encryption import StoreCipher
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.records import Moment, Record
from chairtui.meeting.text import Name

FOLDER = "waiting"
SUFFIX = ".journal"
Outcome = Literal["kept", "dropped", "choose", "refused"]


class Held(Frozen):
    """One draft that waits. What it builds on, and what it takes back, is a version by its `seq` on the server or,
    where that waits too, by its own id (`on`, `undoes_on`)."""

    id: str
    record: Record
    base: int = 0
    on: str = ""
    removed: bool = False
    undoes: int | None = None
    undoes_on: str = ""


class Captured(Frozen):
    """What was captured at once, all of it or nothing: `at` is when (aware), `by` the seat."""

    what: Literal["captured"] = "captured"
    drafts: tuple[Held, ...]
    at: Moment
    by: Name


class Became(Frozen):
    """What became of what waited: `kept` by the server under these seqs; `dropped`, because the version `seqs` names
    stands instead; to be chosen about, because somebody else changed the record too; or `refused` for `reason`."""

    what: Literal["became"] = "became"
    outcome: Outcome
    ids: tuple[str, ...]
    seqs: tuple[int, ...] = ()
    reason: str = ""


class _Kept(Frozen):
    entry: Annotated[Captured | Became, Field(discriminator="what")]


class Waiting:
    """The file of one meeting, read as far as it has grown. Raises what a meeting's file raises (see `storage`)."""

    def __init__(
        self, folder: Path, meeting: str, cipher: Callable[[], StoreCipher | None], lock_seconds: float = 5.0
    ) -> None:
        self.captured: list[Captured] = []
        """Everything ever captured away, in order."""
        self._became: dict[str, Became] = {}
        self._seq: dict[str, int] = {}
        self._open: list[Captured] = []
        self._read = 0
        self.path = path_of(folder, meeting)
        self._meeting = f"{FOLDER}-{meeting}"
        self._cipher = cipher
        self._lock_seconds = lock_seconds
        self._file: AppendOnlyStorage | None = None

    # ---- what it says

    def outcome(self, id_: str) -> Outcome | None:
        """What became of a draft, None while it waits."""
        found = self._became.get(id_)
        return found.outcome if found else None

    def reason(self, id_: str) -> str:
        """Why a draft was refused."""
        return self._became[id_].reason if id_ in self._became else ""

    def seq(self, id_: str) -> int | None:
        """The version on the server that a draft became, or that stands in its place."""
        return self._seq.get(id_)

    @property
    def unsent(self) -> list[Captured]:
        """What still waits, at least a part of it, in order."""
        return list(self._open)

    def drafts(self, *outcomes: Outcome | None) -> Iterator[tuple[Captured, Held]]:
        """Each draft that became one of these, in order, with what it was captured in."""
        for entry in self.captured:
            for held in entry.drafts:
                if self.outcome(held.id) in outcomes:
                    yield entry, held

    # ---- reading and writing

    def refresh(self) -> bool:
        """Take in what the file has gained; whether it had."""
        if self._file is None:
            if not self.path.exists():
                return False
            self._file = self._opened()
        self._file.refresh()
        if self._file.broken:
            raise self._file.broken
        return self._count_in()

    def add(self, entries: Sequence[Captured | Became]) -> None:
        """Keep these, all or none, durably."""
        with self.writing() as file:
            file.append([entry.model_dump(mode="json") for entry in entries])
            self._count_in()

    @contextmanager
    def writing(self) -> Iterator[AppendOnlyStorage]:
        """Alone with the file, with what others wrote counted in."""
        if self._file is None:
            self._file = self._opened()
        with self._file.locked():
            if not self.path.exists():
                self._begin()
            with self._file.writing():
                self._count_in()
                yield self._file

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._file is not None:
            self._file.close()

    def _opened(self) -> AppendOnlyStorage:
        try:
            durable_io.make_folder(self.path.parent.parent)
            durable_io.make_folder(self.path.parent)
        except OSError as error:
            raise durable_io.not_saved(error, self.path) from error
        return AppendOnlyStorage(self.path, self._meeting, lambda _: None, self._lock_seconds, self._cipher())

    def _begin(self) -> None:
        beside = self.path.with_suffix(".new")
        try:
            with suppress(FileNotFoundError):
                beside.unlink()
            start_file(beside, self._meeting, self._cipher())
            beside.rename(self.path)
            durable_io.sync_folder(self.path.parent)
        except OSError as error:
            raise durable_io.not_saved(error, self.path) from error

    def _count_in(self) -> bool:
        assert self._file is not None
        documents = self._file.documents
        fresh = [documents[str(number)] for number in range(self._read + 1, len(documents) + 1)]
        for document in fresh:
            self._take(document)
        return bool(fresh)

    def _take(self, document: object) -> None:
        assert self._file is not None
        try:
            entry = _Kept.model_validate({"entry": document}).entry
        except ValidationError:
            raise self._file.damage(self._file.line_of(self._read + 1), self._read) from None
        self._read += 1
        if isinstance(entry, Captured):
            self.captured.append(entry)
            self._open.append(entry)
            return
        self._became.update((id_, entry) for id_ in entry.ids)
        self._seq.update(zip(entry.ids, entry.seqs, strict=False))
        self._open = [e for e in self._open if any(self.outcome(held.id) is None for held in e.drafts)]


def path_of(folder: Path, meeting: str) -> Path:
    """Where the file of a meeting is."""
    return folder / FOLDER / f"{meeting}{SUFFIX}"


def meetings_waiting(folder: Path) -> list[str]:
    """The meetings of which anything was ever captured away on this computer, sorted."""
    with suppress(OSError):
        return sorted(p.name.removesuffix(SUFFIX) for p in (folder / FOLDER).glob(f"*{SUFFIX}"))
    return []
