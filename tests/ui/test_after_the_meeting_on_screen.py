"""On the screen, after the meeting: what became of actions, copies sent, minutes in every kind, the next meeting."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from docx import Document as open_word
from textual.pilot import Pilot
from textual.widgets import Input

from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.due import due_items
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.after.release_decisions import decide
from chairtui.meeting.formats.follow_up_agenda import ITEM
from chairtui.meeting.records import Amendment, Answer, Attendee, Distribution
from chairtui.words import screens as words
from screens import navigation
from screens.actions import ActionsScreen
from screens.context import AppContext
from screens.copies import CopiesScreen
from screens.due import due
from screens.list_view import RowList
from screens.minutes import MinutesScreen
from tests.minutes.releasing import DAWN
from tests.ui.app_harness import (
    NARROW,
    NOW,
    at_page,
    begin,
    file_written,
    format_of,
    held,
    make_context,
    press,
    running,
    settled,
    shown,
    type_in,
)

LATER = NOW + timedelta(days=9)


def closed(context: AppContext) -> Session:
    """A meeting held on 3 December 2026 and closed, with a review agreed."""
    session = held(context, starts=NOW)
    session.save(Answer(id="answer:review-date", question="review-date", value="2027-02-11"))
    session.seal()
    return session


async def at_actions(pilot: Pilot[None]) -> None:
    await press(pilot, "A")
    await settled(pilot)


at_copies = partial(at_page, CopiesScreen)


def standing(session: Session, ref: str = "A1") -> tuple[str, date | None, str]:
    session.catch_up()
    entry = next(e for e in session.meeting.actions if e.ref == ref)
    now = now_of(entry.record, session.meeting)
    return now.status, now.deadline, now.reason


@pytest.mark.parametrize(
    ("key", "typed", "then"),
    [
        ("d", "", ("done", date(2026, 11, 27), "")),
        ("d", "K. goes twice a week", ("done", date(2026, 11, 27), "K. goes twice a week")),
        ("m", "18 dec, she was away", ("open", date(2026, 12, 18), "she was away")),
        ("x", "No place was free", ("dropped", date(2026, 11, 27), "No place was free")),
    ],
)
async def test_what_became_of_an_action_is_recorded_from_the_list(
    tmp_path: Path, key: str, typed: str, then: tuple[str, date, str]
) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context, NARROW) as (app, pilot):
        await at_actions(pilot)
        await press(pilot, key)
        if typed:
            await type_in(pilot, typed)
        await press(pilot, "enter")
        assert standing(session) == then
        assert "the minutes stay as they are" in app.screen.message  # type: ignore[attr-defined]
        assert isinstance(app.focused, RowList)


@pytest.mark.parametrize(("key", "typed"), [("x", ""), ("m", "18 dec"), ("m", "sometime, away"), ("o", "why not")])
async def test_what_can_not_be_said_of_an_action_keeps_the_line_and_says_why(
    tmp_path: Path, key: str, typed: str
) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_actions(pilot)
        await press(pilot, key)
        if typed:
            await type_in(pilot, typed)
        await press(pilot, "enter")
        assert app.screen.query_one("#page-message").has_class("-wrong")
        assert isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert isinstance(app.screen, ActionsScreen)
        assert standing(session)[0] == "open"


async def test_an_action_of_an_open_meeting_is_changed_there(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await at_actions(pilot)
        await press(pilot, "d", "enter")
        assert app.screen.message == words.FOLLOW_OPEN  # type: ignore[attr-defined]


async def test_actions_due_this_week_are_found(tmp_path: Path) -> None:
    context = make_context(tmp_path, NOW + timedelta(days=33))
    closed(context)
    async with running(context) as (app, pilot):
        await at_actions(pilot)
        await press(pilot, "slash")
        await type_in(pilot, "this week")
        await settled(pilot)
        assert [key.split()[1] for key in app.screen.query_one(RowList).keys] == ["A2"]


async def test_copies_stand_with_who_what_and_by_when_and_late_ones_say_so(tmp_path: Path) -> None:
    context = make_context(tmp_path, LATER)
    session = closed(context)
    async with running(context, NARROW) as (app, pilot):
        await at_copies(app, pilot, context, session)
        text = shown(app)
        for said in (
            "Sam Okafor",
            "Dominic Harrowell",
            words.COPY["family"],
            "was due Thu 10 Dec 2026",
            "0 sent · 3 in all",
        ):
            assert said in text
        assert "Priya Larkspur" not in text  # still at invited: neither there nor apologies


async def test_a_copy_is_recorded_as_sent_today_or_on_another_day(tmp_path: Path) -> None:
    context = make_context(tmp_path, LATER)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "s")
        await type_in(pilot, "by hand")
        await press(pilot, "enter", "j", "s")
        line = app.screen.query_one("#line", Input)
        line.value = "9 dec, secure e-mail"
        await press(pilot, "enter")
        listed = copies(session.meeting, format_of(context, session))
        assert [(c.sent, c.how) for c in listed[:2]] == [
            (date(2026, 12, 12), "by hand"),
            (date(2026, 12, 9), "secure e-mail"),
        ]
        assert "2 sent · 3 in all" in shown(app)
        await press(pilot, "s")
        line.value = "someday"
        await press(pilot, "enter")
        assert app.screen.query_one("#page-message").has_class("-wrong")
        await press(pilot, "escape")
        assert isinstance(app.screen, CopiesScreen)


async def test_who_gets_which_copy_is_chosen_and_stays(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "s", "enter", "2")
        first = copies(session.meeting, format_of(context, session))[0]
        assert (first.audience, first.sent) == ("attendees", NOW.date())
        assert "is no relative" in app.screen.message  # type: ignore[attr-defined]


async def test_somebodys_copy_is_written_with_no_more_than_they_may_see(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    session.save(DAWN)
    session.append([decide(session.meeting, format_of(context, session), DAWN.id, done=True)])
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "G", "w", "enter")
        await file_written(pilot)
        [file] = Path(context.exports).glob("*.docx")
        assert file.name == "K professionals' meeting 3 Dec 2026, family, for D L1.docx"
        words_ = " ".join(p.text for p in open_word(str(file)).paragraphs)
        assert "trusted teacher" in words_
        assert "alone at home" not in words_
        await press(pilot, "w", "enter")
        await file_written(pilot)
        assert "already there" in " ".join(shown(app).split())


async def test_a_relatives_copy_is_not_recorded_as_sent_before_it_is_released(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    session.save(DAWN)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "G", "s", "enter")
        assert app.screen.message == "Nothing is released for Dawn yet. r shows what they are given."  # type: ignore[attr-defined]
        assert not session.meeting.all(Distribution)


async def test_a_professionals_copy_for_somebody_who_may_be_family_takes_the_same_key_twice_in_a_row(
    tmp_path: Path,
) -> None:
    context = make_context(tmp_path)
    session = held(context, starts=NOW)
    session.save(Attendee(id="mo", name="Mo Teal", role="mother", status="present"))
    session.seal()
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        app.screen.query_one(RowList).mark("mo")
        await press(pilot, "1", "up", "down", "1")
        assert "press the same key again" in " ".join(shown(app).split())
        assert not session.meeting.all(Distribution)
        await press(pilot, "1")
        assert [entry.record.professional for entry in session.meeting.all(Distribution)] == [True]


async def test_before_the_close_nothing_is_sent(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "s", "enter")
        assert "still open" in app.screen.message  # type: ignore[attr-defined]


async def test_a_meeting_where_nobody_came_has_no_copies_but_the_familys(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        assert "The family" in shown(app)


@pytest.mark.parametrize("name", ["m.docx", "m.pdf", "m.html", "m.csv", "m.ics", "m.json"])
async def test_minutes_are_written_as_the_name_ends(tmp_path: Path, name: str) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_page(MinutesScreen, app, pilot, context, session)
        await press(pilot, "w")
        app.screen.query_one("#path", Input).value = str(tmp_path / name)
        await press(pilot, "enter")
        await file_written(pilot)
        raw = (tmp_path / name).read_bytes()
        text = {"html": b"<!DOCTYPE", "csv": b"\xef\xbb\xbfRef", "ics": b"BEGIN:VCAL", "json": b"{"}
        starts = {"docx": b"PK", "pdf": b"%PDF", **text}
        assert raw.startswith(starts[name[2:]])
        if name == "m.docx":
            assert open_word(io.BytesIO(raw)).tables


async def test_a_name_that_ends_in_no_kind_says_which_there_are(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_page(MinutesScreen, app, pilot, context, session)
        await press(pilot, "w")
        app.screen.query_one("#path", Input).value = str(tmp_path / "m.odt")
        await press(pilot, "enter")
        assert "docx" in app.screen.message  # type: ignore[attr-defined]
        await press(pilot, "escape", "d")
        assert isinstance(app.screen, CopiesScreen)


async def test_an_amendment_on_the_screen_says_who_agreed(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        app.push_screen(navigation.amend(context, session, "A1"))
        await settled(pilot)
        for name, text in (("text", "Two places"), ("reason", "Misheard"), ("asked", "Sam"), ("agreed", "Marigold")):
            app.screen.query_one(f"#{name}", Input).value = text
        await press(pilot, "ctrl+s")
        [entry] = session.meeting.amendments
        assert isinstance(entry.record, Amendment)
        assert (entry.record.asked_by, entry.record.agreed_by) == ("Sam", "Marigold")


async def test_the_library_sets_up_the_meeting_that_follows_on_the_reviews_day(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await press(pilot, "f")
        assert app.screen.query_one("#starts", Input).value == "Thu 11 Feb 2027, 10:00"
        await press(pilot, "enter")
        await file_written(pilot)
        assert "People: 3, open actions: 2, needs and risks: 1" in app.screen.message  # type: ignore[attr-defined]
        session.catch_up()
        [link] = session.meeting.next_meetings
        await press(pilot, "enter")
        opened = app.screen
        assert opened.session.meeting.id == link.record.meeting  # type: ignore[attr-defined]
        assert opened.format_.item(ITEM) is not None  # type: ignore[attr-defined]
        assert {e.record.restricted for e in opened.session.meeting.observations} == {"names a neighbour"}  # type: ignore[attr-defined]


async def test_none_follows_an_open_meeting_from_the_library(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        await press(pilot, "f")
        assert app.screen.message == words.NEXT_NONE  # type: ignore[attr-defined]
        assert isinstance(app.focused, RowList)


def test_what_is_due_counts_the_copies_and_not_what_another_meeting_took_over(tmp_path: Path) -> None:
    context = make_context(tmp_path, LATER)
    session = closed(context)
    said = [d.words for d in due(due_items(session.meeting, format_of(context, session)), LATER.date())]
    assert said[:2] == ["1 action overdue", "was due Thu 10 Dec 2026: 3 of 3 copies of the minutes to send"]


async def test_a_reader_records_nothing_and_sets_up_no_meeting(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(replace(context, role="reader")) as (app, pilot):
        await press(pilot, "f")
        assert app.screen.query_one("#page-message").has_class("-wrong")
        await at_actions(pilot)
        await press(pilot, "d", "enter")
        assert app.screen.query_one("#page-message").has_class("-wrong")
    assert standing(session)[0] == "open"
    assert len(context.journal.meetings()) == 1
