"""The report on all meetings in the program: bars and words for a board, whatever the window's width."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.minutes.report.model import Bar, Report, Row, Table
from chairtui.words import report as words
from screens.list_view import TextView
from screens.report import ReportScreen
from screens.report_layout import drawn, lay_out
from tests.ui.app_harness import SIZES, held, make_context, press, running, settled, type_in

LONG = "A name of an agency longer than any column is wide"
PAGE = Report(
    500,
    (
        Table(
            "Meetings by format", "Format", ("Meetings",), (Row("Bristol", (44,), "44 of 44 (100%)", Bar(44, 44)),), 44
        ),
        Table(
            "Attendance",
            "Agency",
            ("Came", "Apologies", "Invited"),
            (
                Row(LONG, (30, "small", "withheld"), "30 of 60 (50%)", Bar(30, 60)),
                Row("Rare", ("withheld", "withheld", 31), "not shown"),
            ),
            share="Came, of those recorded",
        ),
    ),
    ("Most came.",),
)


@pytest.mark.parametrize("width", [36, 74, 114, 200])
def test_every_label_and_number_stands_in_a_window_of_any_width(width: int) -> None:
    lines = [line.plain for line in lay_out(PAGE, "All of 2026.", width)]
    assert all(len(line) <= width for line in lines)
    text = " ".join(" ".join(lines).split())
    for said in ("Meetings held: 500.", "Bristol", "All: 44", "30 of 60", "fewer than 5", "column is wide"):
        assert said in text
    for said in ("Most came.", "Came, of those recorded", "Invited 31"):
        assert said in text


def test_a_bar_is_as_long_as_its_number_and_a_hidden_one_is_a_short_sign() -> None:
    assert drawn(Bar(5, 10), 10) == "█████░░░░░"
    assert drawn(Bar(1, 1000), 10) == "▏░░░░░░░░░"
    assert drawn(Bar(0, 10), 10) == "░" * 10
    assert drawn(Bar(12, 10), 10) == "█" * 10
    assert drawn(Bar(10, 10, mark=8), 10) == "████████│█"
    [hidden] = [line.plain for line in lay_out(PAGE, "", 100) if line.plain.startswith("Rare")]
    assert hidden.split() == ["Rare", "···", "not", "shown"]


@pytest.mark.parametrize("size", SIZES)
async def test_r_shows_what_came_of_all_meetings_and_w_writes_it(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    for number in range(5):
        held(context, title=f"Number {number}")
    async with running(context, size) as (app, pilot):
        await press(pilot, "R")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        text = " ".join(app.screen.query_one(TextView).text.split())
        for said in (words.HELD.format(held=5), "Health", words.ATTENDANCE, "of 5 (100%)"):
            assert said in text
        assert "Sam Okafor" not in text
        assert app.screen.message == words.MORE_BELOW
        await press(pilot, "G")
        await settled(pilot)
        assert app.screen.message == words.END
        await press(pilot, "right_square_bracket", "right_square_bracket")
        await settled(pilot)
        text = " ".join(app.screen.query_one(TextView).text.split())
        assert words.HELD.format(held=0) in text, "none last financial year"
        await press(pilot, "left_square_bracket", "left_square_bracket", "w")
        await settled(pilot)
        await press(pilot, "enter")
        assert app.screen.message.endswith(words.PUBLISH), "said to who makes it, not in it"
        assert (tmp_path / "exports" / "report.html").read_text(encoding="utf-8").count("<section") > 8
        await press(pilot, "w", "enter")
        assert "enter" in app.screen.message.lower(), "it is there already: asks before replacing it"
        await press(pilot, "end")
        await type_in(pilot, ".txt")
        await press(pilot, "enter")
        assert app.screen.message == words.NO_SUCH_KIND
        await press(pilot, "escape", "escape")
        assert not isinstance(app.screen, ReportScreen)
