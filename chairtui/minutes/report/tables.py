"""The tables of a report, with small counts hidden, each with the bars of its chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chairtui.meeting.after.tally import MeetingTally, Period
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.placeholders import said_of
from chairtui.minutes.report.counts import Counts
from chairtui.minutes.report.suppression import SMALL, Cell, group, part_of, shown
from chairtui.words import report as words

KeyT = TypeVar("KeyT")
MOVED = "moved"
Installed = Callable[[str], Format | None]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    counts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: `count` of `whole`, or without a length where the count is hidden; `said` says it in words.

    `framed`: the whole is drawn, too, since the count is a share of it; else it is only the longest bar.
    """

    label: str
    count: int | None
    whole: int
    said: str
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is the sum of a one-column table, or None. `bars` are its chart, `note` what one must know to read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Cell | None = None
    note: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How many meetings were held, and the tables about them."""

    held: Cell
    tables: tuple[Table, ...]


def report(tallies: Iterable[MeetingTally], installed: Installed, today: date) -> Report:
    """The report on meetings held by `today`. `installed` gives the names that ids of formats stand for."""
    return tables(Counts(today).add_all(tallies), installed)


def tables(counts: Counts, installed: Installed) -> Report:
    """The report of exact counts, with small ones hidden."""
    names = _Names({*counts.meetings, *counts.not_convened}, installed)
    made = [
        _listed(words.BY_FORMAT, words.MEETINGS, _renamed(counts.meetings, names.format)),
        _fixed(words.BY_PART, words.MEETINGS, _labelled(counts.parts, words.PARTS)),
        _fixed(words.MINUTES, words.MEETINGS, _labelled(counts.minutes, words.MINUTES_STATES), words.MINUTES_NOTE),
        _fixed(words.COPIES, words.COPIES_COLUMN, _labelled(counts.copies, words.COPY_STATES)),
        _actions(counts),
        _by_agency(words.ATTENDANCE, counts, counts.attendance, words.STATUS, words.INVITED, words.CAME),
        _by_agency(words.REPORTS, counts, counts.reports, words.REPORT_STATUS, words.INVITED, words.SENT_ONE),
        _addressed(counts),
        _questions(counts),
        _time(counts, names),
        _departures(counts, names),
        _reasons(counts, names),
    ]
    if counts.not_convened:
        made.insert(2, _listed(words.NOT_CONVENED, words.TIMES, _renamed(counts.not_convened, names.format)))
    return Report(shown(counts.held), tuple(made))


class _Names:
    """What ids of formats, reasons and provisions are called; a format that isn't installed leaves the id in words."""

    def __init__(self, formats: Iterable[str], installed: Installed) -> None:
        found = {id_: installed(id_) for id_ in sorted(formats)}
        self._formats = {id_: said_of(format_, format_.words.person) for id_, format_ in found.items() if format_}

    def format(self, id_: str) -> str:
        found = self._formats.get(id_)
        return found.name if found else _in_words(id_)

    def reason(self, format_id: str, id_: str) -> str:
        found = self._formats.get(format_id)
        reasons = {reason.id: reason.text for reason in found.reasons} if found else {}
        return words.OF_FORMAT.format(format=self.format(format_id), text=reasons.get(id_) or _in_words(id_))

    def provision(self, format_id: str, id_: str) -> str:
        found = self._formats.get(format_id)
        provision = found.provision(id_) if found else None
        return words.PROVISION.format(id=id_, text=provision.text) if provision else id_


def _in_words(id_: str) -> str:
    return id_.replace("-", " ").capitalize()


def _labelled(counts: Mapping[KeyT, int], labels: Mapping[KeyT, str]) -> dict[str, int]:
    """The counts of these keys, by their labels."""
    return {label: counts.get(key, 0) for key, label in labels.items()}


def _renamed(counts: Counter[str], name: Callable[[str], str]) -> Counter[str]:
    named: Counter[str] = Counter()
    for id_, count in counts.items():
        named[name(id_)] += count
    return named


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))


