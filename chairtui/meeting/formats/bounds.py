"""Limits on TOML nesting, checked before parsing: `tomllib` takes 17 seconds for a key of 16,000 parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

DEEPEST = 12
"""Maximum parts of a dotted key, and maximum bracket nesting. The program's own files need four."""

_MAY_BE_LONG = re.compile(rf"(?:[\w\"'-][ \t]*\.[ \t]*[\w\"'-]*){{{DEEPEST}}}|\.{{{DEEPEST}}}")
_BRACKETS = re.compile(r"[\[\]{}]")


def too_deep(text: str) -> int:
    """The line (from 1) where nesting exceeds `DEEPEST`, 0 if none does. Linear time."""
    if not _MAY_BE_LONG.search(text) and not _nested(text):
        return 0  # the usual case: strings and comments need not be parsed
    line, depth, parts = 1, 0, 0
    for sign in _outside_strings(text):
        if sign == "\n":
            line, parts = line + 1, 0
        elif sign in "[{":
            depth, parts = depth + 1, 0
        elif sign in "]}":
            depth, parts = depth - 1, 0
        elif sign == ".":
            parts += 1
        elif sign in "=,":
            parts = 0
        if depth > DEEPEST or parts >= DEEPEST:
            return line
    return 0


def _nested(text: str) -> bool:
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _outside_strings(text: str) -> Iterator[str]:
    """Each character outside strings and comments, and every line feed."""
    at, length = 0, len(text)
    while at < length:
        sign = text[at]
        if sign == "#":
            end = text.find("\n", at)
            at = length if end < 0 else end
        elif sign in "\"'":
            end = _end_of_string(text, at)
            yield from "\n" * text.count("\n", at, end)
            at = end
        else:
            yield sign
            at += 1


def _end_of_string(text: str, start: int) -> int:
    """Where the string ends that begins there: after its closing quotes, at the line's end, or at the text's."""
    sign = text[start]
    several = text.startswith(sign * 3, start)
    closing = sign * 3 if several else sign
    at = start + len(closing)
    while at < len(text):
        if sign == '"' and text[at] == "\\":
            at += 2
        elif text.startswith(closing, at):
            return at + len(closing)
        elif text[at] == "\n" and not several:
            return at
        else:
            at += 1
    return len(text)
