"""Meetings and formats for tests of formats, rules and closing, built and changed record by record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from chairtui.data_files import data_folder, read_data
from chairtui.meeting.closing.checks import check
from chairtui.meeting.closing.depart import depart
from chairtui.meeting.closing.findings import Finding, Level
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.loader import load_format
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import (
    Action,
    Answer,
    Attendee,
    Details,
    FamilyTalk,
    Note,
    Observation,
    Record,
    Version,
    Who,
)

HELD = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/London"))
"""A Thursday; five working days later is Thursday 10 December."""

EVERY = sorted(path.stem for path in (data_folder() / "formats").glob("*.toml"))
"""Ids of the built-in formats."""

READY = {
    "authorised-by": "Ida Fairweather",
    "authorised-role": "Designated safeguarding lead",
    "authorised-on": "2026-11-24",
    "lawful-basis": "public-task",
    "family-informed": "yes",
    "family-objected": "no",
    "chair-experienced": "yes",
    "confidentiality-read": "yes",
    "wishes-and-feelings": "Robin says: let me stay at my school.",
    "existing-plan": "yes",
    "actions-realistic": "yes",
    "who-informs-family": "Sam Okafor",
    "raised-with-family": "Sam talks it over with both parents.",
    "plan-coordinated": "Sam rings everybody each month.",
    "family-meeting": "yes",
    "family-group-conference": "yes",
    "lead-practitioner": "Sam Okafor",
    "review-date": "2027-02-25",
    "agencies-consulted": "yes",
    "assessment-shared": "2026-11-26",
    "record-to-family": "yes",
    "record-to-family-how": "Sam reads it with Robin, with pictures.",
    "power-attended-to": "yes",
    "culture-considered": "Gran prays at home; nobody had asked.",
    "family-told": "yes",
    "family-told-how": "Sam visits.",
    "family-told-when": "2026-12-07",
    "family-told-by": "Sam Okafor",
    "level-of-need": "level-3",
    "stuck": "no",
    "agencies-involved": "Health, Children's Social Care",
    "not-informed-exception": "section-47",
    "lead-chairs": "lead",
    "record-sent-how": "By secure mail to all who came.",
    "record-kept-where": "On the child's file at the council.",
    "shared-with-parents": "yes",
    "parents-told-by": "Sam Okafor",
    "parents-told-when": "2026-12-07",
    "known-with-network": "yes",
    "other-forums": "The child's plan meeting is in March.",
    "line-manager": "Ida Fairweather",
    "partners-agree": "yes",
    "child-informed": "yes",
    "who-informs-child": "Sam Okafor",
    "facilitator": "Sam Okafor",
    "chair-suited": "yes",
    "expert-advice": "Substance misuse service, by phone.",
    "planning-forum": "Child's plan meeting, 14 December",
    "planning-forum-by": "Sam Okafor",
    "presenter": "Sam Okafor",
    "takes-away": "Ask Robin to draw the way to school.",
    "organisations-hear": "Visits at breakfast work.",
    "no-formal-review": "yes",
    "success": "Two agencies visited together.",
    "main-learning": "Ring before the weekend.",
    "shared-how": "Team meetings in January.",
    "shared-by": "Sam Okafor",
}


@cache
def format_called(format_id: str) -> Format:
    """A built-in format."""
    path = data_folder() / "formats" / f"{format_id}.toml"
    return load_format(path.read_text(encoding="utf-8"), str(path), baseline())


def baseline() -> str:
    """The baseline, as TOML."""
    return read_data("baseline.toml")


class Table:
    """A meeting under construction and its format."""

    def __init__(self, format_id: str = "isle-of-wight") -> None:
        self.format = format_called(format_id)
        self.meeting = Meeting("m1")

    def put(self, record: Record, *, removed: bool = False) -> Entry[Record]:
        """Add or change a record; returns its entry."""
        seq = self.meeting.position + 1
        at = HELD + timedelta(seconds=seq)
        base = self.meeting.base_of(record.id)
        return self.meeting.apply(Version(record=record, base=base, removed=removed, seq=seq, at=at, by="Noor Castle"))

    def change(self, ref_or_id: str, **changes: object) -> Entry[Record]:
        """Change fields of a record."""
        entry = self.meeting.find(ref_or_id)
        assert entry is not None
        return self.put(type(entry.record).model_validate({**dict(entry.record), **changes}))

    def remove(self, ref_or_id: str) -> Entry[Record]:
        """Remove a record."""
        entry = self.meeting.find(ref_or_id)
        assert entry is not None
        return self.put(entry.record, removed=True)

    def answer(self, question: str, value: str, reason: str = "") -> None:
        """Answer a question."""
        self.put(Answer(id=f"answer:{question}", question=question, value=value, reason=reason))

    def take_back(self, question: str) -> None:
        """Remove an answer, if any."""
        if self.meeting.answer(question):
            self.remove(f"answer:{question}")

    def depart(self, provision: str, reason: str = "Nobody could", who: str = "Ida Hill", route: str = "") -> None:
        """Depart from a provision."""
        self.put(depart(provision, reason, who, self.meeting, self.format, self.findings(), route=route).record)

    def findings(self, provision: str = "", level: Level | None = None) -> list[Finding]:
        """All findings, or those of one provision or level."""
        return [
            f
            for f in check(self.meeting, self.format)
            if (not provision or f.provision == provision) and level in (None, f.level)
        ]

    def one(self, provision: str, level: Level) -> Finding:
        """The single finding of a provision at a level."""
        found = self.findings(provision, level)
        assert len(found) == 1, found
        return found[0]


def ready(format_id: str = "isle-of-wight") -> Table:
    """A meeting that can be closed without advice: two present, a need and a risk, two actions."""
    table = Table(format_id)
    sam = Who(name="Sam Okafor", attendee="p1")
    noor = Who(name="Noor Castle", attendee="p2")
    table.put(
        Details(
            format=table.format.id,
            format_version=table.format.version,
            format_name=table.format.name,
            title="Planning for Robin",
            subject="Robin Featherstone",
            starts=HELD,
            reasons=tuple(reason.id for reason in table.format.reasons[:1]),
            aim="Settle who does what so that Robin is safe on the way to school.",
            chair=sam,
            note_taker=noor,
            convening_agency="Children's Social Care",
            venue="Room 4, Town Hall",
        )
    )
    for id_, who, agency in (("p1", sam, "Children's Social Care"), ("p2", noor, "Health")):
        table.put(
            Attendee(
                id=id_, name=who.name, role="Practitioner", agency=agency, status="present", why="Works with Robin",
                report="sent",
            )
        )  # fmt: skip
    table.put(Observation(id="o1", theme="strength", text="Gran lives next door", origin="prior"))
    table.put(Observation(id="o2", theme="need", text="Help with getting up", origin="prior"))
    table.put(Observation(id="o3", theme="risk", text="Walks to school alone along the main road"))
    table.put(Note(id="n1", nature="reported", text="The neighbour heard shouting", source=sam, item="information"))
    for item in table.format.agenda:
        if item.kind == "reflection":
            table.put(Note(id=f"n-{item.id}", nature="opinion", text="A thought", source=sam, item=item.id))
    for id_, owner, target in (("a1", sam, "o2"), ("a2", noor, "o3")):
        table.put(
            Action(
                id=id_, text="Visit Robin at home", measure="Two visits made", owner=owner,
                deadline=date(2026, 12, 17), addresses=(target, "n1"), family=FamilyTalk(by=sam),
            )
        )  # fmt: skip
    for question, value in READY.items():
        if table.format.question(question):
            table.answer(question, value)
    return table


def write_format(folder: Path, name: str, text: str) -> Path:
    """Write a user's own format file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
