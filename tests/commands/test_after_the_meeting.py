"""On the command line, after the meeting: minutes out, actions done, the next one set up."""

from __future__ import annotations

import io
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document as open_word

from chairtui.cli import main
from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold
from chairtui.minutes.file_kinds import KINDS
from chairtui.samples import load_sample, sample_names
from tests.commands.conftest import Run
from tests.minutes.opened import csv_rows, word_words

NOW = datetime.fromisoformat("2026-12-16T10:00:00+00:00")


@pytest.fixture
def closed(closed_bristol: str) -> str:
    return closed_bristol


def write(run: Run, meeting: str, *argv: str) -> bytes:
    """The file that an export writes."""
    folder = Path(os.environ["CHAIRTUI_STORE"]).parent
    file = folder / "out"
    told = run("export", meeting, *argv, "-o", str(file), "--force")
    assert told.status == 0, told.err
    return file.read_bytes()


# ---- kinds and audiences


DAWN = ("--relative", "Dawn Vale, mother of Robin")


@pytest.mark.parametrize("audience", ["attendees", "family", "actions"])
def test_every_kind_is_written_for_every_audience(run: Run, closed: str, audience: str) -> None:
    run("release", closed, *DAWN)
    run("release", closed, "--done")
    for kind in KINDS:
        assert write(run, closed, "--to", kind, "--for", audience)


@pytest.mark.parametrize("kind", KINDS)
def test_a_relatives_copy_is_refused_until_it_is_released(run: Run, closed: str, kind: str) -> None:
    asked = ("export", closed, "--to", kind, "-o", "copy." + kind)
    told = run(*asked, "--for", "family")
    assert (told.status, "chairtui release" in told.complaints[0]) == (1, True)
    run("release", closed, *DAWN)
    for reader in (("--for", "family"), ("--person", "Dawn Vale"), ("--person", "L1")):
        told = run(*asked, *reader)
        assert (told.status, "nothing is released for Dawn Vale" in told.complaints[0]) == (1, True)
    assert run("export", closed, "--to", kind, "--for", "attendees", "--person", "Dawn Vale").status == 1
    assert run("distribution", closed, "--sent", "Dawn").status == 1
    assert not Path("copy." + kind).exists()


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_meeting_goes_out_as_word(run: Run, store: Path, name: str) -> None:
    with CommandContext(str(store)) as context:
        seat = hold(load_sample(name), context)
        record = context.format_of(seat.meeting).words.record.capitalize()
    words = " ".join(word_words(write(run, seat.meeting.id, "--to", "docx")))
    assert words.startswith(f"{record}: {load_sample(name).meeting['title']}")
    assert ("Did not agree" in words) == (name == "isle-of-wight")


def test_the_kind_is_as_the_file_ends(run: Run, closed: str, tmp_path: Path) -> None:
    assert run("export", closed, "-o", str(tmp_path / "a.docx")).status == 0
    assert open_word(str(tmp_path / "a.docx")).tables
    assert run("export", closed, "-o", str(tmp_path / "a.xyz")).status == 2
    assert run("export", closed).status == 2


def test_a_person_gets_their_copy_and_somebody_else_is_refused(run: Run, closed: str) -> None:
    assert run("export", closed, "--to", "md", "--person", "Priya").status == 0
    for person in ("Zed", "p", "P99"):
        told = run("export", closed, "--to", "md", "--person", person)
        assert (told.status, len(told.complaints)) == (1, 1)
    assert run("export", closed, "--to", "md", "--for", "family", "--person", "Priya").status == 1


def test_who_sounds_like_family_is_asked_about_and_gets_no_copy_for_attendees(run: Run, meeting: str) -> None:
    told = run("record", meeting, "present: Ms K., mother")
    assert (told.status, told.lines) == (1, ["U1 unsettled"])
    assert "is Ms K. family" in told.complaints[0]
    assert run("record", meeting, "U1 1", "present: Ada Quill, nurse, Health").status == 0
    told = run("export", meeting, "--to", "md", "--person", "Ms K.")
    assert told.status == 1
    assert "nothing is released for Ms K. yet" in told.complaints[0]
    told = run("export", meeting, "--to", "md", "--for", "attendees", "--person", "Ms K.")
    assert (told.status, told.out) == (1, "")
    assert run("export", meeting, "--to", "md", "--person", "Ada").status == 0


