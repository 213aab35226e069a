"""Loads a format from TOML, or raises an error that says where it is wrong and what to do."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from pydantic import ValidationError

from chairtui.meeting.formats.baseline import Baseline
from chairtui.meeting.formats.bounds import too_deep
from chairtui.meeting.formats.errors import explained, one_line
from chairtui.meeting.formats.line_numbers import TomlLines
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.validation import Fault, faults
from chairtui.words import formats as words

Parsed = TypeVar("Parsed", Format, Baseline)

_AT_LINE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_BASELINE_FILE = "baseline.toml"


class BadFormat(Exception):
    """The format is invalid. `str()` is "file:line: reason. what to do"; `line` counts from 1, 0 if unknown.

    `more` are the other errors of the same file.
    """

    def __init__(self, file: str, line: int, reason: str, more: tuple[BadFormat, ...] = ()) -> None:
        reason = one_line(reason)
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason
        self.more = more


def load_format(text: str, file: str, baseline: str) -> Format:
    """Load a format from TOML and merge the baseline (also TOML) into it.

    `file` names the text in errors. Raises `BadFormat` for the first error, with the others.
    """
    text = text.removeprefix("\ufeff")
    if line := too_deep(text):
        raise BadFormat(file, line, words.TOO_DEEP)
    under = _baseline(baseline)
    own = _parse(text, file, Format)
    whole = under.rows_under(own)
    taken = [
        Fault(("questions", n, "id"), words.BASELINE_QUESTION.format(id=q.id, provision=q.provision, type=q.type))
        for n, q in under.taken(own)
    ]
    if found := [*taken, *faults(whole)]:
        raise _refused(text, file, found)
    return under.prompts_into(whole)


def _refused(text: str, file: str, found: Sequence[Fault]) -> BadFormat:
    """The first of several errors, with the others, each at its line."""
    lines = TomlLines(text)
    first, *others = [BadFormat(file, lines.line_of(fault.path), fault.reason) for fault in found]
    return BadFormat(file, first.line, first.reason, tuple(others))


@lru_cache(maxsize=2)
def _baseline(text: str) -> Baseline:
    return _parse(text, _BASELINE_FILE, Baseline)


def _parse(text: str, file: str, kind: type[Parsed]) -> Parsed:
    try:
        raw = tomllib.loads(text)
        # Validated as JSON: strict mode then accepts a list for a tuple, but not "5" for a number.
        return kind.model_validate_json(json.dumps(raw, default=str), strict=True)
    except ValidationError as wrong:
        found = [Fault(error["loc"], reason) for error, reason in explained(wrong.errors(), kind)]
        raise _refused(text, file, found) from None
    except (ValueError, RecursionError) as wrong:
        raise _not_toml(text, file, wrong) from None


def _not_toml(text: str, file: str, wrong: Exception) -> BadFormat:
    """tomllib reports the line only in its message."""
    said = _AT_LINE.search(str(wrong))
    line = int(said["line"]) if said and said["line"] else text.rstrip().count("\n") + 1
    why = _AT_LINE.sub("", str(wrong)) or type(wrong).__name__
    return BadFormat(file, line, words.NOT_TOML.format(why=why[:1].lower() + why[1:]))
