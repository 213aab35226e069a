"""What people typed, and what was asked for on the command line, never steers the terminal that shows it."""

from __future__ import annotations

import ast
import io
import json
import sys
from pathlib import Path

import pytest

from chairtui.commands.output import escaped, visible
from tests.commands.conftest import Run

RIGHT_TO_LEFT, BELL, ESC, C1, TAG = "\u202e", "\x07", "\x1b", "\x9b", "\U000e0041"
STEERING = (RIGHT_TO_LEFT, BELL, ESC, C1, TAG, "\u2066", "\u200f", "\u2028", "\u061c", "\ufeff", "\u200b")
PACKAGE = Path(__file__).parents[2] / "chairtui"


@pytest.fixture
def steered(run: Run, meeting: str) -> str:
    """A meeting whose title, names and texts hold what would turn a line round."""
    assert run("set", meeting, f"title=Meeting {RIGHT_TO_LEFT}about K.", f"aim=Agree {TAG}one plan").status == 0
    for line in (
        f"present: Sam {RIGHT_TO_LEFT}Okafor, nurse, Health{TAG}",
        f"r: She is not{RIGHT_TO_LEFT} at school",
        f"a: Ring \u2066her @sam by 2027-01-14 measure: {TAG}rung",
    ):
        assert run("record", meeting, line).status == 0
    return meeting


@pytest.mark.parametrize(
    "command", [("list",), ("show",), ("history",), ("check",), ("actions",), ("distribution",), ("doctor",)]
)
def test_no_command_sends_characters_that_steer_a_terminal(run: Run, steered: str, command: tuple[str, ...]) -> None:
    needs_meeting = command[0] in ("show", "history", "check", "distribution")
    told = run(*command, *([steered] if needs_meeting else []))
    assert not any(character in told.out + told.err for character in STEERING)
    if command[0] in ("list", "show", "history", "actions"):
        assert "<U+" in told.out, "shown, not left out"


@pytest.mark.parametrize("command", [("list",), ("show",), ("history",), ("check",), ("actions",)])
def test_json_escapes_them_and_stays_the_same_json(run: Run, steered: str, command: tuple[str, ...]) -> None:
    told = run(*command, *([steered] if command[0] in ("show", "history", "check") else []), "--json")
    assert not any(character in told.out for character in STEERING)
    if command[0] == "show":
        assert json.loads(told.out)["title"] == f"Meeting {RIGHT_TO_LEFT}about K."


@pytest.mark.parametrize(
    "argv",
    [
        ("show", f"{ESC}[2J"),
        ("formats", "show", f"x{ESC}]0;title{BELL}"),
        ("export", "last", "--to", f"{ESC}c"),
        ("record", "last", "--item", f"{C1}31m"),
        (f"--{RIGHT_TO_LEFT}",),
        ("import", f"{ESC}[2J.json"),
        ("--store", f"{ESC}[2J/none", "list"),
    ],
    ids=str,
)
def test_an_error_never_echoes_what_steers(run: Run, meeting: str, argv: tuple[str, ...]) -> None:
    told = run(*argv)
    assert not any(character in told.out + told.err for character in STEERING)


def test_minutes_are_made_visible_on_a_terminal_and_left_alone_in_a_pipe(
    run: Run, steered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    from chairtui.cli import main

    for kind in ("csv", "ics"):
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        assert main(["export", steered, "--to", kind]) == 0
        assert not any(character in screen.getvalue() for character in STEERING)
    monkeypatch.undo()


def test_line_breaks_and_joiners_inside_words_stay() -> None:
    assert visible("one\ntwo") == "one\ntwo"
    assert visible("क्\u200dष") == "क्\u200dष"
    assert visible(f"a{ESC}b\tc") == "a<U+001B>b<U+0009>c"
    assert json.loads(escaped(json.dumps({"a": "".join(STEERING)}, ensure_ascii=False))) == {"a": "".join(STEERING)}


def test_only_one_module_prints() -> None:
    printing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("print", "sys.stdout.write", "sys.stderr.write", "stream.write")
    }
    assert printing - {"__main__.py"} == {"commands/output.py"}
