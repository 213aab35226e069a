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

LONGEST, TAIL = 1_200, 200
"""Characters of an error, which may quote what somebody typed; its end, which says what to do, is kept. The list of a
format's rules fits."""

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
    """Print an answer on stdout."""
    _print(visible(text), sys.stdout)


def print_now(text: str) -> None:
    """Print an answer and flush it: a script may be waiting for it."""
    _print(visible(text), sys.stdout, flush=True)


def print_error(text: str) -> None:
    """Print an error on stderr, as one line."""
    with suppress(OSError):  # a full disk or a closed pipe: the next print reports it
        sys.stdout.flush()
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - TAIL]} … {line[-TAIL:]}"
    _print(visible(words.WRONG.format(message=line)), sys.stderr, flush=True)


def print_notice(text: str) -> None:
    """Print what precedes a question, on stderr."""
    _print(visible(text), sys.stderr, flush=True)


def print_question(text: str) -> None:
    """Print a question on stderr, without a line end."""
    _print(visible(text), sys.stderr, end="", flush=True)


def print_json_line(**value: object) -> None:
    """Print an object as one line of JSON and flush it, for scripts that read while the command runs."""
    _print(escaped(json.dumps(value, ensure_ascii=False)), sys.stdout, flush=True)


def print_saved(refs: Sequence[str], *, as_json: bool, value: str = "") -> None:
    """Acknowledge a write by its references, with the date that words were read as."""
    if as_json:
        print_json({"saved": list(refs), **({"value": value} if value else {})})
    else:
        for ref in refs:
            print_line(words.SAVED_AS.format(ref=ref, value=value) if value else words.SAVED.format(ref=ref))


def written(file: Path) -> str:
    """The message about a written file. On Windows its mode has no effect; the folder's permissions apply."""
    return (words.WRITTEN_OPEN if os.name == "nt" else words.WRITTEN).format(file=file)


def print_written(files: Sequence[Path], *, as_json: bool) -> None:
    """Print the files that were written."""
    if as_json:
        print_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            print_line(written(file))


def print_bytes(content: bytes) -> None:
    """Write bytes to stdout, unchanged."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_json(value: object) -> None:
    """Print a value as indented JSON on stdout."""
    print_json_text(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_text(text: str) -> None:
    """Print a JSON document on stdout."""
    _print(escaped(text.rstrip("\n")), sys.stdout)


def print_document(text: str) -> None:
    """Print a file's text: unchanged into a file or pipe, with control characters replaced on a terminal."""
    _print(visible(text) if sys.stdout.isatty() else text, sys.stdout, end="")


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with columns as wide as their cells, the last one unpadded; nothing for no rows."""
    lines = [list(head), *([visible(" ".join(cell.split())) for cell in row] for row in rows)]
    if len(lines) == 1:
        return
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        print_line("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
