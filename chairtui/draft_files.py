"""E-mail drafts on this computer: where they are, and how they are deleted.

Drafts are plain files, since a mail program opens them, so they must not outlive their purpose. A list of them is kept
beside the settings, whatever folder they were written to; it is deleted with the last of them.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ValidationError

from chairtui.journal.locking import Lock
from chairtui.meeting.frozen import Frozen
from chairtui.private_files import remove_unfinished, write_private
from chairtui.regular_files import read_regular
from chairtui.user_paths import is_possible
from chairtui.words import file_names as words

SECONDS = 5.0
"""How long another program may hold the list."""
ENDING = ".eml"
LARGEST = 5_000_000
"""Bytes of the list that are read."""


def _draft_path(path: str) -> str:
    if not is_possible(path) or not path.endswith(ENDING):
        raise ValueError(words.NOT_A_DRAFT)  # nothing else is ever deleted, whatever the list says
    return path


class DraftFile(Frozen):
    """One draft: its absolute path, the meeting's id, and for whom it is (the name; `reader`: the record id).

    `made_of` says of which state of the meeting it was made; see `minutes.mail.copies.state_of`.
    """

    path: Annotated[str, AfterValidator(_draft_path)]
    meeting: str
    reader: str
    name: str
    made_of: int = 0

    @property
    def file(self) -> Path:
        return Path(self.path)


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft to be written: file name without extension, bytes, and for whom it is."""

    reader: str
    name: str
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of a removal: the drafts that are gone, and those that could not be deleted, with the reason."""

    gone: tuple[DraftFile, ...]
    left: tuple[tuple[DraftFile, str], ...]


class DraftFiles:
    """The drafts listed in `index`. Raises `OSError`, and `TimeoutError` while another program holds the list."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def write(self, folder: Path, meeting: str, drafts: Iterable[NewDraft], *, made_of: int = 0) -> list[DraftFile]:
        """Write drafts into a folder, which is made if it isn't there.

        An earlier draft for the same reader is replaced; any other file of that name is left, and another name taken.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute leaves `..` standing
        drafts = list(drafts)
        if not drafts:
            return []
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._held():
            listed = self._read()
            written: list[DraftFile] = []
            for draft in drafts:
                earlier = [d for d in listed if d.meeting == meeting and d.reader == draft.reader]
                ours = {d.path for d in earlier}
                file = _free(folder, draft.file_name, ours)
                new = DraftFile(path=str(file), meeting=meeting, reader=draft.reader, name=draft.name, made_of=made_of)
                # Listed first: a draft that nobody knows of would stay for ever.
                self._keep([*listed, new])
                write_private(file, draft.content, replace=str(file) in ours)
                for other in earlier:
                    if other.path != new.path:
                        other.file.unlink(missing_ok=True)
                listed = [d for d in listed if d not in earlier] + [new]
                written.append(new)
            self._keep(listed)
        return written

    def all(self, meeting: str = "") -> list[DraftFile]:
        """The drafts that are there, of one meeting or of all."""
        return [d for d in self._read() if meeting in ("", d.meeting) and _is_there(d.file)]

    def remove(self, meeting: str = "", reader: str = "") -> Removed:
        """Delete drafts: of one meeting, of one reader, or all; and folders left empty by it."""
        if not self._index.exists():
            return Removed((), ())
        gone: list[DraftFile] = []
        left: list[tuple[DraftFile, str]] = []
        with self._held():
            listed = self._read()
            chosen = [d for d in listed if meeting in ("", d.meeting) and reader in ("", d.reader)]
            for draft in chosen:
                try:
                    there = _is_there(draft.file)
                    draft.file.unlink(missing_ok=True)
                except OSError as error:
                    left.append((draft, error.strerror or str(error)))
                    continue
                if there:
                    gone.append(draft)
                _tidy(draft.file.parent)
            kept = {draft.path for draft, _ in left}
            self._keep([d for d in listed if d not in chosen or d.path in kept])
        return Removed(tuple(gone), tuple(left))

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._index.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(self._index.with_name(f"{self._index.name}.lock"), SECONDS)
        try:
            with lock.held():
                yield
        finally:
            lock.close()

    def _read(self) -> list[DraftFile]:
        try:
            lines = read_regular(self._index, LARGEST).splitlines()
        except FileNotFoundError:
            return []
        found: list[DraftFile] = []
        for line in lines:
            with suppress(ValidationError):
                found.append(DraftFile.model_validate_json(line))
        return found

    def _keep(self, drafts: list[DraftFile]) -> None:
        if drafts:
            text = "".join(f"{draft.model_dump_json()}\n" for draft in drafts)
            write_private(self._index, text, replace=True)
        else:
            self._index.unlink(missing_ok=True)


def _free(folder: Path, name: str, ours: set[str]) -> Path:
    """A path in the folder that is free, or that an earlier draft for the same reader has."""
    file, number = folder / f"{name}{ENDING}", 2
    while file.exists() and str(file) not in ours:
        file = folder / f"{name} ({number}){ENDING}"
        number += 1
    return file


def _tidy(folder: Path) -> None:
    """Delete what a killed program left half written, and the folder if nothing else is in it."""
    remove_unfinished(folder, older_than=-math.inf)
    with suppress(OSError):
        folder.rmdir()
        if folder.parent.name == words.DRAFTS:
            folder.parent.rmdir()


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False
