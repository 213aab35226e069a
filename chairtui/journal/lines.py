r"""The form of a meeting's file, format 1: UTF-8, one JSON object a line, each line checked against all before it.

    {"sum":"…","format":"chairtui journal","version":1,"meeting":"k3v…","sealed":null}
    {"sum":"…","line":2,"versions":[{"record":{…},"base":0,…,"seq":1,"at":"…","by":"…"}]}

One line is one append: a block of versions stands in one line, so a crash leaves all of it or none.
`sum` is 64 hex digits of SHA-256 over the 32 bytes of the sum of the line before (32 zero bytes before the
header) and the line's bytes after the sum itself, without the line's end. `sealed` says how the lines are
encrypted; null is not at all. Only `\n` ends a line: JSON escapes those in a text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic_core import from_json

NAME = "chairtui journal"
FORMAT = 1
START = bytes(32)
"""What stands before the header in the chain."""

Document = dict[str, object]
"""One version as TinyDB holds it, plain JSON."""

_OPENING = b'{"sum":"'
_SUM_ENDS = len(_OPENING) + 64


class Unsound(ValueError):
    """A line that isn't what was written there. `torn`: its write may have been cut off, if it is the last."""

    def __init__(self, *, torn: bool) -> None:
        super().__init__()
        self.torn = torn


class TooNew(ValueError):
    """A header that a newer program wrote."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sound line: the versions in it, and its checksum."""

    documents: list[Document]
    checksum: bytes


def header(meeting: str) -> tuple[bytes, bytes]:
    """The first line of a meeting's file, and its checksum."""
    return _closed({"format": NAME, "version": FORMAT, "meeting": meeting, "sealed": None}, START)


def line(number: int, documents: Sequence[Document], before: bytes) -> tuple[bytes, bytes]:
    """Line `number` (the header is 1) after the checksum `before`, and its own. Raises `UnicodeEncodeError`."""
    return _closed({"line": number, "versions": list(documents)}, before)


def read_header(raw: bytes, meeting: str) -> bytes:
    """The checksum of a sound header of this meeting's. Raises `Unsound`, `TooNew`."""
    fields = _fields(raw)
    version = fields.get("version")
    if fields.get("format") == NAME and isinstance(version, int) and version > FORMAT:
        raise TooNew
    checksum = _checksum(raw, START)
    if fields.get("format") != NAME or fields.get("meeting") != meeting or version != FORMAT:
        raise Unsound(torn=False)
    if fields.get("sealed") is not None:
        raise TooNew
    return checksum


def read_line(raw: bytes, number: int, before: bytes) -> Line:
    """What line `number` holds. Raises `Unsound`: torn unless it is whole and says that it is another line."""
    try:
        checksum = _checksum(raw, before)
    except Unsound:
        says = _fields(raw).get("line", number)
        raise Unsound(torn=says == number) from None
    fields = _fields(raw)
    versions = fields.get("versions")
    if fields.get("line") != number or not isinstance(versions, list) or not versions:
        raise Unsound(torn=False)
    return Line(versions, checksum)


def _closed(fields: Document, before: bytes) -> tuple[bytes, bytes]:
    rest = b'",' + json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8")[1:]
    chained = hashlib.sha256(before + rest)
    return _OPENING + chained.hexdigest().encode("ascii") + rest + b"\n", chained.digest()


def _checksum(raw: bytes, before: bytes) -> bytes:
    chained = hashlib.sha256(before + raw[_SUM_ENDS:])
    if raw[:_SUM_ENDS] != _OPENING + chained.hexdigest().encode("ascii"):
        raise Unsound(torn=True)
    return chained.digest()


def _fields(raw: bytes) -> Document:
    try:
        fields = from_json(raw)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
