"""ItemClock: time spent on each agenda item, saved when the meeting moves on.

Showing another item doesn't move the clock. It moves to the item in view once something is filed there, once that has
been in view for `GLANCE`, or on the chair's command; its time counts from when it came into view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from chairtui.journal.protocol import Conflict
from chairtui.journal.session import Session
from chairtui.meeting.records import ItemState, Progress, Version

PASSING = 5
"""A visit to an item shorter than this, in seconds, isn't counted and doesn't finish it."""
GLANCE = 30
"""Seconds in view after which the clock moves to an item."""


class ItemClock:
    """The item whose clock runs in this session and since when, and the item in view. Nothing is counted while a
    meeting is prepared (before its day, with nobody present yet), nor while it pauses at any seat, nor after it was
    closed. Writing raises what `Journal.append` raises."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now
        self._since = self._came = now()
        self._items: tuple[str, ...] = ()
        self._glances: dict[str, float] = {}
        self.item = ""
        """The item whose clock runs."""
        self.seen = ""
        """The item in view."""

    def start(self, items: Sequence[str]) -> str:
        """Start at the meeting's current item, or the first; returns its id."""
        self._items = tuple(items)
        states = {item: self._session.meeting.progress(item).state for item in items}
        self.item = self.seen = next((item for item in items if states[item] == "current"), items[0])
        self._since = self._came = self._now()
        return self.item

    # ---- looking, and going there

    @property
    def glancing(self) -> bool:
        """Whether the item in view isn't the one whose clock runs."""
        return self.seen != self.item

    def look(self, item: str) -> None:
        """Show another item. The clock first moves to the one before if that was in view for long enough."""
        self.tick()
        now = self._now()
        if self.glancing:
            self._glances[self.seen] = max(self._glances.get(self.seen, 0), (now - self._came).total_seconds())
        self.seen, self._came = item, now
        if not self.glancing:
            self._glances.clear()

    def tick(self) -> bool:
        """Move the clock to the item in view if that has been there for long enough; returns whether it moved."""
        due = self.glancing and (self._now() - self._came).total_seconds() >= GLANCE
        return due and self.go_on_here()

    def go_on_here(self) -> bool:
        """The meeting goes to the item in view; False where it is there already.

        The item it leaves is done where the agenda goes on from it, and so are those between that were in view.
        """
        if not self.glancing:
            return False
        left, glances = self.item, self._glances
        came = max(self._came, self._since)
        seconds = self._running(came)
        self.item, self._glances, self._since = self.seen, {}, came
        place = self._items.index(self.item)
        self._keep(left, "done" if self._items.index(left) < place else "waiting", seconds)
        for item in self._items[self._items.index(left) + 1 : place]:
            if glances.get(item, 0) >= PASSING:
                self._mark(item, "done")
        self._mark(self.item, "current")
        return True

    def pause(self) -> None:
        """Save the time spent so far without leaving the item."""
        self.tick()
        seconds, self._since = self._running(), self._now()
        self._keep(self.item, "current", seconds)

    # ---- a break

    @property
    def paused(self) -> bool:
        """Whether the meeting's clock is stopped."""
        return bool(self._stopped)

    @property
    def _stopped(self) -> list[Progress]:
        return [entry.record for entry in self._session.meeting.all(Progress) if entry.record.paused]

    def stop(self) -> None:
        """Save the time spent so far and stop the meeting's clock in every session."""
        kept, seconds = self._session.meeting.progress(self.item), self._running()
        update = {"state": "current", "seconds": kept.seconds + seconds, "paused": True}
        self._session.save(kept.model_copy(update=update))
        self._since = self._now()

    def go_on(self) -> None:
        """Start the meeting's clock again."""
        for progress in self._stopped:
            self._session.save(progress.model_copy(update={"paused": False}))
        self._since = self._now()

    def saw(self, versions: Sequence[Version]) -> None:
        """Apply what others wrote: time they saved for this item isn't counted twice."""
        for version in versions:
            record = version.record
            if not isinstance(record, Progress):
                continue
            history = self._session.meeting.history(record.id)
            earlier = [v.record for v in history if v.seq < version.seq]
            before = earlier[-1] if earlier and isinstance(earlier[-1], Progress) else None
            turned = before is not None and before.paused != record.paused
            spent = record.item == self.item and record.seconds != (before.seconds if before else 0)
            if spent or turned or record.paused:
                self._since = max(self._since, version.at)

    # ---- time

    def seconds(self, item: str) -> int:
        """Seconds spent on an item, including the running ones."""
        kept = self._session.meeting.progress(item).seconds
        return kept + (self._running() if item == self.item else 0)

    def _running(self, until: datetime | None = None) -> int:
        now = until or self._now()
        if self._session.meeting.closed or self.paused or self.preparing(now):
            return 0
        return max(int((now - self._since).total_seconds()), 0)

    def preparing(self, now: datetime) -> bool:
        """Whether the meeting has not begun: before its day, with nobody present."""
        meeting = self._session.meeting
        early = now.date() < meeting.details.starts.astimezone(now.tzinfo).date()
        return early and all(entry.record.status != "present" for entry in meeting.attendees)

    def _keep(self, item: str, state: ItemState, seconds: int) -> None:
        """Save time spent on an item, unless it is too short."""
        kept = self._session.meeting.progress(item)
        if seconds >= PASSING:
            self._write(kept, state, seconds)
        elif kept.state != "waiting":
            self._mark(item, state)

    def _mark(self, item: str, state: ItemState) -> None:
        """Save an item's state if it changed."""
        kept = self._session.meeting.progress(item)
        began = not self._session.meeting.closed and not self.preparing(self._now())
        if kept.state != state and began:
            self._write(kept, state, 0)

    def _write(self, kept: Progress, state: ItemState, seconds: int) -> None:
        if self._session.read_only_reason:
            return
        with suppress(Conflict):  # somebody else has saved this item's time meanwhile
            self._session.save(kept.model_copy(update={"state": state, "seconds": kept.seconds + seconds}))
