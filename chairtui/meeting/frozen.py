"""Base class for the program's immutable, validated models, and the JSON they are stored as."""

from __future__ import annotations

import json
import operator
from functools import partial
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

DefaultT = TypeVar("DefaultT")


class Frozen(BaseModel):
    """Immutable pydantic model. Rejects unknown fields, and its errors never contain the input.

    Raises `pydantic.ValidationError`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)


def added(default: DefaultT) -> DefaultT:
    """A field introduced after meetings had been sealed: left out of dumps while it has its default.

    The digest of a closed meeting is taken over its versions' JSON, so a new field must not change old versions.
    """
    return Field(default, exclude_if=partial(operator.eq, default))


def read_json(text: str | bytes) -> object:
    """Parse JSON in UTF-8. Raises `ValueError`, also for lone surrogates and for nesting deeper than the interpreter
    can follow."""
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    try:
        found: object = json.loads(text)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("nested too deep") from None
    return found


write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""The JSON of a value on one line, without spaces between."""
