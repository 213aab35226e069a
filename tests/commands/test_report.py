"""`chairtui report`: what many meetings came to, as a file or on stdout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run

NEW = ("new", "--format", "bristol", "--title", "About Kit", "--subject", "Kit", "--starts")


@pytest.fixture
def six(run: Run) -> list[str]:
    """Six meetings, two of them held in November."""
    found = []
    for day in ("2026-11-05", "2026-11-06", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"):
        found.append(run(*NEW, f"{day} 14:00").out.strip())
        assert run("record", found[-1], "present: Avril Stone, nurse, Health", "r: A wide road").status == 0
    return found


def test_numbers_of_all_meetings_are_shown_and_nobody_is_named(run: Run, six: list[str]) -> None:
    told = run("report")
    assert told.status == 0
    assert "| Risks | 0 | 6 | 6 | 0 of 6 (0%) have an action |" in told.out
    assert "| Health | 6 | 0 | 0 | 0 | 6 | 6 of 6 (100%) |" in told.out
    assert "from November 2026 to December 2026" in told.out
    for name in ("Avril", "Kit", "wide road"):
        assert name not in told.out


def test_who_makes_a_report_is_advised_which_to_publish_and_its_readers_are_not(run: Run, six: list[str]) -> None:
    told = run("report")
    assert "that don't overlap" in told.err
    assert "overlap" not in told.out


def test_a_period_leaves_the_others_out_and_hides_what_is_few(run: Run, six: list[str]) -> None:
    data = json.loads(run("report", "--from", "1 dec 2026", "--until", "2026-12-31", "--to", "json").out)
    [risks] = [table for table in data["tables"] if table["title"] == "Needs and risks"]
    assert [row["counts"] for row in risks["rows"]] == [[None, None, None]]
    assert risks["rows"][0]["hidden"] == ["withheld", "withheld", "small"]
    assert "from Tue 1 Dec 2026 to Thu 31 Dec 2026" in data["period"]


def test_it_is_written_to_a_file_that_is_not_replaced_unasked(run: Run, six: list[str], tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    assert run("report", "--to", "html", "-o", str(file)).status == 0
    assert "<table" in file.read_text(encoding="utf-8")
    assert run("report", "--to", "html", "-o", str(file)).status == 1
    assert run("report", "--to", "csv", "-o", str(tmp_path)).status == 0
    assert (tmp_path / "report.csv").exists()
    assert run("report", "--to", "html", "-o", str(file), "--force").status == 0


def test_what_is_no_date_is_said_in_one_line(run: Run) -> None:
    told = run("report", "--from", "soonish")
    assert (told.status, told.out, len(told.complaints)) == (1, "", 1)
    assert "soonish is not a date" in told.complaints[0]
