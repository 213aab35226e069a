"""Every format by keys: from the guidance chosen, through the agenda, to the minutes; and what the chair is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from chairtui.journal.session import Session
from chairtui.meeting.closing.checks import check
from chairtui.meeting.dates.calendar import read_when
from chairtui.meeting.editing import set_key
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.records import Attendee, Decision, Draft, Immediate, Note, Observation, Record
from chairtui.samples import Step, load_sample
from chairtui.words import chair_prompts as aid_words
from screens.context import AppContext
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.new_meeting import NewMeetingScreen
from screens.not_convened import NotConvenedScreen
from tests.meeting.formats_and_meetings import EVERY
from tests.ui.app_harness import NARROW, SIZES, make_context, press, running, shown, type_in


def last(context: AppContext) -> Session:
    return Session(context.journal, context.journal.resolve("last"), context.by)


def at_step(screen: NewMeetingScreen, step: str) -> bool:
    return screen.step == step


async def convene(pilot: object, context: AppContext, name: str) -> Session:
    """Set up a meeting by that format with keys alone, from the library."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    format_ = context.formats[name]
    await press(pilot, "n", *["j"] * list(context.formats).index(name), "enter")
    screen = pilot.app.screen
    assert isinstance(screen, NewMeetingScreen)
    while not at_step(screen, "what"):
        await press(pilot, *(["j"] if screen.step == "person" else []), "enter")
    for line in ("A meeting", "T., aged 10", "next tue 2pm", "Room 2"):
        await type_in(pilot, line)
        await press(pilot, "enter")
    await press(pilot, *(["space", "enter"] if format_.reasons else []), "ctrl+s", "ctrl+s")
    assert at_step(screen, "questions")
    assert [box.value for box in screen.query(Input)] == [""] * len(screen.query(Input))
    await press(pilot, "ctrl+s", "enter")
    return last(context)


