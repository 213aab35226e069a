"""Where a record holds words with marks of their own, beside those of the record as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Attendee, Decision, Details, Record


def marked_parts(record: Record) -> tuple[Readers, ...]:
    """The marks on parts of a record: the aim and the reasons for convening, why somebody attends, each dissent."""
    found: tuple[Readers | None, ...]
    match record:
        case Details():
            found = (record.aim_readers, record.reasons_readers)
        case Attendee():
            found = (record.why_readers,)
        case Decision():
            return record.dissent
        case _:
            return ()
    return tuple(readers for readers in found if readers is not None)


def every_mark(meeting: Meeting) -> Iterator[Readers]:
    """All that can carry marks in a meeting as it stands: records, and parts of records."""
    for entry in standing(meeting):
        if isinstance(entry.record, Readers):
            yield entry.record
        yield from marked_parts(entry.record)


def standing(meeting: Meeting) -> Iterator[Entry[Record]]:
    """The records that hold words which may be marked, except what became of actions, which is in no copy."""
    details = meeting.entry("details")
    yield from (details,) if details is not None else ()
    for kind in ("attendee", "answer", "amendment"):
        yield from meeting.of_kind(kind)
    yield from meeting.statements
