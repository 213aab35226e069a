"""Nothing to the wrong reader."""

from __future__ import annotations

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Opens
from chairtui.meeting.records import Action, Amendment, Answer, Attendee, Audience, FamilyTalk, Note, Observation, Who
from chairtui.minutes.audience import Access
from chairtui.minutes.markdown import minutes
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.reading import places, shape, tables
from tests.minutes.releasing import DAWN, copy_for, released, write

TEMPLATE = read_data("templates/minutes.md")


def _minutes(made: Meeting, audience: Audience) -> str:
    return minutes(made, FORMAT, TEMPLATE, audience)


def _given(made: Meeting) -> str:
    """What Dawn reads once all is released that isn't proposed to be held back."""
    return copy_for(released(made, FORMAT), FORMAT)


def test_a_relatives_copy_does_not_tell_that_a_record_was_kept_back() -> None:
    need = Observation(id="seen-1", theme="need", text="A bed")
    kept = Note(id="note-1", nature="fact", text="Kept back", restricted="Why it is")
    other = Note(id="note-2", nature="fact", text="Told")
    action = Action(id="action-1", text="Buy a bed", addresses=("seen-1", "note-1"))
    hidden = Action(id="action-2", text="Watch", addresses=("seen-1", "note-2"), restricted="Why")
    with_it = _given(meeting(details(), need, kept, other, action, hidden))
    without = _given(meeting(details(), need, other, action.model_copy(update={"addresses": ("seen-1",)})))
    assert with_it == without


def test_what_was_said_before_the_family_joined_is_held_back_until_somebody_shares_it() -> None:
    early = Note(id="note-1", nature="fact", text="Said early")
    late = Note(id="note-2", nature="fact", text="Said late", part=2)
    made = released(meeting(details(), early, details(part=2), late), FORMAT)
    assert "Said early" not in copy_for(made, FORMAT)
    assert "Said late" in copy_for(made, FORMAT)
    write(made, decide(made, FORMAT, DAWN.id, share=["F1"]))
    assert "Said early" in copy_for(made, FORMAT)


def test_a_correction_of_a_restricted_record_is_kept_by_its_mark_with_the_reason() -> None:
    kept = Note(id="note-1", nature="fact", text="Kept back", restricted="Why it is")
    made = meeting(
        details(), kept, DAWN, closed=True, then=(Amendment(id="m", target="note-1", text="Kept still", reason="Slip"),)
    )
    [line] = [line for line in lines(made, FORMAT, DAWN.id) if line.id == "m"]
    assert (line.locked, line.why) == (True, "Why it is")
    with pytest.raises(NotReleased, match="Why it is"):
        decide(made, FORMAT, DAWN.id, share=["M1"])


def test_an_answer_of_unknown_part_is_taken_for_part_one() -> None:
    answered = Answer(id="answer:lead", question="lead", value="Sam Okafor")
    assert "Sam Okafor" in _given(meeting(details(), answered))
    assert "Sam Okafor" not in _given(meeting(details(part=2), answered))
    assert "Sam Okafor" in _given(meeting(details(part=2), answered.model_copy(update={"part": 2})))


def test_the_aim_and_the_reasons_for_convening_are_held_back_and_the_aim_can_be_shared() -> None:
    made = released(meeting(details(aim="Plan together", reasons=("stuck",))), FORMAT)
    assert "Plan together" not in copy_for(made, FORMAT)
    write(made, decide(made, FORMAT, DAWN.id, share=["aim"]))
    copy = copy_for(made, FORMAT)
    assert "Plan together" in copy
    assert "Work is not changing outcomes" not in copy


def test_whoever_was_only_in_the_first_part_is_not_in_the_familys_copy() -> None:
    made = meeting(
        details(part=2),
        Attendee(id="person-1", name="Only First", status="present", parts=(1,)),
        Attendee(id="person-2", name="Both Parts", status="present", parts=(1, 2), why="Knows the family", agrees=True),
    )
    copy = _given(made)
    assert "Only First" not in copy
    assert "Both Parts" in copy
    assert "Knows the family" not in copy
    assert "one and two" in _minutes(made, "attendees")


def test_why_the_family_was_not_told_is_not_in_its_copy() -> None:
    made = meeting(Answer(id="answer:informed", question="informed", value="no", reason="They would flee"))
    assert "They would flee" not in _given(made)
    assert "Is the family informed" not in _given(made)
    assert "They would flee" in _minutes(made, "attendees")


def test_an_action_that_is_not_discussed_with_the_family_is_not_in_its_copy() -> None:
    made = meeting(Action(id="action-1", text="Ask Housing", family=FamilyTalk(why_not="Between agencies")))
    assert "Ask Housing" not in _given(made)
    assert "Between agencies" in _minutes(made, "attendees")


def test_whether_another_approach_was_needed_is_not_in_the_familys_copy() -> None:
    made = meeting(
        Answer(id="answer:objects", question="objects", value="yes"),
        Answer(id="answer:different", question="different", value="A strategy discussion"),
        Answer(id="answer:police", question="police", value="A joint visit"),
    )
    copy = _given(made)
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
    copy = copy_for(released(made, asked), asked)
    for n in (1, 2, 3):
        assert f"Step {n}" not in copy
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
    copy = _given(made)
    assert "Corrected in secret" not in copy
    assert "Corrected twice" not in copy
    assert "Corrected openly" in copy


def test_an_empty_item_reads_the_same_whether_something_was_kept_back_or_not() -> None:
    kept = Note(id="note-1", nature="fact", text="Kept back", restricted="Why", item="talk")
    assert _given(meeting(kept)) == _given(meeting(details()))


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


def test_an_attendee_of_no_part_gets_no_copy_of_a_meeting_with_two() -> None:
    nobody_said = Attendee(id="p1", name="Ros Tilney", role="nurse", agency="Health", status="present", parts=())
    late = Note(id="note-2", nature="fact", text="Said late", part=2)
    made = meeting(details(), nobody_said, details(part=2), late)
    with pytest.raises(NotReleased, match="which part"):
        minutes(made, FORMAT, TEMPLATE, "attendees", "p1")
    assert not any(Access(made, FORMAT, "attendees", "p1").sees(entry) for entry in made.statements)
