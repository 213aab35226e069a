"""Every row of the table of dates, wherever a date is taken: the day meant, or a question; never another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from chairtui.meeting.capture.capture import LeftUnsettled, Refused, Understood, take
from chairtui.meeting.editing import NotThat, change, set_key
from chairtui.meeting.formats.model import Looks, Question
from chairtui.meeting.records import Action, Answer, Draft, Unsettled
from tests.meeting.capture_room import FORMAT, Room
from tests.meeting.test_date_phrases import THURSDAY, table

LONDON = ZoneInfo("Europe/London")
WITH_BY = (
    *("a: Visit him by {} @sam ok", "a: Visit him @so by {}", "a: Visit him by {}", "a: by {} @so visit him"),
    *("a: Visit him @so by {} m: seen", "a: Visit him @so m: seen by {}", "a: Visit him @so by {} R1"),
    *("a: Visit him @so {}", "a: Visit him @so {} m: seen", "a: Visit him @so {} R1", "a: Visit him @so, {}."),
    *("a: Visit him @so and sam p {}", "A1 by {}", "A1 {}", "A1 @so {}", "A1 {} @so"),
    *("A1: by {}", "a1, by {}", "A1: {}", "A1 by {} m: seen", "A1 m: seen by {}"),
)
"""Lines in which the words are the deadline's and nothing else's."""
AFTER_WORDS = (
    *("a: Visit him {} @sam ok", "a: Visit him {}", "a: @so visit him {}", "a: Visit him {} @so m: seen"),
    *("a: Visit him, {}, @so", "a: Visit him {} @so, R1", "a: Visit him @so m: seen {}"),
)
"""Lines in which they may be words of the sentence too."""
AMBIGUOUS = {"10 days": AFTER_WORDS, "10 working days": ("a: Visit him @so m: seen {}",)}
"""What may also say how long something is done, so that a key has to say which: "keep him at home 10 days"."""
ROWS = [(said, on, None if means == "ask" else date.fromisoformat(means), looks) for said, on, means, looks in table()]
FORWARD = [row[:3] for row in ROWS if row[3] == "forward"]


def room_on(on: date) -> Room:
    room = Room(("present: Sam Okafor, Health visitor, Health", "present: Sam Price, DC, Police"))
    room.say("r: Fire")
    room.say("a: Old action")
    starts = datetime.combine(on, time(10), LONDON)
    details = room.meeting.details.model_copy(update={"starts": starts})
    room.file(Draft(record=details, base=room.meeting.base_of(details.id)))
    return room


def deadline(line: str, on: date) -> date | str | None:
    """The deadline that a line gives, the action's words where it gives none, None for a line left unsettled."""
    room = room_on(on)
    taken = take(line, replace(room.context(), on=on))
    assert not isinstance(taken, Refused)
    if isinstance(taken, LeftUnsettled):
        return None
    action = taken.drafts[-1].record
    assert isinstance(action, Action)
    return action.deadline or action.text


@pytest.mark.parametrize(("said", "on", "meant"), FORWARD)
def test_a_deadline_is_the_day_meant_or_asked_about(said: str, on: date, meant: date | None) -> None:
    for form in WITH_BY:
        assert deadline(form.format(said), on) == meant, form


@pytest.mark.parametrize(("said", "on", "meant"), FORWARD)
def test_a_date_after_words_is_the_day_meant_or_asked_about(said: str, on: date, meant: date | None) -> None:
    for form in AFTER_WORDS:
        found = deadline(form.format(said), on)
        clause = said.startswith("when ") and isinstance(found, str)  # "find out when he is back": words, and no day
        assert found == (None if form in AMBIGUOUS.get(said, ()) else meant) or clause, form


@pytest.mark.parametrize(("said", "on", "meant"), FORWARD)
def test_a_date_settles_what_waits_for_one(said: str, on: date, meant: date | None) -> None:
    for answer in ("U1 {}", "U1: by {}", "{}"):
        room = room_on(on)
        room.take("a: Visit him by asap @so")
        taken = take(answer.format(said), replace(room.context(), on=on))
        settled = taken.drafts[-1].record if isinstance(taken, Understood) else None
        assert (settled.deadline if isinstance(settled, Action) else None) == meant, answer


