"""What a reader of a report can't work out: a small number, from every number and sentence that it shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.minutes.report import by_agency
from chairtui.minutes.report.counts import FAMILY, Counts
from chairtui.minutes.report.in_short import MEASURED
from chairtui.minutes.report.model import Report, Row, Table
from chairtui.minutes.report.suppression import Cell, group
from chairtui.minutes.report.tables import tables
from chairtui.words import report as words
from tests.minutes.report_meetings import TODAY, counted, made_up
from tests.minutes.test_report import RANDOM, SEEDS


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


def work_out(cells: Sequence[Cell], total: int, largest: int = 0) -> dict[int, set[int]]:
    """What each hidden cell can be, for somebody who knows the sum, what the marks mean, and that the smallest of the
    larger counts are those withheld; `largest` where they may be withheld for another reason."""
    most = largest or min((cell for cell in cells if isinstance(cell, int) and cell), default=total)
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


def attack(cells: Sequence[Cell], total: Cell | None, largest: int = 0) -> None:
    if not isinstance(total, int):
        assert "small" not in cells, "with a small sum, a cell that says it is small says how small"
        return
    if all(cell == "withheld" for cell in cells):
        return  # each can be anything from 0 to the sum
    possible = work_out(cells, total, largest)
    assert all(possible[place] == {1, 2, 3, 4} for place, cell in enumerate(cells) if cell == "small")


def attack_part(part: Cell, whole: Cell | None) -> None:
    """A part of a whole, which tells the rest."""
    assert not (isinstance(part, int) and isinstance(whole, int) and 0 < whole - part < 5)


def attack_share(row: Row, known: int, width: int) -> None:
    """A row of a group with its sum: "8 of 20 (40%)" tells the sum of the first `known` cells, and of the others."""
    cells, total = row.counts[:width], row.counts[width]
    attack(cells, total)
    told = numbers(row.said)
    if len(told) == 2:
        assert isinstance(total, int)
        shown = [cell for cell in cells if isinstance(cell, int) and cell]
        attack(cells[:known], told[1], min(shown, default=total))
        attack(cells[known:], total - told[1], min(shown, default=total))
        attack_part(told[0], told[1])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 3, 4, 6, 9, 14, 30]), min_size=3, max_size=5), st.integers(1, 4))
def test_no_small_count_can_be_worked_out_from_a_share_of_what_is_known(counts: list[int], known: int) -> None:
    agency = dict(zip("abcde", counts, strict=False))
    outcomes = by_agency.Outcomes({key: key for key in agency}, min(known, len(counts)))
    attack_share(by_agency.agency_row("Health", agency, outcomes), outcomes.known, len(counts))


def numbers(text: str) -> list[int]:
    """The numbers of a sentence without its percentages, which its numbers tell, and what is hidden."""
    text = re.sub(r"\(?\d+%\)?|fewer than 5", "", text)
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


@RANDOM
@given(SEEDS, st.integers(min_value=1, max_value=60))
def test_a_whole_report_gives_no_small_number_away(seed: int, meetings: int) -> None:
    """Every sum that a report shows is used: of a column, of a row, of a share, and one table's for another."""
    counts = counted(made_up(seed, meetings))
    report = tables(counts, lambda _: None)
    by_title = {table.title: table for table in report.tables}
    for title in (words.BY_FORMAT, words.BY_PART, words.MINUTES):
        if by_title[title].rows:
            attack([row.counts[0] for row in by_title[title].rows], report.held)
    for title in (words.COPIES, words.NOT_CONVENED):
        if title in by_title and by_title[title].rows:
            attack([row.counts[0] for row in by_title[title].rows], by_title[title].total)
    groups = ((words.ACTIONS, 4, 5), (words.ATTENDANCE, 3, 4), (words.REPORTS, 2, 4), (words.NEEDS_AND_RISKS, 2, 2))
    for title, known, width in groups:
        for row in by_title[title].rows:
            attack_share(row, known, width)
    for row in by_title[words.ACTIONS].rows:
        attack_part(row.counts[6], row.counts[5])
    for row in by_title[words.QUESTIONS].rows[:1]:
        attack_part(row.counts[0], report.held)
    attack_two_tables(by_title[words.ATTENDANCE], by_title[words.REPORTS])
    attack_formats(report, counts)
    attack_sentences(report, by_title)
    assert not [cell for table in report.tables for row in table.rows for cell in row.counts if cell in (1, 2, 3, 4)]
    said = [row.said for table in report.tables if table.title != words.TIME for row in table.rows]
    assert not [each for each in said if {*numbers(each)} & {1, 2, 3, 4}]
    assert (report.first is None) == (report.held == "small" or report.held == 0)


