"""Change the key of a store in a folder: move its meetings into a new folder, under a new key.

Nobody stops for it. A meeting that is open in a program, or was written to in the last hours, stays for a later run.
Under its lock each is copied, the copy verified, the old file deleted, and a tombstone left that says where it went: it
can be written to in one place only, and whoever still tries in the old one is told. A run that is killed is finished by
the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from chairtui.journal import checkpoint, durable_io, line_drafts, tombstone
from chairtui.journal.backup import copy_verified
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.key_file import same_key
from chairtui.journal.locking import Lock
from chairtui.journal.moved import Moved
from chairtui.journal.protocol import JournalError, Locked, NoSuchMeeting, NotSaved, Refused
from chairtui.journal.tombstone import Tombstone
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.words import journal as words

IDLE = timedelta(hours=12)
"""A meeting that was written to more recently may be going on."""
DONE = ("copied", "same", "less")
"""Outcomes after which the new store has all of a meeting."""


def rekey(store: Path, vault: Vault, target: Path, target_vault: Vault, now: datetime) -> Iterator[Moved]:
    """Move each meeting that isn't in use. May be interrupted and repeated; `now` is aware.

    Raises `Locked` unless the store is encrypted; `NotSaved`, `Refused` if the target isn't, or has the same key.
    """
    if store.resolve() == target.resolve():
        raise NotSaved(words.COPY_ITSELF.format(path=target))
    old = vault.cipher()
    if old is None:
        raise Locked(words.NOT_ENCRYPTED.format(store=store))
    new = target_vault.cipher_for_writing()
    if new is None:
        raise NotSaved(words.COPY_INTO_PLAIN.format(path=store, store=target))
    if old.store == new.store or same_key(old, new):
        raise Refused(words.REKEY_SAME)
    return _Move(Catalogue(store, vault), old, Catalogue(target, target_vault), new, now).all()


class _Move:
    def __init__(self, source: Catalogue, old: StoreCipher, target: Catalogue, new: StoreCipher, now: datetime) -> None:
        self._source, self._old = source, old
        self._target, self._new = target, new
        self._store, self._where = source.folder.parent, target.folder.parent
        self._now = now

    def all(self) -> Iterator[Moved]:
        try:
            durable_io.make_folder(self._target.folder)
            self._copy_tombstones()
        except OSError as error:
            raise durable_io.not_saved(error, self._target.folder) from error
        try:
            for meeting in self._source.ids():
                if (moved := self._one(meeting)) is not None:
                    yield moved
        finally:
            self._source.close()
            self._target.close()

    def _copy_tombstones(self) -> None:
        """Take the records of removed meetings along, so that a backup doesn't bring them back. Raises `OSError`."""
        for path in self._source.folder.glob(f"*{tombstone.SUFFIX}"):
            meeting = path.name.removesuffix(tombstone.SUFFIX)
            stone = tombstone.read(self._source.folder, meeting, self._old)
            if stone is not None and not stone.moved_to and not tombstone.is_there(self._target.folder, meeting):
                tombstone.write(self._target.folder, stone, self._new)

    def _one(self, meeting: str) -> Moved | None:
        """Move a meeting; None if another run has."""
        if self._is_open(meeting):
            return _in_use(meeting, words.REKEY_OPEN)
        file = MeetingFile(self._source.path(meeting), meeting, lambda _: None, cipher=self._old)
        try:
            with file.lines.locked():
                moved = self._one_locked(meeting, file)
            if moved is not None and moved.state == "moved":
                file.lines.close()  # the lock is on the mark, which Windows keeps while it is open
                checkpoint.path_of(file.lines.path, meeting).unlink(missing_ok=True)
            return moved
        except NoSuchMeeting:
            return None
        except JournalError as error:
            return _not_moved(meeting, str(error))
        except OSError as error:
            return _not_moved(meeting, str(durable_io.not_saved(error, file.lines.path)))
        finally:
            file.lines.close()

    def _is_open(self, meeting: str) -> bool:
        """Whether a program has the meeting open, as `LineDrafts.is_only_session` claims it."""
        for path in (self._store / line_drafts.FOLDER).glob(f"{meeting}.*.seat"):
            lock = Lock(path, 0)
            try:
                lock.acquire()
            except OSError:  # a program has it, or nobody can tell
                return True
            finally:
                lock.close()
        return False

    def _one_locked(self, meeting: str, file: MeetingFile) -> Moved | None:
        file.lines.refresh()
        versions = list(file.versions.after(0))
        last = datetime.fromisoformat(str(versions[-1]["at"])) if versions else None
        known_moved = tombstone.is_there(self._source.folder, meeting)
        if last is not None and self._now - last < IDLE and not known_moved:
            return _in_use(meeting, words.REKEY_WRITTEN.format(at=f"{last.astimezone(self._now.tzinfo):%d %b %H:%M}"))
        if tombstone.is_there(self._target.folder, meeting):
            return _not_moved(meeting, words.REKEY_REMOVED)
        copied = copy_verified(file, self._old, self._target, self._new)
        if copied.outcome not in DONE:
            return Moved(meeting=meeting, state="not moved", message=copied.message)
        count = len(versions)
        self._leave_tombstone(meeting, file, count)
        return Moved(meeting=meeting, state="moved", message=words.REKEY_MOVED.format(meeting=meeting, entries=count))

    def _leave_tombstone(self, meeting: str, file: MeetingFile, count: int) -> None:
        """Delete the old file, and say where the meeting is. Raises `OSError`, and then the meeting is as it was."""
        folder, path = self._source.folder, file.lines.path
        stone = Tombstone(meeting=meeting, by=words.REKEY_BY, at=self._now, entries=count, moved_to=str(self._where))
        tombstone.write(folder, stone, self._old)
        file.lines.close_contents()
        try:
            path.unlink()
        except OSError:  # Windows keeps a file that another program has open
            tombstone.path_of(folder, meeting).unlink()
            raise
        durable_io.sync_folder(folder)
        self._source.forget(meeting)


def _in_use(meeting: str, reason: str) -> Moved:
    return Moved(meeting=meeting, state="in use", message=words.REKEY_IN_USE.format(meeting=meeting, reason=reason))


def _not_moved(meeting: str, reason: str) -> Moved:
    return Moved(
        meeting=meeting, state="not moved", message=words.REKEY_NOT_MOVED.format(meeting=meeting, reason=reason)
    )