async def play(steps: tuple[Step, ...], session: Session, pilot: object, context: AppContext) -> None:
    """Lines are pasted into the line of the live meeting, under their item; what is set is set."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    screen = pilot.app.screen
    assert isinstance(screen, LiveScreen)
    for step in steps:
        if step.line:
            if step.item:
                screen.navigator.go_to_number(int(step.item))
            screen.action_capture("")
            screen.dock.line.write(step.line)
            screen.dock.file()
        else:
            session.catch_up()
            format_ = format_for(session.meeting, context.formats.get)
            assert format_ is not None
            session.append([set_key(step.key, step.value, session.meeting, format_)])
            screen.session.catch_up()
    if any(step.line for step in steps):
        await press(pilot, "escape")


@pytest.mark.parametrize("name", EVERY)
async def test_a_meeting_is_convened_held_refused_mended_and_closed(tmp_path: Path, name: str) -> None:
    sample = load_sample(name)
    context = make_context(tmp_path, read_when(sample.meeting["starts"]) + timedelta(hours=1))
    async with running(context) as (app, pilot):
        session = await convene(pilot, context, name)
        assert session.meeting.kept_format is not None and session.meeting.details.format == name
        format_ = context.formats[name]
        assert len(session.meeting.details.reasons) == min(len(format_.reasons), 1)
        for key in ("person", "starts", "chair", "note-taker"):
            if key in sample.meeting:
                session.append([set_key(key, sample.meeting[key], session.meeting, format_)])
        assert isinstance(app.screen, LiveScreen)
        for number, item in enumerate(app.screen.format_.agenda, 1):
            assert app.screen.item.id == item.id
            assert f"{number}  {item.title[:24]}" in shown(app)
            await press(pilot, "]")
        await play((*sample.opening, *sample.rest), session, pilot, context)
        await press(pilot, "C", "c")
        assert not session.meeting.closed
        session.catch_up()
        blockers = [f for f in check(session.meeting, format_) if f.level == "blocker"]
        assert blockers and f"{blockers[0].provision}" in shown(app)
        await press(pilot, "escape")
        await play(sample.mend, session, pilot, context)
        await press(pilot, "C", "c", "c")
        session.catch_up()
        assert session.meeting.closed, [f.message for f in check(session.meeting, format_) if f.level == "blocker"]
        await press(pilot, "escape", "M")
        assert format_.words.record.capitalize() in shown(app)


def begun(context: AppContext, name: str, *records: Record, **details: object) -> Session:
    """A meeting by that format with these records in it."""
    from chairtui.meeting.formats.snapshot import keep
    from tests.meeting.formats_and_meetings import ready

    made = ready(name).meeting.details.model_copy(update={"chair": None, "note_taker": None, **details})
    drafts = [Draft(record=record) for record in (made, keep(context.formats[name]), *records)]
    return Session(context.journal, context.journal.begin(drafts, context.by), context.by)


def guests(*agencies: str) -> list[Attendee]:
    return [
        Attendee(id=f"g{n}", name=f"Guest {n}", agency=agency, status="present") for n, agency in enumerate(agencies, 1)
    ]


async def test_the_panel_tells_of_the_room(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    risk = Immediate(raised=context.now(), raised_by="Guest 1")
    session = begun(
        context, "dumfries-galloway", *guests("NHS", "Council", "Education", "Social Work", "Police Scotland", "Fire",
        "Lantern Youth Project"), Attendee(id="g8", name="Guest 8", agency="Housing Trust"),
        Observation(id="o1", theme="risk", text="The door", immediate=risk),
    )  # fmt: skip
    async with running(context, (120, 60), session.meeting.id) as (app, pilot):
        await press(pilot, "6", "T")
        text = " ".join(shown(app).split())
        for said in (
            aid_words.TITLE,
            "immediate risk",
            "7 people are here",
            "Housing Trust",
            "not yet: Guest 1",
        ):
            assert said in text, text
        assert "7 here, best with up to 6" in text or "7 here, best 6" in text
        assert "DG-12" not in text, "codes stand in help, in closing and in the minutes"


async def test_wording_is_hinted_at_below_the_line_and_the_line_is_filed_all_the_same(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begun(context, "city-and-hackney", *guests("School"))
    async with running(context, NARROW, session.meeting.id) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await press(pilot, "f")
        await type_in(pilot, "T. absconded on Friday ")
        screen.dock._follow()
        assert "“absconded”: ran away" in screen.dock.preview.text
        await press(pilot, "enter")
        assert [e.record.text for e in last(context).meeting.notes] == ["T. absconded on Friday"]


@pytest.mark.parametrize("size", SIZES)
async def test_in_part_two_nothing_of_part_one_is_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    session = begun(
        context,
        "isle-of-wight",
        *guests("School"),
        Note(id="n1", nature="fact", text="Said in part one", item="information"),
        Note(id="n2", nature="fact", text="Said in part two", item="information", part=2),
        Note(id="n3", nature="fact", text="Names a neighbour", item="information", part=2, restricted="a neighbour"),
        Decision(id="d1", text="Decided in part one", item="information"),
    )
    async with running(context, size, session.meeting.id) as (app, pilot):
        await press(pilot, "6")
        assert "Said in part one" in shown(app)
        session.append([set_key("part", "2", session.meeting, context.formats["isle-of-wight"])])
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        screen.session.catch_up()
        screen.show_again()
        await press(pilot, "5", "6")
        text = shown(app)
        assert "Said in part two" in text
        for hidden in ("Said in part one", "Names a neighbour", "Decided in part one"):
            assert hidden not in text
        await press(pilot, "4")
        assert session.meeting.details.aim[:20] not in shown(app)


async def test_a_decision_not_to_convene_is_written_down_with_keys_alone(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "n", *["j"] * list(context.formats).index("mscb"), "f6")
        assert isinstance(app.screen, NotConvenedScreen)
        await press(pilot, "ctrl+s")
        assert "needed" in shown(app)
        await type_in(pilot, "B., aged 3")
        await press(pilot, "enter", "ctrl+s")
        await type_in(pilot, "The family is in every meeting.")
        await press(pilot, "ctrl+s")
        assert app.focused is app.screen.query_one("#decided"), "who decided is asked, never taken from who writes"
        await type_in(pilot, "Odessa Plumtree")
        await press(pilot, "enter", "enter", "enter", "enter")
        await type_in(pilot, "Asked again in January")
        await press(pilot, "escape")
        assert not isinstance(app.screen, NotConvenedScreen)
        await press(pilot, "f6", *["enter"] * 6)
        assert isinstance(app.screen, NotConvenedScreen), "what was typed came back, to be gone through"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LibraryScreen), "there is nothing to hold, so it stays at the list"
        assert "Recorded and sealed" in shown(app)
    meeting = last(context).meeting
    assert meeting.closed and meeting.not_convened is not None
    decision = meeting.not_convened
    assert decision.rationale == "The family is in every meeting."
    assert (decision.decided_by, decision.instead) == ("Odessa Plumtree", "Asked again in January")
    assert meeting.details.subject == "B., aged 3"


async def test_a_day_still_to_come_is_refused_beside_its_field(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await press(pilot, "n", "f6")
        screen = app.screen
        assert isinstance(screen, NotConvenedScreen)
        for name, value in (
            ("subject", "B."),
            ("rationale", "No need."),
            ("decided", "Odessa"),
            ("on", "tomorrow"),
        ):
            screen.query_one(f"#{name}", Input).value = value
        await press(pilot, "ctrl+s")
        assert "still to come" in shown(app)
        assert app.focused is screen.query_one("#on")
        screen.query_one("#on", Input).value = "blah"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, NotConvenedScreen)
        assert context.journal.meetings() == []


async def test_the_questions_of_the_convening_follow_the_person(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context, (120, 60)) as (app, pilot):
        at = list(context.formats).index("dumfries-galloway")
        await press(pilot, "n", *["j"] * at, "enter", "g", "j", "j", "j", "enter", "enter")
        for line in ("A meeting", "Mr Q.", "next tue 2pm", "Room 2"):
            await type_in(pilot, line)
            await press(pilot, "enter")
        await press(pilot, "enter", "ctrl+s", "ctrl+s")
        text = " ".join(shown(app).split())
        assert "Is the adult already known" in text and "{" not in text
