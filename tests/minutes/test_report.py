"""A report over many meetings: each number is what a plain count finds, none names anybody, none small is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.tally import AttendeeTally, MeetingTally, Period, Tallier
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
from chairtui.minutes.report.counts import FAMILY, NO_AGENCY, UNTOLD, Counts, minutes_of
from chairtui.minutes.report.files import KINDS, to_file
from chairtui.minutes.report.model import Report, Row, Table
from chairtui.minutes.report.suppression import Cell
from chairtui.minutes.report.tables import period_text, tables
from chairtui.words import report as words
from tests.meeting.closed_meetings import STARTS, held
from tests.minutes.builders import FORMAT
from tests.minutes.report_meetings import FORMATS, NAMES, TODAY, counted, made_up

RANGE = re.compile(r"(\d+) of (\d+)–(\d+) \((?:about )?(\d+)(?:–(\d+))?%\)")
"""A share of a whole that isn't known exactly."""
REASONS = {reason.text: reason.id for reason in FORMAT.reasons}


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
        if found is not None and found.relative:
            return FAMILY
        return "" if found is None else " ".join(found.agency.lower().split())

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
    days = sorted(of.details.starts.date() for of in slow)
    assert (found.first, found.last) == (days[0], days[-1])


@RANDOM
@given(SEEDS)
def test_attendance_and_reports_by_agency_are_what_a_plain_count_finds(seed: int) -> None:
    meetings = made_up(seed)
    found = counted(meetings)
    people = [(of, p) for of in plainly(meetings) for p in of.records if isinstance(p, Attendee)]
    assert found.attendance == count((of.agency(p.id), p.status) for of, p in people)
    assert found.reports == count((of.agency(p.id), p.report) for of, p in people)
    assert {FAMILY, NO_AGENCY} <= {agency for agency, _ in found.attendance}


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
            undated = "not sent, no date" if each is None else "sent, no date"
            sent[undated if due is None else lateness(each)] += 1
        if due is None:
            minutes["no date"] += 1
        elif not listed:
            minutes["nobody"] += 1
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
    assert set(found.minutes) == {*words.MINUTES_STATES} - {"not due yet", "nobody"}
    assert set(found.copies) == {*words.COPY_STATES} - {"not due yet"}


def test_what_is_to_come_is_not_due_yet() -> None:
    ada = Attendee(id="ada", name="Ada Quill", agency="Health", status="present")
    of = held(ada, format="harbour", minutes_within=60)
    assert counted([of]).minutes == {"not due yet": 1}
    assert counted([of]).copies == {"not due yet": 2}, "Ada's and, as nobody said whether they are told, the family's"
    nobody = MeetingTally(meeting="m", held=STARTS.date(), format="harbour", closed=True, due=TODAY)
    assert minutes_of(nobody, TODAY) == "nobody"
    assert not counted([held(ada, format="harbour", starts=STARTS + timedelta(days=60))]).held


def test_an_agency_is_one_however_it_is_spelt() -> None:
    people = [
        Attendee(id=f"p{n}", name=f"Person {n}", agency=agency, status="present")
        for n, agency in enumerate(["Health", "health", "Health", "HEALTH", "Health."])
    ]
    report = tables(counted([held(*people, format="harbour")]), lambda _: None)
    [shown] = [table for table in report.tables if table.title == words.ATTENDANCE]
    assert [row.label for row in shown.rows] == ["Health"]


# ---- tables


@RANDOM
@given(SEEDS)
def test_a_table_shows_the_exact_counts_and_shares_of_them(seed: int) -> None:
    """What isn't hidden: of enough meetings that most is shown."""
    counts = counted(made_up(seed, 90))
    found = {table.title: table for table in tables(counts, FORMATS.get).tables}
    columns: dict[str, tuple[Counter[tuple[str, str]], Mapping[str, str], tuple[str, ...]]] = {
        words.ACTIONS: (counts.actions, words.OUTCOMES, ("in time", "late", "dropped", "overdue")),
        words.ATTENDANCE: (counts.attendance, words.STATUS, ("present", "apologies", "absent")),
        words.REPORTS: (counts.reports, words.REPORT_STATUS, ("sent", "not sent")),
    }
    for title, (of, labels, known) in columns.items():
        for row in found[title].rows:
            key = {words.FAMILY: FAMILY, words.NO_AGENCY: NO_AGENCY}.get(row.label, row.label.lower())
            exact = [of[key, each] for each in labels]
            whole = sum(of[key, each] for each in known)
            assert_shown(row.counts, [*exact, sum(exact), counts.moved[key]])
            if found_ := RANGE.fullmatch(row.said):
                part, least, most, low, high = (int(each or found_[4]) for each in found_.groups())
                assert part == exact[0]
                assert least <= whole <= most
                assert low <= percent(part, whole) <= high
            else:
                assert row.said in {
                    f"{exact[0]} of {whole} ({percent(exact[0], whole)}%)",
                    f"{exact[0]} (share not shown)",
                    words.NONE_OF_THEM if not exact[0] else "",
                    words.NONE_KNOWN if not whole else "",
                    *("fewer than 5", "not shown"),
                }
    for row, theme in zip(found[words.NEEDS_AND_RISKS].rows, ("need", "risk"), strict=True):
        pair = [counts.addressed[theme, True], counts.addressed[theme, False]]  # type: ignore[index]
        assert_shown(row.counts, [*pair, sum(pair)])
        share = f"{pair[0]} of {sum(pair)} ({percent(pair[0], sum(pair))}%) have an action"
        assert row.said in {share, "fewer than 5", "not shown"}
    for name, id_ in (("Harbour", "harbour"), ("Quay", "quay")):
        held_ = counts.meetings[id_]
        for title, exactly in ((words.DEPARTURES, counts.departures), (words.BY_REASON, counts.reasons)):
            table = found.get(f"{title}: {name}")
            for row in table.rows if table else ():
                own = exactly[id_, REASONS.get(row.label, row.label)]
                assert row.said in {f"{own} of {held_} ({percent(own, held_)}%)", "fewer than 5", "not shown"}
                assert_shown(row.counts, [own])
        lengths = [row for row in found[words.TIME].rows if row.label == name]
        assert len(lengths) == (counts.timed[id_] >= 5)
        for length in lengths:
            means = [round(of_[id_] / counts.timed[id_]) for of_ in (counts.planned, counts.used)]
            assert_shown(length.counts, [*means, counts.timed[id_]])
            assert length.said.startswith(f"{means[1]} minutes, ")
    meetings, questions = found[words.QUESTIONS].rows
    assert (
        meetings.said
        == f"{counts.with_questions} of {counts.held} meetings ({percent(counts.with_questions, counts.held)}%)"
    )
    assert questions.said == f"{counts.questions} questions"


