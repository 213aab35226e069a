"""Every row of Dumfries & Galloway's protocol: the test named for a row fails when what answers it is taken out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from chairtui.meeting.chairing.agencies import is_of, statutory_of
from chairtui.meeting.chairing.chair_prompts import chair_prompts, group_size
from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.convening.scope import OutOfScope, scope
from chairtui.meeting.editing import set_key
from chairtui.meeting.formats.placeholders import said_of
from chairtui.meeting.records import Attendee, Decision, Dissent, Immediate, Note, Observation, Person, Who
from tests.meeting.formats_and_meetings import HELD, Table, format_called, ready
from tests.provisions.rows import (
    asked_for,
    excluded,
    minutes_of,
    pathway_and_route,
    prompted,
    question_of,
    silence_advises,
    silence_stops,
    stopped,
)

DG = "dumfries-galloway"
GROUP = "dumfries-galloway-group-supervision"
LEARNING = "dumfries-galloway-reflective-learning"
ALL_THREE = pytest.mark.parametrize("format_id", [DG, GROUP, LEARNING])
SAM = Who(name="Sam Okafor", attendee="p1")


def about_an_adult() -> Table:
    """A professionals' meeting about an adult; nobody has said yet whether they know, or who tells them."""
    table = ready(DG)
    for question in ("family-informed", "child-informed", "who-informs-family", "who-informs-child"):
        table.take_back(question)
    table.change("details", person="adult")
    return table


@ALL_THREE
def test_dg_01_none_of_the_three_forums_plans_or_replaces_a_meeting(format_id: str) -> None:
    format_ = format_called(format_id)
    others = {DG: GROUP, GROUP: DG, LEARNING: DG}
    assert "plan" in format_.summary
    assert not any(item.title.casefold().startswith(("plan", "action plan")) for item in format_.agenda)
    excluded(format_id, "planning-meeting", "DG-01", "planning forum")
    if format_id == DG:
        excluded(DG, "child-protection-planning-meeting", "DG-01", "child protection procedures")
        excluded(DG, "adult-support-and-protection-case-conference", "DG-01", "adult support and protection")
    named = " ".join(excluded_.forum for excluded_ in format_.excluded)
    assert others[format_id] in named
    prompted(format_id, "DG-01", format_.agenda[0].id, "plan")
    if format_id == DG:
        assert format_.words.plan == "next steps"
        assert format_.first_item("plan").title == "Next steps"  # type: ignore[union-attr]
    else:
        assert format_.first_item("plan") is None
        table = ready(format_id)
        assert "A1, A2" in table.one("DG-01", "advice").message
        assert "planning forum" in table.one("DG-01", "advice").message
        for ref in ("a1", "a2"):
            table.remove(ref)
        assert not table.findings("DG-01")


def test_dg_02_group_supervision_follows_a_process_of_its_own() -> None:
    agenda = [item.id for item in format_called(GROUP).agenda]
    steps = ["presenting", "clarifying", "reflecting", "ideas", "taking-away", "closing-round"]
    assert agenda == ["opening", "attendance", "question", *steps]
    assert all(format_called(GROUP).item(step).kind == "reflection" for step in steps)  # type: ignore[union-attr]
    silence_stops(GROUP, "DG-02", "presenter", "takes-away")
    silence_advises(GROUP, "DG-02", "organisations-hear")
    table = ready(GROUP)
    table.remove("n-ideas")
    assert table.one("DG-02", "advice").item == "ideas"
    prompted(GROUP, "DG-02", "attendance", "Any practitioner")
    assert scope(format_called(GROUP), "group-supervision").id == "group-supervision"
    excluded(DG, "group-supervision", "DG-02", GROUP)
    table = ready(GROUP)
    table.change("details", chair=None, note_taker=None)
    assert not table.findings(level="blocker"), "any practitioner arranges it; there is no chair and no note-taker"
    silence_advises(GROUP, "DG-02", "facilitator")


