"""Who may read something, after it or what it belongs to was changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chairtui.meeting.after.printed_lines import line_digest
from chairtui.meeting.after.release_decisions import lines, released_to
from chairtui.meeting.capture.capture import LeftUnsettled, Understood
from chairtui.meeting.capture.comings import come_or_go
from chairtui.meeting.chairing.part_two import proposed_to_stay
from chairtui.meeting.marked_actions import with_marked_actions
from chairtui.meeting.parts import waiting_for_part_two
from chairtui.meeting.records import Action, Attendee, Draft, Note, Observation, PersonConcerned, Release, Who
from tests.meeting.capture_room import Room
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.releasing import DAWN, MICK, released, write

RISK = Observation(id="r1", theme="risk", text="Alone in the evening")
VISIT = Action(id="a1", text="Visit on Friday", addresses=("r1",))
EARLIER = "58037378c0ac9ca2277882a559a8b1f1"
"""The digest of some views as it was taken before it told who said them."""
AVA = PersonConcerned(id="ava", name="Ava", age=9)


def family_room() -> Room:
    room = Room()
    for line in ("relative: Mick, father of Robin", "r: Alone in the evening", "a: Visit @ada by fri m: seen for R1"):
        room.take(line)
    return room


@pytest.mark.parametrize(
    "line",
    [
        "r: Alone !not Mick he may ask !restrited his mother",
        "r: Alone !restricted his mother !onyl police",
        "r: Alone !only police she asked [confidential]",
        "R1 Alone all night !not Mick he may ask ！restricted",
    ],
)
def test_a_mark_mistyped_in_the_reason_of_another_is_asked_about(line: str) -> None:
    room = family_room()
    outcome = room.take(line)
    assert isinstance(outcome, LeftUnsettled)
    assert not any(e.record.kept_from or e.record.restricted or e.record.only for e in room.meeting.observations)


def test_an_action_is_marked_with_what_it_is_for_and_the_line_says_so() -> None:
    room = family_room()
    understood = room.try_line("R1 !not Mick he may ask")
    assert isinstance(understood, Understood) and "A1 marked the same" in understood.preview
    drafts = with_marked_actions(understood.drafts, room.meeting)
    action = next(d.record for d in drafts if isinstance(d.record, Action))
    mick = room.meeting.find("L1")
    assert mick is not None and (action.kept_from, action.kept_why) == ((mick.record.id,), "he may ask")


def test_so_it_is_where_the_risk_becomes_a_fact() -> None:
    room = family_room()
    understood = room.try_line("R1 f: Alone in the evening !restricted he may ask")
    assert isinstance(understood, Understood)
    drafts = with_marked_actions(understood.drafts, room.meeting)
    assert [d.record.restricted for d in drafts if isinstance(d.record, Action)] == ["he may ask"]
    assert len({d.record.id for d in drafts}) == len(drafts)


def test_marks_taken_off_an_action_before_stay_off() -> None:
    marked = RISK.model_copy(update={"restricted": "private"})
    of = meeting(details(), DAWN, marked, VISIT)
    more = marked.model_copy(update={"kept_from": (DAWN.id,), "kept_why": "she may tell"})
    made = with_marked_actions([Draft(record=more, base=of.base_of("r1"))], of)
    action = next(d.record for d in made if isinstance(d.record, Action))
    assert (action.restricted, action.kept_from) == (None, (DAWN.id,))
    assert with_marked_actions([Draft(record=RISK, base=of.base_of("r1"))], of)[1:] == []
    assert with_marked_actions([Draft(record=more, base=of.base_of("r1"), undoes=3)], of)[1:] == []


def test_another_source_or_another_person_is_decided_about_again() -> None:
    views = Note(id="v1", nature="views", text="I want to stay", source=Who(name="Ava"), item="talk")
    for change in ({"source": Who(name="Dawn")}, {"source": None}, {"about": ("ava",)}):
        of = released(meeting(details(), AVA, DAWN, views), FORMAT)
        assert "v1" in released_to("dawn", of)
        write(of, Draft(record=views.model_copy(update=change)))
        assert "v1" not in released_to("dawn", of)
        line = next(line for line in lines(of, FORMAT, "dawn") if line.id == "v1")
        assert (line.place, line.decided) == ("decide", False)


def test_a_decision_made_before_digests_told_who_said_it_stands() -> None:
    views = Note(id="v1", nature="views", text="I want to stay", source=Who(name="Ava"), item="talk")
    of = released(meeting(details(), AVA, DAWN, views), FORMAT)
    last = of.all(Release)[-1].record
    assert line_digest("v1", of) != EARLIER
    shared = tuple(line.model_copy(update={"digest": EARLIER}) if line.of == "v1" else line for line in last.shared)
    write(of, Draft(record=last.model_copy(update={"id": "release:old:9", "shared": shared})))
    assert "v1" in released_to("dawn", of)
    write(of, Draft(record=views.model_copy(update={"text": "I want to go"})))
    assert "v1" not in released_to("dawn", of)


# ---- who comes for part two


def test_who_is_there_for_part_two_alone_waits_and_does_not_arrive_in_part_one() -> None:
    dawn = Attendee(id="p1", name="Dawn", role="mother", status="invited", parts=(2,), relative=True)
    of = meeting(details(), DAWN, dawn)
    draft, said = come_or_go(dawn, of.base_of("p1"), STARTS + timedelta(minutes=9), of)
    here = draft.record
    assert isinstance(here, Attendee)
    assert (here.status, here.parts, here.arrived) == ("present", (2,), None)
    assert said == "Dawn is here, and waits for part two"
    write(of, draft)
    assert [e.record.id for e in waiting_for_part_two(of)] == ["p1"]
    gone, _ = come_or_go(here, of.base_of("p1"), STARTS + timedelta(minutes=20), of)
    assert isinstance(gone.record, Attendee) and gone.record.left is not None


def test_a_line_that_says_they_are_present_leaves_them_in_part_two() -> None:
    room = Room()
    room.take("invite: Pat Law, sergeant, Harbour Police")
    entry = room.meeting.attendees[-1]
    room.file(Draft(record=entry.record.model_copy(update={"parts": (2,)}), base=entry.base))
    room.take("present: Pat Law")
    now = room.meeting.attendees[-1].record
    assert (now.status, now.parts) == ("present", (2,))


def test_who_chairs_is_proposed_to_stay_though_nobody_marked_them_present() -> None:
    chair = Attendee(id="p1", name="Ida Hill", role="chair", agency="Council", status="invited")
    of = meeting(details(chair=Who(name="Ida Hill", attendee="p1")), chair, MICK)
    assert proposed_to_stay(of) == {"p1"}
