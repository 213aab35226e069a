"""Backup and restore of a store while it is in use. Copies are verified, and never replace more by less.

A backup is a store with the same passphrase, and can be opened with `--store`. As files are append-only, the valid part
of one at any moment is a consistent snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from chairtui.journal import durable_io, file_format, key_file, tombstone
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.file_format import Document
from chairtui.journal.key_file import FILE, same_key
from chairtui.journal.key_stores import FolderKeys
from chairtui.journal.protocol import JournalError, Locked, NotSaved
from chairtui.journal.repair import keep_beside, unless_in_use
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.journal.write_validation import History
from chairtui.meeting.frozen import Frozen
from chairtui.words import journal as words

Outcome = Literal["copied", "same", "less", "apart", "damaged", "removed", "failed"]


class CopyResult(Frozen):
    """Outcome for one meeting; `message` is one line. Only after "copied" and "same" do both places hold all of it."""

    meeting: str
    outcome: Outcome
    message: str
    count: int = 0
    """Number of versions at the target, if the meeting was copied."""


def back_up(store: Path, vault: Vault, folder: Path) -> Iterator[CopyResult]:
    """Copy a store into a folder, which may hold an earlier backup of it.

    Raises `Locked`; `NotSaved` also if the folder belongs to another store; `Unreadable`.
    """
    _two_places(store, folder)
    cipher = vault.cipher()
    if FolderKeys(folder).kind() != "new" and _store_of(folder) != _store_of(store):
        raise NotSaved(words.COPY_OTHER_STORE.format(path=folder))
    if cipher is not None:
        # Overwrite the key file, so that a former passphrase doesn't open new backups.
        copy_key(vault, folder)
    yield from _copy(Catalogue(store, vault), cipher, folder, cipher)


def restore(
    folder: Path, from_vault: Vault, store: Path, vault: Vault, *, new_key: bool = False
) -> Iterator[CopyResult]:
    """Copy a backup into a store, which may be new or have another key.

    A new store gets the backup's key and passphrase, or its own if `new_key`. Raises `Locked`, `NotSaved`,
    `Unreadable`.
    """
    _two_places(store, folder)
    if from_vault.kind == "new":
        raise NotSaved(words.COPY_NOTHING.format(path=folder))
    theirs = from_vault.cipher()
    if theirs is not None and vault.kind == "new" and not new_key:
        copy_key(from_vault, store)
        ours: StoreCipher | None = theirs
    else:
        ours = vault.cipher_for_writing()
    if theirs is not None and ours is None:
        raise NotSaved(words.COPY_INTO_PLAIN.format(path=folder, store=store))
    yield from _copy(Catalogue(folder, from_vault), theirs, store, ours)


def _two_places(store: Path, folder: Path) -> None:
    if store.resolve() == folder.resolve():
        raise NotSaved(words.COPY_ITSELF.format(path=folder))


def _store_of(folder: Path) -> str:
    keys = FolderKeys(folder)
    return keys.read().store if keys.kind() == "encrypted" else ""


def copy_key(source: Vault, folder: Path) -> None:
    """Copy another store's key file into a folder. Raises as `Vault.key`, and `NotSaved`."""
    raw = key_file.as_bytes(source.place.read())
    try:
        durable_io.make_folder(folder)
        durable_io.replace(folder / FILE, raw)
    except (FileExistsError, NotADirectoryError):
        raise NotSaved(words.STORE_IS_A_FILE.format(path=folder)) from None
    except OSError as error:
        raise durable_io.not_saved(error, folder / FILE) from error


def _copy(
    source: Catalogue, theirs: StoreCipher | None, folder: Path, ours: StoreCipher | None
) -> Iterator[CopyResult]:
    vault = Vault(folder)
    if ours is not None:
        vault.know(ours)
    target = Catalogue(folder, vault)
    try:
        durable_io.make_folder(folder)
        durable_io.make_folder(target.folder)
    except (FileExistsError, NotADirectoryError):
        raise NotSaved(words.STORE_IS_A_FILE.format(path=folder)) from None
    except OSError as error:
        raise durable_io.not_saved(error, target.folder) from error
    for meeting in source.ids():
        path = target.path(meeting)
        try:
            if tombstone.is_there(target.folder, meeting):
                said = words.COPY_REMOVED.format(meeting=meeting, file=tombstone.path_of(target.folder, meeting))
                yield CopyResult(meeting=meeting, outcome="removed", message=said)
                continue
            yield copy_verified(_open(source.path(meeting), meeting, theirs), theirs, target, ours)
        except Locked:
            raise
        except JournalError as error:
            yield CopyResult(meeting=meeting, outcome="failed", message=f"{meeting}: {error}")
        except OSError as error:
            yield CopyResult(
                meeting=meeting, outcome="failed", message=f"{meeting}: {durable_io.not_saved(error, path)}"
            )


