"""The lines of a relative's copy: which records can be one, and what of each is printed.

A line is a record without what belongs to the professionals: who said it, dissent, what was decided about an immediate
risk, why nothing addresses it, marks, links. `HEAD` and `AIM` are the two lines that stand in the details.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import assert_never

from chairtui.meeting.dates.calendar import show_date, show_when
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.frozen import write_json
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Closure,
    Decision,
    Departure,
    Details,
    Distribution,
    FollowUp,
    KeptFormat,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Release,
    Unsettled,
    Who,
)
from chairtui.words import release as words

HEAD = "heading"
AIM = "aim"
_KINDS = ("observation", "note", "decision", "action", "answer", "attendee", "not-convened", "amendment")
"""Kinds whose records are lines, in the order of the page."""


def line_ids(meeting: Meeting) -> list[str]:
    """The lines there are, by record id, in the order of the page."""
    ids = [HEAD, AIM] if meeting.details.aim else [HEAD]
    return ids + [entry.record.id for kind in _KINDS for entry in meeting.of_kind(kind)]


def printed(id_: str, meeting: Meeting) -> Record | None:
    """The record of a line, with its marks; None for the heading, the aim, and what isn't there."""
    entry = meeting.entry(id_)
    return entry.record if entry is not None and not entry.removed else None


def reduced(record: Record, meeting: Meeting) -> Record | None:
    """A record with no more in it than a relative's copy prints; None for kinds that are in none."""
    match record:
        case Observation():
            return Observation(
                id=record.id, text=record.text, item=record.item, theme=record.theme, origin=record.origin
            )
        case Note():
            return Note(id=record.id, text=record.text, item=record.item, nature=record.nature)
        case Decision():
            return Decision(id=record.id, text=record.text, item=record.item, reason=record.reason)
        case Action():
            return Action(
                id=record.id,
                text=record.text,
                item=record.item,
                measure=record.measure,
                owner=_who(record.owner, meeting) if record.owner else None,
                shared_with=tuple(_who(who, meeting) for who in record.shared_with),
                deadline=record.deadline,
                status=record.status,
            )
        case Answer():
            name = meeting.name_of(Who(name=record.value[:200], attendee=record.attendee)) if record.attendee else ""
            return Answer(id=record.id, question=record.question, value=name or record.value, reason=record.reason)
        case Attendee():
            return Attendee(
                id=record.id, name=record.name, role=record.role, agency=record.agency, status=record.status
            )
        case Amendment():
            return Amendment(id=record.id, target=record.target, text=record.text, reason=record.reason)
        case NotConvened():
            return record
        case Details():
            return record.model_copy(
                update={
                    "aim": "",
                    "reasons": (),
                    "meeting_kind": "",
                    "convening_agency": "",
                    "note_taker": None,
                    "previous": None,
                    "minutes_within": None,
                    "part": 1,
                    "chair": _who(record.chair, meeting) if record.chair else None,
                }
            )
        case (
            Agreement()
            | Departure()
            | Unsettled()
            | Progress()
            | Closure()
            | KeptFormat()
            | FollowUp()
            | Distribution()
            | NextMeeting()
            | PersonConcerned()
            | Relative()
            | Release()
        ):
            return None
        case _:
            assert_never(record)


def line_digest(id_: str, meeting: Meeting) -> str:
    """A digest of all that the line prints and of its corrections: another one means that it is decided again."""
    if id_ == AIM:
        held: list[object] = [meeting.details.aim]
    else:
        record = meeting.details if id_ == HEAD else printed(id_, meeting)
        shown = reduced(record, meeting) if record is not None else None
        held = [shown.model_dump(mode="json") if shown is not None else None]
    targets = {"details" if id_ in (HEAD, AIM) else id_}
    for entry in meeting.amendments:
        if entry.record.target in targets:
            targets.add(entry.record.id)
            held.append([entry.record.id, entry.record.text, entry.record.reason])
    return hashlib.sha256(write_json([id_, *held]).encode("utf-8")).hexdigest()[:32]


def line_text(id_: str, meeting: Meeting, format_: Format) -> str:
    """Everything that the line prints, for whoever decides about it."""
    details = meeting.details
    if id_ == HEAD:
        chair = words.CHAIRED.format(name=meeting.name_of(details.chair)) if details.chair else ""
        return _joined(details.title, details.subject, show_when(details.starts), details.venue, chair)
    if id_ == AIM:
        return details.aim
    record = printed(id_, meeting)
    match record:
        case Observation():
            return record.text
        case Note():
            return record.text if record.nature == "fact" else f"{words.NATURES[record.nature]}: {record.text}"
        case Decision():
            return _joined(record.text, words.BECAUSE.format(text=record.reason) if record.reason else "")
        case Action():
            people = words.AND.join(meeting.name_of(who) for who in (record.owner, *record.shared_with) if who)
            day = words.BY.format(day=show_date(record.deadline)) if record.deadline else ""
            return _joined(record.text, people, day, record.measure, record.status_reason)
        case Answer():
            question = format_.question(record.question)
            return _joined(f"{question.text if question else record.question} {_value(record, meeting)}", record.reason)
        case Attendee():
            return _joined(record.name, record.role, record.agency, record.status)
        case Amendment():
            return _joined(record.text, words.BECAUSE.format(text=record.reason))
        case NotConvened():
            by = _joined(record.decided_by, record.role, show_date(record.on), record.considered_at)
            return _joined(record.rationale, record.instead, by)
        case (
            None
            | Details()
            | Agreement()
            | Departure()
            | Unsettled()
            | Progress()
            | Closure()
            | KeptFormat()
            | FollowUp()
            | Distribution()
            | NextMeeting()
            | PersonConcerned()
            | Relative()
            | Release()
        ):
            return ""
        case _:
            assert_never(record)


def _value(record: Answer, meeting: Meeting) -> str:
    if record.attendee:
        return meeting.name_of(Who(name=record.value[:200], attendee=record.attendee))
    try:
        return show_date(date.fromisoformat(record.value))
    except ValueError:
        return record.value


def _who(who: Who, meeting: Meeting) -> Who:
    return Who(name=meeting.name_of(who))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