def test_dg_03_reflective_learning_goes_through_the_line_manager_and_replaces_no_formal_review() -> None:
    agenda = [item.id for item in format_called(LEARNING).agenda]
    steps = ["what-happened", "went-well", "could-be-better", "learning", "sharing"]
    assert agenda == ["opening", "attendance", "focus", *steps]
    silence_stops(LEARNING, "DG-03", "line-manager", "no-formal-review", "main-learning")
    silence_advises(LEARNING, "DG-03", "success", "shared-how", "shared-by")
    table = ready(LEARNING)
    table.answer("no-formal-review", "no", "The committee has not said")
    assert "does not replace" in stopped(table, "DG-03").message
    excluded(LEARNING, "learning-review", "DG-03", "Learning Review")
    excluded(DG, "reflective-learning", "DG-03", LEARNING)
    prompted(LEARNING, "DG-03", "sharing", "thanked")
    table = ready(LEARNING)
    table.remove("n-went-well")
    table.take_back("success")
    assert "went-well" in {f.item for f in table.findings("DG-03", "advice")}


def test_dg_04_questions_are_asked_and_information_is_checked() -> None:
    prompted(DG, "DG-04", "information", "how do you know", "check")
    prompted(DG, "DG-04", "analysis", "assuming")
    prompted(GROUP, "DG-04", "clarifying", "Questions only")
    prompted(LEARNING, "DG-04", "what-happened", "Ask rather than assume")


@ALL_THREE
def test_dg_05_challenge_is_respectful_and_escalation_delays_nothing(format_id: str) -> None:
    table = ready(format_id)
    route = pathway_and_route(table.format)[1]
    assert "line manager" in route and "DG-05" in route
    table.put(Decision(id="d1", text="Visit weekly", dissent=(Dissent(who=SAM, text="Twice a week"),)))
    assert "Twice a week" in minutes_of(table)
    items = {DG: "analysis", GROUP: "reflecting", LEARNING: "could-be-better"}
    prompted(format_id, "DG-05", items[format_id])


def test_dg_06_the_person_is_known_and_one_of_four_criteria_holds() -> None:
    assert len(format_called(DG).reasons) == 4
    asked_for(DG, "known-with-network", "DG-06")
    silence_stops(DG, "DG-06", "known-with-network")
    table = ready(DG)
    table.answer("known-with-network", "no")
    assert "already known" in stopped(table, "DG-06").message
    table.depart("DG-06", "Nobody else would take it", route="Line managers spoke and sent it here")
    assert not table.findings("DG-06")
    table.remove("G1")
    table.answer("known-with-network", "yes")
    table.change("details", reasons=())
    assert stopped(table, "DG-06").question == "reasons"
    for reason in table.format.reasons:
        table.change("details", reasons=(reason.id,))
        assert not table.findings("DG-06")


def test_dg_07_other_forums_are_considered_first() -> None:
    asked_for(DG, "other-forums", "DG-07")
    silence_advises(DG, "DG-07", "other-forums")


def test_dg_08_line_manager_advice_and_the_partners_agreement() -> None:
    for question in ("line-manager", "advice-sought", "partners-agree"):
        asked_for(DG, question, "DG-08")
    silence_advises(DG, "DG-08", "line-manager")
    silence_stops(DG, "DG-08", "partners-agree")
    table = ready(DG)
    table.answer("partners-agree", "no", "Health sees no need")
    assert "Line managers" in stopped(table, "DG-08").message
    table.depart("DG-08", "It could not wait", route="Line managers were brought in")
    assert not table.findings("DG-08")


def test_dg_09_the_chair_is_senior_skilled_and_objective() -> None:
    silence_advises(DG, "DG-09", "chair-suited")
    assert "power" in question_of(DG, "chair-suited", "DG-09").help


