"""Style sheets are read once before the first frame, whatever theme was chosen, and anew when another one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events
from textual.css import parse, stylesheet

from chairtui.app import ChairApp
from screens.base_page import DismissOnce
from screens.live.screen import LiveScreen
from screens.themes import THEMES
from tests.ui.app_harness import WIDE, held, make_context, settled
from tests.ui.at_rest import on_a_terminal


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
    context = make_context(tmp_path)
    app = ChairApp(context, held(context).meeting.id, theme=theme)
    async with on_a_terminal(app, WIDE) as pilot:
        await settled(pilot)
        once = Counter(read)
        ground = app.screen.styles.background
        other = "light" if theme == "dark" else "dark"
        app.theme = THEMES[other].name
        await settled(pilot)
        assert app.screen.styles.background != ground
    assert once["screen.tcss"] == once["app.tcss"] == 1
    assert THEMES[theme].dark == (ground.brightness < 0.5)
    assert read["screen.tcss"] > 1


@pytest.mark.parametrize(("screen", "again"), [(LiveScreen, False), (DismissOnce, True)])
def test_only_a_screen_whose_sheet_was_read_before_is_not_styled_again_when_first_shown(
    screen: type[DismissOnce[None]], again: bool
) -> None:
    """Widgets of another may be styled before its sheet is read, and stay as they are."""
    page = SimpleNamespace(shown_before=False, styled_as_mounted=screen.styled_as_mounted)
    first, second = events.ScreenResume(), events.ScreenResume()
    for event in (first, second):
        DismissOnce._set_shown(cast(Any, page), event)
    assert (first.refresh_styles, second.refresh_styles) == (again, True)
