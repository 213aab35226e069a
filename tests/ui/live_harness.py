"""Helpers for tests of the live meeting: a manual clock, sessions, and the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import App
from textual.pilot import Pilot

import screens
from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Attendee, Draft, Note, Observation, Record, Who
from screens.context import AppContext
from screens.live.screen import LiveScreen
from screens.themes import THEMES
from screens.type_ahead import TypeAheadApp
from tests.ui.app_harness import NOW, WIDE, begin, format_of, make_context
from tests.ui.at_rest import PATIENCE, on_a_terminal

SAM = Who(name="Sam Okafor", attendee="sam-o")


class Clock:
    """A manual clock."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


class Table(TypeAheadApp[None]):
    """An app with only the live meeting."""

    CSS_PATH = Path(screens.__file__).parent / "app.tcss"

    def __init__(self, context: AppContext, session: Session) -> None:
        super().__init__()
        for look in THEMES.values():
            self.register_theme(look)
        self.theme = THEMES["dark"].name
        self.live = LiveScreen(context, session, format_of(context, session))

    def on_mount(self) -> None:
        self.push_screen(self.live)


def live_context(folder: Path, clock: Clock | None = None) -> AppContext:
    return replace(make_context(folder), now=clock or Clock())


def a_meeting(context: AppContext, **more: object) -> Session:
    """A meeting on its own day with two Sams and a Priya, a prior strength, a prior need and a new risk."""
    session = begin(context, starts=NOW, **more)  # type: ignore[arg-type]
    records: list[Record] = [
        Attendee(id="sam-o", name="Sam Okafor", role="school nurse", agency="Health", status="present"),
        Attendee(id="sam-t", name="Sam Tilestone", role="sergeant", agency="Police", status="present"),
        Attendee(id="priya", name="Priya Larkspur", role="social worker", agency="Social Care"),
        Observation(id="s1", theme="strength", text="K. has a trusted teacher", origin="prior"),
        Observation(id="n1", theme="need", text="Somebody at home after school", origin="prior"),
        Observation(id="r1", theme="risk", text="K. is alone in the evening"),
    ]
    session.append([Draft(record=record) for record in records])
    return session


def a_full_meeting(context: AppContext) -> Session:
    """The same with a report, a fact kept from the family, and an action for nobody yet."""
    session = a_meeting(context)
    records: list[Record] = [
        Note(id="h1", nature="reported", text="K. slept at a friend's", source=SAM, item="information"),
        Note(id="f1", nature="fact", text="The lock is broken", item="information", restricted="names a neighbour"),
        Action(id="a1", text="Mend the lock", item="information"),
    ]
    session.append([Draft(record=record) for record in records])
    return session


@asynccontextmanager
async def live_meeting(
    context: AppContext, session: Session, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[LiveScreen, Pilot[None]]]:
    """The live meeting on a terminal of that size."""
    app = Table(context, session)
    async with on_a_terminal(app, size) as pilot:
        yield app.live, pilot


NAMES = {
    " ": "space",
    "\n": "enter",
    "/": "slash",
    "!": "exclamation_mark",
    "@": "at",
    ":": "colon",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
"""Textual's names of the keys for these characters."""


async def keys(pilot: Pilot[None], typed: str) -> None:
    """Press the keys of a text as fast as a terminal can send them; a line break is enter."""
    for character in typed:
        sent = "\r" if character == "\n" else character
        pilot.app.post_message(events.Key(NAMES.get(character, character), sent))
    await pilot.pause()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until a condition holds; fails on timeout."""
    start = monotonic()
    while not true():
        assert monotonic() - start < PATIENCE, "it did not come true"
        await pilot.pause(0.01)


async def paste(live: LiveScreen, pilot: Pilot[None], text: str) -> None:
    live.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


def said(live: LiveScreen) -> str:
    """The preview's text."""
    return live.dock.preview.text


def typed(live: LiveScreen) -> str:
    return live.dock.line.value


def texts(session: Session) -> list[str]:
    """The texts of all that was recorded, as the journal on the disk has them."""
    kept = Session(session.journal, session.meeting.id, "reader").meeting
    return [
        *(entry.record.text for entry in kept.observations),
        *(entry.record.text for entry in kept.notes),
        *(entry.record.text for entry in kept.decisions),
        *(entry.record.text for entry in kept.actions),
    ]


def shown(app: App[None]) -> str:
    """The screen's text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
