"""Lays out a row as lines of text and tone."""

from __future__ import annotations

from rich.cells import cell_len

from screens.widgets.list_row import Row
from screens.widgets.wrapping import shorten, wrap

COLUMN = 36
"""Narrower than this the mark takes a line of its own, so that the text has the whole width."""

Piece = tuple[str, str]
"""A stretch of text and the tone it is shown in."""


def lay_out(row: Row, width: int, airy: bool, mark_width: int) -> list[list[Piece]]:
    """A row's lines at that width (the margin that shows the selection not counted); `airy` leaves a line after it."""
    if row.tone == "heading":
        *titles, last = wrap(row.text, width)
        rule = " " + "─" * max(width - cell_len(last) - 1, 0)
        return [*([(title, "heading")] for title in titles), [(last, "heading"), (rule, "track")]]
    lines: list[list[Piece]] = []
    notes = row.notes
    if width < COLUMN:
        indent = "" if row.label or not row.mark else " " * (len(row.mark) + 1)
        text_width = width - len(indent)
        texts = wrap(row.text, text_width)
        if row.label:
            label = shorten(f" · {row.label}", max(width - len(row.mark), 0))
            lines.append([(row.mark, row.tone), (label, "quiet")])
        elif row.mark:
            lines.append([(f"{row.mark} ", row.tone), (texts.pop(0), _text_tone(row))])
    else:
        indent = " " * mark_width if row.mark or row.notes or row.warnings else ""
        text_width = width - len(indent)
        texts = wrap(row.text, text_width)
        lines.append([(row.mark.ljust(len(indent)), row.tone), (texts.pop(0), _text_tone(row))])
        if row.label:
            notes = (" · ".join([row.label, *notes[:1]]), *notes[1:])
    lines.extend([(indent, "plain"), (text, _text_tone(row))] for text in texts)
    lines.extend([(indent, "plain"), (text, "quiet")] for note in notes for text in wrap(note, text_width))
    lines.extend([(indent, "plain"), (text, "warn")] for warning in row.warnings for text in wrap(warning, text_width))
    if airy and (row.key or row.notes):
        lines.append([])
    return lines


def _text_tone(row: Row) -> str:
    return row.tone if row.tone in ("quiet", "good", "warn") else "plain"