def _by_size(found: tuple[str, Cell]) -> tuple[int, str]:
    """Sorts what is shown by its count, and after it what is hidden by its label: its place must not tell its size."""
    label, cell = found
    return -cell if isinstance(cell, int) else 0, label


def _listed(title: str, column: str, counts: Counter[str]) -> Table:
    """Disjoint counts with their sum; rows are there for what was counted."""
    cells = group([*counts.values()])
    if cells is None:  # even which rows there are would tell something
        return Table(title, (column,), (), shown(counts.total()), words.TOO_FEW)
    ordered = sorted(zip(counts, cells, strict=True), key=_by_size)
    return _single(title, column, ordered, shown(counts.total()))


def _fixed(title: str, column: str, counts: dict[str, int], note: str = "") -> Table:
    """Disjoint counts with their sum, of which each always has its row."""
    total = sum(counts.values())
    if not total:
        return Table(title, (column,), (), note=note)
    cells = group(list(counts.values()))
    if cells is None:
        return Table(title, (column,), (), shown(total), words.TOO_FEW)
    return _single(title, column, list(zip(counts, cells, strict=True)), shown(total), note)


def _single(
    title: str, column: str, cells: Sequence[tuple[str, Cell]], total: Cell | None = None, note: str = ""
) -> Table:
    """A table of one column, from the labels and cells of its rows."""
    rows = tuple(Row(label, (cell,)) for label, cell in cells)
    most = max((cell for _, cell in cells if isinstance(cell, int)), default=0)
    bars = tuple(Bar(row.label, _length(row.counts[0]), most, said(row.counts[0])) for row in rows)
    return Table(title, (column,), rows, total, note, bars)


