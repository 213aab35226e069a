"""Part two: the family joins, and nothing of part one and nothing restricted is on any screen until one turns back."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Attendee, Draft, Note, Record, Relative, Unsettled
from chairtui.words import live as live_words
from chairtui.words import quick_edit, release
from screens import navigation
from screens.attendance import AttendanceScreen
from screens.context import AppContext
from screens.list_view import RowList
from screens.live.screen import LiveScreen
from screens.minutes import MinutesScreen
from screens.part_two import PartTwoScreen
from tests.ui.app_harness import NARROW, NOW, SIZES
from tests.ui.live_harness import SAM, a_meeting, keys, live_context, live_meeting, said, shown, typed, until

SECRETS = ("neighbour", "Okafor", "Larkspur", "trusted teacher", "alone in the evening", "drinks", "half a word")


def in_two_parts(context: AppContext) -> Session:
    """Part one with its records; a mother who comes for part two, and one note of hers. Both Sams have left."""
    session = a_meeting(context, aim="To see whether the neighbour is safe")
    sams = [e.record for e in session.meeting.attendees if e.record.status == "present"]
    records: list[Record] = [
        Note(id="f1", nature="fact", text="The uncle drinks", item="information"),
        Action(id="a1", text="Visit the neighbour", item="information"),
        Attendee(id="mum", name="Marigold Dunmore", role="mother", status="present", parts=(2,)),
        Note(id="o1", nature="opinion", text="K. likes the club", item="information", part=2),
        Note(id="o2", nature="opinion", text="The neighbour shouts", item="information", part=2, restricted="who"),
    ]
    session.append([Draft(record=record) for record in records])
    for sam in sams:
        session.save(sam.model_copy(update={"left": NOW}))
    return session


def part_of(session: Session) -> int:
    return session.meeting.details.part


async def everywhere(live: LiveScreen, pilot: object) -> str:
    """All that every item shows, one after another."""
    seen = []
    for item in live.format_.agenda:
        live.navigator.go(item.id)
        await pilot.pause()  # type: ignore[attr-defined]
        seen.append(shown(live.app))
    return "\n".join(seen)


@pytest.mark.parametrize("size", SIZES)
async def test_part_two_begins_only_once_confirmed_and_shows_nothing_of_part_one(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session, size) as (live, pilot):
        before = await everywhere(live, pilot)
        assert all(secret in before for secret in ("uncle drinks", "alone in the", "neighbour"))
        await keys(pilot, "F")
        await until(pilot, lambda: "Marigold Dunmore" in shown(live.app))
        await pilot.press("escape")
        await until(pilot, lambda: live.app.screen is live)
        assert part_of(session) == 1
        await keys(pilot, "6/f: half a word")
        await pilot.press("escape")
        await keys(pilot, "F\n")
        assert part_of(session) == 2
        assert "part 2" in live.status.words
        assert live_words.TO_SORT_OUT.split(":")[0] not in shown(live.app)
        after = await everywhere(live, pilot)
        assert "K. likes the club" in after
        assert [secret for secret in SECRETS if secret in after] == []
        live.toggle_class("-panel")
        assert [secret for secret in SECRETS if secret in await everywhere(live, pilot)] == []


async def test_what_is_said_in_part_two_is_filed_there(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\n6f")
        await keys(pilot, "K. wants a bicycle @Marigold Dunmore\n")
        assert session.meeting.notes[-1].record.part == 2
        assert "bicycle" in shown(live.app)


async def test_earlier_lines_completion_and_references_of_part_one_do_not_come_back(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6/f: the neighbour again\n/half")
        await pilot.press("escape")
        await keys(pilot, "F\n/")
        assert typed(live) == ""
        await pilot.press("up")
        assert typed(live) == ""
        await keys(pilot, "f: x @Sam")
        await pilot.press("tab")
        assert typed(live) == "f: x @Sam"
        await pilot.press("escape")
        live.dock.line.write("")
        await keys(pilot, "aRing for R1\n")
        assert "R1" in said(live)
        assert len(session.meeting.actions) == 1


async def test_turning_back_is_confirmed_and_shows_all_again_with_the_half_typed_line(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6/f: half a word")
        await pilot.press("escape")
        await keys(pilot, "F\nF")
        assert said(live) == quick_edit.TURN_BACK
        await pilot.press("escape")
        assert part_of(session) == 2
        await keys(pilot, "F\n")
        assert part_of(session) == 1
        assert "uncle drinks" in shown(live.app)
        assert typed(live) == "f: half a word"


@pytest.mark.parametrize("key", ["C", "A", "L"])
async def test_screens_that_show_more_than_the_family_may_see_stay_shut(tmp_path: Path, key: str) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, in_two_parts(context)) as (live, pilot):
        await keys(pilot, "F\n" + key)
        assert live.app.screen is live
        assert said(live) == quick_edit.NOT_NOW


@pytest.mark.parametrize("size", SIZES)
async def test_minutes_and_attendance_show_the_family_their_own_part(tmp_path: Path, size: tuple[int, int]) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, in_two_parts(context), size) as (live, pilot):
        await keys(pilot, "F\nM")
        assert isinstance(live.app.screen, MinutesScreen)
        await until(pilot, lambda: "Minutes are not shown" in shown(live.app))
        await keys(pilot, "1")
        assert live.app.screen.audience == "family"
        assert live.app.screen._text == ""
        assert [secret for secret in SECRETS if secret in shown(live.app)] == []
        await pilot.press("escape")
        await keys(pilot, "P")
        assert isinstance(live.app.screen, AttendanceScreen)
        await pilot.pause()
        assert "Marigold Dunmore" in shown(live.app)
        assert [secret for secret in SECRETS if secret in shown(live.app)] == []


async def test_undo_does_not_turn_back_nor_touch_part_one(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\nu")
        assert said(live) == quick_edit.UNDO_HIDDEN
        assert part_of(session) == 2


async def test_somebody_of_part_one_who_comes_to_part_two_is_not_added_twice(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (_, pilot):
        await keys(pilot, "F\n/present: Priya Larkspur\n")
        priya = [e.record for e in session.meeting.attendees if e.record.name == "Priya Larkspur"]
        assert [(p.status, p.parts) for p in priya] == [("present", (1, 2))]


async def test_p_and_a_name_says_who_stays_for_part_two(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\npokafor\n")
        stays = session.meeting.entry("sam-o")
        assert stays is not None
        assert isinstance(stays.record, Attendee)
        assert (stays.record.parts, stays.record.arrived, stays.record.left) == ((1, 2), None, None)
        assert said(live) == "Sam Okafor is here ✓"


async def test_starting_part_two_asks_who_stays_and_records_it_with_those_who_join(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    session.append([Draft(record=DUNMORE)])
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "F")
        await until(pilot, lambda: "[x] Sam Tilestone" in shown(live.app))
        assert "[x] Sam Okafor" in shown(live.app)
        assert "[ ] Priya Larkspur" in shown(live.app)
        live.app.screen.query_one(RowList).mark("stays:sam-t")
        await keys(pilot, " \n")
        assert release.TICK_WHO_JOINS in " ".join(shown(live.app).split())
        assert part_of(session) == 1
        live.app.screen.query_one(RowList).mark("joins:rel")
        await keys(pilot, " \n")
        await until(pilot, lambda: live.app.screen is live)
        parts = {e.record.name: (e.record.status, e.record.parts) for e in session.meeting.attendees}
        assert parts == {
            "Sam Okafor": ("present", (1, 2)),
            "Sam Tilestone": ("present", (1,)),
            "Priya Larkspur": ("invited", (1,)),
            "Marigold Dunmore": ("present", (2,)),
        }
        assert "2 of 2 here" in live.status.words


async def test_the_other_seat_follows_and_leaves_what_it_was_reading(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    other = Session(context.journal, session.meeting.id, "Ros Tilney")
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6M")
        await until(pilot, lambda: "Okafor" in shown(live.app) and live.app.screen is not live)
        other.save(other.meeting.details.model_copy(update={"part": 2}))
        await until(pilot, lambda: live.app.screen is live)
        await pilot.pause()
        assert [secret for secret in SECRETS if secret in shown(live.app)] == []


async def test_what_starting_part_two_asks_is_read_whole_on_a_projector(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), NARROW) as (live, pilot):
        await keys(pilot, "F")
        await until(pilot, lambda: release.WHO_STAYS in shown(live.app))
        assert "Dawn, sister of Ava." in " ".join(shown(live.app).split())
        assert f"n {release.ADD_SOMEBODY}" in shown(live.app)
        assert "…" not in shown(live.app)


async def test_the_form_of_an_action_shows_no_reference_and_keeps_what_it_is_for(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    both = Action(id="a2", text="Club on Fridays", addresses=("f1", "o1"), item="information", part=2)
    session.append([Draft(record=both)])
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\n")
        live.app.push_screen(navigation.edit(context, session, live.format_, "a2", "text"))
        await pilot.pause()
        assert "Club on Fridays" in shown(live.app)
        assert not {"A2", "O1", "F1"} & set(shown(live.app).replace("F1 Help", "").split())
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        kept = session.meeting.entry("a2")
        assert kept is not None and isinstance(kept.record, Action)
        assert kept.record.text.endswith("x")
        assert kept.record.addresses == ("f1", "o1"), "what the form could not show was not taken away by it"


async def test_the_history_of_an_action_shows_no_reference(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    both = Action(id="a2", text="Club on Fridays", addresses=("f1", "o1"), item="information", part=2)
    session.append([Draft(record=both)])
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\n")
        live.app.push_screen(navigation.history(context, session, live.format_, "a2"))
        await until(pilot, lambda: "Club on Fridays" in shown(live.app))
        assert not {"A2", "O1", "F1", "F1,"} & set(shown(live.app).replace("F1 Help", "").split())


async def test_the_form_fills_in_no_name_of_part_one(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    session.append([Draft(record=Action(id="a2", text="Club on Fridays", item="information", part=2))])
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\n")
        live.app.push_screen(navigation.edit(context, session, live.format_, "a2", "owner"))
        await pilot.pause()
        await pilot.press(*"sam")
        await pilot.pause()
        assert [secret for secret in SECRETS if secret in shown(live.app)] == []


@pytest.mark.parametrize("line", ["psam", "pnobody known", "/present: @sam", "/present: Kim", "/apologies: @nobody"])
async def test_a_name_that_may_be_several_lists_nobody_of_part_one(tmp_path: Path, line: str) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    kims = [Attendee(id=f"kim{n}", name="Kim", role=f"neighbour {n}", agency="Health", parts=(1,)) for n in (1, 2)]
    session.append([Draft(record=kim) for kim in kims])
    async with live_meeting(context, session) as (live, pilot):
        position = session.meeting.position
        await keys(pilot, f"F\n{line}\n")
        assert [secret for secret in (*SECRETS, "Tilestone") if secret in shown(live.app)] == []
        kept = line.startswith("/")
        assert live.dock.preview.mood == ("ask" if kept else "bad")
        assert len(session.meeting.all(Unsettled)) == kept
        assert session.meeting.position == position + 1 + kept, "nobody was added or changed"


async def test_somebody_seen_is_meant_before_somebody_of_part_one(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    session.append([Draft(record=Attendee(id="sam-d", name="Sam Dunmore", role="aunt", parts=(2,), status="present"))])
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\npsam\n")
        assert said(live).startswith("Sam Dunmore left")


note = partial(Note, nature="fact", item="information")
DUNMORE = Relative(id="rel", name="Marigold Dunmore", relation="mother of K.")


async def test_what_was_said_before_is_brought_over_line_by_line_and_as_the_copy_prints_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    session.append([Draft(record=DUNMORE), Draft(record=note(id="f2", text="K. plays chess", source=SAM))])
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "F")
        await until(pilot, lambda: "Marigold Dunmore, mother of K." in shown(live.app))
        live.app.screen.query_one(RowList).mark("f2")
        await keys(pilot, "i\n")
        await until(pilot, lambda: live.app.screen is live)
        assert session.meeting.details.joined == ("rel",)
        after = await everywhere(live, pilot)
        assert "K. plays chess" in after
        assert [secret for secret in SECRETS if secret in after] == [], "nor who said it"


async def test_what_was_brought_over_can_not_be_changed_while_the_family_is_here(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    session.append([Draft(record=DUNMORE), Draft(record=note(id="f2", text="K. plays chess", source=SAM))])
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F")
        await until(pilot, lambda: isinstance(live.app.screen, PartTwoScreen))
        live.app.screen.query_one(RowList).mark("f2")
        await keys(pilot, "i\n6")
        live.pane.select("f2")
        for key in ("enter", "x", "w", "t"):
            await pilot.press(key)
            assert live.app.screen is live
            assert said(live) == quick_edit.SAID_BEFORE
        kept = session.meeting.entry("f2")
        assert kept is not None and kept.record == note(id="f2", text="K. plays chess", source=SAM)
        session.save(note(id="f2", text="K. plays chess with the neighbour", source=SAM))
        live.show_again()
        await pilot.pause()
        assert [secret for secret in SECRETS if secret in await everywhere(live, pilot)] == [], "changed since"


async def test_nothing_in_part_two_has_a_number_a_prompt_or_a_count(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\n6f")
        await keys(pilot, "K. wants a bicycle @Marigold Dunmore\n")
        assert said(live).startswith("Saved ✓")
        await keys(pilot, "h: unreadable by nobody\n")
        assert "U1" not in said(live)
        await pilot.press("escape")
        seen = await everywhere(live, pilot)
        found = re.search(r"\b[SNRFOHDAUVQ]\d\b", seen.replace("week for R1.", ""))  # an example of a line
        assert not found, seen[found.start() - 200 : found.end() + 100]
        prompts = [prompt.text[:25] for item in live.format_.agenda for prompt in item.prompts]
        assert [prompt for prompt in prompts if prompt in seen] == []
        assert quick_edit.HEARD not in seen
        assert "Nothing yet from" not in seen
        assert not live.hints.shown
        assert live_words.NO_BLOCKERS not in seen


async def test_a_record_of_part_two_changed_after_the_family_left_is_part_ones(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = in_two_parts(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "F\nF\n")
        await until(pilot, lambda: part_of(session) == 1)
        await keys(pilot, "6/O1 K. likes the club and the neighbour\n")
        changed = session.meeting.entry("o1")
        assert changed is not None and isinstance(changed.record, Note) and changed.record.part == 1
        await pilot.press("escape")
        await keys(pilot, "F\n")
        await until(pilot, lambda: part_of(session) == 2)
        assert "club" not in await everywhere(live, pilot)
