"""The one place that prints: answers on stdout, what is wrong on stderr, flushed, and never obeyed by a terminal.

What people typed may hold characters that move a terminal's cursor, change its title or turn a line round. They are
shown as `<U+202E>` instead; in JSON they are escaped, so that it stays the same JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from chairtui.words import command_line as words

LONGEST, TAIL = 800, 200
"""Characters of an error, which may quote what somebody typed; its end, which says what to do, is kept."""

_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Control and format characters but the line feed and the two joiners inside words (emoji, Indic scripts)."""


def visible(text: str) -> str:
    """Replace characters that steer a terminal or the direction of a line by their code points in brackets."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return _STEERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def escaped(json_text: str) -> str:
    """The same JSON with those characters as `\\u` escapes; they can stand in its strings only."""
    return _STEERING.sub(lambda found: json.dumps(found[0])[1:-1] if found[0] not in "\t\r" else found[0], json_text)


def _print(text: str, stream: TextIO, end: str = "\n", *, flush: bool = False) -> None:
    stream.write(text + end)
    if flush:
        stream.flush()


def print_line(text: str = "") -> None:
    """An answer, on stdout."""
    _print(visible(text), sys.stdout)


def print_now(text: str) -> None:
    """An answer, flushed: a script may be waiting for it."""
    _print(visible(text), sys.stdout, flush=True)


def print_error(text: str) -> None:
    """An error on stderr, always one line whatever the message holds."""
    with suppress(OSError):  # a full disk or a reader who left: the next answer reports it
        sys.stdout.flush()
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - TAIL]} … {line[-TAIL:]}"
    _print(visible(words.WRONG.format(message=line)), sys.stderr, flush=True)


def print_notice(text: str) -> None:
    """Something to read before a question, on stderr as it stands."""
    _print(visible(text), sys.stderr, flush=True)


def print_question(text: str) -> None:
    """A question that is answered on the same line, on stderr."""
    _print(visible(text), sys.stderr, end="", flush=True)


def print_json_line(**value: object) -> None:
    """One object on a line of its own, flushed: what a script reads while a command goes on."""
    _print(escaped(json.dumps(value, ensure_ascii=False)), sys.stdout, flush=True)


def print_saved(refs: Sequence[str], *, as_json: bool, value: str = "") -> None:
    """What was written, by its references, and the date it was read with if one was given in words."""
    if as_json:
        print_json({"saved": list(refs), **({"value": value} if value else {})})
    else:
        for ref in refs:
            print_line(words.SAVED_AS.format(ref=ref, value=value) if value else words.SAVED.format(ref=ref))


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
    print_json_text(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_text(text: str) -> None:
    """JSON that is made already, on stdout."""
    _print(escaped(text.rstrip("\n")), sys.stdout)


def print_document(text: str) -> None:
    """A whole file's text: as it is into a file or a pipe, made visible on a terminal."""
    _print(visible(text) if sys.stdout.isatty() else text, sys.stdout, end="")


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with columns as wide as their cells, the last one unpadded; nothing if there are no rows."""
    lines = [list(head), *([visible(" ".join(cell.split())) for cell in row] for row in rows)]
    if len(lines) == 1:
        return
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        print_line("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
