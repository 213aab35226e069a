"""A report over many meetings: each number is what a plain count finds, none names anybody, none small is shown."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.tally import Tallier
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Action,
    Attendee,
    Departure,
    Details,
    Distribution,
    FollowUp,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    Progress,
    Record,
)
from chairtui.minutes.report.counts import Counts
from chairtui.minutes.report.files import KINDS, to_file
from chairtui.minutes.report.suppression import Cell, group
from chairtui.minutes.report.tables import Bar, Report, Row, Table, tables
from chairtui.words import report as words
from tests.meeting.closed_meetings import STARTS, held
from tests.minutes.builders import FORMAT
from tests.minutes.report_meetings import NAMES, a_meeting

TODAY = date(2026, 12, 30)
QUAY = FORMAT.model_copy(update={"id": "quay", "name": "Quay"})


def counted(meetings: list[Meeting]) -> Counts:
    tallier = Tallier({"harbour": FORMAT, "quay": QUAY}.get)
    return Counts(TODAY).add_all(map(tallier.tally, meetings))


def made_up(seed: int, count: int = 40) -> list[Meeting]:
    chance = random.Random(seed)
    return [a_meeting(chance) for _ in range(count)]


@dataclass
class Plain:
    """A meeting the slow way: the last version of each record, and nothing of how the program folds it."""

    meeting: Meeting

    @property
    def records(self) -> list[Record]:
        last = {version.record.id: version for version in self.meeting.versions}
        return [version.record for version in last.values() if not version.removed]

    @property
    def details(self) -> Details:
        [found] = [record for record in self.records if isinstance(record, Details)]
        return found

    @property
    def closed(self) -> bool:
        return any(record.kind == "closure" for record in self.records)

    def agency(self, person: str | None) -> str:
        found = next((r for r in self.records if isinstance(r, Attendee) and r.id == person), None)
        return "" if found is None or found.relative or found.id == "p4" else " ".join(found.agency.lower().split())

    def owner(self, action: Action) -> str:
        assert action.owner is not None
        return self.agency(action.owner.attendee or f"p{NAMES.index(action.owner.name)}")


def plainly(meetings: list[Meeting]) -> Iterator[Plain]:
    """The meetings held by today."""
    for meeting in map(Plain, meetings):
        decided = any(isinstance(record, NotConvened) for record in meeting.records)
        if meeting.details.starts.date() <= TODAY and not decided:
            yield meeting


def count(found: Iterator[tuple[object, ...] | object]) -> Counter[object]:
    return Counter(found)


RANDOM = settings(max_examples=8, deadline=None)
SEEDS = st.integers(min_value=0, max_value=10_000)


@RANDOM
@given(SEEDS)
def test_meetings_reasons_and_parts_are_what_a_plain_count_finds(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    slow = list(plainly(meetings))
    assert found.meetings == count(of.details.format for of in slow)
    assert found.reasons == count((of.details.format, reason) for of in slow for reason in of.details.reasons)
    assert found.parts == count(of.details.part for of in slow)
    held_by = [of for of in meetings if of.details.starts.date() <= TODAY]
    assert sum(found.not_convened.values()) == len(held_by) - len(slow)


@RANDOM
@given(SEEDS)
def test_attendance_and_reports_by_agency_are_what_a_plain_count_finds(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    people = [(of, p) for of in plainly(meetings) for p in of.records if isinstance(p, Attendee)]
    assert found.attendance == count((of.agency(p.id), p.status) for of, p in people)
    assert found.reports == count((of.agency(p.id), p.report) for of, p in people)


@RANDOM
@given(SEEDS)
def test_actions_are_counted_by_what_became_of_them(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    slow: Counter[tuple[str, str]] = Counter()
    moved: Counter[str] = Counter()
    for of in plainly(meetings):
        taken_over = {id_ for r in of.records if isinstance(r, NextMeeting) for id_ in r.carried}
        for action in (r for r in of.records if isinstance(r, Action) and of.closed):
            status, deadline = action.status, action.deadline
            for step in of.records:
                if isinstance(step, FollowUp) and step.action == action.id:
                    status, deadline = step.status, step.deadline or deadline
            assert deadline is not None
            if status == "open" and action.id in taken_over:
                continue
            # Whatever is done is recorded on the day of the meeting.
            done = "late" if deadline < of.details.starts.date() else "in time"
            if of.details.starts.date() > STARTS.date():
                done = "in time"
            waits = "overdue" if deadline < TODAY else "open"
            slow[of.owner(action), {"done": done, "dropped": "dropped", "open": waits}[status]] += 1
            moved[of.owner(action)] += deadline != action.deadline
    assert found.actions == slow
    assert +found.moved == +moved


@RANDOM
@given(SEEDS)
def test_needs_risks_questions_departures_and_times_are_what_a_plain_count_finds(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    slow: Counter[tuple[str, bool]] = Counter()
    questions: list[int] = []
    departures: Counter[tuple[str, str]] = Counter()
    used: Counter[str] = Counter()
    for of in plainly(meetings):
        targets = [id_ for r in of.records if isinstance(r, Action) for id_ in r.addresses]
        slow.update((r.theme, r.id in targets) for r in of.records if isinstance(r, Observation))
        questions.append(sum(isinstance(r, Note) and r.nature == "question" for r in of.records))
        departures.update((of.details.format, r.provision) for r in of.records if isinstance(r, Departure))
        used[of.details.format] += sum(round(r.seconds / 60) for r in of.records if isinstance(r, Progress))
    assert +found.addressed == Counter({key: n for key, n in slow.items() if key[0] != "strength"})
    assert (found.questions, found.with_questions) == (sum(questions), sum(map(bool, questions)))
    assert found.departures == departures
    assert +found.used == +used
    assert all(found.planned[id_] == 60 * found.timed[id_] for id_ in found.timed)


@RANDOM
@given(SEEDS)
def test_minutes_and_copies_are_what_a_plain_count_finds(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    minutes: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    for of in plainly(meetings):
        if not of.closed:
            minutes["not closed"] += 1
            continue
        within = of.details.minutes_within
        # Thursday 3 December 2026: one working day later is the 4th, five are the 10th.
        due = None if within is None else of.details.starts.date() + timedelta(days={1: 1, 5: 7}[within])
        listed = copies(of.meeting, FORMAT)
        days = {r.to.attendee: r.sent for r in of.records if isinstance(r, Distribution)}
        late = [None if copy.sent is None else (copy.sent - due).days if due else 0 for copy in listed]
        assert all(days.get(copy.person) == copy.sent for copy in listed)
        for each in late:
            sent["no date" if due is None else lateness(each)] += 1
        if due is None or not listed:
            minutes["no date"] += 1
        elif None in late:
            minutes["not all sent, due"] += 1
        else:
            minutes[lateness(max(day for day in late if day is not None))] += 1
    assert found.minutes == minutes
    assert found.copies == sent


def lateness(days: int | None) -> str:
    if days is None:
        return "not sent, due"
    bounds = ((0, "in time"), (5, "1 to 5 days late"), (20, "6 to 20 days late"), (999, "more than 20 days late"))
    return next(name for most, name in bounds if days <= most)


def test_every_outcome_and_every_delay_occurs_among_the_made_up_meetings() -> None:
    found = counted(made_up(1, 200))
    assert {key for _, key in found.actions} == set(words.OUTCOMES)
    assert set(found.minutes) == {*words.MINUTES_STATES} - {"not due yet"}
    assert set(found.copies) == {*words.COPY_STATES} - {"not due yet"}


def test_what_is_to_come_is_not_due_yet() -> None:
    ada = Attendee(id="ada", name="Ada Quill", agency="Health", status="present")
    of = held(ada, format="harbour", minutes_within=60)
    assert counted([of]).minutes == {"not due yet": 1}
    assert counted([of]).copies == {"not due yet": 1}
    assert not counted([held(ada, format="harbour", starts=STARTS + timedelta(days=60))]).held


def test_an_agency_is_one_however_it_is_spelt() -> None:
    people = [
        Attendee(id=f"p{n}", name=f"Person {n}", agency=agency, status="present")
        for n, agency in enumerate(["Health", "health", "Health", "HEALTH", "Health."])
    ]
    report = tables(counted([held(*people, format="harbour")]), lambda _: None)
    [shown] = [table for table in report.tables if table.title == words.ATTENDANCE]
    assert [row.label for row in shown.rows] == ["Health"]


# ---- hiding


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=12))
def test_no_small_count_can_be_worked_out_from_the_others_and_their_sum(counts: list[int]) -> None:
    cells = group(counts)
    if cells is None:
        assert any(0 < each < 5 for each in counts)
        return
    assert all(cell == each for cell, each in zip(cells, counts, strict=True) if isinstance(cell, int))
    assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5]
    possible = work_out(cells, sum(counts))
    assert all(possible[place] == {1, 2, 3, 4} for place, cell in enumerate(cells) if cell == "small")


def work_out(cells: list[Cell] | tuple[Cell, ...], total: int) -> dict[int, set[int]]:
    """What each hidden cell can be, for somebody who knows the sum, what the marks mean, and that the smallest of the
    larger counts are those withheld."""
    most = min((cell for cell in cells if isinstance(cell, int) and cell), default=total)
    ranges = {
        place: range(1, 5) if cell == "small" else range(5, max(most, 5) + 1)
        for place, cell in enumerate(cells)
        if not isinstance(cell, int)
    }
    left = total - sum(cell for cell in cells if isinstance(cell, int))
    possible: dict[int, set[int]] = {}
    for place, own in ranges.items():
        others = [each for other, each in ranges.items() if other != place]
        low, high = sum(each[0] for each in others), sum(each[-1] for each in others)
        possible[place] = {value for value in own if low <= left - value <= high}
    return possible


@RANDOM
@given(SEEDS, st.integers(min_value=1, max_value=60))
def test_a_whole_report_gives_no_small_number_away(seed: int, meetings: int) -> None:
    """Every sum that a report shows is used: of a column, of a row, and one table's for another."""
    report = tables(counted(made_up(seed, meetings)), lambda _: None)
    by_title = {table.title: table for table in report.tables}
    for title in (words.BY_FORMAT, words.BY_PART, words.MINUTES):
        if by_title[title].rows:
            attack([row.counts[0] for row in by_title[title].rows], report.held)
    if by_title[words.COPIES].rows:
        attack([row.counts[0] for row in by_title[words.COPIES].rows], by_title[words.COPIES].total)
    for title, width in ((words.ACTIONS, 5), (words.ATTENDANCE, 4), (words.REPORTS, 4)):
        for row in by_title[title].rows:
            attack(row.counts[:width], row.counts[-1])
    for row in by_title[words.ACTIONS].rows:
        moved, actions = row.counts[5:]
        assert not (isinstance(moved, int) and isinstance(actions, int) and 0 < actions - moved < 5)
    assert not [cell for table in report.tables for row in table.rows for cell in row.counts if cell in (1, 2, 3, 4)]


