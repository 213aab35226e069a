"""Who gets which copy of the minutes, by when, and what was sent."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.format_registry import open_registry
from chairtui.meeting.after.distribution import Copy, NotSent, audience_of, copies, due_on, sent, sent_day
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Answer,
    Attendee,
    Audience,
    Distribution,
    PersonConcerned,
    Relative,
    Release,
    Version,
    Who,
)
from tests.meeting.closed_meetings import ADA, BEN, MOTHER, TODAY, held, write
from tests.minutes.releasing import DAWN, released

_FORMATS = open_registry().formats
BRISTOL, ISLE = _FORMATS["bristol"], _FORMATS["isle-of-wight"]
ABSENT = Attendee(id="cy", name="Cy Nobody", agency="Police", status="absent")


RELATIVES = (
    ("K.'s aunt", "Family"),
    ("Grandmother", "Kinship"),
    ("birth mother", "n/a"),
    ("gran", "home"),
    ("K's mum", "none"),
    ("Parent/carer", "N/A"),
    ("step-father", "self"),
    ("K's mum", "Tesco"),
    ("mother of Ava and Ben", "-"),
    ("mum's partner", ""),
    ("carer", "Home Help"),
    ("nurse", "no agency"),
)


def listed(of: Meeting) -> list[tuple[str, Audience, date | None]]:
    return [(copy.to.name, copy.audience, copy.sent) for copy in copies(of, BRISTOL)]


def send(of: Meeting, name: str, on: date | None = TODAY, **how: object) -> Copy:
    """Record a copy as sent; the list's entry for it."""
    record = sent(name, of, BRISTOL, on=on, today=TODAY, new_id=f"copy-{of.position}", **how)  # type: ignore[arg-type]
    write(of, record)
    return next(copy for copy in copies(of, BRISTOL) if copy.record == record.id)


def test_everybody_there_and_everybody_who_sent_apologies_gets_a_copy_and_so_does_the_family() -> None:
    assert listed(held(ADA, BEN, ABSENT)) == [
        ("Ada Quill", "attendees", None),
        ("Ben Sample", "attendees", None),
        ("The family", "family", None),
    ]


def test_one_of_the_family_who_attended_gets_the_familys_copy() -> None:
    assert listed(held(ADA, MOTHER)) == [("Ada Quill", "attendees", None), ("Ms K.", "family", None)]


@pytest.mark.parametrize(
    ("role", "agency", "side"),
    [
        *((role, agency, "unanswered") for role, agency in RELATIVES),
        ("mother", "", "unanswered"),
        ("", "", "unanswered"),
        ("social worker", "", "unanswered"),
        ("nurse", "Health", "professional"),
        ("family support worker", "Early Help", "professional"),
        ("foster carer", "Fostering Service", "professional"),
        ("home carer", "Heather Care", "professional"),
        ("mother's solicitor", "Bell & Co", "professional"),
    ],
)
def test_who_may_be_family_is_asked_about_and_gets_no_professionals_copy(role: str, agency: str, side: str) -> None:
    person = Attendee(id="p", name="Dee", role=role, agency=agency, status="present")
    meeting = held(person)
    assert side_of(person, meeting) == side
    assert (audience_of("p", meeting) == "attendees") is (side == "professional")


def test_once_it_is_said_nobody_is_asked_again_and_a_chosen_copy_changes_nothing() -> None:
    carer = Attendee(id="p", name="Dee", role="carer", agency="Bluebird Care", status="present")
    assert side_of(carer, held(carer)) == "unanswered"
    paid = carer.model_copy(update={"relative": False})
    assert audience_of("p", held(paid)) == "attendees"
    mum = carer.model_copy(update={"role": "mum", "relative": True})
    meeting = held(mum)
    write(meeting, Distribution(id="copy:p", to=Who(name="Dee", attendee="p"), audience="attendees"))
    assert audience_of("p", meeting) == "family"


@pytest.mark.parametrize("question", ["record-to-family", "shared-with-parents", "family-told"])
def test_where_the_meeting_said_no_the_family_is_not_on_the_list(question: str) -> None:
    (format_,) = (each for each in _FORMATS.values() if each.question(question))
    no = Answer(id=f"answer:{question}", question=question, value="no", reason="Not safe")
    assert [copy.to.name for copy in copies(held(ADA), format_)] == ["Ada Quill", "The family"]
    assert [copy.to.name for copy in copies(held(ADA, no), format_)] == ["Ada Quill"]


