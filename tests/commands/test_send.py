"""On the command line: a draft for each reader, and nothing left of them afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.minutes.opened_mail import all_in, attached, message_of, opened


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file that says where files go."""
    (tmp_path / "settings.toml").write_text('exports = "Documents"\nname = "Avril Penhallow"\n', encoding="utf-8")
    (tmp_path / "Documents").mkdir()
    return tmp_path / "Documents"


def test_every_reader_has_a_draft_and_a_relative_once_released(run: Run, closed_bristol: str, documents: Path) -> None:
    run("release", closed_bristol, "--relative", "Dawn Vale, mother of K.")
    told = run("send", closed_bristol)
    assert told.status == 1
    assert "nothing is released for Dawn Vale" in told.complaints[0]
    files = sorted(documents.rglob("*.eml"))
    assert len(files) == len(told.lines) - 2 > 4
    assert {file.parent.name for file in files} == {"K professionals' meeting 3 Dec 2026"}
    for file in files:
        assert message_of(file.read_bytes()).startswith(f"Dear {file.stem},")
        assert message_of(file.read_bytes()).rstrip().endswith("Avril Penhallow")
    run("release", closed_bristol, "--done")
    assert run("send", closed_bristol, "--for", "Dawn").status == 0
    assert (files[0].parent / "Dawn Vale.eml").is_file()


def test_the_drafts_are_gone_by_one_command_without_the_passphrase(
    run: Run, closed_bristol: str, documents: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("send", closed_bristol)
    count = len(list(documents.rglob("*.eml")))
    listed = run("drafts", "--json").data
    assert isinstance(listed, list) and len(listed) == count
    monkeypatch.setenv("CHAIRTUI_STORE", str(tmp_path / "no-such-store"))
    assert run("drafts", "--remove").out == f"{count} deleted.\n"
    assert list(documents.iterdir()) == []
    assert run("drafts", "--remove").out == "There are no drafts.\n"
    assert run("drafts").out == "There are no drafts.\n"


def test_a_draft_is_deleted_when_its_copy_is_recorded_as_sent(run: Run, closed_bristol: str, documents: Path) -> None:
    run("send", closed_bristol)
    before = {file.stem for file in documents.rglob("*.eml")}
    name = sorted(before)[0]
    assert run("distribution", closed_bristol, "--sent", name, "--how", "secure e-mail").status == 0
    assert {file.stem for file in documents.rglob("*.eml")} == before - {name}
    run("send", closed_bristol)
    assert {file.stem for file in documents.rglob("*.eml")} == before - {name}, "what was sent needs no draft"


def test_where_all_was_sent_there_is_nothing_to_draft(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    listed = run("distribution", closed_bristol, "--json").data
    assert isinstance(listed, list)
    asked = [word for copy in listed if copy["audience"] != "family" for word in ("--sent", copy["ref"])]
    assert run("distribution", closed_bristol, *asked).status == 0
    run("send", closed_bristol, "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert run("drafts").out == "There are no drafts.\n"


def test_the_answer_in_json_says_what_became_of_each(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    run("release", closed_bristol, "--relative", "Dawn Vale, mother of K.")
    data = run("send", closed_bristol, "--json", "-o", str(tmp_path / "out"), "--to", "html").data
    assert isinstance(data, list)
    by_name = {entry["name"]: entry for entry in data}
    assert by_name["Dawn Vale"]["made"] is False
    assert "released" in by_name["Dawn Vale"]["reason"]
    made = [entry for entry in data if entry["made"]]
    assert all(Path(entry["file"]).parent == tmp_path / "out" for entry in made)
    [name] = attached(Path(made[0]["file"]).read_bytes())
    assert name == "K professionals' meeting 3 Dec 2026.html"


def test_before_the_close_there_are_no_drafts(run: Run, meeting: str) -> None:
    assert run("send", meeting).complaints == [
        "chairtui: This meeting is still open. Close it first, then make the drafts."
    ]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--for", "Nobody At All"), "there is nobody called “Nobody At All”"),
        (("--to", "json"), "JSON holds the whole meeting"),
        (("--to", "odt"), "there is no export to “odt”"),
        (("-o", "{file}"), "was not saved"),
    ],
)
def test_what_can_not_be_drafted_says_why(
    run: Run, closed_bristol: str, tmp_path: Path, argv: tuple[str, str], said: str
) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    told = run("send", closed_bristol, argv[0], argv[1].format(file=tmp_path / "a-file"))
    assert (told.status != 0, said in told.complaints[0]) == (True, True), told.err
    assert run("drafts").out == "There are no drafts.\n"


def test_own_words_are_used_and_wrong_ones_are_told(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('mail = "words"\n', encoding="utf-8")
    (tmp_path / "words").mkdir()
    own = tmp_path / "words" / "copy.txt"
    own.write_text("Subject: Our record\n\nHello $reader", encoding="utf-8")
    out = tmp_path / "out"
    assert run("send", closed_bristol, "-o", str(out)).complaints[:-1] == []
    file = sorted(out.glob("*.eml"))[0]
    assert opened(file.read_bytes())["Subject"] == "Our record"
    own.write_text("Subject: About $reader\n\nHello", encoding="utf-8")
    told = run("send", closed_bristol, "-o", str(out))
    assert any("copy.txt: line 1: $reader is not known here" in line for line in told.complaints)
    assert "Our record" not in all_in(file.read_bytes())


def test_drafts_go_with_their_meeting(run: Run, closed_bristol: str, documents: Path) -> None:
    run("send", closed_bristol)
    assert run("remove-meeting", closed_bristol, "--yes").status == 0
    assert list(documents.iterdir()) == []


def test_a_draft_that_was_made_before_a_copy_was_decided_again_is_deleted(
    run: Run, closed_bristol: str, documents: Path
) -> None:
    run("release", closed_bristol, "--relative", "Dawn Vale, mother of K.")
    run("release", closed_bristol, "--done")
    run("send", closed_bristol, "--for", "Dawn")
    assert [file.stem for file in documents.rglob("*.eml")] == ["Dawn Vale"]
    run("amend", closed_bristol, "R1", "--text", "As it should read", "--reason", "Misheard")
    assert run("send", closed_bristol, "--for", "Dawn").status == 1
    assert list(documents.rglob("*.eml")) == []


@pytest.mark.parametrize("pattern", ["{name}", "{date!r}", "{", "{date:x}"])
def test_a_name_for_files_with_a_place_there_is_not_is_refused(run: Run, tmp_path: Path, pattern: str) -> None:
    (tmp_path / "settings.toml").write_text(f'file_name = "{pattern}"\n', encoding="utf-8")
    [said] = run("list").complaints
    assert "“file_name” isn't a name for files; it may hold {initials}, {meeting}, {date}" in said


def test_a_relatives_draft_is_deleted_once_something_is_decided_again(
    run: Run, closed_bristol: str, documents: Path
) -> None:
    run("release", closed_bristol, "--relative", "Dawn Vale, mother of K.")
    run("release", closed_bristol, "--for", "Dawn Vale", "--share", "heading", "--done")
    run("send", closed_bristol)
    before = {file.name for file in documents.rglob("*.eml")}
    run("release", closed_bristol, "--for", "Dawn Vale", "--hold", "D1", "--reason", "not yet")
    [gone] = before - {file.name for file in documents.rglob("*.eml")}
    assert "Dawn Vale" in gone
