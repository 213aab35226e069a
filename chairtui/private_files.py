"""Writes files that only their owner may read, whole or not at all."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from chairtui.file_moves import move_over
from chairtui.windows_paths import PathTooLong, is_too_long, refusal
from chairtui.words import file_names as words

MODE = 0o600
BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows would turn each line feed into two characters otherwise."""

UNFINISHED = re.compile(rf"\..+\.({'|'.join(words.KINDS)}|eml)\.\d+\.new")
"""Names of files that are being written."""
MOMENT = 60
"""Seconds, more than it takes to write one."""


def write_private(file: Path, content: str | bytes, *, replace: bool) -> None:
    """Write beside the file and rename. Text becomes UTF-8.

    Raises `FileExistsError` unless `replace`, `InUse`, `PathTooLong`, any other `OSError` of the disk, and `ValueError`
    for a name with a NUL in it or one that Windows doesn't take.
    """
    if os.name == "nt" and (said := refusal(file.name)):
        raise ValueError(said)
    if file.exists() and not replace:
        raise FileExistsError(file)
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    remove_unfinished(file.parent)
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, MODE)
        with os.fdopen(handle, "wb") as out:
            out.write(content.encode("utf-8") if isinstance(content, str) else content)
            out.flush()
            os.fsync(out.fileno())
        move_over(beside, file)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
        if isinstance(error, FileNotFoundError) and is_too_long(beside):
            raise PathTooLong(file) from error
        raise


def remove_unfinished(folder: Path, older_than: float = MOMENT) -> None:
    """Delete files that a killed program left half written in a folder; one of the last minute may be another's.

    Does what it can: a file that can't be looked at or deleted stays.
    """
    with suppress(OSError, ValueError):
        for path in folder.iterdir():
            if UNFINISHED.fullmatch(path.name):
                with suppress(OSError):
                    if time.time() - path.stat().st_mtime > older_than:
                        path.unlink(missing_ok=True)
