"""The command line over a team's database: the same words and answers as over a folder."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from psycopg import sql

from chairtui.commands.context import CommandContext
from chairtui.journal import vault
from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import ConnectionState, Unreachable
from chairtui.web import lifecycle
from chairtui.words import report as words
from tests.commands.conftest import Run
from tests.journal.vaults import CHEAP, PASSPHRASE
from tests.servers import RealServer, refuse_second_connection

pytestmark = pytest.mark.postgresql

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")


@pytest.fixture
def team(postgresql_server: RealServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The address of a team's store for a login; it is the store unless another is named, as Ada."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)
    database = postgresql_server.new_store()
    monkeypatch.setenv("CHAIRTUI_STORE", postgresql_server.address(database, "ada"))
    return lambda login: postgresql_server.address(database, login)


@pytest.fixture
def there(team: Callable[[str], str], run: Run) -> str:
    """A meeting in the team's store; its id."""
    told = run(*NEW)
    assert (told.status, told.err) == (0, "")
    return told.out.strip()


def test_a_meeting_is_held_over_a_database_by_the_same_commands(run: Run, there: str) -> None:
    assert run("record", there, "f: she was at school all week", "s: gran helps").lines == ["F1 saved", "S1 saved"]
    assert "all week" in run("show", "last").out
    assert [m["id"] for m in json.loads(run("list", "--json").out)] == [there]
    told = run("doctor")
    assert told.status == 0
    assert "sound" in told.out
    assert run("doctor", "--repair").err == ""
    assert run("undo", there).status == 0
    assert run("check", there).status == 1


def test_nothing_names_the_password_of_an_address(
    run: Run, team: Callable[[str], str], there: str, tmp_path: Path
) -> None:
    where = team("ada").replace("ada@", "ada:hush@")
    for argv in (("doctor",), ("list",), ("copy", there, "--to", where), ("passphrase", "--remember")):
        told = run("--store", where, *argv)
        assert "hush" not in told.out + told.err