def test_where_nobody_tells_the_family_they_are_not_on_the_list() -> None:
    meeting = held(ADA)
    write(meeting, Answer(id="answer:who-informs-family", question="who-informs-family", value="none", reason="Unsafe"))
    assert listed(meeting) == [("Ada Quill", "attendees", None)]


def test_what_is_no_matter_of_the_familys_is_not_sent_to_them() -> None:
    supervision = _FORMATS["dumfries-galloway-group-supervision"]
    assert [copy.to.name for copy in copies(held(ADA), supervision)] == ["Ada Quill"]
    assert "The family" in [copy.to.name for copy in copies(held(ADA), _FORMATS["dumfries-galloway"])]


def test_the_family_is_put_on_the_list_by_name() -> None:
    no = Answer(id="answer:record-to-family", question="record-to-family", value="no", reason="Not safe")
    for name in ("The family", "the family"):
        with pytest.raises(NotSent, match="chairtui release"):
            send(held(ADA, no), name, added=True)


def test_the_formats_clock_counts_working_days_without_bank_holidays() -> None:
    assert due_on(held(ADA), BRISTOL) == date(2026, 12, 10)
    assert due_on(held(ADA, starts="2026-12-23T14:00:00+00:00"), BRISTOL) == date(2027, 1, 4)


def test_the_chairs_own_figure_counts_where_the_format_has_none_or_a_later_one() -> None:
    assert due_on(held(ADA), ISLE) is None
    assert due_on(held(ADA, minutes_within=10), ISLE) == date(2026, 12, 17)
    assert due_on(held(ADA, minutes_within=2), BRISTOL) == date(2026, 12, 7)
    assert due_on(held(ADA, minutes_within=10), BRISTOL) == date(2026, 12, 10)


def test_a_meeting_at_the_end_of_the_calendar_has_no_date_and_no_crash() -> None:
    assert due_on(held(ADA, starts="2199-12-30T14:00:00+00:00"), BRISTOL) is None


def test_a_copy_is_sent_on_a_day_by_somebody_and_is_late_no_more() -> None:
    of = held(ADA, BEN)
    assert copies(of, BRISTOL)[0].overdue(TODAY)
    copy = send(of, "ada", date(2026, 12, 9), how="By hand")
    assert (copy.sent, copy.how, copy.by, copy.overdue(TODAY)) == (date(2026, 12, 9), "By hand", "Jo Bell", False)
    with pytest.raises(NotSent, match="on Wed 9 Dec 2026 already"):
        send(of, "P1")
    assert send(of, "P1", again=True).sent == TODAY
    assert len(of.distributions) == 2
    assert len([copy for copy in copies(of, BRISTOL) if copy.to.name == "Ada Quill"]) == 1


def test_a_relatives_copy_is_sent_once_it_is_released() -> None:
    of = held(ADA)
    with pytest.raises(NotSent, match="no relative"):
        send(of, "family")
    write(of, DAWN)
    with pytest.raises(NotSent, match="nothing is released for Dawn"):
        send(of, "Dawn")
    of = released(of, BRISTOL)
    assert send(of, "Dawn").audience == "family"
    assert [name for name, _, _ in listed(of)] == ["Ada Quill", "Dawn"]


def test_a_relative_nobody_asked_is_listed_but_has_nothing_to_be_sent_until_somebody_decides() -> None:
    ian = Relative(id="ian", name="Ian Vale", relation="nephew of Kay")
    of = held(ADA, BEN, MOTHER)
    write(of, ian)

    def of_ian() -> Copy:
        return next(copy for copy in copies(of, ISLE) if copy.relative == "ian")

    assert (of_ian().undecided, of_ian().to_send, of_ian().due) == (True, False, None)
    assert {copy.to_send for copy in copies(of, ISLE) if copy.relative != "ian"} == {True}
    write(of, Release(id="release:ian", relative="ian"))
    assert (of_ian().undecided, of_ian().to_send) == (False, True)


def test_a_relative_never_gets_a_professionals_copy() -> None:
    of = released(held(ADA), BRISTOL)
    with pytest.raises(NotSent, match="never gets a professional's copy"):
        send(of, "Dawn", audience="attendees")


