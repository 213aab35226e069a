"""Records and clocks for the journal's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from chairtui.meeting.records import Details, Draft, Note, Record


class Clock:
    """A manual clock."""

    def __init__(self) -> None:
        self.time = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def a_details(title: str = "Strategy meeting", starts: datetime | None = None) -> Details:
    return Details(
        format="bristol",
        format_version="1",
        format_name="Bristol",
        title=title,
        subject="A child called Testa",
        starts=starts or datetime(2026, 12, 3, 14, 0, tzinfo=UTC),
    )


def a_note(record_id: str, text: str = "Testa was at school all week.") -> Note:
    return Note(id=record_id, nature="fact", text=text)


def new(record: Record) -> Draft:
    return Draft(record=record)
