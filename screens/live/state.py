"""The state a live meeting's screen and its collaborators share, and the interface they use to reach the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.screen import Screen

from chairtui.journal.session import Session
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Record
from screens.context import AppContext
from screens.live.news import News
from screens.visibility import Visibility
from screens.widgets.capture_mode import CaptureMode
from screens.widgets.item_clock import ItemClock
from screens.widgets.list_row import Row
from screens.widgets.preview_line import Mood
from screens.widgets.row_keys import record_id_of

Result = TypeVar("Result")


class LiveHost(Protocol):
    """Interface of the screen, for its collaborators."""

    def say(self, text: str, mood: Mood = "quiet") -> None:
        """Show a message under the capture line."""

    def show_again(self, select: str = "") -> None:
        """Redraw from the current meeting, selecting the row with that key if it exists."""

    def fold(self) -> None:
        """Show below the item's title the chair's panel in short, or nothing while the panel itself is open."""

    def show_time(self) -> None:
        """Redraw what depends on the clock and on the journal's state."""

    def open(self, screen: Screen[Result], then: Callable[[Result | None], None] | None = None) -> None:
        """Push a screen; `then` receives its result."""

    def question_opened(self) -> None:
        """Hold keys until a question that an answer has opened can have been read."""


class LiveState:
    """State of one live meeting. `item` is the agenda item in the pane."""

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        self.context = context
        self.session = session
        self.format_ = format_
        self.visibility = Visibility(session, format_)
        self.clock = ItemClock(session, context.now)
        self.news = News(session.by, format_)
        self.news.since(session.meeting, context.ui_state.seen.get(session.meeting.id))
        self.item = format_.agenda[0]
        self.write_failed = False
        """Whether the journal refused the last write."""

    def come_back(self) -> tuple[str, str]:
        """Start the clock; the item to show and the row to select in it, as the meeting was last left."""
        started = self.clock.start([item.id for item in self.format_.agenda])
        place = self.context.ui_state.places.get(self.session.meeting.id)
        if place is None:
            return started, ""
        self.clock.look(place[0])
        return place

    def remember_place(self, row: str) -> None:
        """Keep the item and the selected row, and how much of the meeting was seen, until the program is left."""
        meeting, ui_state = self.session.meeting, self.context.ui_state
        ui_state.places[meeting.id] = (self.item.id, row)
        ui_state.seen[meeting.id] = meeting.position

    @property
    def closed(self) -> bool:
        """Whether the meeting is closed: nothing but amendments may be written."""
        return self.session.meeting.closed

    @property
    def family_here(self) -> bool:
        """Whether the meeting is in part two."""
        return self.visibility.family_here

    def entry_of(self, row: Row | None) -> Entry[Record] | None:
        """The record a row shows, None for a removed one and for a row that has no record yet."""
        entry = self.visibility.meeting.entry(record_id_of(row.key)) if row else None
        return None if entry is None or entry.removed else entry

    def said_before(self, row: Row | None) -> bool:
        """Whether a row shows a record of part one, which can't be changed in part two."""
        return row is not None and self.visibility.said_before(record_id_of(row.key))

    def capture_mode(self) -> CaptureMode:
        """The capture line's mode for the item in the pane."""
        context = self.context
        whole = self.session.meeting if self.family_here else None
        return CaptureMode(
            self.visibility.changeable, self.format_, self.item.id, context.by, context.new_id, context.now, whole
        )
