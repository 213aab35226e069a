"""A meeting on a team's server that goes away in the middle: what the screen says, and what it lets one do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from chairtui.journal.offline.connection import Backoff
from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Note, Observation
from chairtui.words import live as words
from screens.closing import ClosingScreen
from screens.conflict import ChooseScreen
from screens.context import AppContext
from screens.live.screen import LiveScreen
from screens.widgets.connection_monitor import ConnectionMonitor
from screens.widgets.status_line import StatusLine
from tests.journal.offline.a_server import Server
from tests.ui.app_harness import NARROW, SMALLEST, WIDE
from tests.ui.live_harness import Clock, keys, live_context, live_meeting, said, shown, until


@pytest.fixture
def server(clock: Clock) -> Server:
    return Server(clock)


@pytest.fixture
def context(server: Server, clock: Clock, tmp_path: Path) -> Iterator[AppContext]:
    folder = tmp_path / "here"
    journal = OfflineJournal(server.connect, folder, Vault(folder), clock, backoff=Backoff(0.02, 0.05))
    yield replace(live_context(tmp_path, clock), journal=journal)
    journal.close()


@pytest.fixture
def other(server: Server, context: AppContext, session: Session, tmp_path: Path) -> Iterator[Session]:
    """The note-taker, in another building."""
    folder = tmp_path / "there"
    journal = OfflineJournal(server.connect, folder, Vault(folder), context.now, timeout_scale=0)
    yield Session(journal, session.meeting.id, "Tobias Inkwell")
    journal.close()


@asynccontextmanager
async def at_the_served_table(
    context: AppContext, session: Session, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[LiveScreen, Pilot[None]]]:
    """The live meeting, once this computer has it too and can go on without the server."""
    async with live_meeting(context, session, size) as (live, pilot):
        assert isinstance(session.journal, OfflineJournal)
        sync = session.journal.sync
        await until(pilot, lambda: any(replica.cache_locally for replica in sync.replicas))
        yield live, pilot


def status(live: LiveScreen) -> str:
    live.query_one(ConnectionMonitor).look()
    return live.query_one(StatusLine).words


def texts(server: Server, session: Session) -> list[str]:
    kept = server.meetings[session.meeting.id].versions
    return [v.record.text for v in kept if isinstance(v.record, Note | Observation)]


@pytest.mark.parametrize("size", SMALLEST)
async def test_the_status_line_says_since_when_the_server_is_away_and_what_waits(
    server: Server, context: AppContext, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    async with at_the_served_table(context, session, size) as (live, pilot):
        assert "away" not in status(live)
        server.away = True
        await keys(pilot, "8/f: Said while nobody heard\nf: And more\n")
        await until(pilot, lambda: "2" in status(live) and "away 1" in status(live).replace("since ", ""))
        assert "F2 saved" in said(live)
        clock.pass_(minutes=3)
        server.away = False
        await until(pilot, lambda: "all sent ✓" in status(live))
        assert texts(server, session)[-2:] == ["Said while nobody heard", "And more"]
        clock.pass_(minutes=1)
        live.show_time()
        assert "saved" in status(live) and "sent" not in status(live)


async def test_what_others_write_shows_again_once_the_server_is_back(
    server: Server, context: AppContext, session: Session, other: Session
) -> None:
    async with at_the_served_table(context, session) as (live, pilot):
        await keys(pilot, "8")
        server.away = True
        await keys(pilot, "/f: Mine\n")
        await until(pilot, lambda: "away" in status(live))
        server.away = False
        other.save(Note(id="theirs", nature="fact", text="Theirs", item="discussion"))
        await until(pilot, lambda: "Theirs" in shown(live.app) and "all sent" in status(live))
        assert texts(server, session)[-2:] == ["Theirs", "Mine"] or texts(server, session)[-2:] == ["Mine", "Theirs"]
        assert session.meeting.versions == tuple(server.meetings[session.meeting.id].versions)
        assert [e.record.text for e in session.meeting.notes] == texts(server, session)[-2:]


async def test_half_a_line_is_untouched_when_what_was_captured_changes_places(
    server: Server, context: AppContext, session: Session, other: Session
) -> None:
    async with at_the_served_table(context, session) as (live, pilot):
        server.away = True
        await keys(pilot, "8/f: Mine\nf: Half a li")
        server.away = False
        other.save(Note(id="theirs", nature="fact", text="Theirs", item="discussion"))
        await until(pilot, lambda: "all sent" in status(live))
        await keys(pilot, "ne\n")
        assert texts(server, session)[-1] == "Half a line"
        assert session.meeting.versions == tuple(server.meetings[session.meeting.id].versions)


async def both_change_s1(server: Server, session: Session, other: Session) -> None:
    """The same strength, changed here while the server is away, and by the other when it is back."""
    entry = session.meeting.entry("s1")
    assert entry is not None
    server.away = True
    session.save(entry.record.model_copy(update={"text": "K. trusts the head"}))
    server.away = False
    other.save(entry.record.model_copy(update={"text": "K. trusts two teachers"}))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_was_changed_on_both_sides_is_shown_to_choose(
    server: Server, context: AppContext, session: Session, other: Session, size: tuple[int, int]
) -> None:
    session.journal.sync.threads = False  # type: ignore[attr-defined]
    async with at_the_served_table(context, session, size) as (live, pilot):
        await both_change_s1(server, session, other)
        session.journal.reconnect()  # type: ignore[attr-defined]
        live.query_one(ConnectionMonitor).look()
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen) and "the head" in shown(live.app))
        assert "K. trusts two teachers" in shown(live.app)
        await pilot.press("escape")
        await until(pilot, lambda: live.is_current)
        live.query_one(ConnectionMonitor).look()
        await pilot.pause()
        assert live.is_current, "put off, it does not come again by itself"
        assert "1 to choose" in status(live)
        await keys(pilot, "C")
        await until(pilot, lambda: isinstance(live.app.screen, ClosingScreen))
        await pilot.press("escape")
        await keys(pilot, "B")
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen))
        await pilot.press("m")
        await until(pilot, lambda: live.is_current)
        session.journal.run_once()  # type: ignore[attr-defined]
        assert texts(server, session)[-2:] == ["K. trusts two teachers", "K. trusts the head"]
        assert "to choose" not in status(live)
        await keys(pilot, "B")
        assert "Nothing was changed" in said(live)


async def test_the_choice_waits_until_the_line_is_left(
    server: Server, context: AppContext, session: Session, other: Session
) -> None:
    session.journal.sync.threads = False  # type: ignore[attr-defined]
    async with at_the_served_table(context, session) as (live, pilot):
        await keys(pilot, "8/f: Half")
        await both_change_s1(server, session, other)
        session.journal.reconnect()  # type: ignore[attr-defined]
        live.query_one(ConnectionMonitor).look()
        await pilot.pause()
        assert live.is_current and live.dock.typing
        await pilot.press("escape")
        live.query_one(ConnectionMonitor).look()
        await until(pilot, lambda: isinstance(live.app.screen, ChooseScreen))
        await pilot.press("t")
        await until(pilot, lambda: live.is_current)
        assert texts(server, session)[-1] == "K. trusts two teachers"
        assert words.KEPT_THEIRS.format(ref="S1", who="Tobias Inkwell") in said(live)
        await keys(pilot, "/")
        assert live.dock.line.value == "f: Half"
