"""The minutes on the screen: readable at any width, for each audience, written to a file that only its owner reads."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from chairtui.meeting.after.release_decisions import decide
from chairtui.meeting.records import Attendee, Note, Part
from chairtui.minutes.markdown import minutes
from chairtui.private_files import write_private
from chairtui.words import screens as words
from screens.list_view import TextView
from screens.markdown import lay_out
from screens.minutes import MinutesScreen
from screens.widgets.file_line import CHOICES, FileLine
from tests.minutes.releasing import DAWN
from tests.ui.app_harness import (
    NARROW,
    SIZES,
    at_page,
    file_written,
    format_of,
    held,
    make_context,
    press,
    running,
    shown,
    type_in,
)

go_to_minutes = partial(at_page, MinutesScreen)
MARKDOWN = next(digit for digit, kind in CHOICES.items() if kind == "md")
NAME = "K professionals' meeting 3 Dec 2026.md"


@pytest.mark.parametrize("size", SIZES)
async def test_the_minutes_can_be_read_whole_and_no_line_is_wider_than_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, size) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        assert "Minutes for attendees" in shown(app) and "draft, not closed" in shown(app)
        reading = screen.query_one(TextView)
        words_ = " ".join(reading.text.split())
        for text in ("K. has a trusted teacher", "K. is alone at home after school", "K. is tired on Mondays"):
            assert text in words_
        assert max(len(line) for line in reading.text.split("\n")) <= size[0] - 4


@pytest.mark.parametrize("size", SIZES)
async def test_moving_keys_scroll_to_the_end_and_back(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, size) as (app, pilot):
        reading = (await go_to_minutes(app, pilot, context, session)).query_one(TextView)
        await press(pilot, "j", "down")
        assert reading.scroll_offset.y == 2
        await press(pilot, "k", "pagedown")
        assert reading.scroll_offset.y > 2
        await press(pilot, "G")
        assert reading.scroll_offset.y == reading.max_scroll_y > 0
        await press(pilot, "pageup", "g", "up")
        assert reading.scroll_offset.y == 0


async def test_the_family_s_copy_leaves_out_what_is_restricted(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    session.save(DAWN)
    async with running(context, NARROW) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "2")
        assert screen.message == "Nothing is released for Dawn yet. r shows what they are given."
        assert screen.query_one(TextView).text == ""
        session.append([decide(session.meeting, format_of(context, session), DAWN.id, done=True)])
        await press(pilot, "2")
        assert "Dawn" in shown(app)
        assert "trusted teacher" in screen.query_one(TextView).text
        assert "alone at home" not in screen.query_one(TextView).text
        await press(pilot, "1")
        assert "alone at home" in screen.query_one(TextView).text


async def test_the_copy_of_somebody_who_was_in_one_part_only_can_be_read_and_written(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    parts: dict[str, tuple[Part, ...]] = {"sam": (1, 2), "priya": (1,), "dominic": (2,)}
    for entry in list(session.meeting.attendees):
        session.save(entry.record.model_copy(update={"parts": parts[entry.record.id]}))
    mother = Attendee(id="mum", name="Ms K.", role="mother", status="present", parts=(2,))
    session.save(mother)
    session.save(Note(id="late", nature="fact", text="Said when the family was there", part=2))
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "4")
        text = screen.query_one(TextView).text
        assert "Priya Larkspur" in shown(app)
        assert "tired on Mondays" in text and "Said when the family" not in text
        await press(pilot, "4")
        text = screen.query_one(TextView).text
        assert "Dominic Harrowell" in shown(app)
        assert "tired on Mondays" not in text and "Said when the family" in text
        await press(pilot, "w", MARKDOWN, "enter")
        await file_written(pilot)
        [written] = Path(context.exports).glob("*, for DH P3.md")
        assert "tired on Mondays" not in written.read_text(encoding="utf-8")
        await press(pilot, "4")
        assert "Priya Larkspur" in shown(app), "the mother's copy is the family's, and Sam was in both parts"
        await press(pilot, "1")
        text = screen.query_one(TextView).text
        assert "tired on Mondays" in text and "Said when the family" in text


async def test_where_all_were_in_the_same_parts_one_copy_does_for_all(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_minutes(app, pilot, context, session)
        await press(pilot, "4")
        assert words.NOBODY_IN_ONE_PART in " ".join(shown(app).split())


async def test_the_actions_alone_can_be_read(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "3")
        text = " ".join(screen.query_one(TextView).text.split())
        assert "Offer a place" in text and "tired on Mondays" not in text


async def test_w_writes_the_kind_that_a_digit_chose_where_it_suggests(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w", MARKDOWN, "enter")
        await file_written(pilot)
        written = Path(context.exports) / NAME
        text = minutes(session.meeting, format_of(context, session), context.template, "attendees")
        assert written.read_text(encoding="utf-8").startswith(text.rstrip("\n"))
        assert words.WRITTEN.format(path=written).replace(" ", "") in shown(app).replace("\n", "").replace(" ", "")
        assert isinstance(app.focused, TextView)


def test_a_written_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    write_private(tmp_path / "m.md", "text", replace=False)
    owner_only = 0o666 if sys.platform == "win32" else 0o600  # Windows keeps no bits for others
    assert stat.S_IMODE((tmp_path / "m.md").stat().st_mode) == owner_only


async def test_a_file_that_is_there_is_replaced_only_when_enter_is_pressed_again(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    there = Path(context.exports) / NAME
    there.write_text("mine", encoding="utf-8")
    async with running(context) as (app, pilot):
        await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w", MARKDOWN, "enter")
        await file_written(pilot)
        assert there.read_text(encoding="utf-8") == "mine"
        assert "already there" in " ".join(shown(app).split())
        await press(pilot, "enter")
        await file_written(pilot)
        assert "Meeting about K." in there.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "nowhere/at/all.md", ".", "~nobody-of-that-name/m.md", "zero\0byte.md"])
async def test_a_place_that_cannot_be_written_says_why_and_keeps_the_line(tmp_path: Path, name: str) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w")
        path = screen.query_one("#path", Input)
        path.value = name if name[:1] in ("", "~") else str(tmp_path / name)
        await press(pilot, "enter")
        await file_written(pilot)
        if name == ".":
            await press(pilot, "enter")
            await file_written(pilot)
        assert screen.message and screen.query_one("#page-message").has_class("-wrong")
        assert app.focused is path
        assert not list(tmp_path.glob("**/*.new"))


async def test_a_template_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), template="no places at all")
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        assert screen.message and screen.query_one("#page-message").has_class("-wrong")


async def test_escape_leaves_the_path_and_then_the_minutes(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w", "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert app.screen is not screen


async def test_y_copies_and_says_that_a_file_always_works(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_minutes(app, pilot, context, session)
        await press(pilot, "y")
        assert app.clipboard == minutes(session.meeting, format_of(context, session), context.template, "attendees")
        assert "Writing to a file (w) always works" in shown(app)


async def test_what_was_said_since_is_in_the_minutes_on_coming_back(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "ctrl+l")
        risk = session.meeting.observations[1].record
        session.save(risk.model_copy(update={"text": "K. waits alone in the park"}))
        await press(pilot, "enter")
        assert "K. waits alone in the park" in " ".join(screen.query_one(TextView).text.split())


async def test_coming_back_from_the_cover_one_reads_on_where_one_was(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        reading = (await go_to_minutes(app, pilot, context, session)).query_one(TextView)
        await press(pilot, "pagedown", "j")
        place = reading.scroll_offset.y
        await press(pilot, "ctrl+l", "enter")
        assert reading.scroll_offset.y == place > 0
        await press(pilot, "3")
        assert reading.scroll_offset.y == 0


async def test_typing_a_path_does_not_change_the_audience(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w")
        await type_in(pilot, "wy2")
        assert screen.audience == "attendees"
        assert screen.query_one("#path", Input).value.endswith("wy2")


def plain(markdown: str, width: int = 76) -> list[str]:
    return [line.plain.rstrip() for line in lay_out(markdown, width)]


def test_a_table_is_laid_out_to_the_width_with_cells_that_wrap() -> None:
    table = (
        "| Ref | Action | Owner |\n|---|---|---|\n| A1 | " + "word " * 30 + "| Sam Okafor, Health |\n| A2 | x | y |\n"
    )
    lines = plain(table, 60)
    assert all(len(line) <= 60 for line in lines)
    assert lines[0].startswith("Ref") and set(lines[1]) == {"─"}
    assert " ".join(" ".join(lines).split()).count("word") == 30
    assert any(line.startswith("A2") for line in lines)


def test_a_table_too_wide_for_the_terminal_is_told_row_by_row() -> None:
    heads = [f"Heading{n}" for n in range(6)]
    table = f"| {' | '.join(heads)} |\n|{'---|' * 6}\n| {' | '.join(f'something{n}' for n in range(6))} |\n"
    lines = plain(table, 36)
    assert "Heading3: something3" in lines
    assert all(len(line) <= 36 for line in lines)


def test_lists_headings_and_emphasis_keep_their_shape() -> None:
    lines = plain("# Minutes\n\n- **one** two\n  - deeper\n- three\n\n3. third\n4. fourth\n\n> said\n\nend\n")
    assert lines[:2] == ["Minutes", "───────"]
    assert "• one two" in lines and "  • deeper" in lines and "• three" in lines
    assert "3.  third" in lines and "4.  fourth" in lines
    assert "│ said" in lines and lines[-1] == "end"


def test_bold_words_are_bold_on_the_screen() -> None:
    line = next(text for text in lay_out("plain **strong** end", 40) if "strong" in text.plain)
    assert [line.plain[s.start : s.end] for s in line.spans if "bold" in str(s.style)] == ["strong"]


def test_what_people_typed_stays_as_they_typed_it() -> None:
    assert "# not a heading | nor * a list [b]x[/b]" in plain("\\# not a heading \\| nor \\* a list \\[b\\]x\\[/b\\]")


@pytest.mark.parametrize("width", [8, 20, 40, 76])
def test_no_line_is_ever_wider_than_the_terminal(width: int) -> None:
    text = (
        "# "
        + "Long " * 20
        + "\n\n- "
        + "x" * 200
        + "\n\n| A | B |\n|---|---|\n| 漢字漢字漢字漢字漢字 | "
        + "y" * 90
        + " |\n"
    )
    assert all(line.cell_len <= max(width, 12) for line in lay_out(text, width))


def test_nothing_is_lost_in_laying_out(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    text = minutes(session.meeting, format_of(context, session), context.template, "attendees")
    wide, narrow = (" ".join(plain(text, width)).replace(" ", "") for width in (400, 76))
    assert "Offeraplaceattheafter-schoolclub" in wide
    assert set(wide) == set(narrow)


async def test_a_digit_chooses_the_kind_only_while_the_proposed_name_stands(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "w")
        line = screen.query_one(FileLine)
        stem = str(Path(context.exports) / NAME).removesuffix(".md")
        assert line.value == f"{stem}.docx", "Word, unless another is chosen"
        assert "1 Word" in shown(app)
        for digit, kind in CHOICES.items():
            await press(pilot, digit)
            assert line.value == f"{stem}.{kind}"
        await press(pilot, "ctrl+u", "m", "1")
        assert line.value == "m1"


async def test_a_name_of_the_partnerships_own_is_proposed(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), file_name="{day} {subject}")
    session = held(context)
    async with running(context) as (app, pilot):
        screen = await go_to_minutes(app, pilot, context, session)
        await press(pilot, "3", "w")
        assert Path(screen.query_one(FileLine).value).name == "2026-12-03 K., aged 7, actions.docx"
