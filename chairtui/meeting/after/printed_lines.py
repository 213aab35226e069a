"""The lines of a relative's copy: which records can be one, and which of their fields are printed.

A line is a record with no more than the fields in `kinds.Kind.given`, that is without what belongs to the
professionals: who said it, dissent, what was decided about an immediate risk, why nothing addresses it, marks, links.
`HEAD` and `AIM` are the two lines made from the details.
"""

from __future__ import annotations

import hashlib
from typing import cast

from chairtui.meeting.dates.calendar import show_date, show_when
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.frozen import write_json
from chairtui.meeting.kinds import KINDS, STATEMENTS, kind_of, sources_of
from chairtui.meeting.moments import day_in
from chairtui.meeting.own_answers import name_of_person
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Decision,
    NotConvened,
    Note,
    Observation,
    Record,
    Who,
)
from chairtui.words import release as words

HEAD = "heading"
AIM = "aim"
_KINDS = (
    *(kind.name for kind in STATEMENTS if kind.given),
    *(name for name in ("answer", "attendee", "not-convened", "amendment") if KINDS[name].given),
)
"""Kinds whose records are lines, in the order of the page."""


def line_ids(meeting: Meeting) -> list[str]:
    """The ids of all lines, in the order of the page."""
    ids = [HEAD, AIM] if meeting.details.aim else [HEAD]
    return ids + [entry.record.id for kind in _KINDS for entry in meeting.of_kind(kind)]


def printed(id_: str, meeting: Meeting) -> Record | None:
    """The record of a line, with its marks; None for the heading, the aim, and missing records."""
    entry = meeting.entry(id_)
    return entry.record if entry is not None and not entry.removed else None


def reduced(record: Record, meeting: Meeting) -> Record | None:
    """A record reduced to what a relative's copy prints; None for kinds that are in no copy."""
    kind = kind_of(record)
    if not kind.given:
        return None
    fields = {name: _current(getattr(record, name), meeting) for name in kind.given}
    if isinstance(record, Answer) and record.attendee:
        fields["value"] = _value(record, meeting) or record.value
    return cast(Record, kind.model.model_validate({"id": record.id, **fields}))


def _current(value: object, meeting: Meeting) -> object:
    """A person by their current name alone; any other value as it is."""
    if isinstance(value, Who):
        return Who(name=meeting.name_of(value))
    if isinstance(value, tuple):
        return tuple(_current(each, meeting) for each in value)
    return value


def line_digest(id_: str, meeting: Meeting) -> str:
    """A digest of what the line prints, of its corrections, and of who said it about whom, which words a letter; if it
    changes, the line must be decided again."""
    record = None if id_ in (HEAD, AIM) else printed(id_, meeting)
    about = record.about if isinstance(record, Readers) else ()
    said_by = [who.attendee or who.name for who in sources_of(record)] if record is not None else []
    return _hashed([*_printed_of(id_, meeting), ["about", *about], ["said by", *said_by]])


def is_digest_of(digest: str, id_: str, meeting: Meeting) -> bool:
    """Whether a decision was about the line as it is now. Decisions that were made before digests told who said it stay
    as they are."""
    return digest == line_digest(id_, meeting) or digest == _hashed(_printed_of(id_, meeting))


def _hashed(held: list[object]) -> str:
    return hashlib.sha256(write_json(held).encode("utf-8")).hexdigest()[:32]


def _printed_of(id_: str, meeting: Meeting) -> list[object]:
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
    return [id_, *held]


def line_text(id_: str, meeting: Meeting, format_: Format) -> str:
    """The line's full text, for whoever decides about it."""
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
            name = name_of_person(record, meeting)
            value = f"{name}: {_value(record, meeting)}" if name else _value(record, meeting)
            return _joined(f"{question.text if question else record.question} {value}", record.reason)
        case Attendee():
            return _joined(record.name, record.role, record.agency, record.status)
        case Amendment():
            return _joined(record.text, words.BECAUSE.format(text=record.reason))
        case NotConvened():
            by = _joined(record.decided_by, record.role, show_date(record.on), record.considered_at)
            return _joined(record.rationale, record.instead, by)
        case _:
            return ""


def _value(record: Answer, meeting: Meeting) -> str:
    if record.attendee:
        return meeting.name_of(Who(name=record.value[:200], attendee=record.attendee))
    day = day_in(record.value)
    return show_date(day) if day else record.value


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
