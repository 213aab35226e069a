"""The catalogue: a TinyDB document per meeting with what lists show, so that listing reads no meeting files.

It is a cache and may be deleted: an entry whose file size or modification time differs is read again. It also records
the highest position of each meeting, to detect rollback. A meeting without an entry is untracked: an older file may
have been restored and the catalogue deleted with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AliasChoices, Field, ValidationError
from tinydb import TinyDB, where
from tinydb.table import Table

from chairtui.journal import durable_io, meeting_ids, tombstone
from chairtui.journal.catalogue_storage import KEY, TABLE, CatalogueStorage
from chairtui.journal.encryption import FileCipher, StoreCipher
from chairtui.journal.protocol import JournalError, Listing, Locked, NoSuchMeeting, Unreadable
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.journal.write_validation import History
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.records import Details, Version
from chairtui.words import journal as words

if TYPE_CHECKING:
    from chairtui.journal.meeting_documents import MeetingDocuments
    from chairtui.meeting.after.actions_across import MeetingAction
    from chairtui.meeting.after.due import DueItem
    from chairtui.meeting.after.tally import MeetingTally

SUFFIX = ".journal"
UNLISTED = -1
ACTIONS_FORM = 2
"""Form of the action documents: raise it when `actions_of` gives something else for the same meeting."""
MAX_BYTES_PER_MEETING = 2_000
"""File size per meeting, in bytes, above which superseded lines are compacted away."""
LINK = "next-meeting"
"""Kind of record that is added to a meeting when the next one is set up. It doesn't count as a change to it."""


class Entry(Frozen):
    """A meeting's file when it was last read, and its listing; None if it can't be trusted.

    `reached`: highest position ever seen; `tracked`: recorded since the meeting began. `size` is -1 if the meeting was
    written to and not listed since.
    """

    meeting: str
    size: int
    changed: int
    listing: Listing | None
    reached: int = 0
    tracked: bool = Field(
        default=True, validation_alias=AliasChoices("vouched", "tracked"), serialization_alias="vouched"
    )


def conflicted(names: Iterable[str]) -> frozenset[str]:
    """Of these file stems, those of conflict copies made by file synchronisation programs.

    They add to the name ("m1 (conflicted copy).journal", "m1-LAPTOP.journal"). A meeting id has only letters and
    digits, and none is a prefix of another.
    """
    there = set(names)
    return frozenset(
        name for name in there if any(name[:end] in there for end in range(1, len(name)) if not name[end].isalnum())
    )


