"""A file is made while the meeting goes on: nobody waits for it, and it is whole whatever is done meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.records import Note
from chairtui.minutes.file_kinds import Branding, Kind
from chairtui.words import screens as words
from screens.context import AppContext
from screens.copies import CopiesScreen
from screens.export_page import ending
from screens.list_view import TextView
from screens.live.screen import LiveScreen
from screens.minutes import MinutesScreen
from screens.widgets.file_line import CHOICES
from tests.ui.app_harness import at_page, file_written, held, make_context, press, running, type_in

MARKDOWN = next(digit for digit, kind in CHOICES.items() if kind == "md")
NAME = "K professionals' meeting 3 Dec 2026.md"
PATIENCE = 20
"""Seconds after which a file that nobody lets go on is made all the same."""


class Slow:
    """What dresses a file, but only once it is let: as slow as a test needs it."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.asked: list[Kind] = []
        self.begun, self.let = Event(), Event()

    def __call__(self, kind: Kind) -> Branding:
        self.asked.append(kind)
        self.begun.set()
        self.let.wait(PATIENCE)
        return Branding(self.template)


@pytest.fixture
def plain(tmp_path: Path) -> AppContext:
    return make_context(tmp_path)


@pytest.fixture
def slow(plain: AppContext) -> Iterator[Slow]:
    made = Slow(plain.template)
    yield made
    made.let.set()


@pytest.fixture
def context(plain: AppContext, slow: Slow) -> AppContext:
    return replace(plain, branding=slow)


async def begin_to_write(
    app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session, slow: Slow
) -> MinutesScreen:
    """At the minutes, the name of the file given, the file begun and not let go on."""
    screen = await at_page(MinutesScreen, app, pilot, context, session)
    await press(pilot, "w", MARKDOWN, "enter")
    assert slow.begun.wait(PATIENCE)
    return screen


async def test_while_a_file_is_made_one_goes_back_to_the_meeting_and_types(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = app.screen
        assert isinstance(live, LiveScreen)
        screen = await begin_to_write(app, pilot, context, live.session, slow)
        file = Path(context.exports) / NAME
        assert screen.message == words.WRITING.format(path=file)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LiveScreen)
        await press(pilot, "slash")
        await type_in(pilot, "f: Said while the file was made")
        await press(pilot, "enter")
        assert any(isinstance(e.record, Note) and "while the file" in e.record.text for e in live.session.meeting.notes)
        assert not file.exists()
        slow.let.set()
        await file_written(pilot)
        text = file.read_text(encoding="utf-8")
        assert "trusted teacher" in text
        assert "while the file was made" not in text, "it is the meeting as it was when the file was asked for"
        assert [n.message for n in app._notifications] == [words.WRITTEN.format(path=file)]


async def test_a_second_press_does_not_begin_the_file_twice(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await begin_to_write(app, pilot, context, session, slow)
        file = Path(context.exports) / NAME
        await press(pilot, "enter")
        assert screen.message == words.STILL_WRITING.format(path=file)
        slow.let.set()
        await file_written(pilot)
        assert slow.asked == ["md"]
        assert screen.message == words.WRITTEN.format(path=file)
        assert isinstance(app.focused, TextView) and not app._notifications
        await press(pilot, "w", MARKDOWN, "enter", "enter")
        await file_written(pilot)
        assert slow.asked == ["md", "md"], "once it is told, the next file can follow"


async def test_a_line_that_names_the_next_file_already_stays(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await begin_to_write(app, pilot, context, session, slow)
        line = screen.query_one("#path", Input)
        line.value = "another.html"
        slow.let.set()
        await file_written(pilot)
        assert screen.message.startswith("Written to")
        assert app.focused is line and line.value == "another.html"


async def test_what_went_wrong_is_told_wherever_one_is_by_then(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context) as (app, pilot):
        await begin_to_write(app, pilot, context, session, slow)
        await press(pilot, "escape", "escape")
        Path(context.exports).rmdir()
        slow.let.set()
        await file_written(pilot)
        [told] = app._notifications
        assert told.severity == "error" and "could not be written" in told.message


async def test_a_copy_too_is_made_beside_the_screen(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await at_page(CopiesScreen, app, pilot, context, session)
        await press(pilot, "w", "enter")
        assert slow.begun.wait(PATIENCE)
        await press(pilot, "escape")
        assert app.focused is not screen.query_one("#line")
        slow.let.set()
        await file_written(pilot)
        [file] = Path(context.exports).glob("*.docx")
        assert screen.message == words.WRITTEN.format(path=file)


async def test_a_file_is_whole_though_the_program_was_left_while_it_was_made(context: AppContext, slow: Slow) -> None:
    session = held(context)
    async with running(context) as (app, pilot):
        await begin_to_write(app, pilot, context, session, slow)
        await press(pilot, "ctrl+q")
    assert not list(Path(context.exports).iterdir())
    slow.let.set()
    making = context.export_jobs.finish()
    file = Path(context.exports) / NAME
    assert making is not None
    assert ending(context.export_jobs.name, making) == words.WRITTEN.format(path=file)
    assert [found.name for found in Path(context.exports).iterdir()] == [file.name]
    assert file.read_text(encoding="utf-8").endswith("\n")
