"""The overview that `show` prints: short, harmless to a terminal, and never wider than it."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Attendee, Note, Observation, Who
from chairtui.minutes.text_summary import show
from tests.minutes.builders import FORMAT, details, filed, meeting
from tests.minutes.strategies import meetings


@settings(max_examples=60, deadline=None)
@given(made=meetings(), width=st.integers(30, 120))
def test_a_terminal_obeys_nothing_of_it_and_every_reference_is_there(made: Meeting, width: int) -> None:
    shown = show(made, FORMAT, width)
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) == "Cc"]
    assert not [c for c in shown if c in "\u202e\u202d\u2066\u2067\u2068\u200f"]
    starts = [row.split()[0] for row in shown.splitlines() if row.startswith("  ") and row.strip()]
    for ref in [e.ref for e in (*filed(made), *made.attendees)]:
        assert ref in starts


def test_long_texts_are_wrapped_to_the_terminal() -> None:
    made = meeting(
        Note(id="note-1", nature="fact", text="a long tale " * 40),
        Note(id="note-2", nature="fact", text="漢字 " * 90),
    )
    for row in show(made, FORMAT, 60).splitlines():
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row) <= 60


def test_the_overview_says_what_when_who_and_how_many() -> None:
    made = meeting(
        details(venue="Room 4"),
        Attendee(id="person-1", name="Sam Okafor", agency="Health", status="present"),
        Observation(id="seen-1", theme="risk", text="Out at night", restricted="Refuge"),
        Action(id="action-1", text="Visit", owner=Who(name="Sam Okafor", attendee="person-1"), addresses=("seen-1",)),
    )
    rows = show(made, FORMAT).splitlines()
    assert rows[0] == "Planning meeting  [m1]"
    assert "Status: Draft: the meeting is not closed" in rows
    assert "Date and time: Thu 3 Dec 2026, 14:00" in rows
    assert "Records: 1 risk, 1 action" in rows
    assert "  P1   Sam Okafor, Health, present" in rows
    assert "  R1   Out at night (addressed by A1; restricted)" in rows
    assert "  A1   Visit (Sam Okafor, Health; no deadline yet; no measure yet; for R1)" in rows
