"""Files that a command reads or writes by name. What goes wrong with one is a `No` in one line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from chairtui.commands.refusals import No
from chairtui.words import command_line as words

PRIVATE = 0o600
AS_IT_IS: int = getattr(os, "O_BINARY", 0)
"""Windows would turn each line break into two characters otherwise."""
LARGEST = 100_000_000
"""Bytes read of one file; a device without an end is refused too."""


def read_text(file: Path) -> str:
    """A file's text, from UTF-8 with or without a mark at its start. Raises `No`."""
    try:
        with file.open("rb") as opened:
            return _text(opened, str(file))
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise No(words.CANNOT_READ.format(file=file, reason=_reason(error))) from None


def read_stdin() -> str:
    """All of stdin as text. Raises `No`."""
    return _text(sys.stdin.buffer, "stdin")


def _text(opened: IO[bytes], name: str) -> str:
    raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise No(words.FILE_TOO_LARGE.format(file=name, most=LARGEST // 1_000_000))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise No(words.FILE_NOT_UTF8.format(file=name)) from None


def write_private(file: Path, text: str, *, replace: bool) -> None:
    """Write a file only its owner reads: beside its place first, then moved there, so that it is never half written.

    Raises `No`: there already (unless `replace`), no folder, no permission, no room.
    """
    if not file.parent.is_dir():
        raise No(words.NO_FOLDER.format(folder=file.parent))
    if file.is_dir() or (file.exists() and not replace):
        raise No(words.FILE_EXISTS.format(file=file))
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_IT_IS, PRIVATE)
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
        raise No(words.CANNOT_WRITE.format(file=file, reason=_reason(error))) from None


def _reason(error: OSError | ValueError) -> str:
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)
