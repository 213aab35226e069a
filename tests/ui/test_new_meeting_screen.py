"""Setting up a meeting with keys alone: the right kind, every field checked beside itself, nothing typed lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from chairtui.app import ChairApp
from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.dates.calendar import show_when
from chairtui.meeting.formats.model import EVERYBODY, Question
from chairtui.words import screens as words
from screens import base_page
from screens.context import AppContext
from screens.library import LibraryScreen
from screens.live.screen import LiveScreen
from screens.new_meeting import NewMeetingScreen
from screens.not_convened import FIELDS
from screens.widgets.field_box import FieldBox
from tests.ui.app_harness import NARROW, SMALLEST, held, make_context, press, running, settled, shown, type_in


@pytest.fixture(autouse=True)
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs time to read a question, so that no test waits for it."""
    monkeypatch.setattr(base_page, "READING_TIME", 0.0)


def now_at(app: ChairApp) -> str:
    screen = app.screen
    assert isinstance(screen, NewMeetingScreen)
    return screen.step


async def fill_in(pilot: Pilot[None], *lines: str) -> None:
    """Type lines into the fields of a step, enter after each."""
    for line in lines:
        await type_in(pilot, line)
        await press(pilot, "enter")


async def to_what(pilot: Pilot[None]) -> None:
    """From the library to the fields of what it is about: Bristol, a planning meeting, a child."""
    await press(pilot, "n", "enter", "enter", "enter")


WHAT = ("Meeting about Q.", "Q., aged 4", "next tue 2pm", "Room 2")


@pytest.mark.parametrize("size", SMALLEST)
async def test_a_meeting_is_set_up_with_keys_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    async with running(context, size) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        assert now_at(app) == "reasons"
        await press(pilot, "space", "j", "j", "space", "k", "space", "space", "enter")
        assert now_at(app) == "attendees"
        await type_in(pilot, "Sam Okafor, school nurse, Health\npresent: Priya Larkspur, social worker, Social Care")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "people"
        await type_in(pilot, "Chil")
        await press(pilot, "tab")
        await fill_in(pilot, "Marigold Fennimore", "priya")
        assert now_at(app) == "questions"
        await fill_in(pilot, "Early Help")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"
        assert "Tue 8 Dec 2026, 14:00" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, LiveScreen)
        assert "Meeting about Q." in shown(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LibraryScreen)
        assert "Meeting about Q." in shown(app)
    meeting = Session(context.journal, context.journal.resolve("last"), "x").meeting
    details, format_ = meeting.details, context.formats["bristol"]
    assert (details.title, details.subject, details.venue) == ("Meeting about Q.", "Q., aged 4", "Room 2")
    assert show_when(details.starts) == "Tue 8 Dec 2026, 14:00"
    assert details.reasons == (format_.reasons[0].id, format_.reasons[2].id)
    assert details.meeting_kind == format_.kinds[0].id
    assert details.convening_agency == "Children's Social Care"
    assert [(e.record.name, e.record.status) for e in meeting.attendees] == [
        ("Sam Okafor", "invited"),
        ("Priya Larkspur", "present"),
    ]
    assert details.chair is not None and details.chair.name == "Marigold Fennimore"
    assert details.note_taker is not None and details.note_taker.attendee == meeting.attendees[1].record.id
    assert [a.value for a in meeting.answers.values()] == ["Early Help"]


