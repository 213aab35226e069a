"""Lists and long texts: only what is in view is drawn, nothing is lost in wrapping, the mark needs no colour."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult

from chairtui.meeting.chairing.chair_prompts import ChairPrompt
from chairtui.meeting.chairing.speaking_balance import AgencySpeakers
from chairtui.meeting.closing.findings import Finding
from screens.base_page import Page
from screens.library import LibraryScreen
from screens.list_view import MARK, DrawnRow, RowList
from screens.text_layout import Cell, fit, flow, row, wrap
from screens.widgets.chairs_panel import ChairsPanel
from screens.widgets.row_layout import lay_out
from tests.meeting.formats_and_meetings import format_called
from tests.ui.app_harness import NARROW, NOW, WIDE, begin, make_context, press, running, settled, shown

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me", "Zl", "Zp")), max_size=120)


@given(text=TEXTS, width=st.integers(4, 60))
@settings(max_examples=150, deadline=None)
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts=st.lists(TEXTS, max_size=4), width=st.integers(4, 60))
@settings(max_examples=100, deadline=None)
def test_words_of_differing_ink_wrap_as_one_text(texts: list[str], width: int) -> None:
    lines = flow([(text, "bold" if n % 2 else "") for n, text in enumerate(texts)], width)
    assert all(line.cell_len <= width for line in lines)
    assert "".join("".join(line.plain for line in lines).split()) == "".join("".join(texts).split())


@given(text=TEXTS, width=st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_a_text_too_long_for_its_cell_ends_in_three_dots() -> None:
    assert fit("Resolving a difference", 10) == "Resolving…"
    assert fit("Ask K. whom she would like as her one worker", 33).rstrip() == "Ask K. whom she would like as…"
    line = row([Cell("Resolving a difference about L."), Cell("open", 8, right=True)], 30)
    assert line.plain == "Resolving a differe…      open"


def numbered(index: int, _width: int) -> DrawnRow:
    return DrawnRow([Text(f"row {index}")])


class ListOnly(Page[None]):
    """A page with nothing on it but a list."""

    def __init__(self, each: int | None = 1) -> None:
        super().__init__()
        self.rows = RowList(each=each)

    def compose_body(self) -> ComposeResult:
        yield self.rows


async def test_of_ten_thousand_rows_only_those_in_view_are_drawn(tmp_path: Path) -> None:
    drawn: set[int] = set()

    def draw(index: int, _width: int) -> DrawnRow:
        drawn.add(index)
        return DrawnRow([Text(f"row {index}"), Text("more")])

    async with running(make_context(tmp_path), WIDE) as (app, pilot):
        page = ListOnly(each=2)
        await app.push_screen(page)
        page.rows.show([str(n) for n in range(10_000)], draw)
        await settled(pilot)
        assert "row 0" in shown(app) and len(drawn) < 40
        await press(pilot, "G")
        assert "row 9999" in shown(app) and len(drawn) < 80


async def test_the_marked_row_is_told_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    context = make_context(tmp_path)
    for n in range(3):
        begin(context, title=f"Meeting {n}", starts=NOW + timedelta(days=n))
    async with running(context, NARROW) as (app, pilot):
        assert app.no_color
        await press(pilot, "j")
        marked = [line for line in shown(app).split("\n") if line.startswith(MARK)]
        assert len(marked) == 2 and "Meeting 1" in marked[0]


async def test_what_was_marked_stays_marked_when_the_list_changes(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        page = ListOnly()
        await app.push_screen(page)
        rows = page.rows
        rows.show(["a", "b", "c"], numbered)
        rows.mark("b")
        rows.show(["x", "a", "y", "b"], numbered)
        await settled(pilot)
        assert rows.key == "b" and rows.index == 3
        rows.show(["x"], numbered)
        assert rows.key == "x"
        rows.show([], numbered)
        assert rows.key == ""


async def test_a_click_marks_a_row_and_a_second_one_opens_it(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    for n in range(3):
        begin(context, title=f"Meeting {n}", starts=NOW + timedelta(days=n))
    async with running(context, NARROW) as (app, pilot):
        rows = app.screen.query_one(RowList)
        await pilot.click(RowList, offset=(5, 3))
        await settled(pilot)
        assert rows.index == 1 and isinstance(app.screen, LibraryScreen)
        await pilot.click(RowList, offset=(5, 3))
        await settled(pilot)
        assert type(app.screen).__name__ == "LiveScreen"


async def test_rows_of_differing_height_scroll_the_marked_one_into_view(tmp_path: Path) -> None:
    def tall(index: int, _width: int) -> DrawnRow:
        return DrawnRow([Text("heading"), *(Text(f"row {index}.{n}") for n in range(index % 4 + 1))], above=1)

    async with running(make_context(tmp_path), NARROW) as (app, pilot):
        page = ListOnly(each=None)
        await app.push_screen(page)
        page.rows.show([str(n) for n in range(60)], tall)
        page.rows.focus()
        await settled(pilot)
        await press(pilot, "G")
        assert "row 59.3" in shown(app)
        assert not any(line.startswith(MARK) for line in shown(app).split("\n") if "heading" in line)
        await press(pilot, "g")
        assert "row 0.0" in shown(app)


async def test_a_list_is_laid_out_again_when_the_terminal_changes(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    begin(context, title="A title that goes on for quite a while, longer than a narrow terminal has columns for it")
    async with running(context, WIDE) as (app, pilot):
        assert "columns for it" in shown(app)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "columns for it" not in shown(app) and "…" in shown(app)


def test_the_chairs_panel_has_a_style_for_every_tone_of_its_rows() -> None:
    panel, item = ChairsPanel(), format_called("bristol").first_item("information")
    assert item is not None
    blocker = Finding(level="blocker", provision="ALL-01", message="A1 has no owner.", item="plan")
    advice = Finding(level="advice", provision="ALL-07", message="Nobody has said how it is sent.", item="plan")
    room = [ChairPrompt("risk", "R1 is undecided.", urgent=True), ChairPrompt("size", "Twelve are here.")]
    panel.tell(item, [blocker, advice], room=room, speakers=[AgencySpeakers("Health", ("Sam",), ("Priya",))])
    tones = {tone for row in panel.rows for line in lay_out(row, 30, panel.MARK_WIDTH) for _, tone in line}
    assert {"plain", "heading", "quiet", "warn"} <= tones
    assert {f"record-list--{tone}" for tone in tones} <= ChairsPanel.COMPONENT_CLASSES