def percent(part: int, whole: int) -> int:
    return int(100 * part / whole + 0.5) if whole else 0


def assert_shown(cells: Sequence[Cell], exact: Sequence[int]) -> None:
    """Each shown cell is the exact count."""
    assert [cell for cell, count in zip(cells, exact, strict=False) if isinstance(cell, int) and cell != count] == []


def test_a_period_without_limits_is_said_in_the_months_of_its_meetings(report: Report) -> None:
    text = period_text(Period(), report, TODAY)
    assert text == "Meetings held from December 2026 to December 2026, as recorded on Wed 30 Dec 2026."
    assert "from Tue 1 Dec 2026 to December 2026" in period_text(Period(start=date(2026, 12, 1)), report, TODAY)
    few = tables(counted(made_up(7, 3)), FORMATS.get)
    assert "from the beginning to today" in period_text(Period(), few, TODAY), "not of fewer than five"


def test_family_and_who_gave_no_agency_are_told_apart_unless_an_older_tally_did_not() -> None:
    people = [
        Attendee(id="a", name="Ann Other", agency="n/a", role="Nurse"),
        Attendee(id="b", name="Bea Other", agency="", role="Mother"),
        Attendee(id="c", name="Cas Other", agency="", relative=False),
        Attendee(id="d", name="Dee Other", agency="Health", relative=True),
        Attendee(id="e", name="Eli Other", agency="Health"),
    ]
    of = held(*people, format="harbour")
    agencies = Counter(agency for agency, _ in counted([of]).attendance.elements())
    assert agencies == {NO_AGENCY: 2, FAMILY: 2, "health": 1}
    tally = Tallier(FORMATS.get).tally(of)
    older = tally.model_copy(update={"attendees": (AttendeeTally(status="present"),)})
    assert Counts(TODAY).add_all([older]).attendance == {(UNTOLD, "present"): 1}


def test_family_has_no_place_among_reports_and_a_row_of_its_own_elsewhere(report: Report) -> None:
    rows = {table.title: [row.label for row in table.rows] for table in report.tables}
    assert words.FAMILY in rows[words.ATTENDANCE]
    assert words.FAMILY not in rows[words.REPORTS]


# ---- files


@pytest.fixture(scope="module")
def report() -> Report:
    return tables(counted(made_up(7, 80)), FORMATS.get)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_named_in_any_kind_of_file(report: Report, kind: str) -> None:
    made = to_file(kind, report, "All.")  # type: ignore[arg-type]
    for name in (*NAMES, "K., aged 7", "Meeting about K."):
        assert name not in made


def said(cell: Cell) -> str:
    return {"small": "fewer than 5", "withheld": "not shown"}.get(str(cell), str(cell))


def test_every_kind_of_file_has_every_number(report: Report) -> None:
    rows = (Row("a", ("small",)), Row("b", ("withheld",)))
    shown = replace(report, tables=(*report.tables, Table("Hidden", "Letter", ("N",), rows, 30)))
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
    assert data["tables"][-1]["rows"][0] == {"label": "a", "counts": [None], "hidden": ["small"], "said": ""}
    assert data["in_short"] == list(report.in_short)
    for kind in ("html", "md"):
        page = to_file(kind, shown, "All.").replace("\\", "")
        for _, label, _, cell in wanted:
            assert label in page
            assert cell in page
        for each in (*report.in_short, *(row.said for table in shown.tables for row in table.rows)):
            assert each in page


def test_a_page_has_one_table_a_section_with_a_bar_for_each_number_that_can_be_compared(report: Report) -> None:
    page = to_file("html", report, "All.")
    assert page.count("<table") == page.count("<h2") - 1 == sum(not table.is_empty for table in report.tables)
    assert page.count("<svg aria-hidden") == sum(row.bar is not None for table in report.tables for row in table.rows)
    assert all(f">{table.head}</th>" in page for table in report.tables)


def test_the_advice_for_who_makes_a_report_is_in_no_copy_of_it(report: Report) -> None:
    assert not [kind for kind in KINDS if "overlap" in to_file(kind, report, "All.")]
