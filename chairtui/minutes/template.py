"""Partnerships' Markdown templates: validation and filling of placeholders."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TypeVar

from chairtui.meeting.formats.model import SECTIONS
from chairtui.words import minutes as words

PlaceT = TypeVar("PlaceT")

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
BLOCKS = SECTIONS
"""Sections of the minutes, each with any number of lines. A placeholder for one stands on a line of its own."""
REST = ("sections", "agenda")
"""Placeholders for all sections that have none of their own, in the format's order; "agenda" is its older name. Without
one of them, each section needs its own."""
LINES = (*BLOCKS, *REST)

_PLACE = re.compile(r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})?")


class BadTemplate(ValueError):
    """The template is invalid. The message names the line (from 1, also in `line`) and the known placeholders."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def check(template: str) -> None:
    """Raises `BadTemplate` for an unknown, misplaced, duplicate or missing placeholder."""
    known = ", ".join(f"${name}" for name in (*INLINE, *LINES))
    used: set[str] = set()
    rows = _rows(template)
    for number, row in enumerate(rows, 1):
        for found in _PLACE.finditer(row):
            if found[1]:
                continue
            name = found[2] or found[3]
            if name is None:
                raise BadTemplate(words.STRAY_DOLLAR.format(line=number, known=known), number)
            if name not in INLINE and name not in LINES:
                raise BadTemplate(words.NO_SUCH_PLACE.format(line=number, name=name, known=known), number)
            if name in LINES and row.rstrip() != found[0]:
                raise BadTemplate(words.NOT_ALONE.format(line=number, name=name), number)
            if (name in BLOCKS and name in used) or (name in REST and used & set(REST)):
                raise BadTemplate(words.TWICE.format(line=number, name=name), number)
            used.add(name)
    if left_out(used):
        last = max(1, len(rows))
        raise BadTemplate(words.LEFT_OUT.format(line=last, name=REST[0]), last)


def left_out(used: Collection[str]) -> list[str]:
    """Sections that minutes with these placeholders would lack."""
    return [] if set(REST) & set(used) else [name for name in BLOCKS if name not in used]


def rest_of(used: Collection[str], places: Mapping[str, PlaceT]) -> list[PlaceT]:
    """What stands in place of one of `REST`: the sections, in their order, that have no placeholder of their own."""
    return [text for name, text in places.items() if name in BLOCKS and name not in used]


def fill(template: str, places: Mapping[str, str]) -> str:
    """Fill the placeholders. Values are not scanned for placeholders themselves. Raises `BadTemplate`."""
    check(template)
    used = {found[2] or found[3] for found in _PLACE.finditer(template)}
    rest = "\n\n".join(filter(None, rest_of(used, places)))
    filling = {**places, **dict.fromkeys(REST, rest)}

    def filled(found: re.Match[str]) -> str:
        return "$" if found[1] else filling[found[2] or found[3]]

    rows = []
    for row in _rows(template):
        block = row.strip().strip("${}") in LINES
        text = _PLACE.sub(filled, row)
        # Blank lines on both sides keep the template's adjacent text a separate block.
        rows.append(f"\n{text}\n" if block else text)
    return _without_spare_lines("\n".join(rows))


def _rows(template: str) -> list[str]:
    return template.removeprefix("\ufeff").splitlines()


def _without_spare_lines(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