def attack_two_tables(attendance: Table, reports: Table) -> None:
    """The same people stand in both, without the family: one row less the other would tell who is missing."""
    invited, asked = ({row.label: row.counts[4] for row in table.rows} for table in (attendance, reports))
    assert invited.keys() - asked.keys() <= {words.FAMILY}
    assert all(invited[label] == asked[label] for label in asked)


def attack_formats(report: Report, counts: Counts) -> None:
    """What is counted of a format is a part of its meetings, of which the table by format has what is shown."""
    [by_format] = [table for table in report.tables if table.title == words.BY_FORMAT]
    held = {row.label: row.counts[0] for row in by_format.rows if isinstance(row.counts[0], int)}
    for table in report.tables:
        title, _, format_ = table.title.partition(": ")
        if title in (words.DEPARTURES, words.BY_REASON) and table.rows:
            whole = held[format_]
            assert isinstance(whole, int)
            for row in table.rows:
                assert numbers(row.said)[1:] == ([whole] if isinstance(row.counts[0], int) else [])
                attack_part(row.counts[0], whole)
            if title == words.BY_REASON:  # who knows how many reasons were given in all
                exact = sum(n for (id_, _), n in counts.reasons.items() if id_ == format_.lower())
                attack([row.counts[0] for row in table.rows], exact, whole)
        if title == words.TIME:
            for row in table.rows:
                attack_part(row.counts[2], held[row.label])


def attack_sentences(report: Report, by_title: dict[str, Table]) -> None:
    """A sentence tells no number that can't be worked out from those that the tables show."""
    left_out = {words.ATTENDANCE: (words.FAMILY, words.NO_AGENCY, words.FAMILY_OR_NO_AGENCY)}
    shares = {
        title: [
            told
            for row in by_title[title].rows
            if len(told := numbers(row.said)) == 2 and row.label not in left_out.get(title, ())
        ]
        for title in (words.ACTIONS, words.ATTENDANCE, words.NEEDS_AND_RISKS, words.QUESTIONS)
    }
    for sentence in report.in_short:
        told = numbers(sentence)
        if "Between" in sentence:
            assert not told, "its percentages are those that the shown numbers leave possible"
        elif "actions" in sentence or "invited" in sentence:
            of = shares[words.ACTIONS if "actions" in sentence else words.ATTENDANCE]
            assert told == [sum(each) for each in zip(*of, strict=True)]
        elif "needs" in sentence:
            assert [told[:2], told[2:]] == shares[words.NEEDS_AND_RISKS]
        elif "question" in sentence:
            assert [told] == shares[words.QUESTIONS]
        elif "in time" in sentence:
            table = by_title[words.COPIES if "copies" in sentence else words.MINUTES]
            assert told[0] == table.rows[0].counts[0]
            assert told[1] in measured(table)
        else:
            assert told == [report.held, by_title[words.BY_PART].rows[1].counts[0]]


def measured(table: Table) -> list[int]:
    """The number of those that had a day to be sent by that is past, by each of the two ways to it."""
    cells = [row.counts[0] for row in table.rows]
    known = [cell for cell in cells[:MEASURED] if isinstance(cell, int)]
    others = [cell for cell in cells[MEASURED:] if isinstance(cell, int)]
    wholes = [sum(known)] if len(known) == MEASURED else []
    if isinstance(table.total, int) and len(others) == len(cells) - MEASURED:
        wholes.append(table.total - sum(others))
    return wholes


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert group([40, 3, 12, 90, 0]) == [40, "small", "withheld", 90, 0]
    assert group([4, 3, 5]) is None, "5 can't make up for what a small one might be"


def test_what_is_withheld_can_make_up_for_a_small_count_only_up_to_the_most_it_can_be() -> None:
    assert group([4, 8]) == ["small", "withheld"]
    assert group([4, 8], most=8) is None, "of twelve in all, where none is over eight, the small one is four"
    assert group([4, 8], most=11) == ["small", "withheld"]


