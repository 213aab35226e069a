"""The report across meetings: its tables, with small counts hidden, in the order in which a board reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from chairtui.meeting.after.tally import MeetingTally, Period
from chairtui.meeting.dates.calendar import show_date
from chairtui.minutes.report import by_agency, by_format
from chairtui.minutes.report.by_format import Installed, Names
from chairtui.minutes.report.counts import Counts
from chairtui.minutes.report.in_short import sentences
from chairtui.minutes.report.model import Bar, Report, Row, Table, said, share, share_of, single
from chairtui.minutes.report.suppression import SMALL, Cell, group, part_of, shown
from chairtui.words import report as words

KeyT = TypeVar("KeyT")


def report(tallies: Iterable[MeetingTally], installed: Installed, today: date) -> Report:
    """The report on meetings held by `today`. `installed` gives the names that ids of formats stand for."""
    return tables(Counts(today).add_all(tallies), installed)


def tables(counts: Counts, installed: Installed) -> Report:
    """The report of exact counts, with small ones hidden."""
    names = Names({*counts.meetings, *counts.not_convened}, installed)
    meetings = by_format.meetings(counts, names)
    formats = by_format.shown_formats(meetings, counts, names)
    made = (
        by_agency.actions(counts),
        _addressed(counts),
        _copies(counts),
        _minutes(counts),
        by_agency.attendance(counts),
        by_agency.reports(counts),
        by_format.time(counts, formats),
        _questions(counts),
        *by_format.departures(counts, names, formats),
        meetings,
        _parts(counts),
        *([by_format.not_convened(counts, names)] if counts.not_convened else []),
        *by_format.reasons(counts, names, formats),
    )
    enough = counts.held >= SMALL
    return Report(
        shown(counts.held),
        made,
        sentences({table.title: table for table in made}),
        counts.first if enough else None,
        counts.last if enough else None,
    )


def _copies(counts: Counts) -> Table:
    found = _labelled(counts.copies, words.COPY_STATES)
    return _fixed(words.COPIES, words.COPY, words.COPY, found, words.COPIES_NOTE)


def _minutes(counts: Counts) -> Table:
    found = _labelled(counts.minutes, words.MINUTES_STATES)
    return _fixed(words.MINUTES, words.LAST_COPY, words.MEETINGS, found, words.MINUTES_NOTE)


def _parts(counts: Counts) -> Table:
    return _fixed(words.BY_PART, words.PART, words.MEETINGS, _labelled(counts.parts, words.PARTS), words.PARTS_NOTE)


def _labelled(counts: Mapping[KeyT, int], labels: Mapping[KeyT, str]) -> dict[str, int]:
    """The counts of these keys, by their labels."""
    return {label: counts.get(key, 0) for key, label in labels.items()}


def _fixed(title: str, head: str, column: str, counts: dict[str, int], note: str = "") -> Table:
    """Disjoint counts with their sum, of which each always has its row."""
    total = sum(counts.values())
    if not total:
        return Table(title, head, (column,), note=note)
    cells = group(list(counts.values()))
    if cells is None or not any(isinstance(cell, int) and cell for cell in cells):
        return single(title, head, column, [], shown(total), words.TOO_FEW)
    return single(title, head, column, list(zip(counts, cells, strict=True)), shown(total), note)


def _addressed(counts: Counts) -> Table:
    """Needs and risks, each a group of those with an action and those without."""
    rows: list[Row] = []
    for theme, label in words.ADDRESSED.items():
        exact = [counts.addressed[theme, True], counts.addressed[theme, False]]
        if not any(exact):
            continue
        cells: list[Cell] = group(exact) or ["withheld", "withheld"]
        told, bar = share(cells, 2, shown(sum(exact)), words.ADDRESSED_BY)
        rows.append(Row(label, (*cells, shown(sum(exact))), told, bar))
    columns = (words.WITH_ACTION, words.WITHOUT_ACTION, words.ALL)
    note = words.ADDRESSED_NOTE if rows else ""
    return Table(words.NEEDS_AND_RISKS, words.THEME, columns, tuple(rows), note=note, share=words.ADDRESSED_SHARE)


def _questions(counts: Counts) -> Table:
    """Meetings that left a question open, of those held, and how many questions."""
    table = Table(words.QUESTIONS, words.QUESTION, (words.NUMBER,), share=words.QUESTIONS_SHARE)
    if not counts.questions:
        return table
    meetings, questions, held = part_of(counts.with_questions, counts.held), shown(counts.questions), shown(counts.held)
    told, bar = said(meetings), None
    if isinstance(meetings, int) and isinstance(held, int):
        told = share_of(meetings, held, words.WITH_QUESTIONS_OF)
        bar = Bar(meetings, held)
    rows = (
        Row(words.WITH_QUESTIONS, (meetings,), told, bar),
        Row(words.OPEN_QUESTIONS, (questions,), words.SO_MANY_QUESTIONS.format(count=said(questions))),
    )
    return Table(table.title, table.head, table.columns, rows, note=words.QUESTIONS_NOTE, share=table.share)


def period_text(period: Period, report: Report, today: date) -> str:
    """The period that a report is about, in words: where it has no limit, from the first month to the last."""
    start = show_date(period.start) if period.start else _month(report.first) or words.SINCE_BEGINNING
    end = show_date(period.end) if period.end else _month(report.last) or words.UNTIL_NOW
    return words.PERIOD.format(start=start, end=end, today=show_date(today))


def _month(day: date | None) -> str:
    return words.MONTH.format(month=words.MONTHS[day.month - 1], year=day.year) if day else ""
