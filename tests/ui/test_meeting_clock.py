"""Time: planned and used, when the meeting looks to end, overrun, a pause; and who has been heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.session import Session
from chairtui.meeting.records import Draft, Note, Who
from chairtui.words import quick_edit
from screens.context import AppContext
from screens.widgets.item_clock import GLANCE, ItemClock
from screens.widgets.item_head import ItemHead
from tests.ui.app_harness import NARROW, SIZES
from tests.ui.live_harness import Clock, a_meeting, keys, live_meeting, said, shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_status_line_says_when_it_will_end_and_how_late(
    clock: Clock, context: AppContext, session: Session, size: tuple[int, int]
) -> None:
    async with live_meeting(context, session, size) as (live, pilot):
        planned = live.format_.agenda[0].minutes
        assert "11:00" in live.status.words
        clock.pass_(minutes=planned)
        live.show_time()
        assert "11:00" in live.status.words
        clock.pass_(minutes=12)
        live.show_time()
        await pilot.pause()
        assert "11:12" in live.status.words
        assert "12 min late" in live.status.words
        over = f"{planned + 12}/{planned} min, over" if size[0] > 100 else f"{planned + 12} of {planned} min, over"
        assert over in shown(live.app)
        assert live.is_current


async def test_where_the_agenda_does_not_show_the_title_says_that_time_is_over(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session, (50, 24)) as (live, pilot):
        planned = live.format_.agenda[0].minutes
        clock.pass_(minutes=planned + 3)
        live.show_time()
        await pilot.pause()
        assert f"{planned + 3} of {planned} min, over" in shown(live.app)


def states(session: Session, context: AppContext) -> list[str]:
    """How far the first five items have come, by the first letter."""
    return [session.meeting.progress(item.id).state[0] for item in context.formats["bristol"].agenda[:5]]


async def test_a_look_ahead_moves_neither_the_meeting_nor_its_end(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "2 ")
        await keys(pilot, " ")
        assert said(live) == quick_edit.RUNNING.format(number=2)
        clock.pass_(minutes=4)
        await keys(pilot, "5")
        clock.pass_(seconds=GLANCE - 5)
        live._tick()
        await pilot.pause()
        text = shown(live.app)
        assert "●  2" in text
        assert "clock on item 2" in text, "the title says that this is a look"
        assert "press space to start this item" in text
        assert live.clock.seconds(live.format_.agenda[4].id) == 0
        await keys(pilot, "2")
        assert all(str(live.pane.query_one("#pane-title", ItemHead).content).split("\n")), "no line of it is blank"
        assert states(session, context) == ["w", "c", "w", "w", "w"]
        assert live.clock.seconds(live.format_.agenda[1].id) == 4 * 60 + GLANCE - 5
        assert "●" not in shown(live.app)


async def test_an_item_that_stays_in_view_is_where_the_meeting_is_since_it_came(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=2)
        await keys(pilot, "]")
        clock.pass_(seconds=GLANCE)
        live._tick()
        assert states(session, context) == ["d", "c", "w", "w", "w"]
        assert live.clock.seconds(live.format_.agenda[0].id) == 120
        assert live.clock.seconds(live.format_.agenda[1].id) == GLANCE


async def test_what_is_filed_under_an_item_brings_the_meeting_there(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=2)
        await keys(pilot, "]")
        clock.pass_(seconds=8)
        await keys(pilot, "]")
        clock.pass_(seconds=10)
        await keys(pilot, "fEverybody is here\n")
        assert live.clock.item == live.format_.agenda[2].id
        assert states(session, context) == ["d", "d", "c", "w", "w"], "the item between was shown and gone on from"
        assert live.clock.seconds(live.format_.agenda[2].id) == 10


async def test_going_back_to_an_item_leaves_the_later_one_to_be_done(
    clock: Clock, context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=1)
        await keys(pilot, "3 ")
        clock.pass_(minutes=1)
        await keys(pilot, "2 ")
        assert states(session, context) == ["d", "c", "w", "w", "w"], "what was jumped over is still to come, too"
        assert session.meeting.progress(live.format_.agenda[2].id).seconds == 60


async def test_z_stops_the_clock_and_starts_it_again(clock: Clock, context: AppContext, session: Session) -> None:
    async with live_meeting(context, session, NARROW) as (live, pilot):
        item = live.item.id
        clock.pass_(minutes=2)
        await keys(pilot, "z")
        assert said(live) == quick_edit.PAUSE
        assert quick_edit.PAUSED in live.status.words
        clock.pass_(minutes=15)
        live.show_time()
        assert live.clock.seconds(item) == 120
        await keys(pilot, "z")
        assert said(live) == quick_edit.GO_ON
        assert quick_edit.PAUSED not in live.status.words
        clock.pass_(minutes=1)
        assert live.clock.seconds(item) == 180
        assert session.meeting.progress(item).seconds == 120


def test_a_pause_at_one_seat_stops_the_clock_at_the_other(tmp_path: Path, clock: Clock, context: AppContext) -> None:
    context = replace(context, journal=FileJournal(tmp_path / "timed", clock, context.new_id))
    session = a_meeting(context)
    other = Session(context.journal, session.meeting.id, "Ros Tilney")
    items = [item.id for item in context.formats["bristol"].agenda]
    mine, theirs = ItemClock(session, clock), ItemClock(other, clock)
    mine.start(items)
    theirs.start(items)
    clock.pass_(minutes=3)
    mine.stop()
    theirs.saw(other.catch_up())
    clock.pass_(minutes=20)
    assert theirs.paused
    assert theirs.seconds(items[0]) == 180
    mine.go_on()
    theirs.saw(other.catch_up())
    clock.pass_(minutes=1)
    assert theirs.seconds(items[0]) == 240


@pytest.mark.parametrize("size", SIZES)
async def test_the_panel_says_agency_by_agency_who_has_spoken(
    context: AppContext, session: Session, size: tuple[int, int]
) -> None:
    sam = Who(name="Sam Okafor", attendee="sam-o")
    session.append([Draft(record=Note(id="f1", nature="fact", text="Seen on Monday", source=sam, item="information"))])
    async with live_meeting(context, session, (size[0], 60)) as (live, pilot):
        place = next(n for n, item in enumerate(live.format_.agenda, 1) if item.kind == "information")
        await keys(pilot, f"{place}T")
        await pilot.pause()
        text = " ".join(shown(live.app).split())
        assert quick_edit.HEARD in text
        assert "✓ Sam Okafor" in text
        assert "not yet: Sam Tilestone" in text
