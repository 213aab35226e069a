"""Every command ends with one line and the right exit status, however it ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from chairtui import __version__
from chairtui.cli import main
from chairtui.commands import check, list_meetings, open_program
from chairtui.commands.registry import NAMES, OPEN
from chairtui.words import command_line as words
from tests.commands.conftest import Run

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


@pytest.mark.parametrize(
    "argv",
    [
        ("check",),
        ("list", "more"),
        ("list", "--jso"),
        ("export", "last"),
        ("export", "last", "--to", "md", "--for", "everyone"),
        ("history", "last", "A1", "A2"),
        ("formats", "print"),
        ("formats", "show"),
        ("formats", "check"),
        ("new",),
        ("amend", "last", "R1", "--text", "x"),
        ("record", "last", "--item"),
        ("--nonsense",),
        ("set", "last"),
        ("import",),
        ("passphrase", "new"),
        ("passphrase", "--remember", "--forget"),
        ("backup",),
        ("restore",),
        ("one", "two"),
        (),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(run: Run, argv: Sequence[str]) -> None:
    told = run(*argv)
    assert told.status == 2
    assert told.out == ""
    assert len(told.complaints) == 1


@pytest.mark.parametrize("command", ["show", "history", "check", "close", "record", "set", "export", "amend"])
def test_an_unknown_meeting_is_not_found(run: Run, meeting: str, command: str) -> None:
    more = {
        "record": ("s: x",),
        "set": ("aim=x",),
        "export": ("--to", "md"),
        "amend": ("R1", "--text", "x", "--reason", "y"),
    }
    told = run(command, "nowhere", *more.get(command, ()))
    assert told.status == 1
    assert len(told.complaints) == 1
    assert "nowhere" in told.complaints[0]


def test_a_mistyped_command_is_told_what_may_have_been_meant(run: Run) -> None:
    told = run("lst")
    assert told.status == 1
    assert "chairtui list?" in told.complaints[0]


def test_help_and_version_are_answers(run: Run) -> None:
    assert run("--version").out == f"chairtui {__version__}\n"
    told = run("--help")
    assert told.status == 0
    for command in NAMES:
        assert command == OPEN or f"chairtui {command}" in told.out


@pytest.mark.parametrize("command", [name for name in NAMES if name != OPEN])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    told = run(command, "--help")
    assert told.status == 0
    assert told.out.startswith(f"usage: chairtui {command}")
    assert words.COMMANDS[command].split()[0] in told.out


def _raising(error: BaseException) -> Callable[..., NoReturn]:
    def run_(*_: object) -> NoReturn:
        raise error

    return run_


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (KeyboardInterrupt(), 130, "stopped"),
        (ZeroDivisionError("by zero\nof all things"), 1, "should not"),
        (PermissionError(13, "Permission denied", "/store/x"), 1, "/store/x: Permission denied"),
        (RecursionError("too deep"), 1, "too large"),
    ],
)
def test_what_nobody_foresaw_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, says: str
) -> None:
    monkeypatch.setattr(list_meetings, "run", _raising(error))
    told = run("list")
    assert told.status == status
    assert len(told.complaints) == 1
    assert says in told.complaints[0]


def test_what_nobody_foresaw_quotes_nothing_that_was_typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_meetings, "run", _raising(KeyError("K. is alone after school")))
    told = run("list")
    assert "alone" not in told.err
    assert "KeyError at test_one_way_out.py:" in told.complaints[0]


def test_a_reader_who_leaves_is_no_trouble(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "run", _raising(BrokenPipeError()))
    told = run("check", "last")
    assert told.status == 141
    assert told.err == ""


def test_what_somebody_typed_is_quoted_in_part_only(run: Run, meeting: str) -> None:
    for argv in (("show", "x" * 20_000), ("set", meeting, "y" * 20_000 + "=1"), ("formats", "show", "z" * 9_000)):
        told = run(*argv)
        assert told.status == 1
        assert len(told.complaints) == 1
        assert len(told.err) < 1_300


@pytest.mark.parametrize(
    "argv",
    [
        ("set", "last", "aim=x", "--by", "n" * 300),
        ("set", "last", "aim=" + "x" * 20_001),
        ("new", "--format", "bristol", "--title", "x" * 20_001, "--subject", "K.", "--starts", "2026-12-03 14:00"),
    ],
)
def test_what_is_too_long_is_refused_and_nothing_is_kept(run: Run, meeting: str, argv: Sequence[str]) -> None:
    before = run("history", meeting, "--json").out
    told = run(*argv)
    assert (told.status, told.out) == (1, "")
    assert len(told.complaints) == 1
    assert run("history", meeting, "--json").out == before
    assert len(run("list").lines) == 2


class FullDisk(io.RawIOBase):
    """What stdout is when it goes to a file on a full disk, until room is made."""

    full = True

    def writable(self) -> bool:
        return True

    def write(self, raw: Buffer, /) -> int:
        if self.full:
            raise OSError(28, "No space left on device")
        return memoryview(raw).nbytes


def test_an_answer_that_has_no_room_is_said_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    disk, err = FullDisk(), io.StringIO()
    out = io.TextIOWrapper(io.BufferedWriter(disk), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["formats"]) == 1
    assert err.getvalue().startswith("chairtui: the system refused: No space left on device.")
    assert len(err.getvalue().splitlines()) == 1
    disk.full = False  # so that what is still buffered goes away quietly with the stream
    out.close()


def test_nobody_named_and_no_login_name_asks_for_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", _raising(OSError("no such user")))
    told = run("new", "--format", "bristol", "--title", "T", "--subject", "K.", "--starts", "2026-12-03 14:00")
    assert told.status == 1
    assert "--by NAME" in told.complaints[0]


def test_without_a_terminal_the_program_says_what_to_use(run: Run, meeting: str) -> None:
    for argv in ((), (meeting,), ("last",)):
        told = run(*argv)
        assert told.status == 2
        assert "needs a terminal" in told.complaints[0]


def test_an_answer_for_a_closed_stdout_is_not_called_done(monkeypatch: pytest.MonkeyPatch) -> None:
    err = io.StringIO()
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["formats"]) == 1
    assert err.getvalue().startswith("chairtui: the answer had nowhere to go")


def test_a_command_with_nothing_to_answer_needs_no_stdout(
    run: Run, meeting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("record", meeting, "s: K. likes school")
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["record", meeting, "-"]) == 0


@pytest.mark.parametrize("terminal", ["dumb", "unknown"])
def test_a_terminal_that_can_not_show_a_screen_is_told_of_the_commands(
    run: Run, meeting: str, monkeypatch: pytest.MonkeyPatch, terminal: str
) -> None:
    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setenv("TERM", terminal)
    told = run(meeting)
    assert told.status == 2
    assert "--help" in told.complaints[0]
    assert run("demo").out.startswith("# Minutes")


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("a\0b", "that none can have"),
        pytest.param(
            "\ud800",
            "that none can have",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a name on Windows may hold half a character"),
        ),
        ("postgresql://h\u202e/x", "can't be the name of a server"),
        (f"postgresql://{'a' * 300}/x", "can't be the name of a server"),
    ],
    ids=["null", "half a character", "a host turned round", "a host too long"],
)
@pytest.mark.parametrize("command", [("list",), ("doctor",)])
def test_a_store_that_can_be_nowhere_is_refused_in_one_line(
    run: Run, command: tuple[str, ...], where: str, says: str
) -> None:
    told = run(*command, "--store", where)
    assert told.status == 1
    assert len(told.complaints) == 1
    assert says in told.complaints[0]


@pytest.mark.parametrize("argv", [("list", "--store"), ("import",), ("backup",), ("formats", "check")])
def test_the_home_of_somebody_unknown_is_a_name_like_any_other(
    run: Run, meeting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(*argv, "~nobody-at-all/x")
    assert "went wrong" not in told.err
    assert len(told.complaints) <= 1
