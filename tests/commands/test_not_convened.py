"""A decision not to convene: written down, sealed, listed, printed as a note, and carried in JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run

DECIDED = (
    *("not-convened", "--format", "mscb", "--subject", "B., aged 3"),
    *("--rationale", "The family is in every meeting\nand nothing is stuck."),
    *("--decided-by", "Odessa Plumtree"),
)


def test_a_decision_is_kept_sealed_and_has_a_note_of_one_page(run: Run) -> None:
    told = run(
        *DECIDED, "--role", "deputy head", "--on", "2026-10-01",
        "--considered-at", "Core group", "--instead", "Asked again in January", "--by", "Wilf",
    )  # fmt: skip
    assert (told.status, told.err) == (0, "")
    meeting = told.out.strip()
    note = run("export", meeting, "--to", "md").out
    assert note.startswith("# Decided not to convene: B., aged 3")
    for said in ("Odessa Plumtree, deputy head", "Thu 1 Oct 2026", "Core group", "nothing is stuck", "January", "Wilf"):
        assert said in note
    assert len(note.splitlines()) < 60
    assert "stuck" not in run("export", meeting, "--to", "md", "--for", "family").out
    assert "Not convened: The family" in run("show", meeting).out
    assert "Decided not to convene" in run("list").out
    assert run("history", meeting).status == 0


def test_it_takes_an_amendment_and_nothing_else(run: Run) -> None:
    meeting = run(*DECIDED).out.strip()
    assert run("record", meeting, "f: One thing more").status == 1
    assert run("set", meeting, "aim=Meet after all").status == 1
    assert run("close", meeting).status == 1
    amended = run("amend", meeting, "details", "--text", "Aged 4", "--reason", "Birthday on the day")
    assert amended.status == 0, amended.err
    note = run("export", meeting, "--to", "md").out
    assert "Aged 4" in note and "Birthday on the day" in note


def test_who_decided_is_asked_for_and_is_never_whoever_writes(run: Run) -> None:
    told = run(*DECIDED[: DECIDED.index("--decided-by")], "--by", "Wilf")
    assert told.status == 2
    assert len(told.complaints) == 1 and "--decided-by" in told.complaints[0]
    assert run("list", "--json").data == []


def test_it_is_kept_closed_under_the_name_of_who_decided(run: Run) -> None:
    meeting = run(*DECIDED, "--by", "Wilf", "--json").data
    assert isinstance(meeting, dict)
    data = run("show", str(meeting["id"]), "--json").data
    assert isinstance(data, dict)
    assert data["not-convened"]["decided_by"] == "Odessa Plumtree"
    assert data["state"] == "closed"


def test_it_comes_back_from_json_as_it_was(run: Run, tmp_path: Path) -> None:
    meeting = run(*DECIDED, "--instead", "Early Help goes on").out.strip()
    file = tmp_path / "decision.json"
    file.write_text(run("export", meeting, "--to", "json").out, encoding="utf-8")
    again = run("import", str(file)).out.strip()
    assert again != meeting
    assert "Early Help goes on" in run("export", again, "--to", "md").out


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--format", "atlantis"), 1, "no format “atlantis”"),
        (("--rationale", " "), 2, "blank"),
        (("--on", "tomorrow"), 1, "still to come"),
        (("--on", "blah"), 1, "blah"),
        (("--person", "cat"), 2, "cat"),
    ],
)
def test_what_it_cannot_take_is_said_in_a_line(run: Run, options: tuple[str, ...], status: int, said: str) -> None:
    told = run(*DECIDED, *options)
    assert told.status == status
    assert len(told.complaints) == 1 and said in told.complaints[0]
    assert run("list", "--json").data == []


def test_what_people_typed_is_data(run: Run) -> None:
    meeting = run(
        *("not-convened", "--format", "mscb", "--subject", "# B. | <b>", "--rationale", "- one\n# two\n<script>"),
        *("--instead", "*nothing*", "--decided-by", "Odessa"),
    ).out.strip()
    note = run("export", meeting, "--to", "md").out
    assert "<script>" not in note and "\n# two" not in note and "\\*nothing\\*" in note
