"""Repair of damaged meetings: truncates the file to its valid part and keeps the original beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chairtui.file_moves import InUse
from chairtui.journal import durable_io
from chairtui.journal.append_only_file import LOCK_SECONDS, unused
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.doctor import Diagnosis, examine
from chairtui.journal.protocol import JournalError
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.meeting.frozen import Frozen
from chairtui.words import journal as words


class Repair(Frozen):
    """Outcome for one meeting; `message` is one line, `kept` the name of the original file, or ""."""

    meeting: str
    done: bool
    kept: str = ""
    message: str


def repair(folder: Path, vault: Vault, lock_seconds: float = LOCK_SECONDS) -> list[Repair]:
    """Repair every damaged meeting that can be; returns an entry for each damaged one.

    A torn last line isn't damage, as the next write moves it aside. Raises `Unreadable`, `Locked`.
    """
    done = []
    catalogue = Catalogue(folder, vault)
    for diagnosis in examine(folder, vault):
        if diagnosis.state in ("sound", "torn", "removed"):
            continue
        try:
            done.append(_repaired(diagnosis, vault, lock_seconds, catalogue))
        except JournalError as error:
            done.append(_not(diagnosis, str(error)))
        except OSError as error:
            done.append(_not(diagnosis, str(durable_io.not_saved(error, Path(diagnosis.file)))))
    return done


def _repaired(diagnosis: Diagnosis, vault: Vault, lock_seconds: float, catalogue: Catalogue) -> Repair:
    path = Path(diagnosis.file)
    if diagnosis.state == "untracked":
        catalogue.record_position(diagnosis.meeting, diagnosis.sound)
        message = words.REPAIRED_TRACKED.format(meeting=diagnosis.meeting, sound=diagnosis.sound)
        return Repair(meeting=diagnosis.meeting, done=True, message=message)
    if diagnosis.state not in ("broken", "unmarked") or (diagnosis.state == "broken" and not diagnosis.sound):
        return _not(diagnosis, diagnosis.message)
    file = MeetingFile(path, diagnosis.meeting, lambda _: None, lock_seconds, vault.cipher())
    try:
        with file.lines.locked():
            if diagnosis.state == "unmarked":
                file.lines.refresh()
                file.lines.write_checkpoint()
                catalogue.record_position(diagnosis.meeting, diagnosis.sound)
                message = words.REPAIRED_MARK.format(meeting=diagnosis.meeting, sound=diagnosis.sound)
                return Repair(meeting=diagnosis.meeting, done=True, message=message)
            repaired = _cut_back(diagnosis, file)
            # The catalogue still has the position from before the repair.
            catalogue.record_position(diagnosis.meeting, len(file.lines.documents))
            return repaired
    finally:
        file.lines.close()


def _cut_back(diagnosis: Diagnosis, file: MeetingFile) -> Repair:
    path = Path(diagnosis.file)
    file.lines.refresh()
    raw = durable_io.read_from(path, 0)
    length = file.lines.length
    if file.lines.broken is None or file.lines.broken.why != "cut":
        # A line with a valid checksum can hold an invalid version: drop that whole line too.
        before = raw.split(b"\n")[: diagnosis.line - 1]
        length = min(length, sum(len(line) + 1 for line in before))
    kept = keep_beside(path, diagnosis.meeting, raw)
    with unless_in_use(path.with_name(kept)):
        file.lines.put(raw[:length])
    message = words.REPAIRED.format(meeting=diagnosis.meeting, sound=len(file.lines.documents), kept=kept)
    return Repair(meeting=diagnosis.meeting, done=True, kept=kept, message=message)


def keep_beside(path: Path, meeting: str, raw: bytes) -> str:
    """Save a damaged file's bytes to a new file; returns its name. Raises `OSError`."""
    aside = unused(path, f"{meeting}.damaged")
    durable_io.create(aside, raw)
    durable_io.sync_folder(aside.parent)
    return aside.name


@contextmanager
def unless_in_use(kept: Path | None) -> Iterator[None]:
    """Delete the saved original if the damaged file can't be replaced because it is in use."""
    try:
        yield
    except InUse:
        if kept is not None:
            with suppress(OSError):
                kept.unlink()
        raise


def _not(diagnosis: Diagnosis, message: str) -> Repair:
    said = words.NOT_REPAIRED.format(meeting=diagnosis.meeting, message=message)
    return Repair(meeting=diagnosis.meeting, done=False, message=said)
