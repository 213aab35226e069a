"""A small format and a way to write a meeting down in a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import (
    AgendaItem,
    Choice,
    Excluded,
    Format,
    Kind,
    Opens,
    Pathway,
    Question,
    Reason,
    Route,
)
from chairtui.meeting.records import Action, Closure, Decision, Details, Note, Observation, Record, Version
from chairtui.meeting.seal import digest

STARTS = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)

FORMAT = Format(
    id="harbour",
    version="1",
    name="Harbour",
    body="Harbour Safeguarding Partnership",
    citation="Guidance on professionals' meetings, 2025",
    summary="For tests.",
    nation="England",
    agenda=(
        AgendaItem(id="where", title="Date, time and venue", kind="details", minutes=1),
        AgendaItem(id="who", title="Attendance and apologies", kind="attendance", minutes=4),
        AgendaItem(id="aim", title="Aim of the meeting", kind="aim", minutes=5),
        AgendaItem(
            id="before", title="Strengths, needs and risks before", kind="observations", minutes=5, origin="prior"
        ),
        AgendaItem(id="news", title="New information", kind="information", minutes=15),
        AgendaItem(
            id="during", title="Other strengths, needs and risks", kind="observations", minutes=5, origin="during"
        ),
        AgendaItem(id="talk", title="What has been tried?", kind="discussion", minutes=10),
        AgendaItem(id="plan", title="Plan", kind="plan", minutes=10),
        AgendaItem(id="lead", title="Lead Practitioner", kind="question", minutes=3),
        AgendaItem(id="next", title="Next review", kind="review", minutes=2),
    ),
    questions=(
        Question(
            id="informed", item="aim", type="yes-no", text="Is the family informed?", provision="T-01", convening=True
        ),
        Question(id="objects", item="aim", type="yes-no", text="Does the family object?", provision="T-02"),
        Question(
            id="different",
            item="aim",
            type="text",
            text="What different approach is needed?",
            provision="T-03",
            opens=Opens(question="objects", answer="yes"),
        ),
        Question(
            id="police",
            item="talk",
            type="text",
            text="What do the police do?",
            provision="T-03",
            opens=Opens(question="different", answer="A strategy discussion"),
        ),
        Question(id="lead", item="lead", type="person", text="Who is Lead Practitioner?", provision="T-04"),
        Question(
            id="told",
            item="plan",
            type="yes-no",
            text="Are they told what came of it?",
            provision="T-03",
            about="family-and-person-told",
            to_relative="Whether you hear of it",
            to_person="Whether we tell you",
        ),
        Question(
            id="basis",
            item="where",
            type="choice",
            text="On what basis is information shared?",
            provision="T-05",
            choices=(Choice(id="task", text="Public task"), Choice(id="duty", text="Legal obligation")),
        ),
        Question(
            id="review", item="next", type="date", text="When is the next review?", provision="T-06", or_reason=True
        ),
    ),
    reasons=(
        Reason(id="clarify", text="To clarify a concern"),
        Reason(id="stuck", text="Work is not changing outcomes"),
    ),
    kinds=(Kind(id="planning", name="Planning meeting"),),
    excluded=(Excluded(id="strategy", name="Strategy discussion", forum="Children's Social Care"),),
    pathway=Pathway(steps=("Call 999",), cites="1"),
    route=Route(text="The partnership's route", provision="T-07", cites="2"),
)


def details(**changes: object) -> Details:
    """The details of a meeting, with whatever a test is about."""
    given: dict[str, object] = {
        "format": "harbour",
        "format_version": "1",
        "format_name": "Harbour",
        "title": "Planning meeting",
        "subject": "Robin Vale",
        "starts": STARTS,
    }
    return Details.model_validate(given | changes)


def meeting(
    *records: Record, removed: Iterable[str] = (), then: Iterable[Record] = (), closed: bool = False
) -> Meeting:
    """A meeting in which these were written, one a minute; `removed` by id; `then` comes after the closing."""
    gone = set(removed)
    written = list(records) if any(isinstance(r, Details) for r in records) else [details(), *records]
    made = Meeting("m1")
    for record in written:
        _write(made, record)
    for record in written:
        if record.id in gone:
            _write(made, record, removed=True)
    if closed:
        _write(made, Closure(digest=digest(made.versions), position=made.position))
    for record in then:
        _write(made, record)
    return made


def filed(made: Meeting) -> list[Entry[Observation | Note | Decision | Action]]:
    """All that was said, decided and agreed, and still stands."""
    return [*made.observations, *made.notes, *made.decisions, *made.actions]


def _write(made: Meeting, record: Record, *, removed: bool = False) -> None:
    seq = made.position + 1
    at = STARTS + timedelta(minutes=seq)
    made.apply(Version(record=record, base=made.base_of(record.id), removed=removed, seq=seq, at=at, by="Jo Bell"))