def _open(path: Path, meeting: str, cipher: StoreCipher | None) -> MeetingFile:
    return MeetingFile(path, meeting, lambda _: None, cipher=cipher)


def copy_verified(
    source: MeetingFile, theirs: StoreCipher | None, target: Catalogue, ours: StoreCipher | None
) -> CopyResult:
    """Copy one meeting and verify the copy. Hold the source's lock if nothing may be written to it meanwhile.

    Raises `JournalError`, `OSError`.
    """
    meeting = source.lines.meeting
    done = _copy_one(source, theirs, _open(target.path(meeting), meeting, ours), ours)
    if done.outcome == "copied":
        # The restored file may be shorter than the position recorded for the lost one.
        target.record_position(meeting, done.count)
    return done


def _copy_one(
    source: MeetingFile, theirs: StoreCipher | None, target: MeetingFile, ours: StoreCipher | None
) -> CopyResult:
    meeting = source.lines.meeting
    source.lines.refresh()
    if _is_damaged(source):
        return CopyResult(meeting=meeting, outcome="damaged", message=words.COPY_DAMAGED.format(meeting=meeting))
    wanted = list(source.versions.after(0))
    count = len(wanted)
    raw = _as_file(source, theirs, ours)
    kept = ""
    try:
        with target.lines.locked():
            if target.lines.path.exists():
                target.lines.refresh()
                there = list(target.versions.after(0))
                damaged = _is_damaged(target)
                if not damaged and (said := _left_alone(meeting, wanted, there)):
                    return said
                if damaged:
                    kept = keep_beside(target.lines.path, meeting, durable_io.read_from(target.lines.path, 0))
            with unless_in_use(target.lines.path.with_name(kept) if kept else None):
                target.lines.put(raw)
    finally:
        target.lines.close()
    written = _open(target.lines.path, meeting, ours)
    written.lines.refresh()
    if written.lines.broken or written.lines.unmarked or list(written.versions.after(0)) != wanted:
        return CopyResult(meeting=meeting, outcome="failed", message=words.COPY_UNSURE.format(meeting=meeting))
    form = words.COPIED_OVER if kept else words.COPIED
    message = form.format(meeting=meeting, count=count, kept=kept)
    return CopyResult(meeting=meeting, outcome="copied", message=message, count=count)


def _is_damaged(file: MeetingFile) -> bool:
    """Whether reading it would stop before its end, at a line or at an entry such as one that breaks the seal."""
    return file.lines.broken is not None or History().follow(file.versions.after(0)) is not None


def _left_alone(meeting: str, wanted: Sequence[Document], there: Sequence[Document]) -> CopyResult | None:
    common = min(len(wanted), len(there))
    if wanted[:common] != there[:common]:
        return CopyResult(meeting=meeting, outcome="apart", message=words.COPY_APART.format(meeting=meeting))
    if len(wanted) > len(there):
        return None
    form = words.COPY_SAME if len(wanted) == len(there) else words.COPY_LESS
    message = form.format(meeting=meeting, count=len(wanted), there=len(there))
    return CopyResult(meeting=meeting, outcome="same" if form is words.COPY_SAME else "less", message=message)


def _as_file(source: MeetingFile, theirs: StoreCipher | None, ours: StoreCipher | None) -> bytes:
    """The valid part of a file, re-encrypted line by line if the keys differ."""
    if theirs is ours or (theirs is not None and ours is not None and same_key(theirs, ours)):
        return durable_io.read_from(source.lines.path, 0)[: source.lines.length]
    meeting = source.lines.meeting
    raw, before = file_format.header(meeting, ours)
    _, cipher = file_format.read_header(raw.rstrip(b"\n"), meeting, ours)
    parts = [raw]
    for number, block in enumerate(source.lines.blocks(), 2):
        raw, before = file_format.line(number, block, before, cipher)
        parts.append(raw)
    return b"".join(parts)
