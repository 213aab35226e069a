"""The template a partnership may replace: Markdown of its own with named places, checked before it is filled."""

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
"""Places filled with several lines or none: each is needed once, on a line of its own."""

_PLACE = re.compile(r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})?")


class BadTemplate(ValueError):
    """A template that can't be filled; the message names the line (from 1, also in `line`) and what is known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def check(template: str) -> None:
    """Raises `BadTemplate` for a place that isn't known, stands wrongly, comes twice, or is left out."""
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
    """The template with its places filled. What fills one is never read as a template itself. Raises `BadTemplate`."""
    check(template)

    def filled(found: re.Match[str]) -> str:
        return "$" if found[1] else places[found[2] or found[3]]

    rows = []
    for row in _rows(template):
        block = row.strip().strip("${}") in BLOCKS
        text = _PLACE.sub(filled, row)
        # A blank line on both sides, so that what a partnership writes beside a place never runs into it.
        rows.append(f"\n{text}\n" if block else text)
    return _without_spare_lines("\n".join(rows))


def _rows(template: str) -> list[str]:
    return template.removeprefix("\ufeff").splitlines()


def _without_spare_lines(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
