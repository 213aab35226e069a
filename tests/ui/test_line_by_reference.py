"""What is changed from the line itself, by a reference or a name: the hand never leaves it."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Attendee, Note, Unsettled
from screens.context import AppContext
from tests.ui.app_harness import NARROW
from tests.ui.live_harness import Clock, a_full_meeting, keys, live_meeting, said, typed


def action(session: Session, ref: str = "A1") -> Action:
    entry = Session(session.journal, session.meeting.id, "reader").meeting.find(ref)
    assert entry is not None and isinstance(entry.record, Action)
    return entry.record


@pytest.fixture
def session(context: AppContext) -> Session:
    return a_full_meeting(context)


async def test_a_deadline_an_owner_and_a_link_are_changed_by_reference(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "9/")
        for line, told in (
            ("A1 by 10 dec", "by Thu 10 Dec 2026, 7 days"),
            ("a1 @priya", "Priya Larkspur"),
            ("A1 for N1", "for N1"),
        ):
            await keys(pilot, line + "\n")
            assert said(live).startswith("A1 Mend the lock · ") and said(live).endswith(" ✓")
            assert told in said(live)
            assert live.dock.typing
            assert typed(live) == ""
        kept = action(session)
        assert kept.deadline == date(2026, 12, 10)
        assert kept.owner is not None and kept.owner.name == "Priya Larkspur"
        assert "n1" in kept.addresses


async def test_a_report_is_verified_and_made_an_action_from_the_line(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (_live, pilot):
        await keys(pilot, "6/H1 a: @priya by fri\n")
        made = session.meeting.actions[-1].record
        assert (made.text, made.addresses) == ("K. slept at a friend's", ("h1",))
        await keys(pilot, "H1 a: Ask the friend's mother @priya\n")
        assert session.meeting.actions[-1].record.text == "Ask the friend's mother"
        await keys(pilot, "F1 a: @priya\n")
        assert session.meeting.actions[-1].record.restricted == "names a neighbour"
        await keys(pilot, "H1 verified by priya\n")
        entry = session.meeting.entry("h1")
        assert entry is not None and isinstance(entry.record, Note)
        assert (entry.record.nature, entry.record.verified) == ("fact", "Priya Larkspur")


async def test_who_leaves_and_comes_is_typed_in_a_word(clock: Clock, context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=40)
        await keys(pilot, "5/okafor left 10:25\n")
        assert said(live) == "Sam Okafor left 10:25 ✓"
        await keys(pilot, "okafor left\n")
        assert "Sam Okafor is not here." in said(live)
        await keys(pilot, "okafor is back\npriya arrives\n")
        assert said(live) == "Priya Larkspur arrived 10:40 ✓"
        person = session.meeting.entry("sam-o")
        assert person is not None and isinstance(person.record, Attendee)
        assert person.record.left is None


async def test_a_name_that_several_have_is_asked_about(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "9/A1 @sam\n")
        assert live.dock.preview.mood == "ask"
        await keys(pilot, "2\n")
        owner = action(session).owner
        assert owner is not None and owner.name == "Sam Tilestone"
        await keys(pilot, "sam left\n1\n")
        assert said(live) == "Sam Okafor left 10:00 ✓"


@pytest.mark.parametrize("line", ["A1 verified Beth", "S1 by fri", "H1 for R1"])
async def test_what_is_no_change_of_that_record_is_kept_unsettled_and_changes_nothing(
    context: AppContext, session: Session, line: str
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        before = session.meeting.find(line[:2])
        await keys(pilot, f"9/{line}\n")
        assert typed(live) == ""
        assert "U1 is kept as you typed it" in said(live)
        assert session.meeting.find(line[:2]) == before


async def test_a_wrong_answer_stays_in_the_line_as_a_draft_that_the_next_thing_said_replaces(
    context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "9/he was out @sam okafor\nU1 xyz\n")
        assert (typed(live), said(live).splitlines()[0]) == (
            "U1 xyz",
            '"xyz" does not settle U1: type its letter, such as f or a.',
        )
        await keys(pilot, "f: He came back @sam okafor\n")
        assert session.meeting.notes[-1].record.text == "He came back"
        await pilot.press("up", "up")
        assert typed(live) == "U1 xyz"
        assert [entry.ref for entry in session.meeting.all(Unsettled)] == ["U1"]


async def test_enter_on_an_unsettled_line_brings_its_words_to_be_corrected_or_answered(
    context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "9/f: He rang @zed\nhe was out\n")
        await pilot.press("escape", "enter")
        assert typed(live) == "U2 he was out"
        await keys(pilot, "f\n")
        assert session.meeting.notes[-1].record.text == "he was out"
        await pilot.press("escape")
        live.pane.select(session.meeting.all(Unsettled)[0].record.id)
        await pilot.press("enter", "right", "backspace", "backspace", "backspace")
        await keys(pilot, "priya\n")
        assert not session.meeting.all(Unsettled)
        assert session.meeting.name_of(session.meeting.notes[-1].record.source) == "Priya Larkspur"


async def test_down_in_an_empty_line_goes_to_what_was_filed_last(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "9/a: Ring the GP @priya\n")
        await pilot.press("down")
        assert not live.dock.typing
        await keys(pilot, "bfri\n")
        assert action(session, session.meeting.actions[-1].ref).deadline == date(2026, 12, 4)
