"""Moving about in the live meeting, and what it says of its keys; the narrow screen of a projector."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.closing import ClosingScreen
from screens.list_view import RowList
from screens.widgets.wrapping import brief
from tests.ui.app_harness import SIZES
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, said, shown, until


async def test_the_first_question_that_waits_is_selected_and_enter_answers_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        number = next(n for n, i in enumerate(live.format_.agenda, 1) if i.id == "lead-practitioner")
        live.navigator.go_to_number(number)
        await keys(pilot, "\nyes\n")
        changed = session.meeting.answer("lead-change")
        assert changed is not None and changed.value == "yes"
        await keys(pilot, "\nyes\n")
        assert "is not a name" in said(live), "a name is asked for, and yes is none"
        await pilot.press("ctrl+u")
        await keys(pilot, "priya\n")
        answer = session.meeting.answer("lead-practitioner")
        assert answer is not None and answer.value == "Priya Larkspur"


async def test_what_the_keys_do_with_the_selected_record_stands_below_the_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "7")
        live.pane.select("r1")
        await keys(pilot, "k")
        assert "R1: t action for it  w who said it  l link" in shown(live.app)
        await keys(pilot, "rThe boiler\n")
        assert "R2 saved ✓" in shown(live.app)
        assert "esc, then R2: t action for it" in shown(live.app)


@pytest.mark.parametrize("size", SIZES)
async def test_left_and_right_go_from_the_agenda_over_the_item_to_the_chair(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), size) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        await keys(pilot, "4")
        await pilot.press("left", "down")
        assert (live.navigator.zone, live.item.id) == ("agenda", live.format_.agenda[4].id)
        await pilot.press("right", "right")
        while live.navigator.zone == "item":
            await pilot.press("right")
        assert live.navigator.zone == "panel"
        assert live.panel.display
        for _ in range(40):
            await pilot.press("j")
        finding = live.panel.finding(live.panel.selected)
        assert finding is not None
        await pilot.press("enter")
        assert (live.navigator.zone, live.item.id) == ("item", finding.item)
        assert live.pane.display
        question = live.format_.question(finding.question)
        assert question is not None and said(live).startswith(question.text)
        assert live.dock.typing, "enter on a question's finding opens the line for its answer"


async def test_escape_asks_once_before_it_leaves_the_meeting(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await pilot.press("escape")
        assert live.is_current
        assert said(live) == words.LEAVE_ASKED
        await pilot.press("j", "escape")
        assert live.is_current, "a key between takes the first one back"
        await pilot.press("escape")
        assert not live.is_attached or not live.is_current


async def test_one_comes_back_to_the_item_and_the_row_one_left(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "7")
        live.pane.select("r1")
        await keys(pilot, "L")
    async with live_meeting(context, session) as (live, _pilot):
        assert live.item.id == live.format_.agenda[6].id
        assert live.pane.selected == "r1"


async def test_in_the_chairs_panel_what_is_selected_is_in_view_and_stays_selected(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), (80, 24)) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        await pilot.press("right", "right")
        for _ in range(20):
            await pilot.press("j")
            assert not live.panel.selected or live.panel.in_view(live.panel.selected)
        selected = live.panel.selected
        assert selected
        live.show_again()
        assert live.panel.selected == selected


async def test_the_hint_says_that_enter_leads_on_once_the_panel_has_something_to_sort_out(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await pilot.press("right", "right")
        assert live.navigator.zone == "panel"
        await until(pilot, lambda: bool(live.panel.keys))
        await pilot.pause()
        assert live.dock.preview.below == quick_edit.IN_PANEL


async def test_a_projector_of_80_columns_shows_every_letter_of_the_line_and_the_keys_needed_most(
    tmp_path: Path,
) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), (80, 24)) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        await pilot.pause()
        lines = shown(live.app).splitlines()
        for part in ("K., aged 7", "2 of 3 here", "0 of 60 min", "ends 11:00", "saved ✓", "to sort out"):
            assert part in lines[0]
        for word in ("strength", "need", "risk", "fact", "opinion", "reported", "decision", "action"):
            assert word in lines[-4]
        for label in ("/ Line", "] Next", "T Chair", "P Who", "C Close", "! Risk", "M Read", "esc Back"):
            assert label in lines[-1]


@pytest.mark.parametrize(
    ("title", "width", "short"),
    [
        ("Action plan: who does what by when", 19, "Action plan"),
        ("Attendance and apologies", 19, "Attendance…"),
        ("Needs, strengths and risks", 19, "Needs, strengths…"),
        ("Next review", 19, "Next review"),
        ("Safeguardingpartnership", 9, "Safeguar…"),
    ],
)
def test_a_title_is_cut_between_words(title: str, width: int, short: str) -> None:
    assert brief(title, width) == short


async def test_enter_on_a_question_in_the_closing_list_opens_its_answer(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "C")
        await until(pilot, lambda: isinstance(live.app.screen, ClosingScreen) and live.app.screen.mounted)
        page = live.app.screen
        assert isinstance(page, ClosingScreen)
        place, finding = next((n, f) for n, f in enumerate(page.findings) if live.format_.question(f.question))
        page.query_one(RowList).mark(str(place))
        await pilot.press("enter")
        await until(pilot, lambda: live.is_current and live.dock.typing)
        question = live.format_.question(finding.question)
        assert question is not None and said(live).startswith(question.text)
