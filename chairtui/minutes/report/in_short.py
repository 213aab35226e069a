"""The sentences at the top of a report, made of numbers that its tables show and of nothing else.

They are given the tables and not the counts, so that they can't tell what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce

from chairtui.minutes.report.model import WIDEST, Bounds, Table, share, share_of
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
        (words.ACTIONS, _by_agency(words.SHORT_ACTIONS, words.SHORT_ACTIONS_BETWEEN)),
        (words.NEEDS_AND_RISKS, _addressed),
        (words.COPIES, _sent(words.SHORT_COPIES)),
        (words.MINUTES, _sent(words.SHORT_MINUTES)),
        (
            words.ATTENDANCE,
            _by_agency(words.SHORT_ATTENDANCE, words.SHORT_ATTENDANCE_BETWEEN, without=WITHOUT_AGENCY),
        ),
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


def _by_agency(form: str, between: str, *, without: Collection[str] = ()) -> Said:
    """All agencies' share, `between` two percentages where some of their numbers are hidden; nothing where these lie
    far apart. `without`: the labels of rows that don't count, such as the family's, who come for another reason."""

    def say(table: Table) -> str:
        found = [row.bounds for row in table.rows if row.label not in without]
        known = [each for each in found if each is not None]
        if not known or len(known) < len(found):
            return ""
        every = reduce(Bounds.__add__, known)
        if not every.whole[1] or every.spread > WIDEST:
            return ""
        if every.are_exact:
            return share_of(every.part[0], every.whole[0], form)
        low, high = every.percentages
        return between.format(low=low, high=high)

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
