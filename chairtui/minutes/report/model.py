"""A report as its renderers take it: tables of counts of which small ones are hidden, with words and bars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chairtui.minutes.report.suppression import SMALL, Cell
from chairtui.words import report as words

WIDEST = 10
"""Between how many percentage points a share that isn't known exactly may lie, to be told."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar for `count`: inside a frame for the `whole` that it is a share of, else as long as it is beside the
    longest, `whole`. A line crosses it at `mark`. `exact` is False where the whole is only known roughly."""

    count: int
    whole: int
    framed: bool = False
    mark: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`said` stands in the column of shares. There is no bar where the count is hidden, or isn't one to compare."""

    label: str
    counts: tuple[Cell, ...]
    said: str = ""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`head` is the heading of the labels, `share` that of the column of shares, "" where there is none.

    The shares tell the first `told` counts of a row. `total` is the sum of a one-column table, or None; `note` what one
    must know to read it.
    """

    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    total: Cell | None = None
    note: str = ""
    share: str = ""
    told: int = 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns to print as numbers: none where the shares tell them all."""
        return () if self.share and self.told == len(self.columns) else self.columns

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print but its note."""
        return not self.rows and self.total is None


@dataclass(frozen=True, slots=True)
class Report:
    """How many meetings were held, sentences and tables about them, and the days of the first and the last one.

    The days are None where too few were held. To be printed are their months only.
    """

    held: Cell
    tables: tuple[Table, ...]
    in_short: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def said(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, int):
        return f"{cell:,}"
    return words.SMALL if cell == "small" else words.LEFT_OUT


def percent(part: int, whole: int) -> int:
    """Rounded, but neither 0 nor 100 for a part that is something else."""
    if not 0 < part < whole:
        return 100 if part else 0
    return min(max((200 * part + whole) // (2 * whole), 1), 99)


def share_of(part: int, whole: int, form: str = words.SHARE) -> str:
    """A part of a whole in words, "8 of 48 (17%)"."""
    return form.format(part=said(part), whole=said(whole), percent=percent(part, whole))


def share(cells: Sequence[Cell], known: int, total: Cell | None, form: str = words.SHARE) -> tuple[str, Bar | None]:
    """The first cell's share of the first `known`, in words and as a bar, from what is shown alone.

    Where the whole is hidden, it is a range of percentages: what any reader could work out, who would else take the
    best or the worst of the shares that are exact for the best or the worst of all.
    """
    part = cells[0]
    if not isinstance(part, int):
        return said(part), None
    least, most = _sum(cells[:known])
    if isinstance(total, int):
        fewest, greatest = _sum(cells[known:])
        least, most = max(least, total - greatest), min(most, total - fewest)
    if least == most:
        whole = int(least)
        return share_of(part, whole, form) if whole else words.NONE_KNOWN, Bar(part, whole, framed=True)
    if most == math.inf or percent(part, int(least)) - percent(part, int(most)) > WIDEST:
        return words.PART_ALONE.format(part=said(part)), None
    low, high = percent(part, int(most)), percent(part, int(least))
    text = (words.ABOUT if low == high else words.BETWEEN).format(part=said(part), low=low, high=high)
    return text, Bar(part, int(least + most) // 2, framed=True, exact=False)


def _sum(cells: Sequence[Cell]) -> tuple[float, float]:
    """The smallest and the largest sum that cells can have."""
    least = sum(cell if isinstance(cell, int) else 1 if cell == "small" else SMALL for cell in cells)
    most = sum(cell if isinstance(cell, int) else SMALL - 1 if cell == "small" else math.inf for cell in cells)
    return least, most


def single(
    title: str,
    head: str,
    column: str,
    cells: Sequence[tuple[str, Cell]],
    total: Cell | None = None,
    note: str = "",
) -> Table:
    """A table of one column, from the labels and cells of its rows. Its bars are shares of the total, where that is
    shown, and else compare them."""
    longest = max((cell for _, cell in cells if isinstance(cell, int)), default=0)
    whole, framed = (total, True) if isinstance(total, int) else (longest, False)
    rows = (
        Row(label, (cell,), bar=Bar(cell, whole, framed=framed) if isinstance(cell, int) else None)
        for label, cell in cells
    )
    return Table(title, head, (column,), tuple(rows), total, note)


def by_size(found: tuple[str, Cell]) -> tuple[int, str]:
    """Sorts what is shown by its count, and after it what is hidden by its label: its place must not tell its size."""
    label, cell = found
    return -cell if isinstance(cell, int) else 0, label
