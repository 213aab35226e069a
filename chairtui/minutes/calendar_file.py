"""iCalendar export: deadlines and the review as all-day events, actions as to-dos beside them.

Outlook and Google Calendar ignore to-dos; what keeps tasks ignores no event.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, timedelta

from icalendar import Calendar, Event, Todo

from chairtui.meeting.fold import Entry
from chairtui.meeting.moments import day_in
from chairtui.meeting.records import Action
from chairtui.minutes.escape import flat
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

STATUS = {"open": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}


def to_ics(visible: VisibleRecords) -> bytes | None:
    """The visible actions and review dates, as all-day entries; None if there are none.

    Deterministic: the same meeting gives the same file and UIDs, so that a second import updates the first.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//chairtui//minutes//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for entry in visible.all_actions:
        if entry.record.deadline is not None and entry.record.status == "open":
            calendar.add_component(_deadline(entry, entry.record.deadline, visible))
        calendar.add_component(_todo(entry, visible))
    for day, question in _reviews(visible) if visible.access.audience != "actions" else ():
        calendar.add_component(_review(day, question, visible))
    if not calendar.subcomponents:
        return None
    made: bytes = calendar.to_ical()
    return made


def _todo(entry: Entry[Action], visible: VisibleRecords) -> Todo:
    action = entry.record
    todo = Todo()
    _head(todo, action.id, visible)
    todo.add("summary", _owed(entry, visible))
    if action.deadline is not None:
        todo.add("due", action.deadline)
    todo.add("status", STATUS[action.status])
    todo.add("description", _told(action, visible))
    return todo


def _deadline(entry: Entry[Action], day: date, visible: VisibleRecords) -> Event:
    event = _all_day(f"deadline:{entry.record.id}", day, visible)
    event.add("summary", words.DEADLINE_OF.format(action=_owed(entry, visible)))
    event.add("description", _told(entry.record, visible))
    return event


def _owed(entry: Entry[Action], visible: VisibleRecords) -> str:
    """The action, after its owner."""
    owner = visible.person(entry.record.owner)
    return f"{owner}: {flat(entry.record.text)}" if owner else flat(entry.record.text)


def _told(action: Action, visible: VisibleRecords) -> str:
    told = [f"{words.COLUMNS['measure']}: {flat(action.measure)}"] if action.measure else []
    told += [
        f"{words.CORRECTED}: {flat(m.record.text)} ({words.REASON}: {flat(m.record.reason)})"
        for m in visible.amended(action.id)
    ]
    return "\n".join([*told, _from(visible)])


def _all_day(record_id: str, day: date, visible: VisibleRecords) -> Event:
    event = Event()
    _head(event, record_id, visible)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _review(day: date, question: str, visible: VisibleRecords) -> Event:
    event = _all_day(f"answer:{question}", day, visible)
    event.add("summary", words.REVIEW_OF.format(title=flat(visible.meeting.details.title)))
    corrections = [f"{words.CORRECTED}: {flat(m.record.text)}" for m in visible.amended(f"answer:{question}")]
    event.add("description", "\n".join([*corrections, _from(visible)]))
    return event


def _head(component: Todo | Event, record_id: str, visible: VisibleRecords) -> None:
    # Hashed, because an id could reveal how many records there are.
    named = hashlib.sha256(f"{visible.meeting.id}/{record_id}".encode()).hexdigest()[:32]
    component.add("uid", f"{named}@chairtui")
    component.add("dtstamp", visible.as_of.astimezone(UTC))
    component.add("class", "CONFIDENTIAL")


def _from(visible: VisibleRecords) -> str:
    return words.CONFIDENTIAL_FAMILY if visible.access.family else words.CONFIDENTIAL


def _reviews(visible: VisibleRecords) -> list[tuple[date, str]]:
    """Dates answered under review items, with their questions."""
    items = [item.id for item in visible.format.agenda if item.kind == "review"]
    found: list[tuple[date, str]] = []
    for item in items:
        for entry in visible.answers.get(item, []):
            question = visible.format.question(entry.record.question)
            if question is None or question.type != "date":
                continue
            if day := day_in(entry.record.value):
                found.append((day, question.id))
    return found
