"""Importing actions from tables made before chairtui: taken over as carried; what has no place is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm

from chairtui.journal.session import Session
from chairtui.meeting.records import Draft, Version
from tests.commands.conftest import Run, Told

HEAD = ("No.", "Action", "By whom", "By when", "Outcome", "Progress")
ROWS = (
    ("1", "Visit at home on a Saturday", "Avril", "10/12/2026", "Robin was seen", ""),
    ("2", "Ring the school", "Sam Okafor and Ada Quill", "27 Nov", "", "Completed"),
    ("3", "Ask for a bed", "Housing team", "ASAP", "A bed is there", "chased twice"),
    ("4", "Fit an alarm", "Sam", "4 January 2027", "", "No longer needed"),
    ("", "", "", "", "", ""),
    ("5", "", "Sam", "", "", ""),
)


@pytest.fixture
def coming(run: Run, meeting: str) -> str:
    people = ("Avril Penhallow, Team Manager, Social Care", "Sam Okafor, nurse, Health", "Ada Quill, sergeant, Police")
    assert run("record", meeting, *(f"invite: {person}" for person in people)).status == 0
    return meeting


def as_csv(rows: tuple[tuple[str, ...], ...], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)


def as_word(*tables: tuple[tuple[str, ...], ...]) -> bytes:
    document = Document()
    document.add_paragraph("Notes of the strategy meeting")
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def actions(run: Run, meeting: str) -> list[dict[str, object]]:
    data = run("show", meeting, "--json").data
    assert isinstance(data, dict)
    found = data["actions"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("name", "content", "other_table"),
    [
        ("last.csv", as_csv((HEAD, *ROWS)), False),
        ("last.csv", as_csv((HEAD, *ROWS), ";", "utf-8-sig"), False),
        ("last.txt", as_csv((HEAD, *ROWS), "\t", "utf-16"), False),
        ("last.docx", as_word((HEAD, *ROWS)), False),
        ("last.docx", as_word((("Present", "Agency"), ("Avril", "Social Care")), (HEAD, *ROWS)), True),
    ],
    ids=["comma", "semicolon", "tabs", "word", "word with another table"],
)
def test_each_row_becomes_a_carried_action(
    run: Run, coming: str, tmp_path: Path, name: str, content: bytes, other_table: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    told = run("import", coming, "--actions", str(tmp_path / name))
    assert told.lines == ["A1 saved", "A2 saved", "A3 saved", "A4 saved"]
    first, second, third, fourth = actions(run, coming)
    assert (first["text"], first["owner"], first["deadline"]) == (ROWS[0][1], "Avril Penhallow", "2026-12-10")
    assert (first["measure"], first["status"]) == ("Robin was seen", "open")
    assert (second["owner"], second["shared_with"]) == ("Sam Okafor", ["Ada Quill"])
    assert (second["deadline"], second["status"]) == ("2026-11-27", "done")
    assert (third["owner"], third["deadline"], third["status"]) == ("Housing team", None, "open")
    assert (fourth["deadline"], fourth["status"]) == ("2027-01-04", "dropped")
    assert told.status == 1
    reasons = "\n".join(told.complaints)
    for quoted in ("nobody at the meeting has this name", "“Housing team”", "“ASAP”", "“chased twice”", "no action"):
        assert quoted in reasons
    assert ("table 1: it has no column for the action: “Present”" in reasons) == other_table
    assert "1 of an earlier record" in run("show", coming).out


def test_a_second_time_adds_nothing(run: Run, coming: str, tmp_path: Path) -> None:
    (tmp_path / "last.csv").write_bytes(as_csv((HEAD, *ROWS[:2])))
    run("import", coming, "--actions", str(tmp_path / "last.csv"))
    told = run("import", coming, "--actions", str(tmp_path / "last.csv"))
    assert told.out == "No action in it was new.\n"
    assert len(told.complaints) == 2
    assert len(actions(run, coming)) == 2


def test_the_answer_in_json_lists_what_had_no_place(run: Run, coming: str, tmp_path: Path) -> None:
    (tmp_path / "last.csv").write_bytes(as_csv((("What", "Who", "RAG"), ("Ring", "Zed", "red"))))
    told = run("import", coming, "--actions", str(tmp_path / "last.csv"), "--json")
    assert told.data == {
        "saved": ["A1"],
        "unplaced": [
            {"place": "row 2", "reason": "the column “RAG” has no place in an action", "text": "red"},
            {
                "place": "row 2",
                "reason": "nobody at the meeting has this name; it is kept as it is written",
                "text": "Zed",
            },
        ],
    }


@pytest.mark.parametrize(
    "said", ["next Friday", "in 2 weeks", "5 working days", "ongoing", "end of term", "31/2/2027", "3 dec 2pm"]
)
def test_a_day_that_counts_from_when_it_was_written_is_not_guessed(
    run: Run, coming: str, tmp_path: Path, said: str
) -> None:
    (tmp_path / "last.csv").write_bytes(as_csv((("Action", "When"), ("Ring", said))))
    told = run("import", coming, "--actions", str(tmp_path / "last.csv"))
    assert actions(run, coming)[0]["deadline"] is None
    assert f"“{said}”" in told.complaints[0]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        *(("3/12/26", "2026-12-03"), ("27 nov", "2026-11-27"), ("14 Jan", "2027-01-14"), ("2026-10-01", "2026-10-01")),
        *(("2026-12-03 00:00:00", "2026-12-03"), ("03/12/2026 00:00", "2026-12-03")),
    ],
)
def test_a_day_is_read_the_british_way_and_the_nearest_to_the_meeting(
    run: Run, coming: str, tmp_path: Path, said: str, day: str
) -> None:
    (tmp_path / "last.csv").write_bytes(as_csv((("Action", "When"), ("Ring", said))))
    assert run("import", coming, "--actions", str(tmp_path / "last.csv")).status == 0
    assert actions(run, coming)[0]["deadline"] == day


def test_cells_across_rows_changes_and_controls_in_word_are_read(run: Run, coming: str, tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 2)
    for cell, text in zip(table.rows[0].cells, ("Who", "Action"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Sam Okafor"
    table.cell(1, 1).text = "Ring "
    inserted = OxmlElement("w:ins")
    for run_ in list(table.cell(1, 1).paragraphs[0]._p.r_lst):
        inserted.append(run_)
    table.cell(1, 1).paragraphs[0]._p.append(inserted)
    table.cell(2, 1).text = "Visit"
    document.save(str(tmp_path / "last.docx"))
    assert run("import", coming, "--actions", str(tmp_path / "last.docx")).status == 0
    assert [(a["text"], a["owner"]) for a in actions(run, coming)] == [("Ring", "Sam Okafor"), ("Visit", "Sam Okafor")]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04 not a zip", "is no Word file"),
        ("a.docx", bomb(), "is too large"),
        ("a.csv", b"\x00\x01\x02", "is no Word file"),
        ("a.csv", b"", "no table with a column for the action"),
        ("a.csv", as_csv((("Name", "Agency"), ("Sam", "Health"))), "no table with a column for the action"),
        ("a.csv", b'Action,Who\n"' + b"x" * 200_000 + b'",Sam', "is no Word file"),
        ("a.csv", b"Action,Who\n" + b"Ring,Sam\n" * 1_001, "more than 1000 rows"),
        ("a.csv", b"Action,Who\n" + b" " * 2_000_000, "larger than 2 MB"),
        ("a.docx", as_word((("Present", "Agency"), ("Sam", "Health"))), "no table with a column for the action"),
    ],
)
def test_a_file_that_can_not_be_read_changes_nothing(
    run: Run, coming: str, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    told = run("import", coming, "--actions", str(tmp_path / name))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert said in told.complaints[0]
    assert actions(run, coming) == []


def test_a_closed_meeting_takes_none(run: Run, closed_bristol: str, tmp_path: Path) -> None:
    (tmp_path / "last.csv").write_bytes(as_csv((HEAD, ROWS[0])))
    told = run("import", closed_bristol, "--actions", str(tmp_path / "last.csv"))
    assert (told.status, len(told.complaints)) == (1, 1)


def test_a_row_with_a_mark_is_left_out_and_named_since_nobody_would_see_the_mark_fail(
    run: Run, coming: str, tmp_path: Path
) -> None:
    (tmp_path / "last.csv").write_bytes(
        as_csv((("Action", "Who"), ("Ring the police !only police live operation", "")))
    )
    told = run("import", coming, "--actions", str(tmp_path / "last.csv"))
    assert actions(run, coming) == []
    assert "!only" in " ".join(told.complaints)


def test_two_who_import_the_same_file_at_once_file_each_action_once(run: Run, coming: str, tmp_path: Path) -> None:
    file = tmp_path / "last.csv"
    file.write_bytes(as_csv((HEAD, *ROWS[:2])))
    append = Session.append
    answers: list[Told | None] = []

    def after_the_other(session: Session, drafts: Sequence[Draft]) -> list[Version]:
        if not answers:
            answers.append(None)
            answers[0] = run("import", coming, "--actions", str(file))
        return append(session, drafts)

    with patch.object(Session, "append", after_the_other):
        told = run("import", coming, "--actions", str(file))
    assert [action["ref"] for action in actions(run, coming)] == ["A1", "A2"]
    assert "already there" in told.complaints[0]
    assert answers[0] is not None
    assert answers[0].lines == ["A1 saved", "A2 saved"]


def test_a_row_is_already_there_after_a_correction_and_comes_back_after_a_removal(
    run: Run, coming: str, tmp_path: Path
) -> None:
    file = tmp_path / "last.csv"
    file.write_bytes(as_csv((HEAD, ROWS[0])))
    run("import", coming, "--actions", str(file))
    run("record", coming, "A1 Visit at home on any day")
    told = run("import", coming, "--actions", str(file))
    assert "already there" in told.complaints[0]
    run("remove", coming, "A1")
    run("import", coming, "--actions", str(file))
    assert [(action["ref"], action["text"]) for action in actions(run, coming)] == [("A1", ROWS[0][1])]


def test_a_row_deleted_in_word_does_not_come_in_and_is_named(run: Run, coming: str, tmp_path: Path) -> None:
    document = Document(io.BytesIO(as_word((HEAD, *ROWS[:2]))))
    properties = document.tables[0].rows[1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    document.sections[0].header.add_table(1, 2, Cm(10)).rows[0].cells[0].text = "Action"
    document.save(str(tmp_path / "last.docx"))
    told = run("import", coming, "--actions", str(tmp_path / "last.docx"))
    assert [action["text"] for action in actions(run, coming)] == [ROWS[1][1]]
    assert any(line.startswith("chairtui: table 1, row 2: deleted") for line in told.complaints)
    assert any("header, footer or note" in line for line in told.complaints)


def test_who_may_read_an_action_comes_back_with_the_programs_own_csv(run: Run, coming: str, tmp_path: Path) -> None:
    run("set", coming, "chair=Avril Penhallow")
    run("record", coming, "relative: Mick Brown, father of Robin", "relative: Dawn Vale, mother of Robin")
    run(
        "record",
        coming,
        "a: Ring the refuge @Sam by 10/12/2026 measure: rung !not Mick he is looking for her",
        "a: Watch the house @Ada by 10/12/2026 measure: watched !only police inquiry open",
        "a: Ask the aunt @Sam by 10/12/2026 measure: asked !restricted she asked for it",
    )
    before = actions(run, coming)
    file = str(tmp_path / "own.csv")
    assert run("export", coming, "--to", "csv", "--person", "Avril", "-o", file).status == 0
    assert run("remove", coming, "A1", "A2", "A3").status == 0
    run("import", coming, "--actions", file)
    after = actions(run, coming)
    marks = ("text", "restricted", "kept_from", "only")
    assert "he is looking for her" not in (tmp_path / "own.csv").read_text(encoding="utf-8"), "the reason is in no copy"
    assert len(after) == 3
    assert [[each.get(mark) for mark in marks] for each in after] == [
        [each.get(mark) for mark in marks] for each in before
    ]


def test_an_action_whose_readers_cannot_be_read_is_left_out(run: Run, coming: str, tmp_path: Path) -> None:
    rows = (("Action", "Who may read it"), ("Ring", "!not Mick he looks for her"), ("Watch", "the police"))
    (tmp_path / "last.csv").write_bytes(as_csv(rows))
    told = run("import", coming, "--actions", str(tmp_path / "last.csv"))
    assert len(told.complaints) == 2
    assert all("who may read it could not be read" in line for line in told.complaints)
    assert actions(run, coming) == []
