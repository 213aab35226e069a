"""The line: everything said in a meeting is typed in it, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.records import Unsettled
from chairtui.terminal.paste import UnmarkedPaste
from chairtui.words import live as words
from tests.ui.app_harness import SIZES
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, paste, said, shown, texts, typed, until

CASES = [
    ("5", "s", "Grandmother helps", "S2", "observation"),
    ("5", "n", "A quiet place to work", "N2", "observation"),
    ("5", "r", "Missed two appointments", "R2", "observation"),
    ("6", "f", "Attendance is 71%", "F1", "note"),
    ("6", "o", "K. seems tired", "O1", "note"),
    ("6", "h", "There was shouting @priya", "H1", "note"),
    ("8", "d", "No referral for now because the plan is new", "D1", "decision"),
    ("9", "a", "Visit the flat @okafor by 10 dec measure: seen", "A1", "action"),
]


@pytest.mark.parametrize(("item", "key", "text", "ref", "kind"), CASES)
async def test_each_key_begins_its_kind_and_enter_saves_it(
    tmp_path: Path, item: str, key: str, text: str, ref: str, kind: str
) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, item + key)
        assert typed(live) == f"{key}: "
        await keys(pilot, text + "\n")
        kept = Session(context.journal, session.meeting.id, "reader").meeting.find(ref)
        assert kept is not None and kept.record.kind == kind
        assert ref in said(live) and "saved ✓" in said(live)
        assert typed(live) == ""
        assert live.dock.typing


async def test_what_was_filed_shows_in_its_pane_and_is_selected(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "7rThe door was open at night\n")
        assert live.pane.row is not None and live.pane.row.mark == "R2"
        await until(pilot, lambda: "The door was" in shown(live.app))


async def test_a_record_filed_elsewhere_says_where(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "4rThe door was open at night\n")
        assert said(live) == words.SAVED_ELSEWHERE.format(
            ref="R2", number=7, title="Further needs, strengths and risks"
        )


@pytest.mark.parametrize("size", SIZES)
async def test_the_line_below_says_what_it_will_become(tmp_path: Path, size: tuple[int, int]) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), size) as (live, pilot):
        await keys(pilot, "9aVisit the flat @okafor by 10 dec")
        await until(pilot, lambda: "ACTION Visit the flat\nSam Okafor, Health" in said(live))
        await until(pilot, lambda: "Thu 10 Dec 2026" in said(live))
        assert "ACTION Visit the flat" in shown(live.app)


async def test_enter_files_a_line_that_is_not_understood_clears_it_and_says_what_settles_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    line = "Visit the flat @everyone by 10 dec"
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, f"9a{line}\n")
        assert typed(live) == "" and live.dock.typing
        assert "U1" in said(live) and "everyone" in said(live)
        assert live.dock.preview.mood == "ask"
        assert [e.record.text for e in session.meeting.all(Unsettled)] == [f"a: {line}"]
        await keys(pilot, "@priya\n")
        action = session.meeting.actions[-1].record
        assert (action.text, action.owner and action.owner.name) == ("Visit the flat", "Priya Larkspur")
        assert session.meeting.all(Unsettled) == []


async def test_a_colon_typed_from_habit_after_the_letters_key_is_no_part_of_the_text(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (_, pilot):
        await keys(pilot, "6f: He came back: late @sam okafor\n")
        await keys(pilot, "f::) was all he wrote\n")
        assert [e.record.text for e in session.meeting.notes] == ["He came back: late", ":) was all he wrote"]


async def test_the_next_line_is_never_typed_behind_one_that_was_not_understood(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6/He was out @sam\nf: He came back @sam\nf: It was late @priya\n")
        assert [e.record.text for e in session.meeting.all(Unsettled)] == ["He was out @sam", "f: He came back @sam"]
        assert session.meeting.notes[-1].record.text == "It was late"
        assert typed(live) == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_whole_sentence_and_what_was_understood_stand_below_the_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = live_context(tmp_path)
    sentence = (
        "There is newspaper up to the ceiling in the hall, he smokes in bed, and the alarm that the fire service put "
        "in last year has had no battery since the spring"
    )
    async with live_meeting(context, a_meeting(context), size) as (live, pilot):
        await keys(pilot, f"6o{sentence} @priya")
        await until(pilot, lambda: "said by Priya Larkspur" in said(live))
        on_screen = " ".join(shown(live.app).split())
        assert f"OPINION {sentence}" in on_screen
        assert "said by Priya Larkspur" in on_screen


async def test_a_disk_that_refuses_keeps_the_line_and_says_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)

    def full(*_: object) -> None:
        raise NotSaved("The disk is full: nothing of this was kept. Make room, then press enter again.")

    async with live_meeting(context, session) as (live, pilot):
        with monkeypatch.context() as patch:
            patch.setattr(context.journal, "append", full)
            await keys(pilot, "5sGrandmother helps\n")
            assert typed(live) == "s: Grandmother helps"
            assert "disk is full" in said(live)
            assert words.NOT_SAVED in live.status.words
        await keys(pilot, "\n")
        assert typed(live) == ""
        assert words.NOT_SAVED not in live.status.words
        assert "Grandmother helps" in texts(session)


async def test_a_name_two_people_have_asks_which_and_goes_on(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "9aVisit the flat @sam by 10 dec measure: seen\n")
        assert "1 Sam Okafor" in said(live) and "2 Sam Tilestone" in said(live)
        await keys(pilot, "2\n")
        action = session.meeting.actions[-1].record
        assert action.owner is not None and action.owner.attendee == "sam-t"
        assert typed(live) == ""


async def test_no_enter_takes_one_of_two_people(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (_live, pilot):
        await keys(pilot, "6fThere was a call @sam\n\n\n")
        assert session.meeting.notes == []
        await pilot.press("escape")
        assert [e.record.text for e in session.meeting.all(Unsettled)] == ["f: There was a call @sam"]


async def test_tab_fills_in_a_name(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "6fA call was made @pri")
        await pilot.press("tab")
        assert typed(live).rstrip() == "f: A call was made @Priya Larkspur"
        assert live.dock.typing


async def test_right_at_the_end_fills_in_a_reference(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "9aVisit the flat for r")
        await pilot.press("right")
        assert typed(live).rstrip() == "a: Visit the flat for R1"


async def test_half_typed_text_comes_back_to_its_item(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5sGrandmother he")
        await pilot.press("escape")
        assert not live.dock.typing
        await keys(pilot, "6/f: A call")
        await pilot.press("escape")
        await keys(pilot, "5/")
        assert typed(live) == "s: Grandmother he"
        await pilot.press("escape")
        await keys(pilot, "6/")
        assert typed(live) == "f: A call"


async def test_a_new_start_keeps_the_half_typed_line_for_the_up_arrow(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5sGrandmother he")
        await pilot.press("escape")
        await keys(pilot, "n")
        assert typed(live) == "n: "
        assert said(live) == words.KEPT
        await pilot.press("up")
        await until(pilot, lambda: typed(live) == "s: Grandmother he")


async def test_the_up_arrow_opens_the_last_record_and_those_before_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5sOne\ns: Two\n")
        await pilot.press("up")
        assert typed(live) == "S3 Two"
        await keys(pilot, " and more\n")
        await pilot.press("up")
        assert typed(live) == "S3 Two and more"
        await pilot.press("up")
        assert typed(live) == "S2 One"
        await pilot.press("down", "down")
        assert typed(live) == ""


async def test_typing_goes_on_in_order_right_after_enter(tmp_path: Path) -> None:
    """Keys that arrive all at once, as from a fast hand on a slow machine."""
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5")
        for key in ("s", "O", "n", "e", "enter", "r", "colon", "T", "w", "o", "enter", "escape", "6"):
            character = {"enter": "\r", "colon": ":", "escape": "\x1b"}.get(key, key)
            live.app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.pause()
        assert {"One", "Two"} <= set(texts(session))
        assert live.item.id == live.format_.agenda[5].id
        assert not live.dock.typing


async def test_several_pasted_lines_ask_once_and_file_each(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        await paste(live, pilot, "s: One\nr: Two\n\nn: Three\n")
        assert said(live) == words.PASTE.format(count=3)
        assert "One" not in texts(session)
        await pilot.press("enter")
        await until(pilot, lambda: {"One", "Two", "Three"} <= set(texts(session)))
        await until(pilot, lambda: "3 saved ✓" in said(live))


async def test_escape_leaves_pasted_lines_out(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        await paste(live, pilot, "s: One\nr: Two")
        await pilot.press("escape")
        await pilot.pause()
        assert "One" not in texts(session)
        assert live.dock.typing


async def test_pasted_lines_that_are_not_understood_are_kept_too(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        await paste(live, pilot, "s: One\nx: nothing begins so\nr: Two\na: Go @everyone by 10 dec")
        await pilot.press("enter")
        await until(pilot, lambda: "4 saved ✓" in said(live))
        assert "2 could not be read" in said(live)
        assert typed(live) == ""
        kept = [e.record.text for e in session.meeting.all(Unsettled)]
        assert kept == ["x: nothing begins so", "a: Go @everyone by 10 dec"]


async def test_a_paste_longer_than_any_record_is_refused_at_once_and_the_line_stays(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    long = "words and more " * 7_000
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/s: as it was")
        await paste(live, pilot, long)
        assert typed(live) == "s: as it was"
        assert said(live) == words.LONG_LINE.format(count=f"{len(long) + len(typed(live)):,}", most="20,000")
        await paste(live, pilot, long[:15_000])
        await paste(live, pilot, long[:15_000])
        assert len(typed(live)) < 20_000
        await pilot.press("ctrl+u")
        await keys(pilot, "s: It goes on\n")
        assert "It goes on" in texts(session)


async def test_editing_keys_count_in_their_order_among_the_letters(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        for key, letter in [("x", "x"), ("ctrl+u", None), *((c, c) for c in "sab"), ("backspace", None), ("c", "c")]:
            live.app.post_message(events.Key(key, letter))
        await pilot.pause()
        assert typed(live) == "sac"


async def test_control_characters_in_a_paste_do_not_reach_the_terminal(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        await paste(live, pilot, "s: red\x1b[31m and\x07 \u202eback\tend")
        assert "\x1b" not in typed(live) and "\u202e" not in typed(live)
        await keys(pilot, "\n")
        assert "\x1b" not in shown(live.app)
        assert session.meeting.observations[-1].record.text.startswith("red")


async def test_a_paste_that_the_terminal_does_not_mark_files_line_by_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/s: One")
        await pilot.press("ctrl+j")
        await keys(pilot, "r: Two\n")
        assert {"One", "Two"} <= set(texts(session))
        assert typed(live) == ""


async def test_lines_that_came_too_fast_to_be_typed_continue_the_line_and_are_asked_about(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/s: On")
        live.app.post_message(UnmarkedPaste("e\rr: Tw"))
        live.app.post_message(UnmarkedPaste("o\r"))
        await until(pilot, lambda: said(live) == words.PASTE.format(count=2))
        await pilot.press("escape")
        assert typed(live) == "s: On"
        live.app.post_message(UnmarkedPaste("e\rr: Two\r"))
        await until(pilot, lambda: said(live) == words.PASTE.format(count=2))
        await keys(pilot, "n: Three")
        assert not {"One", "Two", "Three"} & set(texts(session))
        await pilot.press("enter")
        await until(pilot, lambda: "3 saved ✓" in said(live))
        assert {"One", "Two", "Three"} <= set(texts(session))
        assert typed(live) == ""


async def test_what_is_pasted_or_typed_while_pasted_lines_are_asked_about_is_not_lost(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/n: half")
        await paste(live, pilot, "s: One\nr: Two")
        await paste(live, pilot, "f: Three")
        assert said(live) == words.PASTE.format(count=3)
        await keys(pilot, " a line")
        await pilot.press("enter")
        await until(pilot, lambda: "3 saved ✓" in said(live))
        assert {"One", "Two", "Three"} <= set(texts(session))
        assert typed(live) == "n: half a line"


async def test_pasting_outside_the_line_opens_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await paste(live, pilot, "s: One")
        assert live.dock.typing
        assert typed(live) == "s: One"


async def test_every_letter_is_a_letter_in_the_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5/sx!uPCMALT0[]/")
        assert typed(live) == "sx!uPCMALT0[]/"
        assert live.item.id == live.format_.agenda[4].id


async def test_leaving_with_half_typed_text_counts_as_unsaved(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        assert not live.unsaved
        await keys(pilot, "5sGrand")
        assert live.unsaved
        await pilot.press("escape")
        assert live.unsaved


async def test_filing_elsewhere_leaves_the_selection_where_it_was(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "4jrThe door was open\n")
        assert live.pane.selected == "detail:aim"


async def test_an_answer_looked_at_and_left_is_not_unsaved(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    session.save(session.meeting.details.model_copy(update={"aim": "Help K."}))
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4j\n")
        assert typed(live) == "Help K."
        await pilot.press("escape")
        assert not live.unsaved
        await keys(pilot, "\n now")
        await pilot.press("escape")
        assert live.unsaved
        await keys(pilot, "\n")
        assert typed(live) == "Help K. now", "what was half typed comes back, not what was saved"


async def test_removing_leaves_a_half_typed_line_alone(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5sHalf a")
        await pilot.press("escape")
        await keys(pilot, "jxu/")
        assert typed(live) == "s: Half a"


async def test_a_key_that_was_on_its_way_when_the_line_was_left_is_a_command(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5s")
        live.dock.leave()
        live.dock.line.post_message(events.Key("6", "6"))
        await pilot.pause()
        assert live.item.id == live.format_.agenda[5].id


async def test_who_types_while_the_window_is_too_small_goes_on_typing(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "7")
        live.pane.select("r1")
        await keys(pilot, "/f: The bo")
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        await keys(pilot, "x")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await keys(pilot, " is empty\n")
        assert [entry.record.text for entry in session.meeting.notes] == ["The box is empty"]
        entry = session.meeting.entry("r1")
        assert entry is not None and not entry.removed


async def test_a_half_typed_line_comes_back_as_a_draft_that_the_first_letter_replaces(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "/f: He was")
        await pilot.press("escape")
        await keys(pilot, "/")
        assert (typed(live), said(live)) == ("f: He was", words.DRAFT_BACK)
        await keys(pilot, "o: She is well")
        assert typed(live) == "o: She is well"
        await pilot.press("up")
        assert typed(live) == "f: He was"


async def test_an_arrow_goes_on_with_a_half_typed_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "/f: He was")
        await pilot.press("escape")
        await keys(pilot, "/")
        await pilot.press("right")
        await keys(pilot, " out")
        assert typed(live) == "f: He was out"


async def test_the_letter_of_a_kind_keeps_it_while_the_words_are_replaced(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "fHe was")
        await pilot.press("escape")
        await keys(pilot, "fShe is well")
        assert typed(live) == "f: She is well"


@pytest.mark.parametrize("size", SIZES)
async def test_after_enter_the_line_says_that_it_is_still_open_and_a_letter_begins_the_next(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    async with live_meeting(context, session, size) as (live, pilot):
        await keys(pilot, "6nHe needs sleep\n")
        await until(pilot, lambda: "Type the next one" in shown(live.app))
        await keys(pilot, "n")
        await until(pilot, lambda: "n: begins the next line (need)" in said(live))
        await keys(pilot, "She eats at school\n")
        await keys(pilot, "d wait and see\n")
        assert [e.record.text for e in session.meeting.decisions] == ["wait and see"]
        assert session.meeting.observations[-1].record.text == "She eats at school"
        for words_typed in ("a boy", "sam left", "Dawn"):
            await keys(pilot, words_typed)
            assert typed(live) == words_typed
            live.dock.line.write("")


async def test_a_line_that_has_only_begun_says_what_goes_on_and_who_may_be_kept_from_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "6a")
        await until(pilot, lambda: "who does it" in said(live))
        assert "!restricted why" in said(live)
        await keys(pilot, "Ring the school !")
        await until(pilot, lambda: "!not Mick why" in said(live) and "Ring the school" in said(live))
        await pilot.press("escape")
        await keys(pilot, "]/")
        await until(pilot, lambda: "!only police why" in said(live))
