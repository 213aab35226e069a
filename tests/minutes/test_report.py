"""A report over many meetings: each number is what a plain count finds, none names anybody, none small is shown."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Action,
    ActionStatus,
    Attendee,
    Departure,
    Distribution,
    FollowUp,
    Observation,
    Progress,
    Record,
    Version,
    Who,
)
from chairtui.minutes.report_files import KINDS, to_file
from chairtui.minutes.report_tables import HIDDEN_TOGETHER, SMALL, Cell, Row, Table, Tally, hidden, tables
from chairtui.words import report as words
from tests.meeting.closed_meetings import STARTS, held, write
from tests.minutes.builders import FORMAT

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 12, 30)
AGENCIES = ("Health", "School", "Police", "Housing | North", "")
STATUSES: tuple[ActionStatus, ...] = ("done", "dropped", "open")
NAMES = ("Ada Quill", "Ben Sample", "Cleo Other", "Dan Fourth")


def a_meeting(chance: random.Random) -> Meeting:
    """A made-up meeting, with what became of its actions and copies."""
    people = [
        Attendee(
            id=f"p{number}",
            name=name,
            agency=chance.choice(AGENCIES),
            status=chance.choice(["present", "apologies", "absent", "invited"]),
            report=chance.choice(["", "sent", "not sent"]),
        )
        for number, name in enumerate(NAMES)
    ]
    seen = [
        Observation(id=f"o{number}", theme=chance.choice(["strength", "need", "risk"]), text="Something.")
        for number in range(4)
    ]
    actions = [
        Action(
            id=f"a{number}",
            text="Do it.",
            owner=Who(name=NAMES[owner], attendee=f"p{owner}"),
            deadline=date(2026, 12, 10) + timedelta(chance.randrange(30)),
            addresses=(f"o{number}",),
        )
        for number in range(3)
        for owner in (chance.randrange(4),)
    ]
    records: list[Record] = [
        *people,
        *seen,
        *actions,
        Progress(id="progress:plan", item="plan", seconds=chance.randrange(3000)),
    ]
    if chance.random() < 0.4:
        records.append(Departure(id="d", provision="T-01", reason="None.", decided_by=Who(name=NAMES[0])))
    of = held(*records, closed=chance.random() < 0.8, format="harbour", format_name=chance.choice(["Harbour", "Quay"]))
    if of.closed:
        for number in range(3):
            if chance.random() < 0.7:
                status = chance.choice(STATUSES)
                moved = date(2027, 1, 20) if status == "open" else None
                write(of, FollowUp(id=f"f{number}", action=f"a{number}", status=status, deadline=moved, reason="So."))
        for number in range(2):
            write(of, Distribution(id=f"s{number}", to=Who(name=NAMES[number], attendee=f"p{number}"), sent=TODAY))
    return of


@pytest.fixture(scope="module")
def meetings() -> list[Meeting]:
    chance = random.Random(7)
    return [a_meeting(chance) for _ in range(80)]


@pytest.fixture(scope="module")
def tally(meetings: list[Meeting]) -> Tally:
    counted = Tally()
    for meeting in meetings:
        counted.add(meeting, FORMAT, TODAY, LONDON)
    return counted


def newest(meeting: Meeting) -> list[Version]:
    """The slow way: the last version of each record."""
    return list({version.record.id: version for version in meeting.versions}.values())


def records(meetings: list[Meeting], closed: bool = False) -> Iterator[tuple[list[Version], Version]]:
    for meeting in meetings:
        found = newest(meeting)
        if not closed or any(version.record.kind == "closure" for version in found):
            yield from ((found, version) for version in found)


def agency_of(found: list[Version], who: Who | None) -> str:
    [agency] = [
        v.record.agency for v in found if isinstance(v.record, Attendee) and who and v.record.id == who.attendee
    ]
    return agency or words.FAMILY


def test_meetings_attendance_and_reports_are_what_a_plain_count_finds(meetings: list[Meeting], tally: Tally) -> None:
    assert tally.meetings == Counter(meeting.details.format_name for meeting in meetings)
    assert tally.parts == {words.ONE_PART: 80}
    people = [v.record for _, v in records(meetings) if isinstance(v.record, Attendee)]
    assert tally.attendance == Counter((p.agency or words.FAMILY, p.status) for p in people)
    assert tally.reports == Counter((p.agency or words.FAMILY, p.report) for p in people if p.report)


def test_actions_are_counted_by_what_became_of_them(meetings: list[Meeting], tally: Tally) -> None:
    slow: Counter[tuple[str, str]] = Counter()
    moved: Counter[str] = Counter()
    for found, version in records(meetings, closed=True):
        if not isinstance(version.record, Action):
            continue
        action, status, deadline = version.record, "open", version.record.deadline
        assert deadline is not None
        for step in found:
            if isinstance(step.record, FollowUp) and step.record.action == action.id:
                status, deadline = step.record.status, step.record.deadline or deadline
        # Each is done on the day of the meeting, before any deadline.
        outcome = {"done": "in time", "dropped": "dropped"}.get(status) or ("overdue" if deadline < TODAY else "open")
        slow[agency_of(found, action.owner), outcome] += 1
        moved[agency_of(found, action.owner)] += deadline != action.deadline
    assert tally.actions == slow
    assert tally.moved == +moved
    assert {key for _, key in slow} == {"in time", "dropped", "open", "overdue"}


def test_an_action_done_after_its_deadline_is_late() -> None:
    tally = Tally()
    late = Action(id="a", text="Do it.", owner=Who(name="Ada Quill"), deadline=STARTS.date() - timedelta(1))
    of = held(late, format="harbour")
    write(of, FollowUp(id="f", action="a", status="done"))
    tally.add(of, FORMAT, TODAY, LONDON)
    assert tally.actions == {(words.NO_AGENCY, "late"): 1}


def test_needs_departures_copies_and_time_are_what_a_plain_count_finds(meetings: list[Meeting], tally: Tally) -> None:
    slow: Counter[str] = Counter()
    for found, version in records(meetings):
        if isinstance(version.record, Observation) and version.record.theme != "strength":
            done = any(isinstance(v.record, Action) and version.record.id in v.record.addresses for v in found)
            slow[f"{version.record.theme} {done}"] += 1
    said = {"need True": "Needs with an action", "risk False": "Risks without an action"}
    assert {label: tally.answered[label] for label in said.values()} == {said[key]: slow[key] for key in said}
    assert sum(tally.answered.values()) == sum(slow.values())
    assert tally.departures == {"T-01": sum(isinstance(v.record, Departure) for _, v in records(meetings))}
    assert set(tally.copies) == {"no date set"}, "this format sets none"
    timed = [v.record.seconds for _, v in records(meetings) if isinstance(v.record, Progress) and v.record.seconds]
    assert sum(tally.used.values()) == sum(round(seconds / 60) for seconds in timed)
    assert sum(tally.timed.values()) == len(timed)


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (7, "in time"),
        (8, "1 to 5 days late"),
        (12, "1 to 5 days late"),
        (13, "more than 5 days late"),
        (None, "not sent, due"),
    ],
)
def test_a_copy_is_in_time_up_to_the_day_the_minutes_were_due(days: int | None, key: str) -> None:
    ada = Attendee(id="ada", name="Ada Quill", agency="Health", status="present")
    of = held(ada, format="harbour", minutes_within=5)  # working days: due a week later
    if days is not None:
        sent = STARTS.date() + timedelta(days)
        write(of, Distribution(id="s", to=Who(name="Ada Quill", attendee="ada"), sent=sent))
    tally = Tally()
    tally.add(of, FORMAT, TODAY, LONDON)
    assert tally.copies[key] == 1


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=12))
def test_no_small_count_is_shown_nor_told_by_the_sum(counts: list[int]) -> None:
    cells = hidden(counts)
    away = [count for count, cell in zip(counts, cells, strict=True) if not isinstance(cell, int)]
    for count, cell in zip(counts, cells, strict=True):
        if isinstance(cell, int):
            assert cell == count
            assert not 0 < cell < SMALL
    assert bool(away) == any(0 < count < SMALL for count in counts)
    if away and any(isinstance(cell, int) and cell for cell in cells):
        assert len(away) > 1
        assert sum(away) >= HIDDEN_TOGETHER


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert hidden([40, 3, 12, 90, 0]) == [40, "small", "withheld", 90, 0]


def test_a_rare_agency_is_one_of_the_others() -> None:
    counted = Tally()
    counted.attendance.update({("Dr Rarename", "present"): 3, ("Midwives", "absent"): 2, ("Health", "present"): 50})
    [shown] = [table for table in tables(counted) if table.title == words.ATTENDANCE]
    assert [row.label for row in shown.rows] == ["Health", words.OTHERS]
    assert shown.rows[1].counts == ("small", 0, "small", 0)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_named_in_any_kind_of_file(tally: Tally, kind: str) -> None:
    made = to_file(kind, tables(tally), "All.")  # type: ignore[arg-type]
    for name in (*NAMES, "K., aged 7", "Meeting about K."):
        assert name not in made


def said(cell: Cell) -> str:
    return {"small": "fewer than 5", "withheld": "not shown"}.get(str(cell), str(cell))


def test_every_kind_of_file_has_every_number(tally: Tally) -> None:
    shown = [*tables(tally), Table("Hidden", ("N",), (Row("a", ("small",)), Row("b", ("withheld",))), 30)]
    rows = list(csv.reader(io.StringIO(to_file("csv", shown, "All.").lstrip("\ufeff"))))[1:]
    wanted = [
        [table.title, row.label, column, said(cell)]
        for table in shown
        for row in table.rows
        for column, cell in zip(table.columns, row.counts, strict=True)
    ]
    assert [row for row in rows if row[1] != words.TOTAL] == wanted
    data = json.loads(to_file("json", shown, "All."))
    assert [table["title"] for table in data["tables"]] == [table.title for table in shown]
    assert data["tables"][-1]["rows"][0] == {"label": "a", "counts": [None], "hidden": ["small"]}
    page = to_file("html", shown, "All.")
    assert page.count("<table") == sum(bool(table.rows) for table in shown)
    for _, label, _, cell in wanted:
        assert label.replace("|", "&#124;") in page or label in page
        assert cell in page
