"""Time spent on each agenda item, kept in the journal when the chair goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from chairtui.journal.protocol import Conflict
from chairtui.journal.seat import Seat
from chairtui.meeting.records import ItemState, Progress, Version

PASSING = 5
"""Seconds within which one only passes through an item: they are not counted and don't make it done."""


class ItemClock:
    """Which item this seat is on, and since when. Nothing is counted while a meeting is prepared (before its day, with
    nobody present yet), nor after it was closed. Writing raises what `Journal.append` raises."""

    def __init__(self, seat: Seat, now: Callable[[], datetime]) -> None:
        self._seat = seat
        self._now = now
        self._since = now()
        self.item = ""

    def start(self, items: Sequence[str]) -> str:
        """Come to the item where the meeting stands, or to the first; its id."""
        states = {item: self._seat.meeting.progress(item).state for item in items}
        self.item = next((item for item in items if states[item] == "current"), items[0])
        self._since = self._now()
        return self.item

    def go_to(self, item: str) -> None:
        """Leave the item one is on, which is done with that, for another."""
        left, self.item = self.item, item
        seconds, self._since = self._running(), self._now()
        self._keep(left, "done", seconds)

    def pause(self) -> None:
        """Keep the time spent so far without leaving the item."""
        seconds, self._since = self._running(), self._now()
        self._keep(self.item, "current", seconds)

    def saw(self, versions: Sequence[Version]) -> None:
        """Take in what others wrote: time that they kept for this item is not counted twice."""
        for version in versions:
            record = version.record
            if isinstance(record, Progress) and record.item == self.item:
                self._since = max(self._since, version.at)

    def seconds(self, item: str) -> int:
        """Seconds spent on an item, those still running included."""
        kept = self._seat.meeting.progress(item).seconds
        return kept + (self._running() if item == self.item else 0)

    def _running(self) -> int:
        now = self._now()
        if self._seat.meeting.closed or self._preparing(now):
            return 0
        return max(int((now - self._since).total_seconds()), 0)

    def _preparing(self, now: datetime) -> bool:
        meeting = self._seat.meeting
        early = now.date() < meeting.details.starts.astimezone(now.tzinfo).date()
        return early and all(entry.record.status != "present" for entry in meeting.attendees)

    def _keep(self, item: str, state: ItemState, seconds: int) -> None:
        if seconds < PASSING or self._seat.hindrance:
            return
        kept = self._seat.meeting.progress(item)
        with suppress(Conflict):  # somebody else has kept this item's time at the same moment
            self._seat.save(Progress(id=kept.id, item=item, state=state, seconds=kept.seconds + seconds))
