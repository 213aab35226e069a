"""Partnerships' Markdown templates: validation and filling of placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chairtui.words import minutes as words

INLINE = (
    "title",
    "record",
    "status",
    "confidential",
    "subject",
    "date",
    "venue",
    "format",
    "body",
    "citation",
    "chair",
    "note_taker",
    "agency",
)
"""Places filled with a few words, anywhere in a line."""
BLOCKS = ("heading", "immediate", "attendance", "agenda", "amendments")
"""Block placeholders, filled with any number of lines. Each is required once, on a line of its own."""

_PLACE = re.compile(r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})?")


class BadTemplate(ValueError):
    """The template is invalid. The message names the line (from 1, also in `line`) and the known placeholders."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def check(template: str) -> None:
    """Raises `BadTemplate` for an unknown, misplaced, duplicate or missing placeholder."""
    known = ", ".join(f"${name}" for name in (*INLINE, *BLOCKS))
    used: set[str] = set()
    rows = _rows(template)
    for number, row in enumerate(rows, 1):
        for found in _PLACE.finditer(row):
            if found[1]:
                continue
            name = found[2] or found[3]
            if name is None:
                raise BadTemplate(words.STRAY_DOLLAR.format(line=number, known=known), number)
            if name not in INLINE and name not in BLOCKS:
                raise BadTemplate(words.NO_SUCH_PLACE.format(line=number, name=name, known=known), number)
            if name in BLOCKS and row.rstrip() != found[0]:
                raise BadTemplate(words.NOT_ALONE.format(line=number, name=name), number)
            if name in BLOCKS and name in used:
                raise BadTemplate(words.TWICE.format(line=number, name=name), number)
            used.add(name)
    for name in BLOCKS:
        if name not in used:
            last = max(1, len(rows))
            raise BadTemplate(words.LEFT_OUT.format(line=last, name=name), last)


def fill(template: str, places: Mapping[str, str]) -> str:
    """Fill the placeholders. Values are not scanned for placeholders themselves. Raises `BadTemplate`."""
    check(template)

    def filled(found: re.Match[str]) -> str:
        return "$" if found[1] else places[found[2] or found[3]]

    rows = []
    for row in _rows(template):
        block = row.strip().strip("${}") in BLOCKS
        text = _PLACE.sub(filled, row)
        # Blank lines on both sides keep the template's adjacent text a separate block.
        rows.append(f"\n{text}\n" if block else text)
    return _without_spare_lines("\n".join(rows))


def _rows(template: str) -> list[str]:
    return template.removeprefix("\ufeff").splitlines()


def _without_spare_lines(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
