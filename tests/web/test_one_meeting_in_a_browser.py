"""Two terminals and a browser with two tabs hold one meeting over a real server that is killed in the middle."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.journal.vaults import PASSPHRASE
from tests.journeys.terminal import Terminal
from tests.servers import RealServer
from tests.web.chromium import Chromium, Tab
from tests.web.conftest import TITLE, open_meeting, sit_down
from tests.web.serving import Serving

pytestmark = [pytest.mark.chromium, pytest.mark.postgresql]
HIGH = (120, 60)
TERMINALS = {"Ada": "ada", "Ben": "ben"}
"""Who sits at a computer of their own, and the login they have at the server."""
TABS = ("Cleo", "Dora")
"""Who sits in a tab of the computer that `chairtui serve` runs on, whose login is cleo."""

Computer = Callable[[str], dict[str, str]]


@pytest.fixture
def server() -> Iterator[RealServer]:
    """A server that a test may kill."""
    own = RealServer()
    try:
        own.start()
        yield own
    finally:
        own.remove()


@pytest.fixture
def computer(server: RealServer, surroundings: dict[str, str], tmp_path: Path) -> Computer:
    """The surroundings of somebody's own computer, by their login."""
    database = server.new_store()

    def of(login: str) -> dict[str, str]:
        home = tmp_path / login
        home.mkdir(exist_ok=True)
        given = {name: value for name, value in surroundings.items() if name != "CHAIRTUI_UNENCRYPTED"}
        folders = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        return {
            **given,
            **folders,
            "LOGNAME": login,
            "CHAIRTUI_STORE": server.address(database, login),
            "CHAIRTUI_PASSPHRASE": PASSPHRASE,
        }

    return of


def answered(environment: dict[str, str], *argv: str) -> str:
    """What a command answers on somebody's computer."""
    done = subprocess.run(
        [sys.executable, "-m", "chairtui", *argv],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_server_is_killed_in_the_middle_all_go_on_and_the_minutes_hold_every_line_once(
    server: RealServer, computer: Computer, browser: Chromium, tmp_path: Path
) -> None:
    new = ("new", "--format", "bristol", "--title", TITLE, "--subject", "K., aged 7", "--starts", "2026-12-03 14:00")
    meeting = answered(computer("ada"), *new).strip()
    with psycopg.connect(computer("ada")["CHAIRTUI_STORE"], autocommit=True) as line:
        for login in ("ben", "cleo"):
            line.execute("SELECT chairtui.seat(%s, %s, 'note-taker')", (meeting, login))

    with ExitStack() as stack:
        served = stack.enter_context(Serving(("--port", "0"), computer("cleo"), tmp_path))
        seats: dict[str, Terminal | Tab] = {}
        for name, login in TERMINALS.items():
            argv = (meeting, "--by", name)
            seats[name] = stack.enter_context(Terminal(argv, computer(login), tmp_path, HIGH))
        for name in TABS:
            tab = browser.tab(served.link, size=(1280, 1500))
            sit_down(tab, name)
            tab.until_shown("assphrase")
            tab.type(PASSPHRASE)
            tab.press("enter")
            open_meeting(tab)
            seats[name] = tab
        for session in seats.values():
            session.until_shown("Agenda")
            session.press("6")
            session.until_shown("6  New or further")
            session.press("/")
            session.until_shown("File it")

        said: list[str] = []

        def say(name: str, text: str) -> None:
            said.append(text)
            seats[name].type(f"f: {text}")
            seats[name].until_shown(f"f: {text}")
            seats[name].press("enter")
            seats[name].until_gone(f"f: {text}")

        for name in seats:
            say(name, f"Before by {name}.")
            for other in seats.values():
                other.until_shown(f"Before by {name}.")

        server.kill()
        for number in (1, 2):
            for name in seats:
                say(name, f"Away {number} by {name}")
                seats[name].until_shown(f"Away {number} by {name}")
        server.start()
        for session in seats.values():
            for text in said:
                session.until_shown(text)

        for name in seats:
            say(name, f"After by {name}")
            for other in seats.values():
                other.until_shown(f"After by {name}")

        kept = json.loads(answered(computer("ada"), "show", meeting, "--json"))["notes"]
        assert sorted(note["text"] for note in kept) == sorted(said)
        minutes = answered(computer("ben"), "export", meeting, "--to", "md")
        assert {text: minutes.count(text) for text in said} == dict.fromkeys(said, 1)
        history = answered(computer("ada"), "history", meeting)
        for name in seats:
            assert sum(row.count(name) == 2 for row in history.splitlines()) == 4, "who said it, and what they said"