def test_dg_10_six_decide_best_and_each_further_person_costs_a_tenth() -> None:
    table = ready(DG)
    for number in range(3, 9):
        table.put(Attendee(id=f"p{number}", name=f"Guest {number}", agency="Health", status="present", why="Knows",
                           report="sent"))  # fmt: skip
        reading = group_size(table.meeting, table.format)
        assert reading is not None and reading.present == number
        assert reading.cost == max(0, number - 6) * 10
        assert bool(table.findings("DG-10")) is (number > 6)
    assert "20%" in table.one("DG-10", "advice").message
    table.change("p7", left=HELD)
    gone = table.one("DG-10", "advice").message
    assert "7 people are here" in gone and "10%" in gone
    table.change("p7", left=None)
    table.change("p8", status="apologies")
    assert "10%" in table.one("DG-10", "advice").message
    prompted(DG, "DG-10", "attendance", "tenth")


def test_dg_11_expert_advice_is_considered() -> None:
    silence_advises(DG, "DG-11", "expert-advice")
    prompted(DG, "DG-11", "attendance", "Bring in")


def with_police(agency: str) -> Table:
    table = ready(DG)
    table.change("P1", agency="Police Scotland")
    table.change("P2", agency=agency)
    return table


def test_dg_12_police_scotland_beside_an_agency_that_is_not_statutory() -> None:
    for statutory in (
        "NHS Dumfries & Galloway",
        "Council, Social Work",
        "Education",
        "Police Scotland",
        "GP practice, Annan",
        "Scottish Ambulance Service",
        "Health",
        "Community nursing",
    ):
        assert not with_police(statutory).findings("DG-12")
    assert "Noor Castle, Nith Care" in with_police("Nith Care").findings("DG-12", "advice")[0].message
    table = with_police("Lantern Youth Project")
    assert "Noor Castle, Lantern Youth Project" in table.findings("DG-12", "advice")[0].message
    assert "police" in [prompt.id for prompt in chair_prompts(table.meeting, table.format, table.format.agenda[0])]
    assert is_asked(question_of(DG, "police-consent", "DG-12"), table.meeting)
    table.answer("police-consent", "yes")
    assert not table.findings("DG-12")
    assert "police" not in [prompt.id for prompt in chair_prompts(table.meeting, table.format, table.format.agenda[0])]
    prompted(DG, "DG-12", "attendance", "statutory partners")


def test_an_immediate_risk_raised_by_the_police_is_proposed_for_statutory_partners_where_consent_is_refused() -> None:
    table = with_police("NHS")
    police = next(e.record for e in table.meeting.attendees if "Police" in e.record.agency)
    raised = Immediate(raised=HELD, raised_by=police.name, decided="Visit now")
    ref = table.put(Observation(id="risk", theme="risk", text="He has the keys", immediate=raised)).ref
    assert not [f for f in table.findings("DG-12") if f.ref == ref]
    table.answer("police-consent", "no", "refused")
    assert ["!only statutory" in f.message for f in table.findings("DG-12") if f.ref == ref] == [True]


def test_without_consent_each_record_of_the_police_is_proposed_for_statutory_partners_only() -> None:
    table = with_police("Lantern Youth Project")
    police = next(e.record for e in table.meeting.attendees if "Police" in e.record.agency)
    who = Who(name=police.name, attendee=police.id)
    said = Note(id="said", nature="fact", text="He was arrested", source=who, item="information")
    table.put(said)
    ref = table.meeting.ref_of("said")
    assert ["!only statutory" in finding.message for finding in table.findings("DG-12") if finding.ref == ref] == [True]
    table.put(said.model_copy(update={"only": ("statutory",), "only_why": "no consent"}))
    assert not [finding for finding in table.findings("DG-12") if finding.ref == ref]
    assert is_of("Annan Academy", ("statutory",), statutory_of(table.format))
    assert not is_of("Academy Homecare Ltd", ("statutory",), statutory_of(table.format))


@ALL_THREE
def test_dg_13_immediate_risk_is_escalated_the_same_working_day(format_id: str) -> None:
    table = ready(format_id)
    assert "same working day" in pathway_and_route(table.format)[0]
    assert not [d for d in deadlines(table.meeting, table.format) if d.provision == "DG-13"]
    raised = Immediate(raised=HELD + timedelta(minutes=20), raised_by="Sam Okafor")
    table.put(Observation(id="o9", theme="risk", text="The door is being kicked in", immediate=raised))
    [clock] = [d for d in deadlines(table.meeting, table.format) if d.provision == "DG-13"]
    assert (clock.due, clock.ref) == (date(2026, 12, 3), "R2")
    first = chair_prompts(table.meeting, table.format, table.format.agenda[0])[0]
    assert (first.id, first.cites, first.urgent) == ("risk", "DG-13", True)