def test_a_meeting_goes_to_the_team_and_comes_back_as_it_was(
    run: Run, team: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, back = str(tmp_path / "mine"), str(tmp_path / "back")
    meeting = run("--store", mine, *NEW).out.strip()
    run("--store", mine, "record", meeting, "f: she was at school all week")
    assert run("--store", mine, "copy", meeting, "--to", team("ada")).status == 0
    assert run("record", meeting, "s: gran helps").status == 0
    assert run("copy", meeting, "--to", back).status == 0
    history = run("history", meeting, "--json").data
    assert run("--store", back, "history", meeting, "--json").data == history
    assert "1 there already" in run("--store", back, "copy", meeting, "--to", team("ada")).out
    assert run("copy", meeting, "--to", mine).status == 0
    assert run("--store", mine, "history", meeting, "--json").data == history


@pytest.fixture
def quinn(postgresql_server: RealServer, team: Callable[[str], str]) -> Iterator[None]:
    """A login that counts without reading."""
    role, login = sql.Identifier("chairtui_quality"), sql.Identifier("quinn")
    postgresql_server.as_owner(
        sql.SQL("CREATE ROLE {} LOGIN").format(login), sql.SQL("GRANT {} TO {}").format(role, login)
    )
    yield
    postgresql_server.as_owner(sql.SQL("DROP ROLE {}").format(login))


def test_who_counts_without_reading_has_a_report_and_needs_no_passphrase(
    run: Run,
    team: Callable[[str], str],
    closed_bristol: str,
    store: Path,
    quinn: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("--unencrypted", "--store", str(store), "copy", closed_bristol, "--to", team("ada"))
    own = run("report")
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run("--store", team("quinn"), "report")
    assert (told.status, told.out) == (0, own.out)
    assert told.err.splitlines() == [f"chairtui: {words.COUNTED_BY_SEATS}", words.PUBLISH]
    assert run("--store", team("quinn"), "list").status == 1


def test_a_closed_meeting_keeps_its_seal_on_a_server(
    run: Run, team: Callable[[str], str], closed_bristol: str, store: Path, tmp_path: Path
) -> None:
    plain = ("--unencrypted", "--store", str(store))
    told = run(*plain, "copy", closed_bristol, "--to", team("ada"))
    assert (told.status, told.err) == (0, "")
    minutes = ("export", closed_bristol, "--to", "md")
    assert run(*minutes).out == run(*plain, *minutes).out
    assert run("record", closed_bristol, "f: too late").status == 1
    assert run("amend", closed_bristol, "A1", "--text", "Ring by Friday", "--reason", "No day").status == 0


def test_a_backup_of_the_teams_store_is_a_folder_under_the_same_passphrase(
    run: Run, there: str, postgresql_server: RealServer, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy")
    run("record", there, "f: she was at school all week")
    told = run("backup", copy)
    assert (told.status, told.err) == (0, "")
    assert "1 copied, 0 there already. Verified." in told.out
    run("record", there, "s: gran helps")
    assert "1 copied" in run("backup", copy).out
    assert "1 there already" in run("backup", copy).out
    assert "gran" in run("--store", copy, "show", there).out
    assert not any(b"gran" in p.read_bytes() for p in Path(copy).rglob("*") if p.is_file())
    other = postgresql_server.address(postgresql_server.new_store(), "ben")
    told = run("--store", other, "restore", copy)
    assert (told.status, told.err) == (0, "")
    assert run("--store", other, "history", there, "--json").data == run("history", there, "--json").data


def test_a_backup_goes_into_no_folder_of_another_store(run: Run, there: str, tmp_path: Path) -> None:
    run("--store", str(tmp_path / "another"), *NEW)
    told = run("backup", str(tmp_path / "another"))
    assert told.status == 1
    assert "another store" in told.complaints[0]


def test_a_folder_may_be_filled_from_the_teams_store(
    run: Run, team: Callable[[str], str], there: str, tmp_path: Path
) -> None:
    told = run("--store", str(tmp_path / "mine"), "restore", team("ada"))
    assert (told.status, told.err) == (0, "")
    assert "About K." in run("--store", str(tmp_path / "mine"), "list").out


def test_who_has_no_seat_sees_and_copies_nothing(
    run: Run, team: Callable[[str], str], there: str, tmp_path: Path
) -> None:
    ben = team("ben")
    assert run("--store", ben, "list", "--json").data == []
    assert run("--store", ben, "show", there).status == 1
    assert run("--store", ben, "copy", there, "--to", str(tmp_path / "stolen")).status == 1
    told = run("--store", ben, "backup", str(tmp_path / "stolen"))
    assert told.status == 1
    assert "nothing to copy" in told.complaints[0]
    assert not (tmp_path / "stolen").exists()


def test_who_brings_a_meeting_that_others_hold_there_is_told_whom_to_ask(
    run: Run, team: Callable[[str], str], there: str, tmp_path: Path
) -> None:
    assert run("backup", str(tmp_path / "copy")).status == 0
    told = run("--store", team("ben"), "restore", str(tmp_path / "copy"))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert "you don't sit at it. Ask its chair for a seat." in told.complaints[0]


def test_a_wrong_passphrase_is_one_line(run: Run, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "not that one")
    told = run("show", there)
    assert told.status == 1
    assert "is not the passphrase of postgresql://" in told.complaints[0]


@pytest.mark.parametrize("argv", [("list",), ("list", "--json"), ("show", "last"), ("actions",), NEW, ("doctor",)])
def test_a_server_that_was_never_reached_is_one_line_which_promises_nothing(
    run: Run, team: Callable[[str], str], tmp_path: Path, argv: tuple[str, ...]
) -> None:
    told = run("--store", f"postgresql://ada@/team?host={tmp_path}", *argv)
    assert (told.status, told.out, len(told.complaints)) == (1, "", 1)
    assert "can't be reached" in told.complaints[0]
    assert "Carry on" not in told.err
    assert "before" not in told.err, "it says why"


def test_what_is_no_address_is_one_line(run: Run, team: Callable[[str], str]) -> None:
    told = run("--store", "postgresql://ada@/te%zzam", "list")
    assert told.status == 1
    assert "is not the address" in told.complaints[0]


@pytest.mark.parametrize(
    "argv",
    [
        ("record", "last", "f: He swims on Tuesdays.", "s: gran helps"),
        ("export", "last", "--to", "md"),
        ("check", "last"),
        ("list",),
        ("actions",),
        ("report",),
        ("doctor",),
        ("backup", "{copy}"),
        ("copy", "last", "--to", "{copy}"),
    ],
    ids=lambda argv: argv[0],
)
def test_a_command_has_one_connection(
    run: Run, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    made = refuse_second_connection(monkeypatch)
    told = run(*(word.format(copy=tmp_path / "copy") for word in argv))
    assert told.err in ("", f"{words.PUBLISH}\n")
    assert made
    assert all(connection.closed for connection in made)


def test_a_browser_door_keeps_no_connection_beside_those_of_its_tabs(
    run: Run, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = refuse_second_connection(monkeypatch)
    served: list[bool] = []

    def serve(listening: socket.socket, *_: object) -> None:
        served.extend(connection.closed for connection in made)
        listening.close()

    monkeypatch.setattr(lifecycle, "serve", serve)
    assert run("serve", "--port", "0").status == 0
    assert served
    assert all(served)


def test_the_cover_comes_off_at_once_while_the_server_is_away(
    run: Run, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def never(self: Server, query: str, *_: object, **__: object) -> NoReturn:
        asked.append(query)
        raise Unreachable("It would have waited for an answer.")

    with CommandContext() as context:
        assert context.journal.resolve(there) == there
        with monkeypatch.context() as patch:
            patch.setattr(Server, "execute", never)
            patch.setattr(OfflineJournal, "connection_state", lambda *_: ConnectionState(state="away"))
            assert context.vault.matches(PASSPHRASE)
            assert not context.vault.matches("another")
    assert asked == []


def test_half_typed_lines_of_a_teams_meeting_stay_on_this_computer(run: Run, there: str, tmp_path: Path) -> None:
    with CommandContext() as context:
        context.store.line_drafts("Ada").keep(there, {"line": "f: half of somethi"})
    with CommandContext() as context:
        assert context.store.line_drafts("Ada").read(there) == {"line": "f: half of somethi"}
        assert context.store.line_drafts("Ben").read(there) == {}
    kept = [p for p in (tmp_path / "own").rglob("half-typed/*") if p.is_file()]
    assert len(kept) == 1
    assert b"somethi" not in kept[0].read_bytes()
