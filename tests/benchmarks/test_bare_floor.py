"""The bare app that a start is measured against has no more widgets than the screen it stands for."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.screen import Screen

from chairtui.app import ChairApp
from chairtui.data_files import read_data
from screens.context import AppContext
from tests.benchmarks import bare
from tests.benchmarks.sample_stores import STARTS, a_journal, a_meeting, the_format


def widgets(screen: Screen[object]) -> int:
    return len(list(screen.walk_children()))


async def of(app: App[None]) -> int:
    async with app.run_test(size=(120, 40)):
        return widgets(app.screen)


async def test_a_bare_app_has_no_more_widgets_than_the_live_meeting_or_the_library(tmp_path: Path) -> None:
    journal = a_journal(tmp_path)
    meeting = a_meeting(journal, 3)
    format_ = the_format()
    context = AppContext(
        journal, {format_.id: format_}, "Chair", lambda: STARTS, lambda: "new", read_data("templates/minutes.md")
    )
    app = ChairApp(context, meeting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert await of(bare.Panes()) <= widgets(app.screen)
    library = ChairApp(context)
    async with library.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert await of(bare.Library()) <= widgets(library.screen)