class Catalogue:
    """The catalogue of a store, whose folder need not exist.

    Raises `Unreadable` if it can't be read, or if `missing` returns a message: the folder should exist and doesn't.
    """

    def __init__(self, store: Path, vault: Vault | None = None, missing: Callable[[], str] | None = None) -> None:
        self.store = store
        self._missing = missing
        self.vault = vault or Vault(store)
        self.folder = store / "meetings"
        self._path = store / "catalogue"
        self._db: TinyDB | None = None
        self._actions: MeetingDocuments[MeetingAction] | None = None
        self._due: MeetingDocuments[DueItem] | None = None
        self._tallies: MeetingDocuments[MeetingTally] | None = None
        self.stamps: dict[str, tuple[int, int]] = {}
        """The size and time of change of each file that the last `meetings` found."""
        self.left_out: frozenset[str] = frozenset()
        """Meetings that the last call of `meetings` left out as unreadable or damaged."""
        self.conflicted: frozenset[str] = frozenset()
        """Stems of the conflict copies that the last call of `meetings` found."""

    def path(self, meeting: str) -> Path:
        """Path of a meeting's file."""
        return self.folder / f"{meeting}{SUFFIX}"

    def ids(self) -> list[str]:
        """Every meeting's id, readable or not, sorted."""
        files = self._files()
        return sorted(files.keys() - conflicted(files))

    def meetings(self) -> list[Listing]:
        """Every valid meeting, latest start first."""
        files = self._files()
        self.conflicted = conflicted(files)
        for copy in self.conflicted:
            del files[copy]
        self.stamps = {meeting: (found.st_size, found.st_mtime_ns) for meeting, found in files.items()}
        entries = self.entries()
        fresh: list[Entry] = []
        for meeting, found in files.items():
            known = entries.get(meeting)
            size, changed = found.st_size, found.st_mtime_ns
            if known is not None and known.size == size and known.changed == changed:
                continue
            with suppress(Unreadable, NoSuchMeeting):
                listing = self._read(meeting)
                fresh.append(
                    Entry(
                        meeting=meeting,
                        size=size,
                        changed=changed,
                        listing=listing,
                        reached=max(known.reached if known else 0, listing.position if listing else 0),
                        tracked=known is not None and known.tracked,
                    )
                )
        entries.update((entry.meeting, entry) for entry in fresh)
        self._remember(fresh)
        listed = [entries[meeting].listing for meeting in files if meeting in entries]
        found_sound = [listing for listing in listed if listing is not None]
        self.left_out = frozenset(files) - {listing.id for listing in found_sound}
        return sorted(found_sound, key=lambda listing: (listing.starts, listing.id), reverse=True)

    def known(self, meeting: str) -> Entry | None:
        """The entry of a meeting, or None. Raises `Locked`."""
        found = self._table.get(where(KEY) == meeting)
        return _entry(found) if isinstance(found, dict) else None

    def missing_meetings(self) -> list[str]:
        """Recorded meetings whose files are gone although they were not removed."""
        there = self._files() if self.folder.is_dir() else {}
        entries = map(_entry, self._table.search((where("reached") > 0) & (where("size") >= 0)))
        return sorted(
            e.meeting
            for e in entries
            if e and e.meeting not in there and not tombstone.is_there(self.folder, e.meeting)
        )

    def record_position(self, meeting: str, position: int, *, tracked: bool = True) -> None:
        """Record that a meeting was created, written or restored here up to this position.

        Writing to an untracked meeting doesn't track it: `tracked` is then False. Failures are ignored: the meeting is
        then reported as untracked.
        """
        note = Entry(meeting=meeting, size=UNLISTED, changed=0, listing=None, reached=position, tracked=tracked)
        with suppress(OSError):
            self._storage.add([note.model_dump(mode="json", by_alias=True)])

    def forget(self, meeting: str) -> None:
        """Delete the entry and the documents of a removed meeting. Raises `OSError`."""
        self.actions.forget(meeting)
        self.due.forget(meeting)
        self.tallies.forget(meeting)
        self._table.remove(where(KEY) == meeting)

    @property
    def actions(self) -> MeetingDocuments[MeetingAction]:
        """The documents of the meetings' actions."""
        if self._actions is None:
            from chairtui.journal.meeting_documents import MeetingDocuments
            from chairtui.meeting.after.actions_across import MeetingAction

            self._actions = MeetingDocuments(self.store, "actions", MeetingAction, ACTIONS_FORM, self._cipher)
        return self._actions

    @property
    def due(self) -> MeetingDocuments[DueItem]:
        """The documents of what is due after the meetings. Another release may reckon the days otherwise."""
        if self._due is None:
            from chairtui import __version__
            from chairtui.journal.meeting_documents import MeetingDocuments
            from chairtui.meeting.after.due import DueItem

            self._due = MeetingDocuments(self.store, "due", DueItem, __version__, self._cipher)
        return self._due

    @property
    def tallies(self) -> MeetingDocuments[MeetingTally]:
        """The meetings' tallies. Another release may reckon the days otherwise."""
        if self._tallies is None:
            from chairtui.journal.meeting_documents import tally_documents

            self._tallies = tally_documents(self.store, self._cipher)
        return self._tallies

    def stamp(self, meeting: str) -> tuple[int, int] | None:
        """The size and time of change of a meeting's file, None if it isn't there."""
        try:
            found = self.path(meeting).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def correct(self, known: Entry, versions: Sequence[Version]) -> bool:
        """Drop what lists show of a meeting if it isn't what its versions say; whether it was dropped.

        Only who has the key can have written it. A file that changed since the entry was made is read again anyway.
        """
        listed = known.listing
        if listed is None or not versions or self.stamp(known.meeting) != (known.size, known.changed):
            return False
        details = next(version for version in reversed(versions) if version.record.kind == "details")
        closed = any(version.record.kind == "closure" for version in versions)
        true = _listing(known.meeting, details, versions[-1], closed)
        if true is not None and true.model_copy(update={"written": listed.written}) == listed:
            return False
        self.record_position(known.meeting, known.reached, tracked=known.tracked)
        return True

    def close(self) -> None:
        """Close the lock files of the catalogue and of the documents."""
        for documents in (self._actions, self._due, self._tallies):
            if documents is not None:
                documents.close()
        self._actions = self._due = self._tallies = None
        if self._db is not None:
            self._db.close()
            self._db = None

    def resolve(self, name: str) -> str:
        """The id that `name` refers to. Raises `NoSuchMeeting`, which names the candidates if there are several."""
        return meeting_ids.resolve(name, lambda start: [i for i in self.ids() if i.startswith(start)], self.meetings)

    def _files(self) -> dict[str, os.stat_result]:
        try:
            with os.scandir(self.folder) as found:
                files = {f.name.removesuffix(SUFFIX): f.stat() for f in found if f.name.endswith(SUFFIX)}
            if not files and self._missing is not None and (said := self._missing()):
                raise Unreadable(said)
            return files
        except FileNotFoundError:
            if self.store.is_file():  # Windows reports no error for a path below a file
                raise Unreadable(words.STORE_IS_A_FILE.format(path=self.store)) from None
            said = self._missing() if self._missing is not None else ""
            if not said and self._db is not None and len(self._table):
                said = words.MISSING_USED.format(path=self.store)
            if said:
                raise Unreadable(said) from None
            return {}
        except NotADirectoryError:
            raise Unreadable(words.STORE_IS_A_FILE.format(path=self.store)) from None
        except OSError as error:
            raise Unreadable(words.UNREADABLE.format(path=self.folder, reason=durable_io.reason(error))) from error

    def _read(self, meeting: str) -> Listing | None:
        file = MeetingFile(self.path(meeting), meeting, _nobody, cipher=self.vault.cipher())
        try:
            documents = list(file.versions.after(0)) if len(file.versions) else []
        except (Unreadable, NoSuchMeeting, Locked):
            raise
        except JournalError:
            return None
        if file.lines.broken:
            return None
        details: object = None
        closed = False
        last: object = None
        said: object = None
        for last in documents:
            record = last.get("record") if isinstance(last, dict) else None
            kind = record.get("kind") if isinstance(record, dict) else None
            closed = closed or kind == "closure"
            details = last if kind == "details" else details
            said = said if kind == LINK and said is not None else last
        if closed and History().follow(documents):
            return None  # changed after it was closed: what it says of itself isn't shown
        try:
            listing = _listing(meeting, Version.model_validate(details), Version.model_validate(last), closed)
            return listing and listing.model_copy(update={"written": Version.model_validate(said).at})
        except ValidationError:
            return None

    @property
    def _table(self) -> Table:
        if self._db is None:
            self._db = TinyDB(self._path, lambda: self._cipher("catalogue"), storage=CatalogueStorage)
            # No query cache: other processes add to the file.
            self._db.table(TABLE, cache_size=0)
        return self._db.table(TABLE)

    @property
    def _storage(self) -> CatalogueStorage:
        storage = self._table.storage
        assert isinstance(storage, CatalogueStorage)
        return storage

    def entries(self) -> dict[str, Entry]:
        """All entries by meeting. Raises `Locked`."""
        found = map(_entry, self._table.all())
        return {entry.meeting: entry for entry in found if entry is not None}

    def _cipher(self, file: str) -> FileCipher | None:
        store: StoreCipher | None = self.vault.cipher()
        return store.file(file, b"") if store else None

    def _remember(self, fresh: Sequence[Entry]) -> None:
        if not fresh:
            return
        with suppress(OSError):
            self._storage.add([entry.model_dump(mode="json", by_alias=True) for entry in fresh])
            if self._path.stat().st_size > MAX_BYTES_PER_MEETING * (len(self._table) + 100):
                self._storage.compact()


def _entry(document: object) -> Entry | None:
    try:
        return Entry.model_validate(document)
    except ValidationError:
        return None


def _listing(meeting: str, details: Version, last: Version, closed: bool) -> Listing | None:
    record = details.record
    if not isinstance(record, Details):
        return None
    return Listing(
        id=meeting,
        format=record.format,
        title=record.title,
        subject=record.subject,
        starts=record.starts,
        state="closed" if closed else "open",
        position=last.seq,
        written=last.at,
    )


def _nobody(_: str) -> None:
    """Listing is read-only, so torn lines stay in place."""
