"""Output of the commands: answers on stdout, errors on stderr in one line each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from chairtui.words import command_line as words

LONGEST, TAIL = 800, 200
"""Characters of an error, which may quote what somebody typed; its end, which says what to do, is kept."""


def print_line(text: str = "") -> None:
    """An answer, on stdout."""
    print(text)


def print_now(text: str) -> None:
    """An answer, flushed: a script may be waiting for it."""
    print(text, flush=True)


def print_error(text: str) -> None:
    """An error on stderr, always one line whatever the message holds."""
    with suppress(OSError):  # a full disk or a reader who left: the next answer reports it
        sys.stdout.flush()
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - TAIL]} … {line[-TAIL:]}"
    print(words.WRONG.format(message=line), file=sys.stderr, flush=True)


def print_json_line(**value: object) -> None:
    """One object on a line of its own, flushed: what a script reads while a command goes on."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_saved(refs: Sequence[str], *, as_json: bool) -> None:
    """What was written, by its references."""
    if as_json:
        print_json({"saved": list(refs)})
    else:
        for ref in refs:
            print_line(words.SAVED.format(ref=ref))


def written(file: Path) -> str:
    """What is said of a file that was written; Windows goes by its folder's rights, whatever mode it is made with."""
    return (words.WRITTEN_OPEN if os.name == "nt" else words.WRITTEN).format(file=file)


def print_written(files: Sequence[Path], *, as_json: bool) -> None:
    """The files that were written."""
    if as_json:
        print_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            print_line(written(file))


def print_bytes(content: bytes) -> None:
    """A file's content on stdout, unchanged."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_json(value: object) -> None:
    """A value as indented JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with columns as wide as their cells, the last one unpadded; nothing if there are no rows."""
    lines = [list(head), *([" ".join(cell.split()) for cell in row] for row in rows)]
    if len(lines) == 1:
        return
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
