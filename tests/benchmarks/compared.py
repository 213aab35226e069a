"""Compares a meeting that was typed with what was said: every text, every owner, every date."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Decision, Statement, Unsettled
from tests.benchmarks.taken_lines import LINES, OWNED, Taken


def differences(meeting: Meeting, lines: Sequence[Taken] = LINES) -> list[str]:
    """The differences between what was typed and what was saved, one line each."""
    found = [f"{e.ref} is unsettled: {e.record.text}: {e.record.reason}" for e in meeting.all(Unsettled)]
    said = {taken.text for taken in lines if taken.text}
    for entry in meeting.statements:
        record = entry.record
        assert isinstance(record, Statement)
        if record.text not in said:
            found.append(f"{entry.ref} was not said: {record.text}")
    kept = {text for version in meeting.versions for text in _texts(version.record)}
    found += [f"Said, and not kept: {text}" for text in said if text not in kept]
    actions = {e.ref: _owned(e.record, meeting) for e in meeting.actions}
    for ref in sorted(OWNED.keys() | actions.keys()):
        if OWNED.get(ref) != actions.get(ref):
            found.append(f"{ref}: said {OWNED.get(ref)}, kept {actions.get(ref)}")
    return found


def _texts(record: object) -> tuple[str, ...]:
    if isinstance(record, Decision):
        return record.text, *(dissent.text for dissent in record.dissent)
    return (record.text,) if isinstance(record, Statement) and not isinstance(record, Unsettled) else ()


def _owned(action: Action, meeting: Meeting) -> tuple[str, str, str]:
    shared = ", ".join(who.name for who in action.shared_with)
    return meeting.name_of(action.owner), shared, str(action.deadline or "")
