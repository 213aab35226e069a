"""Closing: refused while a blocker stands, led to the place of each, confirmed, sealed; then amendments only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.closing.checks import check
from chairtui.meeting.closing.findings import Finding, gathered
from chairtui.meeting.records import Answer, Attendee, Departure, Observation
from chairtui.words import screens as words
from screens import navigation
from screens.attendance import AttendanceScreen
from screens.closing import ClosingScreen
from screens.context import AppContext
from screens.due import counted
from screens.list_view import RowList, TextView
from tests.ui.app_harness import (
    NARROW,
    NOW,
    SIZES,
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
from tests.ui.pictures import sample_context

AFTERWARDS = NOW.replace(hour=17)
"""The meetings are held at two and closed later."""


async def go_to_closing(
    app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session
) -> list[Finding | None]:
    """Open the closing screen; what it gives when it is left will be in the list."""
    given: list[Finding | None] = []
    app.push_screen(navigation.closing(context, session, format_of(context, session)), given.append)
    await settled(pilot)
    return given


@pytest.mark.parametrize("size", SIZES)
async def test_what_stands_in_the_way_is_shown_with_its_provision_and_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, size) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        findings = check(session.meeting, format_of(context, session))
        blockers = [f for f in findings if f.level == "blocker"]
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        assert screen.blockers == gathered(blockers) and len(screen.query_one(RowList).keys) == len(gathered(findings))
        text = " ".join(shown(app).split())
        assert counted(words.CANNOT_CLOSE, len(gathered(blockers))) in text
        assert blockers[0].provision in text
        assert "item 1, " in text


async def test_a_risk_without_an_action_stops_the_close_and_the_number_is_said(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "c", "c", "c")
        assert not session.meeting.closed
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        assert screen.message == counted(words.CANNOT_CLOSE, len(screen.blockers))
        assert any(f.ref == "R1" for f in screen.blockers)


async def test_enter_goes_to_the_place_of_the_marked_finding(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        given = await go_to_closing(app, pilot, context, session)
        await press(pilot, "j", "j", "enter")
        assert given == [check(session.meeting, format_of(context, session))[2]]


async def test_escape_leaves_without_a_place_to_go(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context) as (app, pilot):
        given = await go_to_closing(app, pilot, context, session)
        await press(pilot, "escape")
        assert given == [None]


async def test_c_twice_closes_and_shows_the_seal_and_what_is_due(tmp_path: Path) -> None:
    context = without_rules(make_context(tmp_path, AFTERWARDS))
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        assert words.NO_BLOCKER in " ".join(shown(app).split())
        await press(pilot, "c")
        assert not session.meeting.closed
        await press(pilot, "c")
        kept = Session(context.journal, session.meeting.id, "x").meeting
        assert kept.closed and kept.closure is not None
        text = shown(app)
        assert kept.closure.record.digest[:12] in text
        assert "by Marigold Fennimore" in text
        assert "Thu 10 Dec 2026" in " ".join(text.split())


@pytest.mark.parametrize("key", ["j", "x", "escape", "M", "slash"])
async def test_any_other_key_in_between_leaves_the_meeting_open(tmp_path: Path, key: str) -> None:
    context = without_rules(make_context(tmp_path, AFTERWARDS))
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "c", key)
        if not isinstance(app.screen, ClosingScreen):
            await press(pilot, "escape")
        await press(pilot, "c")
        assert not session.meeting.closed


async def test_advice_never_stops_a_close_and_what_is_left_is_said(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    advice_only = {
        id_: f.model_copy(
            update={"rules": (), "questions": tuple(q.model_copy(update={"needed": "advice"}) for q in f.questions)}
        )
        for id_, f in context.formats.items()
    }
    context = replace(context, formats=advice_only)
    session = begin(context)
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        left = len(check(session.meeting, format_of(context, session)))
        assert left > 1
        await press(pilot, "c")
        assert f"{left} points to consider are left" in shown(app)
        await press(pilot, "c")
        assert session.meeting.closed


async def test_a_blocker_that_another_seat_makes_meanwhile_stops_the_close(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    bristol = context.formats["bristol"]
    one_rule = tuple(r for r in bristol.rules if r.rule == "needs-and-risks-answered")
    context = replace(context, formats={"bristol": bristol.model_copy(update={"rules": one_rule, "questions": ()})})
    session = begin(context)
    other = Session(context.journal, session.meeting.id, "Tobias Inkwell")
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "c")
        other.save(Observation(id="r9", theme="risk", text="A new risk"))
        await press(pilot, "c")
        assert not session.meeting.closed
        assert "R1" in shown(app)


async def test_the_findings_are_looked_at_afresh_on_coming_back(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        before = len(screen.blockers)
        await press(pilot, "M")
        priya = session.meeting.attendees[1].record
        Session(context.journal, session.meeting.id, "Tobias Inkwell").save(
            priya.model_copy(update={"status": "present"})
        )
        await press(pilot, "escape")
        assert len(screen.blockers) == before - 1


async def test_minutes_are_one_key_from_closing(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "M")
        assert type(app.screen).__name__ == "MinutesScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_a_closed_meeting_says_when_by_whom_and_how_to_amend(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    session.seal()
    async with running(context, size) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        text = " ".join(shown(app).split())
        assert "Closed Thu 3 Dec 2026, 17:00 by Marigold Fennimore." in text
        assert "Press a to add an amendment" in text
        before = session.meeting.position
        await press(pilot, "c", "c")
        assert len(context.journal.versions(session.meeting.id)) == before


async def test_an_amendment_is_added_and_the_first_text_stays(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    session.seal()
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "a")
        await type_in(pilot, "r1")
        assert "K. is alone at home after school" in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "It was on one day")
        await press(pilot, "enter")
        await type_in(pilot, "misheard")
        await press(pilot, "enter", "enter", "enter")
        amendment = session.meeting.amendments[0].record
        assert (amendment.target, amendment.text, amendment.reason) == ("r1", "It was on one day", "misheard")
        assert session.meeting.observations[1].record.text == "K. is alone at home after school"
        assert "M1 to R1" in app.screen.query_one(TextView).text


@pytest.mark.parametrize(
    ("lines", "said"),
    [(("Z9", "new", "why"), "There is no Z9"), (("R1", "", "why"), "needs"), (("", "new", "why"), "needs")],
)
async def test_an_amendment_that_lacks_something_says_what_and_keeps_the_rest(
    tmp_path: Path, lines: tuple[str, str, str], said: str
) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    session.seal()
    async with running(context) as (app, pilot):
        app.push_screen(navigation.amend(context, session))
        await settled(pilot)
        for line in lines:
            await type_in(pilot, line)
            await press(pilot, "tab")
        await press(pilot, "ctrl+s")
        assert said in shown(app)
        assert "why" in shown(app)
        assert session.meeting.amendments == []


async def test_an_amendment_half_typed_is_there_again_when_it_is_opened_next(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    session.seal()
    async with running(context) as (app, pilot):
        app.push_screen(navigation.amend(context, session, "R1"))
        await settled(pilot)
        await type_in(pilot, "half")
        await press(pilot, "escape")
        assert type(app.screen).__name__ != "AmendScreen"
        app.push_screen(navigation.amend(context, session, "R1"))
        await settled(pilot)
        assert "half" in shown(app)


async def test_an_open_meeting_takes_no_amendment(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "a")
        assert isinstance(app.screen, ClosingScreen)


async def at_finding(app: ChairApp, pilot: Pilot[None], provision: str) -> None:
    """Go down to the finding of that provision."""
    screen = app.screen
    assert isinstance(screen, ClosingScreen)
    place = next(n for n, f in enumerate(screen._findings) if f.provision == provision)
    screen.query_one(RowList).mark(str(place))
    await settled(pilot)


async def test_one_key_and_two_fields_close_without_what_could_not_be_done(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    session.save(Answer(id="answer:review-date", question="review-date", value="2027-06-01", reason="They move away"))
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_finding(app, pilot, "KBSP-19")
        await press(pilot, "d")
        assert "They move away" in shown(app), "the reason that the answer gave stands there already"
        await type_in(pilot, "Ida Hill")
        await press(pilot, "enter")
        (entry,) = session.meeting.all(Departure)
        assert (entry.record.reason, entry.record.decided_by.name) == ("They move away", "Ida Hill")
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        assert "KBSP-19" not in {f.provision for f in screen.blockers}


async def test_a_departure_is_offered_where_the_format_takes_one_only(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        for provision, offered in (("KBSP-19", True), ("ALL-02", False), ("KBSP-06", False)):
            await at_finding(app, pilot, provision)
            assert ("d Not done" in shown(app)) is offered, provision


async def test_the_baseline_takes_no_departure_and_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_finding(app, pilot, "ALL-02")
        await press(pilot, "d")
        assert isinstance(app.screen, ClosingScreen)
        assert "takes no departure" in app.screen.message


async def test_advice_takes_no_departure_and_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        for provision, expected in (("KBSP-06", "does not block closing"), ("ALL-10", "does not block closing")):
            await at_finding(app, pilot, provision)
            await press(pilot, "d")
            assert isinstance(app.screen, ClosingScreen)
            assert expected in app.screen.message
            assert "\n" not in app.screen.message


async def test_a_departure_by_nobody_is_refused_and_its_reason_stays(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_finding(app, pilot, "KBSP-19")
        await press(pilot, "d")
        await type_in(pilot, "The school is shut")
        await press(pilot, "enter", "enter")
        assert "who decided" in shown(app)
        assert "The school is shut" in shown(app)
        assert not session.meeting.all(Departure)


async def test_people_still_at_invited_are_one_line_that_opens_attendance(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = held(context)
    for n in range(9):
        session.save(Attendee(id=f"more{n}", name=f"Person {n}", agency="Health"))
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        assert [f.provision for f in screen.blockers].count("ALL-02") == 1
        await at_finding(app, pilot, "ALL-02")
        await press(pilot, "enter")
        assert isinstance(app.screen, AttendanceScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, ClosingScreen)


async def test_a_meeting_that_has_not_begun_is_not_closed(tmp_path: Path) -> None:
    context = without_rules(make_context(tmp_path, AFTERWARDS))
    session = begin(context, starts=context.now() + timedelta(hours=1))
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await press(pilot, "c", "c", "c")
        assert not session.meeting.closed
        assert "The meeting begins on" in " ".join(shown(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_closed_meeting_without_clocks_says_what_is_due_by_when_and_the_key_for_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Isle of Wight's guidance sets no day for the minutes."""
    with sample_context(closed=True, name="isle-of-wight") as (context, meeting):
        session = Session(context.journal, meeting, context.by)
        async with running(context, size, meeting) as (app, pilot):
            await press(pilot, "C")
            text = " ".join(shown(app).split())
            assert f"{words.NOW_DUE} by Fri 4 Dec 2026 7 actions are open" in text
            assert "by Thu 14 Jan 2027 The next review" in text
            assert "no day set 10 of 10 copies of the minutes to send" in text
            digest = session.meeting.closure.record.digest  # type: ignore[union-attr]
            await press(pilot, "G")
            seen = f"{text} {' '.join(shown(app).split())}"
            assert seen.count("Sealed with") in (1, 2) and digest[:40] in seen.replace(" ", "")
            await press(pilot, "s")
            assert type(app.screen).__name__ == "CopiesScreen"
            await press(pilot, "escape", "A")
            assert type(app.screen).__name__ == "ActionsScreen"
