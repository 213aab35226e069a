"""Every row of MSCB's text: the test named for a row fails when what answers it is taken out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.session import Session
from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.convening.not_convened import not_convened
from chairtui.meeting.records import Decision, Distribution, Draft, Who
from chairtui.meeting.seal import refuse_after_closing
from chairtui.minutes.audience import NotReleased
from tests.meeting.formats_and_meetings import HELD, Table, format_called, ready
from tests.provisions.rows import (
    answered_in_minutes,
    asked_for,
    excluded,
    minutes_of,
    no_stops,
    open_actions_go_along,
    pathway_and_route,
    prompted,
    question_of,
    silence_advises,
    silence_stops,
    stopped,
)

MSCB = "mscb"


def test_mscb_01_a_decision_not_to_convene_is_kept_with_its_rationale_and_has_a_note(tmp_path: Path) -> None:
    prompted(MSCB, "MSCB-01", "details", "write down why")
    drafts = not_convened(
        format_called(MSCB), subject="Robin F.", rationale="The family is in every meeting.",
        decided_by="Ida Fairweather", role="Team manager", on=date(2026, 12, 2), now=HELD,
        considered_at="Core group", instead="Asked again in January",
    )  # fmt: skip
    journal = FileJournal(tmp_path, lambda: HELD, lambda: "m1")
    seat = Session(journal, journal.begin(drafts, "Noor Castle"), "Noor Castle")
    seat.seal()
    table = Table(MSCB)
    table.meeting = Session(journal, "m1", "x").meeting
    note = minutes_of(table)
    for told in ("The family is in every meeting.", "Ida Fairweather, Team manager", "Wed 2 Dec 2026", "Core group"):
        assert told in note
    assert "in January" in note and "Robin F." in note
    assert len(note.splitlines()) < 50
    with pytest.raises(NotReleased, match="nothing to give"):
        minutes_of(table, "family")
    journal.close()


def test_mscb_02_what_was_reported_says_by_whom_and_is_checked() -> None:
    table = ready(MSCB)
    table.change("H1", source=None)
    assert table.one("MSCB-02", "advice").ref == "H1"
    table.change("H1", source=Who(name="Sam Okafor", attendee="p1"))
    assert not table.findings("MSCB-02")
    for action in ("a1", "a2"):
        table.change(action, addresses=("o2", "o3"))
    assert table.one("ALL-06", "advice").ref == "H1"
    prompted(MSCB, "MSCB-02", "information", "check")


def test_mscb_03_the_child_stays_in_view_and_a_reason_is_chosen() -> None:
    table = ready(MSCB)
    table.change("details", reasons=())
    assert stopped(table, "MSCB-03").question == "reasons"
    ids = {reason.id for reason in table.format.reasons}
    assert {"drift", "disguised-compliance", "disagreement", "keep-focus"} <= ids
    for reason in ids:
        table.change("details", reasons=(reason,))
        assert not table.findings("MSCB-03")
    prompted(MSCB, "MSCB-03", "introduction", "Stay with the")
    prompted(MSCB, "MSCB-03", "discussion", "drift")


def test_mscb_04_the_family_is_told_or_an_exception_holds() -> None:
    asked_for(MSCB, "family-informed", "MSCB-04")
    silence_advises(MSCB, "MSCB-04", "family-informed")
    exception = question_of(MSCB, "not-informed-exception", "MSCB-04")
    assert {"fabricated-illness", "forced-marriage", "section-47"} <= {c.id for c in exception.choices}
    table = ready(MSCB)
    table.take_back("not-informed-exception")
    assert not is_asked(exception, table.meeting)
    table.answer("family-informed", "no")
    assert table.one("MSCB-04", "advice").question == "not-informed-exception"
    table.answer("not-informed-exception", "section-47")
    assert not table.findings("MSCB-04")
    prompted(MSCB, "MSCB-04", "details", "exception")


def test_mscb_05_the_level_of_need_is_given_and_stuck_work_is_escalated() -> None:
    question = question_of(MSCB, "level-of-need", "MSCB-05")
    assert [c.id for c in question.choices] == [f"level-{n}" for n in range(1, 5)]
    silence_advises(MSCB, "MSCB-05", "level-of-need")
    table = ready(MSCB)
    table.answer("stuck", "yes")
    assert "escalat" in table.one("MSCB-05", "advice").message
    assert "escalation" in pathway_and_route(table.format)[1]


def test_mscb_06_each_agency_involved_has_somebody_there() -> None:
    silence_advises(MSCB, "MSCB-06", "agencies-involved")
    table = ready(MSCB)
    table.answer("agencies-involved", "Health; children's social care, Housing\nPolice")
    found = table.findings("MSCB-06", "advice")
    assert [f.message.split(" is involved")[0] for f in found] == ["Housing", "Police"]
    table.change("P2", agency="Housing and Police liaison")
    assert [f.message.split(" is involved")[0] for f in table.findings("MSCB-06")] == ["Health"]
    prompted(MSCB, "MSCB-06", "attendance", "every agency")


def test_mscb_07_the_lead_chairs_or_another_experienced_person() -> None:
    assert {c.id for c in question_of(MSCB, "lead-chairs", "MSCB-07").choices} == {"lead", "experienced-other"}
    silence_advises(MSCB, "MSCB-07", "lead-chairs")


def test_mscb_08_who_takes_the_notes_how_they_go_out_and_where_they_are_kept() -> None:
    silence_stops(MSCB, "MSCB-08", "record-sent-how", "record-kept-where")
    table = ready(MSCB)
    table.change("details", note_taker=None)
    assert stopped(table, "MSCB-08").question == "note-taker"
    prompted(MSCB, "MSCB-08", "record", "All three")


def test_mscb_09_it_is_held_in_time_to_change_something() -> None:
    prompted(MSCB, "MSCB-09", "details", "early enough")


def test_mscb_10_decisions_and_actions_are_recorded_and_sent() -> None:
    table = ready(MSCB)
    for action in ("a1", "a2"):
        table.remove(action)
    assert stopped(table, "MSCB-10").question == "none-made"
    table.answer("none-made", "We only heard each other out.")
    assert not table.findings("MSCB-10")
    table.take_back("none-made")
    table.put(Decision(id="d1", text="Visit weekly"))
    assert not table.findings("MSCB-10")
    assert "Visit weekly" in minutes_of(table)
    copy = Distribution(id="c1", to=Who(name="Sam Okafor", attendee="p1"), sent=date(2026, 12, 7))
    refuse_after_closing(True, Draft(record=copy))
    assert table.put(copy).ref == "C1"
    assert table.format.provision("MSCB-10").built_in == "distribution"  # type: ignore[union-attr]


def test_mscb_11_decisions_are_shared_with_the_parents_unless_the_chair_says_why_not() -> None:
    silence_stops(MSCB, "MSCB-11", "shared-with-parents")
    no_stops(ready(MSCB), "shared-with-parents", "MSCB-11", "The chair decides so: Robin would be at risk.")
    prompted(MSCB, "MSCB-11", "family", "decide against it")


def test_mscb_12_where_the_record_is_kept_stands_in_the_minutes() -> None:
    answered_in_minutes(MSCB, "record-kept-where", "In the safe of the town hall.")
    assert format_called(MSCB).provision("MSCB-12").built_in == "store"  # type: ignore[union-attr]
    assert "Confidential" in minutes_of(ready(MSCB))


def test_mscb_13_it_may_be_convened_again_and_open_actions_go_along() -> None:
    table = ready(MSCB)
    table.answer("review-date", "2026-12-03")
    assert "not after the meeting" in table.one("MSCB-13", "advice").message
    prompted(MSCB, "MSCB-13", "review", "as often")
    open_actions_go_along(MSCB, "MSCB-13")


def test_mscb_14_the_parents_hear_soon_what_was_decided_without_them() -> None:
    silence_advises(MSCB, "MSCB-14", "parents-told-by", "parents-told-when")
    table = ready(MSCB)
    table.answer("shared-with-parents", "no", "Robin would be at risk.")
    for question in ("parents-told-by", "parents-told-when"):
        table.take_back(question)
    assert not table.findings("MSCB-14")


def test_mscb_15_it_comes_on_top_of_meetings_with_the_family() -> None:
    excluded(MSCB, "core-group", "MSCB-15", "with the family in it")
    excluded(MSCB, "child-protection-conference", "MSCB-15", "child protection conference")
    excluded(MSCB, "review", "MSCB-15", "the review that is due")
    excluded(MSCB, "routine-planning-meeting", "MSCB-15", "the planning meeting that is due")
    prompted(MSCB, "MSCB-15", "introduction", "never in place of it")
