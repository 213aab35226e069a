"""Opening the program: what it is given, without a screen being drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Timer

import pytest

from chairtui.app import ChairApp
from chairtui.commands import open_program
from screens.export_jobs import Sent
from tests.commands.conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[ChairApp]:
    """The programs that were opened; none of them draws anything."""
    apps: list[ChairApp] = []
    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setattr(ChairApp, "run", lambda self: apps.append(self))
    return apps


def test_it_opens_at_the_meetings_or_at_one_of_them(run: Run, meeting: str, opened: list[ChairApp]) -> None:
    assert run().status == 0
    assert run(meeting[:6]).status == 0
    assert run("last").status == 0
    assert [app._first for app in opened] == [None, meeting, meeting]
    assert {"bristol", "isle-of-wight"} <= set(opened[0].context.formats)


def test_the_writer_and_the_keymap_come_from_the_settings(run: Run, tmp_path: Path, opened: list[ChairApp]) -> None:
    (tmp_path / "settings.toml").write_text('name = "Avril Sample"\n[keymap]\ncapture = "f5"\n', encoding="utf-8")
    assert run().status == 0
    assert opened[0].context.by == "Avril Sample"
    assert opened[0]._keymap == {"capture": "f5"}


def test_a_second_seat_at_the_same_computer_says_its_own_name_and_role(
    run: Run, meeting: str, tmp_path: Path, opened: list[ChairApp]
) -> None:
    (tmp_path / "settings.toml").write_text('name = "Avril Sample"\n', encoding="utf-8")
    assert run(meeting).status == 0
    assert run(meeting, "--by", "record", "--role", "reader").status == 0
    assert run("--by", "list", meeting, "--role", "note-taker").status == 0
    assert [(app.context.by, app.context.role) for app in opened] == [
        ("Avril Sample", "chair"),
        ("record", "reader"),
        ("list", "note-taker"),
    ]
    assert run(meeting, "--role", "spy").status == 2


def test_a_keymap_that_moves_what_is_not_there_is_refused(run: Run, tmp_path: Path, opened: list[ChairApp]) -> None:
    (tmp_path / "settings.toml").write_text('[keymap]\nfly = "f5"\n', encoding="utf-8")
    told = run()
    assert told.status == 1
    assert "“fly”" in told.complaints[0]
    assert opened == []


def test_a_broken_format_of_ones_own_is_named_and_the_program_opens(
    run: Run, tmp_path: Path, opened: list[ChairApp]
) -> None:
    (tmp_path / "broken.toml").write_text("id = \n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text('formats = "."\n', encoding="utf-8")
    told = run()
    assert told.status == 0
    assert any("broken.toml" in line for line in told.complaints)
    assert len(opened) == 1


def test_what_the_program_failed_with_is_its_exit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setattr(ChairApp, "run", lambda self: setattr(self, "_return_code", 1))
    assert run().status == 1


def test_whoever_leaves_while_a_file_is_made_is_told_what_became_of_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = Event()

    def write(app: ChairApp) -> None:
        """Leave, with a file begun that takes longer."""

        def make() -> Sent:
            let.wait(20)
            return Sent("Written to m.md (not encrypted)")

        app.context.export_jobs.send(app, "m.md", make, lambda _: None)
        Timer(0.05, let.set).start()

    def fail(app: ChairApp) -> None:
        def make() -> Sent:
            raise PermissionError(13, "Permission denied")

        app.context.export_jobs.send(app, "m.md", make, lambda _: None)

    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setattr(ChairApp, "run", write)
    assert "Written to m.md" in run().out
    monkeypatch.setattr(ChairApp, "run", fail)
    assert "m.md could not be written: Permission denied" in run().complaints[0]


ASKS_FOR_FRAMES = """
import sys, types
from chairtui.commands import open_program

class Loaded(types.ModuleType):
    def __getattr__(self, name):
        from textual.screen import UPDATE_PERIOD
        sys.exit(f"{1 / UPDATE_PERIOD:.0f}")

sys.modules["chairtui.app"] = Loaded("chairtui.app")
open_program.open_program(None, None)
"""


@pytest.mark.parametrize(("wished", "painted"), [("", "240"), ("30", "30")])
def test_a_key_waits_a_240th_of_a_second_for_its_painting_unless_somebody_wants_fewer(
    wished: str, painted: str
) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "TEXTUAL_FPS"}
    if wished:
        environment["TEXTUAL_FPS"] = wished
    done = subprocess.run(
        [sys.executable, "-c", ASKS_FOR_FRAMES], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert done.stderr.split() == [painted]
