"""Every row of the baseline, in every format: the test named for a row fails when what answers the row is taken out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from pydantic import ValidationError

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Refused as NotTaken
from chairtui.journal.session import Session
from chairtui.meeting.capture.capture import LineContext, Refused, Understood, capture, take
from chairtui.meeting.closing.checks import check
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import Amendment, Attendee, Draft, Note, Version, Who
from chairtui.minutes.exchange import to_json
from tests.meeting.formats_and_meetings import EVERY, HELD, Table, format_called, ready
from tests.provisions.rows import minutes_of, prompted, silence_advises, stopped

EACH = pytest.mark.parametrize("format_id", EVERY)


def say(table: Table, line: str, item: str = "") -> Understood | Refused:
    ids = (f"new{n}" for n in count())
    said = capture(line, table.meeting, table.format, item=item, new_id=lambda: next(ids), by="Noor Castle", now=HELD)
    assert not hasattr(said, "choices")
    if isinstance(said, Understood):
        for draft in said.drafts:
            table.put(draft.record)
    return said


@EACH
def test_all_01_an_action_needs_a_named_owner_and_a_date(format_id: str) -> None:
    table = ready(format_id)
    for owner in (None, Who(name="everyone"), Who(name="TBC"), Who(name="the team")):
        table.change("a1", owner=owner)
        assert stopped(table, "ALL-01").ref == "A1"
    table.change("a1", owner=Who(name="Duty worker, Housing"))
    for deadline in (None, HELD.date() - timedelta(days=1)):
        table.change("a1", deadline=deadline)
        assert stopped(table, "ALL-01").ref == "A1"
    table.change("a1", deadline=date(2026, 12, 10))
    assert not table.findings("ALL-01")
    for never in ("asap", "ongoing"):
        assert isinstance(say(table, f"a: Visit Robin @Sam by {never}"), Refused)


@EACH
def test_all_02_nobody_is_left_at_invited(format_id: str) -> None:
    table = ready(format_id)
    table.change("P2", status="invited")
    assert stopped(table, "ALL-02").ref == "P2"
    for status in ("present", "apologies", "absent"):
        table.change("P2", status=status)
        assert not table.findings("ALL-02")
    table.change("P2", status="invited", agency="")
    assert stopped(table, "ALL-02").ref == "P2"  # also somebody whose agency nobody gave
    for n in range(3, 12):
        table.put(Attendee(id=f"p{n}", name=f"Person {n}", agency="Health", why="x", report="sent"))
    assert "P3 Person 3" in stopped(table, "ALL-02").message
    assert "6 more" in stopped(table, "ALL-02").message


@EACH
def test_all_03_chair_and_note_taker_are_named_and_are_two_people(format_id: str) -> None:
    if format_called(format_id).led_by == "facilitator":
        assert format_called(format_id).provision("ALL-03") is None
        return
    for key in ("chair", "note_taker"):
        table = ready(format_id)
        table.change("details", **{key: None})
        assert stopped(table, "ALL-03").question == key.replace("_", "-")
    table = ready(format_id)
    table.change("details", note_taker=Who(name="Sam Okafor", attendee="p1"))
    assert table.one("ALL-03", "advice").question == "note-taker"
    assert not table.findings("ALL-03", "blocker")


@EACH
def test_all_04_the_aim_is_written_down(format_id: str) -> None:
    table = ready(format_id)
    table.change("details", aim="")
    assert stopped(table, "ALL-04").question == "aim"
    table.change("details", aim="Agree who visits.")
    assert not table.findings("ALL-04")
    before, after = HELD - timedelta(minutes=1), HELD + timedelta(minutes=1)
    assert [f.question for f in check(table.meeting, table.format, before) if f.provision == "ALL-04"] == ["starts"]
    assert not [f for f in check(table.meeting, table.format, after) if f.provision == "ALL-04"]
    for ref in ("P1", "P2"):
        table.change(ref, status="apologies")
    assert "present" in stopped(table, "ALL-04").message


@EACH
def test_all_05_a_note_has_its_nature_and_the_minutes_print_it(format_id: str) -> None:
    table = ready(format_id)
    assert isinstance(say(table, "Robin was late on nine days"), Refused)
    with pytest.raises(ValidationError):
        Note.model_validate({"id": "n9", "text": "Robin was late"})
    for line, printed in (
        ("f: Late on nine days @Sam", "Fact"),
        ("o: Robin is worn out @Sam", "Opinion"),
        ("h: Gran says Robin cries @Sam", "Reported, unverified"),
    ):
        assert isinstance(say(table, line), Understood)
        text = line[3:].split(" @")[0]
        row = next(row for row in minutes_of(table).splitlines() if text in row)
        assert printed in row, row
        table = ready(format_id)


@EACH
def test_all_06_what_was_reported_stays_unverified_until_an_action_checks_it(format_id: str) -> None:
    table = ready(format_id)
    for action in ("a1", "a2"):
        table.change(action, addresses=("o2", "o3"))
    found = table.one("ALL-06", "advice")
    assert found.ref == "H1"
    assert "Reported, unverified" in minutes_of(table)
    table.change("a1", addresses=("o2", "o3", "n1"))
    assert not table.findings("ALL-06")


@EACH
def test_all_07_a_closed_meeting_takes_an_amendment_and_nothing_else(format_id: str, tmp_path: Path) -> None:
    table = ready(format_id)
    times, ids = count(), count(10)
    journal = FileJournal(tmp_path, lambda: HELD + timedelta(seconds=next(times)), lambda: f"m{next(ids)}")
    records = [v.record for v in table.meeting.versions]
    meeting = journal.begin([Draft(record=r) for r in (records[0], keep(table.format), *records[1:])], "Noor Castle")
    seat = Session(journal, meeting, "Noor Castle")
    seat.seal()
    with pytest.raises(NotTaken):
        seat.save(Note(id="late", nature="fact", text="One thing more"))
    seat.save(Amendment(id="m", target="o2", text="Help with getting dressed", reason="Misheard", asked_by="Sam"))
    table.meeting = seat.meeting
    printed = minutes_of(table)
    for text in ("Help with getting up", "Help with getting dressed", "Misheard", "by Noor Castle"):
        assert text in printed
    with pytest.raises(ValidationError):
        Amendment.model_validate({"id": "m2", "target": "o2", "text": "No reason"})
    journal.close()


@EACH
def test_all_08_immediate_risk_is_raised_at_any_moment_and_must_be_decided(format_id: str) -> None:
    table = ready(format_id)
    assert table.format.pathway.steps and table.format.pathway.cites
    assert isinstance(say(table, "!: The door is being kicked in", item="1"), Understood)
    [risk] = [e for e in table.meeting.observations if e.record.immediate]
    assert risk.record.immediate is not None
    assert (risk.record.immediate.raised, risk.record.immediate.raised_by) == (HELD, "Noor Castle")
    assert stopped(table, "ALL-08").ref == risk.ref
    decided = risk.record.immediate.model_copy(update={"decided": "Police called at once."})
    table.change(risk.ref, immediate=decided)
    assert not table.findings("ALL-08")
    assert "Police called at once." in minutes_of(table)


@EACH
def test_all_09_the_persons_own_wishes_and_feelings_are_asked_for(format_id: str) -> None:
    silence_advises(format_id, "ALL-09", "wishes-and-feelings")
    table = ready(format_id)
    table.answer("wishes-and-feelings", "none", "Robin is two weeks old.")
    assert not table.findings("ALL-09")
    table.answer("wishes-and-feelings", "none")
    assert table.one("ALL-09", "advice").question == "wishes-and-feelings"
    home = table.format.question("wishes-and-feelings")
    assert home is not None
    prompted(format_id, "ALL-09", home.item, "own words")


@EACH
def test_all_10_everyone_is_reminded_of_confidentiality(format_id: str) -> None:
    silence_advises(format_id, "ALL-10", "confidentiality-read")
    table = ready(format_id)
    home = table.format.question("confidentiality-read")
    assert home is not None
    prompted(format_id, "ALL-10", home.item, "stays here")


@EACH
def test_all_12_a_line_that_nobody_could_read_is_settled_before_the_close(format_id: str) -> None:
    table = ready(format_id)
    ids = (f"u{n}" for n in count())

    def take_line(line: str) -> None:
        context = LineContext.of(table.meeting, table.format, new_id=lambda: next(ids), by="Noor Castle", now=HELD)
        taken = take(line, context)
        assert not isinstance(taken, Refused)
        for draft in taken.drafts:
            seq = table.meeting.position + 1
            table.meeting.apply(Version(**dict(draft), seq=seq, at=HELD, by="Noor Castle"))

    take_line("Robin was late on nine days")
    assert stopped(table, "ALL-12").ref == "U1"
    assert "nine days" not in minutes_of(table) + minutes_of(table, "family")
    take_line("U1 f")
    assert not table.findings("ALL-12")
    assert "nine days" in minutes_of(table)


@EACH
def test_all_11_who_sent_a_report_and_who_did_not_is_marked_and_printed(format_id: str) -> None:
    table = ready(format_id)
    table.change("P2", report="")
    assert table.one("ALL-11", "advice").ref == "P2"
    table.change("P2", report="not sent")
    assert not table.findings("ALL-11")
    row = next(row for row in minutes_of(table).splitlines() if row.startswith(("| P2", "- **P2**")))
    assert "Not sent" in row or "no report sent" in row
    told = json.loads(to_json(table.meeting))
    assert [a["report"] for a in told["attendees"]] == ["sent", "not sent"]
