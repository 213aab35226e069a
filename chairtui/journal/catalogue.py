"""The catalogue: what a list shows of each meeting, remembered so that a list need not read every meeting.

It can be lost at any time: whatever doesn't fit the files (by size and time of change) is read anew. Appending to a
meeting doesn't touch it; the next list does, with a line for each meeting that changed. In an encrypted store a line
is a sealed box of such lines. It also remembers how far each meeting ever reached, for the doctor.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from chairtui.journal import durable_io, meeting_ids
from chairtui.journal.encryption import FileCipher, NotDecrypted, StoreCipher, padded
from chairtui.journal.protocol import JournalError, Listing, Locked, NoSuchMeeting, Unreadable
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.meeting.frozen import Frozen, read_json
from chairtui.meeting.records import Details, Version
from chairtui.words import journal as words

SUFFIX = ".journal"
LINK = "next-meeting"
"""A kind of record that nobody wrote into the meeting: setting up the one that follows leaves it behind."""


class Entry(Frozen):
    """A meeting's file as it was when it was read, and what a list shows of it; None where it can't be trusted.

    `reached` is the highest position it was ever seen at.
    """

    meeting: str
    size: int
    changed: int
    listing: Listing | None
    reached: int = 0


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
        self._entries: dict[str, Entry] | None = None
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
        entries = self._remembered()
        written = len(entries)
        fresh: list[Entry] = []
        for meeting, found in files.items():
            known = entries.get(meeting)
            size, changed = found.st_size, found.st_mtime_ns
            if known is not None and known.size == size and known.changed == changed:
                continue
            with suppress(Unreadable, NoSuchMeeting):
                listing = self._read(meeting)
                reached = max(known.reached if known else 0, listing.position if listing else 0)
                fresh.append(Entry(meeting=meeting, size=size, changed=changed, listing=listing, reached=reached))
        gone = entries.keys() - files.keys()
        entries.update((entry.meeting, entry) for entry in fresh)
        for meeting in gone:
            del entries[meeting]
        self._remember(fresh, anew=bool(gone) or not written)
        listed = [e.listing for e in entries.values() if e.listing is not None]
        self.left_out = frozenset(files) - {listing.id for listing in listed}
        return sorted(listed, key=lambda listing: (listing.starts, listing.id), reverse=True)

    def reached(self, meeting: str) -> int:
        """The highest position a meeting was ever listed at, 0 for none. Raises `Locked`."""
        known = self._remembered().get(meeting)
        return known.reached if known else 0

    def forget(self) -> None:
        """Lose all that is remembered: a meeting was put back as it is. Raises `OSError`."""
        self._entries = None
        self._path.unlink(missing_ok=True)

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
            if not said and self._entries:
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

    def _remembered(self) -> dict[str, Entry]:
        if self._entries is None:
            cipher = self._cipher()
            try:
                found = self._path.read_bytes().splitlines()
                entries = [e for raw in found for e in _opened(raw, cipher)] if cipher else _plain(found)
            except (OSError, ValueError, NotDecrypted):
                entries = []
            self._entries = {entry.meeting: entry for entry in entries}
        return self._entries

    def _cipher(self) -> FileCipher | None:
        store: StoreCipher | None = self.vault.cipher()
        return store.file("catalogue", b"") if store else None

    def _remember(self, fresh: Sequence[Entry], *, anew: bool) -> None:
        entries = self._entries or {}
        if not anew and not fresh:
            return
        with suppress(OSError):
            if anew or self._grown(len(entries)):
                if self.store.is_dir():
                    self._write_anew(list(entries.values()))
            else:
                with self._path.open("ab") as file:
                    file.write(_as_lines(fresh, self._cipher()))

    def _grown(self, live: int) -> bool:
        return self._path.stat().st_size > 2_000 * (live + 100)

    def _write_anew(self, entries: Sequence[Entry]) -> None:
        beside = self._path.with_name(f"catalogue.{os.getpid()}")
        with suppress(OSError):
            beside.unlink()
        durable_io.create(beside, _as_lines(entries, self._cipher()))
        beside.replace(self._path)


def _plain(found: Sequence[bytes]) -> list[Entry]:
    return _entries(b"[" + b",".join(found) + b"]")


def _opened(raw: bytes, cipher: FileCipher) -> list[Entry]:
    return _entries(cipher.open(raw.decode("ascii", errors="replace"), b"entries"))


def _as_lines(entries: Sequence[Entry], cipher: FileCipher | None) -> bytes:
    if cipher is not None:
        return cipher.close(padded(b"[" + b",".join(map(_as_json, entries)) + b"]"), b"entries").encode("ascii") + b"\n"
    return b"".join(_as_json(entry) + b"\n" for entry in entries)


def _entries(raw: bytes) -> list[Entry]:
    found = read_json(raw)
    return [Entry.model_validate(each) for each in found] if isinstance(found, list) else []


def _as_json(entry: Entry) -> bytes:
    return entry.model_dump_json().encode("utf-8")


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
