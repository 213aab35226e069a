"""Lays out a row as lines of text and tone, with its cells in columns where there is room for them."""

from __future__ import annotations

from rich.cells import cell_len

from screens.widgets.list_row import Row
from screens.widgets.wrapping import shorten, wrap

COLUMN = 36
"""Width below which the mark takes a line of its own."""
LABEL, LABEL_FROM = 10, 84
"""Width of the column for labels, and the width of a list from which there is one."""
CELLS: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {
    1: ((84, (22,)), (60, (18,))),
    2: ((74, (20, 17)), (62, (18, 12)), (50, (13, 11))),
}
"""Widths of a row's cells by their number, each with the width of a list from which they have room; widest first."""
NARROW_CELL = 15
"""Width of a cell from which two columns are left before it."""
PLACEHOLDER = "█"
"""Placeholder for the tags' letters while the text after them is wrapped."""

Piece = tuple[str, str]
"""A stretch of text and the tone it is shown in."""


def lay_out(row: Row, width: int, mark_width: int) -> list[list[Piece]]:
    """A row's lines at that width (the margin that shows the selection not counted)."""
    if row.tone == "heading":
        return _heading(row, width)
    if width < COLUMN:
        return _narrow(row, width)
    cells = cell_widths(row, width)
    labelled = bool(row.label) and width >= LABEL_FROM
    bare = not (row.mark or row.notes or row.warnings)
    indent = 0 if bare else max(mark_width, cell_len(row.mark) + 1)
    lead = indent + (LABEL if labelled else 0)
    room = width - lead - sum(cells)
    below, missing = ([], []) if cells else _below(row)
    lines = _text(row, room)
    columns = [wrap(cell.text, _inner(each)) for cell, each in zip(row.cells, cells, strict=False)]
    if row.label and not labelled:
        if columns:
            columns[0].append(row.label)
        else:
            below.insert(0, row.label)
    laid: list[list[Piece]] = []
    for number in range(max(len(lines), *map(len, columns)) if columns else len(lines)):
        pieces: list[Piece] = [(" " * lead, "plain")]
        if not number:
            label = row.label.ljust(LABEL) if labelled else ""
            pieces = [(row.mark.ljust(indent), row.tone), (label, "quiet")]
        own = lines[number] if number < len(lines) else []
        pieces.extend(own)
        if any(number < len(column) for column in columns):
            pieces.append((" " * (room - sum(cell_len(text) for text, _ in own)), "plain"))
            for cell, column, each in zip(row.cells, columns, cells, strict=False):
                text = column[number] if number < len(column) else ""
                pieces.append((_cell(text, each), cell.tone))
        laid.append([piece for piece in pieces if piece[0]])
    for text, tone in _lines_below(row, below, missing):
        laid.extend([(" " * lead, "plain"), (part, tone)] for part in wrap(text, width - lead))
    return laid


def cell_widths(row: Row, width: int) -> tuple[int, ...]:
    """Widths of the row's cells in a list of that width, () where they stand below the text. Each begins with a gap."""
    return next((widths for least, widths in CELLS.get(len(row.cells), ()) if width >= least), ())


def _inner(width: int) -> int:
    """Width for a cell's text: the gap is one column for narrow cells, two for others."""
    return width - (1 if width < NARROW_CELL else 2)


def _cell(text: str, width: int) -> str:
    gap = width - _inner(width)
    return " " * gap + text + " " * (width - gap - cell_len(text))


def _heading(row: Row, width: int) -> list[list[Piece]]:
    cells = cell_widths(row, width)
    columns = [_cell(shorten(cell.text, _inner(each)), each) for cell, each in zip(row.cells, cells, strict=False)]
    room = width - sum(cells)
    *titles, last = wrap(row.text, room)
    rule = " " + "─" * max(room - cell_len(last) - 1, 0)
    beside: list[Piece] = [(column, "quiet") for column in columns]
    return [*([(title, "heading")] for title in titles), [(last, "heading"), (rule, "track"), *beside]]


def _narrow(row: Row, width: int) -> list[list[Piece]]:
    """The mark on a line of its own where a label goes with it; cells stand below."""
    indent = 0 if row.label or not row.mark else cell_len(row.mark) + 1
    room = width - indent
    below, missing = _below(row)
    lines = _text(row, room)
    for text, tone in _lines_below(row, below, missing):
        lines.extend([(part, tone)] for part in wrap(text, room))
    laid: list[list[Piece]] = []
    if row.label:
        label = shorten(f" · {row.label}", max(width - cell_len(row.mark), 0))
        laid.append([(row.mark, row.tone), (label, "quiet")])
    for number, line in enumerate(lines):
        lead = (f"{row.mark} ", row.tone) if indent and not number else (" " * indent, "plain")
        laid.append([lead, *line] if indent else line)
    return laid


def _text(row: Row, room: int) -> list[list[Piece]]:
    """The row's text with its tags before it and what stands behind it."""
    tone = row.tone if row.tone in ("quiet", "good", "warn") else "plain"
    tags = "  ".join(row.tags)
    if not tags:
        lines: list[list[Piece]] = [[(line, tone)] for line in wrap(row.text, room)]
    elif cell_len(tags) + 8 > room:
        lines = [[(line, "tag")] for tag in row.tags for line in wrap(tag, room)]
        lines.extend([(line, tone)] for line in wrap(row.text, room))
    else:
        size = cell_len(tags)
        first, *rest = wrap(f"{PLACEHOLDER * size}  {row.text}", room)
        lines = [[(tags, "tag"), (first[size:], tone)]]
        lines.extend([(line, tone)] for line in rest)
    if row.after:
        used = sum(cell_len(text) for text, _ in lines[-1])
        if used + 2 + cell_len(row.after) <= room:
            lines[-1].append((f"  {row.after}", "quiet"))
        else:
            lines.append([(shorten(row.after, room), "quiet")])
    return lines


def _below(row: Row) -> tuple[list[str], list[str]]:
    """Notes below the text for cells without a column: their values, and what is missing."""
    there = [cell.below or cell.text for cell in row.cells if cell.text and cell.tone != "warn"]
    return there, [cell.below or cell.text for cell in row.cells if cell.text and cell.tone == "warn"]


def _lines_below(row: Row, below: list[str], missing: list[str]) -> list[Piece]:
    notes = row.notes
    if below:
        notes = (" · ".join([*below, *notes[:1]]), *notes[1:])
    warnings = row.warnings
    if missing:
        warnings = (" · ".join([*missing, *(w.removeprefix("! ") for w in warnings[:1])]), *warnings[1:])
        warnings = (f"! {warnings[0].removeprefix('! ')}", *warnings[1:])
    return [*((note, "quiet") for note in notes), *((warning, "warn") for warning in warnings)]
