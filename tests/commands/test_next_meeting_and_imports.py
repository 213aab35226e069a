"""On the command line: the next meeting, a briefing beforehand, corrections, and imports whole or not at all."""

from __future__ import annotations

import json
import os
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NotSaved
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


def copies(run: Run, meeting: str) -> list[dict[str, object]]:
    told = run("distribution", meeting, "--json").data
    assert isinstance(told, list)
    return told


def actions(run: Run, *argv: str) -> list[dict[str, object]]:
    told = run("actions", "--json", *argv).data
    assert isinstance(told, list)
    return told


# ---- the next meeting


def test_the_next_meeting_takes_over_what_was_left_and_both_name_each_other(run: Run, closed: str) -> None:
    run("follow-up", closed, "A1", "done")
    left = [a["text"] for a in actions(run) if a["status"] == "open"]
    told = run("new", "--from", closed, "--json")
    assert told.status == 0, told.err
    assert isinstance(told.data, dict)
    new = str(told.data["id"])
    shown = run("show", new, "--json").data
    assert isinstance(shown, dict)
    assert shown["details"]["previous"]["meeting"] == closed
    assert shown["starts"].startswith("2027-02-")
    assert {person["status"] for person in shown["attendees"]} == {"invited"}
    assert sorted(a["text"] for a in shown["actions"]) == sorted(str(text) for text in left)
    assert {a["item"] for a in shown["actions"]} == {"previous-meeting"}
    assert all(o["origin"] == "prior" for o in shown["observations"])
    assert shown["title"] != run("show", closed, "--json").data["title"]  # type: ignore[index]
    assert "A2 of 3 Dec" in run("show", new).out and "A2 of 3 Dec" in run("history", new).out
    assert new in run("show", closed).out
    assert "A1" not in run("show", closed, "--json").data["next-meetings"][0]["carried"]  # type: ignore[index]
    assert sorted(str(a["text"]) for a in actions(run) if a["status"] == "open") == sorted(str(t) for t in left)
    assert {a["meeting"] for a in actions(run) if a["status"] == "open"} == {new}
    assert run("set", new, "previous-minutes-agreed=yes").status == 0
    minutes = run("export", new, "--to", "md").out
    assert "Previous meeting: minutes and actions" in minutes
    assert "Follows the meeting of" in minutes
    assert "where it was A" in minutes
    family = run("export", new, "--to", "md", "--for", "family").out
    assert "Follows the meeting of" not in family


