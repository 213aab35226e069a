"""Removes a meeting from a folder store: writes a tombstone, then deletes every file that holds any of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from chairtui.journal import checkpoint, durable_io, line_drafts, tombstone
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.locking import Lock
from chairtui.journal.meeting_ids import refuse_other_than_id
from chairtui.journal.protocol import JournalError, NoSuchMeeting
from chairtui.journal.tombstone import Tombstone
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.words import journal as words

LOCK_SECONDS = 5.0


def remove(store: Path, vault: Vault, meeting: str, by: str, now: datetime) -> Tombstone:
    """Remove a meeting, readable or not, with the files set aside from it; `now` is aware.

    An interrupted removal is completed by the next call. Raises `NoSuchMeeting`, `NotSaved`, `Locked`.
    """
    refuse_other_than_id(meeting)
    catalogue = Catalogue(store, vault)
    path = catalogue.path(meeting)
    known = catalogue.known(meeting)
    if not path.exists() and known is None:
        raise NoSuchMeeting(words.NO_SUCH_MEETING.format(name=meeting))
    cipher = vault.cipher()
    stone = Tombstone(
        meeting=meeting, by=by, at=now, entries=max(_entries(path, meeting, vault), known.reached if known else 0)
    )
    try:
        durable_io.make_folder(catalogue.folder)
        with Lock(checkpoint.path_of(path, meeting), LOCK_SECONDS).held():
            tombstone.write(catalogue.folder, stone, cipher)
            for left in sorted(catalogue.folder.glob(f"{meeting}.*")):
                if left.name != f"{meeting}{tombstone.SUFFIX}" and left != checkpoint.path_of(path, meeting):
                    left.unlink()
            for half_typed in sorted((store / line_drafts.FOLDER).glob(f"{meeting}.*")):
                half_typed.unlink()
        checkpoint.path_of(path, meeting).unlink(missing_ok=True)
        durable_io.sync_folder(catalogue.folder)
    except OSError as error:
        raise durable_io.not_saved(error, path) from error
    finally:
        catalogue.close()
    with suppress(OSError):
        catalogue.forget(meeting)
    catalogue.close()
    return stone


def _entries(path: Path, meeting: str, vault: Vault) -> int:
    file = MeetingFile(path, meeting, lambda _: None, cipher=vault.cipher())
    try:
        file.lines.refresh()
        return len(file.lines.documents)
    except JournalError:
        return 0
    finally:
        file.lines.close()
