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
    """A bar for `count`, inside a frame for the `whole` that it is a share of; `exact` is False where the whole is
    only known roughly. With a line across it at `mark` it has no frame, and `whole` is the length of the longest."""

    count: int
    whole: int
    mark: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a part can be, and its whole, by what is shown."""

    part: tuple[int, int]
    whole: tuple[int, int]

    def __add__(self, other: Bounds) -> Bounds:
        (least, most), (fewest, greatest) = self.part, self.whole
        return Bounds(
            (least + other.part[0], most + other.part[1]), (fewest + other.whole[0], greatest + other.whole[1])
        )

    @property
    def are_exact(self) -> bool:
        return self.part[0] == self.part[1] and self.whole[0] == self.whole[1]

    @property
    def percentages(self) -> tuple[int, int]:
        """The least and the most percentage that the part can be of the whole."""
        return percent(self.part[0], self.whole[1]), percent(min(self.part[1], self.whole[0]), self.whole[0])

    @property
    def spread(self) -> int:
        """How many percentage points lie between the two."""
        low, high = self.percentages
        return high - low


@dataclass(frozen=True, slots=True)
class Row:
    """`said` stands in the column of shares. There is no bar where the count is hidden, or isn't one to compare.
    `bounds`: those of the share, where it is an agency's."""

    label: str
    counts: tuple[Cell, ...]
    said: str = ""
    bar: Bar | None = None
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`head` is the heading of the labels, `share` that of the column of shares, "" where there are no rows.

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
        return () if self.told == len(self.columns) else self.columns

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


def bounds(cells: Sequence[Cell], known: int, total: Cell | None) -> Bounds | None:
    """What the first cell, and the sum of the first `known`, can be for anybody who sees the cells and their total.

    None where they may be anything.
    """
    if all(cell == "withheld" for cell in cells):  # no more than the total is shown
        most = total if isinstance(total, int) else SMALL - 1 if total == "small" else None
        return None if most is None else Bounds((0, most), (0, most))
    part, whole = (_sum(cells[:count], cells[count:], total) for count in (1, known))
    if whole[1] == math.inf:
        return None
    return Bounds((int(part[0]), int(min(part[1], whole[1]))), (int(whole[0]), int(whole[1])))


def share(cells: Sequence[Cell], known: int, total: Cell | None, form: str = words.SHARE) -> tuple[str, Bar | None]:
    """The first cell's share of the first `known`, in words and as a bar, from what is shown alone.

    Where the whole is hidden, it is a range of percentages: what any reader could work out, who would else take the
    best or the worst of the shares that are exact for the best or the worst of all.
    """
    part = cells[0]
    if not isinstance(part, int):
        return said(part), None
    found = bounds(cells, known, total)
    if found is None or found.spread > WIDEST:
        return words.PART_ALONE.format(part=said(part)), None
    least, most = found.whole
    if least == most:
        return share_of(part, most, form) if most else words.NONE_KNOWN, Bar(part, most)
    low, high = found.percentages
    if not part:
        return words.NONE_OF_THEM, Bar(part, most, exact=False)
    form = words.ABOUT if low == high else words.BETWEEN
    text = form.format(part=said(part), least=said(least), most=said(most), low=low, high=high)
    return text, Bar(part, (least + most) // 2, exact=False)


def _sum(cells: Sequence[Cell], others: Sequence[Cell] = (), total: Cell | None = None) -> tuple[float, float]:
    """The smallest and the largest sum that cells can have, which with that of the others makes the total."""
    least = sum(cell if isinstance(cell, int) else 1 if cell == "small" else SMALL for cell in cells)
    most = sum(cell if isinstance(cell, int) else SMALL - 1 if cell == "small" else math.inf for cell in cells)
    if not isinstance(total, int):
        return least, most
    fewest, greatest = _sum(others)
    return max(least, total - greatest), min(most, total - fewest)


def single(
    title: str,
    head: str,
    column: str,
    cells: Sequence[tuple[str, Cell]],
    total: Cell | None = None,
    note: str = "",
) -> Table:
    """A table of one column, from the labels and cells of its rows: each is a share of the total."""
    rows = (
        Row(label, (cell,), share_of(cell, total), Bar(cell, total))
        if isinstance(cell, int) and isinstance(total, int)
        else Row(label, (cell,), said(cell))
        for label, cell in cells
    )
    return Table(title, head, (column,), tuple(rows), total, note, words.OF_ALL.format(what=column.lower()))


def by_size(found: tuple[str, Cell]) -> tuple[int, str]:
    """Sorts what is shown by its count, and after it what is hidden by its label: its place must not tell its size."""
    label, cell = found
    return -cell if isinstance(cell, int) else 0, label
