"""Two terminals and a browser hold one meeting over a real server that is killed in the middle."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.browser.chromium import Chromium, Tab
from tests.browser.conftest import TITLE, open_meeting, sit_down
from tests.browser.serving import Serving
from tests.journal.vaults import PASSPHRASE
from tests.journeys.terminal import Terminal
from tests.servers import RealServer

pytestmark = [pytest.mark.chromium, pytest.mark.postgresql]
HIGH = (120, 60)
LOGINS = {"ada": "Ada Chair", "ben": "Ben Note-Taker", "cleo": "Cleo Browser"}
"""Who logs in to the server by which name, each from a computer of their own."""

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


def test_the_server_is_killed_in_the_middle_all_three_go_on_and_the_minutes_hold_every_line_once(
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
        for login in ("ada", "ben"):
            argv = (meeting, "--by", LOGINS[login])
            seats[login] = stack.enter_context(Terminal(argv, computer(login), tmp_path, HIGH))
        tab = browser.tab(served.link, size=(1280, 1300))
        sit_down(tab, LOGINS["cleo"])
        tab.until_shown("assphrase")
        tab.type(PASSPHRASE)
        tab.press("enter")
        open_meeting(tab)
        seats["cleo"] = tab
        for seat in seats.values():
            seat.until_shown("Agenda")
            seat.press("6")
            seat.until_shown("6  New or further")
            seat.press("/")
            seat.until_shown("File it")

        said: list[str] = []

        def say(login: str, text: str) -> None:
            said.append(text)
            seats[login].type(f"f: {text}")
            seats[login].until_shown(f"f: {text}")
            seats[login].press("enter")
            seats[login].until_gone(f"f: {text}")

        for login in seats:
            say(login, f"Before by {login}")
            for other in seats.values():
                other.until_shown(f"Before by {login}")

        server.kill()
        for number in (1, 2):
            for login in seats:
                say(login, f"Away {number} by {login}")
                seats[login].until_shown(f"Away {number} by {login}")
        server.start()
        for seat in seats.values():
            for text in said:
                seat.until_shown(text)

        for login in seats:
            say(login, f"After by {login}")
            for other in seats.values():
                other.until_shown(f"After by {login}")

        kept = json.loads(answered(computer("ada"), "show", meeting, "--json"))["notes"]
        assert sorted(note["text"] for note in kept) == sorted(said)
        minutes = answered(computer("ben"), "export", meeting, "--to", "md")
        assert {text: minutes.count(text) for text in said} == dict.fromkeys(said, 1)
        history = answered(computer("ada"), "history", meeting)
        for login, name in LOGINS.items():
            assert sum(name in row and f"by {login}" in row for row in history.splitlines()) == 4
