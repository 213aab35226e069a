"""Copies meetings between stores of any kind, with their versions, times, writers and digest unchanged.

Existing meetings are extended, never replaced by less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chairtui.journal.backup import CopyResult
from chairtui.journal.protocol import (
    Broken,
    Journal,
    JournalError,
    Locked,
    NoSuchMeeting,
    NotSaved,
    Refused,
    Unreachable,
)
from chairtui.journal.store import Store
from chairtui.meeting.records import Version
from chairtui.words import journal as words

BATCH_SIZE = 50
"""Meetings per batch, after which the copies are read back and compared."""


def copy_meetings(source: Store, meetings: Sequence[str], target: Store) -> Iterator[CopyResult]:
    """Copy the meetings with these ids and verify the copies.

    Raises `Locked`, `NotSaved`, `Unreachable`; meetings already yielded are copied.
    """
    if source.vault.cipher() is not None and target.vault.cipher_for_writing() is None:
        raise NotSaved(words.COPY_INTO_PLAIN.format(path=source.name, store=target.name))
    ours = source.uncached_journal()
    try:
        for first in range(0, len(meetings), BATCH_SIZE):
            some = meetings[first : first + BATCH_SIZE]
            theirs = target.uncached_journal()
            try:
                done = [_copied(ours, meeting, theirs) for meeting in some]
            finally:
                theirs.close()
            theirs = target.uncached_journal()
            try:
                yield from (_compared(copied, versions, theirs) for copied, versions in done)
            finally:
                theirs.close()
    finally:
        ours.close()


def _copied(source: Journal, meeting: str, target: Journal) -> tuple[CopyResult, Sequence[Version]]:
    """Outcome for one meeting, and the versions that the target should hold."""
    try:
        wanted = source.versions(meeting)
    except Broken:
        return CopyResult(meeting=meeting, outcome="damaged", message=words.COPY_DAMAGED.format(meeting=meeting)), ()
    except (Locked, Unreachable):
        raise
    except JournalError as error:
        return _failed(meeting, error), ()
    there: Sequence[Version] = ()
    try:
        there = _there(target, meeting)
        if there == wanted:
            message = words.COPY_SAME.format(meeting=meeting, count=len(wanted))
            return CopyResult(meeting=meeting, outcome="same", message=message), ()
        if there[: len(wanted)] == wanted:
            message = words.COPY_LESS.format(meeting=meeting, count=len(wanted), there=len(there))
            return CopyResult(meeting=meeting, outcome="less", message=message), ()
        target.adopt(meeting, wanted)
    except Refused as error:
        if not there:
            return _failed(meeting, error), ()
        return CopyResult(meeting=meeting, outcome="apart", message=words.COPY_APART.format(meeting=meeting)), ()
    except (Locked, Unreachable):
        raise
    except JournalError as error:
        return _failed(meeting, error), ()
    message = words.COPIED.format(meeting=meeting, count=len(wanted))
    return CopyResult(meeting=meeting, outcome="copied", message=message), wanted


def _there(target: Journal, meeting: str) -> list[Version]:
    try:
        return target.versions(meeting)
    except NoSuchMeeting:
        return []


def _compared(copied: CopyResult, wanted: Sequence[Version], target: Journal) -> CopyResult:
    if copied.outcome != "copied":
        return copied
    try:
        if target.versions(copied.meeting)[: len(wanted)] == list(wanted):
            return copied
    except (Locked, Unreachable):
        raise
    except JournalError as error:
        return _failed(copied.meeting, error)
    message = words.COPY_UNSURE.format(meeting=copied.meeting)
    return CopyResult(meeting=copied.meeting, outcome="failed", message=message)


def _failed(meeting: str, error: JournalError) -> CopyResult:
    return CopyResult(meeting=meeting, outcome="failed", message=f"{meeting}: {error}")
