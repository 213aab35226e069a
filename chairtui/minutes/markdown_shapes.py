"""Builders of Markdown elements. Labels are the program's own Markdown; other text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Record
from chairtui.minutes.escape import block, within
from chairtui.words import minutes as words

RecordT = TypeVar("RecordT", bound=Record)


def heading(level: int, text: str) -> str:
    """A heading from plain text."""
    return f"{'#' * level} {within(text)}"


def bullet(label: str, text: str = "", depth: int = 0) -> str:
    """A list item, nested if `depth` is 1. `label` is trusted Markdown, `text` is user text."""
    indent = "  " * depth
    parts = [label] if label else []
    if text:
        parts.append(block(text, indent + "  "))
    return f"{indent}- {' '.join(parts)}"


def labelled(label: str, text: str, depth: int = 0) -> str:
    """A list item: a bold label and user text."""
    return bullet(f"**{label}:**", text, depth)


def paragraph(label: str, text: str) -> str:
    """A paragraph: a bold label and user text."""
    return f"**{label}:** {block(text)}"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table. Cells are escaped Markdown without line breaks."""
    head = [_row(columns), _row(["---"] * len(columns))]
    return "\n".join(head + [_row(row) for row in rows])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def by_part(
    entries: Sequence[Entry[RecordT]], rows_of: Callable[[Sequence[Entry[RecordT]]], list[str]], marked: bool
) -> list[str]:
    """A list of the entries; where `marked`, one for each part of the meeting, the second named above it."""
    blocks: list[str] = []
    for part, run in groupby(entries, key=lambda entry: (getattr(entry.record, "part", None) or 1) if marked else 1):
        rows = rows_of(list(run))
        if not rows:
            continue
        if blocks or part == 2:
            blocks.append(f"**{words.IN_PART[part]}**")
        blocks.append("\n".join(rows))
    return blocks
