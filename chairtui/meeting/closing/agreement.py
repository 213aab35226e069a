"""Agreements of invited agencies that a meeting goes ahead (IOW-04, KBSP-15, DG-08)."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Rule
from chairtui.meeting.records import Agreement, Attendee, Who

RULES = ("agencies-agree", "partners-agree")
"""Closing rules that check agreements."""


def agreement_rule(format_: Format) -> Rule | None:
    """The format's rule about agreements, None if it has none."""
    return next((rule for rule in format_.rules if rule.rule in RULES), None)


def agreement_of(meeting: Meeting, provision: str, attendee_id: str) -> Agreement | None:
    """An attendee's agreement, if any. Meetings of earlier versions kept only yes or no, in the attendee's record."""
    entry = meeting.entry(id_ := f"agreement:{provision}:{attendee_id}")
    if entry is not None and isinstance(entry.record, Agreement):
        return None if entry.removed else entry.record
    attendee = meeting.entry(attendee_id)
    if attendee is None or not isinstance(attendee.record, Attendee) or attendee.record.agrees is None:
        return None
    of = Who(name=attendee.record.name, attendee=attendee_id)
    return Agreement(id=id_, provision=provision, of=of, said="agreed" if attendee.record.agrees else "disagreed")
