"""What a command says: answers on stdout, what is wrong on stderr, one line each and flushed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress

from chairtui.words import command_line as words

LONGEST, TAIL = 800, 200
"""Characters of a complaint, which may quote what somebody typed; the end, where it says what to do, is kept."""


def print_line(text: str = "") -> None:
    """An answer, on stdout."""
    print(text)


def print_now(text: str) -> None:
    """An answer that somebody waits for: on its way before this returns."""
    print(text, flush=True)


def print_error(text: str) -> None:
    """What is wrong, on stderr, in one line whatever the message held."""
    with suppress(OSError):  # a full disk or a reader who left; whoever says the next answer finds out
        sys.stdout.flush()
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - TAIL]} … {line[-TAIL:]}"
    print(words.WRONG.format(message=line), file=sys.stderr, flush=True)


def print_json(value: object) -> None:
    """A value as indented JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as what is in them, the last one as long as it likes; nothing at all where there is no row."""
    lines = [list(head), *([" ".join(cell.split()) for cell in row] for row in rows)]
    if len(lines) == 1:
        return
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
