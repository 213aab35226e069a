"""Renders a report as Markdown, HTML, CSV with one number per row, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from chairtui.minutes.csv_file import sheet
from chairtui.minutes.escape import block, within
from chairtui.minutes.report.model import Report, Table, said
from chairtui.minutes.report.page import to_page
from chairtui.minutes.report.suppression import Cell
from chairtui.words import report as words

Kind = Literal["md", "html", "csv", "json"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def to_file(kind: Kind, report: Report, period: str) -> str:
    """Render the report as this kind of file."""
    match kind:
        case "csv":
            return sheet(words.HEAD, _flat(report.tables))
        case "json":
            data = {
                "period": period,
                "held": _data(report.held),
                "in_short": list(report.in_short),
                "tables": [_as_data(each) for each in report.tables],
            }
            return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        case "html":
            return to_page(report, period)
        case "md":
            return _markdown(report, period)


def _markdown(report: Report, period: str) -> str:
    held = words.HELD.format(held=said(report.held))
    parts = [f"# {words.TITLE}", block(f"{period} {held}"), block(words.HOW)]
    if report.in_short:
        parts += [f"## {words.IN_SHORT}", "\n".join(f"- {block(sentence)}" for sentence in report.in_short)]
    for table in report.tables:
        parts.append(f"## {within(table.title)}")
        if table.note:
            parts.append(block(table.note))
        if not table.is_empty:
            parts.append("\n".join(_rows(table)))
        elif not table.note:
            parts.append(words.NOTHING)
    return "\n\n".join(parts) + "\n"


def _rows(table: Table) -> Iterator[str]:
    """A table with its share last. A total is there where the shares are all there is."""
    heads = (table.head, *table.numbers, table.share)
    yield f"| {' | '.join(map(within, heads))} |"
    yield f"|---{'|---' * (len(heads) - 1)}|"
    for row in table.rows:
        cells = [within(row.label), *map(said, row.counts[: len(table.numbers)]), within(row.said)]
        yield f"| {' | '.join(cells)} |"
    if table.total is not None:
        yield f"| {words.TOTAL} | {said(table.total)} |"


def _flat(tables: Sequence[Table]) -> Iterator[tuple[str, str, str, str]]:
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.counts, strict=True):
                yield table.title, row.label, column, _plain(cell)
        if table.total is not None:
            yield table.title, words.TOTAL, table.columns[0], _plain(table.total)


def _plain(cell: Cell) -> str:
    """A cell for a spreadsheet: digits without separators."""
    return str(cell) if isinstance(cell, int) else said(cell)


def _data(cell: Cell | None) -> int | None:
    return cell if isinstance(cell, int) else None


def _as_data(table: Table) -> dict[str, object]:
    """Hidden counts are null, with the reason beside them."""
    rows = [
        {
            "label": row.label,
            "counts": [_data(cell) for cell in row.counts],
            "hidden": [None if isinstance(cell, int) else cell for cell in row.counts],
            "said": row.said,
        }
        for row in table.rows
    ]
    data: dict[str, object] = {"title": table.title, "head": table.head, "columns": list(table.columns), "rows": rows}
    return {**data, "total": _data(table.total), "share": table.share, "note": table.note}
