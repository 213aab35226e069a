"""Field types for user text, names and ids, with their limits."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

LONGEST_TEXT = 20_000
"""Maximum characters in a text. A longer paste holds several statements, and is rejected rather than truncated."""
LONGEST_NAME = 200
"""Maximum characters in a name."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Control characters (category Cc) except line feed."""


_QUOTATION = re.compile(r"""\s*(?:"[^"]+"|“[^”]+”|‘[^’].*’|'[^'].*')\s*[.,;!?]?\s*""", re.DOTALL)


def is_quotation(text: str) -> bool:
    """Whether a text stands in quotation marks from end to end, and so is somebody's own words."""
    return _QUOTATION.fullmatch(text) is not None


def clean(text: object) -> object:
    """Replace control characters, which terminals would interpret, by spaces; normalise line breaks to `\\n`."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text)


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT), BeforeValidator(clean)
]
"""User text: not blank, stripped, without control characters."""
LongText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50 * LONGEST_TEXT), BeforeValidator(clean)
]
"""Unparsed text, which is kept at any length until a person splits it."""
MaybeText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT), BeforeValidator(clean)]
"""As `Text`, but may be blank."""
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME), BeforeValidator(clean)
]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9:._-]+$", min_length=1, max_length=80)]


class Link:
    """Marks a field's type as the id of another record, see `kinds.links_in`."""


RecordId = Annotated[Id, Link()]
"""The id of another record. JSON for scripts shows that record's reference in its place."""
