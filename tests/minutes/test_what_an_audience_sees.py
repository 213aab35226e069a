"""Nothing to the wrong reader."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Opens
from chairtui.meeting.records import Action, Amendment, Answer, Attendee, Audience, FamilyTalk, Note, Observation, Who
from chairtui.minutes.markdown import minutes
from tests.minutes.builders import FORMAT, details, filed, meeting
from tests.minutes.reading import places, shape, tables
from tests.minutes.strategies import a_meeting

TEMPLATE = read_data("templates/minutes.md")


def _minutes(made: Meeting, audience: Audience) -> str:
    return minutes(made, FORMAT, TEMPLATE, audience)


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_the_familys_copy_holds_nothing_restricted_and_nothing_of_part_one(seed: int, size: int) -> None:
    count = iter(range(10_000))
    made = a_meeting(seed, lambda: f"said{next(count)}so", size=size)
    copy = _minutes(made, "family")
    two_parts = (
        made.details.part == 2
        or any(2 in e.record.parts for e in made.attendees)
        or any(e.record.part == 2 for e in filed(made))
    )
    hidden: list[str] = []
    for entry in filed(made):
        record = entry.record
        undiscussed = isinstance(record, Action) and record.family is not None and record.family.why_not != ""
        if record.restricted is not None or undiscussed or (two_parts and record.part == 1):
            hidden += [value for value in (record.text, record.restricted) if value]
            hidden += [a.record.text for a in made.amendments if a.record.target == record.id]
        else:
            assert record.text in copy
    for text in hidden:
        assert text not in copy
    assert "Restricted" not in copy
    assert not re.search(r"\b[SNRFOHDAPMUC]\d+\b", copy)


def test_the_familys_copy_does_not_tell_that_a_record_was_kept_back() -> None:
    need = Observation(id="seen-1", theme="need", text="A bed")
    kept = Note(id="note-1", nature="fact", text="Kept back", restricted="Why it is")
    other = Note(id="note-2", nature="fact", text="Told")
    action = Action(id="action-1", text="Buy a bed", addresses=("seen-1", "note-1"))
    hidden = Action(id="action-2", text="Watch", addresses=("seen-1", "note-2"), restricted="Why")
    with_it = _minutes(meeting(details(), need, kept, other, action, hidden), "family")
    without = _minutes(meeting(details(), need, other, action.model_copy(update={"addresses": ("seen-1",)})), "family")
    assert with_it == without


def test_without_a_second_part_the_familys_copy_has_the_aim_and_with_one_it_has_nothing_from_before() -> None:
    first = details(aim="Plan together", reasons=("stuck",))
    answered = Answer(id="answer:review", question="review", value="none", reason="It is early")
    alone = _minutes(meeting(first, answered), "family")
    assert "Plan together" in alone
    assert "It is early" in alone
    second = first.model_copy(update={"part": 2})
    later = Answer(id="answer:lead", question="lead", value="Sam Okafor")
    copy = _minutes(meeting(first, answered, second, later), "family")
    for before in ("Plan together", "Work is not changing outcomes", "It is early", "When is the next review"):
        assert before not in copy
    assert "Sam Okafor" in copy


def test_whoever_was_only_in_the_first_part_is_not_in_the_familys_copy() -> None:
    made = meeting(
        details(part=2),
        Attendee(id="person-1", name="Only First", status="present", parts=(1,)),
        Attendee(id="person-2", name="Both Parts", status="present", parts=(1, 2), why="Knows the family", agrees=True),
    )
    copy = _minutes(made, "family")
    assert "Only First" not in copy
    assert "Both Parts" in copy
    assert "Knows the family" not in copy
    assert "one and two" in _minutes(made, "attendees")


def test_why_the_family_was_not_told_is_not_in_its_copy() -> None:
    made = meeting(Answer(id="answer:informed", question="informed", value="no", reason="They would flee"))
    assert "They would flee" not in _minutes(made, "family")
    assert "Is the family informed" not in _minutes(made, "family")
    assert "They would flee" in _minutes(made, "attendees")


def test_an_action_that_is_not_discussed_with_the_family_is_not_in_its_copy() -> None:
    made = meeting(Action(id="action-1", text="Ask Housing", family=FamilyTalk(why_not="Between agencies")))
    assert "Ask Housing" not in _minutes(made, "family")
    assert "Between agencies" in _minutes(made, "attendees")


def test_whether_another_approach_was_needed_is_not_in_the_familys_copy() -> None:
    made = meeting(
        Answer(id="answer:objects", question="objects", value="yes"),
        Answer(id="answer:different", question="different", value="A strategy discussion"),
        Answer(id="answer:police", question="police", value="A joint visit"),
    )
    copy = _minutes(made, "family")
    for text in ("Does the family object", "A strategy discussion", "A joint visit"):
        assert text not in copy
        assert text in _minutes(made, "attendees")


def test_a_question_opened_by_one_that_another_opened_is_not_in_the_familys_copy() -> None:
    """However long the chain: each of these opens on the one before it, none stands under an item of their own."""
    first = FORMAT.question("objects")
    assert first is not None
    chain = [
        first.model_copy(
            update={"id": f"then-{n}", "item": "talk", "text": f"{n}?", "opens": Opens(question=before, answer="Yes")}
        )
        for n, before in ((3, "then-2"), (2, "then-1"), (1, "different"))
    ]
    asked = FORMAT.model_copy(update={"questions": (*chain, *FORMAT.questions)})
    made = meeting(*(Answer(id=f"answer:then-{n}", question=f"then-{n}", value=f"Step {n}") for n in (1, 2, 3)))
    for n in (1, 2, 3):
        assert f"Step {n}" not in minutes(made, asked, TEMPLATE, "family")
        assert f"Step {n}" in minutes(made, asked, TEMPLATE, "attendees")


def test_a_correction_of_what_the_family_does_not_see_is_not_in_its_copy() -> None:
    made = meeting(
        Note(id="note-1", nature="fact", text="Kept back", restricted="Why"),
        Note(id="note-2", nature="fact", text="Told"),
        closed=True,
        then=(
            Amendment(id="m-1", target="note-1", text="Corrected in secret", reason="An error"),
            Amendment(id="m-2", target="m-1", text="Corrected twice", reason="An error"),
            Amendment(id="m-3", target="note-2", text="Corrected openly", reason="An error"),
        ),
    )
    copy = _minutes(made, "family")
    assert "Corrected in secret" not in copy
    assert "Corrected twice" not in copy
    assert "Corrected openly" in copy


def test_an_empty_item_reads_the_same_whether_something_was_kept_back_or_not() -> None:
    kept = Note(id="note-1", nature="fact", text="Kept back", restricted="Why", item="talk")
    assert _minutes(meeting(kept), "family") == _minutes(meeting(details()), "family")


def test_the_actions_copy_is_the_heading_and_the_table_alone() -> None:
    made = meeting(
        Note(id="note-1", nature="fact", text="Said"),
        Action(id="action-1", text="Visit", owner=Who(name="Sam Okafor"), item="talk"),
        Action(id="action-2", text="Ring"),
    )
    copy = _minutes(made, "actions")
    assert next(p.text for p in places(copy)) == "Actions: Planning meeting, Thu 3 Dec 2026, 14:00"
    assert [row[1] for row in tables(copy)[0]] == ["Action", "Visit", "Ring"]
    assert "Said" not in copy
    assert [kind for kind, *_ in shape(copy)].count("heading_open") == 1


def test_the_actions_copy_of_a_meeting_without_actions_says_so() -> None:
    assert "No actions are recorded." in _minutes(meeting(details()), "actions")
