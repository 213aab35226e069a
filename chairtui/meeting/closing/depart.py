"""Making a departure: what is asked for it, and the record of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.closing.departures import why_not
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.editing import field_values
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Departure, Draft
from chairtui.words import departures as words
from chairtui.words import editing as editing_words

LONGEST_NAME = 10
"""Words of a name, or of a role in an agency; more of them say something else."""
_SENTENCE = re.compile(r"[;!?]")


class NotDeparted(ValueError):
    """The departure can't be made; the message is one line for a person."""


def depart(
    provision_id: str,
    reason: str,
    decided_by: str,
    meeting: Meeting,
    format_: Format,
    findings: Iterable[Finding],
    *,
    route: str = "",
) -> Draft:
    """The draft of a departure from a provision that blocks closing. Raises `NotDeparted`.

    `findings` are those of the meeting in its current state. A second departure from the same provision replaces the
    first.
    """
    wanted = provision_id.strip().upper()
    id_ = f"departure:{wanted}"
    if refusal := why_not(wanted, meeting, format_, findings):
        raise NotDeparted(refusal)
    if not reason.strip():
        raise NotDeparted(words.NO_REASON.format(provision=wanted))
    if mark := mark_in(reason) or mark_in(route):
        raise NotDeparted(editing_words.NO_MARKS.format(mark=mark))
    try:
        who = field_values.a_person(decided_by, meeting, owner=True)
    except field_values.NotThat as error:
        raise NotDeparted(words.NOBODY_DECIDED.format(reason=error)) from None
    if len(who.name.split()) > LONGEST_NAME or _SENTENCE.search(who.name):
        raise NotDeparted(words.NOBODY_DECIDED.format(reason=editing_words.NAME_NEEDED.format(typed=who.name)))
    record = Departure(id=id_, provision=wanted, reason=reason, decided_by=who, route=route)
    return Draft(record=record, base=meeting.base_of(id_))
