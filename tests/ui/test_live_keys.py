"""Each key of the live meeting does what it says, wide and narrow."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from chairtui.journal.protocol import NotSaved
from chairtui.meeting.formats.model import Choice, Question
from chairtui.meeting.records import Action, Attendee, Immediate, Observation
from chairtui.words import live as words
from screens.actions import ActionsScreen
from screens.amend import AmendScreen
from screens.attendance import AttendanceScreen
from screens.bindings import LIVE
from screens.closing import ClosingScreen
from screens.edit import EditScreen
from screens.history import HistoryScreen
from screens.immediate_risk import RiskScreen
from screens.minutes import MinutesScreen
from tests.ui.app_harness import NARROW, NOW, PROJECTOR, SIZES, WALL, WIDE, begin
from tests.ui.live_harness import (
    Clock,
    a_full_meeting,
    a_meeting,
    keys,
    live_context,
    live_meeting,
    said,
    shown,
    texts,
    typed,
    until,
)


async def test_digits_and_brackets_go_to_items(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    async with live_meeting(context, a_meeting(context), NARROW) as (live, pilot):
        agenda = live.format_.agenda
        for number, key in enumerate("1234567890", 1):
            clock.pass_(seconds=2)
            await keys(pilot, key)
            assert live.item.id == agenda[number - 1].id
            assert f"{number}  {agenda[number - 1].title}"[:30] in shown(live.app)
        await keys(pilot, "]]")
        assert live.item.id == agenda[11].id
        await keys(pilot, "]")
        assert live.item.id == agenda[11].id
        await keys(pilot, "[")
        assert live.item.id == agenda[10].id


async def test_two_digits_at_once_go_to_an_item_beyond_the_tenth(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    async with live_meeting(context, a_meeting(context), NARROW) as (live, pilot):
        agenda = live.format_.agenda
        assert "Agenda: keys 1 to 12" in shown(live.app)
        for pressed, number in (("11", 11), ("12", 12), ("10", 10), ("1j2", 2), ("19", 9), ("3", 3)):
            clock.pass_(seconds=2)
            await keys(pilot, pressed)
            assert live.item.id == agenda[number - 1].id, pressed
        await keys(pilot, "1")
        clock.pass_(seconds=2)
        await keys(pilot, "2")
        assert live.item.id == agenda[1].id


async def test_j_and_k_move_over_records_and_questions(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), NARROW) as (live, pilot):
        await keys(pilot, "5")
        assert live.pane.keys == ["s1", "n1"]
        await keys(pilot, "j")
        assert live.pane.selected == "s1"
        await keys(pilot, "j")
        assert live.pane.selected == "n1"
        await keys(pilot, "jk")
        assert live.pane.selected == "s1"
        await pilot.press("end")
        assert live.pane.selected == "n1"
        await pilot.press("home")
        assert live.pane.selected == "s1"


async def test_left_and_right_move_between_the_columns(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), WALL) as (live, pilot):
        await keys(pilot, "5j")
        await pilot.press("right")
        assert live.pane.selected == "n1"
        await pilot.press("left")
        assert live.pane.selected == "s1"


async def test_the_selection_of_an_item_is_there_when_one_comes_back(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5jj65")
        assert live.pane.selected == "n1"


async def test_enter_on_a_record_opens_it_in_a_form(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5j\n")
        assert isinstance(live.app.screen, EditScreen)
        assert live.app.screen.record.id == "s1"


async def test_enter_with_nothing_selected_selects_the_first_row(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5\n")
        assert live.pane.selected == "s1"
        assert live.is_current
        await keys(pilot, "8\n")
        assert said(live) == words.NOTHING_SELECTED


async def test_x_removes_u_brings_back_and_capital_u_removes_again(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5jx")
        assert said(live) == words.REMOVED.format(ref="S1")
        assert "K. has a trusted teacher" not in texts(session)
        assert live.pane.selected == "n1"
        await keys(pilot, "u")
        assert said(live) == words.UNDONE.format(ref="S1")
        assert "K. has a trusted teacher" in texts(session)
        await keys(pilot, "U")
        assert "S1" in said(live)
        assert "K. has a trusted teacher" not in texts(session)


async def test_u_with_nothing_to_undo_says_so_in_one_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        live.session.by = "Somebody Else"
        await keys(pilot, "u")
        assert "nothing of yours" in said(live)
        assert live.is_current


async def test_a_refusing_disk_is_told_below_the_line_when_removing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)

    def full(*_: object) -> None:
        raise NotSaved("The disk is full. Make room and try again.")

    async with live_meeting(context, session) as (live, pilot):
        monkeypatch.setattr(context.journal, "append", full)
        await keys(pilot, "5jx")
        assert said(live) == "The disk is full. Make room and try again."
        assert live.is_current
        assert words.NOT_SAVED in live.status.words


@pytest.mark.parametrize(
    ("key", "screen"),
    [("P", AttendanceScreen), ("C", ClosingScreen), ("M", MinutesScreen), ("A", ActionsScreen), ("!", RiskScreen)],
)
async def test_capital_letters_open_their_screens(tmp_path: Path, key: str, screen: type[object]) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, key)
        assert isinstance(live.app.screen, screen)
        await pilot.press("escape")
        await until(pilot, lambda: live.is_current)


async def test_v_shows_the_history_of_a_record(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5jxu")
        await pilot.press("k", "v")
        assert isinstance(live.app.screen, HistoryScreen)
        history = shown(live.app)
        assert "removed by Marigold Fennimore" in history and "added by Marigold Fennimore" in history


async def test_l_goes_back_to_the_meetings(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "L")
        await until(pilot, lambda: not live.is_attached)


@pytest.mark.parametrize(("size", "before"), [(WALL, True), (PROJECTOR, True), (WIDE, False), (NARROW, False)])
async def test_t_opens_and_folds_the_chairs_panel(tmp_path: Path, size: tuple[int, int], before: bool) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), size) as (live, pilot):
        assert live.panel.display is before
        await keys(pilot, "T")
        assert live.panel.display is not before
        await keys(pilot, "T")
        assert live.panel.display is before


async def test_enter_in_the_panel_opens_the_closing_list_where_nothing_is_selected(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_full_meeting(context), NARROW) as (live, pilot):
        await keys(pilot, "T")
        await until(pilot, lambda: bool(live.panel.keys))
        live.panel.select("")
        await pilot.press("enter")
        await until(pilot, lambda: type(live.app.screen).__name__ == "ClosingScreen")


async def test_a_panel_opened_to_stay_stays_and_one_gone_to_is_folded_on_leaving_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await pilot.press("right")
        assert live.panel.display and live.navigator.zone == "panel"
        await pilot.press("left")
        assert not live.panel.display
        await keys(pilot, "T")
        await pilot.press("right", "left")
        assert live.panel.display and live.navigator.zone == "item"


async def test_a_folded_panel_comes_to_the_prompt_who_was_not_heard_and_what_is_to_sort_out_here(
    tmp_path: Path,
) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_full_meeting(context)) as (live, pilot):
        await keys(pilot, "6")
        await until(pilot, lambda: "Not heard on this item: Sam Tilestone" in shown(live.app))
        assert live.item.prompts[0].text.split()[0] in shown(live.app)
        await keys(pilot, "1")
        await until(pilot, lambda: "To sort out here: " in shown(live.app))
        await keys(pilot, "T")
        await pilot.pause()
        assert "To sort out here" not in shown(live.app), "the panel says it in full"


async def test_what_is_answered_under_the_aim_is_typed_in_the_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4j\nAgree who helps K. after school\n")
        assert session.meeting.details.aim == "Agree who helps K. after school"
        assert not live.dock.typing
        assert "Agree who helps K. after school" in shown(live.app)


async def test_a_question_is_answered_in_the_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        question = next(q for q in live.format_.questions if q.type == "yes-no" and q.opens is None and q.when is None)
        number = live.format_.number(question.item)
        live.navigator.go_to_number(number)
        live.pane.select(f"question:{question.id}")
        await keys(pilot, "\n")
        assert question.text in said(live)
        await keys(pilot, "perhaps\n")
        assert typed(live) == "perhaps" and live.dock.preview.mood == "bad"
        await pilot.press("ctrl+u")
        await keys(pilot, "yes\n")
        answer = session.meeting.answer(question.id)
        assert answer is not None and answer.value == "yes"
        assert next(r.mark for r in live.pane.rows if r.key == f"question:{question.id}") == "✓"
        assert live.pane.row is not None and live.pane.row.mark in "?!", "enter answers the next one"
        live.pane.select(f"question:{question.id}")
        await keys(pilot, "x")
        assert session.meeting.answer(question.id) is None


async def test_after_an_answer_the_mark_is_on_the_next_that_waits_below_and_else_stays(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        opening = {q.item for q in live.format_.questions if q.opens}
        asked = Counter(q.item for q in live.format_.questions if q.item not in opening and q.type != "date")
        live.navigator.go_to_number(live.format_.number(asked.most_common(1)[0][0]))
        questions = [key for key in live.pane.keys if key.startswith("question:")]
        assert len(questions) > 1
        live.pane.select(questions[-1])
        await keys(pilot, "\nyes: so\n")
        assert live.pane.selected == questions[-1], "nothing waits below, and what was passed over is left alone"
        live.pane.select(questions[0])
        await keys(pilot, "\nyes: so\n")
        following = next((key for key in questions[1:-1]), questions[0])
        assert live.pane.selected == following


async def test_an_answer_leads_to_the_question_it_opens_which_is_said(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        opened = next(q for q in live.format_.questions if q.opens and q.opens.question == "family-informed")
        assert opened.opens
        live.navigator.go_to_number(live.format_.number(opened.item))
        live.pane.select(f"question:{opened.opens.question}")
        assert not live.pane.has(f"question:{opened.id}")
        await keys(pilot, f"\n{opened.opens.answer}: so\n")
        assert live.pane.selected == f"question:{opened.id}"
        assert opened.text[:40] in said(live)
        await keys(pilot, "k\n")
        await pilot.press("ctrl+u")
        await keys(pilot, "yes\n")
        assert not live.pane.has(f"question:{opened.id}")
        assert words.NO_LONGER_ASKED in said(live)


async def test_a_question_that_was_passed_over_is_not_jumped_back_to(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        asked = [key for key in live.pane.keys if key.startswith("question:")]
        assert len(asked) >= 2 and live.pane.waiting != asked[-1]
        last = live.format_.question(asked[-1].removeprefix("question:"))
        assert last is not None and last.type == "yes-no"
        live.pane.select(asked[-1])
        await keys(pilot, "\nyes\n")
        assert session.meeting.answer(last.id) is not None
        keys_now = live.pane.keys
        assert keys_now.index(live.pane.selected) >= keys_now.index(asked[-1])


async def test_a_name_of_nobody_at_the_meeting_is_asked_about_before_it_is_kept(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session, NARROW) as (live, pilot):
        live.navigator.go("plan", "question:who-informs-family")
        await keys(pilot, "\nZed Unknown\n\n\n")
        assert session.meeting.answer("who-informs-family") is None, "an enter typed ahead keeps nothing"
        assert "Zed Unknown is not at the meeting" in said(live)
        await pilot.press("escape")
        assert typed(live) == "Zed Unknown"
        await pilot.press("ctrl+u")
        await keys(pilot, "Zed Unknown\n1")
        kept = session.meeting.answer("who-informs-family")
        assert kept is not None and (kept.value, kept.attendee) == ("Zed Unknown", None)
        assert not live.dock.typing
        live.pane.select("question:who-informs-family")
        await keys(pilot, "\n")
        await pilot.press("ctrl+u")
        await keys(pilot, "Priya\n")
        kept = session.meeting.answer("who-informs-family")
        assert kept is not None and kept.attendee == "priya"


async def test_a_choice_is_answered_by_its_number(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    where = Question(
        id="where",
        item="aim",
        type="choice",
        text="Where is the next one held?",
        provision="ALL-04",
        choices=(Choice(id="school", text="At the school"), Choice(id="clinic", text="At the clinic")),
    )
    format_ = context.formats["bristol"]
    context = replace(
        context, formats={"bristol": format_.model_copy(update={"questions": (*format_.questions, where)})}
    )
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4jj\n")
        assert "1 At the school" in said(live) and "2 At the clinic" in said(live)
        await keys(pilot, "2\n")
        answer = session.meeting.answer("where")
        assert answer is not None and answer.value == "clinic"
        assert "At the clinic" in shown(live.app)


async def test_the_findings_place_is_gone_to(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        assert live.findings is not None
        finding = next(f for f in live.findings if f.ref == "N1")
        live.navigator.go_to_finding(finding)
        await pilot.pause()
        assert live.item.id == finding.item
        assert live.pane.selected == "n1"
        finding = next(f for f in live.findings if f.question == "chair")
        live.navigator.go_to_finding(finding)
        assert live.pane.selected == "detail:chair"


async def test_time_is_kept_for_an_item_when_it_is_left(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        first, second = live.format_.agenda[:2]
        clock.pass_(minutes=3)
        await keys(pilot, "] ")
        kept = session.meeting.progress(first.id)
        assert (kept.seconds, kept.state) == (180, "done")
        clock.pass_(seconds=2)
        await keys(pilot, "] ")
        assert session.meeting.progress(second.id).seconds == 0, "one only passed through"
        assert "3 of 60 min" in live.status.words


async def test_no_time_is_kept_while_the_meeting_is_prepared(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    session = begin(context, starts=NOW)
    clock.pass_(days=-2)
    async with live_meeting(context, session) as (live, pilot):
        clock.pass_(hours=1)
        position = session.meeting.position
        await keys(pilot, "]]")
        assert session.meeting.position == position
        assert "0 of 60 min" in live.status.words
        session.save(Attendee(id="sam", name="Sam Okafor", status="present"))
        clock.pass_(minutes=2)
        item = live.item.id
        await keys(pilot, "] ")
        assert session.meeting.progress(item).seconds > 0, "somebody is there: the meeting has begun"


@pytest.mark.parametrize("size", SIZES)
async def test_the_status_line_tells_the_state_of_the_meeting(tmp_path: Path, size: tuple[int, int]) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session, size) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        line = shown(live.app).splitlines()[0]
        for part in ("K., aged 7", "2 of 3 here", "0 of 60 min", "saved", "! "):
            assert part in line


async def test_blockers_are_counted_again_after_a_change(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await until(pilot, lambda: live.findings is not None)
        before = sum(f.level == "blocker" for f in live.findings or [])
        await keys(pilot, "9aWalk home with K. @okafor by 10 dec measure: seen for R1,N1\n")
        await until(pilot, lambda: sum(f.level == "blocker" for f in live.findings or []) < before)
        assert isinstance(session.meeting.actions[0].record, Action)


async def test_a_closed_meeting_says_so_and_offers_an_amendment(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    session.seal()
    async with live_meeting(context, session) as (live, pilot):
        assert words.CLOSED in live.status.words
        await keys(pilot, "5s")
        assert said(live) == words.LINE_CLOSED
        assert not live.dock.typing
        await keys(pilot, "jx")
        assert "closed" in said(live)
        assert "K. has a trusted teacher" in texts(session)
        await keys(pilot, "\n")
        assert isinstance(live.app.screen, AmendScreen)


async def test_every_command_of_the_screen_has_an_action(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, _pilot):
        for command in LIVE:
            assert hasattr(live, f"action_{command.action.partition('(')[0]}"), command.id


async def test_a_click_on_the_agenda_goes_to_the_item(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        line = next(n for n, text in enumerate(shown(live.app).splitlines()) if " 11 Lead" in text)
        await pilot.click("#rail", offset=(6, line - live.rail.region.y))
        assert live.item.id == live.format_.agenda[10].id


async def test_two_clicks_on_a_record_open_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "3")
        await pilot.click("#rows", offset=(8, 1))
        assert live.pane.selected == "sam-o"
        await pilot.click("#rows", offset=(8, 1))
        assert isinstance(live.app.screen, EditScreen)


async def test_attendees_stand_by_what_became_of_them(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "3")
        screen = shown(live.app)
        assert screen.index("Sam Okafor, school nurse, Health") < screen.index("Priya Larkspur")
        assert all(isinstance(e.record, Attendee) for e in session.meeting.attendees)


async def test_a_small_window_is_told_and_comes_back(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5j")
        for width, height in ((40, 24), (40, 10), (20, 6), (3, 2), (80, 24), (120, 40)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert live.is_running
            if width == 40 and height == 24:
                assert "K. has a trusted teacher" in shown(live.app)
            if width == 20:
                assert "too" in shown(live.app) and "30 columns" in shown(live.app)
        assert live.pane.selected == "s1"
        assert "For the chair (T)" in shown(live.app)


async def test_keys_are_taken_in_order_however_fast_they_come(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4j\nJs\n5")
        assert session.meeting.details.aim == "Js"
        assert live.item.id == live.format_.agenda[4].id


async def test_a_panel_folded_away_wide_does_not_cover_the_pane_narrow(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5T")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "K. has a trusted teacher" in shown(live.app)


async def test_a_click_on_what_stands_in_the_way_goes_to_its_place(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "T")
        await until(pilot, lambda: live.findings is not None)
        lines = [live.panel.render_line(y).text for y in range(live.panel.size.height)]
        line = next(y for y, text in enumerate(lines) if "No reason" in text)
        await pilot.click("#panel", offset=(6, line + 1))
        assert live.pane.selected == "detail:reasons"


async def test_a_banner_reminds_of_an_immediate_risk_until_it_is_decided(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    raised = Immediate(raised=NOW, raised_by="Sam Okafor")
    session.save(Observation(id="r9", theme="risk", text="K. is at the quay alone", immediate=raised))
    for size in (PROJECTOR, WIDE, (100, 30), NARROW):
        async with live_meeting(context, session, size) as (live, _):
            banner = shown(live.app).split("\n")[1]
            assert "IMMEDIATE RISK R2, not decided" in banner and "! writes what was decided" in banner
            assert "K. is at" in banner
    async with live_meeting(context, session) as (live, pilot):
        await pilot.press("!")
        form = live.app.screen
        assert isinstance(form, RiskScreen)
        assert form.focused is not None and form.focused.id == "decided"
        await keys(pilot, "Police are on their way")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.app.screen is live)
        assert not live.banner.display
    record = session.meeting.entry("r9").record  # type: ignore[union-attr]
    assert isinstance(record, Observation) and record.immediate is not None
    assert record.immediate.decided == "Police are on their way" and record.immediate.raised == NOW


async def test_another_immediate_risk_can_be_raised_while_one_is_undecided(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    raised = Immediate(raised=NOW, raised_by="Sam Okafor")
    session.save(Observation(id="r9", theme="risk", text="K. is at the quay alone", immediate=raised))
    async with live_meeting(context, session) as (live, pilot):
        await pilot.press("!", "ctrl+n")
        await keys(pilot, "B. is with him")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.app.screen is live)
        assert "R2" in shown(live.app).split("\n")[1] and "1 more" in shown(live.app).split("\n")[1]
    assert [e.record.text for e in session.meeting.observations if e.record.immediate] == [
        "K. is at the quay alone",
        "B. is with him",
    ]


async def test_the_banner_is_not_on_the_screen_in_part_two(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    raised = Immediate(raised=NOW, raised_by="Sam Okafor")
    session.save(Observation(id="r9", theme="risk", text="K. is at the quay alone", immediate=raised))
    session.save(session.meeting.details.model_copy(update={"part": 2}))
    async with live_meeting(context, session) as (live, _):
        assert not live.banner.display
        assert "IMMEDIATE" not in shown(live.app)
