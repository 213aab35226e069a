"""Translates pydantic's errors about a format for the author of the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from chairtui.words import formats as words

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_SHOWN = 60
"""Maximum characters of a value that a message quotes."""


def explained(errors: Sequence[ErrorDetails], whole: type[BaseModel]) -> list[tuple[ErrorDetails, str]]:
    """Each error with one line that says what is wrong and what to do; `whole` is the model of the file.

    A key that is spelt almost like a missing one is reported once.
    """
    meant = {error["loc"]: _meant(error, whole) for error in errors if error["type"] == "extra_forbidden"}
    spelt = {(*loc[:-1], like) for loc, like in meant.items()}
    found = []
    for error in errors:
        if like := meant.get(error["loc"], ""):
            key, names = shortened(error["loc"][-1]), [part for part in error["loc"] if isinstance(part, str)]
            where = _table(names[:-1]).capitalize()
            found.append((error, words.UNKNOWN_KEY_LIKE.format(key=key, where=where, like=like)))
        elif error["type"] != "missing" or error["loc"] not in spelt:
            found.append((error, explain(error)))
    return found


def _meant(error: ErrorDetails, whole: type[BaseModel]) -> str:
    """The key of that table whose name is nearest to an unknown one, "" for none."""
    table: object = whole
    for part in error["loc"][:-1]:
        if isinstance(part, str):
            field = table.model_fields.get(part) if isinstance(table, type) and issubclass(table, BaseModel) else None
            table = next(iter(_models(field.annotation)), None) if field else None
    known = list(table.model_fields) if isinstance(table, type) and issubclass(table, BaseModel) else []
    return near(str(error["loc"][-1]), known)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models within an annotation such as `tuple[Question, ...]` or `Opens | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def near(name: str, known: Iterable[str]) -> str:
    """The known name that is nearest to a misspelt one, "" if none is near."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.75)), "")


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
