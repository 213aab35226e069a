"""Actions across meetings: who owes what by when, the overdue first and named as such."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from chairtui.app import ChairApp
from chairtui.journal.protocol import Broken
from chairtui.meeting.records import Action, FollowUp
from chairtui.words import screens as words
from screens.actions import ActionsScreen
from screens.list_view import RowList
from tests.ui.app_harness import NARROW, NOW, SIZES, begin, held, make_context, press, running, settled, shown, type_in


def texts(app: ChairApp) -> list[str]:
    """The actions in the list, from top to bottom."""
    screen = app.screen
    assert isinstance(screen, ActionsScreen)
    return [screen._owed[key].text for key in screen.query_one(RowList).keys]


@pytest.mark.parametrize("size", SIZES)
async def test_actions_of_all_meetings_stand_together_the_overdue_first(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    held(context, title="First")
    other = begin(context, title="Second")
    other.save(Action(id="x1", text="No date yet"))
    other.save(Action(id="x2", text="Long done", deadline=NOW.date() - timedelta(days=40), status="done"))
    async with running(context, size) as (app, pilot):
        await press(pilot, "A")
        await settled(pilot)
        assert texts(app) == [
            "Offer a place at the after-school club",
            "Ring the housing office",
            "No date yet",
            "Long done",
        ]
        text = shown(app)
        for said in ("overdue", "Fri 27 Nov 2026", "Sam Okafor, Health · First", words.NO_OWNER, words.NO_DEADLINE):
            assert said in text
        assert "1 overdue · 3 open · 4 in all" in text


@pytest.mark.parametrize(
    ("sought", "found"),
    [("overdue", 1), ("tilestone", 1), ("first club", 1), ("jan 2027", 1), ("zebra", 0), ("first", 2)],
)
async def test_typing_finds_actions_by_words_owner_meeting_date_or_being_overdue(
    tmp_path: Path, sought: str, found: int
) -> None:
    context = make_context(tmp_path)
    held(context, title="First")
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "A", "slash")
        await type_in(pilot, sought)
        await settled(pilot)
        assert len(texts(app)) == found
        assert (words.NO_SUCH_ACTION.split(".")[0] in shown(app)) is (found == 0)
        await press(pilot, "escape")
        assert len(texts(app)) == 2
        await press(pilot, "escape")
        assert not isinstance(app.screen, ActionsScreen)


async def test_enter_opens_the_meeting_of_the_marked_action(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "A")
        await settled(pilot)
        await press(pilot, "j", "enter")
        assert app.screen.session.meeting.id == session.meeting.id  # type: ignore[attr-defined]


async def test_the_meeting_one_came_from_is_gone_back_to_and_not_opened_twice(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = app.screen
        await press(pilot, "A")
        await settled(pilot)
        await press(pilot, "enter")
        assert app.screen is live
        await press(pilot, "L")
        assert type(app.screen).__name__ == "LibraryScreen"


async def test_another_meeting_takes_the_place_of_the_one_one_came_from(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    first, second = begin(context, title="First"), held(context, title="Second")
    async with running(context, meeting=first.meeting.id) as (app, pilot):
        await press(pilot, "A")
        await settled(pilot)
        await press(pilot, "enter")
        assert app.screen.session.meeting.id == second.meeting.id  # type: ignore[attr-defined]
        await press(pilot, "L")
        assert type(app.screen).__name__ == "LibraryScreen"


async def test_a_line_half_typed_in_a_meeting_is_not_left_behind_unasked(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    first, _second = begin(context, title="First"), held(context, title="Second")
    async with running(context, meeting=first.meeting.id) as (app, pilot):
        await press(pilot, "r")
        await type_in(pilot, "K. is alone at home")
        await press(pilot, "escape", "A")
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionsScreen)
        assert any(n.message == words.UNSAVED_BELOW for n in app._notifications)


async def test_down_goes_from_the_search_to_the_list(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "A", "slash", "down")
        assert isinstance(app.focused, RowList)


async def test_what_became_of_an_action_afterwards_is_what_counts(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    session.seal()
    session.save(FollowUp(id="u1", action="a1", status="open", deadline=NOW.date() + timedelta(days=9)))
    async with running(context) as (app, pilot):
        await press(pilot, "A")
        await settled(pilot)
        assert "0 overdue" in shown(app)
        assert "Sat 12 Dec 2026" in shown(app)


async def test_no_action_anywhere_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    begin(context)
    async with running(context) as (app, pilot):
        await press(pilot, "A", "j", "enter")
        assert words.NO_ACTIONS in shown(app)


async def test_a_meeting_that_cannot_be_read_is_counted_and_the_others_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(tmp_path)
    held(context, title="Sound")
    bad = held(context, title="Damaged").meeting.id
    versions = context.journal.versions

    def some(meeting: str, after: int = 0) -> object:
        if meeting == bad:
            raise Broken("Damaged.", 3, 2)
        return versions(meeting, after)

    monkeypatch.setattr(context.journal, "versions", some)
    async with running(context) as (app, pilot):
        await press(pilot, "A")
        await settled(pilot)
        assert len(texts(app)) == 2
        assert words.UNREADABLE.format(count=1) in shown(app)
