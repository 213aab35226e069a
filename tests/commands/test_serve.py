"""What `chairtui serve` refuses before it answers anybody, and what it gives to the programs of tabs."""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chairtui.installing import how_to_add
from chairtui.web import lifecycle
from chairtui.web.server import TabServer
from chairtui.web.session_process import surroundings
from chairtui.web.tab_config import Tab
from chairtui.words import web as words
from chairtui.words.installing import SERVE
from tests.commands.conftest import Run

TOKEN = "a-token-of-some-length"


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> list[TabServer]:
    """Those that would have been served; each ends as soon as it has said where it is."""
    servers: list[TabServer] = []

    def serve(listening: socket.socket, server: TabServer, began: Callable[[], None]) -> None:
        servers.append(server)
        began()
        listening.close()

    monkeypatch.setattr(lifecycle, "serve", serve)
    monkeypatch.delenv("CHAIRTUI_TOKEN", raising=False)
    return servers


def test_alone_it_is_served_on_this_machine_with_a_token_nobody_guesses(run: Run, served: list[TabServer]) -> None:
    told = run("serve", "--port", "0")
    assert (told.status, told.complaints, len(served)) == (0, [], 1)
    link = told.lines[0].split()[-1]
    assert link.startswith("http://127.0.0.1:")
    assert len(link.partition("#")[2]) >= 40
    assert run("serve", "--port", "0").lines[0].partition("#")[2] != link.partition("#")[2]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "chair.example.org"])
def test_elsewhere_it_is_not_served_without_a_token(run: Run, served: list[TabServer], host: str) -> None:
    told = run("serve", "--host", host, "--port", "0")
    assert (told.status, served) == (1, [])
    assert told.complaints == [f"chairtui: {words.NEEDS_TOKEN.format(host=host)}"]
    assert "proxy" in told.err


def test_elsewhere_with_a_token_it_is_served_and_says_what_the_network_sees(
    run: Run, served: list[TabServer], tmp_path: Path
) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    told = run("serve", "--host", "0.0.0.0", "--port", "0", "--token-file", str(tmp_path / "token"))
    assert (told.status, len(served)) == (0, 1)
    assert TOKEN not in told.out
    assert "unencrypted" in told.complaints[0]
    behind = run(
        *("serve", "--host", "0.0.0.0", "--port", "0", "--token-file", str(tmp_path / "token")),
        *("--public-url", "https://chair.example.org"),
    )
    assert (behind.status, behind.complaints) == (0, [])
    assert "https://chair.example.org/" in behind.out


def test_a_token_on_the_command_line_is_said_to_be_seen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("serve", "--port", "0", "--token", TOKEN).complaints == [f"chairtui: {words.TOKEN_SEEN}"]
    monkeypatch.setenv("CHAIRTUI_TOKEN", TOKEN)
    told = run("serve", "--port", "0")
    assert (told.status, told.complaints, TOKEN in told.out) == (0, [], False)


@pytest.mark.parametrize(
    ("argv", "status", "says"),
    [
        (("--token", "short"), 2, "at least 22"),
        (("--token-file", "nothing-there"), 1, "nothing-there"),
        (("--token-file", os.devnull), 1, "not an ordinary file"),
        (("--port", "70000"), 2, "--port"),
        (("--port", "http"), 2, "--port"),
        (("--seats", "0"), 2, "--seats"),
        (("--role", "spy"), 2, "--role"),
        (("--host", "no.such.host.invalid", "--token", TOKEN), 1, "can't listen on no.such.host.invalid"),
        (("--host", "192.0.2.7", "--token", TOKEN), 1, "can't listen on 192.0.2.7"),
        (("--public-url", "ftp://x"), 2, "--public-url"),
        (("--public-url", "https://x/inside"), 2, "--public-url"),
        (("--public-url", "https://x:port"), 2, "--public-url"),
        (("--name-header", "X-User"), 2, "--name-header"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_line(
    run: Run, served: list[TabServer], argv: tuple[str, ...], status: int, says: str
) -> None:
    told = run("serve", *(() if "--port" in argv else ("--port", "0")), *argv)
    assert (told.status, served) == (status, [])
    assert says in told.complaints[-1]


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        told = run("serve", "--port", str(number))
    assert (told.status, told.complaints) == (1, [f"chairtui: {words.PORT_TAKEN.format(port=number)}"])


def test_without_its_part_installed_it_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    gone: Callable[..., Any] = lambda name, *more: None if name == "textual_serve" else found(name, *more)  # noqa: E731
    monkeypatch.setattr("chairtui.commands.serve.find_spec", gone)
    told = run("serve", "--port", "0")
    assert told.status == 1
    assert told.complaints == [f"chairtui: {words.NOT_INSTALLED.format(how=how_to_add(SERVE))}"]


def test_a_tabs_program_finds_no_secret_of_whoever_started_the_server() -> None:
    outside = {
        "PATH": "/bin",
        "CHAIRTUI_PASSPHRASE": "four words nobody guesses",
        "CHAIRTUI_NEW_PASSPHRASE": "another four words",
        "CHAIRTUI_KEY_FILE": "/keys/team",
        "CHAIRTUI_TOKEN": TOKEN,
        "TEXTUAL_LOG": "/tmp/log",
    }
    given = surroundings(Tab(by="Nadia", role="reader"), outside)
    assert not [name for name in outside if name in given and name != "PATH"]
    opened = surroundings(Tab(by="Nadia", role="reader", unlocked=True), outside)
    assert opened["CHAIRTUI_PASSPHRASE"] == "four words nobody guesses"
    assert "CHAIRTUI_TOKEN" not in opened


def test_opening_a_store_for_all_takes_its_passphrase(
    run: Run, served: list[TabServer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "four words nobody guesses")
    new = ("new", "--format", "bristol", "--title", "T", "--subject", "K.", "--starts", "2026-12-03 14:00")
    assert run(*new).status == 0
    told = run("serve", "--port", "0", "--unlocked")
    assert (told.status, len(served)) == (0, 1)
    assert "can read every meeting" in told.complaints[0]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "another")
    assert (run("serve", "--port", "0", "--unlocked").status, len(served)) == (1, 1)
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run("serve", "--port", "0", "--unlocked")
    assert (told.status, len(served), len(told.complaints)) == (1, 1, 1)
    told = run("serve", "--port", "0")
    assert (told.status, told.complaints) == (0, []), "each tab gives it itself"
    (tmp_path / "team.key").write_text("four words nobody guesses\n", encoding="utf-8")
    monkeypatch.setenv("CHAIRTUI_KEY_FILE", str(tmp_path / "team.key"))
    told = run("serve", "--port", "0")
    assert (told.status, "not used for tabs" in told.complaints[0]) == (0, True)
    assert "can read every meeting" in run("serve", "--port", "0", "--unlocked").complaints[0]
