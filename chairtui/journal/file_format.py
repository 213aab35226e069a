r"""The format of a meeting's file, version 1: UTF-8, one JSON object per line, with a chained checksum.

    {"sum":"…","format":"chairtui journal","version":1,"meeting":"k3v…","sealed":null}
    {"sum":"…","line":2,"versions":[{"record":{…},"base":0,…,"seq":1,"at":"…","by":"…"}]}

A line is one append with all its versions, so a crash leaves all of them or none. `sum` is the hex SHA-256 of the
previous line's sum (as 32 bytes; zeros before the header) and the line's bytes after the sum, without the newline. Only
`\n` separates lines, as JSON escapes it in strings. In an encrypted store:

    {"sum":"…","format":…,"meeting":"k3v…","sealed":{"cipher":"AES-256-GCM","store":"…","salt":"…","proof":"…"}}
    {"sum":"…","line":2,"box":"…"}

A box is the encrypted list of versions; store, meeting, line number and the previous line's sum are authenticated.
`proof` is an empty box bound to the header. `null` is not encrypted at all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic_core import PydanticSerializationError, to_json

from chairtui.journal.encryption import CIPHER, SALT_BYTES, FileCipher, NotDecrypted, StoreCipher, padded
from chairtui.journal.protocol import DamageKind
from chairtui.meeting.frozen import read_json, write_json

NAME = "chairtui journal"
FORMAT = 1
START = bytes(32)
"""Stands for the previous checksum in the header's."""

Document = dict[str, object]
"""A version as TinyDB holds it: plain JSON."""

_OPENING = b'{"sum":"'
_SUM_ENDS = len(_OPENING) + 64


class Unsound(ValueError):
    """A line that isn't valid. `torn`: it may be an interrupted write, if it is the last."""

    def __init__(self, *, torn: bool, why: DamageKind = "changed") -> None:
        super().__init__()
        self.torn = torn
        self.why: DamageKind = why


class TooNew(ValueError):
    """The header was written by a newer version of the program."""


class NoKey(ValueError):
    """The header is encrypted and no key was given."""


@dataclass(frozen=True, slots=True)
class Line:
    """A valid line: its versions and its checksum."""

    documents: list[Document]
    checksum: bytes


def header(meeting: str, store: StoreCipher | None = None) -> tuple[bytes, bytes]:
    """Build the header of a meeting's file; returns it and its checksum."""
    fields: Document = {"format": NAME, "version": FORMAT, "meeting": meeting, "sealed": None}
    if store is not None:
        cipher = store.file(meeting, os.urandom(SALT_BYTES))
        proof = cipher.close(b"", _proven(meeting))
        fields["sealed"] = {"cipher": CIPHER, "store": store.store, "salt": cipher.salt.hex(), "proof": proof}
    return _closed(fields, START)


def line(
    number: int, documents: Sequence[Document], before: bytes, cipher: FileCipher | None = None
) -> tuple[bytes, bytes]:
    """Build line `number` (the header is 1) after the checksum `before`; returns it and its checksum.

    Raises `UnicodeError`.
    """
    if cipher is None:
        return _closed({"line": number, "versions": list(documents)}, before)
    plain = padded(_json(list(documents)))
    return _closed({"line": number, "box": cipher.close(plain, _place(number, before))}, before)


def read_header(raw: bytes, meeting: str, store: StoreCipher | None = None) -> tuple[bytes, FileCipher | None]:
    """Parse this meeting's header; returns its checksum and the cipher of the lines (None if unencrypted).

    Raises `Unsound`, `TooNew`, `NoKey`.
    """
    fields = _fields(raw)
    version = fields.get("version")
    if fields.get("format") == NAME and isinstance(version, int) and version > FORMAT:
        raise TooNew
    checksum = _checksum(raw, START)
    if fields.get("format") != NAME or fields.get("meeting") != meeting or version != FORMAT:
        raise Unsound(torn=False)
    sealed = fields.get("sealed")
    if sealed is None:
        if store is not None:
            raise Unsound(torn=False, why="unsealed")
        return checksum, None
    return checksum, _file_cipher(sealed, meeting, store)


def read_line(raw: bytes, number: int, before: bytes, cipher: FileCipher | None = None) -> Line:
    """Parse line `number`. Raises `Unsound`: `torn` if the checksum fails and the line doesn't claim another number."""
    try:
        checksum = _checksum(raw, before)
    except Unsound:
        says = _fields(raw).get("line", number)
        raise Unsound(torn=says == number) from None
    fields = _fields(raw)
    versions = fields.get("versions") if cipher is None else _unboxed(fields.get("box"), _place(number, before), cipher)
    if fields.get("line") != number or not isinstance(versions, list) or not versions:
        raise Unsound(torn=False)
    return Line(versions, checksum)


def is_sealed(first: bytes) -> bool:
    """Whether a file's first line claims to be encrypted, valid or not."""
    return _fields(first).get("sealed") is not None


def _file_cipher(sealed: object, meeting: str, store: StoreCipher | None) -> FileCipher:
    if not isinstance(sealed, dict) or sealed.get("cipher") != CIPHER:
        raise TooNew
    if store is None:
        raise NoKey
    if sealed.get("store") != store.store:
        raise Unsound(torn=False, why="elsewhere")
    try:
        cipher = store.file(meeting, bytes.fromhex(sealed["salt"]))
        cipher.open(sealed["proof"], _proven(meeting))
    except NotDecrypted:
        raise Unsound(torn=False, why="elsewhere") from None
    except (KeyError, TypeError, ValueError):
        raise Unsound(torn=False) from None
    return cipher


def _unboxed(box: object, place: bytes, cipher: FileCipher) -> object:
    if not isinstance(box, str):
        raise Unsound(torn=False)
    try:
        return read_json(cipher.open(box, place))
    except ValueError:
        raise Unsound(torn=False) from None


def _place(number: int, before: bytes) -> bytes:
    return b"line" + number.to_bytes(8, "big") + before


def _proven(meeting: str) -> bytes:
    return b"header" + _json({"format": NAME, "version": FORMAT, "meeting": meeting, "cipher": CIPHER})


def _json(value: object) -> bytes:
    """Raises `UnicodeError` for a lone surrogate."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        return write_json(value).encode("utf-8")


def _closed(fields: Document, before: bytes) -> tuple[bytes, bytes]:
    rest = b'",' + _json(fields)[1:]
    chained = hashlib.sha256(before + rest)
    return _OPENING + chained.hexdigest().encode("ascii") + rest + b"\n", chained.digest()


def _checksum(raw: bytes, before: bytes) -> bytes:
    chained = hashlib.sha256(before + raw[_SUM_ENDS:])
    if raw[:_SUM_ENDS] != _OPENING + chained.hexdigest().encode("ascii"):
        raise Unsound(torn=True)
    return chained.digest()


def _fields(raw: bytes) -> Document:
    try:
        fields = read_json(raw)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
