"""The library: which meetings stand where, what is due after them, finding one, and what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual import events

from chairtui.app import ChairApp
from chairtui.journal.protocol import Broken, Journal, JournalError
from chairtui.meeting.after.due import due_items
from chairtui.meeting.records import Distribution, FollowUp, Who
from chairtui.words import screens as words
from screens.due import due
from screens.library import LibraryScreen
from screens.list_view import RowList
from screens.live.screen import LiveScreen
from tests.ui.app_harness import (
    NARROW,
    NOW,
    SIZES,
    WIDE,
    begin,
    format_of,
    held,
    make_context,
    press,
    running,
    settled,
    shown,
    type_in,
    without_rules,
)


def titles(app: ChairApp) -> list[str]:
    """The titles in the list, from top to bottom, by the order of their keys."""
    library = app.screen
    assert isinstance(library, LibraryScreen)
    return [library._listings[key].title for key in library.query_one(RowList).keys]


@pytest.mark.parametrize("size", SIZES)
async def test_today_stands_first_then_what_is_late_the_latest_on_top_then_what_is_to_come(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path)
    for title, days in [("Long ago", -90), ("In a week", 7), ("Tomorrow", 1), ("Yesterday", -1), ("Today", 0)]:
        begin(context, title=title, starts=NOW + timedelta(days=days))
    async with running(context, size) as (app, _pilot):
        assert titles(app) == ["Today", "Yesterday", "Long ago", "Tomorrow", "In a week"]
        assert "5 open · 5 in all" in shown(app)


async def test_what_is_typed_while_a_meeting_is_opened_is_typed_in_it(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        for key in ("enter", "6", "f", *"Written", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen)
        session.catch_up()
        assert [(note.record.text, note.record.item) for note in session.meeting.notes] == [
            ("Written", app.screen.format_.agenda[5].id)
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_store_says_what_to_do(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(make_context(tmp_path), size) as (app, pilot):
        assert "n  sets one up" in shown(app)
        await press(pilot, "j", "enter", "k")
        assert isinstance(app.screen, LibraryScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_overdue_actions_and_late_minutes_are_said_under_their_meeting(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path)
    session = held(context, starts=NOW - timedelta(days=30))
    async with running(context, size) as (app, _pilot):
        assert "1 action overdue" in shown(app)
        assert session.meeting.details.title in shown(app)


def test_minutes_are_late_after_their_day_and_not_once_every_copy_is_sent(tmp_path: Path) -> None:
    context = without_rules(make_context(tmp_path))
    session = begin(context, starts=NOW - timedelta(days=30))
    session.seal()
    format_ = format_of(context, session)
    assert any(d.late and "inutes" in d.words for d in due(due_items(session.meeting, format_), NOW.date()))
    session.save(Distribution(id="c1", to=Who(name="Sam Okafor"), sent=date(2026, 11, 6)))
    assert not any("Minutes" in d.words for d in due(due_items(session.meeting, format_), NOW.date()))


def test_a_meeting_at_the_end_of_the_calendar_is_listed_like_any_other(tmp_path: Path) -> None:
    context = without_rules(make_context(tmp_path))
    session = begin(context, starts=NOW.replace(year=2199, month=12, day=31))
    session.seal()
    assert due(due_items(session.meeting, format_of(context, session)), NOW.date()) == []


def test_an_action_that_was_followed_up_is_overdue_no_more(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context, starts=NOW - timedelta(days=1))
    format_ = format_of(context, session)
    assert any(words.ACTIONS_OVERDUE[0] == d.words for d in due(due_items(session.meeting, format_), NOW.date()))
    session.save(FollowUp(id="u1", action="a1", status="done"))
    assert not any(words.ACTIONS_OVERDUE[0] == d.words for d in due(due_items(session.meeting, format_), NOW.date()))


async def test_typing_finds_a_meeting_and_escape_shows_all_again(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    for title in ("Planning for M.", "Resolving about L.", "Planning for P."):
        begin(context, title=title)
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "slash")
        await type_in(pilot, "plan p.")
        assert titles(app) == ["Planning for P."]
        await press(pilot, "enter")
        assert isinstance(app.focused, RowList)
        await press(pilot, "escape")
        assert len(titles(app)) == 3


async def test_a_search_without_a_hit_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    begin(context)
    async with running(context) as (app, pilot):
        await press(pilot, "slash")
        await type_in(pilot, "zebra")
        assert "No meeting has those words" in shown(app)
        await press(pilot, "down", "enter")
        await press(pilot, "escape")
        assert "Meeting about K." in shown(app)


@pytest.mark.parametrize(
    ("keys", "title"), [(("j",), "B"), (("down", "down"), "C"), (("G",), "C"), (("end", "g"), "A")]
)
async def test_one_way_of_moving_marks_a_meeting(tmp_path: Path, keys: tuple[str, ...], title: str) -> None:
    context = make_context(tmp_path)
    for hours, name in enumerate("ABC", 1):
        begin(context, title=name, starts=NOW + timedelta(hours=hours))
    async with running(context, WIDE) as (app, pilot):
        await press(pilot, *keys)
        rows = app.screen.query_one(RowList)
        assert titles(app)[rows.index] == title
        await press(pilot, "k", "up", "k", "pageup", "home")
        assert rows.index == 0


async def test_enter_opens_the_marked_meeting(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "LiveScreen"


@pytest.mark.parametrize("key", ["n", "N"])
async def test_n_sets_up_a_new_meeting(tmp_path: Path, key: str) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, key)
        assert type(app.screen).__name__ == "NewMeetingScreen"


async def test_a_opens_the_actions_across_meetings(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "A")
        assert type(app.screen).__name__ == "ActionsScreen"


async def test_a_meeting_with_nothing_sound_says_why_in_one_line_and_the_library_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(tmp_path)
    session = held(context)

    def broken(meeting: str, after: int = 0) -> list[object]:
        raise Broken("Line 4 of this meeting is damaged. Run: chairtui doctor", 4, 2)

    monkeypatch.setattr(context.journal, "versions", broken)
    monkeypatch.setattr(context.journal, "sound", lambda meeting: [])
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert "Line 4 of this meeting is damaged" in shown(app)
    assert session.meeting.position


async def test_a_meeting_of_a_format_that_is_gone_says_which(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(replace(context, formats={})) as (app, pilot):
        await press(pilot, "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert "“Bristol”, which is not here" in shown(app)


async def test_a_store_that_cannot_be_listed_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = make_context(tmp_path)

    def refuse(_journal: Journal) -> list[object]:
        raise JournalError("The store can't be read: no permission.")

    monkeypatch.setattr(type(context.journal), "meetings", refuse)
    async with running(context) as (app, _pilot):
        assert "The store can't be read: no permission." in shown(app)


async def test_what_people_typed_is_never_taken_for_markup(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    begin(context, title="[b]About[/] Q. [@click=quit]x[/]")
    async with running(context) as (app, _pilot):
        assert "[b]About[/] Q. [@click=quit]x[/]" in shown(app)


async def test_a_meeting_made_elsewhere_is_there_on_coming_back(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await press(pilot, "A")
        begin(context, title="Made at another desk")
        await press(pilot, "escape")
        await settled(pilot)
        assert titles(app) == ["Made at another desk"]


async def test_the_keys_that_need_a_meeting_are_not_offered_while_there_is_none(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, _pilot):
        line = shown(app).splitlines()[-1]
        assert "New meeting" in line and "Actions" in line
        assert "Find" not in line and "Follow-up" not in line
    begin(context)
    async with running(context) as (app, pilot):
        line = shown(app).splitlines()[-1]
        assert "Find" in line and "Follow-up" in line and "enter Open" in line
        await press(pilot, "slash")
        assert words.FINDING in shown(app)
        await press(pilot, "escape")
        assert words.FINDING not in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_library_offers_a_sample_and_an_import(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "thrown away").mkdir()
    other = make_context(tmp_path / "thrown away")
    taken: list[str] = []

    def take(path: str) -> str:
        if path != "m.json":
            raise ValueError(f"There is no file {path}.")
        taken.append(path)
        return begin(base, title="Brought in").meeting.id

    base = make_context(tmp_path)
    context = replace(base, sample=lambda: (other, held(other).meeting.id), import_meeting=take)
    async with running(context, size) as (app, pilot):
        for key, what in (("n", "step by step"), ("s", "sample"), ("i", "imports")):
            assert any(line.split()[:1] == [key] and what in line for line in shown(app).split("\n"))
        await press(pilot, "i")
        await type_in(pilot, "x.json")
        await press(pilot, "enter")
        assert "There is no file x.json." in shown(app)
        await press(pilot, "ctrl+u")
        await type_in(pilot, "m.json")
        await press(pilot, "enter")
        assert taken == ["m.json"] and "Brought in" in shown(app)
        await press(pilot, "s")
        assert type(app.screen).__name__ == "LiveScreen" and app.screen.context is other  # type: ignore[attr-defined]
        await press(pilot, "L")
        assert isinstance(app.screen, LibraryScreen) and "1 in all" in shown(app)


async def test_what_is_late_stands_above_what_is_still_to_come(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    begin(context, title="Next week", starts=NOW + timedelta(days=7))
    begin(context, title="Long ago", starts=NOW - timedelta(days=70))
    begin(context, title="Today", starts=NOW)
    async with running(context) as (app, pilot):
        await settled(pilot)
        text = shown(app)
        assert text.index("Today") < text.index("Long ago") < text.index("Next week")