async def test_each_guidance_says_what_it_is_for(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await press(pilot, "n")
        for format_ in context.formats.values():
            text = " ".join(shown(app).split())
            assert format_.name in text and format_.summary[:40] in text
            await press(pilot, "j")


@pytest.mark.parametrize("size", SMALLEST)
async def test_an_excluded_kind_is_refused_and_the_proper_forum_named(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    async with running(context, size) as (app, pilot):
        await press(pilot, "n", "enter", "enter")
        for _ in context.formats["bristol"].kinds:
            await press(pilot, "j")
        for key in ("enter", "ctrl+s"):
            await press(pilot, key)
            assert now_at(app) == "kind"
            assert "strategy discussion, called by Children's Social Care" in " ".join(shown(app).split())
        await press(pilot, "g", "enter")
        assert now_at(app) == "what"


@pytest.mark.parametrize("number", range(3))
async def test_who_it_is_about_is_a_child_a_young_person_or_an_adult(tmp_path: Path, number: int) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await press(pilot, "n", "enter", "g", *["j"] * number, "enter")
        screen = app.screen
        assert isinstance(screen, NewMeetingScreen)
        assert screen.setup.person == list(words.PERSONS)[number]


async def at_kinds(pilot: Pilot[None], context: AppContext, format_id: str, person: int) -> None:
    """From the library to the kinds of meeting of a format, about that one of child, young person and adult."""
    at = list(context.formats).index(format_id)
    unchosen = context.formats[format_id].persons == EVERYBODY  # a row for nobody stands first
    await press(pilot, "n", *["j"] * at, "enter", "g", *["j"] * (person + unchosen), "enter")


async def test_a_format_for_everybody_proposes_nobody_and_asks_whom_it_is_about(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    at = list(context.formats).index("dumfries-galloway")
    async with running(context, NARROW) as (app, pilot):
        await press(pilot, "n", *["j"] * at, "enter")
        assert "not chosen yet" in shown(app)
        for key in ("enter", "ctrl+s"):
            await press(pilot, key)
            assert now_at(app) == "person"
            assert words.CHOOSE_PERSON in shown(app)
        await press(pilot, "G", "enter")
        assert now_at(app) == "kind"
        assert app.screen.setup.person == "adult"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SMALLEST)
async def test_an_excluded_kind_names_the_adults_forum_in_a_meeting_about_an_adult(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = make_context(tmp_path)
    async with running(context, size) as (app, pilot):
        await at_kinds(pilot, context, "dumfries-galloway", 2)
        assert now_at(app) == "kind"
        assert "Adult support and protection case conference" in shown(app)
        assert "Child protection" not in shown(app)
        await press(pilot, "j", "enter")
        assert "with the adult in it" in " ".join(shown(app).split())
        await press(pilot, "j", "enter")
        assert now_at(app) == "kind"
        assert "a case conference under the adult support and protection procedures" in " ".join(shown(app).split())


async def test_a_format_for_children_asks_before_a_meeting_about_an_adult(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context, NARROW) as (app, pilot):
        await at_kinds(pilot, context, "isle-of-wight", 2)
        assert now_at(app) == "person"
        assert "is for meetings about a child or a young person" in " ".join(shown(app).split())
        await press(pilot, "enter")
        assert now_at(app) == "kind"
        await press(pilot, "escape", "g", "enter")
        assert now_at(app) == "kind", "a child is not asked about"


@pytest.mark.parametrize("size", SMALLEST)
@pytest.mark.parametrize("when", ["blah", "30 feb 2027 2pm", "", "tomorrow"])
async def test_a_time_that_is_none_is_refused_beside_its_field(
    tmp_path: Path, size: tuple[int, int], when: str
) -> None:
    context = make_context(tmp_path)
    async with running(context, size) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, "Meeting", "Q.", when, "Room")
        assert now_at(app) == "what"
        under = app.screen.query_one("#box-starts .under")
        assert under.has_class("-wrong") and under.display
        assert app.focused is app.screen.query_one("#field-starts")


async def test_what_is_needed_is_asked_for(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await press(pilot, "ctrl+s")
        assert now_at(app) == "what"
        assert "Title: this is needed before you go on." in shown(app)


@pytest.mark.parametrize("size", SMALLEST)
async def test_going_back_and_on_again_loses_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    async with running(context, size) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "space", "enter")
        await type_in(pilot, "Sam Okafor, nurse, Health")
        await press(pilot, "escape", "escape", "escape", "escape", "escape")
        assert now_at(app) == "format"
        await press(pilot, "enter", "enter", "enter")
        assert [i.value for i in app.screen.query(Input)] == list(WHAT)
        await press(pilot, "ctrl+s")
        assert "[x]" in shown(app)
        await press(pilot, "enter")
        assert app.screen.query_one(TextArea).text == "Sam Okafor, nurse, Health"


async def test_leaving_with_something_typed_takes_a_second_escape(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await type_in(pilot, "Meeting")
        await press(pilot, "escape", "escape", "escape", "escape")
        assert isinstance(app.screen, NewMeetingScreen)
        assert words.LEAVE_UNMADE in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_leaving_with_nothing_typed_takes_one(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await press(pilot, "n", "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_another_guidance_keeps_what_was_typed(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "space", "escape", "escape", "escape", "escape")
        await press(pilot, "j", "enter", "enter", "enter")
        assert [i.value for i in app.screen.query(Input)] == list(WHAT)
        await press(pilot, "ctrl+s")
        assert "[x]" not in shown(app)


async def test_a_line_of_attendees_without_a_name_is_named_by_its_number(tmp_path: Path) -> None:
    async with running(make_context(tmp_path), NARROW) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "Sam Okafor, nurse, Health\n\n, GP, Health")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "attendees"
        assert "Line 3: " in shown(app)
        assert app.screen.query_one("#page-message").has_class("-wrong")


async def test_a_chair_who_could_be_two_people_is_asked_about(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "Sam Okafor, nurse, Health\nSam Inkwell, teacher, School")
        await press(pilot, "ctrl+s", "tab")
        await type_in(pilot, "sam")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "people"
        assert "Sam Inkwell" in shown(app)


async def to_questions(pilot: Pilot[None], context: AppContext, format_id: str = "bristol") -> None:
    await press(pilot, "n", *["j"] * list(context.formats).index(format_id), "enter", "enter", "enter")
    await fill_in(pilot, *WHAT)
    await press(pilot, "enter", "ctrl+s", "ctrl+s")


async def test_a_question_that_waits_for_an_answer_is_shown_once_it_is_given(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting = next(q for q in context.formats["bristol"].questions if q.convening and q.opens)
    assert waiting.opens
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        box = app.screen.query_one(f"#box-{waiting.id}", FieldBox)
        assert box.has_class("-waits")
        app.screen.query_one(f"#field-{waiting.opens.question}", Input).focus()
        await type_in(pilot, f"{waiting.opens.answer}: for a reason")
        await press(pilot)
        assert box.line.display and not box.has_class("-waits")


async def test_consent_as_the_lawful_basis_is_advised_against_at_once(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await to_questions(pilot, context, "isle-of-wight")
        app.screen.query_one("#field-lawful-basis", Input).focus()
        await type_in(pilot, "consent")
        await press(pilot)
        under = app.screen.query_one("#box-lawful-basis .under")
        assert under.display and "onsent" in str(under.render())
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"


async def test_an_answer_that_is_none_is_refused_and_a_blank_one_is_left_open(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    date_question = next(q for q in context.formats["isle-of-wight"].questions if q.convening and q.type == "date")
    async with running(context) as (app, pilot):
        await to_questions(pilot, context, "isle-of-wight")
        assert date_question.opens
        app.screen.query_one(f"#field-{date_question.opens.question}", Input).value = "Jo Bell"
        await settled(pilot)
        app.screen.query_one(f"#field-{date_question.id}", Input).focus()
        await type_in(pilot, "soonish")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "questions"
        assert app.screen.query_one(f"#box-{date_question.id} .under").has_class("-wrong")
        app.screen.query_one(f"#field-{date_question.id}", Input).value = ""
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"
        text = " ".join(app.screen.query_one("#summary").text.split())  # type: ignore[attr-defined]
        assert "Left open" in text and date_question.text in text


async def test_a_meeting_the_disk_refuses_is_not_made_and_nothing_typed_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(tmp_path)

    def full(*_: object) -> str:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(context.journal, "begin", full)
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        await press(pilot, "ctrl+s", "enter")
        assert now_at(app) == "check"
        assert "The meeting was not made: The disk is full." in shown(app)
        assert "Meeting about Q." in shown(app)


async def test_without_any_format_the_first_step_says_so(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), formats={})
    async with running(context) as (app, pilot):
        await press(pilot, "n", "enter", "ctrl+s")
        assert words.NO_FORMATS in shown(app)


def at_once(app: ChairApp, text: str) -> None:
    """Keys that all lie in the program's queue before the first of them is taken."""
    for character in text:
        key = {"\n": "enter", " ": "space", "/": "slash"}.get(character, character)
        app.post_message(events.Key(key, None if key == "enter" else character))


async def test_what_is_typed_ahead_of_the_next_field_and_the_next_step_goes_there(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        screen = app.screen
        assert isinstance(screen, NewMeetingScreen)
        at_once(app, "Meeting about Q.\nQ., aged 4\nnext tue 2pm\nRoom 2\n\nSam Okafor")
        await settled(pilot)
        assert screen.setup.typed == {
            "title": "Meeting about Q.",
            "subject": "Q., aged 4",
            "starts": "next tue 2pm",
            "venue": "Room 2",
        }
        assert now_at(app) == "attendees"
        assert screen.setup.attendees == "Sam Okafor"


async def test_a_whole_new_meeting_typed_at_once_from_the_library_is_filled_in_step_by_step(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    held(context)
    async with running(context) as (app, pilot):
        at_once(app, "n\n\n\nMeeting about Q.\nQ., aged 4\nnext tue 2pm\nRoom 2\n\nSam Rhodes, school nurse, Health")
        app.post_message(events.Key("ctrl+s", None))
        at_once(app, "Early Help\nrhodes\nSam Rhodes\n")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, NewMeetingScreen)
        assert now_at(app) == "questions"
        assert screen.setup.attendees == "Sam Rhodes, school nurse, Health"
        assert screen.setup.typed == {
            "title": "Meeting about Q.",
            "subject": "Q., aged 4",
            "starts": "next tue 2pm",
            "venue": "Room 2",
            "agency": "Early Help",
            "chair": "rhodes",
            "note-taker": "Sam Rhodes",
        }


async def test_what_is_typed_after_the_key_that_makes_the_meeting_is_typed_in_it(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"
        at_once(app, "\n6/f: Everybody is here\n")
        await settled(pilot)
        assert isinstance(app.screen, LiveScreen)
        assert [note.record.text for note in app.screen.session.meeting.notes] == ["Everybody is here"]


def waiting_for_another(context: AppContext) -> tuple[Question, str, str]:
    """A convening question that another opens, and the id of that other with the answer that does."""
    waiting = next(q for q in context.formats["bristol"].questions if q.convening and q.opens)
    assert waiting.opens
    return waiting, waiting.opens.question, waiting.opens.answer


async def test_a_question_that_may_open_is_shown_with_its_condition_and_takes_no_key(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting, opener, _ = waiting_for_another(context)
    async with running(context, NARROW) as (app, pilot):
        await to_questions(pilot, context)
        app.screen.query_one(f"#field-{opener}", Input).focus()
        await settled(pilot)
        text = " ".join(shown(app).split())
        assert waiting.text[:40] in text and "asked only if “Has the family" in text
        await press(pilot, "enter")
        assert app.focused is not app.screen.query_one(f"#field-{waiting.id}", Input)


async def test_what_was_typed_before_a_question_opened_is_kept_from_it_until_enter_types_it(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting, opener, answer = waiting_for_another(context)
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        app.screen.query_one(f"#field-{opener}", Input).focus()
        at_once(app, f"{answer}: for a reason\nThe second")
        await settled(pilot)
        field = app.screen.query_one(f"#field-{waiting.id}", Input)
        assert field.has_focus and field.value == ""
        assert "You typed “The second” before this question came up" in " ".join(shown(app).split())
        await press(pilot, "enter")
        assert field.value == "The second"


async def test_the_opened_question_is_answered_first_and_what_was_typed_ahead_goes_to_the_next(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting, opener, answer = waiting_for_another(context)
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        app.screen.query_one(f"#field-{opener}", Input).focus()
        at_once(app, f"{answer}: for a reason\nThe second")
        await settled(pilot)
        await press(pilot, *"yes", "enter")
        assert app.screen.query_one(f"#field-{waiting.id}", Input).value == "yes"
        after = app.focused
        assert isinstance(after, Input) and after.value == ""
        assert "“The second”" in shown(app)
        await press(pilot, "enter")
        assert after.value == "The second"


async def test_several_pasted_lines_become_one_and_none_is_dropped(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        app.post_message(events.Paste("Meeting\nabout Q.\n"))
        await settled(pilot)
        assert app.screen.query(Input).first().value == "Meeting about Q."


async def test_a_field_of_a_decision_not_to_convene_is_in_view_with_its_label(tmp_path: Path) -> None:
    async with running(make_context(tmp_path), NARROW) as (app, pilot):
        await press(pilot, "n", "f6")
        for name, label in FIELDS.items():
            await settled(pilot)
            assert app.focused is not None and app.focused.id == name
            assert label in shown(app)
            await press(pilot, "tab")


@pytest.mark.parametrize("size", SMALLEST)
async def test_a_chair_begun_is_completed_from_those_invited(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(make_context(tmp_path), size) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "Sam Okafor, school nurse, Health\nPriya Larkspur, social worker, Social Care")
        await press(pilot, "ctrl+s", "enter")
        await type_in(pilot, "oka")
        assert "tab: Sam Okafor, school nurse, Health" in " ".join(shown(app).split())
        await press(pilot, "tab")
        assert app.screen.query_one("#field-chair", Input).value == "Sam Okafor"
        assert "tab: Sam Okafor" not in shown(app)
        note_taker = app.screen.query_one("#field-note-taker", Input)
        assert note_taker.has_focus
        await press(pilot, "up", "down")
        assert note_taker.has_focus, "the arrows move between fields"
        await type_in(pilot, "pri")
        await press(pilot, "tab")
        assert now_at(app) == "questions", "tab leaves the last field as it does the others"
        await press(pilot, "escape")
        assert app.screen.query_one("#field-note-taker", Input).value == "Priya Larkspur"


async def test_the_last_look_says_whom_a_part_of_a_name_means(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "Sam Okafor, school nurse, Health\nPriya Larkspur, social worker, Social Care")
        await press(pilot, "ctrl+s", "enter")
        await fill_in(pilot, "oka", "P2")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"
        last = [line.split() for line in shown(app).splitlines()]
        assert ["Chair", "Sam", "Okafor"] in last
        assert ["Note-taker", "Priya", "Larkspur"] in last


async def test_what_is_typed_while_the_list_of_people_is_left_belongs_to_the_next_step(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "Sam Rhodes, school nurse, Health")
        for key in ("ctrl+s", *"Early", "enter", *"Rhode"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert now_at(app) == "people"
        assert app.screen.query_one("#field-agency", Input).value == "Early"
        assert app.screen.query_one("#field-chair", Input).value == "Rhode"
        await press(pilot, "escape")
        assert app.screen.query_one("#attendees", TextArea).text == "Sam Rhodes, school nurse, Health"


async def test_a_line_that_names_nobody_keeps_the_list_and_what_is_typed_after(tmp_path: Path) -> None:
    async with running(make_context(tmp_path)) as (app, pilot):
        await to_what(pilot)
        await fill_in(pilot, *WHAT)
        await press(pilot, "enter")
        await type_in(pilot, "everyone")
        for key in ("ctrl+s", *"xy"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert now_at(app) == "attendees"
        assert app.screen.query_one("#attendees", TextArea).text == "everyonexy"


async def test_a_question_that_a_fast_answer_opens_is_the_next_one_and_is_said(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting = next(q for q in context.formats["bristol"].questions if q.convening and q.opens)
    assert waiting.opens
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        app.screen.query_one(f"#field-{waiting.opens.question}", Input).focus()
        await settled(pilot)
        for key in (*waiting.opens.answer, ":", " ", "s", "o"):
            app.post_message(events.Key(key, key))
        app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert app.focused is app.screen.query_one(f"#field-{waiting.id}")
        assert app.screen.query_one(f"#box-{waiting.id}").display
        assert words.NOW_ASKED in shown(app)


async def test_enter_passes_over_a_question_that_its_answer_has_closed(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting = next(q for q in context.formats["bristol"].questions if q.convening and q.opens)
    assert waiting.opens
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        field = app.screen.query_one(f"#field-{waiting.opens.question}", Input)
        field.value = f"{waiting.opens.answer}: so"
        await settled(pilot)
        assert app.screen.query_one(f"#box-{waiting.id}").display
        field.focus()
        await press(pilot, "ctrl+u", "y", "e", "s", "enter")
        assert not app.screen.query_one(f"#box-{waiting.id}").display
        focused = app.focused
        assert focused is not None and focused is not field and focused.id != f"field-{waiting.id}"


async def test_the_last_look_shows_every_answer_given_with_its_question(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    waiting = next(q for q in context.formats["bristol"].questions if q.convening and q.opens)
    assert waiting.opens
    first = context.formats["bristol"].question(waiting.opens.question)
    assert first is not None
    async with running(context) as (app, pilot):
        await to_questions(pilot, context)
        app.screen.query_one(f"#field-{first.id}", Input).focus()
        await type_in(pilot, f"{waiting.opens.answer}: she is away")
        await press(pilot, "ctrl+s")
        assert now_at(app) == "check"
        summary = " ".join(shown(app).split())
        assert words.CHECK_LABELS["answers"] in summary and "she is away" in summary
        assert first.text[:30] in summary
