"""The offline queue: drafts captured while the server was away, in an append-only encrypted file per meeting.

Same format as a meeting's file: checksummed lines, each fsynced before it is acknowledged, a torn last line set aside.
An entry is a batch of drafts or the outcome of earlier ones. Several processes on one computer may share a file.
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
from chairtui.meeting.moments import Moment
from chairtui.meeting.records import Record
from chairtui.meeting.text import Name

FOLDER = "waiting"
SUFFIX = ".journal"
Outcome = Literal["kept", "dropped", "choose", "refused"]


class QueuedDraft(Frozen):
    """A queued draft. What it builds on or undoes is a version's `seq` on the server or, where that is queued too, the
    other draft's id (`on`, `undoes_on`)."""

    id: str
    record: Record
    base: int = 0
    on: str = ""
    removed: bool = False
    undoes: int | None = None
    undoes_on: str = ""


class QueuedBatch(Frozen):
    """Drafts captured together, sent all or none. `at` is aware; `by` is the writer's name."""

    what: Literal["captured"] = "captured"
    drafts: tuple[QueuedDraft, ...]
    at: Moment
    by: Name


class Resolution(Frozen):
    """The outcome of queued drafts: `kept` by the server under these seqs; `dropped` in favour of the version that
    `seqs` names; a conflict that somebody has to `choose` about; or `refused` for `reason`."""

    what: Literal["became"] = "became"
    outcome: Outcome
    ids: tuple[str, ...]
    seqs: tuple[int, ...] = ()
    reason: str = ""


class _QueueEntry(Frozen):
    entry: Annotated[QueuedBatch | Resolution, Field(discriminator="what")]


class OfflineQueue:
    """The queue of one meeting, read incrementally. Raises the same errors as a meeting's file (see
    `append_only_file`)."""

    def __init__(
        self, folder: Path, meeting: str, cipher: Callable[[], StoreCipher | None], lock_seconds: float = 5.0
    ) -> None:
        self.batches: list[QueuedBatch] = []
        """Every batch ever queued, in order."""
        self._resolutions: dict[str, Resolution] = {}
        self._seq: dict[str, int] = {}
        self._unsent: list[QueuedBatch] = []
        self._read = 0
        self.path = path_of(folder, meeting)
        self._meeting = f"{FOLDER}-{meeting}"
        self._cipher = cipher
        self._lock_seconds = lock_seconds
        self._file: AppendOnlyStorage | None = None

    # ---- queries

    def outcome(self, id_: str) -> Outcome | None:
        """A draft's outcome, None while it is queued."""
        found = self._resolutions.get(id_)
        return found.outcome if found else None

    def reason(self, id_: str) -> str:
        """Why a draft was refused."""
        return self._resolutions[id_].reason if id_ in self._resolutions else ""

    def seq(self, id_: str) -> int | None:
        """The version on the server that a draft became, or that replaced it."""
        return self._seq.get(id_)

    @property
    def unsent(self) -> list[QueuedBatch]:
        """The batches of which at least one draft is still queued, in order."""
        return list(self._unsent)

    def drafts(self, *outcomes: Outcome | None) -> Iterator[tuple[QueuedBatch, QueuedDraft]]:
        """Each draft with one of these outcomes and its batch, in order."""
        for batch in self.batches:
            for draft in batch.drafts:
                if self.outcome(draft.id) in outcomes:
                    yield batch, draft

    # ---- reading and writing

    def refresh(self) -> bool:
        """Read what was added to the file; whether anything was."""
        if self._file is None:
            if not self.path.exists():
                return False
            self._file = self._open_file()
        self._file.refresh()
        if self._file.broken:
            raise self._file.broken
        return self._apply_new()

    def add(self, entries: Sequence[QueuedBatch | Resolution]) -> None:
        """Append entries durably, all or none."""
        with self.writing() as file:
            file.append([entry.model_dump(mode="json") for entry in entries])
            self._apply_new()

    @contextmanager
    def writing(self) -> Iterator[AppendOnlyStorage]:
        """Hold the file's lock, with everything in it applied."""
        if self._file is None:
            self._file = self._open_file()
        with self._file.locked():
            if not self.path.exists():
                self._create()
            with self._file.writing():
                self._apply_new()
                yield self._file

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._file is not None:
            self._file.close()

    def _open_file(self) -> AppendOnlyStorage:
        try:
            durable_io.make_folder(self.path.parent.parent)
            durable_io.make_folder(self.path.parent)
        except OSError as error:
            raise durable_io.not_saved(error, self.path) from error
        return AppendOnlyStorage(self.path, self._meeting, lambda _: None, self._lock_seconds, self._cipher())

    def _create(self) -> None:
        new = self.path.with_suffix(".new")
        try:
            with suppress(FileNotFoundError):
                new.unlink()
            start_file(new, self._meeting, self._cipher())
            new.rename(self.path)
            durable_io.sync_folder(self.path.parent)
        except OSError as error:
            raise durable_io.not_saved(error, self.path) from error

    def _apply_new(self) -> bool:
        assert self._file is not None
        documents = self._file.documents
        fresh = [documents[str(number)] for number in range(self._read + 1, len(documents) + 1)]
        for document in fresh:
            self._apply(document)
        return bool(fresh)

    def _apply(self, document: object) -> None:
        assert self._file is not None
        try:
            entry = _QueueEntry.model_validate({"entry": document}).entry
        except ValidationError:
            raise self._file.damage(self._file.line_of(self._read + 1), self._read) from None
        self._read += 1
        if isinstance(entry, QueuedBatch):
            self.batches.append(entry)
            self._unsent.append(entry)
            return
        self._resolutions.update((id_, entry) for id_ in entry.ids)
        self._seq.update(zip(entry.ids, entry.seqs, strict=False))
        self._unsent = [b for b in self._unsent if any(self.outcome(draft.id) is None for draft in b.drafts)]


def path_of(folder: Path, meeting: str) -> Path:
    """The path of a meeting's queue."""
    return folder / FOLDER / f"{meeting}{SUFFIX}"


def queued_meetings(folder: Path) -> list[str]:
    """The ids of all meetings that have a queue on this computer, sorted."""
    with suppress(OSError):
        return sorted(p.name.removesuffix(SUFFIX) for p in (folder / FOLDER).glob(f"*{SUFFIX}"))
    return []
