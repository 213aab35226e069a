"""Field types for user text, names and ids, with their limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

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


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Makes a text `clean`, stripped and limited in length. A hundred fields have it, and pydantic builds this one
    annotation in a third of the time of `StringConstraints` with a `BeforeValidator`."""

    longest: int
    blank: bool = False

    def __get_pydantic_core_schema__(self, source: type[str], handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(
            strip_whitespace=True, min_length=None if self.blank else 1, max_length=self.longest
        )
        return core_schema.no_info_before_validator_function(clean, text)


Text = Annotated[str, Cleaned(LONGEST_TEXT)]
"""User text: not blank, stripped, without control characters."""
LongText = Annotated[str, Cleaned(50 * LONGEST_TEXT)]
"""Unparsed text, which is kept at any length until a person splits it."""
MaybeText = Annotated[str, Cleaned(LONGEST_TEXT, blank=True)]
"""As `Text`, but may be blank."""
Name = Annotated[str, Cleaned(LONGEST_NAME)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9:._-]+$", min_length=1, max_length=80)]


class Link:
    """Marks a field's type as the id of another record, see `kinds.links_in`."""


RecordId = Annotated[Id, Link()]
"""The id of another record. JSON for scripts shows that record's reference in its place."""
