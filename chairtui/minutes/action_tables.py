"""Reads the tables of a Word file or a CSV, whose actions a meeting takes over. Sizes are checked before parsing."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath
from typing import TYPE_CHECKING

from docx import Document as open_word
from docx.oxml.ns import qn

from chairtui.meeting.convening.earlier_actions import MOST_ROWS, BadActions, SheetTable
from chairtui.minutes.word_template import DAMAGED, BadWordTemplate, check_package
from chairtui.words import earlier_actions as words

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST = 20_000_000
"""Bytes of a file."""
LARGEST_CSV = 2_000_000
_ENCODINGS = ("utf-8-sig", "cp1252")
"""Excel writes the second where nobody chooses."""
_WIDEST = 60
"""Columns of a table; a wider one is cut."""


def read_tables(raw: bytes, name: str) -> list[SheetTable]:
    """The tables in a file called `name`. Raises `BadActions`."""
    file = PurePath(name).name
    if len(raw) > LARGEST:
        raise BadActions(words.TOO_LARGE.format(file=file, most=LARGEST // 1_000_000))
    tables = _word_tables(raw, file) if raw[:2] == b"PK" else [_csv_table(raw, file)]
    if sum(len(table.rows) for table in tables) > MOST_ROWS:
        raise BadActions(words.TOO_MANY.format(file=file, most=MOST_ROWS))
    return tables


def _csv_table(raw: bytes, file: str) -> SheetTable:
    if len(raw) > LARGEST_CSV:
        raise BadActions(words.TOO_LARGE.format(file=file, most=LARGEST_CSV // 1_000_000))
    text = _decoded(raw, file)
    head = next((row for row in text.splitlines() if row.strip()), "")
    delimiter = max(",;\t", key=head.count)
    try:
        rows = [tuple(row[:_WIDEST]) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise BadActions(words.NOT_READABLE.format(file=file)) from None
    return SheetTable(0, tuple(rows))


def _decoded(raw: bytes, file: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in raw:
        encodings = ()
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadActions(words.NOT_READABLE.format(file=file))


def _word_tables(raw: bytes, file: str) -> list[SheetTable]:
    try:
        check_package(raw)
        body = open_word(io.BytesIO(raw)).element.body
        found = list(body.iter(qn("w:tbl")))
        return [SheetTable(number, tuple(_rows(table))) for number, table in enumerate(found, 1)]
    except BadWordTemplate:
        raise BadActions(words.NOT_READABLE.format(file=file)) from None
    except DAMAGED:
        raise BadActions(words.NOT_READABLE.format(file=file)) from None


def _rows(table: BaseOxmlElement) -> list[tuple[str, ...]]:
    """The rows as texts by column. A cell across columns stands in the first of them, one across rows in each."""
    rows: list[tuple[str, ...]] = []
    for row in table.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr"):
        cells: list[str] = []
        for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc"):
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
            merged = cell.xpath("./w:tcPr/w:vMerge[not(@w:val='restart')]")
            spans = cell.xpath("./w:tcPr/w:gridSpan/@w:val")
            width = int(spans[0]) if spans and spans[0].isdigit() else 1
            cells += [above if merged else _text(cell), *[""] * (min(width, _WIDEST) - 1)]
        rows.append(tuple(cells[:_WIDEST]))
    return rows


def _text(cell: BaseOxmlElement) -> str:
    """All of a cell's words as they stand once changes are accepted, also inside content controls."""
    lines = []
    for paragraph in cell.iter(qn("w:p")):
        said = ""
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
            said += (node.text or "") if node.tag == qn("w:t") else " "
        lines.append(said.strip())
    return "\n".join(line for line in lines if line)
