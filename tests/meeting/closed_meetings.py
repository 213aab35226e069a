"""Builds closed meetings, with one version a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Attendee, Closure, Details, Draft, Observation, Record, Version, Who
from chairtui.meeting.seal import digest

STARTS = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
TODAY = date(2026, 12, 16)


def details(**changes: object) -> Details:
    given: dict[str, object] = {
        "format": "bristol",
        "format_version": "1",
        "format_name": "Bristol",
        "title": "Meeting about K.",
        "subject": "K., aged 7",
        "starts": STARTS,
    }
    return Details.model_validate(given | changes)


def write(of: Meeting, record: Record, by: str = "Jo Bell") -> None:
    """Keep one more version."""
    at = STARTS + timedelta(minutes=of.position + 1)
    draft = Draft(record=record, base=of.base_of(record.id))
    of.apply(Version(**dict(draft), seq=of.position + 1, at=at, by=by))


def held(*records: Record, closed: bool = True, **changes: object) -> Meeting:
    """A meeting of these records, closed if not said otherwise."""
    of = Meeting("first1")
    for record in (details(**changes), *records):
        write(of, record)
    if closed:
        write(of, Closure(digest=digest(of.versions), position=of.position))
    return of


def ids() -> Callable[[], str]:
    """Fresh ids: new1, new2 and so on."""
    numbers: Iterator[int] = count(1)
    return lambda: f"new{next(numbers)}"


ADA = Attendee(id="ada", name="Ada Quill", role="nurse", agency="Health", status="present")
BEN = Attendee(id="ben", name="Ben Sample", role="teacher", agency="School", status="apologies")
MOTHER = Attendee(id="mother", name="Ms K.", role="mother", status="present")
VISIT = Action(id="visit", text="Visit", owner=Who(name="Ada Quill", attendee="ada"), deadline=date(2026, 12, 10))
NEED = Observation(id="need", theme="need", text="A bed")
