"""A report as its renderers take it: tables of counts of which small ones are hidden, with words and bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chairtui.minutes.report.suppression import Cell
from chairtui.words import report as words


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar for `count`: inside a frame for the `whole` that it is a share of, else as long as it is beside the
    longest, `whole`. A line crosses it at `mark`."""

    count: int
    whole: int
    framed: bool = False
    mark: int | None = None


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
    """The first cell's share of the first `known`, in words and as a bar, from numbers that are shown alone."""
    part, whole = cells[0], _sum(cells[:known])
    if whole is None and isinstance(total, int):
        others = _sum(cells[known:])
        whole = None if others is None else total - others
    if not isinstance(part, int):
        return said(part), None
    if whole is None:
        return words.PART_ALONE.format(part=said(part)), None
    return share_of(part, whole, form) if whole else words.NONE_KNOWN, Bar(part, whole, framed=True)


def _sum(cells: Sequence[Cell]) -> int | None:
    """The sum of cells that are all shown."""
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if len(numbers) == len(cells) else None


def single(
    title: str,
    head: str,
    column: str,
    cells: Sequence[tuple[str, Cell]],
    total: Cell | None = None,
    note: str = "",
) -> Table:
    """A table of one column, from the labels and cells of its rows. Its bars compare them."""
    longest = max((cell for _, cell in cells if isinstance(cell, int)), default=0)
    rows = (Row(label, (cell,), bar=Bar(cell, longest) if isinstance(cell, int) else None) for label, cell in cells)
    return Table(title, head, (column,), tuple(rows), total, note)


def by_size(found: tuple[str, Cell]) -> tuple[int, str]:
    """Sorts what is shown by its count, and after it what is hidden by its label: its place must not tell its size."""
    label, cell = found
    return -cell if isinstance(cell, int) else 0, label
