"""Tables by agency: what became of actions, who came to meetings, and who sent a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chairtui.minutes.report.counts import FAMILY, NO_AGENCY, UNTOLD, WITHOUT_AGENCY, Counts
from chairtui.minutes.report.model import Row, Table, bounds, share
from chairtui.minutes.report.suppression import SMALL, Cell, group, part_of, shown
from chairtui.words import report as words

MOVED = "moved"
NAMES: Mapping[str, str] = {
    FAMILY: words.FAMILY,
    NO_AGENCY: words.NO_AGENCY,
    UNTOLD: words.FAMILY_OR_NO_AGENCY,
}
LAST = (*NAMES.values(), words.OTHERS)
RESERVED = frozenset(map(str.casefold, LAST))
"""Names of rows that an agency so called must not be added to."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What an agency's entries can have come to: `labels` by key.

    The first is measured by its share of the first `known`: the others say nothing about it yet.
    """

    labels: Mapping[str, str]
    known: int

    @property
    def keys(self) -> list[str]:
        return list(self.labels)


def actions(counts: Counts) -> Table:
    """What became of actions, with how many of an agency's were moved beside their sum."""
    found = counts.actions | Counter({(agency, MOVED): count for agency, count in counts.moved.items()})
    outcomes = Outcomes(words.OUTCOMES, 4)
    rows = []
    for name, row in _merged(counts, found, [*outcomes.keys, MOVED]).items():
        moved = row.pop(MOVED)
        total = sum(row.values())
        rows.append(agency_row(name, row, outcomes, part_of(moved, total) if total >= SMALL else "withheld"))
    columns = (*words.OUTCOMES.values(), words.ALL, words.MOVED)
    return _table(words.ACTIONS, columns, rows, words.DONE_SHARE, words.ACTIONS_NOTE)


def attendance(counts: Counts) -> Table:
    """Who came."""
    outcomes = Outcomes(words.STATUS, 3)
    rows = [agency_row(name, row, outcomes) for name, row in _merged(counts, counts.attendance, outcomes.keys).items()]
    return _table(
        words.ATTENDANCE, (*words.STATUS.values(), words.INVITED), rows, words.CAME_SHARE, words.ATTENDANCE_NOTE
    )


def reports(counts: Counts) -> Table:
    """Who sent a report: agencies, never family."""
    outcomes = Outcomes(words.REPORT_STATUS, 2)
    asked = Counter({key: count for key, count in counts.reports.items() if key[0] != FAMILY})
    rows = [agency_row(name, row, outcomes) for name, row in _merged(counts, asked, outcomes.keys).items()]
    return _table(
        words.REPORTS, (*words.REPORT_STATUS.values(), words.INVITED), rows, words.SENT_SHARE, words.REPORTS_NOTE
    )


def _table(title: str, columns: tuple[str, ...], rows: Sequence[Row], heading: str, note: str) -> Table:
    others = words.OTHERS_NOTE if any(row.label == words.OTHERS for row in rows) else ""
    note = " ".join(filter(None, (note if rows else "", others)))
    return Table(title, words.AGENCY, columns, tuple(rows), note=note, share=heading)


def agency_row(name: str, counts: Mapping[str, int], outcomes: Outcomes, *beside: Cell) -> Row:
    """The outcomes of one agency as a group, its sum, and what is counted `beside`."""
    exact = [counts[key] for key in outcomes.keys]
    total = shown(sum(exact))
    cells: list[Cell] = group(exact) or ["withheld" for _ in exact]
    told, bar = share(cells, outcomes.known, total)
    return Row(name, (*cells, total, *beside), told, bar, bounds(cells, outcomes.known, total))


def _merged(counts: Counts, found: Counter[tuple[str, str]], keys: Sequence[str]) -> dict[str, dict[str, int]]:
    """Counts by an agency's name, of what is in `keys`. `MOVED` is not part of an agency's sum.

    Agencies with fewer than five in all are one row: a rare agency's name may be somebody's. Family and people without
    an agency always have a row of their own: were family among the others of one table and left out of the next, the
    difference between the two would tell how many they are.
    """
    sizes: Counter[str] = Counter()
    for (agency, key), count in found.items():
        if key in keys and key != MOVED:
            sizes[agency] += count
    rows: dict[str, dict[str, int]] = {}
    for agency in sorted(sizes, key=lambda agency: (-sizes[agency], agency)):
        name = _name(agency, sizes[agency], counts)
        row = rows.setdefault(name, dict.fromkeys(keys, 0))
        for key in keys:
            row[key] += found[agency, key]
    return {name: rows[name] for name in sorted(rows, key=lambda name: LAST.index(name) if name in LAST else -1)}


def _name(agency: str, size: int, counts: Counts) -> str:
    if agency in WITHOUT_AGENCY:
        return NAMES[agency]
    name = counts.agency_name(agency)
    return name if size >= SMALL and name.casefold() not in RESERVED else words.OTHERS
