"""Attendance: each key is saved at once for the marked person, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.closing.agreement import agreement_of, agreement_rule
from chairtui.meeting.records import Attendee, Relative
from chairtui.words import screens as words
from screens import navigation
from screens.attendance import AttendanceScreen
from screens.context import AppContext
from screens.list_view import RowList
from screens.typed_people import NotAPerson, read_attendee
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
)


async def go_to_attendance(app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session) -> None:
    app.push_screen(navigation.attendance(context, session, format_of(context, session)))
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_everybody_is_listed_with_counts_and_who_is_missing(tmp_path: Path, size: tuple[int, int]) -> None:
    context = make_context(tmp_path)
    session = held(context, starts=NOW)
    async with running(context, size) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        text = shown(app)
        for words_ in ("Sam Okafor, school nurse", "? invited", "~ apologies", "1 present · 1 apology"):
            assert words_ in text
        assert "Nobody here from: Children's Social Care, Police" in text


@pytest.mark.parametrize(("key", "status"), [("p", "present"), ("a", "apologies"), ("b", "absent"), ("i", "invited")])
async def test_one_key_settles_whether_somebody_came(tmp_path: Path, key: str, status: str) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "j", key)
        kept = Session(context.journal, session.meeting.id, "x").meeting.attendees[1].record
        assert (kept.name, kept.status) == ("Priya Larkspur", status)
        assert f"Priya Larkspur: {words.ATTENDANCE_STATUS[status]}" in shown(app)
        assert app.screen.query_one(RowList).key == "priya"


async def test_what_is_said_of_one_person_goes_when_another_is_marked(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "j", "p")
        assert "Priya Larkspur: present" in shown(app)
        assert words.TAKES_BACK in shown(app)
        await press(pilot, "k")
        assert "Priya Larkspur: present" not in shown(app)
        await press(pilot, "x")
        await settled(pilot)
        assert "is off the list" in shown(app)


@pytest.mark.parametrize(
    ("key", "field", "values"),
    [
        ("r", "report", ["sent", "not sent", "not asked", ""]),
        ("t", "remote", [True, False]),
        ("c", "coming", [True, False]),
        ("o", "parts", [(1, 2), (2,), (1,)]),
    ],
)
async def test_the_other_keys_go_round_what_can_be_said_of_a_person(
    tmp_path: Path, key: str, field: str, values: list[object]
) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        for value in values:
            await press(pilot, key)
            assert getattr(session.meeting.attendees[0].record, field) == value


async def test_y_goes_round_what_somebody_said_when_asked_to_agree(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    format_ = format_of(context, session)
    rule = agreement_rule(format_)
    assert rule
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        for said in ("agreed", "disagreed", "no answer", "not asked", None):
            await press(pilot, "y")
            given = agreement_of(session.meeting, rule.provision, session.meeting.attendees[0].record.id)
            assert (given.said if given else None) == said
            assert words.AGREES[said] in shown(app)


async def test_n_adds_people_one_line_each(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        assert "Nobody is on the list yet" in shown(app)
        await press(pilot, "n")
        await type_in(pilot, "Nerys Applecote, GP, Health")
        await press(pilot, "enter")
        await type_in(pilot, "apologies: Yusuf Candlewick, family support worker, Early Help")
        await press(pilot, "enter")
        kept = [e.record for e in Session(context.journal, session.meeting.id, "x").meeting.attendees]
        assert [(p.name, p.role, p.agency, p.status) for p in kept] == [
            ("Nerys Applecote", "GP", "Health", "invited"),
            ("Yusuf Candlewick", "family support worker", "Early Help", "apologies"),
        ]
        assert "P2 Yusuf Candlewick: apologies. Saved." in shown(app)


async def test_a_relative_becomes_a_professional_only_by_a_second_press(
    tmp_path: Path,
) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, "Lorna Sheath, mother, home !family")
        await press(pilot, "enter", "escape")
        [relative] = Session(context.journal, session.meeting.id, "x").meeting.all(Relative)
        await press(pilot, "f")
        assert "only what is released to them" in shown(app)
        await press(pilot, "down", "f")
        seen = Session(context.journal, session.meeting.id, "x").meeting
        assert [e.record.relative for e in seen.attendees] == [True], "any other key between leaves it"
        await press(pilot, "f")
        seen = Session(context.journal, session.meeting.id, "x").meeting
        assert [e.record.relative for e in seen.attendees] == [False]
        await press(pilot, "f")
        seen = Session(context.journal, session.meeting.id, "x").meeting
        assert [e.record.relative for e in seen.attendees] == [True]
        assert [e.record.id for e in seen.all(Relative)] == [relative.record.id]


async def test_a_line_without_a_name_stays_with_the_reason(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, ", GP, Health")
        await press(pilot, "enter")
        assert app.screen.message and app.screen.query_one("#page-message").has_class("-wrong")  # type: ignore[attr-defined]
        assert app.screen.query_one("#add").value == ", GP, Health"  # type: ignore[attr-defined]
        assert session.meeting.attendees == []


async def test_escape_leaves_the_line_with_its_words_and_then_the_screen(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, "Nerys")
        await press(pilot, "escape")
        assert isinstance(app.screen, AttendanceScreen)
        assert "Nerys" in shown(app)
        await press(pilot, "n", "escape", "escape")
        assert not isinstance(app.screen, AttendanceScreen)


async def test_x_takes_somebody_off_the_list_and_u_brings_them_back(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, WIDE) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "x")
        assert "Sam Okafor is off the list" in shown(app)
        assert [e.ref for e in session.meeting.attendees] == ["P2", "P3"]
        await press(pilot, "u")
        assert [e.ref for e in session.meeting.attendees] == ["P1", "P2", "P3"]


async def test_nothing_left_to_undo_says_so(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = Session(context.journal, held(context).meeting.id, "Tobias Inkwell")
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "u")
        assert "nothing of yours left to undo" in shown(app)


async def test_enter_edits_the_marked_person(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "EditScreen"


async def test_what_the_disk_refuses_is_said_and_not_shown_as_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(tmp_path)
    session = held(context)

    def full(*_: object) -> list[object]:
        raise NotSaved("The disk is full. Nothing of this was kept.")

    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        monkeypatch.setattr(context.journal, "append", full)
        await press(pilot, "b")
        assert "The disk is full. Nothing of this was kept." in shown(app)
        assert "– absent" not in shown(app)


async def test_a_closed_meeting_keeps_its_attendance(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    session.seal()
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "b")
        assert "This meeting is closed" in shown(app)
        assert session.meeting.attendees[0].record.status == "present"


async def test_a_change_from_another_seat_is_shown_and_not_overwritten(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    other = Session(context.journal, session.meeting.id, "Tobias Inkwell")
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        other.save(other.meeting.attendees[0].record.model_copy(update={"status": "absent"}))
        await press(pilot, "a")
        assert session.meeting.attendees[0].record.status == "absent"
        assert "– absent" in shown(app)
        assert "apologies" not in app.screen.message  # type: ignore[attr-defined]


async def test_somebody_on_the_list_already_is_changed_and_not_added_again(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, "present: Priya Larkspur")
        await press(pilot, "enter")
        assert [(e.ref, e.record.status) for e in session.meeting.attendees] == [
            ("P1", "present"),
            ("P2", "present"),
            ("P3", "apologies"),
        ]
        assert app.screen.query_one(RowList).key == "priya"


@pytest.mark.parametrize("line", ["", "  ", ", GP", "present:", "x" * 300, "TBC, nurse, Health"])
def test_a_line_that_names_nobody_is_refused(tmp_path: Path, line: str) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    with pytest.raises(NotAPerson):
        read_attendee(line, session.meeting, format_of(context, session), context.new_id)


async def test_w_takes_why_somebody_did_not_agree_and_when_they_were_asked(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    format_ = format_of(context, session)
    rule = agreement_rule(format_)
    assert rule is not None
    async with running(context, NARROW) as (app, pilot):
        app.push_screen(navigation.attendance(context, session, format_))
        await settled(pilot)
        await press(pilot, "w")
        assert "Press y" in shown(app)
        await press(pilot, "y", "y")
        assert "Press w to write why" in " ".join(shown(app).split())
        await press(pilot, "w")
        assert "in their words" in " ".join(shown(app).split())
        await type_in(pilot, "Tell them first")
        await press(pilot, "ctrl+s")
        given = agreement_of(session.meeting, rule.provision, session.meeting.attendees[0].record.id)
        assert given is not None
        assert (given.said, given.why) == ("disagreed", "Tell them first")


async def test_reasons_and_reports_still_to_ask_are_named_here_once_the_meeting_has_begun(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context, starts=NOW)
    first = session.meeting.attendees[0].record
    session.save(first.model_copy(update={"why": "Knows the family", "report": "sent"}))
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        assert "Ask why they attend: P2, P3" in shown(app)
        assert "Ask for their report: P2, P3" in shown(app)
        live = navigation.live(context, session, format_of(context, session))
        app.push_screen(live)
        await settled(pilot)
        await press(pilot, "3")
        assert "why here: still to ask · report: still to ask" in " ".join(shown(app).split())


async def test_nothing_is_asked_of_those_who_attend_before_the_meeting_begins(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context, NARROW) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        assert "Ask why" not in shown(app)


@pytest.mark.parametrize(("keys", "family"), [(("1",), True), (("2",), False), (("1", "enter"), True)])
async def test_a_digit_answers_whether_somebody_added_is_family(
    tmp_path: Path, keys: tuple[str, ...], family: bool
) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        await press(pilot, "n")
        await type_in(pilot, "Kirsty M., daughter, family")
        await press(pilot, "enter")
        assert "Type 1 for family, 2 for an agency" in " ".join(shown(app).split())
        await press(pilot, *keys)
        (person,) = [e.record for e in Session(context.journal, session.meeting.id, "x").meeting.attendees]
        assert (person.name, person.agency, person.relative) == ("Kirsty M.", "family", family)
        assert app.focused is app.screen.query_one("#add")


@pytest.mark.parametrize("role", ["daughter", "family"])
async def test_family_is_said_once_where_role_agency_and_side_are_the_same(tmp_path: Path, role: str) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    session.save(Attendee(id="kirsty", name="Kirsty M.", role=role, agency="family", relative=True))
    async with running(context) as (app, pilot):
        await go_to_attendance(app, pilot, context, session)
        assert shown(app).count("family") == 1
