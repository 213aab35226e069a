"""What concerns several actions is settled from the closing page at once: the family's talk, and those taken over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Carried, Draft, FamilyTalk, Who
from screens.closing import ClosingScreen
from screens.context import AppContext
from screens.family_talk import FamilyTalkScreen
from screens.taken_over import TakenOverScreen
from tests.ui.app_harness import NARROW, held, make_context, press, running, settled, shown, type_in
from tests.ui.live_harness import until
from tests.ui.test_closing_screen import AFTERWARDS, go_to_closing


def three_actions(context: AppContext) -> Session:
    session = held(context)
    session.append([Draft(record=Action(id="a3", text="Visit at home", owner=Who(name="Sam Okafor", attendee="sam")))])
    return session


async def at_rule(app: ChairApp, pilot: Pilot[None], rule: str) -> None:
    """Move to the finding of a rule on the closing page."""
    screen = app.screen
    assert isinstance(screen, ClosingScreen)
    place = next(n for n, finding in enumerate(screen.findings) if finding.rule == rule)
    await press(pilot, "g", *["j"] * place)


def talk_of(session: Session) -> dict[str, FamilyTalk | None]:
    return {entry.ref: entry.record.family for entry in session.meeting.actions}


async def test_who_talks_all_actions_through_with_the_family_is_answered_at_once(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = three_actions(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_rule(app, pilot, "family-talk")
        await press(pilot, "enter")
        assert isinstance(app.screen, FamilyTalkScreen)
        assert all(f"A{n}  " in shown(app) for n in (1, 2, 3))
        assert shown(app).count("▌") == 1, "the list has the keys, and one row is marked"
        await press(pilot, "enter")
        await type_in(pilot, "Priya Larkspur")
        await press(pilot, "enter")
        assert isinstance(app.screen, ClosingScreen)
        assert app.screen.message == "A1, A2, A3: Priya Larkspur. Saved."
        assert {talk.by.attendee for talk in talk_of(session).values() if talk and talk.by} == {"priya"}
        assert all(talk_of(session).values())


async def test_some_actions_are_unticked_and_asked_about_again(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = three_actions(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_rule(app, pilot, "family-talk")
        await press(pilot, "enter")
        await press(pilot, "down", "space", "enter")
        assert "▌" not in shown(app), "the mark is where the keys go, and they go to the line"
        await type_in(pilot, "no: it would put K. at risk")
        await press(pilot, "enter")
        why = {ref: talk.why_not for ref, talk in talk_of(session).items() if talk}
        assert why == {"A1": "it would put K. at risk", "A3": "it would put K. at risk"}
        await at_rule(app, pilot, "family-talk")
        await press(pilot, "enter")
        assert "A2  " in shown(app)
        assert "A1  " not in shown(app)


@pytest.mark.parametrize(
    ("typed", "said"), [("no:", "needs its reason"), ("everyone", "nobody in particular"), ("", "Name who talks")]
)
async def test_an_answer_about_the_family_that_says_nothing_is_refused(tmp_path: Path, typed: str, said: str) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = three_actions(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_closing(app, pilot, context, session)
        await at_rule(app, pilot, "family-talk")
        await press(pilot, "enter")
        await press(pilot, "enter")
        await type_in(pilot, typed)
        await press(pilot, "enter")
        assert isinstance(app.screen, FamilyTalkScreen)
        assert said in app.screen.message
        assert not any(talk_of(session).values())


def taken_over(context: AppContext) -> Session:
    """Three actions of an earlier meeting whose day has passed."""
    session = held(context)
    sam = Who(name="Sam Okafor", attendee="sam")
    session.append(
        [
            Draft(
                record=Action(
                    id=f"c{n}",
                    text=f"Carried {n}",
                    owner=sam,
                    deadline=date(2026, 11, 20 + n),
                    carried=Carried(meeting="first1", ref=f"A{n + 4}"),
                )
            )
            for n in range(3)
        ]
    )
    return session


def states(session: Session) -> list[tuple[str, str, date | None]]:
    actions = [entry.record for entry in session.meeting.actions if entry.record.carried]
    return [(a.status, a.status_reason, a.deadline) for a in actions]


async def open_taken_over(app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session) -> None:
    await go_to_closing(app, pilot, context, session)
    screen = app.screen
    assert isinstance(screen, ClosingScreen)
    assert sum(f.rule == "deadline-given" and "Carried over" in f.message for f in screen.blockers) == 1
    place = next(n for n, f in enumerate(screen.findings) if "Carried over" in f.message)
    await press(pilot, "g", *["j"] * place, "enter")
    assert isinstance(app.screen, TakenOverScreen)


async def test_actions_taken_over_are_done_dropped_or_moved_by_one_key_each(tmp_path: Path) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = taken_over(context)
    async with running(context, NARROW) as (app, pilot):
        await open_taken_over(app, pilot, context, session)
        assert "was due Fri 20 Nov 2026" in shown(app)
        await press(pilot, "d", "x")
        await type_in(pilot, "The family moved away")
        await press(pilot, "enter", "m")
        await type_in(pilot, "11 dec")
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(app.screen, ClosingScreen)
        assert not any("Carried over" in f.message for f in app.screen.blockers)
    assert states(session) == [
        ("done", "", date(2026, 11, 20)),
        ("dropped", "The family moved away", date(2026, 11, 21)),
        ("open", "", date(2026, 12, 11)),
    ]


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [("x", "", "why A4 is dropped"), ("m", "27/11/2026", "before the meeting"), ("m", "soon", "")],
)
async def test_an_action_taken_over_is_not_dropped_without_a_reason_nor_moved_into_the_past(
    tmp_path: Path, key: str, typed: str, said: str
) -> None:
    context = make_context(tmp_path, AFTERWARDS)
    session = taken_over(context)
    before = states(session)
    async with running(context, NARROW) as (app, pilot):
        await open_taken_over(app, pilot, context, session)
        await press(pilot, key)
        await type_in(pilot, typed)
        await press(pilot, "enter")
        assert isinstance(app.screen, TakenOverScreen)
        assert said in app.screen.message.replace("A3", "A4")
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ClosingScreen)
    assert states(session) == before


async def test_enter_in_the_chairs_panel_opens_the_same_page(tmp_path: Path) -> None:
    from screens.live.screen import LiveScreen

    context = make_context(tmp_path, AFTERWARDS)
    session = three_actions(context)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = app.screen
        assert isinstance(live, LiveScreen)
        await until(pilot, lambda: any(f.rule == "family-talk" for f in live.findings or []))
        live.navigator.go_to_finding(next(f for f in live.findings or [] if f.rule == "family-talk"))
        await settled(pilot)
        assert isinstance(app.screen, FamilyTalkScreen)
        await press(pilot, "enter")  # from the list of actions to the name
        await type_in(pilot, "Sam")
        await press(pilot, "enter")
        assert isinstance(app.screen, LiveScreen)
        assert "A1, A2, A3: Sam Okafor. Saved." in shown(app)
