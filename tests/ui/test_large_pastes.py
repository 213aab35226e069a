"""What is pasted is bounded before it is laid out, and what is too long is said with the way to file it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import live as live_words
from screens.live.screen import LiveScreen
from screens.paste_limits import MOST_CHARACTERS, MOST_LINES, reason_against
from screens.widgets import pasted_lines
from tests.ui.app_harness import begin, make_context, press, running, settled


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("f: one line", True),
        ("x" * LONGEST_TEXT, True),
        ("x" * (LONGEST_TEXT + 1), False),
        ("f: one\r\n" * MOST_LINES, True),
        ("f: one\n" * MOST_LINES + "f: one more", False),
        ("f: one\r" + "x" * (LONGEST_TEXT + 1), False),
        (("x" * 9_999 + "\n") * (MOST_CHARACTERS // 10_000), True),
        (("x" * 9_999 + "\n") * (MOST_CHARACTERS // 10_000) + "x", False),
        ("", True),
    ],
)
def test_lines_are_counted_and_measured(text: str, fits: bool) -> None:
    assert (reason_against(text, lines=True) == "") is fits


def test_one_field_takes_no_more_than_one_text() -> None:
    assert reason_against("x\n" * (LONGEST_TEXT // 2), lines=False) == ""
    assert "20,000" in reason_against("x\n" * LONGEST_TEXT, lines=False)


async def test_too_long_a_paste_is_refused_with_the_way_to_file_it_and_nothing_else_changes(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await settled(pilot)
        app.post_message(events.Paste("f: too many\n" * (MOST_LINES + 1)))
        await settled(pilot)
        assert any("chairtui record MEETING - < FILE" in told.message for told in app._notifications)
        assert isinstance(app.screen, LiveScreen)
        assert not app.screen.dock.typing
        await press(pilot, "slash")
        app.post_message(events.Paste("f: few enough"))
        await settled(pilot)
        assert app.screen.dock.line.value == "f: few enough"


async def test_a_paste_that_is_left_while_it_is_filed_says_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasted_lines, "BREATH", 3600)
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await settled(pilot)
        app.post_message(events.Paste("\n".join(f"f: Line {n}" for n in range(50))))
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        app.exit()
    told = live_words.PASTE_INTERRUPTED.format(done=20, count=50, line="f: Line 19")
    assert context.unfinished == [told]
    filed = [getattr(version.record, "text", "") for version in context.journal.versions(session.meeting.id)]
    assert [text for text in filed if text.startswith("Line")] == [f"Line {n}" for n in range(20)]
