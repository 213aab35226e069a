"""Field types for what people type: text, names and ids, with their limits."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

LONGEST_TEXT = 20_000
"""Characters in one text. A longer paste is several statements, and is refused whole rather than cut."""
LONGEST_NAME = 200
"""Characters in a name."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Unicode's control characters (Cc) except the line feed."""


def clean(text: object) -> object:
    """Replace control characters, which a terminal would obey, by spaces; line breaks become `\\n`."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text)


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT), BeforeValidator(clean)
]
"""What a person typed: never blank, without control characters, stripped at both ends."""
LongText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50 * LONGEST_TEXT), BeforeValidator(clean)
]
"""A text that is kept whatever its length, until a person has parted it."""
MaybeText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT), BeforeValidator(clean)]
"""The same, where leaving it blank is allowed."""
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME), BeforeValidator(clean)
]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9:._-]+$", min_length=1, max_length=80)]
