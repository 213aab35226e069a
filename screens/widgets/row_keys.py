"""Row keys: how rows and records refer to each other; questions and details have rows before they have a record."""

from __future__ import annotations

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.kinds import category_of, letter_of
from chairtui.meeting.own_answers import answer_id
from chairtui.meeting.records import Attendee, PersonConcerned, Record, Relative
from chairtui.words import live as words
from chairtui.words.kinds import KINDS

QUESTION = "question:"
DETAIL = "detail:"


def record_id_of(key: str) -> str:
    """The id of the record that a row shows or would make."""
    if key.startswith(QUESTION):
        return f"answer:{key.removeprefix(QUESTION)}"
    return "details" if key.startswith(DETAIL) else key


def key_of(record_id: str) -> str:
    """The key of the row that shows a record."""
    return f"{QUESTION}{record_id.removeprefix('answer:')}" if record_id.startswith("answer:") else record_id


def asked_in(key: str, meeting: Meeting, format_: Format) -> tuple[Question, str] | None:
    """The question of a row, and the person concerned (by record id) whose own answer it shows, "" for everybody's."""
    if not key.startswith(QUESTION):
        return None
    if question := format_.question(key.removeprefix(QUESTION)):
        return question, ""
    concerned = [entry.record.id for entry in meeting.all(PersonConcerned)]
    found = ((q, one) for q in format_.questions for one in concerned if answer_id(q.id, one) == record_id_of(key))
    return next(found, None)


def named(record_id: str, meeting: Meeting) -> str:
    """A record's name in messages: its reference or, if it has none or in part two, a person's name or the
    category."""
    entry = meeting.entry(record_id)
    if entry is None or entry.ref:
        return entry.ref if entry else words.THE_ANSWER
    if record_id == "details":
        return words.THE_DETAILS
    if isinstance(entry.record, Attendee | Relative | PersonConcerned):
        return entry.record.name
    called = KINDS.get(category_of(entry.record))
    return words.THIS.format(kind=called.one) if called else words.THE_ANSWER


def saved(record: Record, meeting: Meeting, format_: Format) -> str:
    """The message for a record saved from the line, with the agenda item of one that has a letter."""
    ref, home = meeting.ref_of(record.id), home_of(record, format_)
    if not letter_of(record):
        return words.SAVED_HERE.format(ref=ref) if ref else words.SAVED_ANSWER
    title = (format_.item(home) or format_.agenda[0]).title
    form = words.SAVED_ELSEWHERE if ref else words.SAVED_UNDER
    return form.format(ref=ref, number=format_.number(home), title=title)


def key_of_finding(finding: Finding, meeting: Meeting, format_: Format) -> str:
    """The key of the row that resolves a finding, "" for the item as a whole."""
    entry = meeting.find(finding.ref) if finding.ref else None
    if entry is not None:
        return key_of(entry.record.id)
    if format_.question(finding.question):
        return f"{QUESTION}{finding.question}"
    return f"{DETAIL}{finding.question}" if finding.question else ""
