"""Records of a decision not to convene a meeting (MSCB-01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import Details, Draft, NotConvened, Person
from chairtui.words import convening as words


def mark_among(typed: Mapping[str, str]) -> tuple[str, str]:
    """The first of what was typed, by its name, that holds a mark, and the mark; "" for none. The decision is one page,
    and each relative is given of it what is released to them, so it takes no marks."""
    found = ((name, mark_in(text)) for name, text in typed.items())
    return next(((name, mark) for name, mark in found if mark), ("", ""))


def not_convened(
    format_: Format,
    *,
    subject: str,
    rationale: str,
    decided_by: str,
    on: date,
    now: datetime,
    role: str = "",
    considered_at: str = "",
    instead: str = "",
    person: Person | None = None,
) -> list[Draft]:
    """Initial drafts of the journal that keeps the decision. `now` is aware. Raises `ValidationError`."""
    details = Details(
        format=format_.id,
        format_version=format_.version,
        format_name=format_.name,
        title=words.TITLE.format(subject=" ".join(subject.split())),
        subject=subject,
        person=person or format_.words.person,
        starts=now,
    )
    decision = NotConvened(
        rationale=rationale, decided_by=decided_by, role=role, on=on, considered_at=considered_at, instead=instead
    )
    return [Draft(record=details), Draft(record=keep(format_)), Draft(record=decision)]
