"""Fixtures for the program in a browser: an empty home, a store with a meeting, and a shared Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.meeting.records import Details, Draft
from tests.web.chromium import Chromium, Tab
from tests.web.serving import Serving

collect_ignore_glob = ["*_in_a_browser.py"] if sys.platform == "win32" else []
"""Windows has no terminal of the kind that holds the other seat."""
HERE = Path(__file__).parents[2]
FORBIDDEN = ("CHAIRTUI_", "XDG_", "TEXTUAL", "COLUMNS", "LINES")
TITLE = "Meeting about K."

Serve = Callable[..., Serving]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An empty home, nothing set by whoever runs the tests, and a store whose path a shell would take apart."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FORBIDDEN)}
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    store = tmp_path / "a store; $(touch taken) 'of ours'"
    return {
        **kept,
        **folders,
        "LOGNAME": "avril",
        "PYTHONPATH": str(HERE),
        "CHAIRTUI_UNENCRYPTED": "1",
        "CHAIRTUI_STORE": str(store),
    }


@pytest.fixture
def command(surroundings: dict[str, str], tmp_path: Path) -> Callable[..., str]:
    """`command("list")`: what a command answers in these surroundings."""

    def run(*argv: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "chairtui", *argv],
            env=surroundings,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def meeting(surroundings: dict[str, str]) -> str:
    """A meeting in the store; its id."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("CHAIRTUI_SETTINGS", str(Path(surroundings["HOME"]) / "none.toml"))
        unencrypted = "CHAIRTUI_UNENCRYPTED" in surroundings
        with CommandContext(surroundings["CHAIRTUI_STORE"], unencrypted=unencrypted) as context:
            format_ = context.format("bristol")
            details = Details(
                format=format_.id,
                format_version=format_.version,
                format_name=format_.name,
                title=TITLE,
                subject="K., aged 7",
                starts=datetime(2026, 12, 3, 14, 0, tzinfo=UTC),
            )
            return context.journal.begin([Draft(record=details)], "avril")


@pytest.fixture
def serve(surroundings: dict[str, str], tmp_path: Path) -> Iterator[Serve]:
    """`serve("--unlocked")`: a server in these surroundings, at a port that is free."""
    with ExitStack() as servers:

        def begun(*argv: str, **more: str) -> Serving:
            port = () if "--port" in argv else ("--port", "0")
            return servers.enter_context(Serving((*port, *argv), {**surroundings, **more}, tmp_path))

        yield begun


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture
def browser(_chromium: Chromium) -> Iterator[Chromium]:
    """A real Chromium without a tab of an earlier test."""
    yield _chromium
    _chromium.close_tabs()


def sit_down(tab: Tab, name: str, role: str = "note-taker") -> None:
    """Take a seat in a tab that has been let in."""
    tab.until_said("Your name")
    tab.fill("name", name)
    tab.fill("role", role)
    tab.click("#sit button")


def open_meeting(tab: Tab) -> None:
    """Go into the meeting from the list."""
    tab.until_shown(TITLE)
    tab.press("enter")
    tab.until_shown("Agenda")
