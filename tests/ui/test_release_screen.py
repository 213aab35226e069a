"""What a relative is given, decided by keys: three lists, one key a line, and nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.format_registry import open_registry
from chairtui.journal.session import Session
from chairtui.meeting.after.release_decisions import Line, lines, standing, still_to_do
from chairtui.meeting.records import Decision, Draft, Note, Observation, Record, Relative, Release
from chairtui.minutes.file_kinds import NotReleased
from screens import navigation
from screens.context import AppContext
from screens.edit import EditScreen
from screens.list_view import RowList
from screens.release import ReleaseScreen
from screens.released_lines import shown_ref
from tests.minutes.releasing import DAWN, MICK, copy_for
from tests.ui.app_harness import NARROW, begin, format_of, make_context, press, running, settled, shown, type_in

RECORDS: tuple[Record, ...] = (
    Observation(id="s1", theme="strength", text="Robin has a trusted teacher"),
    Observation(id="r1", theme="risk", text="Robin is alone in the evening"),
    Note(id="f1", nature="fact", text="The bus was late twice"),
    Note(id="f2", nature="fact", text="A neighbour rang", restricted="names a neighbour"),
    Decision(id="d1", text="Meet again in spring"),
)


def a_meeting(context: AppContext, *more: Record) -> Session:
    session = begin(context)
    session.append([Draft(record=record) for record in (*RECORDS, *(more or (DAWN,)))])
    return session


def places(session: Session, relative: str = "dawn") -> dict[str, str]:
    format_ = open_registry().formats[session.meeting.details.format]
    return {line.ref: line.place for line in lines(session.meeting, format_, relative)}


async def at_the_page(app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session) -> ReleaseScreen:
    app.push_screen(navigation.closing(context, session, format_of(context, session)))
    await settled(pilot)
    await press(pilot, "r")
    await settled(pilot)
    assert isinstance(app.screen, ReleaseScreen)
    return app.screen


async def test_an_ordinary_copy_is_released_by_a_few_keys_from_the_closing_page(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context)
    format_ = format_of(context, session)
    async with running(context, NARROW) as (app, pilot):
        await at_the_page(app, pilot, context, session)
        for heading in ("What Dawn is given", "To decide (2)", "Goes in"):
            assert heading in shown(app)
        await press(pilot, "i", "h", "r")
        assert still_to_do(session.meeting, format_, "dawn"), "one press of r only asks"
        await press(pilot, "r")
        assert still_to_do(session.meeting, format_, "dawn") == ""
        copy = copy_for(session.meeting, format_)
        assert "alone in the evening" in copy
        assert "bus was late" not in copy
        assert "neighbour" not in copy
        assert "Released by Marigold Fennimore" in shown(app)


async def test_what_is_to_decide_is_held_back_when_the_copy_is_released_and_said_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context)
    async with running(context) as (app, pilot):
        screen = await at_the_page(app, pilot, context, session)
        await press(pilot, "r")
        assert "2" in screen.message and "held back" in screen.message
        await press(pilot, "j")
        assert not session.meeting.all(Release), "any other key leaves it"
        await press(pilot, "r", "r")
        assert places(session)["R1"] == places(session)["F1"] == "held back"


async def test_a_marked_line_can_not_be_moved_and_each_relative_has_lists_of_their_own(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context, DAWN, MICK)
    async with running(context) as (app, pilot):
        screen = await at_the_page(app, pilot, context, session)
        app.screen.query_one(RowList).mark("f2")
        await press(pilot, "i")
        assert "names a neighbour" in screen.message
        assert places(session)["F2"] == "held back"
        app.screen.query_one(RowList).mark("r1")
        await press(pilot, "i", "right_square_bracket")
        assert "What Mick is given" in shown(app)
        assert (places(session)["R1"], places(session, "mick")["R1"]) == ("goes in", "decide")
        await press(pilot, "escape")
        app.push_screen(ReleaseScreen(context, session, format_of(context, session)))
        await settled(pilot)
        assert "What Mick is given" in shown(app), "one comes back to whom one left"
        await press(pilot, "left_square_bracket")
        assert "What Mick is given" not in shown(app)


async def test_what_is_changed_after_the_release_is_asked_again_and_only_that(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context)
    format_ = format_of(context, session)
    async with running(context) as (app, pilot):
        screen = await at_the_page(app, pilot, context, session)
        await press(pilot, "i", "i", "r", "r", "escape")
        session.save(RECORDS[1].model_copy(update={"text": "Robin is alone and afraid"}))
        with pytest.raises(NotReleased):
            copy_for(session.meeting, format_)
        await press(pilot, "r")
        await settled(pilot)
        assert app.screen is not screen
        assert "To decide (1)" in shown(app)
        assert standing(session.meeting, "dawn", lines(session.meeting, format_, "dawn")) == "changed"
        await press(pilot, "h", "r", "r")
        assert "afraid" not in copy_for(session.meeting, format_)
        assert "bus was late" in copy_for(session.meeting, format_)


async def test_a_line_somebody_changed_meanwhile_is_shown_again_before_it_is_decided(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context)
    other = Session(context.journal, session.meeting.id, "Ros Tilney")
    async with running(context) as (app, pilot):
        screen = await at_the_page(app, pilot, context, session)
        other.save(RECORDS[1].model_copy(update={"text": "Robin is afraid of dad"}))
        await press(pilot, "i")
        assert "Look again" in screen.message
        assert "afraid of dad" in shown(app)
        assert places(session)["R1"] == "decide"


async def test_a_relative_is_recorded_on_the_page_and_a_line_held_back_with_its_reason(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context, DAWN)
    async with running(context) as (app, pilot):
        screen = await at_the_page(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, "Mick")
        await press(pilot, "enter")
        assert "what they are to whom" in screen.message
        await type_in(pilot, ", father of Robin")
        await press(pilot, "enter")
        assert "What Mick is given" in shown(app)
        await press(pilot, "w")
        await type_in(pilot, "he was not told")
        await press(pilot, "enter")
        assert "he was not told" in shown(app)


def test_an_answer_is_listed_without_its_id() -> None:
    answer = Line("answer:confidentiality", "confidentiality", "Said to all", "0" * 32, "decide")
    assert shown_ref(answer) == "answer"
    assert shown_ref(Line("n1", "N1", "He sleeps well", "0" * 32, "decide")) == "N1"


async def test_a_relative_who_is_given_nothing_has_no_lines_until_their_form_says_otherwise(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = a_meeting(context, MICK.model_copy(update={"given_nothing": True, "given_nothing_why": "an order"}))
    async with running(context) as (app, pilot):
        page = await at_the_page(app, pilot, context, session)
        assert not page.lines
        assert "Mick is given nothing: an order" in shown(app)
        await press(pilot, "r", "r", "e")
        await settled(pilot)
        assert isinstance(app.screen, EditScreen)
        await press(pilot, "tab", "tab", "tab", "n", "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ReleaseScreen)
        assert app.screen.lines
    assert [e.record.given_nothing for e in session.meeting.all(Relative)] == [False]
    assert not session.meeting.all(Release)
