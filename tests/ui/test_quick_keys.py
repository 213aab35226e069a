"""Two keys and a word: an action out of a note, a fact out of a report, links, owners, deadlines, arrivals."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Attendee, Draft, Note
from chairtui.words import quick_edit
from screens.context import AppContext
from tests.ui.app_harness import NARROW, NOW, SIZES
from tests.ui.live_harness import (
    SAM,
    Clock,
    a_full_meeting,
    keys,
    live_meeting,
    paste,
    said,
    shown,
    texts,
    typed,
    until,
)


@pytest.fixture
def session(context: AppContext) -> Session:
    return a_full_meeting(context)


def record(session: Session, record_id: str) -> object:
    """A record as the journal on the disk has it."""
    entry = Session(session.journal, session.meeting.id, "reader").meeting.entry(record_id)
    assert entry is not None
    return entry.record


def action(session: Session, record_id: str = "a1") -> Action:
    found = record(session, record_id)
    assert isinstance(found, Action)
    return found


async def test_t_begins_an_action_with_the_words_of_what_is_selected(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("h1")
        await keys(pilot, "t")
        assert typed(live) == "a: K. slept at a friend's for H1"
        await keys(pilot, " @Priya\n")
        filed = session.meeting.actions[-1].record
        assert (filed.text, filed.addresses) == ("K. slept at a friend's", ("h1",))
        assert filed.owner is not None
        assert filed.owner.name == "Priya Larkspur"


async def test_an_action_out_of_a_restricted_note_is_restricted_too(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("f1")
        await keys(pilot, "t @Sam Okafor\n")
        filed = session.meeting.actions[-1].record
        assert filed.restricted == "names a neighbour"
        assert filed.addresses == ("f1",)


async def test_y_makes_a_fact_of_a_report_and_keeps_who_verified_it(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("h1")
        await keys(pilot, "ypriya\n")
        note = record(session, "h1")
        assert isinstance(note, Note)
        assert (note.nature, note.verified, note.source) == ("fact", "Priya Larkspur", SAM)
        assert said(live) == quick_edit.VERIFIED.format(ref="H1", who="Priya Larkspur") + " ✓"
        assert "verified: Priya Larkspur" in " ".join(shown(live.app).split())


async def test_y_is_only_for_what_was_reported(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("f1")
        await keys(pilot, "y")
        assert said(live) == quick_edit.ONLY_REPORTED
        assert not live.dock.typing


async def test_l_links_an_action_to_a_risk_from_either_side(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("a1")
        await keys(pilot, "lr1\n")
        assert action(session).addresses == ("r1",)
        await keys(pilot, "5")
        live.pane.select("n1")
        await keys(pilot, "la1\n")
        assert action(session).addresses == ("r1", "n1")
        assert said(live) == "A1 for N1 ✓"


async def test_tab_fills_in_the_reference_to_link(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("a1")
        await keys(pilot, "ln")
        await pilot.press("tab", "enter")
        assert action(session).addresses == ("n1",)


async def test_a_link_to_something_that_is_no_action_is_refused_and_stays_in_the_line(
    context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5")
        live.pane.select("n1")
        await keys(pilot, "lr1\n")
        assert said(live) == quick_edit.NEEDS_ACTION.format(ref="R1")
        assert typed(live) == "r1"
        await keys(pilot, "2\n")
        assert "R12" in said(live).upper()


async def test_w_gives_an_action_to_somebody_else(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("a1")
        await keys(pilot, "wpriya\n")
        owner = action(session).owner
        assert owner is not None
        assert owner.attendee == "priya"
        assert not live.dock.typing


async def test_w_asks_which_of_two_people_of_a_name_is_meant(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("a1")
        await keys(pilot, "wsam\n2")
        owner = action(session).owner
        assert owner is not None
        assert owner.attendee == "sam-t"


async def test_b_changes_a_deadline_in_words(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        live.pane.select("a1")
        await keys(pilot, "b10 dec\n")
        assert action(session).deadline == date(2026, 12, 10)
        await keys(pilot, "bnever\n")
        assert live.dock.typing
        assert typed(live) == "never"
        assert action(session).deadline == date(2026, 12, 10)


@pytest.mark.parametrize("key", ["w", "b", "l", "t", "y"])
async def test_a_quick_key_with_nothing_selected_says_what_to_choose(
    context: AppContext, session: Session, key: str
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5" + key)
        assert said(live).startswith("Select ")
        assert not live.dock.typing


async def test_p_marks_who_is_selected_as_arrived_gone_and_back(
    clock: Clock, context: AppContext, session: Session
) -> None:
    place = next(n for n, item in enumerate(context.formats["bristol"].agenda, 1) if item.kind == "attendance")
    async with live_meeting(context, session, NARROW) as (live, pilot):
        clock.pass_(minutes=12)
        await keys(pilot, str(place))
        live.pane.select("priya")
        await keys(pilot, "p")
        person = record(session, "priya")
        assert isinstance(person, Attendee)
        assert (person.status, person.arrived, person.left) == ("present", clock.now, None)
        assert said(live) == "Priya Larkspur arrived 10:12 ✓  u takes it back."
        assert "arrived 10:12" in shown(live.app)
        clock.pass_(minutes=20)
        await keys(pilot, "p")
        assert said(live) == "Priya Larkspur left 10:32 ✓  u takes it back."
        live.show_time()
        assert "of 3 here" in live.status.words
        await keys(pilot, "p")
        assert said(live) == "Priya Larkspur is back ✓  u takes it back."
        await keys(pilot, "uu")
        assert "left" not in shown(live.app)


async def test_p_anywhere_else_asks_who_and_takes_a_time(clock: Clock, context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=40)
        await keys(pilot, "5pokafor 10:25\n")
        person = record(session, "sam-o")
        assert isinstance(person, Attendee)
        assert person.left == NOW.replace(minute=25)
        assert said(live) == "Sam Okafor left 10:25 ✓"
        await keys(pilot, "pnobody we know\n")
        assert live.dock.typing


async def test_whoever_is_there_when_it_begins_has_no_time_of_arrival(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (_, pilot):
        await keys(pilot, "ppriya\n")
        person = record(session, "priya")
        assert isinstance(person, Attendee)
        assert (person.status, person.arrived) == ("present", None)


async def test_agencies_and_names_are_completed_after_present(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "/present: Ros Tilney, teacher, Soc")
        await pilot.press("tab")
        assert typed(live).strip() == "present: Ros Tilney, teacher, Social Care"


async def test_a_pasted_block_is_saved_in_one_go(
    context: AppContext, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    append = context.journal.append

    def counted(meeting: str, drafts: list[Draft], by: str) -> object:
        calls.append(len(drafts))
        return append(meeting, drafts, by)

    async with live_meeting(context, session) as (live, pilot):
        monkeypatch.setattr(context.journal, "append", counted)
        lines = [*(f"f: Fact {n} @Priya" for n in range(9)), "a: Look into it for F2"]
        await paste(live, pilot, "\n".join(lines))
        await keys(pilot, "\n")
        await until(pilot, lambda: "Look into it" in texts(session))
        assert calls == [9, 1]


async def test_l_in_the_attendance_list_marks_who_comes_and_goes(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        clock.pass_(minutes=30)
        await keys(pilot, "P")
        await until(pilot, lambda: live.app.screen is not live)
        await keys(pilot, "l")
        person = record(session, "sam-o")
        assert isinstance(person, Attendee)
        assert person.left == clock.now
        await pilot.pause()
        assert "left 10:30. u takes it back." in shown(live.app)
        await keys(pilot, "u")
        person = record(session, "sam-o")
        assert isinstance(person, Attendee)
        assert person.left is None


async def test_a_decision_names_the_key_for_whoever_disagrees_and_the_key_begins_it(
    context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "6")
        await keys(pilot, "D")
        assert said(live) == quick_edit.NO_DECISION
        await keys(pilot, "dK. stays with her aunt\n")
        await pilot.press("escape")
        assert "D1: D somebody disagrees" in shown(live.app)
        await keys(pilot, "D")
        assert typed(live) == "disagreed: D1 @"
        assert "K. stays with her aunt" in said(live)
        await keys(pilot, "Priya I would wait\n")
        (disagreed,) = session.meeting.decisions[-1].record.dissent
        assert (disagreed.who.name, disagreed.text) == ("Priya Larkspur", "I would wait")


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_names_part_two_and_in_it_the_way_back(
    context: AppContext, session: Session, size: tuple[int, int]
) -> None:
    async with live_meeting(context, session, size) as (live, pilot):
        await until(pilot, lambda: "F Part" in shown(live.app))
        session.save(session.meeting.details.model_copy(update={"part": 2}))
        live.show_again()
        await keys(pilot, "6")
        await until(pilot, lambda: "F Part 1" in shown(live.app))
        assert "C Close" not in shown(live.app), "nothing is closed while the family is here"
        await keys(pilot, "dWait and see\n")
        await pilot.press("escape")
        assert "somebody disagrees" not in shown(live.app), "no record has a number here"
