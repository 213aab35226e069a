"""Checking, closing and amending from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold, hold_opening, play
from chairtui.journal.session import Session
from chairtui.meeting.records import Version
from chairtui.meeting.seal import digest
from chairtui.samples import Step, load_sample
from tests.commands.conftest import Run


@pytest.fixture
def closed(store: Path) -> str:
    """Bristol's sample meeting, closed; its id."""
    with CommandContext(str(store)) as context:
        return hold(load_sample("bristol"), context).meeting.id


def test_check_gives_findings_by_provision_and_says_no(run: Run, meeting: str) -> None:
    told = run("check", meeting, "--json")
    assert told.status == 1
    assert isinstance(told.data, dict)
    assert list(told.data) == ["closable", "findings"]
    assert told.data["closable"] is False
    finding = told.data["findings"][0]
    assert set(finding) == {"level", "provision", "message", "item", "ref", "question"}
    assert "KBSP-03" in [f["provision"] for f in told.data["findings"] if f["level"] == "blocker"]


def test_check_tells_a_person_where_to_mend(run: Run, meeting: str) -> None:
    told = run("check", meeting)
    assert told.status == 1
    assert told.lines[0] == "To sort out before closing:"
    assert f"put it right with: chairtui set {meeting} reasons=…" in told.out
    assert told.out.index("KBSP-03") < told.out.index("To consider:") < told.out.index("KBSP-05")


def test_check_settles_a_line_by_recording_and_offers_no_field_of_it(run: Run, meeting: str) -> None:
    run("record", meeting, "h: He was seen on the roof")
    run("record", meeting, "wobbly line without a letter")
    told = run("check", meeting).out
    assert f'settle it with: chairtui record {meeting} "U1 …"' in told
    assert f"chairtui set {meeting} U1" not in told


def test_close_is_refused_with_each_blocker_and_nothing_changes(run: Run, meeting: str) -> None:
    blockers = [line for line in run("check", meeting).out.split("To consider:")[0].splitlines() if "  KBSP-" in line]
    told = run("close", meeting)
    assert (told.status, told.out) == (1, "")
    for line in blockers:
        assert line.split()[0] in told.err
    assert told.complaints[-1].startswith("chairtui: not closed")
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert shown["state"] == "open"


