"""Any record in a form with all its fields, and the two forms beside it: immediate risk and history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Role, Session
from chairtui.meeting.editing import fields_of
from chairtui.meeting.records import Action, Attendee, Decision, Draft, Note, Observation, Record, Who
from chairtui.words import live as words
from screens import navigation
from screens.context import AppContext
from screens.edit import EditScreen, FieldRow
from screens.immediate_risk import RiskScreen
from screens.live.screen import LiveScreen
from screens.widgets.tick_list import TickList
from tests.ui.app_harness import NARROW, SIZES, format_of
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, said, shown, until


def with_everything(context: AppContext) -> Session:
    """The meeting with one record of each kind."""
    session = a_meeting(context)
    who = Who(name="Sam Okafor", attendee="sam-o")
    records: list[Record] = [
        Note(id="f1", nature="fact", text="Attendance is 71%", source=who),
        Decision(id="d1", text="No referral for now"),
        Action(id="a1", text="Visit the flat", owner=who),
    ]
    session.append([Draft(record=record) for record in records])
    return session


async def open_form(live: LiveScreen, pilot: Pilot[None], record_id: str) -> EditScreen:
    form = EditScreen(live.context, live.session, live.format_, record_id)
    live.app.push_screen(form)
    await pilot.pause()
    return form


def field(form: EditScreen, name: str) -> FieldRow:
    return form.query_one(f"#field-{name}", FieldRow)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("record_id", ["details", "sam-o", "s1", "f1", "d1", "a1"])
async def test_every_kind_of_record_shows_all_its_fields_and_leaves_without_a_word(
    tmp_path: Path, size: tuple[int, int], record_id: str
) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session, size) as (live, pilot):
        form = await open_form(live, pilot, record_id)
        expected = fields_of(form.record, session.meeting, format_of(context, session))
        asked_elsewhere = {"part"} if record_id == "details" else set()
        assert [row.field.name for row in form.rows] == [f.name for f in expected if f.name not in asked_elsewhere]
        assert not form.unsaved, "opening a form changes nothing"
        await pilot.press("escape")
        assert live.is_current


async def test_a_change_is_saved_with_ctrl_s(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "a1")
        field(form, "deadline").query_one(Input).value = "10 dec"
        field(form, "measure").query_one(".value", TextArea | Input).focus()  # type: ignore[arg-type]
        await keys(pilot, "seen")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        entry = Session(context.journal, session.meeting.id, "reader").meeting.find("A1")
        assert entry is not None and isinstance(entry.record, Action)
        assert str(entry.record.deadline) == "2026-12-10"
        assert entry.record.measure == "seen"


async def test_a_choice_and_a_list_of_choices_are_saved(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "details")
        field(form, "reasons").query_one(TickList).focus()
        await pilot.press("down", "space", "j", "space", "k", "down", "space")
        assert "[x]" in shown(live.app) and "[ ]" in shown(live.app)
        field(form, "person").query_one(Select).value = "adult"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        assert session.meeting.details.reasons == (live.format_.reasons[1].id,)
        assert session.meeting.details.person == "adult"
        assert session.meeting.details.part == 1


async def test_what_is_refused_says_so_beside_its_field_and_saves_nothing(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "a1")
        field(form, "deadline").query_one(Input).value = "as soon as possible"
        field(form, "owner").query_one(Input).value = "everyone"
        position = session.meeting.position
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.is_current
        assert session.meeting.position == position
        assert field(form, "deadline").has_class("-refused")
        assert field(form, "owner").has_class("-refused")
        assert not field(form, "text").has_class("-refused")
        assert form.message == words.EDIT_REFUSED
        assert form.focused is not None and field(form, "owner") in form.focused.ancestors
        field(form, "deadline").query_one(Input).value = "10 dec"
        await until(pilot, lambda: not field(form, "deadline").has_class("-refused"))
        assert field(form, "owner").has_class("-refused")
        field(form, "owner").query_one(Input).value = "Priya"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)


async def test_escape_leaves_without_saving(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "s1")
        await keys(pilot, "Well. ")
        assert form.unsaved
        await pilot.press("escape")
        assert live.is_current
        entry = session.meeting.find("s1")
        assert entry is not None and isinstance(entry.record, Observation)
        assert entry.record.text == "K. has a trusted teacher"


async def test_a_disk_that_refuses_keeps_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)

    def full(*_: object) -> None:
        raise NotSaved("The disk is full. Make room and save again.")

    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "s1")
        await keys(pilot, "Well. ")
        with monkeypatch.context() as patch:
            patch.setattr(context.journal, "append", full)
            await pilot.press("ctrl+s")
        assert form.is_current
        assert form.message == "The disk is full. Make room and save again."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)


async def test_saving_what_was_not_changed_says_so(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "s1")
        await pilot.press("ctrl+s")
        assert form.message == words.EDIT_NOTHING


async def test_an_attendee_is_renamed_and_told_by_the_new_name(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "sam-o")
        field(form, "name").query_one(Input).value = "Samuel Okafor"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        await keys(pilot, "9")
        assert "Samuel Okafor" in shown(live.app)
        entry = session.meeting.find("sam-o")
        assert entry is not None and isinstance(entry.record, Attendee)


async def test_immediate_risk_shows_the_steps_and_records_who_when_and_what(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "!")
        form = live.app.screen
        assert isinstance(form, RiskScreen)
        assert live.format_.pathway.steps[0][:30] in shown(live.app)
        await keys(pilot, "K. is at home alone now")
        form.query_one("#by", Input).value = "Sam Okafor"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        record = session.meeting.observations[-1].record
        assert record.theme == "risk" and record.text == "K. is at home alone now"
        assert record.immediate is not None
        assert record.immediate.raised_by == "Sam Okafor"
        assert record.immediate.raised == context.now()
        assert record.immediate.decided == ""
        assert said(live).startswith(words.SAVED_HERE.format(ref="R2"))


async def test_immediate_risk_needs_words_and_a_name(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "!")
        form = live.app.screen
        assert isinstance(form, RiskScreen)
        await pilot.press("ctrl+s")
        assert form.message == words.RISK_NEEDS_TEXT
        await keys(pilot, "K. is at home alone now")
        form.query_one("#by", Input).value = " "
        await pilot.press("ctrl+s")
        assert form.message == words.RISK_NEEDS_NAME
        await pilot.press("escape")
        assert live.is_current
        assert len(session.meeting.observations) == 3


async def test_a_details_row_opens_the_form_at_its_field(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        live.pane.select("detail:note-taker")
        await keys(pilot, "\n")
        form = live.app.screen
        assert isinstance(form, EditScreen)
        await keys(pilot, "Priya")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        taker = session.meeting.details.note_taker
        assert taker is not None and taker.attendee == "priya"


async def test_tab_completes_a_name_in_a_form_and_goes_on_to_the_next_field(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "a1")
        owner = field(form, "owner").query_one(Input)
        owner.focus()
        owner.value = ""
        await keys(pilot, "pri")
        assert "Priya Larkspur" in shown(live.app)
        await pilot.press("tab")
        assert owner.value == "Priya Larkspur"
        fields = form.field_widgets
        assert live.app.focused is fields[fields.index(owner) + 1]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        record = session.meeting.actions[0].record
        assert session.meeting.name_of(record.owner) == "Priya Larkspur"


async def test_references_in_a_form_are_offered_with_their_words(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = with_everything(context)
    async with live_meeting(context, session) as (live, pilot):
        form = await open_form(live, pilot, "a1")
        addressed = field(form, "addresses").query_one(Input)
        addressed.focus()
        await keys(pilot, "n")
        assert "N1" in shown(live.app)
        await pilot.press("right")
        assert addressed.value == "N1"


@pytest.mark.parametrize(
    ("by", "role", "expected"),
    [
        ("avril", "chair", "Priya Larkspur"),
        ("avril", "note-taker", "Sam Okafor"),
        ("Sam Okafor", "chair", "Sam Okafor"),
    ],
)
async def test_immediate_risk_is_raised_by_whoever_sits_there_under_their_name_at_the_table(
    tmp_path: Path, by: str, role: Role, expected: str
) -> None:
    context = replace(live_context(tmp_path), by=by, role=role)
    session = a_meeting(context, chair=Who(name="Priya Larkspur"), note_taker=Who(name="Sam Okafor"))
    session = Session(context.journal, session.meeting.id, by, role)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "!")
        assert live.app.screen.query_one("#by", Input).value == expected


async def test_keys_typed_after_enter_belong_to_the_next_field(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        live.app.push_screen(navigation.edit(context, session, live.format_, "details", "chair"))
        await pilot.pause()
        for key in ("enter", *"priya", "enter", "tab", *"Room 9"):
            live.app.post_message(events.Key({" ": "space"}.get(key, key), key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        details = session.meeting.details
        assert details.note_taker is not None and details.note_taker.name == "Priya Larkspur"
        assert details.venue == "Room 9"
