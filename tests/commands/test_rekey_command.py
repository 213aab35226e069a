"""`chairtui store rekey` for a store in a folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from chairtui.journal import rekey_folder, vault
from tests.commands.conftest import Run
from tests.journal.vaults import CHEAP, PASSPHRASE

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", "--starts", "2026-12-03 14:00")
OTHER = "the new words of the team"


def test_a_folders_meetings_move_to_another_key_and_the_old_folder_says_where_they_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)
    old, there = str(tmp_path / "old"), str(tmp_path / "there")
    meeting = run("--store", old, *NEW).out.strip()
    told = run("--store", old, "store", "rekey", there)
    assert (told.status, "CHAIRTUI_OTHER_PASSPHRASE" in told.err) == (2, True), "never the old passphrase again"
    monkeypatch.setenv("CHAIRTUI_OTHER_PASSPHRASE", OTHER)
    told = run("--store", old, "store", "rekey", there)
    assert (told.status, "in use (last written" in told.err) == (1, True)
    monkeypatch.setattr(rekey_folder, "IDLE", timedelta(0))
    told = run("--store", old, "store", "rekey", there)
    assert (told.status, told.err, f"{meeting}: moved" in told.out) == (0, "", True)
    assert there in run("--store", old, "doctor").out
    told = run("--store", old, "store", "rekey", "postgresql://db.example/meetings")
    assert (told.status, "two folders, or two databases" in told.err) == (1, True)
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", OTHER)
    assert meeting in run("--store", there, "list", "--json").out
