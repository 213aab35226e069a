"""Actions of before chairtui are looked at, and then taken over, from a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from chairtui.words import earlier_actions as words
from screens.context import AppContext
from screens.earlier_actions import EarlierActionsScreen
from tests.ui.app_harness import NARROW, held, make_context, press, running, shown, type_in

CSV = (
    "Action,Who,By when,RAG\n"
    "Visit at home,Sam Okafor,10/12/2026,\n"
    "Ring the school,Priya Larkspur,ASAP,red\n"
    "Ring the housing office,,,\n"
)


def desk(folder: Path) -> AppContext:
    (folder / "notes").mkdir()
    (folder / "notes" / "last meeting.csv").write_text(CSV, encoding="utf-8")
    (folder / "notes" / "picture.png").write_bytes(b"")
    return make_context(folder)


async def type_path(pilot: Pilot[None], path: str) -> None:
    await press(pilot, "ctrl+u")
    await type_in(pilot, path)


async def test_a_file_is_looked_at_first_and_filed_by_a_key(tmp_path: Path) -> None:
    context = desk(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "e")
        page = app.screen
        assert isinstance(page, EarlierActionsScreen)
        await type_path(pilot, f"{tmp_path}/notes/l")
        assert "last meeting.csv" in shown(app) and "picture" not in shown(app)
        await press(pilot, "tab", "enter")
        assert "2 actions found: ctrl+s brings them in. 3 things could not be used (!)." in shown(app)
        for said in ("Visit at home", "Sam Okafor", "Thu 10 Dec 2026", "already there", "“ASAP”", "“red”"):
            assert said in shown(app), said
        session.catch_up()
        assert len(session.meeting.actions) == 2
        await press(pilot, "ctrl+s")
        assert "Brought in: A3 to A4." in page.message and "3 things" in page.message
        session.catch_up()
        assert [entry.record.text for entry in session.meeting.actions][2:] == ["Visit at home", "Ring the school"]
        await press(pilot, "ctrl+s", "escape")
        assert not isinstance(app.screen, EarlierActionsScreen)
        session.catch_up()
        assert len(session.meeting.actions) == 4


async def test_from_the_meeting_too_and_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    context = desk(tmp_path)
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "e")
        assert isinstance(app.screen, EarlierActionsScreen)
        await type_path(pilot, f"{tmp_path}/none.docx")
        await press(pilot, "enter")
        assert "none.docx" in app.screen.message and app.screen.query_one("#page-message").has_class("-wrong")
        await press(pilot, "ctrl+s")
        session.catch_up()
        assert len(session.meeting.actions) == 2


async def test_a_closed_meeting_takes_none_and_a_desk_without_files_offers_nothing(tmp_path: Path) -> None:
    context = desk(tmp_path)
    session = held(context)
    session.seal()
    async with running(context) as (app, pilot):
        await press(pilot, "e")
        assert words.CLOSED in shown(app)
    async with running(replace(context, tables_of=None)) as (app, pilot):
        await press(pilot, "e")
        assert words.CLOSED not in shown(app) and not isinstance(app.screen, EarlierActionsScreen)