def _length(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def said(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, int):
        return f"{cell:,}"
    return words.SMALL if cell == "small" else words.LEFT_OUT


def _reasons(counts: Counts, names: _Names) -> Table:
    """A meeting may have several reasons, so each format's are a group of which the sum is at least known roughly."""
    rows: list[tuple[str, Cell]] = []
    note = words.REASONS_NOTE if counts.reasons else ""
    for format_, _ in _ordered(counts.meetings):
        own = {id_: count for (of, id_), count in counts.reasons.items() if of == format_}
        cells = group([*own.values()])
        if cells is None:
            note = f"{words.REASONS_NOTE} {words.SOME_TOO_FEW}"
        else:
            labels = [names.reason(format_, id_) for id_ in own]
            rows += sorted(zip(labels, cells, strict=True), key=_by_size)
    return _single(words.BY_REASON, words.MEETINGS, rows, note=note)


def _merged(
    counts: Counts, found: Counter[tuple[str, str]], keys: Sequence[str], beside: Sequence[str] = ()
) -> dict[str, dict[str, int]]:
    """Counts by an agency's name. Agencies with fewer than five in all are one row: a rare agency's name may be
    somebody's. `beside` are counts that aren't part of an agency's sum."""
    sizes: Counter[str] = Counter()
    for (agency, key), count in found.items():
        if key in keys:
            sizes[agency] += count
    rows: dict[str, dict[str, int]] = {}
    for agency in sorted(sizes, key=lambda agency: (-sizes[agency], agency)):
        name = (counts.agency_name(agency) if agency else words.NO_AGENCY) if sizes[agency] >= SMALL else words.OTHERS
        row = rows.setdefault(name, dict.fromkeys((*keys, *beside), 0))
        for key in row:
            row[key] += found[agency, key]
    last = (words.NO_AGENCY, words.OTHERS)
    return {name: rows[name] for name in sorted(rows, key=lambda name: name in last)}


def _by_agency(
    title: str,
    counts: Counts,
    found: Counter[tuple[str, str]],
    labels: Mapping[str, str],
    whole: str,
    share: str,
    *,
    beside: str = "",
    note: str = "",
) -> Table:
    """Agencies by a disjoint property, whose values are the keys of `labels`, with the sum of each row last.

    The chart shows the first property's `share` of the sum. `beside` is a further property that some of a row have.
    """
    rows: list[Row] = []
    bars: list[Bar] = []
    for name, row in _merged(counts, found, list(labels), [beside] if beside else []).items():
        exact = [row[key] for key in labels]
        total = sum(exact)
        cells = group(exact) or ["withheld" for _ in exact]
        if beside:
            cells.append(part_of(row[beside], total) if total >= SMALL else "withheld")
        rows.append(Row(name, (*cells, shown(total))))
        bars.append(_share(name, cells[0], shown(total), share))
    columns = (*labels.values(), *([words.MOVED] if beside else []), whole)
    return Table(title, columns, tuple(rows), note=note if rows else "", bars=tuple(bars))


def _share(label: str, part: Cell, whole: Cell, what: str) -> Bar:
    if not isinstance(whole, int):
        return Bar(label, None, 0, said(whole))
    form = words.SHARE if isinstance(part, int) else words.HIDDEN_SHARE
    return Bar(label, _length(part), whole, form.format(part=said(part), whole=said(whole), what=what), framed=True)


def _actions(counts: Counts) -> Table:
    found = counts.actions | Counter({(agency, MOVED): count for agency, count in counts.moved.items()})
    return _by_agency(
        words.ACTIONS,
        counts,
        found,
        words.OUTCOMES,
        words.ACTIONS_COLUMN,
        words.DONE,
        beside=MOVED,
        note=words.ACTIONS_NOTE,
    )


def _departures(counts: Counts, names: _Names) -> Table:
    """By provision; how many meetings did without one can be worked out from the meetings of its format."""
    times: Counter[str] = Counter()
    meetings: Counter[str] = Counter()
    for (format_, id_), count in counts.departures.items():  # formats of one body share provisions
        label = names.provision(format_, id_)
        times[label] += count
        meetings[label] += counts.meetings[format_]
    cells: list[tuple[str, Cell]] = [(label, part_of(count, meetings[label])) for label, count in times.items()]
    return _single(words.DEPARTURES, words.MEETINGS, sorted(cells, key=_by_size))


def _addressed(counts: Counts) -> Table:
    """Without sums, so that each count is hidden by itself."""
    found = [key for key in words.ADDRESSED if counts.addressed[key]]
    cells: list[tuple[str, Cell]] = [(words.ADDRESSED[key], shown(counts.addressed[key])) for key in found]
    return _single(words.NEEDS_AND_RISKS, words.TIMES, cells)


def _questions(counts: Counts) -> Table:
    if not counts.questions:
        return Table(words.QUESTIONS, (words.TIMES,), ())
    meetings = part_of(counts.with_questions, counts.held)
    cells: list[tuple[str, Cell]] = [
        (words.OPEN_QUESTIONS, shown(counts.questions)),
        (words.WITH_QUESTIONS, meetings),
    ]
    return _single(words.QUESTIONS, words.TIMES, cells)


def _time(counts: Counts, names: _Names) -> Table:
    """Mean minutes a meeting, of formats with enough meetings of which the time was taken."""
    rows: list[Row] = []
    bars: list[Bar] = []
    for format_, meetings in _ordered(counts.timed):
        if meetings < SMALL:
            continue
        planned, used = round(counts.planned[format_] / meetings), round(counts.used[format_] / meetings)
        rows.append(Row(names.format(format_), (planned, used)))
        said_ = words.USED_OF.format(part=used, whole=planned)
        bars.append(Bar(names.format(format_), used, planned, said_, framed=True))
    return Table(words.TIME, (words.PLANNED, words.USED), tuple(rows), note=words.TIME_NOTE, bars=tuple(bars))


def period_text(period: Period, today: date) -> str:
    """The period that a report is about, in words."""
    return words.PERIOD.format(
        start=show_date(period.start) if period.start else words.SINCE_BEGINNING,
        end=show_date(period.end) if period.end else words.UNTIL_NOW,
        today=show_date(today),
    )
