"""Several pasted lines on their way into the journal: saved together, so that a block costs one wait for the disk."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.journal.session import Session
from chairtui.meeting.capture.result import Understood
from chairtui.meeting.records import Attendee, Draft, Version
from screens.widgets.line_modes import LineMode, Reading

Keep = Callable[[Understood], list[Version]]
"""Saves what was understood, and gives no version where the journal did not take it."""


class Batch:
    """Lines are read one after another. One that rests on those before it waits until they are saved."""

    def __init__(self, session: Session, keep: Keep) -> None:
        self._session = session
        self._keep = keep
        self._waiting: list[tuple[str, Understood]] = []
        self.saved: list[str] = []
        """References of what was saved, in order."""
        self.fresh: list[Version] = []
        self.refused: list[str] = []
        """Lines that were understood and not saved, in order."""

    def take(self, line: str, mode: LineMode) -> Reading:
        """Read a line; what is understood waits to be saved."""
        reading = mode.read(line)
        if self._waiting and (not isinstance(reading, Understood) or self._changes_the_known(reading)):
            self.save()
            reading = mode.read(line)
        if isinstance(reading, Understood):
            self._waiting.append((line, reading))
            if self._changes_the_known(reading):
                self.save()
        return reading

    def _changes_the_known(self, reading: Understood) -> bool:
        """Whether what later lines mean, or another draft, hangs on this one: a person, or a record that is there."""
        return any(draft.base or isinstance(draft.record, Attendee) for draft in reading.drafts)

    def save(self) -> None:
        """Save what waits, all of it or none."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        drafts: tuple[Draft, ...] = tuple(draft for _, reading in waiting for draft in reading.drafts)
        versions = self._keep(Understood(drafts, "", waiting[0][1].record_id))
        if versions:
            self.fresh.extend(versions)
            self.saved.extend(self._session.meeting.ref_of(reading.record_id) for _, reading in waiting)
        else:
            self.refused.extend(line for line, _ in waiting)
