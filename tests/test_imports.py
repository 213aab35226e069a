"""What a fresh process loads: the command line never pays for the screens, and help and version for nothing at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from chairtui.cli import main

PROBE = """
import json, sys
from chairtui.cli import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""
SCREENS = {"textual", "rich", "screens"}
SEALING = {"cryptography", "keyring"}
DEAR = {"pydantic", "pendulum", "tinydb", "holidays", "markdown_it"}


def loaded(store: Path, *argv: str) -> tuple[int, set[str]]:
    """The exit status of a command in a fresh process, and every top-level module it loaded."""
    status, modules = all_loaded(store, *argv)
    return status, {name.partition(".")[0] for name in modules}


def all_loaded(store: Path, *argv: str) -> tuple[int, set[str]]:
    """The same with every module by its whole name."""
    environment = {**os.environ, "CHAIRTUI_STORE": str(store), "CHAIRTUI_SETTINGS": str(store / "none.toml")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *argv],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return int(status), set(modules)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    argv = ["new", "--format", "bristol", "--title", "T", "--subject", "K.", "--starts", "2026-12-03 14:00"]
    beside = ["--by", "Avril", "--store", str(folder)]
    assert main([*argv, *beside, "--unencrypted"]) == 0
    assert main(["record", "last", "a: Ring the school by 4 Dec 2026", *beside]) == 0
    return folder


@pytest.mark.parametrize("argv", [("--version",), ("--help",), ("check", "--help")])
def test_help_and_version_load_nothing_dear(store: Path, argv: Sequence[str]) -> None:
    status, modules = loaded(store, *argv)
    assert status == 0
    assert not modules & (SCREENS | DEAR)


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (("check", "last"), 1),
        (("export", "last", "--to", "md"), 0),
        (("export", "last", "--to", "json"), 0),
        (("export", "last", "--to", "html"), 0),
        (("distribution", "last"), 0),
        (("actions",), 0),
        (("list",), 0),
        (("set", "last", "aim=Agree one plan", "--by", "Avril"), 0),
        (("record", "last", "s: K. likes school", "--by", "Avril"), 0),
        (("demo",), 0),
    ],
)
def test_no_command_loads_the_screens(store: Path, argv: Sequence[str], status: int) -> None:
    got, modules = loaded(store, *argv)
    assert got == status
    assert not modules & SCREENS


@pytest.mark.parametrize("kind", ["docx", "pdf", "csv", "ics"])
def test_no_kind_of_file_loads_the_screens(store: Path, kind: str) -> None:
    status, modules = loaded(store, "export", "last", "-o", str(store / f"minutes.{kind}"))
    assert status == 0
    assert not modules & SCREENS
    assert {"docx", "typst", "icalendar"} & modules == {{"pdf": "typst", "ics": "icalendar"}.get(kind, kind)} - {"csv"}


@pytest.mark.parametrize("argv", [("check", "last"), ("export", "last", "--to", "md")])
def test_only_what_is_written_is_loaded(store: Path, argv: Sequence[str]) -> None:
    _, modules = loaded(store, *argv)
    assert not modules & {"docx", "lxml", "typst", "icalendar", "markdown_it"}


@pytest.mark.parametrize("argv", [("list",), ("check", "last"), ("record", "last", "s: Reads well", "--by", "Avril")])
def test_an_unencrypted_store_pays_nothing_for_sealing(store: Path, argv: Sequence[str]) -> None:
    _, modules = loaded(store, *argv)
    assert not modules & SEALING


@pytest.mark.parametrize("argv", [("list",), ("check", "last"), ("record", "last", "s: Sings well", "--by", "Avril")])
def test_a_folder_of_meetings_needs_nothing_of_a_server(store: Path, argv: Sequence[str]) -> None:
    _, modules = loaded(store, *argv)
    assert "psycopg" not in modules


def test_a_check_loads_the_capture_grammar_only_for_an_unsettled_line(store: Path) -> None:
    assert "chairtui.meeting.capture.capture" not in all_loaded(store, "check", "last")[1]
