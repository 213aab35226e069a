"""What writes answers in JSON too, for the script that called it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chairtui.commands.registry import NAMES, load, parser_of
from tests.commands.conftest import Run

FOR_PEOPLE = {"open", "demo", "passphrase", "serve", "completion", "manual", "schema"}
"""What is typed by a person, or is itself the answer."""


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in FOR_PEOPLE])
def test_every_command_that_a_script_may_call_takes_json(name: str) -> None:
    flags = [flag for action in parser_of(name, load(name))._actions for flag in action.option_strings]
    assert "--json" in flags


def test_each_key_is_answered_as_it_is_set(run: Run, meeting: str) -> None:
    told = run("set", meeting, "aim=Agree one plan", "nonsense=x", "--json")
    assert told.status == 1
    first, second = lines(told.out)
    assert first == {"key": "aim", "saved": True}
    assert (second["key"], second["saved"]) == ("nonsense", False)
    assert str(second["reason"]) in told.complaints[0]


def test_each_line_is_answered_as_it_is_saved(run: Run, meeting: str) -> None:
    told = run("record", meeting, "-", "--json", stdin="s: K. likes school\n\nn: Sleep\n")
    assert lines(told.out) == [
        {"line": 1, "saved": True, "ref": "S1"},
        {"line": 3, "saved": True, "ref": "N1"},
    ]


def test_records_removed_and_put_back(run: Run, meeting: str) -> None:
    run("record", meeting, "s: K. likes school")
    told = run("remove", meeting, "S1", "R9", "--json")
    first, second = lines(told.out)
    assert first == {"ref": "S1", "removed": True}
    assert (second["ref"], second["removed"], told.status) == ("R9", False, 1)
    assert run("undo", meeting, "--json").data == {"ref": "S1", "undone": True}
    assert run("undo", meeting, "--redo", "--json").data == {"ref": "S1", "undone": False}


def test_what_is_added_to_a_closed_meeting_is_named(run: Run, closed_bristol: str) -> None:
    amended = run("amend", closed_bristol, "R1", "--text", "x", "--reason", "Misheard", "--json").data
    assert amended == {"saved": ["M1"]}
    assert run("follow-up", closed_bristol, "A1", "done", "--json").data == {"saved": ["W1"]}
    sent = run("distribution", closed_bristol, "--sent", "P3", "--json").data
    assert isinstance(sent, dict)
    assert len(sent["saved"]) == 1


def test_files_that_were_written_are_named(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    file = tmp_path / "minutes.md"
    assert run("export", closed_bristol, "-o", str(file), "--json").data == {"files": [str(file)]}
    told = run("distribution", closed_bristol, "--write", str(tmp_path), "--to", "md", "--json").data
    assert isinstance(told, dict)
    assert told["files"]
    assert all(Path(name).is_file() for name in told["files"])


def test_a_backup_says_what_became_of_each_meeting(run: Run, meeting: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    (first,) = lines(run("backup", folder, "--json").out)
    assert (first["meeting"], first["outcome"]) == (meeting, "copied")
    (again,) = lines(run("backup", folder, "--json").out)
    assert again["outcome"] == "same"
