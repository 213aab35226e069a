"""Reading and writing files for the commands; every failure is a `CommandError`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from chairtui import private_files
from chairtui.commands.errors import CommandError
from chairtui.commands.output import print_question
from chairtui.regular_files import open_regular, read_regular
from chairtui.windows_paths import PathTooLong, is_too_long, refusal
from chairtui.words import command_line as words

LARGEST = 100_000_000
"""Maximum bytes of a file, which also bounds reading from an endless device."""


def read_text(file: Path, most: int | None = None) -> str:
    """Read a UTF-8 file with or without a BOM. Raises `CommandError`, also beyond `most` bytes."""
    try:
        with os.fdopen(open_regular(file), "rb") as opened:
            return _text(opened, str(file), most or LARGEST)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise CommandError(words.CANNOT_READ.format(file=file, reason=_reason(error))) from None


def read_bytes(file: Path, most: int) -> bytes:
    """Read a file. Raises `CommandError`, also beyond `most` bytes."""
    try:
        raw = read_regular(file, most + 1)
    except (OSError, ValueError) as error:
        raise CommandError(words.CANNOT_READ.format(file=file, reason=_reason(error))) from None
    if len(raw) > most:
        raise CommandError(words.TOO_MANY_BYTES.format(file=file, most=most // 1_000_000))
    return raw


def read_stdin() -> str:
    """Read stdin as UTF-8 text. Raises `CommandError`."""
    return _text(sys.stdin.buffer, "stdin", LARGEST)


def may_replace(file: Path, forced: bool) -> bool:
    """Whether a file may be replaced: `forced`, or confirmed on the terminal."""
    if forced or not file.is_file() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return forced
    print_question(words.REPLACE_IT.format(file=file))
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _text(opened: IO[bytes], name: str, most: int) -> str:
    raw = opened.read(most + 1)
    if len(raw) > most:
        form = words.FILE_TOO_LARGE if most == LARGEST else words.TOO_MANY_BYTES
        raise CommandError(form.format(file=name, most=most // 1_000_000))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(words.FILE_NOT_UTF8.format(file=name)) from None


def write_private(file: Path, content: str | bytes, *, replace: bool) -> None:
    """As `private_files.write_private`.

    Raises `CommandError`: it exists (unless `replace`), is a folder, has no parent folder, no permission, a full disk.
    """
    if os.name == "nt" and (said := refusal(file.name)):
        raise CommandError(words.NAME_REFUSED.format(file=file.name, reason=said))
    if not _is_folder(file.parent):
        if is_too_long(file):
            raise CommandError(words.CANNOT_WRITE.format(file=file, reason=_reason(PathTooLong(file))))
        raise CommandError(words.NO_FOLDER.format(folder=file.parent))
    if _is_folder(file):
        raise CommandError(words.IS_A_FOLDER.format(file=file))
    if file.exists() and not replace:
        raise CommandError(words.FILE_EXISTS.format(file=file))
    try:
        private_files.write_private(file, content, replace=replace)
    except (OSError, ValueError) as error:
        raise CommandError(words.CANNOT_WRITE.format(file=file, reason=_reason(error))) from None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _reason(error: OSError | ValueError) -> str:
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)
