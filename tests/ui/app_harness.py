"""Builds the app for tests: a temporary journal, the program's own formats, a fixed clock; waits for its screens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from chairtui.app import ChairApp
from chairtui.data_files import read_data
from chairtui.draft_files import DraftFiles
from chairtui.format_registry import open_registry
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.session import Session
from chairtui.meeting.convening.earlier_actions import SheetTable
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Attendee, Details, Draft, Note, Observation, Record, Who
from chairtui.minutes.action_tables import read_tables
from chairtui.minutes.file_kinds import Branding
from chairtui.minutes.file_names import PATTERN
from chairtui.minutes.mail.copies import MailStyle
from chairtui.minutes.mail.wording import PLACES, read_wording
from screens.context import AppContext
from tests.ui.at_rest import on_a_terminal

PageT = TypeVar("PageT", bound=Screen[Any])
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 12, 3, 10, 0, tzinfo=LONDON)
WIDE, NARROW, PROJECTOR, WALL = (120, 40), (80, 24), (160, 50), (200, 60)
"""From WALL on there is room for three columns beside the open panel."""
SIZES = (WIDE, NARROW)
SMALLEST = (NARROW,)
"""For what a screen does rather than how it is laid out."""
TYPED = 2
TEMPLATE = read_data("templates/minutes.md")
WORDINGS = {name: read_wording(name, read_data(f"templates/mail/{name}.txt")) for name in PLACES}
READING = ("load", "due", "read")
"""Groups of workers that read for a screen and finish by themselves."""


def make_context(folder: Path, now: datetime = NOW) -> AppContext:
    """An app context over an empty store in `folder`, for the user Marigold Fennimore."""
    numbers = count(1)
    new_id: Callable[[], str] = lambda: f"id{next(numbers):04}"  # noqa: E731
    exports = folder / "exports"
    exports.mkdir(exist_ok=True)
    return AppContext(
        journal=FileJournal(folder / "store", lambda: now, new_id),
        formats=dict(open_registry().formats),
        by="Marigold Fennimore",
        now=lambda: now,
        new_id=new_id,
        template=TEMPLATE,
        exports=str(exports),
        mail_style=lambda kind: MailStyle(kind, Branding(TEMPLATE), WORDINGS, PATTERN, "Marigold Fennimore"),
        draft_files=DraftFiles(folder / "drafts"),
        tables_of=tables_of,
    )


def tables_of(path: str) -> Sequence[SheetTable]:
    """The tables of a file in a test's own folder."""
    try:
        return read_tables(Path(path).read_bytes(), path)
    except OSError:
        raise ValueError(f"Can't read {path}.") from None


def without_rules(context: AppContext) -> AppContext:
    """The context with formats without rules, so that any meeting may close."""
    free = {id_: f.model_copy(update={"rules": (), "questions": ()}) for id_, f in context.formats.items()}
    return replace(context, formats=free)


def begin(
    context: AppContext, *, title: str = "Meeting about K.", starts: datetime | None = None, **more: object
) -> Session:
    """A new meeting on Bristol's agenda, with nothing in it but its details."""
    format_ = context.formats["bristol"]
    details = Details(
        format=format_.id,
        format_version=format_.version,
        format_name=format_.name,
        title=title,
        subject="K., aged 7",
        starts=starts or NOW + timedelta(hours=4),
    ).model_copy(update=more)
    return Session(context.journal, context.journal.begin([Draft(record=details)], context.by), context.by)


def held(context: AppContext, **more: object) -> Session:
    """A meeting with three people, a strength, a risk, an opinion and two actions, one of them long overdue."""
    session = begin(context, **more)  # type: ignore[arg-type]
    sam = Attendee(id="sam", name="Sam Okafor", role="school nurse", agency="Health", status="present")
    priya = Attendee(id="priya", name="Priya Larkspur", role="social worker", agency="Children's Social Care")
    dominic = Attendee(id="dominic", name="Dominic Harrowell", agency="Police", status="apologies")
    who = Who(name="Sam Okafor", attendee="sam")
    records: list[Record] = [
        sam,
        priya,
        dominic,
        Observation(id="s1", theme="strength", text="K. has a trusted teacher", origin="prior"),
        Observation(id="r1", theme="risk", text="K. is alone at home after school", restricted="names a neighbour"),
        Note(id="o1", nature="opinion", text="K. is tired on Mondays", source=who),
        Action(
            id="a1",
            text="Offer a place at the after-school club",
            owner=who,
            deadline=date(2026, 11, 27),
            measure="K. attends",
        ),
        Action(id="a2", text="Ring the housing office", owner=Who(name="Ros Tilestone"), deadline=date(2027, 1, 8)),
    ]
    session.append([Draft(record=record) for record in records])
    return session


def format_of(context: AppContext, session: Session) -> Format:
    return context.formats[session.meeting.details.format]


@asynccontextmanager
async def running(
    context: AppContext, size: tuple[int, int] = WIDE, meeting: str | None = None
) -> AsyncIterator[tuple[ChairApp, Pilot[None]]]:
    """The program on a terminal of that size, settled."""
    app = ChairApp(context, meeting)
    async with on_a_terminal(app, size) as pilot:
        await settled(pilot)
        yield app, pilot


async def at_page(page: type[PageT], app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session) -> PageT:
    """Open one of the meeting's own pages, and wait until it has read what it shows."""
    create: Callable[[AppContext, Session, Format], PageT] = page
    app.push_screen(create(context, session, format_of(context, session)))
    await settled(pilot)
    assert isinstance(app.screen, page)
    return app.screen


async def settled(pilot: Pilot[None]) -> None:
    """Wait until reading workers have finished and the screen is painted."""
    while True:
        await pilot.pause()
        reading = [w.wait() for w in pilot.app.workers if w.group in READING and not w.is_finished]
        if not reading:
            return
        await asyncio.gather(*reading, return_exceptions=True)


async def file_written(pilot: Pilot[None]) -> None:
    """Wait until the file is written and the outcome is shown."""
    assert isinstance(pilot.app, ChairApp)
    jobs = pilot.app.context.export_jobs
    await asyncio.to_thread(jobs.finish)
    while jobs.busy:  # a future wakes who waits for it before it calls back
        await pilot.pause()
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after another, each handled before the next."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text into the focused widget: two letters by their keys, the rest pasted, which is faster."""
    await pilot.press(*({" ": "space"}.get(c, c) for c in text[:TYPED]))
    if text[TYPED:]:
        pilot.app.post_message(Paste(text[TYPED:]))
    await pilot.pause()


def shown(app: ChairApp) -> str:
    """The screen's text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in lines[:height])
