"""Forms take what is typed from the moment their key was pressed, in order, whatever the form and its step."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.records import Note, Observation
from screens import base_page
from screens.amend import AmendScreen
from screens.context import AppContext
from screens.edit import EditScreen
from screens.form_page import FormPage
from screens.immediate_risk import RiskScreen
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.not_convened import NotConvenedScreen
from tests.ui.app_harness import held, make_context, press, running, settled, shown
from tests.ui.live_harness import NAMES, until

CTRL_S = "\x13"
BACKSPACE = "\x08"
SPECIAL = {CTRL_S: ("ctrl+s", None), BACKSPACE: ("backspace", "\x08"), "\t": ("tab", "\t"), "\x1b": ("escape", None)}


def burst(app: ChairApp, typed: str) -> None:
    """All keys at once, as a terminal sends what was typed while the program was busy."""
    for character in typed:
        sent = "\r" if character == "\n" else character
        key, printed = SPECIAL.get(character, (NAMES.get(character, character), sent))
        app.post_message(events.Key(key, printed))


@pytest.fixture(autouse=True)
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs time to read a question, so that no test waits for it."""
    monkeypatch.setattr(base_page, "READING_TIME", 0.0)


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    return make_context(tmp_path)


@pytest.fixture
def session(context: AppContext) -> Session:
    return held(context)


def again(context: AppContext, session: Session) -> Session:
    """The meeting as the journal on the disk has it."""
    return Session(context.journal, session.meeting.id, "reader")


async def test_an_immediate_risk_is_typed_and_filed_in_one_go(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        burst(app, "!Father has the keys\nSam Okafor\nPolice go now\n")
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen)
    risks = [e.record for e in again(context, session).meeting.observations if e.record.immediate]
    assert [risk.text for risk in risks] == ["Father has the keys"]
    assert risks[0].immediate is not None
    assert (risks[0].immediate.raised_by, risks[0].immediate.decided) == ("Sam Okafor", "Police go now")


async def test_backspaces_typed_while_a_form_opens_stay_among_their_letters(
    context: AppContext, session: Session
) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "slash")
        burst(app, "\x1b!now 3" + BACKSPACE + "4 cm\n\n\n")
        await settled(pilot)
    risks = [e.record for e in again(context, session).meeting.observations if e.record.immediate]
    assert [risk.text for risk in risks] == ["now 4 cm"]


async def test_the_first_key_replaces_what_was_only_proposed(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "exclamation_mark")
        assert isinstance(app.screen, RiskScreen)
        by = app.screen.query_one("#by", Input)
        assert by.value == "Marigold Fennimore" and by.has_class("-draft")
        burst(app, "Alone\nS")
        await settled(pilot)
        assert by.value == "S" and not by.has_class("-draft")


async def test_what_follows_the_key_that_files_a_form_is_typed_in_the_meeting(
    context: AppContext, session: Session
) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        burst(app, "!Father has the keys\n\n\nfSeen at the gate\n")
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen)
    texts = [entry.record.text for entry in again(context, session).meeting.notes]
    assert "Seen at the gate" in texts


async def test_enter_goes_through_the_edit_form_and_files_it_from_the_last_field(
    context: AppContext, session: Session
) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        number = next(n for n, i in enumerate(context.formats["bristol"].agenda, 1) if i.kind == "observations")
        await press(pilot, str(number), "g", "j")
        burst(app, "\n and cat")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, EditScreen) and isinstance(form.record, Observation)
        ref = form.record.id
        burst(app, "\n" * len(form.field_widgets))
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen)
    record = next(e.record for e in again(context, session).meeting.observations if e.record.id == ref)
    assert record.text.endswith(" and cat")


