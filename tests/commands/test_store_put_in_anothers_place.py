"""A plain store in the place of an encrypted one is never written to unasked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from chairtui.journal import used_folders
from tests.commands.conftest import Run

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")


@pytest.fixture(autouse=True)
def with_a_passphrase(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "four words nobody guesses")
    monkeypatch.setattr(used_folders, "_passing", lambda path: False)


@pytest.fixture
def plain(run: Run, tmp_path: Path) -> Path:
    """A plain store elsewhere, made without a passphrase."""
    folder = tmp_path / "plain"
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("CHAIRTUI_PASSPHRASE")
        assert run("--store", str(folder), *NEW, "--unencrypted").status == 0
    return folder


@pytest.fixture
def encrypted(run: Run, store: Path) -> Path:
    assert run(*NEW).status == 0
    assert (store / "key.json").exists()
    return store


@pytest.mark.parametrize("argv", [("list",), ("show", "last"), ("record", "last", "r: not sealed"), NEW, ("doctor",)])
def test_a_plain_store_put_in_an_encrypted_ones_place_is_refused(
    run: Run, encrypted: Path, plain: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    shutil.move(encrypted, encrypted.with_name("aside"))
    shutil.copytree(plain, encrypted)
    before = {path: path.read_bytes() for path in encrypted.rglob("*") if path.is_file()}
    for passphrase in ("given", "not given", "unencrypted"):
        if passphrase == "not given":
            monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
        if passphrase == "unencrypted":
            monkeypatch.setenv("CHAIRTUI_UNENCRYPTED", "1")
        told = run(*argv)
        assert told.status == 1
        assert len(told.complaints) == 1
        assert "encrypted" in told.complaints[0]
        assert not told.out
    assert {path: path.read_bytes() for path in encrypted.rglob("*") if path.is_file()} == before


def test_an_encrypted_place_that_was_emptied_gets_no_plain_store(
    run: Run, encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(encrypted)
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run(*NEW, "--unencrypted")
    assert told.status == 1
    assert "encrypted" in told.complaints[0]
    assert not encrypted.exists()


def test_a_passphrase_given_for_a_plain_store_is_refused_unless_it_is_said_to_be_plain(run: Run, plain: Path) -> None:
    told = run("--store", str(plain), "record", "last", "r: a line")
    assert told.status == 1
    assert "not encrypted" in told.complaints[0]
    assert run("--store", str(plain), "--unencrypted", "list").status == 0


def test_a_place_may_be_given_up_as_encrypted_by_its_line(
    run: Run, encrypted: Path, plain: Path, tmp_path: Path
) -> None:
    shutil.rmtree(encrypted)
    shutil.copytree(plain, encrypted)
    told = run("list", "--unencrypted")
    assert told.status == 1
    named = tmp_path / "used-folders"
    assert str(named) in told.complaints[0]
    kept = [line for line in named.read_text(encoding="utf-8").splitlines() if os.path.normcase(encrypted) not in line]
    named.write_text("\n".join(kept), encoding="utf-8")
    assert run("list", "--unencrypted").status == 0


def test_an_encrypted_place_is_known_by_every_path_that_leads_to_it(
    run: Run, encrypted: Path, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        (tmp_path / "link").symlink_to(encrypted.parent)
    except OSError:  # Windows, where not everybody may make links
        pytest.skip("no links here")
    shutil.move(encrypted, encrypted.with_name("aside"))
    shutil.copytree(plain, encrypted)
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run("--store", str(tmp_path / "link" / encrypted.name), *NEW, "--unencrypted")
    assert told.status == 1
    assert "encrypted" in told.complaints[0]


@pytest.mark.parametrize("left", [(), ("meetings",)], ids=["an empty folder", "an empty folder for meetings"])
def test_an_encrypted_store_put_aside_is_missed_before_and_after_another_is_begun(
    run: Run, encrypted: Path, left: tuple[str, ...]
) -> None:
    shutil.move(encrypted, encrypted.with_name("aside"))
    for name in left:
        (encrypted / name).mkdir(parents=True)
    for command in ("list", "doctor"):
        told = run(command)
        assert told.status == 1
        assert "nothing is there now" in told.complaints[0]
    assert "A new store was begun" in run(*NEW).complaints[0]
    assert run("list").complaints == []


def test_encrypted_places_are_remembered_longer_than_others(tmp_path: Path) -> None:
    used = used_folders.UsedFolders(tmp_path / "used-folders")
    used.note(tmp_path / "sealed", encrypted=True)
    for number in range(used_folders.MOST + 5):
        used.note(tmp_path / f"plain-{number}", encrypted=False)
    assert used.is_encrypted(tmp_path / "sealed")
    assert used.has(tmp_path / f"plain-{used_folders.MOST + 4}")
    assert not used.has(tmp_path / "plain-0")
