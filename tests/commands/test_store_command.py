"""`chairtui store`: a team's store made, brought up to date and looked at; who sits at which meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from chairtui.journal import system_keyring, vault
from chairtui.journal.postgresql import rekey, schema
from chairtui.journal.postgresql.schema import Migration
from tests.commands.conftest import Run
from tests.journal.vaults import CHEAP, PASSPHRASE
from tests.servers import RealServer

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")
pytestmark = pytest.mark.postgresql


@pytest.fixture
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)


@pytest.fixture
def bare(own_place: None, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with nothing in it: its name. Its owner asks unless another is named."""
    postgresql_server.new_logins()
    postgresql_server.as_owner(sql.SQL("CREATE DATABASE bare"))
    monkeypatch.setenv("CHAIRTUI_STORE", postgresql_server.address("bare"))
    yield "bare"
    postgresql_server.as_owner(sql.SQL("DROP DATABASE bare WITH (FORCE)"))


def test_a_store_is_made_looked_at_and_used(
    run: Run, bare: str, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("store", "status")
    assert (told.status, told.lines[1]) == (1, f"Form: 0 (this program: {schema.latest()})")
    assert "chairtui store init" in told.complaints[0]
    ada = postgresql_server.address(bare, "ada")
    assert "chairtui store init" in run("--store", ada, "list").complaints[0]
    assert "is made" in run("store", "init").out
    assert "there already" in run("store", "init").out
    assert "there already" in run("store", "upgrade").out
    state = run("--store", ada, "store", "status", "--json").data
    assert isinstance(state, dict)
    assert (state["form"], state["login"], state["line"], state["meetings"]) == (schema.latest(), "ada", "local", 0)
    assert run("--store", ada, *NEW).status == 0
    assert "Meetings you may read: 1" in run("--store", ada, "store", "status").out


def test_an_older_store_is_refused_until_it_is_upgraded(
    run: Run, bare: str, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("store", "init")
    more = (*schema.migrations(), Migration(number=schema.latest() + 1, name="more", sql="SELECT 1"))
    with monkeypatch.context() as later:
        later.setattr(schema, "migrations", lambda: more)
        told = run("list")
        assert (told.status, "chairtui store upgrade" in told.complaints[0]) == (1, True)
        assert run("store", "status").status == 1
        assert run("--store", postgresql_server.address(bare, "ada"), "store", "upgrade").status == 1
        assert f"form {more[-1].number}" in run("store", "upgrade").out
        assert run("list").status == 0
    told = run("list")
    assert (told.status, "newest chairtui" in told.complaints[0]) == (1, True)
    assert "newest chairtui" in run("store", "upgrade").complaints[0]


@pytest.mark.parametrize("word", ["--unencrypted", ""])
def test_a_store_on_a_server_is_never_without_a_key(
    run: Run, bare: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run("store", "init", *([word] if word else []))
    assert told.status == 1
    assert "encrypted" in told.complaints[0]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    assert "there already" in run("store", "init").out
    assert run(*NEW).status == 0


def test_a_key_file_opens_the_store_in_place_of_a_passphrase(
    run: Run, bare: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    file = tmp_path / "keys" / "team.key"
    assert run("store", "init", "--key-file", str(file)).status == 0
    assert len(file.read_text(encoding="ascii").strip()) == 64
    assert file.stat().st_mode & 0o077 == 0
    assert "Set CHAIRTUI_PASSPHRASE" in run(*NEW).complaints[0]
    (tmp_path / "settings.toml").write_text('key_file = "keys/team.key"\n', encoding="utf-8")
    assert run(*NEW).status == 0
    monkeypatch.setenv("CHAIRTUI_KEY_FILE", str(tmp_path / "other.key"))
    assert "other.key can't be read" in run("list").complaints[0]
    for held, said in (("", "holds no secret"), ("another", "is not the key file of")):
        (tmp_path / "other.key").write_text(held, encoding="utf-8")
        told = run("list")
        assert (told.status, said in told.complaints[0]) == (1, True)


def test_a_chair_says_who_sits_at_the_meeting(
    run: Run, own_place: None, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgresql_server.empty_store()
    ada, ben = (postgresql_server.address(database, login) for login in ("ada", "ben"))
    monkeypatch.setenv("CHAIRTUI_STORE", ada)
    meeting = run(*NEW).out.strip()
    assert run("--store", ben, "show", meeting).status == 1
    assert "ben now sits" in run("store", "member", meeting[:6], "ben", "reader").out
    assert run("store", "member", "last", "--json").data == [
        {"login": "ada", "seat": "chair"},
        {"login": "ben", "seat": "reader"},
    ]
    assert run("--store", ben, "show", meeting).status == 0
    assert "reader" in run("--store", ben, "record", meeting, "s: gran helps").complaints[0]
    for argv, said in (
        (("last", "ben"), "Say: chairtui store member"),
        (("last", "ben", "king"), "no seat 'king'"),
        (("last", "nobody", "reader"), "no login 'nobody'"),
        (("last", "ada", "none"), "always has a chair"),
        (("elsewhere",), "no meeting 'elsewhere'"),
    ):
        told = run("store", "member", *argv)
        assert told.status in (1, 2)
        assert said in told.complaints[0]
    assert "Only a chair" in run("--store", ben, "store", "member", meeting, "ben", "chair").complaints[0]
    assert "no longer sits" in run("store", "member", "last", "ben", "none").out
    assert run("--store", ben, "list", "--json").data == []


def test_only_whoever_made_the_store_changes_its_passphrase(
    run: Run, own_place: None, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgresql_server.new_store()
    monkeypatch.setenv("CHAIRTUI_NEW_PASSPHRASE", "five words that nobody guesses")
    told = run("--store", postgresql_server.address(database, "ada"), "passphrase")
    assert (told.status, "Only the login that made the store" in told.complaints[0]) == (1, True)
    assert run("--store", postgresql_server.address(database), "passphrase").status == 0
    assert "is not the passphrase" in run("--store", postgresql_server.address(database, "ada"), *NEW).complaints[0]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "five words that nobody guesses")
    assert run("--store", postgresql_server.address(database, "ada"), *NEW).status == 0


def test_a_folder_needs_no_setting_up(run: Run) -> None:
    told = run("store", "status")
    assert (told.status, "needs no setting up" in told.complaints[0]) == (1, True)
    assert run("store", "init", "more").status == 2
    assert run("store").status == 2


def test_each_computers_keyring_is_its_own_affair(
    run: Run, own_place: None, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ring: dict[str, str] = {}
    monkeypatch.setattr(system_keyring, "remember", ring.__setitem__)
    monkeypatch.setattr(system_keyring, "recall", ring.get)
    monkeypatch.setattr(system_keyring, "forget", ring.pop)
    monkeypatch.setenv("CHAIRTUI_STORE", postgresql_server.address(postgresql_server.empty_store(), "ada"))
    assert run(*NEW).status == 0
    assert run("passphrase", "--remember").status == 0
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    assert run("show", "last").status == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another computer"))
    assert "Set CHAIRTUI_PASSPHRASE" in run("show", "last").complaints[0]
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    assert run("passphrase", "--forget").status == 0
    assert "Set CHAIRTUI_PASSPHRASE" in run("show", "last").complaints[0]


def test_a_store_is_moved_under_another_key_once_its_meetings_are_idle(
    run: Run, bare: str, postgresql_server: RealServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("store", "init").status == 0
    new = postgresql_server.address(postgresql_server.new_store())
    with psycopg.connect(new, autocommit=True) as line:
        line.execute("UPDATE chairtui.store SET key = NULL")
    monkeypatch.setenv("CHAIRTUI_OTHER_PASSPHRASE", "the new words of the team")
    meeting = run("--store", postgresql_server.address(bare, "ada"), *NEW).out.strip()
    assert run("store", "rekey").status == 2
    told = run("store", "rekey", new)
    assert (told.status, told.out) == (1, "")
    assert "store init" in told.complaints[0]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "the new words of the team")
    assert run("--store", new, "store", "init").status == 0
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    told = run("store", "rekey", new)
    assert told.status == 1
    assert "in use" in told.err
    monkeypatch.setattr(rekey, "IDLE_HOURS", 0)
    told = run("store", "rekey", new)
    assert (told.status, told.err) == (0, "")
    assert f"{meeting}: moved" in told.out
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "the new words of the team")
    assert meeting in run("--store", new.replace("keeper@", "ada@"), "list", "--json").out