def test_whether_a_file_is_replaced_is_asked_at_a_terminal(
    run: Run, closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.md"
    for answer, status in (("n\n", 1), ("y\n", 0)):
        file.write_text("mine", encoding="utf-8")
        stdin = io.StringIO(answer)
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        assert main(["export", closed, "-o", str(file)]) == status
        assert (file.read_text(encoding="utf-8") == "mine") is (status == 1)
        assert "Replace it?" in capsys.readouterr().err


def test_no_right_to_write_is_one_line_and_leaves_nothing(
    run: Run, closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("chairtui.commands.files.os.open", shut)
    told = run("export", closed, "-o", str(tmp_path / "a.md"))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert "Permission denied" in told.complaints[0]
    assert not list(tmp_path.glob("*a.md*"))


# ---- templates


def settings(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")


def test_a_partnerships_template_shapes_the_minutes(run: Run, closed: str, tmp_path: Path) -> None:
    settings(tmp_path, 'template = "ours.md"\n')
    own = "# $title\n\n*Keep for 25 years*\n\n$heading\n\n$immediate\n\n$attendance\n\n$agenda\n\n$amendments\n"
    (tmp_path / "ours.md").write_text(own, encoding="utf-8")
    told = run("export", closed, "--to", "md")
    assert "*Keep for 25 years*" in told.out
    assert told.err == ""


@pytest.mark.parametrize(
    ("text", "line"), [("# $titel\n", ":1:"), ("# $title\n\n$agenda $agenda\n", ":3:"), ("$agenda\n$agenda\n", ":2:")]
)
def test_a_broken_template_is_refused_with_its_line_and_the_programs_own_used(
    run: Run, closed: str, tmp_path: Path, text: str, line: str
) -> None:
    usual = run("export", closed, "--to", "md").out
    settings(tmp_path, 'template = "ours.md"\n')
    (tmp_path / "ours.md").write_text(text, encoding="utf-8")
    told = run("export", closed, "--to", "md")
    assert (told.status, told.out) == (0, usual)
    assert len(told.complaints) == 1
    assert f"ours.md{line}" in told.complaints[0]
    assert "own template is used" in told.complaints[0]


def test_a_template_that_leads_to_itself_is_refused_and_the_programs_own_used(
    run: Run, closed: str, tmp_path: Path
) -> None:
    settings(tmp_path, 'template = "ours.md"\nword_template = "ours.docx"\n')
    for name in ("ours.md", "ours.docx"):
        try:
            (tmp_path / name).symlink_to(tmp_path / name)
        except OSError:
            (tmp_path / name).mkdir()
    told = run("export", closed, "-o", str(tmp_path / "a.docx"))
    assert (told.status, len(told.complaints)) == (0, 2)
    assert (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("name", ["formats", "template", "word_template", "mail"])
def test_a_setting_with_a_path_that_cannot_be_ends_nothing_and_is_said(
    run: Run, closed: str, tmp_path: Path, name: str
) -> None:
    settings(tmp_path, f'{name} = "{"pasted " * 1_000}"\n')
    assert run("list").status == 0
    told = [
        run("formats"),
        *(run("export", closed, "-o", str(tmp_path / file)) for file in ("a.md", "a.docx")),
        run("send", closed, "-o", str(tmp_path / "copies")),
    ]
    assert {path.name for path in tmp_path.glob("a.*")} == {"a.md", "a.docx"}
    assert list((tmp_path / "copies").glob("*.eml"))
    assert any("paste" in line for each in told for line in each.complaints)


def test_a_title_that_looks_like_a_place_is_not_filled_again(run: Run) -> None:
    new = run(
        "new", "--format", "bristol", "--title", "$agenda ${title}", "--subject", "K.", "--starts", "2026-12-03 14:00"
    )
    out = run("export", new.out.strip(), "--to", "md").out
    assert out.startswith("# Minutes: $agenda ${title}\n")
    assert out.count("## How the meeting came about") == 1


def test_a_logo_that_is_not_there_is_said_and_shown_in_words(run: Run, closed: str, tmp_path: Path) -> None:
    settings(tmp_path, 'template = "ours.md"\n')
    own = "![Our logo](logo.png)\n\n# $title\n\n$heading\n\n$immediate\n\n$attendance\n\n$agenda\n\n$amendments\n"
    (tmp_path / "ours.md").write_text(own, encoding="utf-8")
    told = run("export", closed, "--to", "html")
    assert "Our logo" in told.out
    assert "logo.png" in told.complaints[0]
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"IEND\xaeB`\x82")
    told = run("export", closed, "--to", "html")
    assert 'alt="Our logo"' in told.out
    assert told.err == ""


# ---- copies sent


def copies(run: Run, meeting: str) -> list[dict[str, object]]:
    told = run("distribution", meeting, "--json").data
    assert isinstance(told, list)
    return told


def test_the_list_says_who_gets_what_and_what_is_overdue(run: Run, closed: str) -> None:
    listed = copies(run, closed)
    assert listed[0] == {
        "ref": "P1",
        "name": "Marigold Fennimore",
        "agency": "Children's Social Care",
        "audience": "attendees",
        "due": "2026-12-10",
        "sent": None,
        "how": "",
        "by": "",
        "overdue": True,
        "kept_back": {},
    }
    assert "Rosalind Tilestone" not in [copy["name"] for copy in listed]  # absent without a word
    assert listed[-1]["audience"] == "family"
    assert "overdue" in run("distribution", closed).lines[1]


def test_copies_are_sent_on_a_day_by_somebody_all_or_none(run: Run, closed: str) -> None:
    told = run("distribution", closed, "--sent", "Priya", "--sent", "Zed", "--by", "Tobias Inkwell")
    assert (told.status, told.out) == (1, "")
    assert not any(copy["sent"] for copy in copies(run, closed))
    assert run("distribution", closed, "--sent", "family").status == 1
    run("release", closed, *DAWN)
    run("release", closed, "--done")
    argv = ("--sent", "P3", "--sent", "Dawn", "--on", "2026-12-09", "--how", "By hand", "--by", "Tobias Inkwell")
    assert run("distribution", closed, *argv).lines == ["C1 saved: Wed 9 Dec 2026", "C2 saved: Wed 9 Dec 2026"]
    sent = [copy for copy in copies(run, closed) if copy["sent"]]
    assert [(c["name"], c["sent"], c["how"], c["by"], c["overdue"]) for c in sent] == [
        ("Priya Larkspur", "2026-12-09", "By hand", "Tobias Inkwell", False),
        ("Dawn Vale", "2026-12-09", "By hand", "Tobias Inkwell", False),
    ]


def test_what_was_sent_is_not_in_the_minutes(run: Run, closed: str) -> None:
    before = write(run, closed, "--to", "md")
    run("distribution", closed, "--sent", "Priya")
    run("follow-up", closed, "A1", "done")
    assert write(run, closed, "--to", "md") == before


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (("--sent", "Priya", "--on", "someday"), 1),
        (("--sent", "Priya", "--on", "2027-01-01"), 1),
        (("--on", "today"), 2),
        (("--sent", "Priya", "--to-send", "Sam"), 2),
        (("--write", "nowhere"), 1),
    ],
)
def test_what_can_not_be_sent_is_one_line(run: Run, closed: str, argv: tuple[str, ...], status: int) -> None:
    told = run("distribution", closed, *argv)
    assert (told.status, len(told.complaints)) == (status, 1)


def test_each_copy_that_is_to_be_sent_is_written_to_a_folder(run: Run, closed: str, tmp_path: Path) -> None:
    run("release", closed, *DAWN)
    told = run("distribution", closed, "--write", str(tmp_path), "--to", "docx")
    assert (told.status, "nothing is released for Dawn Vale" in told.complaints[0]) == (1, True)
    run("release", closed, "--done")
    told = run("distribution", closed, "--write", str(tmp_path), "--to", "docx", "--force")
    assert told.status == 0
    names = sorted(file.name for file in tmp_path.glob("*.docx"))
    assert names == [
        "K professionals' meeting 3 Dec 2026, family, for DV L1.docx",
        "K professionals' meeting 3 Dec 2026.docx",
    ]
    again = run("distribution", closed, "--write", str(tmp_path), "--to", "docx")
    assert (again.status, again.out) == (1, "")


def test_the_chairs_own_figure_for_the_minutes(run: Run, meeting: str) -> None:
    run("record", meeting, "present: Ada Quill, nurse, Health")
    assert run("set", meeting, "minutes-within=3 days").status == 0
    assert copies(run, meeting)[0]["due"] == "2026-12-08"
    for wrong in ("0", "61", "soon", "-1"):
        assert run("set", meeting, f"minutes-within={wrong}").status == 1


# ---- actions live on


def actions(run: Run, *argv: str) -> list[dict[str, object]]:
    told = run("actions", "--json", *argv).data
    assert isinstance(told, list)
    return told


def test_what_became_of_an_action_is_seen_across_meetings_with_who_said_so(run: Run, closed: str) -> None:
    first = actions(run)[0]
    ref = str(first["ref"])
    argv = ("moved", "--to", "18 dec 2026", "--reason", "She was away", "--by", "Priya Larkspur")
    assert run("follow-up", closed, ref, *argv).lines == ["W1 saved: Fri 18 Dec 2026"]
    moved = next(a for a in actions(run) if a["ref"] == ref)
    assert (moved["deadline"], moved["reason"], moved["status"]) == ("2026-12-18", "She was away", "open")
    this_week = actions(run, "--this-week")
    assert ref in [a["ref"] for a in this_week]
    assert all("2026-12-14" <= str(a["deadline"]) <= "2026-12-20" for a in this_week)
    assert run("follow-up", closed, ref, "dropped", "--reason", "No longer right").status == 0
    assert "Priya Larkspur" in run("history", closed, "W1").out
    assert ref not in [a["ref"] for a in actions(run, "--overdue")]


def test_actions_by_agency(run: Run, closed: str) -> None:
    health = actions(run, "--agency", "health")
    assert health
    assert all(a["agency"] == "Health" for a in health)
    assert actions(run, "--agency", "Atlantis") == []


@pytest.mark.parametrize(
    ("argv", "status"),
    [(("A1", "finished"), 2), (("A99", "done"), 1), (("R1", "done"), 1), (("A1", "dropped"), 1), (("A1", "moved"), 1)],
)
def test_what_can_not_be_said_of_an_action_is_one_line(
    run: Run, closed: str, argv: tuple[str, ...], status: int
) -> None:
    told = run("follow-up", closed, *argv)
    assert (told.status, len(told.complaints)) == (status, 1)


def test_actions_as_a_spreadsheet_have_their_meeting_its_date_and_its_title(
    run: Run, closed: str, tmp_path: Path
) -> None:
    file = tmp_path / "actions.csv"
    assert run("actions", "--to", "csv", "-o", str(file)).status == 0
    head, *rows = csv_rows(file.read_bytes())
    assert head[:4] == ["Meeting", "Meeting date", "Title", "Ref"]
    assert len(rows) == len(actions(run))
    assert {tuple(row[:3]) for row in rows} == {(closed, "2026-12-03", "Professionals' meeting about K.")}
    told = run("actions", "--to", "csv", "-o", str(file))
    assert (told.status, "--force" in told.err) == (1, True)


def test_that_spreadsheet_says_who_may_not_read_each_action(run: Run, meeting: str, tmp_path: Path) -> None:
    run("record", meeting, "present: Avril, Manager, Social Care", "relative: Mick, father of K.")
    run("record", meeting, "a: Visit @avril by fri m: seen !not Mick he may ask", "a: Ring @avril by fri m: rung")
    file = tmp_path / "actions.csv"
    assert run("actions", "--to", "csv", "-o", str(file)).status == 0
    head, *rows = csv_rows(file.read_bytes())
    assert head[-1] == "Who may not read it"
    assert {row[4]: row[-1] for row in rows} == {"Visit": "not for Mick", "Ring": ""}


def test_no_cell_of_that_spreadsheet_is_run_as_a_formula(run: Run, meeting: str, tmp_path: Path) -> None:
    run("record", meeting, "present: Avril, Manager, Children's Social Care", "a: =1+1 @avril by fri measure: seen")
    file = tmp_path / "actions.csv"
    assert run("actions", "--to", "csv", "-o", str(file)).status == 0
    assert "'=1+1" in csv_rows(file.read_bytes())[1]


def test_nothing_invisible_stands_in_a_cell_of_that_spreadsheet(run: Run, meeting: str, tmp_path: Path) -> None:
    run(
        "record",
        meeting,
        "present: Avril, Manager, Social Care",
        "a: Ring \u202eloohcs\u202c\u200b now @avril by fri m: seen",
    )
    file = tmp_path / "actions.csv"
    assert run("actions", "--to", "csv", "-o", str(file), "--force").status == 0
    assert "Ring loohcs now" in csv_rows(file.read_bytes())[1]


def test_a_correction_has_marks_of_its_own_and_one_that_can_not_be_read_is_refused(run: Run, closed: str) -> None:
    told = run("amend", closed, "F1", "--text", "He was not hit [restricted]", "--reason", "Misheard")
    assert (told.status, len(told.complaints)) == (1, 1)
    assert "[restricted]" in told.complaints[0]
    assert run("amend", closed, "F1", "--text", "Not hit", "--reason", "Misheard !restricted hers").status == 0
    assert "Not hit · corrects F1 · because Misheard · RESTRICTED: hers" in run("history", closed, "M1").out
