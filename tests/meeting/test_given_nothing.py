"""Somebody who is recorded to be kept out: no copy, not in part two, until it is changed."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.after.distribution import NotSent, copies, sent
from chairtui.meeting.after.part_two_lines import joining
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines, released_to, still_to_do
from chairtui.meeting.capture.capture import LeftUnsettled, Understood
from chairtui.meeting.chairing.part_two import part_two_drafts, proposed_to_join
from chairtui.meeting.copy_readers import kept_out, only_reader
from chairtui.meeting.editing import NotThat, change, set_key
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Attendee,
    Distribution,
    Draft,
    Observation,
    Relative,
    Who,
)
from tests.meeting.capture_room import Room
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import DAWN, MICK, released, write

OUT = MICK.model_copy(update={"given_nothing": True, "given_nothing_why": "an order keeps him away"})
STRENGTH = Observation(id="s1", theme="strength", text="A trusted teacher")


def relative(of: Meeting, name: str) -> Relative:
    return next(e.record for e in of.all(Relative) if e.record.name == name)


def taken(room: Room, line: str) -> Understood | LeftUnsettled:
    outcome = room.take(line)
    assert isinstance(outcome, Understood | LeftUnsettled)
    return outcome


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("relative: Mick, father of Robin, given nothing: an order keeps him away", "an order keeps him away"),
        ("relative: Mick, father, not to be given anything", ""),
        ("relative: Mick, father of Robin, kept out because he hit her, twice", "he hit her, twice"),
        ("relative: Mick, father of Robin; gets nothing", ""),
    ],
)
def test_a_line_says_that_a_relative_is_given_nothing(line: str, why: str) -> None:
    room = Room()
    room.take("concerns: Robin, 9")
    outcome = taken(room, line)
    assert isinstance(outcome, Understood)
    assert "given nothing" in outcome.preview
    mick = relative(room.meeting, "Mick")
    assert (mick.given_nothing, mick.given_nothing_why) == (True, why)
    assert mick.relation.startswith("father")


@pytest.mark.parametrize("said", ["must not be told", "injunction", "no contact", "without the minutes"])
def test_words_that_may_mean_it_are_asked_about_and_record_nobody(said: str) -> None:
    room = Room()
    outcome = taken(room, f"relative: Mick, father, {said}")
    assert isinstance(outcome, LeftUnsettled)
    assert "given nothing" in outcome.reason
    assert not room.meeting.all(Relative)


def test_it_is_said_later_of_somebody_recorded_and_by_the_form() -> None:
    of = meeting(details(), DAWN, MICK)
    room = Room()
    room.take("relative: Mick, father of Robin")
    assert isinstance(taken(room, "relative: Mick, given nothing: an order"), Understood)
    assert [e.record.given_nothing_why for e in room.meeting.all(Relative)] == ["an order"]
    by_reason = change(MICK, {"given-nothing-why": "an order"}, of, FORMAT)
    assert isinstance(by_reason, Relative) and by_reason.given_nothing
    again = change(by_reason, {"given-nothing": "no"}, of, FORMAT)
    assert again == MICK


def test_whoever_is_given_nothing_is_on_no_list_and_ticked_for_no_part() -> None:
    here = Attendee(id="p1", name="Mick", role="father", status="present", parts=(2,), relative=True)
    of = meeting(details(), DAWN, OUT, here, STRENGTH)
    assert [copy.to.name for copy in copies(of, FORMAT)] == ["Dawn"]
    assert "mick" not in proposed_to_join(of)
    assert (found := only_reader(of)) is not None and found.record.id == "dawn"
    details_after = part_two_drafts(of, stays=(), joined=("mick", "dawn"), new_id=lambda: "new")[-1].record
    assert details_after.kind == "details" and details_after.joined == ("dawn",)
    assert "mick" in joining(meeting(details(part=2, joined=("dawn",)), DAWN, OUT, here))


def test_no_copy_can_be_decided_released_or_sent_until_it_is_changed() -> None:
    of = meeting(details(), DAWN, OUT, STRENGTH, closed=True)
    with pytest.raises(NotReleased, match="Mick is given nothing: an order keeps him away"):
        decide(of, FORMAT, "mick", share=["S1"], done=True)
    with pytest.raises(NotSent):
        sent("Mick", of, FORMAT, on=date(2026, 12, 4), today=date(2026, 12, 5), new_id="c1")
    assert still_to_do(of, FORMAT, "mick").endswith("L2.given-nothing=no.")
    after = released(meeting(details(), DAWN, MICK, STRENGTH), FORMAT, MICK)
    assert "s1" in released_to("mick", after)
    write(after, Draft(record=OUT))
    assert not released_to("mick", after)
    write(after, set_key("L2.given-nothing", "no", after, FORMAT))
    assert "s1" in released_to("mick", after)


def test_what_they_were_sent_before_stays_on_the_list_and_is_not_due() -> None:
    was = Distribution(id="copy:mick", to=Who(name="Mick"), relative="mick", audience="family", sent=date(2026, 12, 4))
    of = meeting(details(), DAWN, OUT, closed=True, then=[was])
    assert [(c.to.name, c.sent) for c in copies(of, FORMAT)] == [("Dawn", None), ("Mick", date(2026, 12, 4))]
    planned = meeting(details(), DAWN, OUT, closed=True, then=[was.model_copy(update={"sent": None})])
    assert [c.to.name for c in copies(planned, FORMAT)] == ["Dawn"]


def test_the_same_person_under_another_name_is_kept_out_too() -> None:
    of = meeting(details(), OUT.model_copy(update={"name": "Mick Brown"}), Relative(id="m2", name="Mick"))
    other = meeting(details(), OUT.model_copy(update={"name": "Mick Brown"}), Relative(id="m2", name="Mick Carter"))
    assert kept_out("m2", of) is not None
    with pytest.raises(NotReleased, match="Mick may be Mick Brown, who is given nothing"):
        decide(of, FORMAT, "m2", done=True)
    assert kept_out("m2", other) is None
    assert lines(other, FORMAT, "m2")


def test_whoever_is_recorded_anew_after_being_removed_is_given_nothing_still() -> None:
    room = Room()
    room.take("relative: Mick, father of Robin, given nothing: an order")
    mick = room.meeting.all(Relative)[0]
    room.file(Draft(record=mick.record, base=mick.base, removed=True))
    again = taken(room, "relative: Mick, father of Robin")
    assert isinstance(again, Understood) and "given nothing: an order" in again.preview
    assert [e.record.given_nothing for e in room.meeting.all(Relative)] == [True]


def test_an_attendee_who_may_be_whoever_is_given_nothing_is_on_no_list() -> None:
    here = Attendee(id="p1", name="Mick", role="father", status="present", relative=True)
    brown, carter = OUT.model_copy(update={"name": "Mick Brown"}), Relative(id="m2", name="Mick Carter")
    assert [c.to.name for c in copies(meeting(details(), brown, carter, here), FORMAT)] == ["Mick Carter"]


# ---- names of the family


def test_a_relative_is_renamed_by_the_form_and_no_name_is_given_twice() -> None:
    gran = Attendee(id="p1", name="Dawn", role="mother", status="present", relative=True)
    of = meeting(details(), DAWN, MICK, gran)
    draft = set_key("L1.name", "Dawn Price", of, FORMAT)
    assert draft.record.kind == "relative" and draft.record.name == "Dawn Price"
    with pytest.raises(NotThat, match="recorded already"):
        set_key("L2.name", "dawn", of, FORMAT)
    with pytest.raises(NotThat, match="given nothing"):
        set_key("L1.relation", "mother, must not be told", of, FORMAT)


def test_a_name_that_a_relative_had_is_not_a_professionals_by_itself() -> None:
    dawn = Attendee(id="p1", name="Dawn", role="nurse", agency="Health", status="present")
    of = meeting(details(), DAWN, dawn)
    write(of, Draft(record=DAWN.model_copy(update={"name": "Dawn Price"})))
    assert side_of(dawn, of) == "unanswered"


@pytest.mark.parametrize("name", ["Dawn Price", "Mrs Dawn Price"])
def test_whoever_may_be_a_relative_under_a_longer_name_is_asked_about(name: str) -> None:
    room = Room()
    room.take("relative: Dawn, mother of Robin")
    asked = room.asked(f"present: {name}, manager, Bluebell Care")
    assert "family" in asked.reason
    room.take(f"present: {name}, manager, Bluebell Care !professional")
    assert side_of(room.meeting.attendees[-1].record, room.meeting) == "professional"
    room.take("present: Dawna Hill, manager, Bluebell Care")
    assert side_of(room.meeting.attendees[-1].record, room.meeting) == "professional"


def test_an_attendee_of_the_family_is_the_relative_whose_first_name_it_is() -> None:
    dawn = Relative(id="dawn", name="Dawn Price", relation="mother of Robin")
    here = Attendee(id="p1", name="Dawn", role="mother", status="present", parts=(2,), relative=True)
    of = meeting(details(part=2, joined=("dawn",)), dawn, here)
    assert [(c.to.name, c.relative) for c in copies(of, FORMAT)] == [("Dawn Price", "dawn")]
    two = meeting(details(), dawn, Relative(id="d2", name="Dawn Cole"), here)
    assert {c.to.name for c in copies(two, FORMAT)} == {"Dawn", "Dawn Price", "Dawn Cole"}


def test_a_first_name_means_the_only_relative_who_has_it_or_is_asked_about() -> None:
    room = Room()
    for line in ("concerns: Zoë Price, 9", "relative: Dawn Price, mother of Zoë"):
        room.take(line)
    for line in (
        "r: Alone !not Dawn she may tell",
        "r: Out !not Mrs Dawn Price: she may tell",
        "s: Sleeps #zoe",
    ):
        assert isinstance(taken(room, line), Understood), line
    kept = [e.record.kept_from for e in room.meeting.observations]
    dawn = room.meeting.find("L1")
    assert dawn is not None and kept == [(dawn.record.id,), (dawn.record.id,), ()]
    room.take("relative: Dawn Cole, aunt of Zoë")
    outcome = taken(room, "r: Alone at night !not Dawn she may tell")
    assert isinstance(outcome, LeftUnsettled) and outcome.missing == "relative"


def test_a_source_may_be_a_relative_and_two_of_that_name_are_asked_about() -> None:
    room = Room()
    room.take("relative: Dawn Price, mother of Robin")
    outcome = taken(room, "v: I want a break @dawn")
    assert isinstance(outcome, Understood)
    assert room.meeting.notes[-1].record.source == Who(name="Dawn Price")
    room.take("present: Dawn Hill, nurse, Health")
    asked = taken(room, "v: I want a break @dawn")
    assert isinstance(asked, LeftUnsettled)
    assert [choice.who.name for choice in asked.choices if choice.who] == ["Dawn Hill", "Dawn Price"]
    settled = taken(room, "2")
    assert isinstance(settled, Understood)
    assert room.meeting.notes[-1].record.source == Who(name="Dawn Price")