def test_dg_14_the_conclusion_reaches_a_planning_forum() -> None:
    silence_stops(DG, "DG-14", "planning-forum", "planning-forum-by")
    prompted(DG, "DG-14", "forums", "planning forum")
    table = ready(DG)
    table.take_back("planning-forum-by")
    table.put(set_key("planning-forum", "none: there is no plan for him yet", table.meeting, table.format).record)
    assert not table.findings("DG-14")


def test_dg_15_they_are_told_beforehand_or_all_agree_not_to() -> None:
    asked_for(DG, "family-informed", "DG-15")
    silence_advises(DG, "DG-15", "family-informed")
    assert question_of(DG, "family-informed", "DG-15").no_needs_reason
    table = ready(DG)
    table.answer("family-informed", "no", "It would raise the risk")
    assert table.one("DG-15", "advice").question == "not-informing-agreed"
    table.answer("not-informing-agreed", "no", "Health wants to tell them")
    assert "everyone's agreement" in table.one("DG-15", "advice").message
    table.answer("not-informing-agreed", "yes")
    assert not table.findings("DG-15")
    prompted(DG, "DG-15", "details", "adult", "Consent is not needed")
    silence_advises(DG, "DG-15", "child-informed")
    table.answer("child-informed", "no", "Robin would tell the neighbour")
    assert table.one("DG-15", "advice").question == "not-informing-the-child-agreed"
    table.answer("not-informing-the-child-agreed", "yes")
    assert not table.findings("DG-15")
    table = about_an_adult()
    assert table.one("DG-15", "advice").question == "adult-informed"
    table.answer("adult-informed", "no", "Her psychiatrist advises against it")
    assert table.one("DG-15", "advice").question == "not-informing-the-adult-agreed"
    table.answer("not-informing-the-adult-agreed", "yes")
    assert not table.findings("DG-15")


def test_dg_16_somebody_tells_them_what_is_recorded_and_nothing_else() -> None:
    silence_stops(DG, "DG-16", "who-informs-family")
    table = ready(DG)
    family = minutes_of(table, "family")
    assert "Gran lives next door" in family
    table.change("o1", text="Gran moved in")
    assert "Gran moved in" in minutes_of(table, "family")
    prompted(DG, "DG-16", "family", "nothing else")
    silence_advises(DG, "DG-16", "who-informs-child")
    table = about_an_adult()
    assert stopped(table, "DG-16").question == "who-informs-adult"
    table.answer("who-informs-adult", "Sam Okafor")
    assert not table.findings("DG-16"), "feedback to the adult is the adult's"


def test_dg_17_there_is_a_decision_or_an_action() -> None:
    table = ready(DG)
    for action in ("a1", "a2"):
        table.remove(action)
    assert stopped(table, "DG-17").item == "next-steps"
    table.put(Decision(id="d1", text="Take it to the child's plan meeting"))
    assert not table.findings("DG-17")
    prompted(DG, "DG-17", "next-steps", "What happens next")


def test_dg_18_the_note_is_due_in_ten_working_days_by_scotlands_calendar() -> None:
    table = ready(DG)
    assert table.format.nation == "Scotland"
    assert table.format.words.record == "note"
    table.change("details", starts=HELD.replace(day=21))
    [clock] = [d for d in deadlines(table.meeting, table.format) if d.provision == "DG-18"]
    assert clock.due == date(2027, 1, 8)  # 25 and 28 December, 1 and 4 January are off; England works on the 4th


def test_dg_19_the_record_says_that_it_is_confidential_and_is_kept_by_the_store() -> None:
    for format_id in (DG, GROUP, LEARNING):
        assert format_called(format_id).provision("DG-19").built_in == "store"  # type: ignore[union-attr]
        assert "Confidential" in minutes_of(ready(format_id))


