"""Actions in a spreadsheet and in a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from chairtui.data_files import read_data
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Amendment, Answer, Attendee, Audience, Who
from chairtui.minutes.csv_file import as_text, harmless
from chairtui.minutes.file_kinds import Branding, NothingToWrite, Reader, build_file
from tests.minutes.builders import FORMAT, meeting
from tests.minutes.opened import csv_rows
from tests.minutes.strategies import audiences, meetings

BRANDING = Branding(read_data("templates/minutes.md"))
RUN = tuple("=+-@|%\t\r＝＋－＠")


def rows(of: Meeting, audience: Audience = "attendees") -> list[list[str]]:
    return csv_rows(build_file(of, FORMAT, "csv", Reader(audience), BRANDING))


def parts(of: Meeting, audience: Audience = "attendees") -> list[dict[str, str]]:
    """Each to-do and event, dates as YYYY-MM-DD."""
    calendar = Calendar.from_ical(build_file(of, FORMAT, "ics", Reader(audience), BRANDING))
    return [
        {"kind": str(part.name)}
        | {n: str(part.decoded(n) if n in ("DUE", "DTSTART", "DTEND") else value) for n, value in part.items()}
        for part in calendar.walk()
        if part.name in ("VTODO", "VEVENT")
    ]


@settings(max_examples=60, deadline=None)
@given(of=meetings(), audience=audiences)
def test_no_cell_is_a_formula_and_every_row_is_whole(of: Meeting, audience: Audience) -> None:
    table = rows(of, audience)
    assert len({len(row) for row in table}) == 1
    assert not [cell for row in table for cell in row if cell.lstrip().startswith(RUN)]


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-5", "@SUM(A1)", " =1", "＝1", "|cmd", "\t=1"])
def test_a_formula_becomes_words(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_words_stay_as_they_are() -> None:
    assert harmless("Ring Ada (x = y)") == "Ring Ada (x = y)"


BUSY = meeting(
    Attendee(id="person-1", name="Ada Quill", agency="Health"),
    Action(
        id="action-1",
        text='Visit, "soon"\nand ring',
        measure="Seen",
        owner=Who(name="Ada Quill", attendee="person-1"),
        deadline=date(2026, 12, 10),
    ),
    Action(id="action-2", text="Drop it", status="dropped"),
    Answer(id="answer:review", question="review", value="2027-02-12"),
    closed=True,
    then=(Amendment(id="m-1", target="action-1", text="Visit twice", reason="Misheard"),),
)


def test_the_sheet_begins_so_that_a_spreadsheet_reads_it_and_has_a_row_for_each_action() -> None:
    raw = build_file(BUSY, FORMAT, "csv", Reader(), BRANDING)
    assert raw.startswith(b"\xef\xbb\xbfRef,")
    assert b"\r\n" in raw
    table = rows(BUSY)
    first = dict(zip(table[0], table[1], strict=True))
    assert first["Action"] == 'Visit, "soon" / and ring'
    assert (first["Owner"], first["Agency"], first["Deadline"]) == ("Ada Quill", "Health", "2026-12-10")
    assert first["Corrected after the meeting"] == "Visit twice (Reason: Misheard)"
    assert table[2][table[0].index("Status")] == "Dropped"


def test_a_deadline_and_the_review_are_all_day_events_with_the_to_dos_beside_them() -> None:
    deadline, todo, dropped, review = parts(BUSY)
    assert todo["kind"] == "VTODO"
    assert todo["SUMMARY"] == 'Ada Quill, Health: Visit, "soon" / and ring'
    assert todo["DUE"] == "2026-12-10"
    assert todo["STATUS"] == "NEEDS-ACTION"
    assert "Visit twice" in todo["DESCRIPTION"]
    assert dropped["STATUS"] == "CANCELLED"
    assert "DUE" not in dropped
    assert (deadline["kind"], deadline["DTSTART"], deadline["DTEND"]) == ("VEVENT", "2026-12-10", "2026-12-11")
    assert deadline["SUMMARY"] == f"Deadline: {todo['SUMMARY']}"
    assert (review["kind"], review["DTSTART"]) == ("VEVENT", "2027-02-12")
    assert len({part["UID"] for part in (deadline, todo, dropped, review)}) == 4


def test_a_second_export_names_each_entry_as_the_first_did() -> None:
    assert build_file(BUSY, FORMAT, "ics", Reader(), BRANDING) == build_file(BUSY, FORMAT, "ics", Reader(), BRANDING)
    actions = {part["UID"] for part in parts(BUSY, "actions")}
    assert actions < {part["UID"] for part in parts(BUSY)}


@settings(max_examples=40, deadline=None)
@given(of=meetings(), audience=audiences)
def test_every_calendar_can_be_read_and_its_lines_are_short(of: Meeting, audience: Audience) -> None:
    try:
        raw = build_file(of, FORMAT, "ics", Reader(audience), BRANDING)
    except NothingToWrite:
        return
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert Calendar.from_ical(raw).name == "VCALENDAR"


def test_a_meeting_without_actions_or_review_gives_no_calendar_and_says_so() -> None:
    with pytest.raises(NothingToWrite, match="no actions and no review date"):
        build_file(meeting(), FORMAT, "ics", Reader(), BRANDING)


@pytest.mark.parametrize(
    "cell",
    [
        "3/4",
        "1-2",
        "007",
        "10:30",
        "10.30 pm",
        "5 Dec",
        "Dec-5",
        "Mar 2027",
        "TRUE",
        "1E5",
        "50%",
        "£20",
        "(5)",
        "1 1/2",
    ],
)
def test_a_text_that_looks_like_a_date_or_a_number_stays_text(cell: str) -> None:
    assert as_text(cell) == f"\u00a0{cell}"
    of = meeting(Action(id="action-1", text="Weigh", measure=cell))
    table = rows(of)
    assert table[1][table[0].index("Measure")].strip() == cell


@pytest.mark.parametrize(
    "cell", ["3/4 meals", "Seen twice", "May be seen", "Weight 12.4 kg", "A and E", "true enough", ""]
)
def test_other_words_are_not_touched(cell: str) -> None:
    assert as_text(cell) == cell
