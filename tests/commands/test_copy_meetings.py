"""`chairtui copy`: meetings into another store, as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chairtui.journal import vault
from tests.commands.conftest import Run
from tests.journal.vaults import CHEAP

ONE, OTHER = "one two three four", "five six seven eight"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)


@pytest.fixture
def team(tmp_path: Path) -> str:
    return str(tmp_path / "team")


def history(run: Run, store: str, meeting: str) -> object:
    return run("--store", store, "history", meeting, "--json").data


def test_a_copied_meeting_has_its_history_and_its_digest(run: Run, store: Path, team: str, closed_bristol: str) -> None:
    run("amend", closed_bristol, "A1", "--text", "Ring the school by Friday", "--reason", "The day was missing")
    told = run("copy", closed_bristol, "--to", team)
    assert (told.status, told.err) == (0, "")
    assert "1 copied, 0 there already. Verified." in told.lines[-1]
    assert history(run, team, closed_bristol) == history(run, str(store), closed_bristol)
    assert run("--store", team, "doctor").status == 0
    minutes = ("export", closed_bristol, "--to", "md")
    assert run("--store", team, *minutes).out == run(*minutes).out


def test_only_the_meetings_that_were_named_are_copied_each_once(run: Run, team: str, meeting: str) -> None:
    new = ("new", "--format", "bristol", "--title", "About J.", "--subject", "J.", "--starts", "2026-12-04 14:00")
    other = run(*new)
    told = run("copy", "last", other.out.strip(), "--to", team)
    assert told.status == 0
    assert [m["title"] for m in json.loads(run("--store", team, "list", "--json").out)] == ["About J."]


def test_what_a_copied_meeting_has_gained_is_copied_and_nothing_twice(run: Run, team: str, meeting: str) -> None:
    run("copy", meeting, "--to", team)
    run("record", meeting, "f: she was at school all week")
    assert "1 copied" in run("copy", meeting, "--to", team).out
    assert "1 there already" in run("copy", meeting, "--to", team).out
    assert "all week" in run("--store", team, "show", meeting).out


def test_a_meeting_that_went_on_there_is_never_replaced_by_less(run: Run, store: Path, team: str, meeting: str) -> None:
    run("copy", meeting, "--to", team)
    run("--store", team, "record", meeting, "f: she was at school all week")
    told = run("copy", meeting, "--to", team)
    assert told.status == 0
    assert "holds more" in told.complaints[0]
    run("record", meeting, "f: another thing")
    told = run("copy", meeting, "--to", team)
    assert told.status == 1
    assert "went on differently" in told.complaints[0]
    assert "all week" in run("--store", team, "show", meeting).out
    assert "another thing" not in run("--store", team, "show", meeting).out


def test_a_damaged_meeting_is_not_copied_and_the_others_are(run: Run, store: Path, team: str, meeting: str) -> None:
    new = ("new", "--format", "bristol", "--title", "About J.", "--subject", "J.", "--starts", "2026-12-04 14:00")
    other = run(*new).out.strip()
    file = store / "meetings" / f"{meeting}.journal"
    file.write_bytes(file.read_bytes().replace(b"About", b"Abuot").replace(b"about K", b"abuot K"))
    told = run("copy", meeting, other, "--to", team)
    assert told.status == 1
    assert "damaged" in told.complaints[0]
    assert [m["id"] for m in json.loads(run("--store", team, "list", "--json").out)] == [other]


@pytest.fixture
def encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", ONE)


def test_each_store_keeps_its_own_passphrase(
    run: Run, store: Path, team: str, encrypted: None, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAIRTUI_OTHER_PASSPHRASE", OTHER)
    assert run("copy", meeting, "--to", team).status == 0
    monkeypatch.delenv("CHAIRTUI_OTHER_PASSPHRASE")
    told = run("copy", meeting, "--to", team)
    assert told.status == 1
    assert "CHAIRTUI_OTHER_PASSPHRASE" in told.complaints[0]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", OTHER)
    assert run("--store", team, "show", meeting).status == 0
    assert run("show", meeting).status == 1


def test_restoring_a_folder_with_another_passphrase_asks_for_that_one(
    run: Run, store: Path, team: str, encrypted: None, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", OTHER)
    new = ("new", "--format", "bristol", "--title", "About J.", "--subject", "J.", "--starts", "2026-12-04 14:00")
    run("--store", team, *new)
    monkeypatch.setenv("CHAIRTUI_OTHER_PASSPHRASE", ONE)
    assert run("--store", team, "restore", str(store)).status == 0
    assert len(json.loads(run("--store", team, "list", "--json").out)) == 2


def test_an_encrypted_meeting_is_not_copied_where_anybody_could_read_it(
    run: Run, team: str, encrypted: None, meeting: str
) -> None:
    told = run("copy", meeting, "--to", team, "--unencrypted")
    assert told.status == 1
    assert "are encrypted" in told.complaints[0]
    assert not Path(team).exists()


def test_a_plain_meeting_may_be_copied_into_an_encrypted_store(
    run: Run, team: str, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_OTHER_PASSPHRASE", ONE)
    assert run("copy", meeting, "--to", team).status == 0
    assert (Path(team) / "key.json").exists()


def test_copying_a_store_onto_itself_changes_nothing(run: Run, store: Path, meeting: str) -> None:
    before = {p: p.read_bytes() for p in (store / "meetings").iterdir()}
    assert "1 there already" in run("copy", meeting, "--to", str(store)).out
    assert {p: p.read_bytes() for p in (store / "meetings").iterdir()} == before


def test_a_meeting_that_is_not_there_and_a_target_that_is_missing_are_said(run: Run, team: str, meeting: str) -> None:
    assert run("copy", "nosuch", "--to", team).status == 1
    assert run("copy", meeting).status == 2
