"""The meeting that follows a closed one."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from chairtui.format_registry import open_registry
from chairtui.meeting.after.carried import carried_label
from chairtui.meeting.after.next_meeting import Follows, NotNext, follow, proposed_start
from chairtui.meeting.after.release_decisions import decide, lines
from chairtui.meeting.after.restrictions import kept_by_mark
from chairtui.meeting.closing.checks import check
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.follow_up_agenda import AGREED, ITEM, format_for, with_previous
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Carried,
    Closure,
    Departure,
    Details,
    Draft,
    FamilyTalk,
    FollowUp,
    Note,
    Observation,
    PersonConcerned,
    Record,
    Relative,
    Who,
)
from chairtui.meeting.seal import digest
from tests.meeting.closed_meetings import ADA, BEN, NEED, STARTS, VISIT, held, ids, write
from tests.minutes import releasing
from tests.minutes.releasing import DAWN, MICK

BRISTOL = open_registry().formats["bristol"]


def following(of: Meeting, *, unseen: tuple[str, ...] = ()) -> Follows:
    def seen(entry: Entry[Record]) -> bool:
        return entry.record.id not in unseen

    return follow(of, {"starts": "2027-02-12T14:00:00+00:00"}, seen, ids())


def taken(follows: Follows) -> Meeting:
    """The next meeting as it begins."""
    of = Meeting("second2")
    for draft in follows.drafts:
        write(of, draft.record)
    return of


def test_the_people_come_again_as_invited_and_chair_and_note_taker_are_theirs() -> None:
    chair = Who(name="Ada Quill", attendee="ada")
    of = taken(following(held(ADA, BEN, chair=chair, note_taker=Who(name="Elsewhere"))))
    assert [(e.record.name, e.record.role, e.record.status) for e in of.attendees] == [
        ("Ada Quill", "nurse", "invited"),
        ("Ben Sample", "teacher", "invited"),
    ]
    assert of.details.chair == Who(name="Ada Quill", attendee=of.attendees[0].record.id)
    assert of.details.note_taker == Who(name="Elsewhere")
    assert of.details.previous is not None
    assert (of.details.previous.meeting, of.details.previous.starts) == ("first1", STARTS)


def test_they_keep_their_part_of_the_meeting_and_attend_remotely_again() -> None:
    both = ADA.model_copy(update={"parts": (1, 2), "remote": True})
    of = taken(following(held(both, BEN)))
    assert [(e.record.parts, e.record.remote) for e in of.attendees] == [((1, 2), True), ((1,), False)]


def test_the_title_tells_each_meeting_of_a_row_from_the_one_before() -> None:
    first = held(NEED)
    second = following(first).details
    assert (first.details.title, second.title) == ("Meeting about K.", "Meeting about K., 12 Feb 2027")
    third = follow(
        held(title=second.title, starts=second.starts, previous=second.previous),
        {"starts": "2027-05-07T13:00:00+00:00"},
        lambda _: True,
        ids(),
    )
    assert third.details.title == "Meeting about K., 7 May 2027"
    named = follow(first, {"starts": "2027-02-12T14:00:00+00:00", "title": "Review of K."}, lambda _: True, ids())
    assert named.details.title == "Review of K."


def test_a_title_as_long_as_can_be_still_takes_the_day() -> None:
    assert following(held(title="K" * 20_000)).details.title.endswith("K, 12 Feb 2027")


def test_what_is_taken_over_is_called_by_its_number_and_the_day_of_its_meeting() -> None:
    ring = Action(id="ring", text="Ring")
    of = taken(following(held(ADA, NEED, ring, VISIT)))
    assert [carried_label(e.record.carried, of) for e in of.actions] == ["A1 of 3 Dec", "A2 of 3 Dec"]
    assert [carried_label(e.record.carried, of) for e in of.observations] == ["N1 of 3 Dec"]
    write(of, of.details.model_copy(update={"starts": STARTS.replace(year=2027)}))
    assert carried_label(of.actions[1].record.carried, of) == "A2 of 3 Dec 2026"
    write(of, Action(id="new", text="New here"))
    assert carried_label(of.actions[2].record.carried, of) == ""


def test_over_three_meetings_an_action_keeps_the_number_and_the_day_of_the_first() -> None:
    first = held(ADA, NEED, Action(id="ring", text="Ring"), VISIT)
    second = taken(following(first))
    write(second, Action(id="new", text="New at the second"))
    write(second, Closure(digest="0" * 64, position=second.position))
    ring = second.actions[0].record
    write(second, FollowUp(id="u1", action=ring.id, status="done"))
    third = Meeting("third3")
    for draft in follow(second, {"starts": "2027-05-07T14:00:00+00:00"}, lambda _: True, ids()).drafts:
        write(third, draft.record)
    labels = {e.record.text: (e.ref, carried_label(e.record.carried, third)) for e in third.actions}
    assert labels == {"Visit": ("A1", "A2 of 3 Dec"), "New at the second": ("A2", "A3 of 12 Feb")}
    assert [carried_label(e.record.carried, third) for e in third.observations] == ["N1 of 3 Dec"]
    assert third.actions[0].record.carried == Carried(meeting="first1", ref="A2", held=date(2026, 12, 3))
    assert third.details.title == "Meeting about K., 7 May 2027"


def test_an_action_taken_over_before_its_day_was_kept_has_the_day_of_the_previous_meeting() -> None:
    second = taken(following(held(ADA, VISIT)))
    action = second.actions[0].record
    write(second, action.model_copy(update={"carried": Carried(meeting="first1", ref="A1")}))
    assert carried_label(second.actions[0].record.carried, second) == "A1 of 3 Dec"
    write(second, Closure(digest="0" * 64, position=second.position))
    [action] = [d.record for d in follow(second, {}, lambda _: True, ids()).drafts if isinstance(d.record, Action)]
    assert action.carried == Carried(meeting="first1", ref="A1", held=date(2026, 12, 3))


def test_questions_left_open_are_asked_again() -> None:
    asked = Note(id="asked", nature="question", text="Who has the key?", source=Who(name="Ada Quill", attendee="ada"))
    fact = Note(id="fact", nature="fact", text="The door is green")
    of = taken(following(held(ADA, asked, fact)))
    [again] = of.notes
    assert (again.record.nature, again.record.text, again.record.item) == ("question", "Who has the key?", ITEM)


def test_a_question_that_a_finished_action_answered_is_not_asked_again_and_an_open_one_is_still_about_it() -> None:
    key = Note(id="key", nature="question", text="Who has the key?")
    dog = Note(id="dog", nature="question", text="Whose is the dog?")
    done = Action(id="ask", text="Ask the landlord", addresses=("key",), status="done")
    open_ = Action(id="ring", text="Ring the warden", addresses=("dog",))
    of = taken(following(held(ADA, key, dog, done, open_)))
    [again] = of.notes
    assert again.record.text == "Whose is the dog?"
    [action] = [e.record for e in of.actions if e.record.text == "Ring the warden"]
    assert action.addresses == (again.record.id,)


def test_a_question_for_some_agencies_or_kept_from_a_relative_is_so_in_the_next_meeting() -> None:
    asked = Note(id="asked", nature="question", text="Who has the key?", only=("police",), only_why="No consent")
    kept = Note(id="kept", nature="question", text="Where is he?", kept_from=("mick",), kept_why="He must not know")
    first, second = taken(following(held(ADA, asked, kept))).notes
    assert (first.record.only, first.record.only_why) == (("police",), "No consent")
    assert second.record.restricted == "He must not know", "nobody knows any more who Mick is"


def test_those_concerned_and_their_relatives_come_again_and_marks_mean_the_same_people() -> None:
    ava, ben = PersonConcerned(id="ava", name="Ava", age=9), PersonConcerned(id="ben", name="Ben", age=6)
    dawn = Relative(id="dawn", name="Dawn", relation="mother of Ava and Ben", of=("ava", "ben"), email="d@example.org")
    mick = Relative(id="mick", name="Mick", relation="father of Ava", of=("ava",))
    need = NEED.model_copy(update={"about": ("ava",), "kept_from": ("mick",), "kept_why": "She asked"})
    of = taken(following(held(ava, ben, dawn, mick, need, VISIT)))
    concerned = {e.record.name: e.record for e in of.all(PersonConcerned)}
    relatives = {e.record.name: e.record for e in of.all(Relative)}
    assert [(one.name, one.age, one.person) for one in concerned.values()] == [("Ava", 9, "child"), ("Ben", 6, "child")]
    assert relatives["Dawn"].of == (concerned["Ava"].id, concerned["Ben"].id)
    assert (relatives["Dawn"].relation, relatives["Dawn"].email) == ("mother of Ava and Ben", "d@example.org")
    [again] = of.observations
    assert again.record.about == (concerned["Ava"].id,)
    assert (again.record.kept_from, again.record.kept_why) == ((relatives["Mick"].id,), "She asked")
    assert again.record.restricted is None
    kept = [kept_by_mark(again.record, relatives[name].id, of) for name in ("Dawn", "Mick")]
    assert kept == ["", "She asked"]


def test_what_is_kept_from_one_relative_and_was_said_without_them_all_is_kept_from_all() -> None:
    mick = Relative(id="mick", name="Mick", relation="father of Ava")
    need = NEED.model_copy(update={"kept_from": ("mick",)})
    [again] = taken(following(held(mick, need), unseen=("need",))).observations
    assert again.record.restricted is not None


def test_what_the_guidance_asked_and_was_not_done_is_told_to_those_who_follow_up() -> None:
    departure = Departure(
        id="departure:KBSP-19",
        provision="KBSP-19",
        reason="The father was in hospital.",
        decided_by=Who(name="Ada Quill", attendee="ada"),
        route="Escalated to the service manager",
    )
    of = taken(following(held(ADA, departure), unseen=("departure:KBSP-19",)))
    [told] = of.notes
    assert (told.record.nature, told.record.item) == ("fact", ITEM)
    for said in ("Thu 3 Dec 2026", "KBSP-19", "in hospital", "Escalated to the service manager"):
        assert said in told.record.text
    assert told.record.source == Who(name="Ada Quill", attendee=of.attendees[0].record.id)
    assert told.record.restricted == "Kept from the family's copy of the meeting on Thu 3 Dec 2026"


def test_open_actions_come_with_what_they_answer_and_those_that_are_over_stay() -> None:
    visit = VISIT.model_copy(update={"addresses": ("need",)})
    over = Action(id="over", text="Ring")
    first = held(ADA, NEED, visit, over)
    write(first, FollowUp(id="u1", action="over", status="done"))
    write(first, FollowUp(id="u2", action="visit", status="open", deadline=date(2027, 1, 5), reason="Away"))
    follows = following(first)
    of = taken(follows)
    assert follows.carried == ("visit",)
    [action] = of.actions
    assert (action.record.text, action.record.deadline, action.record.item) == ("Visit", date(2027, 1, 5), ITEM)
    assert action.record.owner == Who(name="Ada Quill", attendee=of.attendees[0].record.id)
    assert action.record.carried == Carried(meeting="first1", ref="A1", held=date(2026, 12, 3))
    [need] = of.observations
    assert (need.record.text, need.record.origin) == ("A bed", "prior")
    assert action.record.addresses == (need.record.id,)
    assert home_of(action.record, with_previous(BRISTOL)) == ITEM


def test_a_need_whose_actions_are_all_done_is_answered_and_one_without_need_of_action_is_too() -> None:
    visit = VISIT.model_copy(update={"addresses": ("need",)})
    fine = Observation(id="fine", theme="risk", text="Small", no_action="Watched by all")
    dropped = Action(id="dropped", text="Ring", addresses=("risk",))
    risk = Observation(id="risk", theme="risk", text="Great")
    strength = Observation(id="strength", theme="strength", text="Reads")
    first = held(ADA, NEED, fine, risk, strength, visit, dropped)
    write(first, FollowUp(id="u1", action="visit", status="done"))
    write(first, FollowUp(id="u2", action="dropped", status="dropped", reason="No use"))
    assert [e.record.text for e in taken(following(first)).observations] == ["Great"]


def test_what_was_corrected_comes_as_corrected() -> None:
    first = held(NEED, VISIT)
    write(first, Amendment(id="m1", target="need", text="A bed of her own", reason="Misheard"))
    assert taken(following(first)).observations[0].record.text == "A bed of her own"


def test_a_line_held_back_from_a_relative_is_kept_from_them_in_the_next_meeting() -> None:
    of = held(NEED, VISIT, closed=False)
    write(of, DAWN)
    write(of, MICK)
    write(of, decide(of, BRISTOL, DAWN.id, hold=["need", "visit"], reason="She would tell", done=True).record)
    write(of, Closure(digest=digest(of.versions), position=of.position))
    again = taken(following(of))
    dawn = next(e.record for e in again.all(Relative) if e.record.name == DAWN.name)
    carried: list[Entry[Observation] | Entry[Action]] = [*again.observations, *again.actions]
    for entry in carried:
        assert (entry.record.kept_from, entry.record.kept_why) == ((dawn.id,), "She would tell")
        assert entry.record.restricted is None
        line = next(line for line in lines(again, BRISTOL, dawn.id) if line.id == entry.record.id)
        assert (line.place, line.why, line.locked) == ("held back", "She would tell", True)


def test_a_line_held_back_from_a_relative_removed_since_is_restricted_in_the_next_meeting() -> None:
    of = held(NEED, closed=False)
    write(of, DAWN)
    write(of, decide(of, BRISTOL, DAWN.id, hold=["need"], reason="She would tell").record)
    write(of, Closure(digest=digest(of.versions), position=of.position))
    releasing.write(of, Draft(record=DAWN, removed=True))
    assert taken(following(of)).observations[0].record.restricted == "She would tell"


def test_what_the_family_did_not_see_is_restricted_in_the_next_meeting() -> None:
    said = Observation(id="said", theme="risk", text="Said", restricted="They asked")
    talk = VISIT.model_copy(update={"family": FamilyTalk(why_not="It would tell")})
    of = taken(following(held(NEED, said, talk), unseen=("need", "said", "visit")))
    assert [e.record.restricted for e in of.observations] == [
        "Kept from the family's copy of the meeting on Thu 3 Dec 2026",
        "They asked",
    ]
    assert of.actions[0].record.restricted is not None
    assert taken(following(held(NEED))).observations[0].record.restricted is None


def test_none_follows_a_meeting_that_is_still_open() -> None:
    with pytest.raises(NotNext, match="still open"):
        following(held(NEED, closed=False))


def test_the_review_is_proposed_as_the_start_at_the_same_hour() -> None:
    answer = Answer(id="answer:review-date", question="review-date", value="2027-06-10")
    first = held(answer)
    assert proposed_start(first, BRISTOL) == datetime(2027, 6, 10, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    assert proposed_start(held(), BRISTOL) is None
    none = answer.model_copy(update={"value": "none", "reason": "No need"})
    assert proposed_start(held(none), BRISTOL) is None


def test_a_meeting_that_follows_another_has_an_item_for_it_after_attendance() -> None:
    of = taken(following(held(NEED)))
    format_ = format_for(of, BRISTOL)
    kinds = [item.kind for item in format_.agenda]
    assert format_.agenda[kinds.index("attendance") + 1].id == ITEM
    assert format_.question(AGREED) is not None
    assert format_for(held(NEED), BRISTOL) is BRISTOL
    assert with_previous(format_) is format_


def test_the_link_back_names_the_next_meeting_and_what_it_took() -> None:
    link = following(held(VISIT)).link("second2", "link")
    assert (link.meeting, link.carried, link.starts.year) == ("second2", ("visit",), 2027)


def test_fields_that_came_later_are_not_in_what_earlier_meetings_were_sealed_with() -> None:
    plain = (Details.model_validate(dict(held().details)), NEED, VISIT, Attendee(id="x", name="X"))
    for record in plain:
        assert not {"previous", "minutes_within", "carried"} & record.model_dump(mode="json").keys()


def test_an_action_taken_over_and_done_by_now_needs_no_new_date_but_an_open_one_does() -> None:
    of = taken(following(held(ADA, VISIT)))
    [early] = [f for f in check(of, BRISTOL) if f.rule == "deadline-given"]
    assert early.ref == "A1"
    assert early.message.startswith("Carried over, and the date has passed: A1 (")
    write(of, of.actions[0].record.model_copy(update={"status": "done"}))
    assert not [f for f in check(of, BRISTOL) if f.rule == "deadline-given"]
