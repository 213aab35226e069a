"""The few shapes of Markdown that minutes are made of. Labels are the program's own; texts are escaped here."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.minutes.escape import block, within


def heading(level: int, text: str) -> str:
    """A heading of one line, from plain text."""
    return f"{'#' * level} {within(text)}"


def bullet(label: str, text: str = "", depth: int = 0) -> str:
    """One item of a list, below another if `depth` is 1. `label` is Markdown of the program's own, `text` is typed."""
    indent = "  " * depth
    parts = [label] if label else []
    if text:
        parts.append(block(text, indent + "  "))
    return f"{indent}- {' '.join(parts)}"


def labelled(label: str, text: str, depth: int = 0) -> str:
    """One item of a list: a label in bold, then what was typed."""
    return bullet(f"**{label}:**", text, depth)


def paragraph(label: str, text: str) -> str:
    """A paragraph of its own: a label in bold, then what was typed."""
    return f"**{label}:** {block(text)}"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the cells are Markdown of one line each, already escaped."""
    head = [_row(columns), _row(["---"] * len(columns))]
    return "\n".join(head + [_row(row) for row in rows])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
