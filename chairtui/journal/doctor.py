"""Checks every file of a store completely. Read-only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from chairtui.journal import checkpoint, durable_io, tombstone
from chairtui.journal.catalogue import SUFFIX, Catalogue, Entry, conflicted
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.protocol import JournalError, Newer, Unreadable
from chairtui.journal.vault import Vault
from chairtui.journal.version_table import MeetingFile
from chairtui.journal.write_validation import History
from chairtui.meeting.frozen import Frozen
from chairtui.words import journal as words

State = Literal[
    "sound", "torn", "broken", "unmarked", "missing", "untracked", "removed", "newer", "unreadable", "conflicted"
]


class Diagnosis(Frozen):
    """State of one meeting's file.

    `line`: first invalid line, from 1, or 0; `sound`: number of valid versions; `message`: one line that says what to
    do.
    """

    meeting: str
    file: str
    state: State
    line: int = 0
    sound: int = 0
    message: str


def examine(folder: Path, vault: Vault | None = None, missing: Callable[[], str] | None = None) -> list[Diagnosis]:
    """Diagnose every meeting of a store, sorted by id; [] if the store doesn't exist yet.

    Raises `Locked` for an encrypted store without its key, and `Unreadable`, also if `missing` returns a message.
    """
    meetings = folder / "meetings"
    catalogue = Catalogue(folder, vault)
    cipher = catalogue.vault.cipher()
    try:
        names = sorted(path.name for path in meetings.iterdir())
    except FileNotFoundError:
        if folder.is_file():  # Windows reports no error for a path below a file
            raise Unreadable(words.STORE_IS_A_FILE.format(path=folder)) from None
        names = []
    except NotADirectoryError:
        raise Unreadable(words.STORE_IS_A_FILE.format(path=folder)) from None
    except OSError as error:
        raise Unreadable(words.UNREADABLE.format(path=meetings, reason=durable_io.reason(error))) from error
    if not names and missing is not None and (said := missing()):
        raise Unreadable(said)
    entries = catalogue.entries()
    copies = conflicted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    found = []
    for name in names:
        path = meetings / name
        meeting, _, _ = name.partition(".")
        if name.removesuffix(SUFFIX) in copies:
            found.append(_say(path, "conflicted", words.DOCTOR_CONFLICTED))
        elif name.endswith(SUFFIX):
            aside = [other for other in names if other.startswith((f"{meeting}.torn-", f"{meeting}.damaged-"))]
            found.append(_examine(path, meeting, aside, cipher, entries.get(meeting)))
        elif name.endswith(tombstone.SUFFIX):
            found.append(_examine_removed(path, meeting, cipher))
        elif name.endswith(".new"):
            found.append(_say(path, "torn", words.DOCTOR_UNFINISHED))
        elif name.endswith(checkpoint.SUFFIX) and not {
            # A program that has a removed meeting open makes the file anew, as its lock.
            f"{meeting}{ending}"
            for ending in (SUFFIX, ".new", tombstone.SUFFIX)
        } & set(names):
            found.append(_say(path, "missing", words.DOCTOR_MISSING))
    seen = {diagnosis.meeting for diagnosis in found}
    for meeting in catalogue.missing_meetings():
        if meeting not in seen:
            found.append(_say(catalogue.path(meeting), "missing", words.DOCTOR_MISSING))
    return found


def _examine_removed(path: Path, meeting: str, cipher: StoreCipher | None) -> Diagnosis:
    try:
        stone = tombstone.read(path.parent, meeting, cipher)
    except OSError as error:
        return _say(path, "unreadable", words.DOCTOR_UNREADABLE, reason=durable_io.reason(error))
    if stone is None:
        return _say(path, "broken", words.DOCTOR_REMOVED_UNSURE)
    if stone.moved_to:
        reason = words.MOVED_TO.format(store=stone.moved_to, at=f"{stone.at:%d %b %Y, %H:%M}")
        return _say(path, "removed", words.DOCTOR_MOVED, sound=stone.entries, reason=reason)
    reason = words.REMOVED_BY.format(by=stone.by, at=f"{stone.at:%d %b %Y, %H:%M}")
    return _say(path, "removed", words.DOCTOR_REMOVED, sound=stone.entries, reason=reason)


def _examine(
    path: Path, meeting: str, aside: Sequence[str], cipher: StoreCipher | None, known: Entry | None
) -> Diagnosis:
    file = MeetingFile(path, meeting, _nothing_set_aside, cipher=cipher)
    try:
        file.lines.refresh()
    except Newer:
        return _say(path, "newer", words.DOCTOR_NEWER)
    except JournalError as error:
        cause = error.__cause__
        why = durable_io.reason(cause) if isinstance(cause, OSError) else str(error)
        return _say(path, "unreadable", words.DOCTOR_UNREADABLE, reason=why)
    history = History()
    if flaw := history.follow(file.versions.after(0)):
        form = words.DOCTOR_BROKEN["seal"] if flaw == "seal" else words.DOCTOR_RECORD
        return _say(path, "broken", form, file.lines.line_of(history.position + 1), history.position)
    sound = history.position
    broken = file.lines.broken
    if broken:
        form = words.DOCTOR_BROKEN[broken.why] if broken.line > 1 or broken.why != "changed" else words.DOCTOR_HEADER
        return _say(path, "broken", form, broken.line, sound)
    if known is not None and sound < known.reached:
        return _say(path, "broken", words.DOCTOR_BROKEN["cut"], file.lines.next_line, sound)
    if file.lines.tail:
        return _say(path, "torn", words.DOCTOR_TORN, file.lines.next_line, sound)
    if file.lines.unmarked:
        return _say(path, "unmarked", words.DOCTOR_UNMARKED, sound=sound)
    if known is None or not known.tracked:
        return _say(path, "untracked", words.DOCTOR_UNTRACKED, sound=sound)
    if aside:
        return _say(path, "sound", words.DOCTOR_ASIDE, sound=sound, files=", ".join(aside))
    return _say(path, "sound", words.DOCTOR_SOUND, sound=sound)


def _say(
    path: Path, state: State, form: str, line: int = 0, sound: int = 0, *, files: str = "", reason: str = ""
) -> Diagnosis:
    message = form.format(line=line, sound=sound, files=files, reason=reason)
    return Diagnosis(
        meeting=path.name.partition(".")[0], file=str(path), state=state, line=line, sound=sound, message=message
    )


def _nothing_set_aside(_: str) -> None:
    """Diagnosing is read-only, so torn lines stay in place."""
