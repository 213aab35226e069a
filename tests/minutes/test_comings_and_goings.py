"""Who came late or went early, and who verified a report, reach the minutes and every file, and change no old seal."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from chairtui.data_files import read_data
from chairtui.format_registry import open_registry
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee, Details, Draft, Note, Progress, Record, Version
from chairtui.minutes.exchange import read_json, to_json
from chairtui.minutes.markdown import minutes

AT = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/London"))


def a_meeting() -> Meeting:
    format_ = open_registry().formats["bristol"]
    details = Details(
        format="bristol",
        format_version=format_.version,
        format_name=format_.name,
        title="About K.",
        subject="K.",
        starts=AT,
    )
    records: list[Record] = [
        details,
        Attendee(
            id="p1", name="Ros Tilney", status="present", arrived=AT.replace(minute=12), left=AT.replace(minute=40)
        ),
        Attendee(id="p2", name="Priya Larkspur", status="present"),
        Note(id="h1", nature="fact", text="The door is mended", item="information", verified="Priya Larkspur"),
    ]
    return Meeting("m1", [Version(seq=n, at=AT, by="R.", record=r) for n, r in enumerate(records, 1)])


def test_the_minutes_say_when_somebody_came_and_went_and_who_verified_a_report() -> None:
    meeting = a_meeting()
    text = minutes(meeting, open_registry().formats["bristol"], read_data("templates/minutes.md"))
    row = next(line for line in text.splitlines() if "Ros Tilney" in line)
    assert "14:12" in row
    assert "14:40" in row
    assert "**Verified:** Priya Larkspur" in text


def test_an_export_and_its_import_keep_them() -> None:
    records = [draft.record for draft in read_json(to_json(a_meeting())).drafts]
    person = next(r for r in records if isinstance(r, Attendee) and r.name == "Ros Tilney")
    note = next(r for r in records if isinstance(r, Note))
    assert (person.arrived, person.left) == (AT.replace(minute=12), AT.replace(minute=40))
    assert note.verified == "Priya Larkspur"


def test_a_record_that_says_nothing_of_them_is_written_as_before() -> None:
    plain: list[Record] = [
        Attendee(id="p1", name="Ros"),
        Note(id="n1", nature="fact", text="x"),
        Progress(id="progress:a", item="a"),
    ]
    written = [set(Draft(record=record).model_dump(mode="json")["record"]) for record in plain]
    assert not any({"arrived", "left", "verified", "paused"} & keys for keys in written)
