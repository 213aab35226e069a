"""Tables by a meeting's format: how many were held, for which reasons, how long, and what they went without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.placeholders import said_of
from chairtui.minutes.report.counts import Counts
from chairtui.minutes.report.model import Bar, Row, Table, by_size, said, share_of, single
from chairtui.minutes.report.suppression import SMALL, Cell, group, part_of, shown
from chairtui.words import report as words

Installed = Callable[[str], Format | None]


class Names:
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
        return reasons.get(id_) or _in_words(id_)

    def unmet(self, format_id: str, id_: str) -> str:
        """What a meeting that departed from a provision went without."""
        found = self._formats.get(format_id)
        provision = found.provision(id_) if found else None
        if provision is None:
            return id_
        form = words.UNMET if provision.unmet else words.NOT_MET
        return form.format(id=id_, text=(provision.unmet or provision.text).removesuffix("."))

    def bodies(self, ids: Iterable[str]) -> str:
        """The body, or bodies, whose guidance these formats are; "" where that isn't known."""
        return ", ".join(sorted({found.body for id_ in ids if (found := self._formats.get(id_))}))


@dataclass(frozen=True, slots=True)
class Held:
    """The meetings held under a format, or under several of the same name, as the table by format shows them."""

    format: str
    ids: tuple[str, ...]
    meetings: int


def meetings(counts: Counts, names: Names) -> Table:
    """The meetings held, by format."""
    return listed(words.BY_FORMAT, words.MEETINGS, _renamed(counts.meetings, names.format))


def not_convened(counts: Counts, names: Names) -> Table:
    """The decisions not to hold a meeting."""
    found = _renamed(counts.not_convened, names.format)
    return listed(words.NOT_CONVENED, words.DECISIONS, found, words.NOT_CONVENED_NOTE)


def listed(title: str, column: str, counts: Counter[str], note: str = "") -> Table:
    """Disjoint counts by format with their sum; rows are there for what was counted."""
    total = shown(counts.total())
    cells = group([*counts.values()])
    if cells is None or (cells and not any(isinstance(cell, int) for cell in cells)):  # rows alone tell something, too
        note = " ".join(filter(None, (note, words.TOO_FEW)))
        return single(title, words.FORMAT, column, [], total, note)
    return single(title, words.FORMAT, column, sorted(zip(counts, cells, strict=True), key=by_size), total, note)


def shown_formats(by_format: Table, counts: Counts, names: Names) -> list[Held]:
    """The formats whose number of meetings is shown: what is counted of another's would tell something of it."""
    return [
        Held(row.label, tuple(id_ for id_ in counts.meetings if names.format(id_) == row.label), cell)
        for row in by_format.rows
        for cell in row.counts
        if isinstance(cell, int)
    ]


def departures(counts: Counts, names: Names, formats: Sequence[Held]) -> list[Table]:
    """By provision, a table for each format: of how many of its meetings each was left out."""
    made = []
    for held in formats:
        found = _labelled(counts.departures, held, names.unmet)
        if found:
            cells: list[tuple[str, Cell]] = [(name, part_of(count, held.meetings)) for name, count in found.items()]
            made.append(_of_format(words.DEPARTURES, words.PROVISION_COLUMN, held, cells, names))
    left_out = _some_hidden(counts, names, formats)
    return _noted(made, words.DEPARTURES, words.PROVISION_COLUMN, words.DEPARTURES_NOTE, left_out)


def reasons(counts: Counts, names: Names, formats: Sequence[Held]) -> list[Table]:
    """A meeting may have several reasons, so each format's are a group of which the sum is at least known roughly; and
    each is part of the format's meetings."""
    made = []
    left_out = _some_hidden(counts, names, formats)
    for held in formats:
        found = _labelled(counts.reasons, held, names.reason)
        grouped = group([*found.values()], most=held.meetings)
        if grouped is None:
            left_out = True
        elif found:
            cells: list[tuple[str, Cell]] = [
                (label, part_of(cell, held.meetings) if isinstance(cell, int) else cell)
                for label, cell in zip(found, grouped, strict=True)
            ]
            made.append(_of_format(words.BY_REASON, words.REASON, held, cells, names))
    return _noted(made, words.BY_REASON, words.REASON, words.REASONS_NOTE, left_out)


def _some_hidden(counts: Counts, names: Names, formats: Sequence[Held]) -> bool:
    return len(formats) < len({names.format(id_) for id_ in counts.meetings})


def _noted(made: Sequence[Table], title: str, head: str, note: str, left_out: bool) -> list[Table]:
    """The tables of formats, the first with their note; an empty one where there are none."""
    first, *others = made or [Table(title, head, (words.MEETINGS,))]
    notes = (first.note, note if made else "", words.FORMATS_LEFT_OUT if left_out else "")
    return [replace(first, note=" ".join(filter(None, notes))), *others]


def time(counts: Counts, formats: Sequence[Held]) -> Table:
    """Mean minutes a meeting, of formats with enough meetings of which the time was taken."""
    timed = {held: sum(counts.timed[id_] for id_ in held.ids) for held in formats}
    enough = [held for held in formats if timed[held] >= SMALL]
    planned, used = (
        {held: round(sum(of[id_] for id_ in held.ids) / timed[held]) for held in enough}
        for of in (counts.planned, counts.used)
    )
    longest = max([*planned.values(), *used.values()], default=0)
    rows = tuple(
        Row(
            held.format,
            (planned[held], used[held], part_of(timed[held], held.meetings)),
            _used(planned[held], used[held]),
            Bar(used[held], longest, mark=planned[held]),
        )
        for held in enough
    )
    columns = (words.PLANNED, words.USED, words.MEETINGS)
    note = words.TIME_NOTE if rows else ""
    return Table(words.TIME, words.FORMAT, columns, rows, note=note, share=words.TIME_SHARE, told=2)


def _used(planned: int, used: int) -> str:
    form = words.USED_OVER if used > planned else words.USED_UNDER if used < planned else words.USED_AS_PLANNED
    return form.format(used=used, planned=planned, more=used - planned, less=planned - used)


def _labelled(found: Counter[tuple[str, str]], held: Held, name: Callable[[str, str], str]) -> Counter[str]:
    """The counts of a format's ids, by their names."""
    named: Counter[str] = Counter()
    for (format_, id_), count in found.items():
        if format_ in held.ids:
            named[name(format_, id_)] += count
    return named


def _of_format(title: str, head: str, held: Held, cells: Iterable[tuple[str, Cell]], names: Names) -> Table:
    """A table of counts that are each a part of a format's meetings."""
    rows = tuple(
        Row(label, (cell,), share_of(cell, held.meetings), Bar(cell, held.meetings))
        if isinstance(cell, int)
        else Row(label, (cell,), said(cell))
        for label, cell in sorted(cells, key=by_size)
    )
    title = words.OF_FORMAT.format(title=title, format=held.format)
    body = names.bodies(held.ids)
    note = words.BODY_NOTE.format(body=body) if body else ""
    return Table(title, head, (words.MEETINGS,), rows, note=note, share=words.FORMAT_SHARE)


def _renamed(counts: Counter[str], name: Callable[[str], str]) -> Counter[str]:
    named: Counter[str] = Counter()
    for id_, count in counts.items():
        named[name(id_)] += count
    return named


def _in_words(id_: str) -> str:
    return id_.replace("-", " ").capitalize()