def test_last_means_the_next_meeting_once_it_is_made(run: Run, closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = count()
    monkeypatch.setattr(CommandContext, "now", lambda self: NOW + timedelta(seconds=next(looks)))
    new = run("new", "--from", closed).out.strip()
    assert run("show", "last", "--json").data["id"] == new  # type: ignore[index]
    assert run("amend", closed, "F1", "--text", "x", "--reason", "y").status == 0
    assert run("show", "last", "--json").data["id"] == closed  # type: ignore[index]


def test_a_next_meeting_survives_export_and_import(run: Run, closed: str) -> None:
    new = run("new", "--from", closed).out.strip()
    for meeting in (closed, new):
        whole = run("export", meeting, "--to", "json").out
        told = run("import", "-", stdin=whole)
        assert told.status == 0, told.err
        again = json.loads(run("export", told.out.strip(), "--to", "json").out)
        first = json.loads(whole)
        for read in (again, first):
            for record in (read["details"], *read["actions"], *read["observations"]):
                del record["by"], record["at"]
        for key in ("details", "actions", "observations"):
            assert again[key] == first[key]
        assert [n["carried"] for n in again.get("next-meetings", ())] == [
            n["carried"] for n in first.get("next-meetings", ())
        ]


def test_no_meeting_follows_an_open_one_or_one_without_a_review(run: Run, closed: str, meeting: str) -> None:
    assert "still open" in run("new", "--from", meeting, "--starts", "2027-01-14 14:00").complaints[0]
    exported = json.loads(run("export", closed, "--to", "json").out)
    exported["answers"] = [answer for answer in exported["answers"] if answer["question"] != "review-date"]
    other = run("import", "-", stdin=json.dumps(exported)).out.strip()
    before = len(run("list", "--json").out)
    assert "--starts" in run("new", "--from", other).complaints[0]
    assert len(run("list", "--json").out) == before
    assert run("new", "--from", other, "--starts", "2027-01-14 14:00", "--title", "Again").status == 0


def test_a_second_meeting_after_the_same_one_is_made_and_said(run: Run, closed: str) -> None:
    first = run("new", "--from", closed).out.strip()
    told = run("new", "--from", closed)
    assert told.status == 0
    assert first in told.complaints[0]
    shown = run("show", told.out.strip(), "--json").data
    assert isinstance(shown, dict)
    assert shown["actions"] == []


# ---- the briefing

BRIEFING = (
    "# Meeting about K.\n\n## Aim\nAgree one plan.\n\n## Attendees\n- Ada Quill, nurse, Health\n\n## Risks\n- Cold\n"
)


def test_a_briefing_becomes_what_was_known_beforehand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(BRIEFING + "\n## Housing\nDamp\n\n## Needs\n", encoding="utf-8")
    argv = ("new", "--format", "bristol", "--subject", "K.", "--starts", "2026-12-03 14:00")
    told = run(*argv, "--agenda", str(tmp_path / "b.md"))
    assert told.status == 0
    assert ["line 15" in line for line in told.complaints] == [True]
    shown = run("show", told.out.strip(), "--json").data
    assert isinstance(shown, dict)
    assert shown["title"] == "Meeting about K."
    assert shown["details"]["aim"] == "Agree one plan."
    assert [a["name"] for a in shown["attendees"]] == ["Ada Quill"]
    assert [(o["theme"], o["origin"]) for o in shown["observations"]] == [("risk", "prior")]
    assert shown["notes"][0]["text"] == "Housing: Damp"


@pytest.mark.parametrize("raw", [b"# K.\n\xff\xfe\n", b"- x\n" * 10_000, b"\x00" * 11_000_000])
def test_a_briefing_that_can_not_be_read_makes_no_meeting(run: Run, tmp_path: Path, store: Path, raw: bytes) -> None:
    (tmp_path / "b.md").write_bytes(raw)
    argv = ("new", "--format", "bristol", "--title", "T", "--subject", "K.", "--starts", "2026-12-03 14:00")
    told = run(*argv, "--agenda", str(tmp_path / "b.md"))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert not store.exists()


def test_a_briefing_that_is_not_there_and_a_title_that_nobody_gave(run: Run, tmp_path: Path) -> None:
    argv = ("new", "--format", "bristol", "--subject", "K.", "--starts", "2026-12-03 14:00")
    assert run(*argv, "--agenda", str(tmp_path / "none.md")).status == 1
    assert run(*argv).status == 2
    (tmp_path / "b.md").write_text("## Aim\nx\n", encoding="utf-8")
    assert "--title" in run(*argv, "--agenda", str(tmp_path / "b.md")).complaints[0]


# ---- amendments, and imports


def test_an_amendment_says_who_asked_and_who_agreed_in_every_kind(run: Run, closed: str) -> None:
    argv = ("--text", "As corrected", "--reason", "Misheard", "--asked-by", "Nerys", "--agreed-by", "Marigold")
    assert run("amend", closed, "A1", *argv).lines == ["M1 saved"]
    for kind in ("md", "html"):
        text = write(run, closed, "--to", kind).decode("utf-8")
        assert text.count("As corrected") == 2, kind  # at the context, and in the list
        for said in ("Misheard", "Nerys", "Marigold"):
            assert said in text
    word = " ".join(word_words(write(run, closed, "--to", "docx")))
    assert word.count("As corrected") == 2
    assert "Asked for by: Nerys" in word
    sheet = csv_rows(write(run, closed, "--to", "csv"))
    assert sum("As corrected" in cell for row in sheet for cell in row) == 1
    assert b"As corrected" in write(run, closed, "--to", "ics").replace(b"\r\n ", b"")


def exported(run: Run, meeting: str) -> dict[str, object]:
    run("amend", meeting, "A1", "--text", "x", "--reason", "y")
    whole = json.loads(run("export", meeting, "--to", "json").out)
    assert isinstance(whole, dict)
    return whole


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"version": 3}, "newer"),
        ({"version": "one"}, "version"),
        ({"version": 0}, "version"),
        ({"follow-ups": [{"id": "w", "action": "a99", "status": "done", "by": "X"}]}, "a99"),
        ({"next-meetings": [{"id": "n", "meeting": "x", "starts": "2027-01-09T10:00:00Z", "carried": ["a77"]}]}, "a77"),
    ],
)  # fmt: skip
def test_a_broken_import_leaves_nothing_behind(run: Run, closed: str, change: dict[str, object], why: str) -> None:
    whole = exported(run, closed) | change
    before = run("list").out
    told = run("import", "-", stdin=json.dumps(whole))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert why in told.complaints[0]
    assert run("list").out == before


def test_a_duplicate_in_an_import_leaves_nothing_behind(run: Run, closed: str) -> None:
    whole = exported(run, closed)
    people = whole["attendees"]
    assert isinstance(people, list)
    people.append(people[0])
    told = run("import", "-", stdin=json.dumps(whole))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert len(run("list").lines) == 2


def test_a_disk_that_refuses_half_way_leaves_no_half_imported_meeting(
    run: Run, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.dumps(exported(run, closed))

    def full(*_: object) -> None:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(FileJournal, "append", full)
        assert run("import", "-", stdin=whole).status == 0  # one write makes all of it: nothing is left to append
    assert run("doctor").status == 0
    before = run("list").out
    monkeypatch.setattr(FileJournal, "_make", full)
    assert run("import", "-", stdin=whole).status == 1
    assert run("list").out == before


def test_a_closed_meeting_comes_in_closed_and_sealed_with_what_came_after(run: Run, closed: str) -> None:
    run("distribution", closed, "--sent", "Priya", "--by", "Tobias Inkwell")
    run("follow-up", closed, "A1", "done", "--by", "Priya Larkspur")
    new = run("import", "-", stdin=run("export", closed, "--to", "json").out).out.strip()
    shown = run("show", new, "--json").data
    assert isinstance(shown, dict)
    assert shown["state"] == "closed"
    assert shown["follow-ups"][0]["by"] == "Priya Larkspur"
    assert [copy["sent"] for copy in copies(run, new) if copy["sent"]] == [date(2026, 12, 16).isoformat()]