@ALL_THREE
@pytest.mark.parametrize("person", ["child", "young person", "adult"])
def test_dg_20_the_words_follow_the_person(format_id: str, person: Person) -> None:
    format_ = said_of(format_called(format_id), person)
    wishes = format_.question("wishes-and-feelings")
    assert wishes is not None and f"the {person}'s own wishes" in wishes.text
    prompts = [prompt.text for item in format_.agenda for prompt in item.prompts]
    assert any(f"the {person}" in text for text in prompts)
    assert "{person}" not in format_.model_dump_json()
    table = ready(format_id)
    table.format = format_
    table.take_back("wishes-and-feelings")
    assert f"the {person}'s own wishes" in table.one("ALL-09", "advice").message
    assert f"the {person}'s own wishes" in minutes_of(table)


OF_CHILDREN = re.compile(r"\b(child\w*|young|famil\w*|parents?|carers?)\b", re.IGNORECASE)


@ALL_THREE
def test_nothing_that_a_meeting_about_an_adult_shows_is_about_children(format_id: str) -> None:
    format_ = said_of(format_called(format_id), "adult")
    shown = [item.title for item in format_.agenda]
    shown += [prompt.text for item in format_.agenda for prompt in item.prompts]
    shown += [f"{q.text} {q.help}" for q in format_.questions if not q.persons or "adult" in q.persons]
    shown += [excluded.forum_for("adult") for excluded in format_.excluded if excluded.is_for("adult")]
    shown += [rule.message for rule in format_.rules]
    shown += [clock.what for clock in format_.clocks]
    shown += [reason.text for reason in format_.reasons]
    shown += [format_.route.text, *format_.pathway.steps]
    shown += [prompt.cites for item in format_.agenda for prompt in item.prompts]
    shown += [p.cites for p in format_.provisions]
    assert not [text for text in shown if OF_CHILDREN.search(text)]
    steps = " ".join(format_.pathway.steps)
    assert "The established adult support and protection procedures take over" in steps
    assert "The established child protection procedures" in " ".join(
        said_of(format_called(format_id), "child").pathway.steps
    )


@pytest.mark.parametrize("kind", ["planning meeting", "case conference", "team-around-the-child", "review"])
def test_every_excluded_kind_names_the_adults_forum(kind: str) -> None:
    with pytest.raises(OutOfScope) as refused:
        scope(format_called(DG), kind, "adult")
    assert "adult" in str(refused.value)
    assert not OF_CHILDREN.search(str(refused.value))


def test_dg_21_each_role_is_weighed_and_says_why_it_is_there() -> None:
    table = ready(DG)
    table.change("P2", why="")
    assert table.one("DG-21", "advice").ref == "P2"
    prompted(DG, "DG-21", "introduction", "what you bring")


def test_dg_22_the_chair_is_told_who_can_advise() -> None:
    prompted(DG, "DG-22", "details", "public protection leads", "education safeguarding manager", "social work")


def test_dg_23_other_tools_are_named_where_the_group_is_stuck() -> None:
    prompted(DG, "DG-23", "analysis", "Step into Leadership", "reflective case discussion", "Iriss")


@ALL_THREE
def test_an_excluded_kind_names_the_adults_forum(format_id: str) -> None:
    format_ = format_called(format_id)
    with pytest.raises(OutOfScope) as refused:
        scope(format_, "planning-meeting", "adult")
    assert "this adult" in str(refused.value)
    if format_id == DG:
        with pytest.raises(OutOfScope) as refused:
            scope(format_, "child-protection-conference", "adult")
        assert "adult support and protection" in str(refused.value)


def test_what_is_restricted_in_a_meeting_about_an_adult_is_kept_from_the_adult_too() -> None:
    table = about_an_adult()
    table.change("R1", restricted="names a neighbour")
    assert "Restricted (not for the adult's copy, nor the family's)" in minutes_of(table)
    table.change("details", person="child")
    assert "Restricted (not for the family's copy)" in minutes_of(table)
