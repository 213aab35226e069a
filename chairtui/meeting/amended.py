"""Resolves what an amendment corrects, which may be another amendment (ALL-07)."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Amendment, Record


def corrected_by(meeting: Meeting, amendment: Amendment) -> Iterator[Entry[Record]]:
    """The record an amendment corrects; where that is an amendment, then what it corrects, and so on.

    Each record once: amendments from another program's file may target each other.
    """
    seen = {amendment.id}
    target = meeting.entry(amendment.target)
    while target is not None and target.record.id not in seen:
        yield target
        if not isinstance(target.record, Amendment):
            return
        seen.add(target.record.id)
        target = meeting.entry(target.record.target)


def root_of(meeting: Meeting, amendment: Amendment) -> Entry[Record] | None:
    """The record at the end of a chain of amendments; None if there is none."""
    return next((e for e in corrected_by(meeting, amendment) if not isinstance(e.record, Amendment)), None)
