"""The command line: finds the command, runs it, and is the one way out of the program.

Exit 0 is done, 1 is "no" (not closable, not found, refused), 2 is bad usage, 130 is Ctrl+C.
Each command is imported only when it is asked for, and imports only what it needs.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, cast

from chairtui.commands.arguments import Parser
from chairtui.commands.errors import BadUsage, No
from chairtui.commands.output import complain
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place

DONE, NO, BAD_USAGE = 0, 1, 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""What a shell reports for a program whose reader left; ours leaves as quietly."""

COMMANDS = {
    "demo": "demo",
    "new": "new",
    "record": "record",
    "set": "set_keys",
    "remove": "remove",
    "undo": "undo",
    "list": "list_meetings",
    "show": "show",
    "history": "history",
    "check": "check",
    "close": "close",
    "amend": "amend",
    "export": "export",
    "distribution": "distribution",
    "actions": "actions",
    "follow-up": "follow_up",
    "formats": "formats",
    "not-convened": "not_convened",
    "import": "import_file",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "restore",
    "copy": "copy_meetings",
    "store": "store",
    "passphrase": "passphrase",
    "serve": "serve",
    "open": "open_program",
}
"""The file in `commands` that answers each command."""
OPEN = "open"
"""What `chairtui` and `chairtui MEETING` do; not a word to type."""


class Command(Protocol):
    """What each file in `commands` offers."""

    def arguments(self, parser: Parser) -> None: ...

    def run(self, args: Namespace, place: Place) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Nothing that goes wrong leaves it as an exception."""
    return guarded(lambda: run(sys.argv[1:] if argv is None else list(argv)))


def guarded(work: Callable[[], int]) -> int:
    """Do what a program of ours is there for; its exit status, and one line for whatever goes wrong."""
    _speak_utf8()
    try:
        status = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _last_words(words.INTERRUPTED, INTERRUPTED)
    except BrokenPipeError:
        _drop_stdout()
        return CLOSED_PIPE
    except BadUsage as error:
        return _last_words(str(error), BAD_USAGE)
    except No as error:
        return _last_words(str(error), NO)
    except Exception as error:  # noqa: BLE001 - the last place where a traceback can become a line
        return _last_words(_unforeseen(error), NO)
    return status


def run(argv: list[str]) -> int:
    """Find the command among the arguments and run it. Raises what the command raises."""
    place = _first_word(argv)
    name = argv[place] if place is not None else ""
    if name not in COMMANDS or name == OPEN:
        return _open(argv)
    assert place is not None
    return _run(name, argv[:place] + argv[place + 1 :])


def _open(argv: list[str]) -> int:
    if "--version" in argv:
        from chairtui import __version__

        print(words.VERSION.format(version=__version__))
        return DONE
    if "--help" in argv or "-h" in argv:
        print(words.HELP)
        return DONE
    return _run(OPEN, argv)


def _run(name: str, argv: list[str]) -> int:
    module = importlib.import_module(f"chairtui.commands.{COMMANDS[name]}")
    command = cast(Command, module)
    parser = Parser(name if name != OPEN else "", words.COMMANDS[name])
    parser.add_argument("--store", metavar="STORE", help=words.HELP_STORE)
    parser.add_argument("--unencrypted", action="store_true", help=words.HELP_UNENCRYPTED)
    command.arguments(parser)
    try:
        args = parser.parse_intermixed_args(argv)
    except SystemExit as leaving:  # argparse leaves this way once it has printed a command's help
        return int(leaving.code or DONE)
    from chairtui.commands.context import Place

    with Place(args.store, unencrypted=args.unencrypted) as place:
        return command.run(args, place)


def _first_word(argv: list[str]) -> int | None:
    """Where the command stands: the first argument that is neither an option nor the value of one."""
    skip = False
    for place, argument in enumerate(argv):
        if skip or argument in ("--store", "--by"):
            skip = not skip
        elif argument == "--":
            return None
        elif not argument.startswith("-"):
            return place
    return None


def _unforeseen(error: Exception) -> str:
    """What went wrong, for whatever no command answered for itself."""
    import traceback
    from pathlib import Path

    from pydantic import ValidationError

    from chairtui.journal.protocol import JournalError

    if isinstance(error, JournalError):
        return str(error)
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return words.VALUE_REFUSED.format(key=" ".join(map(str, first["loc"])), reason=first["msg"])
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return words.SYSTEM_SAYS.format(reason=f"{where}{error.strerror or error}")
    if isinstance(error, RecursionError | MemoryError):
        return words.TOO_LARGE
    # Its own words may hold what somebody typed, which must stay out of logs: where it happened is enough.
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return words.UNFORESEEN.format(kind=type(error).__name__, where=where)


def _last_words(message: str, status: int) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _drop_stdout()
    with suppress(OSError):  # nobody is left to read it
        complain(message)
    return status


def _speak_utf8() -> None:
    """UTF-8 both ways whatever the system's code page is; what can't be said in it is escaped, never fatal.

    A stream that was closed before the program began is nothing to read from, or nowhere to write to.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _open_nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_nowhere() -> None:
    """Put nothing to read from, and nowhere to write to, in the place of streams there are none of."""
    from pathlib import Path

    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _drop_stdout() -> None:
    """Point stdout at nothing, so that Python's own flush at the end doesn't complain about it."""
    from pathlib import Path

    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
