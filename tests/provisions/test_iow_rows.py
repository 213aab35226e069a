"""Every row of the Isle of Wight's guidance: the test named for a row fails when what answers it is taken out."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.convening.scope import scope
from chairtui.meeting.editing import set_key
from chairtui.meeting.records import Decision, Dissent, Distribution, Draft, FamilyTalk, Observation, Who
from chairtui.meeting.seal import refuse_after_closing
from tests.meeting.formats_and_meetings import format_called, ready
from tests.provisions.rows import (
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

IOW = "isle-of-wight"
SAM = Who(name="Sam Okafor", attendee="p1")


def test_iow_01_outcomes_for_child_and_family_come_first_and_never_instead_of_them() -> None:
    prompted(IOW, "IOW-01", "introduction", "family", "not in its place")


def test_iow_02_consent_is_advised_against_as_the_basis() -> None:
    asked_for(IOW, "lawful-basis", "IOW-02")
    silence_advises(IOW, "IOW-02", "lawful-basis")
    table = ready(IOW)
    for basis in ("legal-obligation", "public-task"):
        table.answer("lawful-basis", basis)
        assert not table.findings("IOW-02")
    table.answer("lawful-basis", "consent")
    assert "taken back" in table.one("IOW-02", "advice").message


def test_iow_03_the_family_is_told_or_it_is_said_why_not() -> None:
    asked_for(IOW, "family-informed", "IOW-03")
    assert question_of(IOW, "family-informed", "IOW-03").no_needs_reason


def test_iow_04_unless_the_family_is_told_every_agency_agrees() -> None:
    table = ready(IOW)
    table.take_back("family-informed")
    assert stopped(table, "IOW-04").question == "family-informed"
    table.answer("family-informed", "no")
    assert any("no reason" in f.message for f in table.findings("IOW-04", "blocker"))
    table.answer("family-informed", "no", "It would put Robin at risk.")
    assert "Health" in stopped(table, "IOW-04").message
    table.change("P2", agrees=False)
    assert any(f.ref == "P2" for f in table.findings("IOW-04", "blocker"))
    table.change("P2", agrees=True)
    assert not table.findings("IOW-04", "blocker")
    asked = set_key("P2.agrees", "no answer", table.meeting, table.format)
    table.put(asked.record)
    assert not table.findings("IOW-04", "blocker"), "agreement should be sought; it was"
    table.put(set_key("P2.agrees", "no: tell them first", table.meeting, table.format).record)
    assert "tell them first" in stopped(table, "IOW-04").message
    table.depart("IOW-04", "Robin can't wait", route="Raised under the HIPS procedure")
    assert not table.findings("IOW-04")
    printed = minutes_of(table)
    assert "tell them first" in printed and "Raised under the HIPS procedure" in printed


def test_iow_05_an_objection_asks_for_another_approach() -> None:
    question = question_of(IOW, "objection-approach", "IOW-05")
    table = ready(IOW)
    assert not is_asked(question, table.meeting)
    table.answer("family-objected", "yes")
    assert is_asked(question, table.meeting)
    assert table.one("IOW-05", "advice").question == "objection-approach"
    table.answer("objection-approach", "yes")
    assert "strategy discussion" in table.one("IOW-05", "advice").message


def test_iow_06_other_meetings_are_not_replaced() -> None:
    for kind in ("planning-meeting", "resolving-differences"):
        assert scope(format_called(IOW), kind).id == kind
    excluded(IOW, "strategy-discussion", "IOW-06", "strategy discussion")
    excluded(IOW, "initial-child-protection-conference", "IOW-06", "child protection conference")
    excluded(IOW, "looked-after-review", "IOW-06", "looked-after review")
    excluded(IOW, "advice-meeting", "IOW-06", "needs no names")


def test_iow_07_one_of_seven_reasons_or_of_three_for_reflection_is_chosen() -> None:
    reasons = format_called(IOW).reasons
    assert [len([r for r in reasons if bool(r.under) is under]) for under in (False, True)] == [7, 3]
    table = ready(IOW)
    table.change("details", reasons=())
    assert stopped(table, "IOW-07").question == "reasons"
    for reason in reasons:
        table.change("details", reasons=(reason.id,))
        assert not table.findings("IOW-07")


def test_iow_08_it_is_authorised_by_whom_in_which_role_and_when() -> None:
    for question in ("authorised-by", "authorised-role", "authorised-on"):
        asked_for(IOW, question, "IOW-08")
    silence_stops(IOW, "IOW-08", "authorised-by", "authorised-role")
    table = ready(IOW)
    table.answer("disagreement", "yes")
    assert "HIPS" in table.one("IOW-08", "advice").message
    table = ready(IOW)
    table.take_back("authorised-on")
    assert not table.findings("IOW-08"), "the text gives no date"
    for question in ("authorised-role", "authorised-on"):
        table.take_back(question)
    table.put(set_key("authorised-by", "none: no lead was on duty", table.meeting, table.format).record)
    assert "Nobody authorised" in stopped(table, "IOW-08").message
    table.depart("IOW-08", "No lead was on duty", route="Told the lead the next morning")
    assert not table.findings("IOW-08")


def test_iow_09_the_chair_is_experienced_and_keeps_to_the_childs_needs() -> None:
    silence_advises(IOW, "IOW-09", "chair-experienced")
    prompted(IOW, "IOW-09", "introduction", "needs")


def test_iow_10_minutes_go_to_everybody_with_a_tick_and_a_date() -> None:
    assert format_called(IOW).provision("IOW-10").built_in == "distribution"  # type: ignore[union-attr]
    table = ready(IOW)
    refuse_after_closing(True, Draft(record=Distribution(id="c1", to=SAM)))
    sent = table.put(Distribution(id="c1", to=SAM, sent=date(2026, 12, 7), how="secure mail"))
    assert sent.ref == "C1"
    assert [e.record.sent for e in table.meeting.distributions] == [date(2026, 12, 7)]


def test_iow_11_a_plan_that_exists_is_reviewed() -> None:
    silence_advises(IOW, "IOW-11", "existing-plan")


def test_iow_12_each_need_and_each_risk_has_an_action_or_a_reason() -> None:
    table = ready(IOW)
    table.change("a1", addresses=("n1",))
    assert "N1" in stopped(table, "IOW-12").message
    table.change("o2", no_action="Gran sees to it.")
    assert not table.findings("IOW-12")
    table.remove("a2")
    assert "R1" in stopped(table, "IOW-12").message
    table.change("a1", addresses=("o3",))
    assert not table.findings("IOW-12")
    table = ready(IOW)
    for ref in ("a1", "a2", "o2", "o3"):
        table.remove(ref)
    assert stopped(table, "IOW-12").question == "no-actions"
    table.answer("no-actions", "Nothing new came up.")
    assert not table.findings("IOW-12", "blocker")


def test_iow_13_actions_are_smart() -> None:
    table = ready(IOW)
    table.change("a1", text="Visit")
    assert "says only" in table.one("IOW-13", "advice").message
    table.change("a1", text="Visit Robin", measure="")
    assert "no measure" in stopped(table, "IOW-13").message
    table.change("a1", measure="Suggested: seen twice", owner=None)
    assert stopped(table, "ALL-01").ref == "A1"
    table.change("a1", owner=SAM, deadline=None)
    assert stopped(table, "ALL-01").ref == "A1"
    table.change("a1", deadline=date(2026, 12, 10))
    table.take_back("actions-realistic")
    assert "what they have" in stopped(table, "IOW-13").message
    table.answer("actions-realistic", "no", "Too much at once")
    assert stopped(table, "IOW-13").question == "actions-realistic"
    table.answer("actions-realistic", "yes")
    assert not table.findings("IOW-13")


def test_iow_14_actions_about_the_family_are_talked_through_with_them() -> None:
    table = ready(IOW)
    table.change("a1", family=None)
    assert table.one("IOW-14", "advice").ref == "A1"
    for talk in (FamilyTalk(by=SAM), FamilyTalk(why_not="It is about our own rota")):
        table.change("a1", family=talk)
        assert not table.findings("IOW-14")
    prompted(IOW, "IOW-14", "plan", "talks them through")


def test_iow_15_a_further_date_or_none_and_why() -> None:
    silence_advises(IOW, "IOW-15", "review-date")
    table = ready(IOW)
    table.answer("review-date", "none", "Early Help goes on alone")
    assert not table.findings("IOW-15")
    table.answer("review-date", "none")
    assert table.one("IOW-15", "advice").question == "review-date"
    table.answer("review-date", "2026-12-03")
    assert "not after the meeting" in table.one("IOW-15", "advice").message


def test_iow_16_somebody_tells_the_family_what_came_of_it() -> None:
    silence_stops(IOW, "IOW-16", "who-informs-family")
    table = ready(IOW)
    table.answer("who-informs-family", "none", "It would give away where they live")
    assert not table.findings("IOW-16")
    table.answer("who-informs-family", "none")
    assert stopped(table, "IOW-16").question == "who-informs-family"
    table.answer("who-informs-family", "Zed Unknown")
    assert not table.findings("IOW-16", "blocker")
    assert "Zed Unknown is not at the meeting" in table.one("IOW-16", "advice").message
    assert "Zed Unknown (not at the meeting)" in minutes_of(table)


def test_iow_17_whoever_joins_remotely_makes_sure_that_nobody_overhears() -> None:
    question = question_of(IOW, "remote-confidential", "IOW-17")
    table = ready(IOW)
    assert not is_asked(question, table.meeting)
    table.change("P2", remote=True)
    assert table.one("IOW-17", "advice").question == "remote-confidential"
    table.answer("remote-confidential", "yes")
    assert not table.findings("IOW-17")
    table.change("details", venue="")
    assert table.one("IOW-17", "advice").question == "venue"
    prompted(IOW, "IOW-17", "introduction", "overhear")


def test_iow_18_what_must_not_leave_the_room_is_restricted_with_a_reason() -> None:
    table = ready(IOW)
    assert "Walks to school alone" in minutes_of(table, "family")
    table.change("o3", restricted="It names another child")
    family = minutes_of(table, "family")
    assert "Walks to school alone" not in family and "another child" not in family
    assert "Walks to school alone" in minutes_of(table)
    prompted(IOW, "IOW-18", "details", "restricted")


def test_iow_19_the_family_never_sees_part_one() -> None:
    table = ready(IOW)
    table.change("details", part=2)
    table.put(Decision(id="d1", text="Breakfast club from Monday", part=2))
    family = minutes_of(table, "family")
    assert "Breakfast club" in family
    assert "Walks to school alone" not in family
    table.change("P1", parts=(1, 2))
    row = next(row for row in minutes_of(table).splitlines() if row.startswith("| P1"))
    assert "one and two" in row
    prompted(IOW, "IOW-19", "details", "two parts")


def test_iow_20_anybody_may_ask_to_meet_sooner_and_open_actions_go_along() -> None:
    prompted(IOW, "IOW-20", "review", "anybody here", "sooner")
    open_actions_go_along(IOW, "IOW-20")


def test_iow_21_the_agenda_has_its_twelve_items_in_order() -> None:
    assert [item.id for item in format_called(IOW).agenda] == [
        *("details", "introduction", "attendance", "aim", "prior", "information", "during", "discussion", "plan"),
        *("family-meeting", "lead-practitioner", "review"),
    ]
    silence_advises(IOW, "IOW-21", "family-meeting", "lead-practitioner")


def test_iow_22_differences_are_recorded_and_the_route_is_shown() -> None:
    table = ready(IOW)
    table.put(Decision(id="d1", text="Visit weekly", dissent=(Dissent(who=SAM, text="Twice a week"),)))
    printed = minutes_of(table)
    assert "Twice a week" in printed and "Did not agree" in printed
    assert "HIPS" in pathway_and_route(table.format)[1]
    prompted(IOW, "IOW-22", "discussion", "who and on what")


def test_iow_23_reflective_supervision_replaces_no_supervision_of_ones_own() -> None:
    excluded(IOW, "single-agency-supervision", "IOW-23", "your own agency's supervision")
    prompted(IOW, "IOW-23", "discussion", "line management")


@pytest.mark.parametrize("reason", ["Robin is not safe if they know"])
def test_a_family_left_in_the_dark_needs_a_reason(reason: str) -> None:
    table = ready(IOW)
    table.change("P2", agrees=True)
    no_stops(table, "family-informed", "IOW-04", reason)


def test_iow_24_professionals_stay_curious() -> None:
    prompted(IOW, "IOW-24", "discussion", "curious")


def test_iow_25_information_is_shared_by_the_governments_advice() -> None:
    prompted(IOW, "IOW-25", "information", "needed", "up to date", "no more than")


def test_the_meeting_is_no_routine_and_the_reason_is_said() -> None:
    prompted(IOW, "IOW-07", "details", "not a routine meeting", "why")


def test_how_it_is_raised_with_the_parents_is_asked_or_why_it_is_not() -> None:
    silence_advises(IOW, "IOW-18", "raised-with-family")
    table = ready(IOW)
    table.put(set_key("raised-with-family", "none: it would put Robin at risk", table.meeting, table.format).record)
    assert not table.findings("IOW-18")


def test_the_main_areas_of_need_are_recorded() -> None:
    table = ready(IOW)
    for ref in ("N1", "R1"):
        table.remove(ref)
    assert "No need or risk" in table.one("IOW-12", "advice").message
    table.put(Observation(id="o9", theme="risk", text="Alone at night", no_action="Gran moves in"))
    assert not table.findings("IOW-12")


def test_each_person_says_why_they_are_there() -> None:
    table = ready(IOW)
    table.change("P2", why="")
    assert table.one("IOW-21", "advice").ref == "P2"


@pytest.mark.parametrize(
    ("format_id", "provision"),
    [
        (IOW, "IOW-22"),
        ("bristol", "KBSP-05"),
        ("city-and-hackney", "CH-06"),
        ("mscb", "MSCB-05"),
        ("dumfries-galloway", "DG-05"),
    ],
)
def test_a_decision_that_is_disputed_is_taken_up_by_the_texts_route(format_id: str, provision: str) -> None:
    table = ready(format_id)
    dissent = (Dissent(who=SAM, text="Not before we have seen him"),)
    table.put(Decision(id="d9", text="Close the case", dissent=dissent))
    found = table.one(provision, "advice")
    assert found.ref == "D1"
    assert table.format.route.text in found.message
    table.change("a1", addresses=("o2", "n1", "d9"))
    assert not table.findings(provision)
