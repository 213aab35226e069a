"""A half-typed meeting or attendee comes back as a draft, and is gone once it is filed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from chairtui.app import ChairApp
from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.session import Session
from chairtui.words import live as line_words
from chairtui.words import screens as words
from screens.attendance import AttendanceScreen
from screens.context import NO_MEETING, AppContext, UiState
from screens.form_page import DRAFT
from screens.new_meeting import NewMeetingScreen
from screens.widgets.one_line import FieldLine
from tests.ui.app_harness import make_context, press, running, shown, type_in
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, until


@pytest.fixture
def kept(tmp_path: Path) -> LineDrafts:
    return LineDrafts(tmp_path / "drafts", by="Ida")


def after_a_crash(context: AppContext) -> AppContext:
    """The context of the program started again: nothing is left but what was written."""
    return replace(context, ui_state=UiState())


async def to_title(pilot: Pilot[None], app: ChairApp) -> FieldLine:
    await press(pilot, "n", "enter", "enter", "enter")
    assert isinstance(app.screen, NewMeetingScreen)
    return app.screen.query_one("#field-title", FieldLine)


async def test_a_half_typed_meeting_outlives_a_crash_and_is_gone_once_made(tmp_path: Path, kept: LineDrafts) -> None:
    context = replace(make_context(tmp_path), line_drafts=kept)
    async with running(context) as (app, pilot):
        await to_title(pilot, app)
        for line in ("Meeting about Q.", "Q., aged 4", "next tue 2pm", "Room 2"):
            await type_in(pilot, line)
            await press(pilot, "enter")
        await press(pilot, "space", "enter")
        await type_in(pilot, "Sam Okafor, nurse, Health")
        await until(pilot, lambda: "Sam Okafor, nurse, Health" in kept.read(f"{NO_MEETING}.forms").values())
    async with running(after_a_crash(context)) as (app, pilot):
        await press(pilot, "n")
        assert words.SETUP_BROUGHT_BACK in shown(app)
        await press(pilot, "escape", "escape")
        title = await to_title(pilot, app)
        assert (title.value, title.has_class(DRAFT)) == ("Meeting about Q.", True)
        await type_in(pilot, "Meeting about R.")
        assert (title.value, title.has_class(DRAFT)) == ("Meeting about R.", False)
        await press(pilot, "ctrl+s", "enter", "enter")
        people = app.screen.query_one(TextArea)
        assert people.text == "Sam Okafor, nurse, Health", "enter goes on with the draft, and replaces nothing"
        await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s", "enter")
        meeting = Session(context.journal, context.journal.resolve("last"), "x").meeting
        assert meeting.details.title == "Meeting about R."
        assert [entry.record.name for entry in meeting.attendees] == ["Sam Okafor"]
        assert kept.read(f"{NO_MEETING}.forms") == {}


async def test_a_half_typed_meeting_is_kept_by_leaving_and_forgotten_by_beginning_afresh(
    tmp_path: Path, kept: LineDrafts
) -> None:
    async with running(replace(make_context(tmp_path), line_drafts=kept)) as (app, pilot):
        await to_title(pilot, app)
        await type_in(pilot, "Meeting about Q.")
        await press(pilot, "escape", "escape", "escape", "escape", "escape")
        title = await to_title(pilot, app)
        assert title.value == "Meeting about Q."
        await press(pilot, "ctrl+r", "enter", "enter", "enter")
        assert app.screen.query_one("#field-title", FieldLine).value == ""
        assert kept.read(f"{NO_MEETING}.forms") == {}


async def test_a_half_typed_attendee_outlives_quitting_and_is_gone_once_added(tmp_path: Path, kept: LineDrafts) -> None:
    context = replace(live_context(tmp_path), line_drafts=kept)
    session = a_meeting(context)
    place = f"{session.meeting.id}.forms"
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "PnRhona Ba")
        await until(pilot, lambda: isinstance(live.app.screen, AttendanceScreen) and bool(live.app.screen.unsaved))
        page = live.app.screen
        assert isinstance(page, AttendanceScreen)
        page.keep_half_typed()
        assert list(kept.read(place).values()) == ["Rhona Ba"]
    async with live_meeting(after_a_crash(context), session) as (live, pilot):
        await keys(pilot, "Pn")
        await until(pilot, lambda: isinstance(live.app.screen, AttendanceScreen))
        page = live.app.screen
        assert isinstance(page, AttendanceScreen)
        line = page.query_one("#add", FieldLine)
        await until(pilot, lambda: line.value == "Rhona Ba")
        assert line.has_class(DRAFT)
        assert line_words.DRAFT_BACK in page.message
        await pilot.press("right")
        await keys(pilot, "nk, clerk, Bank\n")
        await until(pilot, lambda: session.meeting.attendees[-1].record.name == "Rhona Bank")
        assert kept.read(place) == {}
