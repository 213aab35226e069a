"""Reads the tables of a Word file or a CSV, whose actions a meeting takes over. Sizes are checked before parsing."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from chairtui.meeting.convening.earlier_actions import MOST_ROWS, BadActions, SheetTable, TooManyRows
from chairtui.minutes.word_tables import WIDEST, word_tables
from chairtui.minutes.word_template import DAMAGED, BadWordTemplate, WordTooLarge
from chairtui.words import earlier_actions as words

LARGEST = 20_000_000
"""Bytes of a file."""
LARGEST_CSV = 2_000_000
_ENCODINGS = ("utf-8-sig", "cp1252")
"""Excel writes the second where nobody chooses."""


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
        rows = [tuple(row[:WIDEST]) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
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
        return word_tables(raw)
    except TooManyRows:
        raise BadActions(words.TOO_MANY.format(file=file, most=MOST_ROWS)) from None
    except WordTooLarge:
        raise BadActions(words.TOO_LARGE_WORD.format(file=file)) from None
    except BadWordTemplate:
        raise BadActions(words.NOT_READABLE.format(file=file)) from None
    except DAMAGED:
        raise BadActions(words.NOT_READABLE.format(file=file)) from None
