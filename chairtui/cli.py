"""Entry point of the command line: dispatches to a command and maps every outcome to an exit status.

0 is done, 1 is "no" (not closable, not found, refused), 2 is bad usage, 130 is Ctrl+C.
Each command is imported only when it is asked for, and imports only what it needs.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from chairtui.commands.errors import CommandError, UsageError
from chairtui.commands.output import print_error, print_line
from chairtui.commands.registry import NAMES, OPEN, load, parser_of
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

DONE, FAILED, BAD_USAGE = 0, 1, 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""128 + SIGPIPE: what a shell reports for a program whose reader went away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. No exception escapes."""
    return guarded(lambda: run(sys.argv[1:] if argv is None else list(argv)))


def guarded(work: Callable[[], int]) -> int:
    """Call `work` and return its exit status; any exception becomes one line on stderr."""
    lost = _use_utf8()
    try:
        status = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail(words.INTERRUPTED, INTERRUPTED)
    except BrokenPipeError:
        _drop_stdout()
        return CLOSED_PIPE
    except UsageError as error:
        return _fail(str(error), BAD_USAGE)
    except CommandError as error:
        return _fail(str(error), FAILED)
    except Exception as error:  # noqa: BLE001 - the last place where a traceback can become a line
        return _fail(_unexpected(error), FAILED)
    if lost.used:
        return _fail(words.STDOUT_CLOSED, status or FAILED)
    return status


def run(argv: list[str]) -> int:
    """Find the command among the arguments and run it. Raises what the command raises."""
    position = _command_position(argv)
    if position is None or (name := argv[position]) not in NAMES or name == OPEN:
        return _run_open(argv)
    return _run(name, argv[:position] + argv[position + 1 :])


def _run_open(argv: list[str]) -> int:
    if "--version" in argv:
        from chairtui import __version__

        print_line(words.VERSION.format(version=__version__))
        return DONE
    if "--help" in argv or "-h" in argv:
        print_line(words.HELP)
        return DONE
    return _run(OPEN, argv)


def _run(name: str, argv: list[str]) -> int:
    command = load(name)
    try:
        args = parser_of(name, command).parse_intermixed_args(argv)
    except SystemExit as leaving:  # argparse exits once it has printed a command's help
        return int(leaving.code or DONE)
    from chairtui.commands.context import CommandContext

    with CommandContext(args.store, unencrypted=args.unencrypted) as context:
        return command.run(args, context)


def _command_position(argv: list[str]) -> int | None:
    """Index of the command: the first argument that is neither an option nor an option's value."""
    skip = False
    for position, argument in enumerate(argv):
        if skip or argument in ("--store", "--by"):
            skip = not skip
        elif argument == "--":
            return None
        elif not argument.startswith("-"):
            return position
    return None


def _unexpected(error: Exception) -> str:
    """The message for an exception that no command handled."""
    import traceback
    from pathlib import Path

    from pydantic import ValidationError

    from chairtui.journal.protocol import JournalError
    from chairtui.meeting.seal import SealBroken

    if isinstance(error, JournalError | SealBroken):
        return str(error)
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return words.VALUE_REFUSED.format(key=" ".join(map(str, first["loc"])), reason=first["msg"])
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return words.SYSTEM_SAYS.format(reason=f"{where}{error.strerror or error}")
    if isinstance(error, RecursionError | MemoryError):
        return words.TOO_LARGE
    # The exception's text may quote what somebody typed, which must stay out of logs: report only where it happened.
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return words.UNFORESEEN.format(kind=type(error).__name__, where=where)


def _fail(message: str, status: int) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _drop_stdout()
    with suppress(OSError):  # nobody is left to read it
        print_error(message)
    return status


class _Nowhere(io.RawIOBase):
    """Stands in for a stdout that was closed before the program began, and remembers that answers were lost."""

    used = False

    def writable(self) -> bool:
        return True

    def write(self, content: Buffer, /) -> int:
        self.used = True
        return memoryview(content).nbytes


def _use_utf8() -> _Nowhere:
    """Switch output to UTF-8 whatever the system's code page is; unencodable characters are escaped, never fatal.

    Standard streams that were closed before the program began are replaced. Returns what stdout then writes to.
    """
    lost = _Nowhere()
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _replace_closed_streams(lost)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return lost


def _replace_closed_streams(lost: _Nowhere) -> None:
    from pathlib import Path

    null = Path(os.devnull)
    sys.stdin = sys.stdin or null.open(encoding="utf-8")
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BufferedWriter(lost), encoding="utf-8")
    sys.stderr = sys.stderr or null.open("w", encoding="utf-8")


def _drop_stdout() -> None:
    """Point stdout at nothing, so that Python's own flush at the end doesn't raise."""
    from pathlib import Path

    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
