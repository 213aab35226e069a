"""Actions live on after their meeting, and its minutes stay as they are."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.after.follow_up import NotFollowed, Now, Step, follow_up, now_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import NextMeeting
from tests.meeting.closed_meetings import STARTS, TODAY, VISIT, held, ids, write


def step(of: Meeting, said: Step, to: str = "", reason: str = "") -> Now:
    """Take a step and say where the action then stands."""
    made = follow_up(of.actions[0], said, of, nation="England", today=TODAY, new_id=_FRESH, to=to, reason=reason)
    write(of, made)
    return now_of(VISIT, of)


_FRESH = ids()


def test_an_action_is_done_with_or_without_a_word_about_it() -> None:
    assert step(held(VISIT), "done") == Now("done", date(2026, 12, 10))
    assert step(held(VISIT), "done", reason="Seen on Monday").reason == "Seen on Monday"


def test_an_action_moves_to_another_date_and_again() -> None:
    of = held(VISIT)
    assert step(of, "moved", "18 dec", "She was away") == Now("open", date(2026, 12, 18), "She was away")
    assert step(of, "moved", "in 2 weeks", "Still away").deadline == date(2026, 12, 30)
    assert step(of, "done").deadline == date(2026, 12, 30)
    assert step(of, "open", reason="Not quite").status == "open"
    assert len(of.follow_ups) == 4
    assert of.actions[0].record == VISIT


@pytest.mark.parametrize(
    ("said", "to", "reason", "why"),
    [
        ("dropped", "", "", "why A1 is dropped"),
        ("moved", "18 dec", "", "why A1 is moved"),
        ("moved", "", "Away", "to which date"),
        ("moved", "10 dec 2026", "Away", "due on Thu 10 Dec 2026 as it is"),
        ("moved", "1 dec 2026", "Away", "before the meeting"),
        ("moved", "soonish", "Away", "soonish"),
        ("done", "18 dec", "", "goes with “moved”"),
        ("open", "", "x", "open already"),
    ],
)
def test_what_can_not_be_said_of_an_action_is_refused(said: Step, to: str, reason: str, why: str) -> None:
    with pytest.raises(NotFollowed, match=why):
        step(held(VISIT), said, to, reason)


def test_what_is_done_does_not_move_and_is_not_done_twice() -> None:
    of = held(VISIT)
    step(of, "done")
    with pytest.raises(NotFollowed, match="done already"):
        step(of, "done")
    with pytest.raises(NotFollowed, match="date can't move"):
        step(of, "moved", "18 dec", "x")


def test_in_an_open_meeting_the_action_itself_is_changed() -> None:
    with pytest.raises(NotFollowed, match="still open"):
        step(held(VISIT, closed=False), "done")


def test_what_a_later_meeting_took_over_is_followed_there() -> None:
    of = held(VISIT)
    write(of, NextMeeting(id="link", meeting="second2", starts=STARTS, carried=("visit",)))
    assert now_of(VISIT, of).status == "carried"
    assert not now_of(VISIT, of).overdue(TODAY)
    with pytest.raises(NotFollowed, match="second2"):
        step(of, "done")


@pytest.mark.parametrize(
    ("today", "overdue", "this_week"),
    [
        (date(2026, 12, 7), False, True),
        (date(2026, 12, 10), False, True),
        (date(2026, 12, 11), True, True),
        (date(2026, 12, 14), True, False),
        (date(2026, 12, 6), False, False),
    ],
)
def test_a_week_runs_from_monday_to_sunday(today: date, overdue: bool, this_week: bool) -> None:
    now = now_of(VISIT, held(VISIT))
    assert (now.overdue(today), now.this_week(today)) == (overdue, this_week)
