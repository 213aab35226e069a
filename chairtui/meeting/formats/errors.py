"""Translates pydantic's errors about a format for the author of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chairtui.words import formats as words

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_SHOWN = 60
"""Maximum characters of a value that a message quotes."""


def explain(error: ErrorDetails) -> str:
    """One line that says what is wrong and what to do."""
    kind, loc = error["type"], error["loc"]
    context = error.get("ctx", {})
    names = [part for part in loc if isinstance(part, str)]
    key = shortened(names[-1]) if names else ""
    value = shortened(error["input"])
    if kind == "missing":
        return words.NO_AGENDA if loc == ("agenda",) else words.MISSING.format(key=key, where=_table(names[:-1]))
    if kind == "extra_forbidden":
        return words.UNKNOWN_KEY.format(key=key, where=_table(names[:-1]).capitalize())
    if kind == "too_short":
        return words.EMPTY_AGENDA if loc == ("agenda",) else words.BLANK.format(key=key)
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        choices = choices.removeprefix(", ")
        return words.NOT_ONE_OF.format(key=key, value=value, choices=choices)
    if kind == "greater_than_equal":
        return words.TOO_SMALL.format(key=key, least=context.get("ge"))
    if kind == "less_than_equal":
        return words.TOO_LARGE_FIGURE.format(key=key, most=context.get("le"))
    if kind == "string_too_short":
        return words.BLANK.format(key=key)
    if kind == "string_too_long":
        return words.TOO_LONG.format(key=key, most=context.get("max_length"))
    if kind == "string_pattern_mismatch":
        is_provision = key.endswith("provision") or (key == "id" and names[0] == "provisions")
        return (words.BAD_PROVISION if is_provision else words.BAD_ID).format(value=value)
    if kind in words.TYPES:
        return words.WRONG_TYPE.format(key=key, wanted=words.TYPES[kind])
    return words.ANYTHING_ELSE.format(key=key, why=error["msg"])


def _table(names: list[str]) -> str:
    return words.TABLES.get(names[-1] if names else "", f"“{names[-1]}”" if names else "")


def shortened(value: object) -> str:
    """A value truncated to fit in a message."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