def test_what_comes_in_between_the_check_and_the_seal_stops_the_close(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = load_sample("bristol")
    with CommandContext(str(store)) as context:
        seat = hold_opening(sample, context, "Tobias")
        play(sample.rest, seat, context)
        play(sample.mend, seat, context)
        meeting = seat.meeting.id
    seal = Session.seal

    def overtaken(self: Session, *, checked: int | None = None) -> Version:
        monkeypatch.setattr(Session, "seal", seal)
        with CommandContext(str(store)) as context:
            play([Step(line="r: A risk that nobody has answered")], Session(context.journal, meeting, "Ben"), context)
        return seal(self, checked=checked)

    monkeypatch.setattr(Session, "seal", overtaken)
    told = run("--store", str(store), "close", meeting)
    assert told.status == 1
    assert "while it was being closed" in told.complaints[0]
    with CommandContext(str(store)) as context:
        assert not context.meeting(meeting).closed


def test_closing_prints_the_digest_the_meeting_is_sealed_with(run: Run, store: Path, closed: str) -> None:
    with CommandContext(str(store)) as context:
        meeting = context.meeting(closed)
    assert meeting.closure is not None
    assert meeting.closure.record.digest == digest(meeting.versions[:-1])


def test_a_closed_meeting_takes_nothing_but_amendments(run: Run, closed: str) -> None:
    assert "no more lines" in run("record", closed, "s: K. reads well").complaints[0]
    assert run("record", closed, "s: K. reads well").status == 1
    assert run("set", closed, "aim=Another").status == 1
    assert run("remove", closed, "R1").status == 1
    assert run("undo", closed, "--by", "Tobias Inkwell").status == 1
    assert run("close", closed).status == 1
    assert run("check", closed).status == 1
    answer = run("check", closed, "--json").data
    assert isinstance(answer, dict)
    assert answer["closable"] is False


@pytest.mark.parametrize("ref", ["R1", "a2", "P3", "aim", "note-taker", "review-date"])
def test_an_amendment_is_kept_beside_the_first_text(run: Run, closed: str, ref: str) -> None:
    before = run("show", closed).out
    told = run(
        "amend", closed, ref, "--text", "As corrected", "--reason", "Misheard", "--asked-by", "Sam", "--by", "Ben"
    )
    assert (told.status, told.out) == (0, "M1 saved\n")
    after = run("show", closed).out
    assert after.startswith(before.rstrip("\n"))
    assert "As corrected" in after
    minutes = run("export", closed, "--to", "md").out
    assert "As corrected" in minutes
    assert "Misheard" in minutes


def test_an_open_meeting_needs_no_amendment(run: Run, meeting: str) -> None:
    told = run("amend", meeting, "aim", "--text", "x", "--reason", "y")
    assert told.status == 1
    assert f"chairtui set {meeting} aim=" in told.complaints[0]


@pytest.mark.parametrize("ref", ["R99", "nonsense", "closure"])
def test_what_is_not_there_cannot_be_amended(run: Run, closed: str, ref: str) -> None:
    told = run("amend", closed, ref, "--text", "x", "--reason", "y")
    assert told.status == 1
    assert ref in told.complaints[0]


def test_an_amendment_without_a_text_or_reason_is_bad_usage(run: Run, closed: str) -> None:
    assert run("amend", closed, "R1", "--text", " ", "--reason", "y").status == 2
    assert run("amend", closed, "R1", "--text", "x", "--reason", "").status == 2


def test_history_tells_who_wrote_what_and_when(run: Run, closed: str) -> None:
    told = run("history", closed, "A6")
    assert told.status == 0
    assert len(told.lines) > 4
    assert "Inspect the bedroom" in told.lines[1]
    assert run("history", closed, "R99").status == 1
    assert len(run("history", closed, "lead-practitioner").lines) == 2


def test_show_tells_a_person_everything_that_stands(run: Run, closed: str) -> None:
    told = run("show", closed)
    assert told.lines[0] == "Professionals' meeting about K.: closed"
    assert any(line.startswith("Due: Thu 10 Dec 2026, ") and line.endswith("(KBSP-08)") for line in told.lines)
    for expected in ("Attendance", "Strengths, needs and risks", "Decisions", "Actions", "RESTRICTED", "Answers"):
        assert expected in told.out


def test_actions_are_found_across_meetings_by_owner_and_by_day(run: Run, closed: str) -> None:
    every = run("actions", "--json").data
    assert isinstance(every, list)
    assert len(every) == 9
    assert {"meeting", "ref", "text", "owner", "deadline", "status", "overdue"} <= set(every[0])
    assert [a["deadline"] for a in every] == sorted(a["deadline"] for a in every)
    hers = run("actions", "--owner", "quillfeather", "--json").data
    assert isinstance(hers, list)
    assert {a["owner"] for a in hers} == {"Bethan Quillfeather"}
    assert len(run("actions").lines) == 10
    assert run("actions", "--owner", "nobody at all").out == "No actions.\n"


def test_overdue_actions_are_those_whose_day_has_passed(run: Run, closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    now = datetime(2026, 12, 9, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(CommandContext, "now", lambda self: now)
    overdue = run("actions", "--overdue", "--json").data
    assert isinstance(overdue, list)
    assert overdue
    assert all(a["overdue"] and a["deadline"] < "2026-12-09" for a in overdue)
    assert "overdue" in run("actions", "--overdue").out


def test_check_names_the_fields_of_the_record_to_mend(run: Run, meeting: str) -> None:
    run("record", meeting, "r: Nobody checks on K. at weekends", "a: Visit", "invite: Beth Cole, head, School")
    lines = run("check", meeting).lines
    [owner] = [line for line in lines if "A1.owner=…" in line]
    assert owner.endswith(f"put it right with: chairtui set {meeting} A1.owner=…")
    assert any("P1.status=…" in line for line in lines)
    [deadline] = [line for line in lines if "(FIELD: deadline, status)" in line]
    assert f"chairtui set {meeting} A1.FIELD=…" in deadline
