"""A half-filled form comes back as a draft, after escape and after a crash, and the first key replaces it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.session import Session
from chairtui.meeting.records import Observation
from chairtui.words import screens as words
from screens.context import AppContext
from screens.edit import EditScreen
from screens.form_page import DRAFT, FormPage
from screens.immediate_risk import RiskScreen
from screens.live.screen import LiveScreen
from screens.widgets.long_text import LongText
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, until


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    return replace(live_context(tmp_path), line_drafts=LineDrafts(tmp_path / "drafts", by="Ida"))


@pytest.fixture
def session(context: AppContext) -> Session:
    return a_meeting(context)


async def risk_form(live: LiveScreen, pilot: Pilot[None]) -> RiskScreen:
    await pilot.press("exclamation_mark")
    await until(pilot, lambda: isinstance(live.app.screen, RiskScreen) and live.app.screen.mounted)
    form = live.app.screen
    assert isinstance(form, RiskScreen)
    await pilot.pause()
    return form


async def edit_form(live: LiveScreen, pilot: Pilot[None], record_id: str) -> EditScreen:
    form = EditScreen(live.context, live.session, live.format_, record_id)
    live.app.push_screen(form)
    await until(pilot, lambda: form.mounted and form.focused is not None)
    await pilot.pause()
    return form


async def left(live: LiveScreen, pilot: Pilot[None]) -> None:
    await pilot.press("escape")
    await until(pilot, lambda: live.app.screen is live)


def area(form: FormPage[object] | RiskScreen | EditScreen, selector: str) -> LongText:
    return form.query_one(selector, LongText)


async def test_a_half_filled_form_comes_back_marked_and_the_first_key_replaces_it(
    context: AppContext, session: Session
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await risk_form(live, pilot)
        await keys(pilot, "Father has 3 keys")
        await left(live, pilot)
        form = await risk_form(live, pilot)
        text = area(form, "#text")
        assert text.text == "Father has 3 keys"
        assert text.has_class(DRAFT)
        assert form.message == words.FORM_BROUGHT_BACK
        await keys(pilot, "Mother")
        assert text.text == "Mother"
        assert not text.has_class(DRAFT)


async def test_an_arrow_goes_on_with_the_draft(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await risk_form(live, pilot)
        await keys(pilot, "Father has 3")
        await left(live, pilot)
        form = await risk_form(live, pilot)
        await pilot.press("right")
        await keys(pilot, " keys")
        assert area(form, "#text").text == "Father has 3 keys"


async def test_a_draft_outlives_a_crash(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await risk_form(live, pilot)
        await keys(pilot, "Father has 3 keys")
        kept = context.line_drafts
        assert kept is not None
        await until(pilot, lambda: "Father has 3 keys" in kept.read(f"{session.meeting.id}.forms").values())
    again = replace(context, ui_state=type(context.ui_state)())
    async with live_meeting(again, session) as (live, pilot):
        form = await risk_form(live, pilot)
        assert area(form, "#text").text == "Father has 3 keys"


async def test_what_was_filed_is_no_draft_any_more(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        form = await risk_form(live, pilot)
        await keys(pilot, "Father has keys\nPriya Larkspur\n\n")
        await until(pilot, lambda: live.app.screen is live)
        form = await risk_form(live, pilot)
        assert area(form, "#text").text == "Father has keys", "the risk that is open, which waits for a decision"
        assert not form.query(".-draft")
        assert form.message == ""


@pytest.mark.parametrize(
    ("by", "raised_by"),
    [
        ("priya\n\n", "Priya Larkspur"),
        ("@sam2\n\n", "Sam Tilestone"),
        ("sam\n\n2\n\n", "Sam Tilestone"),
        ("Zed\n\n\n", "Zed, not at the meeting"),
    ],
)
async def test_who_raised_a_risk_is_matched_as_in_the_line(
    context: AppContext, session: Session, by: str, raised_by: str
) -> None:
    async with live_meeting(context, session) as (live, pilot):
        form = await risk_form(live, pilot)
        await keys(pilot, f"Father has keys\n{by}")
        await until(pilot, lambda: form is not live.app.screen)
        risk = session.meeting.observations[-1].record
        assert risk.immediate is not None
        assert risk.immediate.raised_by == raised_by
        assert (session.meeting.name_of(risk.source) if risk.source else raised_by) == raised_by


async def test_the_form_begins_afresh_with_what_is_saved(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        form = await edit_form(live, pilot, "s1")
        await keys(pilot, " indeed")
        await left(live, pilot)
        form = await edit_form(live, pilot, "s1")
        text = area(form, "#field-text .value")
        assert text.text == "K. has a trusted teacher indeed"
        await pilot.press("ctrl+r")
        assert text.text == "K. has a trusted teacher"
        await left(live, pilot)
        form = await edit_form(live, pilot, "s1")
        assert not form.unsaved


async def test_a_draft_of_part_one_is_not_there_in_part_two(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        await risk_form(live, pilot)
        await keys(pilot, "Father has keys")
        await left(live, pilot)
    session.save(session.meeting.details.model_copy(update={"part": 2}))
    async with live_meeting(context, session) as (live, pilot):
        form = await risk_form(live, pilot)
        assert area(form, "#text").text == ""


async def test_a_line_field_is_a_draft_too(context: AppContext, session: Session) -> None:
    async with live_meeting(context, session) as (live, pilot):
        form = await risk_form(live, pilot)
        await keys(pilot, "Father has keys\nBeth")
        await left(live, pilot)
        form = await risk_form(live, pilot)
        await pilot.press("enter")
        await keys(pilot, "Priya\n\n")
        await until(pilot, lambda: live.app.screen is live)
        risk = session.meeting.observations[-1].record
        assert isinstance(risk, Observation) and risk.immediate
        assert (risk.text, risk.immediate.raised_by) == ("Father has keys", "Priya Larkspur")
        assert form.query(Input) is not None
