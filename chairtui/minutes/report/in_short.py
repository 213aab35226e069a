"""The sentences at the top of a report, made of numbers that its tables show and of nothing else.

They are given the tables and not the counts, so that they can't tell what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from chairtui.minutes.report.model import Table, share, share_of
from chairtui.minutes.report.suppression import Cell
from chairtui.words import report as words

MEASURED = 5
"""How many of `words.COPY_STATES`, and of `words.MINUTES_STATES`, are of what had a day to be sent by that is past."""
WITHOUT_AGENCY = (words.FAMILY, words.NO_AGENCY, words.FAMILY_OR_NO_AGENCY)
"""Rows of attendance that are no agency's."""
Said = Callable[[Table], str]
"""Gives a table's sentence, "" where a number that it needs is hidden."""


def sentences(tables: Mapping[str, Table]) -> tuple[str, ...]:
    """The sentences about tables, given by their titles."""
    about: Sequence[tuple[str, Said]] = (
        (words.BY_PART, _held),
        (words.ACTIONS, _by_agency(words.SHORT_ACTIONS)),
        (words.NEEDS_AND_RISKS, _addressed),
        (words.COPIES, _sent(words.SHORT_COPIES)),
        (words.MINUTES, _sent(words.SHORT_MINUTES)),
        (words.ATTENDANCE, _by_agency(words.SHORT_ATTENDANCE, without=WITHOUT_AGENCY)),
        (words.QUESTIONS, _questions),
    )
    return tuple(filter(None, (say(tables[title]) for title, say in about)))


def _held(table: Table) -> str:
    shown = {row.label: cell for row in table.rows for cell in row.counts if isinstance(cell, int)}
    part = shown.get(words.PARTS[2])
    if part is None or not isinstance(table.total, int):
        return ""
    return share_of(part, table.total, words.SHORT_HELD)


def _sent(form: str) -> Said:
    """Of those that went or are late: neither not due yet, nor without a day to go by."""

    def say(table: Table) -> str:
        if not table.rows:
            return ""
        cells: list[Cell] = [cell for row in table.rows for cell in row.counts]
        _, bar = share(cells, MEASURED, table.total)
        return share_of(bar.count, bar.whole, form) if bar is not None and bar.exact and bar.whole else ""

    return say


def _by_agency(form: str, *, without: Collection[str] = ()) -> Said:
    """`without`: the labels of rows that don't count, such as the family's, who come for another reason."""

    def say(table: Table) -> str:
        rows = [row for row in table.rows if row.label not in without]
        bars = {row.label: row.bar for row in rows if row.bar is not None and row.bar.exact}
        whole = sum(bar.whole for bar in bars.values())
        if not whole:
            return ""
        sentence = share_of(sum(bar.count for bar in bars.values()), whole, form)
        left_out = [row.label for row in rows if row.label not in bars]
        return f"{sentence} {words.SHORT_PARTIAL.format(names=', '.join(left_out))}" if left_out else sentence

    return say


def _addressed(table: Table) -> str:
    bars = {row.label: row.bar for row in table.rows}
    needs, risks = (bars.get(label) for label in words.ADDRESSED.values())
    if needs is None or risks is None or not (needs.exact and risks.exact):
        return ""
    return words.SHORT_ADDRESSED.format(
        needs=share_of(needs.count, needs.whole, words.SHORT_NEEDS),
        risks=share_of(risks.count, risks.whole, words.SHORT_RISKS),
    )


def _questions(table: Table) -> str:
    bar = table.rows[0].bar if table.rows else None
    return share_of(bar.count, bar.whole, words.SHORT_QUESTIONS) if bar is not None else ""
