"""Batch: saves several pasted lines in one append."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.journal.session import Session
from chairtui.meeting.capture.result import LeftUnsettled, Understood
from chairtui.meeting.records import Attendee, Draft, Version
from screens.widgets.line_modes import LineMode

Read = Understood | LeftUnsettled
Keep = Callable[[Read], list[Version]]
"""Saves drafts and returns the versions, none if the journal refused them."""


class Batch:
    """Lines are parsed one after another. One that depends on those before it waits until they are saved."""

    def __init__(self, session: Session, keep: Keep) -> None:
        self._session = session
        self._keep = keep
        self._waiting: list[tuple[str, Read]] = []
        self.saved: list[str] = []
        """References of what was saved, in order."""
        self.unsettled = 0
        """How many of the lines were left unsettled."""
        self.fresh: list[Version] = []
        self.refused: list[str] = []
        """Lines that were understood and not saved, in order."""

    def take(self, line: str, mode: LineMode) -> str:
        """Parse a line and queue its drafts. Returns why it can't be kept, "" if it can."""
        reading = mode.read(line)
        if self._waiting and (not isinstance(reading, Understood) or self._changes_the_known(reading)):
            self.save()
            reading = mode.read(line)
        if not isinstance(reading, Understood | LeftUnsettled):
            return reading.reason
        self._waiting.append((line, reading))
        self.unsettled += isinstance(reading, LeftUnsettled)
        if self._changes_the_known(reading):
            self.save()
        return ""

    def _changes_the_known(self, reading: Read) -> bool:
        """Whether later lines or drafts may depend on this one: a person, or an existing record."""
        return any(draft.base or isinstance(draft.record, Attendee) for draft in reading.drafts)

    def save(self) -> None:
        """Save the queued drafts, all or none."""
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