def test_where_a_hidden_number_stands_does_not_tell_its_size() -> None:
    seen: list[list[str]] = []
    for sizes in ((1, 4), (4, 1)):
        counts = Counts(TODAY)
        counts.meetings["harbour"] = 50
        counts.departures.update({("harbour", "T-01"): sizes[0], ("harbour", "T-02"): sizes[1]})
        [found] = [t for t in tables(counts, lambda _: None).tables if t.title.startswith(words.DEPARTURES)]
        seen.append([row.label for row in found.rows])
    assert seen[0] == seen[1]


def test_nothing_is_told_of_a_format_whose_meetings_are_not_shown() -> None:
    counts = Counts(TODAY)
    for format_, meetings in {"harbour": 50, "quay": 3, "fjord": 9}.items():
        counts.meetings[format_] = meetings
        counts.reasons[format_, "stuck"] = counts.departures[format_, "T-01"] = min(meetings, 8)
        counts.timed[format_] = counts.planned[format_] = counts.used[format_] = meetings
    found = tables(counts, lambda _: None).tables
    assert [table.title for table in found if "jord" in str(table) or "uay" in str(table)] == [words.BY_FORMAT]
    left_out = [table.title for table in found if words.FORMATS_LEFT_OUT in table.note]
    assert left_out == [f"{words.DEPARTURES}: Harbour", f"{words.BY_REASON}: Harbour"]


def test_what_nearly_every_meeting_of_a_format_has_tells_nothing_of_the_few_that_have_not() -> None:
    counts = Counts(TODAY)
    counts.meetings["harbour"], counts.with_questions, counts.questions = 50, 48, 60
    counts.timed["harbour"] = counts.planned["harbour"] = counts.used["harbour"] = 48
    counts.departures["harbour", "T-01"] = counts.reasons["harbour", "stuck"] = 48
    report = tables(counts, lambda _: None)
    assert "48" not in str([table.rows for table in report.tables])
    attack_formats(report, counts)


def test_periods_that_overlap_give_small_numbers_away() -> None:
    """What isn't protected, and who makes a report is told so: a count of both periods less that of one."""
    shorter, longer = Counts(TODAY), Counts(TODAY)
    shorter.meetings["harbour"], longer.meetings["harbour"] = 20, 21
    rows = [
        table.rows
        for counts in (shorter, longer)
        for table in tables(counts, lambda _: None).tables
        if table.title == words.BY_FORMAT
    ]
    assert [row.counts for [row] in rows] == [(20,), (21,)], "one meeting was held between the two days"


def test_a_rare_agency_is_one_of_the_others() -> None:
    counts = Counts(TODAY)
    counts.attendance.update({("dr rarename", "present"): 3, ("midwives", "absent"): 4, ("health", "present"): 50})
    counts.spellings.update({name: Counter([name.title()]) for name in ("dr rarename", "midwives", "health")})
    [found] = [table for table in tables(counts, lambda _: None).tables if table.title == words.ATTENDANCE]
    assert [row.label for row in found.rows] == ["Health", words.OTHERS]
    assert found.rows[1].counts == ("withheld", "withheld", "withheld", "withheld", 7)
    assert words.OTHERS_NOTE in found.note
    del counts.attendance["dr rarename", "present"], counts.attendance["midwives", "absent"]
    assert not [t for t in tables(counts, lambda _: None).tables if words.OTHERS_NOTE in t.note]


def test_an_agency_by_the_name_of_another_row_is_no_part_of_that_row() -> None:
    counts = Counts(TODAY)
    counts.attendance.update({("family", "present"): 20, (FAMILY, "present"): 3})
    counts.reports.update({("family", "sent"): 20, (FAMILY, ""): 3})
    counts.spellings["family"] = Counter(["Family"])
    by_title = {table.title: table for table in tables(counts, lambda _: None).tables}
    attack_two_tables(by_title[words.ATTENDANCE], by_title[words.REPORTS])


def test_the_months_of_few_meetings_are_not_told() -> None:
    counts = Counts(TODAY, first=date(2026, 1, 2), last=date(2026, 2, 3))
    counts.meetings["harbour"] = 4
    assert tables(counts, lambda _: None).first is None
