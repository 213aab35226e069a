"""Two people at one meeting: what the other writes shows by itself, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import TextArea

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.records import Note, Observation, Progress, Version
from chairtui.words import live as words
from screens.conflict import ChooseScreen
from screens.context import AppContext
from screens.edit import EditScreen
from screens.widgets.version_listener import Listener
from tests.ui.app_harness import NARROW
from tests.ui.live_harness import Clock, a_meeting, keys, live_context, live_meeting, said, shown, until


def note_taker(context: AppContext, session: Session) -> Session:
    """The note-taker's own seat at the same meeting."""
    return Session(context.journal, session.meeting.id, "Tobias Inkwell")


def hears_nothing(*_: object) -> Iterator[list[Version]]:
    """A watch that brings nothing, as in the half second before what others wrote arrives."""
    return iter(())


def of(session: Session, record_id: str) -> Observation:
    entry = session.meeting.find(record_id)
    assert entry is not None and isinstance(entry.record, Observation)
    return entry.record


async def test_what_the_other_writes_shows_without_a_key(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await keys(pilot, "7")
        other.save(Observation(id="r9", theme="risk", text="Doors unlocked"))
        await until(pilot, lambda: "Doors" in shown(live.app))
        assert session.meeting.ref_of("r9") == "R2"
        assert "by Tobias" in shown(live.app)


async def test_who_has_the_end_in_view_sees_what_the_other_adds_to_it(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    for number in range(30):
        other.save(Note(id=f"f{number}", nature="fact", text=f"Said as number {number}.", item="discussion"))
    async with live_meeting(context, session, NARROW) as (live, pilot):
        await until(pilot, lambda: session.meeting.find("f29") is not None)
        await keys(pilot, "8G")
        assert "number 29." in shown(live.app)
        other.save(Note(id="f30", nature="fact", text="Said as number 30.", item="discussion"))
        await until(pilot, lambda: "number 30." in shown(live.app))
        assert "number 29." in shown(live.app)
        await keys(pilot, "g")
        other.save(Note(id="f31", nature="fact", text="Said as number 31.", item="discussion"))
        await until(pilot, lambda: session.meeting.find("f31") is not None)
        await pilot.pause()
        assert "number 31." not in shown(live.app)


async def test_it_also_shows_from_another_process_over_the_same_files(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    elsewhere = FileJournal(tmp_path / "store", context.now, lambda: "elsewhere-1")
    other = Session(elsewhere, session.meeting.id, "Tobias Inkwell")
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "7")
        other.save(Observation(id="r9", theme="risk", text="Doors unlocked"))
        await until(pilot, lambda: "Doors" in shown(live.app))
    elsewhere.close()


async def test_the_selection_stays_on_its_record_when_others_arrive(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "7j")
        assert live.pane.selected == "r1"
        other.save(Observation(id="s9", theme="strength", text="A cousin nearby"))
        await until(pilot, lambda: "s9" in live.pane.keys)
        assert live.pane.selected == "r1"
        other.remove(of(other, "r1"))
        await until(pilot, lambda: "r1" not in live.pane.keys)
        assert live.pane.selected == "s9"


async def test_half_a_line_is_untouched_when_others_arrive(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "7rThe kitchen was co")
        other.save(Observation(id="s9", theme="strength", text="A cousin nearby"))
        await until(pilot, lambda: "s9" in live.pane.keys)
        await keys(pilot, "ld\n")
        assert session.meeting.observations[-1].record.text == "The kitchen was cold"


async def test_two_changes_to_the_same_field_are_shown_to_choose(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5j\n")
        form = live.app.screen
        assert isinstance(form, EditScreen)
        other.save(of(other, "s1").model_copy(update={"text": "K. trusts two teachers"}))
        await until(pilot, lambda: of(session, "s1").text == "K. trusts two teachers")
        form.query(TextArea).first().text = "K. trusts the head"
        await pilot.press("ctrl+s")
        choose = live.app.screen
        assert isinstance(choose, ChooseScreen)
        screen = shown(live.app)
        assert "K. trusts the head" in screen and "K. trusts two teachers" in screen and "Tobias Inkwell" in screen
        await pilot.press("m")
        await until(pilot, lambda: live.is_current)
        assert of(session, "s1").text == "K. trusts the head"
        assert [v.record.text for v in session.meeting.history("s1") if isinstance(v.record, Observation)] == [
            "K. has a trusted teacher",
            "K. trusts two teachers",
            "K. trusts the head",
        ]


async def test_theirs_may_stand_instead(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5j\n")
        other.save(of(other, "s1").model_copy(update={"text": "K. trusts two teachers"}))
        live.app.screen.query(TextArea).first().text = "K. trusts the head"
        await pilot.press("ctrl+s", "t")
        await until(pilot, lambda: live.is_current)
        assert of(session, "s1").text == "K. trusts two teachers"


async def test_the_choice_may_be_put_off_and_the_form_still_has_the_text(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5j\n")
        form = live.app.screen
        other.save(of(other, "s1").model_copy(update={"text": "K. trusts two teachers"}))
        form.query(TextArea).first().text = "K. trusts the head"
        await pilot.press("ctrl+s", "escape")
        await until(pilot, lambda: form.is_current)
        assert form.query(TextArea).first().text == "K. trusts the head"
        assert of(session, "s1").text == "K. trusts two teachers"


async def test_changes_to_different_fields_are_both_kept(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5j\n")
        other.save(of(other, "s1").model_copy(update={"restricted": "names the teacher"}))
        live.app.screen.query(TextArea).first().text = "K. trusts the head"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: live.is_current)
        assert of(session, "s1").text == "K. trusts the head"
        assert of(session, "s1").restricted == "names the teacher"


async def test_an_answer_both_gave_at_once_is_shown_to_choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    monkeypatch.setattr(context.journal, "watch", hears_nothing)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4j\nWhat K. needs")
        other.save(other.meeting.details.model_copy(update={"aim": "Something else"}))
        await keys(pilot, "\n")
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen))
        await pilot.press("t")
        await until(pilot, lambda: live.is_current)
        assert session.meeting.details.aim == "Something else"
        assert not live.dock.typing
        assert "Tobias Inkwell" in said(live)
        await keys(pilot, "/")
        await pilot.press("up")
        assert live.dock.line.value == "What K. needs", "what was typed is among the earlier lines"


async def test_removing_what_the_other_changed_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    monkeypatch.setattr(context.journal, "watch", hears_nothing)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5j")
        other.save(of(other, "s1").model_copy(update={"text": "K. trusts two teachers"}))
        await keys(pilot, "x")
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen))
        assert words.CHOICE_REMOVED in shown(live.app)
        await pilot.press("t")
        assert of(session, "s1").text == "K. trusts two teachers"


async def test_time_the_other_kept_for_an_item_is_not_counted_twice(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        first = live.item.id
        clock.pass_(minutes=10)
        other = Session(FileJournal(tmp_path / "store", clock, lambda: "x"), session.meeting.id, "Tobias Inkwell")
        other.save(Progress(id=f"progress:{first}", item=first, state="done", seconds=600))
        await until(pilot, lambda: session.meeting.progress(first).seconds == 600)
        clock.pass_(seconds=30)
        await keys(pilot, "] ")
        assert session.meeting.progress(first).seconds == 630


async def test_a_watch_that_stops_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)

    def gone(*_: object) -> None:
        raise NotSaved("The folder is gone.")

    monkeypatch.setattr(context.journal, "watch", gone)
    async with live_meeting(context, session) as (live, pilot):
        await until(pilot, lambda: "The folder is gone." in said(live))


async def test_leaving_ends_the_watch(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        listener = live.query_one(Listener)
        await keys(pilot, "L")
        await until(pilot, listener.stop.is_set)


async def test_time_both_kept_at_the_same_moment_is_counted_once_and_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    monkeypatch.setattr(context.journal, "watch", hears_nothing)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        first = live.item.id
        clock.pass_(minutes=10)
        note_taker(context, session).save(Progress(id=f"progress:{first}", item=first, state="done", seconds=600))
        await keys(pilot, "] ")
        assert live.is_current
        assert live.item.id != first
        assert session.meeting.progress(first).seconds == 600


async def test_leaving_the_program_keeps_the_time_and_the_place(tmp_path: Path) -> None:
    clock = Clock()
    context = live_context(tmp_path, clock)
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5")
        clock.pass_(minutes=4)
        item = live.item.id
    again = Session(context.journal, session.meeting.id, session.by)
    assert again.meeting.progress(item).seconds == 240
    async with live_meeting(context, again) as (live, _pilot):
        assert live.item.id == item


async def test_a_conflict_over_removing_leaves_a_half_typed_line_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = live_context(tmp_path)
    monkeypatch.setattr(context.journal, "watch", hears_nothing)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5sHalf a")
        await pilot.press("escape")
        await keys(pilot, "j")
        other.save(of(other, "s1").model_copy(update={"text": "K. trusts two teachers"}))
        await keys(pilot, "x")
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen))
        await pilot.press("m")
        await until(pilot, lambda: live.is_current)
        entry = session.meeting.find("s1")
        assert entry is not None and entry.removed
        assert live.dock.line.value == "s: Half a"


