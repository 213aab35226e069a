"""The list of lines that could not be read: one key from the meeting, a key or two to settle each."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Unsettled
from screens.closing import ClosingScreen
from screens.context import AppContext
from screens.list_view import RowList
from screens.live.screen import LiveScreen
from screens.unsettled import UnsettledScreen
from screens.widgets.completed_line import CompletedLine
from tests.ui.app_harness import NARROW, WIDE
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, until

LEFT = ("f: The door was open @sam", "he shouted", "a: Visit him @priya by before christmas")


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    return live_context(tmp_path)


@pytest.fixture
def session(context: AppContext) -> Session:
    return a_meeting(context)


async def opened(live: LiveScreen, pilot: Pilot[None]) -> UnsettledScreen:
    """The list over a meeting in which three lines are left unsettled."""
    await keys(pilot, "/" + "".join(f"{line}\n" for line in LEFT))
    await pilot.press("escape", "S")
    await until(pilot, lambda: isinstance(live.app.screen, UnsettledScreen) and live.app.screen.mounted)
    screen = live.app.screen
    assert isinstance(screen, UnsettledScreen)
    return screen


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_line_is_settled_with_its_number_letter_or_date(
    context: AppContext, session: Session, size: tuple[int, int]
) -> None:
    async with live_meeting(context, session, size) as (live, pilot):
        screen = await opened(live, pilot)
        assert [entry.ref for entry in screen.entries] == ["U1", "U2", "U3"]
        await keys(pilot, "1\nf\n18 dec\n")
        await until(pilot, lambda: not screen.entries)
        assert "U3 is now A1" in screen.message
        texts = [(e.ref, e.record.text, session.meeting.name_of(e.record.source)) for e in session.meeting.notes]
        assert texts == [("F1", "The door was open", "Sam Okafor"), ("F2", "he shouted", "")]
        await pilot.press("escape")
        await until(pilot, lambda: live.app.screen is live)


async def test_what_is_no_answer_is_said_and_stays_in_the_line(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        screen = await opened(live, pilot)
        await keys(pilot, "9\n")
        await until(pilot, lambda: '"9" does not settle U1: type' in screen.message)
        assert screen.query_one(CompletedLine).value == "9"
        assert [entry.record.text for entry in screen.entries] == list(LEFT)


async def test_a_line_that_can_be_read_by_now_needs_enter_alone(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "/f: He was out @kirsty\npresent: Kirsty Tulloch, adviser, DWP\n")
        await pilot.press("escape", "S")
        await until(pilot, lambda: isinstance(live.app.screen, UnsettledScreen) and live.app.screen.mounted)
        await pilot.press("enter")
        await until(pilot, lambda: not session.meeting.all(Unsettled))
        assert session.meeting.name_of(session.meeting.notes[0].record.source) == "Kirsty Tulloch"


async def test_a_line_is_taken_out_and_its_words_stay_in_the_history(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        screen = await opened(live, pilot)
        await pilot.press("down")
        await keys(pilot, "remove\n")
        await until(pilot, lambda: "U2 is taken out" in screen.message)
        assert [entry.ref for entry in screen.entries] == ["U1", "U3"]
        assert "he shouted" in [getattr(v.record, "text", "") for v in session.meeting.versions if v.removed]


async def test_the_closing_page_leads_to_the_list_at_that_line(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await opened(live, pilot)
        await pilot.press("escape", "C")
        await until(pilot, lambda: isinstance(live.app.screen, ClosingScreen) and live.app.screen.mounted)
        closing = live.app.screen
        assert isinstance(closing, ClosingScreen)
        rows = closing.query_one(RowList)
        rows.mark(next(str(n) for n, f in enumerate(closing.blockers) if f.ref == "U3"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(live.app.screen, UnsettledScreen) and live.app.screen.mounted)
        await keys(pilot, "18 dec\n")
        await until(pilot, lambda: bool(session.meeting.actions))
        action = session.meeting.actions[-1].record
        assert isinstance(action, Action)
        assert str(action.deadline) == "2026-12-18"


async def test_the_key_is_there_only_while_something_is_unsettled(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await pilot.press("S")
        await pilot.pause()
        assert live.app.screen is live
