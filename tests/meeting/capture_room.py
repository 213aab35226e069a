"""A meeting with attendees, for tests of the capture line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

from chairtui.meeting.capture.capture import (
    Asks,
    LeftUnsettled,
    LineContext,
    Refused,
    Understood,
    capture,
    preview,
    take,
)
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import AgendaItem, Format, Pathway, Route
from chairtui.meeting.records import Details, Draft, Part, Record, Version

HELD = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""A Friday."""
PEOPLE = (
    "present: Sam Okafor, Health visitor, Health",
    "present: Sam Price, DC, Police",
    "apologies: Zoë O’Neill-Smith, Head of year, Hillside School",
    "invite: Ada Bello, Social worker, Children's Services",
)
FORMAT = Format(
    id="plain",
    version="1",
    name="Plain",
    body="Nowhere Partnership",
    citation="Nowhere 1",
    summary="A format for trying lines.",
    nation="England",
    agenda=(
        AgendaItem(id="known", title="Known before", kind="observations", minutes=10, origin="prior"),
        AgendaItem(id="heard", title="Heard today", kind="observations", minutes=10, origin="during"),
        AgendaItem(id="plan", title="Plan", kind="plan", minutes=10),
    ),
    pathway=Pathway(steps=("Ring 999.",), cites="Nowhere 2"),
    route=Route(text="Ask a manager.", provision="ALL-01", cites="Nowhere 3"),
)

RecordT = TypeVar("RecordT", bound=Record)


class Room:
    """A meeting on Friday 20 November 2026 and its note-taker, Noor Castle."""

    def __init__(self, people: Sequence[str] = PEOPLE, part: Part = 1) -> None:
        self.ids = (f"id{n}" for n in itertools.count(1))
        self.meeting = Meeting("m1")
        details = Details(
            format="plain", format_version="1", format_name="Plain", title="T", subject="S", starts=HELD, part=part
        )
        self.file(Draft(record=details))
        for line in people:
            self.say(line)

    def file(self, draft: Draft) -> None:
        seq = self.meeting.position + 1
        self.meeting.apply(Version(**dict(draft), seq=seq, at=HELD, by="Noor Castle"))

    def try_line(self, line: str, item: str = "", by: str = "Noor Castle") -> Understood | Asks | Refused:
        return capture(line, self.meeting, FORMAT, item=item, new_id=lambda: next(self.ids), by=by, now=HELD)

    def context(self, item: str = "", by: str = "Noor Castle") -> LineContext:
        return LineContext.of(self.meeting, FORMAT, item=item, new_id=lambda: next(self.ids), by=by, now=HELD)

    def take(self, line: str, item: str = "") -> Understood | LeftUnsettled | Refused:
        """File a line, as the capture line does."""
        taken = take(line, self.context(item))
        if not isinstance(taken, Refused):
            for draft in taken.drafts:
                self.file(draft)
        return taken

    def understood(self, line: str, item: str = "") -> Understood:
        outcome = self.try_line(line, item)
        assert isinstance(outcome, Understood), outcome
        return outcome

    def say(self, line: str, item: str = "") -> Record:
        """File a line; the record it became."""
        outcome = self.understood(line, item)
        for draft in outcome.drafts:
            self.file(draft)
        return outcome.drafts[0].record

    def become(self, kind: type[RecordT], line: str, item: str = "") -> RecordT:
        """The record a line would become, not filed."""
        record = self.understood(line, item).drafts[0].record
        assert isinstance(record, kind)
        return record

    def refused(self, line: str) -> str:
        outcome = self.try_line(line)
        assert isinstance(outcome, Refused), outcome
        return outcome.reason

    def asked(self, line: str) -> Asks:
        outcome = self.try_line(line)
        assert isinstance(outcome, Asks), outcome
        return outcome

    def below(self, line: str) -> str:
        """The preview of a line."""
        return preview(line, self.meeting, FORMAT, by="Noor Castle")
