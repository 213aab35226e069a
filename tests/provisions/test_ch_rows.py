"""Every row of City & Hackney's guidance: the test named for a row fails when what answers it is taken out."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.chairing.chair_prompts import unheard
from chairtui.meeting.convening.scope import scope
from chairtui.meeting.editing import set_key
from chairtui.meeting.records import Distribution, Draft, Note, Who
from chairtui.meeting.seal import refuse_after_closing
from chairtui.wordlists import open_wording
from tests.meeting.formats_and_meetings import format_called, ready
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

CH = "city-and-hackney"


def test_ch_01_it_is_held_to_safeguard_and_meets_no_threshold() -> None:
    prompted(CH, "CH-01", "details", "no threshold", "safe")


def test_ch_02_consent_is_not_where_to_start() -> None:
    asked_for(CH, "lawful-basis", "CH-02")
    silence_advises(CH, "CH-02", "lawful-basis")
    table = ready(CH)
    table.answer("lawful-basis", "consent")
    assert "taken back" in table.one("CH-02", "advice").message
    for basis in ("legal-obligation", "public-task"):
        table.answer("lawful-basis", basis)
        assert not table.findings("CH-02")
    prompted(CH, "CH-02", "details", "public task")


def test_ch_03_three_meanings_of_consent_are_told_apart() -> None:
    prompted(CH, "CH-03", "details", "lawful basis", "service", "treatment")
    assert "treatment" in question_of(CH, "lawful-basis", "CH-02").help


def test_ch_04_one_of_four_reasons_or_another_in_words() -> None:
    assert len(format_called(CH).reasons) == 4
    asked_for(CH, "other-reason", "CH-04")
    table = ready(CH)
    table.change("details", reasons=())
    assert stopped(table, "CH-04").question == "reasons"
    table.answer("other-reason", "A sibling has just come home.")
    assert not table.findings("CH-04")
    table.take_back("other-reason")
    for reason in table.format.reasons:
        table.change("details", reasons=(reason.id,))
        assert not table.findings("CH-04")


def test_ch_05_six_kinds_of_meeting_are_not_replaced() -> None:
    for kind in ("planning-meeting", "resolving-differences"):
        assert scope(format_called(CH), kind).id == kind
    assert len(format_called(CH).excluded) == 6
    excluded(CH, "strategy-discussion", "CH-05", "strategy discussion")
    excluded(CH, "child-protection-conference", "CH-05", "child protection conference")
    excluded(CH, "child-in-need-review", "CH-05", "Child in Need review")
    excluded(CH, "team-around-the-child", "CH-05", "Team around the Child")
    excluded(CH, "looked-after-review", "CH-05", "looked-after review")
    excluded(CH, "advice-meeting", "CH-05", "needs no names")


def test_ch_06_it_is_authorised_and_a_dispute_has_its_policy() -> None:
    for question in ("authorised-by", "authorised-role"):
        asked_for(CH, question, "CH-06")
    silence_stops(CH, "CH-06", "authorised-by", "authorised-role")
    table = ready(CH)
    table.answer("disagreement", "yes")
    assert "CHSCP Dispute Resolution Policy" in table.one("CH-06", "advice").message
    assert "CHSCP Dispute Resolution Policy" in pathway_and_route(table.format)[1]
    table.take_back("authorised-role")
    table.put(set_key("authorised-by", "none: the lead said no", table.meeting, table.format).record)
    assert "Nobody authorised" in stopped(table, "CH-06").message
    table.depart("CH-06", "The risk was rising", route="Taken to the policy")
    assert not table.findings("CH-06", "blocker")


def test_ch_07_the_chair_knows_safeguarding_and_has_led_such_meetings() -> None:
    silence_advises(CH, "CH-07", "chair-experienced")
    assert "supervisory" in question_of(CH, "chair-experienced", "CH-07").text


def test_ch_08_wording_that_blames_is_marked_with_another_way_to_say_it() -> None:
    [hint] = open_wording().hints("o: He is attention seeking @Sam")
    assert hint.found == "attention seeking" and "looking for help" in hint.shown
    prompted(CH, "CH-08", "introduction", "as if they were listening")


def test_ch_09_a_fact_worded_as_an_opinion_is_marked() -> None:
    [hint] = open_wording().hints("f: Mum is probably drinking @Sam")
    assert hint.found == "probably" and "o:" in hint.shown
    assert not open_wording().hints("o: Mum is probably drinking @Sam")
    prompted(CH, "CH-09", "information", "did you see it")


def test_ch_10_culture_and_discrimination_are_considered_with_what_was_said() -> None:
    silence_advises(CH, "CH-10", "culture-considered")
    answered_in_minutes(CH, "culture-considered", "Gran was refused a flat for her name.")
    assert "racism" in question_of(CH, "culture-considered", "CH-10").text
    prompted(CH, "CH-10", "culture", "racism")


def test_ch_11_power_is_attended_to_and_everyone_is_heard_in_turn() -> None:
    silence_advises(CH, "CH-11", "power-attended-to")
    prompted(CH, "CH-11", "introduction", "standing")
    prompted(CH, "CH-11", "information", "in turn")
    table = ready(CH)
    table.change("details", chair=None, note_taker=None)
    item = table.format.item("information")
    assert item is not None
    assert [e.ref for e in unheard(table.meeting, item)] == ["P2"]
    noor = Who(name="Noor Castle", attendee="p2")
    table.put(Note(id="n2", nature="fact", text="Seen on Monday", source=noor, item="information"))
    assert unheard(table.meeting, item) == []


def test_ch_12_minutes_go_to_everybody_with_a_tick_and_a_date() -> None:
    assert format_called(CH).provision("CH-12").built_in == "distribution"  # type: ignore[union-attr]
    table = ready(CH)
    copy = Distribution(id="c1", to=Who(name="Sam Okafor", attendee="p1"), sent=date(2026, 12, 7))
    refuse_after_closing(True, Draft(record=copy))
    assert table.put(copy).ref == "C1"


def test_ch_13_the_plan_is_brought_into_line_with_the_actions() -> None:
    silence_advises(CH, "CH-13", "existing-plan")
    table = ready(CH)
    table.remove("a2")
    assert "R1" in table.one("CH-13", "advice").message
    table.remove("a1")
    assert stopped(table, "CH-13").question == "no-actions"
    prompted(CH, "CH-13", "plan", "plan that exists")


def test_ch_14_how_when_and_by_whom_the_family_is_told_or_why_not() -> None:
    silence_stops(CH, "CH-14", "family-told", "family-told-how", "family-told-when", "family-told-by")
    table = ready(CH)
    for question in ("family-told-how", "family-told-when", "family-told-by"):
        table.take_back(question)
    no_stops(table, "family-told", "CH-14", "It would put Robin at risk.")
    table = ready(CH)
    table.take_back("family-told-by")
    table.answer("family-told-by", "none", "to be settled with her key worker")
    assert not table.findings("CH-14")
    when = "after the police have spoken to him"
    table.put(set_key("family-told-when", when, table.meeting, table.format).record)
    assert not table.findings("CH-14")
    assert when in minutes_of(table)
    prompted(CH, "CH-14", "family", "How and when")


def test_ch_15_further_dates_are_agreed_and_another_meeting_may_be_asked_for() -> None:
    silence_advises(CH, "CH-15", "review-date")
    table = ready(CH)
    table.answer("review-date", "none", "Early Help goes on alone")
    assert not table.findings("CH-15")
    table.answer("review-date", "2026-12-03")
    assert "not after the meeting" in table.one("CH-15", "advice").message
    prompted(CH, "CH-15", "review", "any practitioner", "sooner")
    open_actions_go_along(CH, "CH-15")


def test_ch_16_the_agenda_is_built_from_the_provisions() -> None:
    agenda = format_called(CH).agenda
    cited = {prompt.provision for item in agenda for prompt in item.prompts}
    assert all(any(p.provision.startswith("CH-") for p in item.prompts) for item in agenda)
    assert len(cited) > 12
    assert [item.kind for item in agenda[:4]] == ["details", "question", "attendance", "aim"]
    assert [item.kind for item in agenda[-3:]] == ["plan", "question", "review"]


def test_ch_17_the_chair_keeps_to_the_childs_safety() -> None:
    prompted(CH, "CH-17", "introduction", "safe", "better")


def test_ch_18_only_what_is_needed_is_shared() -> None:
    prompted(CH, "CH-18", "details", "what is needed")
    table = ready(CH)
    table.change("o3", restricted="It names another child")
    assert "Walks to school alone" not in minutes_of(table, "family")


def test_ch_19_families_are_dealt_with_openly_whenever_it_is_safe() -> None:
    asked_for(CH, "family-informed", "CH-19")
    silence_advises(CH, "CH-19", "family-informed")
    assert question_of(CH, "family-informed", "CH-19").no_needs_reason
