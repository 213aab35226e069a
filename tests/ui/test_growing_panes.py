"""A pane that is kept while its meeting grows shows what one made afresh would, at the cost of what is new."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from chairtui.journal.session import Session
from chairtui.meeting.chairing.chair_prompts import chair_prompts
from chairtui.meeting.chairing.speaking_balance import speakers_by_agency
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import (
    Action,
    Amendment,
    Attendee,
    Decision,
    Immediate,
    Note,
    Observation,
    Record,
    Who,
)
from screens.panes import information
from screens.panes import view as view_room
from screens.panes.pane_selection import sections_of
from screens.panes.record_rows import note_row
from screens.panes.row_cache import RowCache
from screens.panes.view import View
from screens.widgets.list_row import Row, Section
from screens.widgets.record_list import RecordList, StandaloneList
from tests.benchmarks.sample_stores import ITEM, PEOPLE, a_journal, a_meeting, said, the_format
from tests.ui.at_rest import on_a_terminal
from tests.ui.live_harness import a_meeting as a_table_meeting
from tests.ui.live_harness import live_context, live_meeting, until


@pytest.fixture
def session(tmp_path: Path) -> Session:
    journal = a_journal(tmp_path)
    return Session(journal, a_meeting(journal, 24), "Chair")


def shown(session: Session, format_: Format, remembered: RowCache) -> list[tuple[Section, ...]]:
    return [sections_of(View(session.meeting, format_, item, remembered)) for item in format_.agenda]


def changed(session: Session, record_id: str, **changes: object) -> None:
    entry = session.meeting.entry(record_id)
    assert entry is not None
    session.save(type(entry.record).model_validate({**dict(entry.record), **changes}))


def test_rows_that_are_remembered_are_those_that_would_be_made_now(session: Session) -> None:
    format_, remembered = the_format(), RowCache()
    sam = Who(name=PEOPLE[0], attendee="p0")

    def file(record: Record) -> None:
        session.save(record)

    steps: tuple[Callable[[], object], ...] = (
        lambda: file(Note(id="new", nature="fact", text="Seen at the gate", item=ITEM, source=sam)),
        lambda: changed(session, "r0", text="Another text"),
        lambda: changed(session, "p0", name="Sam Fairweather", agency="Health"),
        lambda: file(Action(id="a-new", text="Ring", owner=sam, addresses=("r1", "later"))),
        lambda: file(Observation(id="later", theme="need", text="A lift")),
        lambda: changed(session, "r1", theme="need"),
        lambda: session.remove(said(3)),
        lambda: session.remove(Attendee(id="p1", name=PEOPLE[1])),
        lambda: file(Decision(id="d-new", text="Meet again", item=ITEM)),
        lambda: changed(session, "details", part=2),
        lambda: changed(session, "details", part=1),
        lambda: session.undo(),
        lambda: file(Note(id="new2", nature="opinion", text="Tired", item=ITEM)),
        lambda: file(Note(id="new3", nature="opinion", text="Sam says so too", item=ITEM, source=sam)),
        lambda: file(Observation(id="later2", theme="need", text="A bus pass")),
        lambda: file(Amendment(id="m1", target="r2", text="Not Monday", reason="Misheard")),
        lambda: file(Note(id="new4", nature="fact", text="At home since", item=ITEM, source=sam)),
        lambda: session.meeting.reload(list(session.meeting.versions)),
        lambda: file(Note(id="new5", nature="fact", text="At school since", item=ITEM, source=sam)),
    )
    assert shown(session, format_, remembered) == shown(session, format_, RowCache())
    for number, step in enumerate(steps):
        step()
        assert shown(session, format_, remembered) == shown(session, format_, RowCache()), f"step {number}"


def test_filing_a_note_makes_one_row(session: Session) -> None:
    format_, remembered = the_format(), RowCache()
    before = {row.key: row for sections in shown(session, format_, remembered) for s in sections for row in s.rows}
    session.save(Note(id="new", nature="fact", text="Seen at the gate", item=ITEM))
    after = [row for sections in shown(session, format_, remembered) for s in sections for row in s.rows]
    made = [row.key for row in after if row.key.startswith(("r", "new")) and row is not before.get(row.key)]
    assert set(made) == {"new"}


def test_filing_a_note_looks_at_no_other_record(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    format_, remembered = the_format(), RowCache()
    shown(session, format_, remembered)
    looked_at: list[str] = []

    def home_of_one(record: Record, format_: Format) -> str:
        looked_at.append(record.id)
        return home_of(record, format_)

    def row_of_one(view: View, entry: Entry[Note], *, agency: bool) -> Row:
        looked_at.append(entry.record.id)
        return note_row(view, entry, agency=agency)

    monkeypatch.setattr(view_room, "home_of", home_of_one)
    monkeypatch.setattr(information, "note_row", row_of_one)
    session.save(Note(id="new", nature="fact", text="Seen at the gate", item=ITEM))
    shown(session, format_, remembered)
    assert set(looked_at) == {"new"}


def test_no_record_stands_twice_under_an_item(session: Session) -> None:
    format_ = the_format()
    for item in format_.agenda:
        session.save(Note(id=f"n-{item.id}", nature="fact", text="Seen", item=item.id))
        session.save(Decision(id=f"d-{item.id}", text="Meet again", item=item.id))
        session.save(Action(id=f"a-{item.id}", text="Ring", item=item.id))
    for item in format_.agenda:
        rows = [row.key for s in sections_of(View(session.meeting, format_, item)) for row in s.rows if row.key]
        assert {f"n-{item.id}", f"d-{item.id}", f"a-{item.id}"} <= set(rows)
        assert len(rows) == len(set(rows))


def a_row(number: int) -> Row:
    return Row(f"r{number}", f"F{number}", f"Seen number {number} at the gate " * (number % 3 + 1))


class TwoLists(App[None]):
    """One list that has shown other rows before, and one that has not."""

    CSS = "RecordList { width: 60; height: 200; }"

    def compose(self) -> ComposeResult:
        yield StandaloneList(id="kept")
        yield StandaloneList(id="fresh")


async def test_a_list_that_changed_somewhere_looks_like_one_made_afresh() -> None:
    rows = [a_row(number) for number in range(20)]
    app = TwoLists()
    async with on_a_terminal(app, (60, 400)):
        kept, fresh = app.query_one("#kept", RecordList), app.query_one("#fresh", RecordList)
        for place, gone in product((0, 1, 7, 19, 20), (0, 1, 5)):
            now = (*rows[:place], a_row(50), *rows[place + gone :])
            kept.show(rows)
            kept.show(now)
            fresh.show(())
            fresh.show(now)
            lines = [[each.render_line(y).text for y in range(200)] for each in (kept, fresh)]
            assert lines[0] == lines[1], (place, gone)
            assert sum(row.mark in line for row in now for line in lines[0]) >= len(now)


def test_what_helps_the_chair_is_the_same_however_the_meeting_came_to_be_as_it_is(session: Session) -> None:
    format_ = the_format()
    raised = Immediate(raised=session.meeting.versions[-1].at, raised_by="Sam")

    def all_aids(meeting: Meeting) -> list[object]:
        return [(chair_prompts(meeting, format_, item), speakers_by_agency(meeting, item)) for item in format_.agenda]

    def file(record: Record) -> None:
        session.save(record)

    who = [Who(name=name, attendee=f"p{number}") for number, name in enumerate(PEOPLE)]
    steps: tuple[Callable[[], object], ...] = (
        lambda: changed(session, "p0", status="present"),
        lambda: changed(session, "p1", status="present"),
        lambda: file(Note(id="new", nature="fact", text="Seen", item=ITEM, source=who[1])),
        lambda: file(Observation(id="later", theme="risk", text="Alone", source=who[0], immediate=raised)),
        lambda: changed(session, "later", origin="prior"),
        lambda: changed(session, "later", immediate=None),
        lambda: changed(session, "new", source=who[0]),
        lambda: session.remove(Note(id="new", nature="fact", text="Seen", item=ITEM)),
        lambda: session.undo(),
    )
    for number, step in enumerate(steps):
        step()
        assert all_aids(session.meeting) == all_aids(Meeting("afresh", session.meeting.versions)), f"step {number}"


async def test_the_panel_names_the_findings_of_the_item_first_and_enter_goes_to_the_one_that_is_marked(
    tmp_path: Path,
) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_table_meeting(context)) as (live, pilot):
        await until(pilot, lambda: bool(live.findings))
        for item in live.format_.agenda:
            live.navigator.go(item.id)
            found = [live.panel.finding(key) for key in live.panel.keys]
            rows = [live.panel.row(key) for key in live.panel.keys]
            assert [f and f.message for f in found] == [row and row.text for row in rows]
            for level in ("blocker", "advice"):
                own = [f.item == item.id for f in found if f is not None and f.level == level]
                assert own == sorted(own, reverse=True)
        assert {f for f in found if f} == set(live.findings or ())
