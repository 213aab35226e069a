"""Style sheets are read once before the first frame, whatever theme was chosen, and anew when another one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
from textual.css import parse, stylesheet

from chairtui.app import ChairApp
from screens.themes import THEMES
from tests.ui.at_rest import on_a_terminal
from tests.ui.laid_desk import WIDE, held, lay_desk, settled


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each sheet of ours was parsed."""
    times: Counter[str] = Counter()

    def counted(scope: str, css: str, read_from: tuple[str, str], **how: Any) -> Iterator[Any]:
        if read_from[0].endswith(".tcss"):
            times[PurePath(read_from[0]).name] += 1
        return iter(list(parse.parse(scope, css, read_from, **how)))

    monkeypatch.setattr(stylesheet, "parse", counted)
    yield times


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_a_meeting_is_opened_in_the_chosen_theme_with_each_sheet_read_once(
    tmp_path: Path, read: Counter[str], theme: str
) -> None:
    desk = lay_desk(tmp_path)
    app = ChairApp(desk, held(desk).meeting.id, theme=theme)
    async with on_a_terminal(app, WIDE) as pilot:
        await settled(pilot)
        once = Counter(read)
        ground = app.screen.styles.background
        other = "light" if theme == "dark" else "dark"
        app.theme = THEMES[other].name
        await settled(pilot)
        assert app.screen.styles.background != ground
    assert once["live.tcss"] == once["app.tcss"] == 1
    assert THEMES[theme].dark == (ground.brightness < 0.5)
    assert read["live.tcss"] > 1