def test_somebody_else_can_be_put_on_the_list_and_sent_theirs() -> None:
    of = held(ADA)
    with pytest.raises(NotSent, match="nobody has said whether Dee Manager is family"):
        send(of, "Dee Manager", None, added=True)
    assert send(of, "Dee Manager", None, added=True, professional=True).sent is None
    assert send(of, "dee").sent == TODAY
    assert [name for name, _, _ in listed(of)] == ["Ada Quill", "The family", "Dee Manager"]


@pytest.mark.parametrize("name", ["Kay Vale", "kay", "Dawn Vale", "Mrs Vale", "Rose Vale"])
def test_a_child_concerned_and_every_relative_ever_recorded_are_never_put_on_the_list(name: str) -> None:
    of = held(ADA, PersonConcerned(id="kay", name="Kay Vale", age=14, person="young person"))
    rose = Relative(id="rose", name="Rose Vale", relation="aunt of Kay")
    write(of, Relative(id="dawn", name="Dawn Vale", relation="mother of Kay"))
    write(of, rose)
    of.apply(
        Version(record=rose, base=of.base_of("rose"), removed=True, seq=of.position + 1, at=of.versions[-1].at, by="Jo")
    )
    before = listed(of)
    with pytest.raises(NotSent, match=r"never gets a professional's copy|is released"):
        send(of, name, None, added=True, professional=True, audience="attendees")
    assert listed(of) == before


def test_a_copy_recorded_for_somebody_unknown_or_a_child_is_no_professionals() -> None:
    of = held(ADA, PersonConcerned(id="kay", name="Kay Vale", age=14, person="young person"))
    write(of, Distribution(id="one", to=Who(name="Sue Other")))
    write(of, Distribution(id="two", to=Who(name="Vale, Kay"), sent=TODAY))
    assert [audience for name, audience, _ in listed(of) if name in ("Sue Other", "Vale, Kay")] == ["family"] * 2
    assert send(of, "Sue Other", professional=True).audience == "attendees"


def test_an_attendee_who_was_recorded_as_a_relative_is_asked_about() -> None:
    of = held(ADA)
    relative = Relative(id="ada-r", name="Ada Quill", relation="aunt of Kay")
    write(of, relative)
    of.apply(
        Version(
            record=relative, base=of.base_of("ada-r"), removed=True, seq=of.position + 1, at=of.versions[-1].at, by="J"
        )
    )
    assert side_of(ADA, of) == "unanswered"


def test_the_chair_chooses_another_copy_for_somebody() -> None:
    of = held(Attendee(id="sw", name="Sam Okafor", role="social worker", status="present"))
    with pytest.raises(NotSent, match="nobody has said whether Sam Okafor is family"):
        send(of, "Sam", None, audience="actions", added=True)
    send(of, "Sam", None, audience="actions", professional=True)
    assert listed(of)[0] == ("Sam Okafor", "actions", None)
    assert send(of, "Sam").audience == "actions"


def test_a_copy_recorded_by_name_alone_is_that_persons() -> None:
    of = held(ADA)
    write(of, Distribution(id="imported", to=Who(name="Ada Quill"), sent=TODAY))
    assert listed(of)[0] == ("Ada Quill", "attendees", TODAY)


@pytest.mark.parametrize(
    ("name", "on", "why"),
    [
        ("Zed", TODAY, "nobody called “Zed”.*Ada Quill"),
        ("a", TODAY, "several people"),
        ("Ada", date(2026, 12, 2), "before the meeting"),
        ("Ada", date(2026, 12, 17), "still to come"),
    ],
)
def test_a_copy_nobody_could_have_sent_is_refused(name: str, on: date, why: str) -> None:
    of = held(ADA, Attendee(id="al", name="Al Again", agency="Police", status="present"))
    with pytest.raises(NotSent, match=why):
        send(of, name, on)


def test_before_the_meeting_is_closed_nothing_is_sent() -> None:
    with pytest.raises(NotSent, match="still open"):
        send(held(ADA, closed=False), "Ada")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", TODAY),
        ("yesterday", date(2026, 12, 15)),
        ("9 dec", date(2026, 12, 9)),
        ("9/11", date(2026, 11, 9)),
        ("30 nov", date(2026, 11, 30)),
        ("monday", date(2026, 12, 14)),
        ("9 dec 2027", date(2027, 12, 9)),
        ("tomorrow", date(2026, 12, 17)),
    ],
)
def test_a_day_without_a_year_on_which_something_was_sent_is_past(said: str, day: date) -> None:
    assert sent_day(said, TODAY, "England") == day
