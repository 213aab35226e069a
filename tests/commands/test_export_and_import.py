"""What goes out of a meeting, and what comes in."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold
from chairtui.samples import load_sample
from tests.commands.conftest import Run

VARYING = {"id", "at", "closed"}


@pytest.fixture
def closed(store: Path) -> str:
    """The Isle of Wight's sample meeting, closed; its id."""
    with CommandContext(str(store)) as context:
        return hold(load_sample("isle-of-wight"), context).meeting.id


def test_minutes_go_to_stdout(run: Run, meeting: str) -> None:
    told = run("export", meeting, "--to", "md")
    assert told.status == 0
    assert told.out.startswith("# Minutes: Meeting about K.")
    assert told.out.endswith("\n")


def test_minutes_go_to_a_private_file_that_is_never_overwritten_unasked(run: Run, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "minutes.md"
    assert run("export", meeting, "--to", "md", "-o", str(file)).status == 0
    assert file.read_text(encoding="utf-8") == run("export", meeting, "--to", "md").out
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("mine", encoding="utf-8")
    told = run("export", meeting, "--to", "md", "-o", str(file))
    assert told.status == 1
    assert "--force" in told.complaints[0]
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("export", meeting, "--to", "md", "-o", str(file), "--force").status == 0
    assert file.read_text(encoding="utf-8").startswith("# Minutes")
    assert sorted(path.name for path in tmp_path.glob("*minutes*")) == ["minutes.md"]


def test_a_folder_that_is_missing_or_a_file_is_said_in_one_line(run: Run, meeting: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for where in ("none/minutes.md", "file/minutes.md"):
        told = run("export", meeting, "--to", "md", "-o", str(tmp_path / where), "--force")
        assert told.status == 1
        assert len(told.complaints) == 1


def test_a_folder_in_place_of_a_file_is_called_one_and_never_replaced(run: Run, meeting: str, tmp_path: Path) -> None:
    for force in ((), ("--force",)):
        told = run("actions", "--to", "csv", "-o", str(tmp_path), *force)
        assert (told.status, len(told.complaints)) == (1, 1)
        assert "is a folder" in told.complaints[0]
        assert "--force" not in told.complaints[0]


def test_a_disk_that_refuses_leaves_no_half_file(
    run: Run, meeting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = run("export", meeting, "--to", "md", "-o", str(tmp_path / "minutes.md"))
    assert told.status == 1
    assert "No space left" in told.complaints[0]
    assert list(tmp_path.glob("*minutes*")) == []


@pytest.mark.parametrize("to", ["odt", "", "MD"])
def test_a_kind_that_is_not_made_is_refused_with_those_that_are(run: Run, meeting: str, to: str) -> None:
    told = run("export", meeting, "--to", to)
    assert told.status == 2
    assert "md, html, docx, pdf, json, csv, ics" in told.complaints[0]


def test_a_relatives_copy_holds_nothing_restricted(run: Run, closed: str) -> None:
    run("release", closed, "--relative", "Dawn, mother of Robin")
    run("release", closed, "--done")
    family = run("export", closed, "--to", "md", "--for", "family").out
    assert "island's youth band" in family
    assert "enquiry" not in family


def test_only_the_whole_meeting_as_json_can_be_imported(run: Run, closed: str) -> None:
    assert run("import", "-", stdin=run("export", closed, "--to", "json").out).status == 0
    run("release", closed, "--relative", "Dawn, mother of Robin")
    run("release", closed, "--done")
    for audience in ("attendees", "family", "actions"):
        told = run("import", "-", stdin=run("export", closed, "--to", "json", "--for", audience).out)
        assert told.status == 1
        assert "copy for one audience" in told.complaints[0]


def test_json_written_for_readers_is_their_copy(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    run("distribution", closed_bristol, "--write", str(tmp_path), "--to", "json")
    files = list(tmp_path.glob("*.json"))
    assert files
    assert all("copy-for" in json.loads(file.read_text(encoding="utf-8")) for file in files)


def _same(value: object) -> object:
    if isinstance(value, dict):
        return {key: _same(inner) for key, inner in value.items() if key not in VARYING}
    return [_same(inner) for inner in value] if isinstance(value, list) else value


def test_what_was_exported_comes_in_again_the_same(run: Run, closed: str, tmp_path: Path) -> None:
    run("amend", closed, "R1", "--text", "As corrected", "--reason", "Misheard", "--by", "Ben Sample")
    file = tmp_path / "meeting.json"
    assert run("export", closed, "--to", "json", "-o", str(file)).status == 0
    told = run("import", str(file), "--json")
    assert told.status == 0
    assert isinstance(told.data, dict)
    assert list(told.data) == ["id"]
    assert told.data["id"] != closed
    first, second = (run("show", name, "--json").data for name in (closed, told.data["id"]))
    assert _same(first) == _same(second)
    assert run("doctor").status == 0


def test_a_closed_meeting_is_said_to_be_sealed_anew_as_its_seal_cannot_be_checked(run: Run, closed: str) -> None:
    exported = json.loads(run("export", closed, "--to", "json").out)
    told = run("import", "-", stdin=json.dumps(exported))
    assert told.status == 0
    assert exported["closed"]["digest"][:12] in told.err
    assert "can't be checked" in told.err
    assert exported["closed"]["digest"] not in run("export", told.out.strip(), "--to", "md").out
    exported["closed"]["digest"] = "no digest"
    assert run("import", "-", stdin=json.dumps(exported)).status == 1


def test_an_open_meeting_comes_in_open_and_from_stdin_too(run: Run, meeting: str) -> None:
    exported = run("export", meeting, "--to", "json").out
    told = run("import", "-", stdin=exported)
    assert told.status == 0
    shown = run("show", told.out.strip(), "--json").data
    assert isinstance(shown, dict)
    assert shown["state"] == "open"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "bristol"}', "[" * 100_000, '{"id": 1e999}', "\ufeff{}", "\x00"],
)
def test_what_is_no_meeting_is_refused_whole(run: Run, tmp_path: Path, store: Path, text: str) -> None:
    file = tmp_path / "meeting.json"
    file.write_text(text, encoding="utf-8")
    told = run("import", str(file))
    assert told.status == 1
    assert len(told.complaints) == 1
    assert len(told.err) < 500
    assert not store.exists()


def test_a_meeting_of_a_format_that_is_not_here_is_refused(run: Run, meeting: str) -> None:
    exported = json.loads(run("export", meeting, "--to", "json").out)
    exported["details"]["format"] = "atlantis"
    told = run("import", "-", stdin=json.dumps(exported))
    assert told.status == 1
    assert "atlantis" in told.complaints[0]
    assert len(json.loads(run("list", "--json").out)) == 1


def test_a_file_that_is_not_utf8_or_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "meeting.json"
    file.write_bytes(b'{"title": "caf\xe9"}')
    assert "UTF-8" in run("import", str(file)).complaints[0]
    assert run("import", str(tmp_path / "none.json")).status == 1
    assert run("import", str(tmp_path)).status == 1
    assert run("import", "-", stdin=b"\xff").status == 1


def test_a_file_without_an_end_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chairtui.commands.files.LARGEST", 1_000_000)
    told = run("import", "-", stdin=b" " * 1_000_001)
    assert told.status == 1
    assert "1 MB" in told.complaints[0]


def journal_file(store: Path) -> Path:
    return next(store.rglob("*.journal"))


def test_the_doctor_finds_every_meeting_sound(run: Run, meeting: str) -> None:
    told = run("doctor")
    assert told.status == 0
    assert told.out.startswith(meeting)
    answer = run("doctor", "--json").data
    assert isinstance(answer, list)
    assert answer[0]["state"] == "sound"


def test_a_broken_file_is_said_by_every_command_that_needs_it(run: Run, meeting: str, store: Path) -> None:
    run("record", meeting, "s: K. reads well", "n: K. needs sleep")
    file = journal_file(store)
    file.write_bytes(file.read_bytes().replace(b"reads well", b"reads ill!"))
    assert run("doctor").status == 1
    for argv in (("check",), ("show",), ("export", "--to", "md"), ("record", "r: K. is tired"), ("close",)):
        told = run(argv[0], meeting, *argv[1:])
        assert told.status == 1, argv
        assert len(told.complaints) == 1
        assert "damaged" in told.complaints[0]
    assert b"tired" not in file.read_bytes()


def test_a_torn_last_line_is_said_and_what_came_before_is_there(run: Run, meeting: str, store: Path) -> None:
    run("record", meeting, "s: K. reads well")
    file = journal_file(store)
    file.write_bytes(file.read_bytes() + b'{"sum":"0123')  # cut off while it was being written
    assert run("doctor").status == 1
    told = run("show", meeting)
    assert told.status == 0
    assert "K. reads well" in told.out
    assert len(told.complaints) == 1
    assert run("record", meeting, "n: K. needs sleep").lines == ["N1 saved"]


def test_a_newer_file_is_left_as_it_is(run: Run, meeting: str, store: Path) -> None:
    file = journal_file(store)
    head, rest = file.read_bytes().split(b"\n", 1)
    for old, new in (
        (b'"version":1', b'"version":99'),
        (b'"version": 1', b'"version": 99'),
        (b'"format":1', b'"format":99'),
    ):
        head = head.replace(old, new)
    file.write_bytes(head + b"\n" + rest)
    before = file.read_bytes()
    told = run("check", meeting)
    assert told.status == 1
    assert "newer" in told.complaints[0]
    assert run("set", meeting, "aim=x").status == 1
    assert file.read_bytes() == before


def test_a_folder_gets_the_file_under_a_name_of_its_own(run: Run, meeting: str, tmp_path: Path) -> None:
    told = run("export", meeting, "--to", "md", "-o", str(tmp_path), "--json")
    file = tmp_path / "K professionals' meeting 3 Dec 2026.md"
    assert told.data == {"files": [str(file)]}
    assert file.is_file()
    assert "is there already" in run("export", meeting, "--to", "md", "-o", str(tmp_path)).complaints[0]
    assert run("export", meeting, "--to", "md", "-o", str(tmp_path), "--force").status == 0
    assert run("export", meeting, "-o", str(tmp_path)).status == 2, "a folder doesn't say which kind"
