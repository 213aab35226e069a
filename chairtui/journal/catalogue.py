"""The catalogue: TinyDB documents, one a meeting, with what a list shows of it, so that a list reads no meeting.

It can be lost at any time: whatever doesn't fit the files (by size and time of change) is read anew. It also remembers
how far each meeting ever reached. What is read anew of a meeting that it did not know is not vouched for: an older
state may have been put in the meeting's place, and the catalogue deleted with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from tinydb import TinyDB, where
from tinydb.table import Table

from chairtui.journal import durable_io, meeting_ids, tombstone
from chairtui.journal.catalogue_storage import KEY, TABLE, CatalogueStorage
from chairtui.journal.encryption import FileCipher, StoreCipher
from chairtui.journal.protocol import JournalError, Listing, Locked, NoSuchMeeting, Unreadable
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.records import Details, Version
from chairtui.words import journal as words

SUFFIX = ".journal"
UNLISTED = -1
LARGEST_A_MEETING = 2_000
"""Bytes of the file for each meeting, beyond which lines that no longer count are taken out of it."""
LINK = "next-meeting"
"""A kind of record that nobody wrote into the meeting: setting up the one that follows leaves it behind."""


class Entry(Frozen):
    """A meeting's file as it was when it was read, and what a list shows of it; None where it can't be trusted.

    `reached` is the highest position it was ever seen at, `vouched` whether it was known from its beginning.
    A meeting that was written to and not listed since has `size` -1.
    """

    meeting: str
    size: int
    changed: int
    listing: Listing | None
    reached: int = 0
    vouched: bool = True


def conflicted(names: Iterable[str]) -> frozenset[str]:
    """Of these names, without their ending, those that a synchronising program gave to copies of meetings' files.

    Such a program adds to the name of a file that two computers changed ("m1 (conflicted copy).journal",
    "m1-LAPTOP.journal"); an id of ours has letters and digits alone, and is never the start of another.
    """
    there = set(names)
    return frozenset(
        name for name in there if any(name[:end] in there for end in range(1, len(name)) if not name[end].isalnum())
    )


class Catalogue:
    """The meetings of a store, whose folder need not be there. Raises `Unreadable` for one that can't be read, or that
    isn't there although it should be: then `missing` gives a line about it, "" otherwise."""

    def __init__(self, store: Path, vault: Vault | None = None, missing: Callable[[], str] | None = None) -> None:
        self.store = store
        self._missing = missing
        self.vault = vault or Vault(store)
        self.folder = store / "meetings"
        self._path = store / "catalogue"
        self._db: TinyDB | None = None
        self.left_out: frozenset[str] = frozenset()
        """The meetings that the last `meetings` left out, because their files can't be read whole."""
        self.conflicted: frozenset[str] = frozenset()
        """Copies that the last `meetings` found beside a meeting's file, by their names without the ending."""

    def path(self, meeting: str) -> Path:
        """Where a meeting's file is."""
        return self.folder / f"{meeting}{SUFFIX}"

    def ids(self) -> list[str]:
        """Every meeting's id, readable or not, sorted."""
        files = self._files()
        return sorted(files.keys() - conflicted(files))

    def meetings(self) -> list[Listing]:
        """Every meeting that can be trusted, the latest start first."""
        files = self._files()
        self.conflicted = conflicted(files)
        for copy in self.conflicted:
            del files[copy]
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
                        vouched=known is not None and known.vouched,
                    )
                )
        entries.update((entry.meeting, entry) for entry in fresh)
        self._remember(fresh)
        listed = [entries[meeting].listing for meeting in files if meeting in entries]
        found_sound = [listing for listing in listed if listing is not None]
        self.left_out = frozenset(files) - {listing.id for listing in found_sound}
        return sorted(found_sound, key=lambda listing: (listing.starts, listing.id), reverse=True)

    def known(self, meeting: str) -> Entry | None:
        """What is remembered of a meeting, None for one that was never noted. Raises `Locked`."""
        found = self._table.get(where(KEY) == meeting)
        return _entry(found) if isinstance(found, dict) else None

    def reached(self, meeting: str) -> int:
        """The highest position a meeting is known to have reached, 0 for none. Raises `Locked`."""
        known = self.known(meeting)
        return known.reached if known else 0

    def unheard_of(self) -> list[str]:
        """Meetings that were there once, and whose files are gone without their having been removed."""
        there = self._files() if self.folder.is_dir() else {}
        entries = map(_entry, self._table.search((where("reached") > 0) & (where("size") >= 0)))
        return sorted(
            e.meeting
            for e in entries
            if e and e.meeting not in there and not tombstone.is_there(self.folder, e.meeting)
        )

    def vouch(self, meeting: str, position: int) -> None:
        """Note that a meeting reaches to this position: it was begun, written to or put back here just now.

        A catalogue that can't be written is no harm to the meeting: its reader is told that it can't be vouched for.
        """
        note = Entry(meeting=meeting, size=UNLISTED, changed=0, listing=None, reached=position)
        with suppress(OSError):
            self._storage.add([note.model_dump(mode="json")])

    def forget(self, meeting: str) -> None:
        """Lose what is remembered of a meeting that was removed. Raises `OSError`."""
        self._table.remove(where(KEY) == meeting)

    def close(self) -> None:
        """Let go of the catalogue's lock."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def resolve(self, name: str) -> str:
        """The id that `name` stands for. Raises `NoSuchMeeting`, which names the candidates if there are several."""
        return meeting_ids.resolve(name, lambda start: [i for i in self.ids() if i.startswith(start)], self.meetings)

    def _files(self) -> dict[str, os.stat_result]:
        try:
            with os.scandir(self.folder) as found:
                return {f.name.removesuffix(SUFFIX): f.stat() for f in found if f.name.endswith(SUFFIX)}
        except FileNotFoundError:
            if self.store.is_file():  # Windows finds nothing below a file, where others say what it is
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
            documents = file.versions.after(0) if len(file.versions) else iter(())
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
        try:
            listing = _listing(meeting, Version.model_validate(details), Version.model_validate(last), closed)
            return listing and listing.model_copy(update={"written": Version.model_validate(said).at})
        except ValidationError:
            return None

    @property
    def _table(self) -> Table:
        if self._db is None:
            self._db = TinyDB(self._path, self._cipher, storage=CatalogueStorage)
            # No query cache: other processes add to the file.
            self._db.table(TABLE, cache_size=0)
        return self._db.table(TABLE)

    @property
    def _storage(self) -> CatalogueStorage:
        storage = self._table.storage
        assert isinstance(storage, CatalogueStorage)
        return storage

    def entries(self) -> dict[str, Entry]:
        """All that is remembered, by meeting. Raises `Locked`."""
        found = map(_entry, self._table.all())
        return {entry.meeting: entry for entry in found if entry is not None}

    def _cipher(self) -> FileCipher | None:
        store: StoreCipher | None = self.vault.cipher()
        return store.file("catalogue", b"") if store else None

    def _remember(self, fresh: Sequence[Entry]) -> None:
        if not fresh:
            return
        with suppress(OSError):
            self._storage.add([entry.model_dump(mode="json") for entry in fresh])
            if self._path.stat().st_size > LARGEST_A_MEETING * (len(self._table) + 100):
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
    """Lists only read: no torn line is set aside here."""
