"""Every row of Bristol's guidance: the test named for a row fails when what answers it is taken out."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.convening.scope import scope
from chairtui.meeting.editing import set_key
from chairtui.meeting.records import Decision, FamilyTalk, Note, Who
from tests.meeting.formats_and_meetings import format_called, ready
from tests.provisions.rows import (
    answered_in_minutes,
    asked_for,
    excluded,
    minutes_of,
    open_actions_go_along,
    pathway_and_route,
    prompted,
    question_of,
    silence_advises,
    silence_stops,
    stopped,
)

KBSP = "bristol"
SAM = Who(name="Sam Okafor", attendee="p1")


def test_kbsp_01_it_is_no_referral_route_and_no_routine() -> None:
    excluded(KBSP, "specialist-assessment", "KBSP-01", "referral route")
    prompted(KBSP, "KBSP-01", "details", "not a routine meeting", "specialist assessment")


def test_kbsp_02_planning_and_disagreement_are_covered_and_the_rest_is_not() -> None:
    for kind in ("planning-meeting", "resolving-differences"):
        assert scope(format_called(KBSP), kind).id == kind
    excluded(KBSP, "strategy-discussion", "KBSP-02", "strategy discussion")
    excluded(KBSP, "advice-meeting", "KBSP-02", "needs no names")


def test_kbsp_03_one_of_six_reasons_is_chosen() -> None:
    assert len(format_called(KBSP).reasons) == 6
    table = ready(KBSP)
    table.change("details", reasons=())
    assert stopped(table, "KBSP-03").question == "reasons"
    for reason in format_called(KBSP).reasons:
        table.change("details", reasons=(reason.id,))
        assert not table.findings("KBSP-03")


def test_kbsp_04_who_sees_to_invitations_venue_chairing_and_notes() -> None:
    for question in ("invitations-by", "venue-by", "chairing-by", "recording-by"):
        asked_for(KBSP, question, "KBSP-04")
        answered_in_minutes(KBSP, question, "Early Help")
    table = ready(KBSP)
    table.change("details", convening_agency="")
    assert table.one("KBSP-04", "advice").question == "convening-agency"


def test_kbsp_05_agencies_are_consulted_and_a_disagreement_has_its_route() -> None:
    silence_advises(KBSP, "KBSP-05", "agencies-consulted")
    table = ready(KBSP)
    table.answer("disagreement", "yes")
    assert "Resolution of Professional Disagreement" in table.one("KBSP-05", "advice").message
    assert "Resolution of Professional Disagreement" in pathway_and_route(table.format)[1]


def test_kbsp_06_the_chair_is_at_supervisory_level() -> None:
    assert "supervisory" in question_of(KBSP, "chair-experienced", "KBSP-06").text
    silence_advises(KBSP, "KBSP-06", "chair-experienced")
    prompted(KBSP, "KBSP-06", "introduction", "needs")


def test_kbsp_07_the_assessment_report_reaches_everybody_beforehand() -> None:
    silence_advises(KBSP, "KBSP-07", "assessment-shared")
    table = ready(KBSP)
    table.answer("assessment-shared", "none", "It was not finished")
    assert "not shared beforehand" in table.one("KBSP-07", "advice").message
    table.answer("assessment-shared", "2026-12-04")
    assert "after the meeting" in table.one("KBSP-07", "advice").message
    prompted(KBSP, "KBSP-07", "prior", "assessment report")


def test_kbsp_08_minutes_are_due_in_five_working_days() -> None:
    table = ready(KBSP)
    [clock] = [d for d in deadlines(table.meeting, table.format) if d.provision == "KBSP-08"]
    assert clock.due == date(2026, 12, 10)
    table.change("details", starts=table.meeting.details.starts.replace(day=23))
    [clock] = [d for d in deadlines(table.meeting, table.format) if d.provision == "KBSP-08"]
    assert clock.due == date(2027, 1, 4)  # Christmas Day, 28 December instead of Boxing Day, and New Year's Day are off


def test_kbsp_09_new_information_is_noted_agency_by_agency() -> None:
    item = format_called(KBSP).agenda[5]
    assert (item.id, item.kind) == ("information", "information")
    table = ready(KBSP)
    table.put(Note(id="n2", nature="fact", text="A new baby", source=SAM, item="information"))
    row = next(row for row in minutes_of(table).splitlines() if "A new baby" in row)
    assert "Children's Social Care" in row
    prompted(KBSP, "KBSP-09", "information", "every agency")


def test_kbsp_10_the_plan_is_reviewed_and_answers_needs_and_risks() -> None:
    silence_advises(KBSP, "KBSP-10", "existing-plan")
    table = ready(KBSP)
    table.remove("a2")
    assert "R1" in stopped(table, "KBSP-10").message
    table.change("o3", no_action="Gran walks along.")
    assert not table.findings("KBSP-10")
    for ref in ("a1", "o2"):
        table.remove(ref)
    assert stopped(table, "KBSP-10").question == "no-actions"
    table.answer("no-actions", "The plan stays as it is.")
    assert not table.findings("KBSP-10")


def test_kbsp_11_what_concerns_the_family_is_discussed_with_them() -> None:
    table = ready(KBSP)
    table.change("a2", family=None)
    assert table.one("KBSP-11", "advice").ref == "A2"
    table.change("a2", family=FamilyTalk(by=SAM))
    assert not table.findings("KBSP-11")
    prompted(KBSP, "KBSP-11", "plan", "soon")


def test_kbsp_12_the_agenda_has_twelve_items_and_asks_about_a_family_group_conference() -> None:
    agenda = [item.id for item in format_called(KBSP).agenda]
    assert len(agenda) == 12
    assert agenda[0] == "details" and agenda[9:] == ["family-group-conference", "lead-practitioner", "review"]
    assert question_of(KBSP, "family-group-conference", "KBSP-12").no_needs_reason
    silence_advises(KBSP, "KBSP-12", "family-group-conference")


def test_kbsp_13_each_person_has_a_reason_for_attending() -> None:
    table = ready(KBSP)
    table.change("P2", why="")
    assert table.one("KBSP-13", "advice").ref == "P2"
    table.change("P2", why="Sees Robin in school")
    assert not table.findings("KBSP-13")
    assert "Sees Robin in school" in minutes_of(table)
    prompted(KBSP, "KBSP-13", "introduction", "what you bring")


def test_kbsp_14_somebody_is_appointed_to_tell_the_family() -> None:
    silence_stops(KBSP, "KBSP-14", "who-informs-family")
    answered_in_minutes(KBSP, "who-informs-family", "Ida Fairweather")


def test_kbsp_15_the_family_is_told_or_the_agencies_agree() -> None:
    table = ready(KBSP)
    table.answer("family-informed", "no", "It would put Robin at risk.")
    assert "Health" in stopped(table, "KBSP-15").message
    table.answer("agencies-agree", "yes")
    assert not table.findings("KBSP-15", "blocker")
    table.answer("agencies-agree", "no", "Health wants them told first")
    assert "Resolution of Professional Disagreement" in stopped(table, "KBSP-15").message
    table.depart("KBSP-15", "The risk is too near", route="Taken to the procedure")
    assert not table.findings("KBSP-15")
    table = ready(KBSP)
    table.answer("family-objected", "yes")
    assert is_asked(question_of(KBSP, "objection-approach", "KBSP-15"), table.meeting)
    table.answer("objection-approach", "yes")
    assert "strategy discussion" in table.one("KBSP-15", "advice").message
    prompted(KBSP, "KBSP-15", "details", "rarely helps")


def test_kbsp_16_parents_and_children_get_a_record_that_suits_their_age() -> None:
    silence_advises(KBSP, "KBSP-16", "record-to-family", "record-to-family-how")
    assert "age" in question_of(KBSP, "record-to-family-how", "KBSP-16").text
    table = ready(KBSP)
    table.change("o3", restricted="It names another child")
    assert "Gran lives next door" in minutes_of(table, "family")
    assert "Walks to school alone" not in minutes_of(table, "family")


def test_kbsp_17_parents_may_join_for_part_two_and_see_nothing_of_part_one() -> None:
    table = ready(KBSP)
    table.change("details", part=2)
    table.put(Decision(id="d1", text="Breakfast club from Monday", part=2))
    family = minutes_of(table, "family")
    assert "Breakfast club" in family and "Walks to school alone" not in family
    prompted(KBSP, "KBSP-17", "details", "two parts")


def test_kbsp_18_the_lead_practitioner_is_agreed_and_takes_the_plan_to_the_family() -> None:
    silence_stops(KBSP, "KBSP-18", "lead-practitioner")
    prompted(KBSP, "KBSP-18", "lead-practitioner", "takes the plan to them")
    table = ready(KBSP)
    table.put(set_key("lead-practitioner", "none: nobody is allocated yet", table.meeting, table.format).record)
    assert not table.findings("KBSP-18")
    table.answer("lead-change", "yes")
    assert "nobody is named" in stopped(table, "KBSP-18").message
    table.answer("lead-practitioner", "Noor Castle")
    assert "Lead Practitioner takes it to them" in table.one("KBSP-18", "advice").message
    table.answer("who-informs-family", "Noor Castle")
    assert not table.findings("KBSP-18")


def test_kbsp_19_the_plan_is_reviewed_within_three_months() -> None:
    silence_stops(KBSP, "KBSP-19", "review-date")
    table = ready(KBSP)
    table.answer("review-date", "2027-03-04")
    assert "later than 3 months" in stopped(table, "KBSP-19").message
    table.answer("review-date", "2026-12-03")
    assert "not after the meeting" in stopped(table, "KBSP-19").message
    table.answer("review-date", "2027-03-03")
    assert not table.findings("KBSP-19")
    table.answer("review-date", "2027-03-04")
    table.depart("KBSP-19", "The school is shut until April")
    assert not table.findings("KBSP-19")
    table = ready(KBSP)
    table.answer("review-date", "none", "The family moves away: no further meeting is needed")
    assert not table.findings("KBSP-19", "blocker"), "a review is asked for only if a further meeting is needed"
    assert "If a further meeting is needed" in table.one("KBSP-19", "advice").message
    table.answer("review-date", "none")
    assert stopped(table, "KBSP-19").question == "review-date"
    table.answer("review-date", "none", "No further meeting is needed")
    [clock] = [d for d in deadlines(table.meeting, table.format) if d.provision == "KBSP-19"]
    assert clock.due == date(2027, 3, 3)


def test_kbsp_20_the_lead_practitioner_may_reconvene_and_open_actions_go_along() -> None:
    prompted(KBSP, "KBSP-20", "review", "Lead Practitioner", "sooner")
    open_actions_go_along(KBSP, "KBSP-20")


def test_kbsp_21_reviews_are_held_as_the_first_meeting_was_and_the_plan_has_a_coordinator() -> None:
    prompted(KBSP, "KBSP-21", "review", "same way")
    answered_in_minutes(KBSP, "plan-coordinated", "Weekly call, led by Sam.")


def test_the_chair_is_one_of_those_attending() -> None:
    table = ready(KBSP)
    table.change("details", chair=Who(name="Zed Unknown"))
    assert "is down as chair and is not at the meeting" in table.one("KBSP-06", "advice").message
    table.change("details", chair=SAM)
    assert not table.findings("KBSP-06")
    table.change("P1", status="apologies")
    assert table.one("KBSP-06", "advice").question == "chair"


def test_the_plan_says_how_it_is_held_together_and_how_it_is_raised_with_the_parents() -> None:
    silence_advises(KBSP, "KBSP-21", "plan-coordinated")
    silence_advises(KBSP, "KBSP-11", "raised-with-family")


def test_needs_or_risks_are_recorded() -> None:
    table = ready(KBSP)
    for ref in ("N1", "R1"):
        table.remove(ref)
    assert "No need or risk" in table.one("KBSP-10", "advice").message
