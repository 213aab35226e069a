"""The argument parser of every command: errors raise `UsageError`, no abbreviations, text is checked to be UTF-8."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from chairtui.commands.errors import UsageError
from chairtui.words import command_line as words


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` that raises `UsageError` instead of exiting."""

    def __init__(self, name: str, description: str, examples: Sequence[str] = ()) -> None:
        super().__init__(
            prog=f"chairtui {name}".rstrip(),
            description=description,
            epilog=words.EPILOG if not examples else words.HELP_END.format(examples=examples_in(examples)),
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(words.BAD_USAGE.format(reason=message[:1].lower() + message[1:], command=self.prog))


def examples_in(examples: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for line in examples)


def is_text(value: str) -> bool:
    """Whether an argument was valid UTF-8; Python turns other bytes into lone surrogates."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def text(value: str) -> str:
    """Argparse type: valid UTF-8 text. Raises `ArgumentTypeError`."""
    if not is_text(value):
        raise argparse.ArgumentTypeError(words.NOT_UTF8)
    return value


def filled(value: str) -> str:
    """Argparse type: text that isn't blank. Raises `ArgumentTypeError`."""
    if not text(value).strip():
        raise argparse.ArgumentTypeError(words.BLANK)
    return value


def add_meeting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", type=filled, help=words.HELP_MEETING)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=words.HELP_JSON)


def add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", type=filled, help=words.HELP_BY)