def attack(cells: list[Cell] | tuple[Cell, ...], total: Cell | None) -> None:
    if not isinstance(total, int):
        assert "small" not in cells, "with a small sum, a cell that says it is small says how small"
        return
    if all(cell == "withheld" for cell in cells):
        return  # each can be anything from 0 to the sum
    possible = work_out(cells, total)
    assert all(possible[place] == {1, 2, 3, 4} for place, cell in enumerate(cells) if cell == "small")


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert group([40, 3, 12, 90, 0]) == [40, "small", "withheld", 90, 0]
    assert group([4, 3, 5]) is None, "5 can't make up for what a small one might be"


def test_where_a_hidden_number_stands_does_not_tell_its_size() -> None:
    seen: list[list[str]] = []
    for sizes in ((1, 4), (4, 1)):
        counts = Counts(TODAY)
        counts.meetings["harbour"] = 50
        counts.departures.update({("harbour", "T-01"): sizes[0], ("harbour", "T-02"): sizes[1]})
        [found] = [table for table in tables(counts, lambda _: None).tables if table.title == words.DEPARTURES]
        seen.append([row.label for row in found.rows])
    assert seen[0] == seen[1]


def test_periods_that_overlap_give_small_numbers_away_and_every_report_to_read_says_so(report: Report) -> None:
    """What isn't protected: a count of both periods less that of one."""
    shorter, longer = Counts(TODAY), Counts(TODAY)
    shorter.meetings["harbour"], longer.meetings["harbour"] = 20, 21
    rows = [tables(counts, lambda _: None).tables[0].rows for counts in (shorter, longer)]
    assert [row.counts for [row] in rows] == [(20,), (21,)], "one meeting was held between the two days"
    for kind in ("md", "html"):
        assert "that don't overlap" in to_file(kind, report, "All.").replace("\\", "")


