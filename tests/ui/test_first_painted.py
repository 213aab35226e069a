"""What is painted first when a line is filed: the line's own record, before all else that follows from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.drivers._writer_thread import WriterThread
from textual.pilot import Pilot

from chairtui.journal.session import Session
from chairtui.meeting.records import Progress
from screens.context import AppContext
from screens.library import LibraryScreen
from screens.library_placeholder import LibraryPlaceholder
from screens.live.screen import LiveScreen
from screens.widgets.record_list import RecordList
from tests.ui.app_harness import WALL, running
from tests.ui.live_harness import Clock, a_meeting, keys, live_context, live_meeting, shown, until

INFORMATION = "6"


async def at_information(live: LiveScreen, pilot: Pilot[None]) -> None:
    """Six is the item under which everybody is asked round, agency by agency."""
    await keys(pilot, INFORMATION)
    await until(pilot, lambda: live.findings is not None)
    await pilot.pause()


def note_paintings(live: LiveScreen, after: Callable[[], None] = lambda: None) -> list[str]:
    """What stands on the screen after each painting from now on."""
    paintings: list[str] = []

    def painted() -> None:
        paintings.append(shown(live.app))
        after()

    live.app.post_display_hook = painted  # type: ignore[method-assign]
    return paintings


async def test_a_filed_line_is_painted_with_its_record_without_waiting_for_the_next_frame(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await at_information(live, pilot)
        await keys(pilot, "/f: Seen at the gate @sam o")
        await pilot.press("tab")
        await pilot.pause(0.1)  # what the line will become has been said
        paintings = note_paintings(live)
        with no_frames(live):
            live.app.post_message(events.Key("enter", "\r"))
            for _ in range(100):  # turns of the loop, of which it takes a handful
                await asyncio.sleep(0)
            (painted,) = paintings
        await until(pilot, lambda: "Not heard on this item: Sam Tilestone" in shown(live.app))
    assert "F1   fact      Seen at the gate" in painted
    assert "F1 saved" in painted
    assert "f: Seen" not in painted
    assert "Not heard on this item: Sam Tilestone" not in painted, "what stands for the chair follows"


@contextmanager
def no_frames(live: LiveScreen) -> Iterator[None]:
    """Nothing is painted that waits for the next sixtieth of a second."""
    timer = live._update_timer
    with patch.object(timer, "resume", lambda: None):
        yield
    timer.resume()


async def test_going_on_with_the_agenda_is_written_after_the_record_is_on_the_screen(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(minutes=2)
        await at_information(live, pilot)
        await keys(pilot, "/f: Seen at the gate")
        await pilot.pause(0.1)
        kept: list[int] = []
        paintings = note_paintings(live, lambda: kept.append(len(session.meeting.all(Progress))))
        await keys(pilot, "\n")
        assert "Seen at the gate" in paintings[0]
        assert kept[0] == 0
        assert live.clock.item == live.item.id
        assert session.meeting.progress(live.item.id).state == "current"


async def test_nothing_is_shown_as_saved_that_the_journal_did_not_take(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await at_information(live, pilot)
        await keys(pilot, "/f: Seen at the gate")
        await pilot.pause(0.1)
        lasting: list[bool] = []
        paintings = note_paintings(live, lambda: lasting.append(is_kept(context, session, "Seen at the gate")))
        await keys(pilot, "\n")
        await until(pilot, lambda: bool(paintings))
    said = [kept for painting, kept in zip(paintings, lasting, strict=True) if "F1 saved" in painting]
    assert said
    assert all(said)


def is_kept(context: AppContext, session: Session, text: str) -> bool:
    """Whether somebody who opens the meeting now finds it there."""
    other = Session(context.journal, session.meeting.id, "reader")
    return any(entry.record.text == text for entry in other.meeting.notes)


async def test_lines_filed_faster_than_they_can_be_painted_are_all_there_at_the_end(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await at_information(live, pilot)
        await keys(pilot, "/" + "".join(f"f: Seen number {n}\n" for n in range(5)) + "f: half")
        await until(pilot, lambda: "Nobody named" in shown(live.app) and "saved" in live.status.words)
        screen = shown(live.app)
        assert [n for n in range(5) if f"Seen number {n}" in screen] == [0, 1, 2, 3, 4]
        assert live.dock.line.value == "f: half"


async def test_an_item_in_three_columns_comes_with_its_rows_and_is_painted_once(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), WALL) as (live, pilot):
        await keys(pilot, "4")
        await until(pilot, lambda: live.findings is not None)
        paintings = note_paintings(live)
        column = live.query_one("#column-0", RecordList)
        with patch.object(column, "refresh", wraps=column.refresh) as asked:
            await keys(pilot, "]")
            await until(pilot, lambda: "S1   K. has" in shown(live.app))
            await pilot.pause()
        asked_plainly = [call for call in asked.call_args_list if not call.kwargs.get("layout")]
    there = [painting for painting in paintings if "5  Needs, strengths" in painting]
    assert there
    assert all("S1   K. has" in painting for painting in there)
    assert not asked_plainly, "it was painted at its new size already"


async def test_an_item_looks_the_same_each_time_one_comes_to_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), WALL) as (live, pilot):
        await at_information(live, pilot)
        seen: dict[str, set[str]] = {}
        for item in "456565464":
            await keys(pilot, item)
            await pilot.pause()
            seen.setdefault(item, set()).add(shown(live.app))
    assert {item: len(screens) for item, screens in seen.items()} == {"4": 1, "5": 1, "6": 1}
    assert "S1   K. has" in seen["5"].pop()
    assert "Nothing yet from" in seen["6"].pop()


async def test_what_lies_under_a_meeting_is_not_laid_out_nor_a_reason_to_paint_it_again(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with running(context, meeting=a_meeting(context).meeting.id) as (app, pilot):
        library_placeholder = app.screen_stack[1]
        assert isinstance(library_placeholder, LibraryPlaceholder)
        with patch.object(app.screen, "refresh", wraps=app.screen.refresh) as asked:
            library_placeholder.refresh(layout=True)
            await pilot.pause()
            await pilot.pause()
            assert not asked.called
            assert library_placeholder.content_size.width == 0
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await until(pilot, lambda: "Meeting about K." in shown(app))


class Told(WriterThread):
    """What the thread that writes is given, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, text: str) -> None:
        self.pieces.append(text)


async def test_a_painting_goes_to_the_terminal_in_one_piece_and_all_else_at_once(tmp_path: Path) -> None:
    from chairtui.terminal.driver import TerminalDriver

    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, _):
        driver = TerminalDriver(live.app)
        driver._writer_thread = told = Told()
        driver._in_use = True  # nothing is written before it has the terminal
        for data in ("title", "\x1b[?2026h", "words", "\x1b[?2026l", "bell"):
            driver.write(data)
        assert told.pieces == ["title", "\x1b[?2026hwords\x1b[?2026l", "bell"]
