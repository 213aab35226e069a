"""The minutes: everything recorded, once, where it belongs, and what each thing is."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.formats.model import home_of
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Decision,
    Dissent,
    Distribution,
    FamilyTalk,
    FollowUp,
    Immediate,
    Note,
    Observation,
    Record,
    Who,
)
from chairtui.minutes.markdown import minutes
from tests.minutes.builders import FORMAT, STARTS, details, filed, meeting
from tests.minutes.reading import places, tables
from tests.minutes.strategies import a_meeting

TEMPLATE = read_data("templates/minutes.md")
JO = Who(name="Jo Bell", attendee="person-jo")
SAM = Who(name="Sam Okafor", attendee="person-sam")
PEOPLE = (
    Attendee(id="person-jo", name="Jo Bell", role="Team manager", agency="Harbour Council", status="present"),
    Attendee(id="person-sam", name="Sam Okafor", role="Health visitor", agency="Health", status="present", remote=True),
    Attendee(id="person-lee", name="Lee Marsh", role="Constable", agency="Police", status="apologies", report="sent"),
)


def _minutes(*records: Record, closed: bool = False, then: tuple[Record, ...] = ()) -> str:
    return minutes(meeting(*records, closed=closed, then=then), FORMAT, TEMPLATE)


def _section(markdown: str, title: str) -> list[str]:
    return [place.text for place in places(markdown) if place.section.endswith(title)][1:]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 12))
def test_every_record_stands_once_under_the_item_where_it_is_at_home(seed: int, size: int) -> None:
    count = iter(range(10_000))
    made = a_meeting(seed, lambda: f"said{next(count)}so", size=size)
    agenda = {f"{n}. {item.title}": item.id for n, item in enumerate(FORMAT.agenda, 1)}
    printed = [(agenda[p.section], p.text) for p in places(minutes(made, FORMAT, TEMPLATE)) if p.section in agenda]
    for entry in filed(made):
        homes = [item for item, text in printed if entry.record.text in text]
        assert homes == [home_of(entry.record, FORMAT)]


def test_the_head_says_what_was_held_when_and_by_whom() -> None:
    head = _minutes(
        details(chair=JO, note_taker=Who(name="Ash Pike"), venue="Room 4", convening_agency="Harbour Council"), *PEOPLE
    )
    shown = [p.text for p in places(head)]
    assert shown[0] == "Minutes: Planning meeting"
    assert "Date and time: Thu 3 Dec 2026, 14:00" in shown
    assert "Venue: Room 4" in shown
    assert "Chair: Jo Bell, Harbour Council" in shown
    assert "Note-taker: Ash Pike" in shown
    assert "Concerning: Robin Vale (child)" in shown
    assert "Guidance followed: Guidance on professionals' meetings, 2025" in shown


def test_an_open_meeting_is_called_a_draft_and_a_closed_one_names_its_seal() -> None:
    assert "Status: Draft: the meeting is not closed" in [p.text for p in places(_minutes(*PEOPLE))]
    made = meeting(*PEOPLE, closed=True)
    assert made.closure is not None
    status = next(p.text for p in places(minutes(made, FORMAT, TEMPLATE)) if p.text.startswith("Status"))
    assert status == "Status: Closed on Thu 3 Dec 2026, 14:05 by Jo Bell"


def test_a_summer_meeting_is_shown_in_summer_time() -> None:
    shown = _minutes(details(starts=datetime(2026, 6, 3, 13, 0, tzinfo=UTC)))
    assert "Wed 3 Jun 2026, 14:00" in shown


def test_those_present_and_those_away_stand_in_tables_of_their_own() -> None:
    present, away = tables(_minutes(*PEOPLE))
    assert [row[:4] for row in present[1:]] == [
        ["P1", "Jo Bell", "Team manager", "Harbour Council"],
        ["P2", "Sam Okafor", "Health visitor", "Health"],
    ]
    assert [row[-1] for row in present] == ["Attended", "In person", "Remotely"]
    assert away == [
        ["Ref", "Name", "Role", "Agency", "Report beforehand", "Status"],
        ["P3", "Lee Marsh", "Constable", "Police", "Sent", "Apologies"],
    ]


def test_nobody_who_was_away_is_said_to_have_attended() -> None:
    away = tables(_minutes(Attendee(id="person-lee", name="Lee Marsh", status="absent", remote=True)))[0]
    assert away[0] == ["Ref", "Name", "Role", "Agency", "Status"]


def test_facts_opinions_and_reports_are_labelled_with_who_said_them_by_agency() -> None:
    made = _minutes(
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Robin weighs 12 kg", source=SAM),
        Note(id="note-2", nature="opinion", text="Robin is happier", source=JO),
        Note(id="note-3", nature="reported", text="Shouting was heard", source=SAM),
        Note(id="note-4", nature="reported", text="The door was open", source=Who(name="A neighbour")),
        Action(id="action-1", text="Ask the neighbours", addresses=("note-3",)),
    )
    assert _section(made, "New information") == [
        "Health",
        "F1 Fact (Sam Okafor, Health): Robin weighs 12 kg",
        "H1 Reported, to be checked by A1 (Sam Okafor, Health): Shouting was heard",
        "Harbour Council",
        "O1 Opinion (Jo Bell, Harbour Council): Robin is happier",
        "No agency given",
        "H2 Reported, unverified (A neighbour): The door was open",
    ]


def test_a_quotation_is_told_from_a_report_in_other_words() -> None:
    made = _minutes(*PEOPLE, Note(id="note-1", nature="reported", text='"Leave me be."', source=SAM))
    assert _section(made, "New information") == [
        "Health",
        'H1 Reported, unverified, word for word (Sam Okafor, Health): "Leave me be."',
    ]


def test_prior_and_new_needs_stand_apart_with_what_addresses_them_or_why_nothing_does() -> None:
    made = _minutes(
        *PEOPLE,
        Observation(id="seen-1", theme="need", text="A bed", origin="prior", source=JO, no_action="School gave one"),
        Observation(id="seen-2", theme="risk", text="Out at night"),
        Observation(id="seen-3", theme="need", text="Company"),
        Action(id="action-1", text="Visit", addresses=("seen-2", "seen-2")),
    )
    assert _section(made, "risks before") == [
        "Needs known before the meeting",
        "N1 A bed",
        "Identified by: Jo Bell, Harbour Council",
        "No action, because: School gave one",
    ]
    assert _section(made, "Other strengths, needs and risks") == [
        "Needs raised at the meeting",
        "N2 Company",
        "No action addresses this.",
        "Risks raised at the meeting",
        "R1 Out at night",
        "Addressed by A1.",
    ]


def test_a_decision_has_its_reason_and_who_did_not_agree_beside_it() -> None:
    dissent = Dissent(who=SAM, text="It should be level 4.")
    made = _minutes(*PEOPLE, Decision(id="d-1", text="Stay at level 3", reason="Progress", dissent=(dissent,)))
    assert _section(made, "Plan") == [
        "Decisions",
        "D1 Stay at level 3",
        "Reason: Progress",
        "Did not agree: Sam Okafor, Health: It should be level 4.",
        "If it is not settled: The partnership's route (2)",
    ]


def test_actions_are_a_table_and_family_talk_stands_below() -> None:
    made = _minutes(
        *PEOPLE,
        Observation(id="seen-1", theme="risk", text="Out at night"),
        Action(
            id="action-1",
            text="Visit after school",
            measure="Two visits",
            owner=SAM,
            deadline=date(2026, 12, 10),
            addresses=("seen-1",),
            family=FamilyTalk(by=JO),
        ),
        Action(id="action-2", text="Ring the school", family=FamilyTalk(why_not="It is routine"), item="talk"),
    )
    _, _, elsewhere, plan = tables(made)
    assert plan == [
        ["Ref", "Action", "Measure", "Owner", "Deadline", "Addresses"],
        ["A1", "Visit after school", "Two visits", "Sam Okafor, Health", "Thu 10 Dec 2026", "R1"],
    ]
    assert elsewhere[1][:2] == ["A2", "Ring the school"]
    assert _section(made, "Plan")[-2:] == [
        "A1 To be discussed with the family by: Jo Bell, Harbour Council",
        "Actions recorded under other items: A2 (item 7).",
    ]


def test_what_was_asked_stands_with_its_answer_and_an_open_question_says_that_nothing_is_recorded() -> None:
    made = _minutes(
        *PEOPLE,
        Answer(id="answer:informed", question="informed", value="no", reason="It raises the risk"),
        Answer(id="answer:lead", question="lead", value="Sam", attendee="person-sam"),
        Answer(id="answer:basis", question="basis", value="task"),
        Answer(id="answer:review", question="review", value="none", reason="The case moves to another team"),
    )
    assert _section(made, "Aim of the meeting") == [
        "Aim: Not recorded",
        "Asked and answered",
        "Is the family informed?",
        "Answer: No",
        "Reason: It raises the risk",
        "Does the family object?",
        "Answer: Not recorded",
    ]
    assert _section(made, "Lead Practitioner") == ["Who is Lead Practitioner?", "Answer: Sam Okafor, Health"]
    assert "Answer: Public task" in _section(made, "Date, time and venue")
    assert _section(made, "Next review")[1:] == ["Answer: None", "Reason: The case moves to another team"]


def test_a_question_that_another_answer_opens_is_asked_only_then() -> None:
    question = "What different approach is needed?"
    assert question not in _minutes(Answer(id="answer:objects", question="objects", value="no"))
    assert question in _minutes(Answer(id="answer:objects", question="objects", value="yes"))


def test_an_answer_to_a_question_the_format_no_longer_asks_is_still_there() -> None:
    made = _minutes(Answer(id="answer:old", question="old", value="Kept"))
    assert "Answer: Kept" in _section(made, "Date, time and venue")


def test_an_immediate_risk_stands_before_the_agenda_with_when_by_whom_and_what_was_decided() -> None:
    risk = Immediate(raised=STARTS, raised_by="Sam Okafor", decided="Police called")
    made = _minutes(Observation(id="seen-1", theme="risk", text="Left alone", immediate=risk))
    assert _section(made, "Immediate risk of significant harm") == [
        "R1 Left alone",
        "Raised: Thu 3 Dec 2026, 14:00, by Sam Okafor",
        "Decided: Police called",
    ]
    assert made.index("## Immediate risk") < made.index("## Present")


def test_an_amendment_stands_at_the_place_and_in_the_list_and_the_first_text_stays() -> None:
    made = _minutes(
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Weight 12.4 kg", source=SAM),
        closed=True,
        then=(
            Amendment(id="change", target="note-1", text="Weight 12.6 kg", reason="Misheard", asked_by="Sam Okafor"),
        ),
    )
    assert _section(made, "New information") == [
        "Health",
        "F1 Fact (Sam Okafor, Health): Weight 12.4 kg",
        "M1 Amended on Thu 3 Dec 2026, 14:07 by Jo Bell: Weight 12.6 kg",
        "Reason: Misheard",
        "Asked for by: Sam Okafor",
    ]
    assert _section(made, "Amendments")[-1] == "First recorded as: F1: Weight 12.4 kg"


def test_an_amendment_of_each_kind_of_record_is_printed_at_its_place() -> None:
    targets = {
        "details": "Status",
        "person-jo": "P1 Jo Bell",
        "action-1": "A1",
        "d-1": "D1 Stay",
        "answer:basis": "Answer: Public task",
    }
    records = (
        *PEOPLE,
        Action(id="action-1", text="Visit"),
        Decision(id="d-1", text="Stay"),
        Answer(id="answer:basis", question="basis", value="task"),
    )
    for target in targets:
        made = _minutes(
            *records, closed=True, then=(Amendment(id="m", target=target, text="Corrected so", reason="An error"),)
        )
        stamped = [p for p in places(made) if p.text.endswith("by Jo Bell: Corrected so")]
        assert len(stamped) == 2, target
        assert stamped[-1].section == "Amendments"


def test_removed_records_follow_ups_and_distributions_do_not_show() -> None:
    made = minutes(
        meeting(
            Note(id="note-1", nature="fact", text="Taken out again"),
            Action(id="action-1", text="Visit"),
            removed=("note-1",),
            closed=True,
            then=(
                FollowUp(id="after", action="action-1", status="dropped", reason="Moved away"),
                Distribution(id="copy", to=Who(name="Pat Grove"), how="By post"),
            ),
        ),
        FORMAT,
        TEMPLATE,
    )
    for hidden in ("Taken out again", "Moved away", "Pat Grove", "By post"):
        assert hidden not in made


def test_a_restricted_record_is_marked_with_its_reason_for_those_who_were_there() -> None:
    made = _minutes(Note(id="note-1", nature="fact", text="Address", restricted="Refuge"))
    assert "Restricted (not for the family's copy): Refuge" in _section(made, "New information")


def test_an_item_without_records_says_so() -> None:
    assert _section(_minutes(), "What has been tried?") == ["Nothing was recorded under this item."]


def test_making_minutes_loads_neither_a_parser_nor_a_screen() -> None:
    code = (
        "import sys, chairtui.minutes.markdown, chairtui.minutes.flat_json, chairtui.minutes.text_summary\n"
        "print([m for m in ('markdown_it', 'textual', 'tinydb', 'pendulum', 'holidays') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