def test_a_date_at_the_end_of_a_measure_is_its_words_too() -> None:
    room = room_on(THURSDAY)
    dated = room.become(Action, "a: Visit him @so m: seen friday")
    assert (dated.text, dated.measure, dated.deadline) == ("Visit him", "seen friday", date(2026, 12, 4))
    dated = room.become(Action, "a: Visit him @so m: seen, friday")
    assert (dated.measure, dated.deadline) == ("seen", date(2026, 12, 4))
    dated = room.become(Action, "a: Visit him @so by 9 dec m: seen friday")
    assert (dated.measure, dated.deadline) == ("seen friday", date(2026, 12, 9))
    room.say("A1 by 9 dec")
    dated = room.become(Action, "A1 m: seen friday")
    assert (dated.measure, dated.deadline) == ("seen friday", date(2026, 12, 9))


@pytest.mark.parametrize(("said", "on", "meant", "looks"), ROWS)
def test_a_form_and_an_answer_take_the_same_day(said: str, on: date, meant: date | None, looks: Looks) -> None:
    room = room_on(on)
    question = Question(id="day", text="On which day?", item="plan", type="date", provision="ALL-01", looks=looks)
    format_ = FORMAT.model_copy(update={"questions": (question,)})
    try:
        answer = set_key("day", said, room.meeting, format_).record
        assert isinstance(answer, Answer)
        assert date.fromisoformat(answer.value) == meant
    except NotThat:
        assert meant is None
    if looks == "back":
        return
    try:
        action = change(room.meeting.actions[0].record, {"deadline": said}, room.meeting, format_)
        assert isinstance(action, Action)
        assert action.deadline == meant
    except NotThat:
        assert meant is None


@pytest.mark.parametrize("said", ["7 dec 2pm", "friday after school", "2026-12-07 14:00"])
def test_a_field_and_an_answer_refuse_a_time_that_they_would_lose(said: str) -> None:
    room = room_on(THURSDAY)
    question = Question(id="day", text="On which day?", item="plan", type="date", provision="ALL-01")
    format_ = FORMAT.model_copy(update={"questions": (question,)})
    with pytest.raises(NotThat, match="has a time, and only the day is kept here"):
        set_key("day", said, room.meeting, format_)
    with pytest.raises(NotThat, match="has a time, and only the day is kept here"):
        change(room.meeting.actions[0].record, {"deadline": said}, room.meeting, format_)


OPEN_ENDED = (
    *("sometime next week", "some time in december", "around friday", "perhaps friday", "hopefully the 9th", "maybe"),
    *("friday perhaps", "friday if possible", "fridayish", "asap friday", "at some point next week", "later on friday"),
    *("soon after christmas", "asap after the visit", "sometime before friday", "the next meeting on friday"),
)
"""What is said for a deadline that is no certain day."""


@pytest.mark.parametrize("said", OPEN_ENDED)
def test_a_vague_deadline_is_unsettled_and_one_key_dates_the_whole_of_it(said: str) -> None:
    for form in ("a: Visit him @so by {} measure: seen", "a: Visit him by {} @so measure: seen", "A1 by {}"):
        room = room_on(THURSDAY)
        left = room.take(form.format(said))
        assert isinstance(left, LeftUnsettled), form
        kept = left.drafts[0].record
        assert isinstance(kept, Unsettled)
        assert (kept.text, left.missing) == (form.format(said), "date")
        settled = room.take("U1 9 dec")
        assert isinstance(settled, Understood), form
        action = settled.drafts[-1].record
        assert isinstance(action, Action)
        assert (action.text, action.deadline) == (
            "Old action" if form.startswith("A1") else "Visit him",
            date(2026, 12, 9),
        )


@pytest.mark.parametrize("said", OPEN_ENDED)
def test_no_day_is_taken_from_the_end_of_a_vague_deadline(said: str) -> None:
    for form in ("a: Visit him {} @so", "A1 {}"):
        assert not isinstance(deadline(form.format(said), THURSDAY), date) or said.startswith("the next meeting")


def test_a_review_may_be_the_words_before_a_date() -> None:
    room = room_on(THURSDAY)
    action = room.become(Action, "a: Chair the review on friday @so")
    assert (action.text, action.deadline) == ("Chair the review", date(2026, 12, 4))