async def test_the_aim_typed_while_the_other_sets_the_venue_is_kept_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = live_context(tmp_path)
    monkeypatch.setattr(context.journal, "watch", hears_nothing)
    session = a_meeting(context)
    other = note_taker(context, session)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "4j\nWhat K. needs")
        other.save(other.meeting.details.model_copy(update={"venue": "Room 2"}))
        await keys(pilot, "\n")
        await until(pilot, lambda: session.meeting.details.aim == "What K. needs")
        assert session.meeting.details.venue == "Room 2"
        assert live.dock.line.value == ""
        assert not live.dock.typing
        assert "Tobias Inkwell" in said(live)


async def test_what_another_seat_wrote_is_tagged_as_new_until_its_item_was_looked_at_and_left(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    other = Session(context.journal, session.meeting.id, "Ros Tilney")
    other.catch_up()
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6")
        other.save(Note(id="f8", nature="fact", text="Seen at the gate", item=live.item.id))
        await until(pilot, lambda: "Seen at the gate" in shown(live.app))
        line = next(line for line in shown(live.app).split("\n") if "Seen at the gate" in line)
        assert f"{words.TAG_NEW}  Seen at the gate" in line and words.BY_ANOTHER.format(who="Ros") in line
        await keys(pilot, "56")
        await pilot.pause()
        line = next(line for line in shown(live.app).split("\n") if "Seen at the gate" in line)
        assert words.TAG_NEW not in line and words.BY_ANOTHER.format(who="Ros") in line