async def test_a_letter_chooses_in_a_field_of_choices(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        form = EditScreen(context, session, context.formats["bristol"], "o1")
        app.push_screen(form)
        await settled(pilot)
        assert isinstance(form.record, Note)
        nature = form.query_one("#field-nature .value")
        app.set_focus(nature)
        burst(app, "f" + CTRL_S)
        await settled(pilot)
    note = again(context, session).meeting.notes[0].record
    assert note.nature == "fact"


async def test_an_amendment_is_typed_in_one_go_from_the_record(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        session.seal()
        await press(pilot, "L")
        assert isinstance(app.screen, LibraryScreen)
        app.push_screen(AmendScreen(context, session))
        burst(app, "A1\nby the club\nit was left out\n\n\n")
        await settled(pilot)
        assert not isinstance(app.screen, FormPage)
    amendments = again(context, session).meeting.amendments
    assert [(entry.record.text, entry.record.reason) for entry in amendments] == [("by the club", "it was left out")]


async def test_a_decision_not_to_convene_is_typed_in_one_go(context: AppContext) -> None:
    async with running(context) as (app, pilot):
        app.push_screen(NotConvenedScreen(context, context.formats["bristol"]))
        burst(app, "J.T., aged 4\nOne agency alone can help\nBeth Hale\nhead\n\n\n\n")
        await settled(pilot)
        assert not isinstance(app.screen, FormPage)
    assert len(context.journal.meetings()) == 1


async def test_a_name_completed_with_tab_leads_to_the_next_field(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        burst(app, "!Father has the keys\nokaf\tPolice go now")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, RiskScreen)
        assert form.query_one("#by", Input).value == "Sam Okafor"
        assert form.query_one("#decided", TextArea).text == "Police go now"


async def test_ctrl_j_breaks_a_line_of_a_long_text(context: AppContext, session: Session) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        await press(pilot, "exclamation_mark", *"one", "ctrl+j", *"two")
        assert app.screen.query_one("#text", TextArea).text == "one\ntwo"


ANSWERS = "no: too little time\n\nyes\n\nnone: no report yet\n\nno: it puts K. at risk\n"
NEXT = "\nyes\n"
"""What follows without a pause, before the question that the last answer opens can be read."""


def given(context: AppContext, session: Session) -> dict[str, tuple[str, str]]:
    """The answers on the disk, with their reasons."""
    answers = again(context, session).meeting.answers
    return {id_: (answer.value, answer.reason) for id_, answer in answers.items()}


ANSWERED = {
    "agencies-consulted": ("no", "too little time"),
    "disagreement": ("yes", ""),
    "assessment-shared": ("none", "no report yet"),
    "family-informed": ("no", "it puts K. at risk"),
}


@pytest.mark.parametrize("line_open", [False, True])
async def test_answers_typed_without_a_pause_go_to_the_questions_shown_and_not_to_one_that_just_opened(
    context: AppContext, session: Session, line_open: bool
) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = app.screen
        assert isinstance(live, LiveScreen)
        live.pane.select("question:agencies-consulted")
        if line_open:
            await press(pilot, "enter")
        burst(app, (ANSWERS if line_open else f"\n{ANSWERS}") + NEXT)
        await settled(pilot)
        await until(pilot, lambda: "You typed “⏎yes⏎” before this question came up" in " ".join(shown(app).split()))
        assert given(context, session) == ANSWERED
        await press(pilot, "enter")
        await until(pilot, lambda: "agencies-agree" in given(context, session))
    assert given(context, session) == ANSWERED | {"agencies-agree": ("yes", "")}


async def test_what_was_typed_before_a_question_opened_is_dropped_with_escape_and_said(
    context: AppContext, session: Session
) -> None:
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = app.screen
        assert isinstance(live, LiveScreen)
        live.pane.select("question:family-informed")
        await settled(pilot)
        notes = [note for row in live.pane.rows for note in row.notes]
        assert any(note.startswith("asked only if “Has the family been told beforehand") for note in notes)
        burst(app, "\nno: it puts K. at risk\n" + NEXT)
        await settled(pilot)
        await until(pilot, lambda: "before this question came up" in shown(app))
        await press(pilot, "escape")
        assert "Dropped: “⏎yes⏎”" in shown(app)
        await press(pilot, "enter", *"no: one was away", "enter")
    assert given(context, session)["agencies-agree"] == ("no", "one was away")


async def _at_an_opened_question(app: ChairApp, pilot: Pilot[None]) -> LiveScreen:
    live = app.screen
    assert isinstance(live, LiveScreen)
    live.pane.select("question:family-informed")
    await press(pilot, "enter", *"no: so", "enter")
    await until(pilot, lambda: "agencies-agree" in live.pane.selected)
    return live


async def test_a_key_pressed_before_a_person_can_have_read_an_opened_question_does_not_answer_it(
    context: AppContext, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_page, "READING_TIME", 60.0)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = await _at_an_opened_question(app, pilot)
        await press(pilot, "enter", "y")
        assert "“⏎y”" in shown(app)
        assert not live.dock.typing
        live.answered_from = 0.0
        await press(pilot, "enter")
        assert live.dock.line.value == "y"


async def test_a_key_that_leaves_an_opened_question_is_taken_at_once(
    context: AppContext, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_page, "READING_TIME", 60.0)
    async with running(context, meeting=session.meeting.id) as (app, pilot):
        live = await _at_an_opened_question(app, pilot)
        await press(pilot, "2")
        assert live.item.id == "introduction"