def test_a_rare_agency_is_one_of_the_others() -> None:
    counts = Counts(TODAY)
    counts.attendance.update({("dr rarename", "present"): 3, ("midwives", "absent"): 4, ("health", "present"): 50})
    counts.spellings.update({name: Counter([name.title()]) for name in ("dr rarename", "midwives", "health")})
    [found] = [table for table in tables(counts, lambda _: None).tables if table.title == words.ATTENDANCE]
    assert [row.label for row in found.rows] == ["Health", words.OTHERS]
    assert found.rows[1].counts == ("withheld", "withheld", "withheld", "withheld", 7)


# ---- files


@pytest.fixture(scope="module")
def report() -> Report:
    return tables(counted(made_up(7, 80)), {"harbour": FORMAT, "quay": QUAY}.get)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_named_in_any_kind_of_file(report: Report, kind: str) -> None:
    made = to_file(kind, report, "All.")  # type: ignore[arg-type]
    for name in (*NAMES, "K., aged 7", "Meeting about K."):
        assert name not in made


def said(cell: Cell) -> str:
    return {"small": "fewer than 5", "withheld": "not shown"}.get(str(cell), str(cell))


def test_every_kind_of_file_has_every_number(report: Report) -> None:
    rows = (Row("a", ("small",)), Row("b", ("withheld",)))
    bars = (Bar("a", None, 0, "fewer than 5"), Bar("b", None, 0, "not shown"))
    shown = Report(report.held, (*report.tables, Table("Hidden", ("N",), rows, 30, bars=bars)))
    lines = list(csv.reader(io.StringIO(to_file("csv", shown, "All.").lstrip("\ufeff"))))[1:]
    wanted = [
        [table.title, row.label, column, said(cell)]
        for table in shown.tables
        for row in table.rows
        for column, cell in zip(table.columns, row.counts, strict=True)
    ]
    assert [line for line in lines if line[1] != words.TOTAL] == wanted
    data = json.loads(to_file("json", shown, "All."))
    assert [table["title"] for table in data["tables"]] == [table.title for table in shown.tables]
    assert data["tables"][-1]["rows"][0] == {"label": "a", "counts": [None], "hidden": ["small"]}
    page = to_file("html", shown, "All.")
    assert page.count("<table") == sum(bool(table.rows) or table.total is not None for table in shown.tables)
    drawn = [len(table.columns) > 1 or isinstance(row.counts[0], int) for table in shown.tables for row in table.rows]
    assert page.count('<div class="bar">') == sum(drawn), "a bar for each row that has a number"
    for _, label, _, cell in wanted:
        assert label in page
        assert cell in page
