"""Renders a report as Markdown, HTML, CSV with one number per row, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from chairtui.minutes.csv_file import sheet
from chairtui.minutes.escape import block, within
from chairtui.minutes.html_file import to_html
from chairtui.minutes.markdown_tree import read
from chairtui.minutes.report_tables import Cell, Table
from chairtui.words import report as words

Kind = Literal["md", "html", "csv", "json"]
KINDS: tuple[Kind, ...] = ("md", "html", "csv", "json")
BAR = 20
"""Length of the longest bar, in characters."""


def to_file(kind: Kind, tables: Sequence[Table], period: str) -> str:
    """Render the report as this kind of file."""
    if kind == "csv":
        return sheet(words.HEAD, _flat(tables))
    if kind == "json":
        return json.dumps({"period": period, "tables": [_as_data(table) for table in tables]}, indent=2) + "\n"
    text = _markdown(tables, period)
    return to_html(read(text), lambda _: None) if kind == "html" else text


def _markdown(tables: Sequence[Table], period: str) -> str:
    parts = [f"# {words.TITLE}", block(period), block(words.HOW)]
    for table in tables:
        parts.append(f"## {within(table.title)}")
        parts.append("\n".join(_rows(table)) if table.rows else words.NOTHING)
    return "\n\n".join(parts) + "\n"


def _rows(table: Table) -> Iterator[str]:
    single = len(table.columns) == 1
    most = max((row.counts[0] for row in table.rows if isinstance(row.counts[0], int)), default=0)
    yield f"| | {' | '.join(within(column) for column in table.columns)} |{' |' if single else ''}"
    yield f"|---|{'---|' * (len(table.columns) + single)}"
    for row in table.rows:
        cells = " | ".join(_said(cell) for cell in row.counts)
        yield f"| {within(row.label)} | {cells} |{f' {_bar(row.counts[0], most)} |' if single else ''}"
    if table.total is not None:
        yield f"| {words.TOTAL} | {_said(table.total)} | |"


def _bar(count: Cell, most: int) -> str:
    """A bar beside its number; the number alone is enough for screen readers."""
    return "█" * max(round(count * BAR / most), 1) if isinstance(count, int) and count else ""


def _said(cell: Cell) -> str:
    return {"small": words.SMALL, "withheld": words.LEFT_OUT}.get(str(cell), str(cell))


def _flat(tables: Sequence[Table]) -> Iterator[tuple[str, str, str, str]]:
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.counts, strict=True):
                yield table.title, row.label, column, _said(cell)
        if table.total is not None:
            yield table.title, words.TOTAL, table.columns[0], _said(table.total)


def _as_data(table: Table) -> dict[str, object]:
    """Hidden counts are null, with the reason beside them."""
    rows = [
        {
            "label": row.label,
            "counts": [cell if isinstance(cell, int) else None for cell in row.counts],
            "hidden": [None if isinstance(cell, int) else cell for cell in row.counts],
        }
        for row in table.rows
    ]
    total = table.total if isinstance(table.total, int) else None
    return {"title": table.title, "columns": list(table.columns), "rows": rows, "total": total}
