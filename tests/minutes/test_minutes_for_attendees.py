"""The minutes: everything recorded, once, where it belongs, and what each thing is."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import SECTIONS, Layout
from chairtui.meeting.records import (
    Action,
    Agreement,
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
    Said,
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
    """The texts under a heading of any level, up to the next heading."""
    found: list[str] = []
    inside = False
    for place in places(markdown):
        if place.tag in ("h1", "h2", "h3"):
            inside = place.text == title
        elif inside:
            found.append(place.text)
    return found


def _headings(markdown: str, tag: str) -> list[str]:
    return [place.text for place in places(markdown) if place.tag == tag]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 12))
def test_every_record_stands_once_in_the_section_or_under_the_item_where_it_is_at_home(seed: int, size: int) -> None:
    count = iter(range(10_000))
    made = a_meeting(seed, lambda: f"said{next(count)}so", size=size)
    shown = minutes(made, FORMAT, TEMPLATE)
    titles = {item.id: item.title for item in FORMAT.agenda}
    under: list[tuple[str, str]] = []
    heading = ""
    for place in places(shown):
        heading = place.text if place.tag in ("h2", "h3") else heading
        under.append((heading, place.text))
    again = {"Amendments", "Immediate risk of significant harm"}
    for entry in filed(made):
        record = entry.record
        left_open = isinstance(record, Note) and record.nature == "question"
        home = {"decision": "Decisions", "action": "Actions"}.get(record.kind, titles[home_of(record, FORMAT)])
        homes = [at for at, text in under if record.text in text and at not in again]
        assert homes == ["Still open" if left_open else home]


def test_the_first_page_is_the_outcome_and_then_come_the_people_the_discussion_and_how_it_came_about() -> None:
    made = _minutes(
        details(aim="Agree who leads", chair=JO, reasons=("stuck",)),
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Robin weighs 12 kg", source=SAM),
        Note(id="note-2", nature="question", text="Who has the key?"),
        Decision(id="d-1", text="Stay at level 3"),
        Action(id="action-1", text="Visit"),
        Answer(id="answer:informed", question="informed", value="yes"),
        Answer(id="answer:review", question="review", value="2027-02-12"),
    )
    assert _headings(made, "h2") == [
        "Decisions",
        "Actions",
        "Still open",
        "What happens next",
        "Who was there",
        "What was discussed",
        "How the meeting came about",
        "About this record",
    ]
    assert _section(made, "What happens next") == ["When is the next review? Fri 12 Feb 2027"]
    assert made.index("Agree who leads") < made.index("Stay at level 3")


def test_a_format_orders_the_sections_and_may_ask_for_a_brief_note() -> None:
    layout = Layout(sections=("discussion", *(name for name in SECTIONS if name != "discussion")), brief=True)
    of = meeting(*PEOPLE, Note(id="note-1", nature="fact", text="Said"), Decision(id="d-1", text="Stay"))
    made = minutes(of, FORMAT.model_copy(update={"layout": layout}), TEMPLATE)
    assert _headings(made, "h2")[:3] == ["Key points of the discussion", "Decisions", "Who was there"]
    assert _section(made, "Who was there")[-1] == "P3 Lee Marsh, Constable, Police (report sent; apologies)"
    assert len(tables(made)) == 1, "how it came about, and no table of people"


def test_a_templates_own_order_goes_before_the_formats() -> None:
    made = minutes(
        meeting(*PEOPLE, Decision(id="d-1", text="Stay")), FORMAT, "# $title\n\n$attendance\n\n---\n\n$sections\n"
    )
    assert _headings(made, "h2")[:2] == ["Who was there", "Decisions"]
    assert _headings(made, "h2").count("Who was there") == 1


def test_nothing_stands_under_no_heading_and_no_heading_over_nothing() -> None:
    shown = places(_minutes(*PEOPLE, Decision(id="d-1", text="Stay", item="plan")))
    for here, after in pairwise(shown):
        level = {"h2": 2, "h3": 3}.get(here.tag, 9)
        assert {"h1": 1, "h2": 2, "h3": 3}.get(after.tag, 9) > level or level == 9, here.text
    assert "Plan" not in [place.text for place in shown]
    assert "What was discussed" not in [place.text for place in shown]


def test_the_head_says_whom_it_is_about_when_and_what_for() -> None:
    head = _minutes(
        details(
            chair=JO, note_taker=Who(name="Ash Pike"), venue="Room 4", aim="Agree", convening_agency="Harbour Council"
        ),
        *PEOPLE,
    )
    shown = [p.text for p in places(head)]
    assert shown[0] == "Minutes: Planning meeting"
    assert shown[2:7] == [
        "Status: Draft: the meeting is not closed",
        "Concerning: Robin Vale (child)",
        "Date and time: Thu 3 Dec 2026, 14:00",
        "Venue: Room 4",
        "Aim: Agree",
    ]
    assert _section(head, "Who was there")[:2] == ["Chair: Jo Bell, Harbour Council", "Note-taker: Ash Pike"]
    assert ["Guidance followed", "Guidance on professionals' meetings, 2025"] in tables(head)[-1]
    assert ["Convened by", "Harbour Council"] in tables(head)[-1]


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
    present, away, _ = tables(_minutes(*PEOPLE))
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


def test_what_was_said_stands_in_its_order_with_a_heading_where_an_agency_speaks_more_than_once_in_a_row() -> None:
    made = _minutes(
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Robin weighs 12 kg", source=SAM),
        Note(id="note-3", nature="reported", text="Shouting was heard", source=SAM),
        Note(id="note-2", nature="opinion", text="Robin is happier", source=JO),
        Note(id="note-5", nature="fact", text="He was weighed twice", source=SAM),
        Note(id="note-4", nature="reported", text="The door was open", source=Who(name="A neighbour")),
        Note(id="note-6", nature="fact", text="It rained"),
        Action(id="action-1", text="Ask the neighbours", addresses=("note-3",)),
    )
    assert _section(made, "New information") == [
        "Health",
        "F1 Fact (Sam Okafor): Robin weighs 12 kg",
        "H1 Reported, to be checked by A1 (Sam Okafor): Shouting was heard",
        "O1 Opinion (Jo Bell, Harbour Council): Robin is happier",
        "F2 Fact (Sam Okafor, Health): He was weighed twice",
        "H2 Reported, unverified (A neighbour): The door was open",
        "F3 Fact: It rained",
    ]


def test_what_a_relative_said_stands_under_what_they_are() -> None:
    lisa = Who(name="Lisa Hart", attendee="lisa")
    made = _minutes(
        Attendee(id="lisa", name="Lisa Hart", role="mother of K.", status="present", relative=True),
        Note(id="note-1", nature="fact", text="He sleeps well", source=lisa),
        Note(id="note-2", nature="opinion", text="He likes school", source=lisa),
    )
    assert _section(made, "New information") == [
        "mother of K.",
        "F1 Fact (Lisa Hart): He sleeps well",
        "O1 Opinion (Lisa Hart): He likes school",
    ]


def test_a_quotation_is_told_from_a_report_in_other_words() -> None:
    made = _minutes(*PEOPLE, Note(id="note-1", nature="reported", text='"Leave me be."', source=SAM))
    assert _section(made, "New information") == [
        'H1 Reported, unverified, word for word (Sam Okafor, Health): "Leave me be."',
    ]


def test_what_was_said_in_answer_stays_beside_what_it_answers() -> None:
    made = _minutes(
        *PEOPLE,
        Note(id="note-1", nature="opinion", text="It is getting worse", source=SAM, item="talk"),
        Observation(id="seen-1", theme="risk", text="Out at night", origin="prior"),
        Note(id="note-2", nature="opinion", text="No, it is better", source=JO, item="talk"),
        Decision(id="d-1", text="Weigh him weekly", item="talk"),
        Note(id="note-3", nature="fact", text="Then Sam weighs him", source=SAM, item="talk"),
    )
    assert _section(made, "What has been tried?") == [
        "O1 Opinion (Sam Okafor, Health): It is getting worse",
        "O2 Opinion (Jo Bell, Harbour Council): No, it is better",
        "Recorded here: D1",
        "F1 Fact (Sam Okafor, Health): Then Sam weighs him",
    ]


def test_needs_and_risks_have_what_addresses_them_or_why_nothing_does() -> None:
    made = _minutes(
        *PEOPLE,
        Observation(id="seen-1", theme="need", text="A bed", origin="prior", source=JO, no_action="School gave one"),
        Observation(id="seen-2", theme="risk", text="Out at night"),
        Observation(id="seen-3", theme="need", text="Company"),
        Action(id="action-1", text="Visit", addresses=("seen-2", "seen-2")),
    )
    assert _section(made, "Strengths, needs and risks before") == [
        "N1 Need (Jo Bell, Harbour Council): A bed",
        "No action, because: School gave one",
    ]
    assert _section(made, "Other strengths, needs and risks") == [
        "R1 Risk: Out at night",
        "Addressed by A1.",
        "N2 Need: Company",
    ]


def test_what_was_known_before_says_so_where_the_agenda_does_not() -> None:
    agenda = tuple(item.model_copy(update={"origin": None}) for item in FORMAT.agenda if item.id != "before")
    of = meeting(Observation(id="seen-1", theme="risk", text="Out at night", origin="prior"))
    made = minutes(of, FORMAT.model_copy(update={"agenda": agenda}), TEMPLATE)
    assert "R1 Risk known before the meeting: Out at night" in [place.text for place in places(made)]


def test_the_second_part_is_named_once_and_not_on_every_line() -> None:
    made = _minutes(
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Early"),
        Note(id="note-2", nature="fact", text="Early too"),
        details(part=2),
        Note(id="note-3", nature="fact", text="Late", part=2),
        Note(id="note-4", nature="fact", text="Late too", part=2),
    )
    assert _section(made, "New information") == [
        "F1 Fact: Early",
        "F2 Fact: Early too",
        "In part two, with those who joined",
        "F3 Fact: Late",
        "F4 Fact: Late too",
    ]


def test_a_decision_has_its_reason_and_who_did_not_agree_beside_it() -> None:
    dissent = Dissent(who=SAM, text="It should be level 4.")
    made = _minutes(*PEOPLE, Decision(id="d-1", text="Stay at level 3", reason="Progress", dissent=(dissent,)))
    assert _section(made, "Decisions") == [
        "D1 Stay at level 3",
        "Reason: Progress",
        "Did not agree: Sam Okafor, Health: It should be level 4.",
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
    assert tables(made)[0] == [
        ["Ref", "Action", "Measure", "Owner", "Deadline", "Need or risk"],
        ["A1", "Visit after school", "Two visits", "Sam Okafor, Health", "Thu 10 Dec 2026", "R1"],
        ["A2", "Ring the school", "", "", "", ""],
    ]
    assert _section(made, "Actions")[-2:] == [
        "A1 To be discussed with the family by: Jo Bell, Harbour Council",
        "A2 Not to be discussed with the family, because: It is routine",
    ]


def test_what_is_said_alike_of_several_actions_is_said_once() -> None:
    made = _minutes(
        *PEOPLE,
        Action(id="action-1", text="Visit", family=FamilyTalk(by=JO)),
        Action(id="action-2", text="Ring", family=FamilyTalk(by=JO), restricted="She may be followed"),
        Action(id="action-3", text="Write", family=FamilyTalk(by=SAM)),
        Action(id="action-4", text="Wait", family=FamilyTalk(by=JO)),
    )
    assert _section(made, "Actions")[-4:] == [
        "A1, A4 To be discussed with the family by: Jo Bell, Harbour Council",
        "A2 To be discussed with the family by: Jo Bell, Harbour Council",
        "Restricted (not for the family's copy): She may be followed",
        "A3 To be discussed with the family by: Sam Okafor, Health",
    ]


def test_those_who_agreed_stand_together_under_what_they_were_asked() -> None:
    def asked(ref: str, who: Who, said: Said, why: str = "") -> Agreement:
        return Agreement(id=f"agreement:OUR-01:{ref}", provision="OUR-01", of=who, said=said, why=why)

    made = _minutes(
        *PEOPLE,
        asked("1", SAM, "agreed"),
        asked("2", JO, "disagreed", "Tell them first"),
        asked("3", Who(name="Police"), "agreed"),
    )
    said = _section(made, "Who agreed")
    assert said[-2:] == [
        "Did not agree: Y2 Jo Bell, Harbour Council: Tell them first",
        "Agreed: Y1 Sam Okafor, Health; Y3 Police",
    ]
    assert "OUR-01" not in " ".join(said[1:])


def test_what_was_asked_stands_with_its_answer_where_it_belongs_and_what_was_not_in_one_line_at_the_end() -> None:
    made = _minutes(
        *PEOPLE,
        Answer(id="answer:informed", question="informed", value="no", reason="It raises the risk"),
        Answer(id="answer:lead", question="lead", value="Sam", attendee="person-sam"),
        Answer(id="answer:basis", question="basis", value="task"),
        Answer(id="answer:review", question="review", value="none", reason="The case moves to another team"),
    )
    assert ["Is the family informed?", "No: It raises the risk"] in tables(made)[-1]
    assert _section(made, "Lead Practitioner") == ["Who is Lead Practitioner? Sam Okafor, Health"]
    assert _section(made, "Date, time and venue") == ["On what basis is information shared? Public task"]
    assert _section(made, "What happens next") == ["When is the next review? None: The case moves to another team"]
    assert _section(made, "About this record") == [
        "Not answered: Aim; Venue; Chair; Note-taker; Does the family object? Are they told what came of it?"
    ]
    assert "Not recorded" not in made


def test_a_format_names_the_questions_whose_answers_are_an_outcome() -> None:
    questions = tuple(q.model_copy(update={"outcome": q.id == "lead"}) for q in FORMAT.questions)
    of = meeting(Answer(id="answer:lead", question="lead", value="Sam Okafor"))
    made = minutes(of, FORMAT.model_copy(update={"questions": questions}), TEMPLATE)
    assert _section(made, "What happens next") == ["Who is Lead Practitioner? Sam Okafor"]


def test_advice_on_how_to_answer_a_question_is_not_printed() -> None:
    question = FORMAT.questions[0].model_copy(update={"text": "Which agencies are there? Part them with commas."})
    format_ = FORMAT.model_copy(update={"questions": (question,)})
    made = minutes(meeting(Answer(id="answer:informed", question="informed", value="yes")), format_, TEMPLATE)
    assert ["Which agencies are there?", "Yes"] in tables(made)[-1]
    assert "commas" not in made
    assert "commas" not in minutes(meeting(), format_, TEMPLATE)


def test_numbers_that_are_not_used_are_explained_in_one_sentence_to_those_who_get_everything() -> None:
    records: tuple[Record, ...] = (*PEOPLE, *(Note(id=f"note-{n}", nature="fact", text=f"Said {n}") for n in range(3)))
    of = meeting(*records, removed=("note-1",))
    sentence = "The number F2 is not used: what it stood for was taken out again before the meeting closed."
    assert sentence in _section(minutes(of, FORMAT, TEMPLATE), "About this record")
    kept = Note(id="note-9", nature="fact", text="Kept", only=("Police",), only_why="A warrant")
    limited = meeting(*records, kept, removed=("note-1",))
    assert "About this record" not in minutes(limited, FORMAT, TEMPLATE, person="person-jo")


def test_a_question_that_another_answer_opens_is_asked_only_then() -> None:
    question = "What different approach is needed?"
    assert question not in _minutes(Answer(id="answer:objects", question="objects", value="no"))
    assert question in _minutes(Answer(id="answer:objects", question="objects", value="yes"))


def test_an_answer_to_a_question_the_format_no_longer_asks_is_still_there() -> None:
    made = _minutes(Answer(id="answer:old", question="old", value="Kept"))
    assert ["old", "Kept"] in tables(made)[-1]


def test_an_immediate_risk_stands_before_the_discussion_with_when_by_whom_and_what_was_decided() -> None:
    risk = Immediate(raised=STARTS, raised_by="Sam Okafor", decided="Police called")
    made = _minutes(Observation(id="seen-1", theme="risk", text="Left alone", immediate=risk))
    assert _section(made, "Immediate risk of significant harm") == [
        "R1 Left alone",
        "Raised: Thu 3 Dec 2026, 14:00, by Sam Okafor",
        "Decided: Police called",
    ]
    assert made.index("## Immediate risk") < made.index("## What was discussed")


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


def test_making_minutes_loads_neither_a_parser_nor_a_screen() -> None:
    code = (
        "import sys, chairtui.minutes.markdown, chairtui.minutes.flat_json, chairtui.minutes.text_summary\n"
        "print([m for m in ('markdown_it', 'textual', 'tinydb', 'pendulum', 'holidays') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
