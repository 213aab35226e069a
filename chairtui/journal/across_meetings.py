"""Questions across a folder's meetings, answered from documents beside the catalogue.

Only meetings that changed since their documents were made are read; what the documents hold comes first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from chairtui.journal import gc_pause
from chairtui.journal.catalogue import Catalogue
from chairtui.journal.meeting_documents import Stamp, actions_query, due_query, tallies_query
from chairtui.journal.protocol import JournalError, Listing
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Version

if TYPE_CHECKING:
    from datetime import date

    from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction
    from chairtui.meeting.after.due import DueItem
    from chairtui.meeting.after.tally import MeetingTally, Period
    from chairtui.meeting.formats.model import Format

BATCH = 25
"""Meetings that are read before their documents are written."""
Installed = Callable[[str], "Format | None"]


class ReadsMeetings(Protocol):
    """What is needed of the journal."""

    def meetings(self) -> list[Listing]: ...

    def read_all(self, meetings: Sequence[str]) -> Iterator[tuple[str, list[Version] | JournalError]]: ...


class AcrossMeetings:
    """Hold `guard` to use the catalogue."""

    def __init__(self, journal: ReadsMeetings, catalogue: Catalogue, guard: threading.RLock) -> None:
        self._journal = journal
        self._catalogue = catalogue
        self._guard = guard

    def actions(self, wanted: ActionFilter) -> Iterator[MeetingAction | UnreadMeeting]:
        """As `Journal.actions`."""
        from chairtui.meeting.after.actions_across import actions_of

        with self._guard, gc_pause.paused():
            files = self._files(self._journal.meetings())
            found, up_to_date = self._catalogue.actions.search(actions_query(wanted), files)
        for actions in found.values():
            yield from actions
        for batch in self._batches([meeting for meeting in files if meeting not in up_to_date]):
            fresh: dict[str, tuple[Stamp, Sequence[MeetingAction]]] = {}
            for meeting, read in batch:
                if isinstance(read, JournalError):
                    yield UnreadMeeting(meeting=meeting, reason=str(read))
                    continue
                made = tuple(actions_of(Meeting(meeting, read)))
                fresh[meeting] = (files[meeting], made)
                yield from filter(wanted.takes, made)
            with self._guard:
                self._catalogue.actions.remember(fresh)

    def due(
        self, meetings: Sequence[str], installed: Installed, today: date
    ) -> Iterator[tuple[str, Sequence[DueItem]]]:
        """As `Journal.due`."""
        from chairtui.meeting.after.due import due_of

        with self._guard, gc_pause.paused():
            files = {meeting: stamp for meeting in meetings if (stamp := self._catalogue.stamp(meeting)) is not None}
            found, up_to_date = self._catalogue.due.search(due_query(meetings, today), files)
        for meeting in (meeting for meeting in meetings if meeting in up_to_date):
            yield meeting, found.get(meeting, ())
        for meeting, read in self._journal.read_all([each for each in meetings if each not in up_to_date]):
            if isinstance(read, JournalError):
                continue
            whole = Meeting(meeting, read)
            items = due_of(whole, installed)
            yield meeting, [item for item in items if item.is_told(today)]
            if meeting in files and whole.kept_format is not None:  # else another format may be installed tomorrow
                with self._guard:
                    self._catalogue.due.remember({meeting: (files[meeting], items)})

    def tallies(
        self, period: Period, installed: Installed, reads: Callable[[int], None]
    ) -> Iterator[MeetingTally | UnreadMeeting]:
        """As `Journal.tallies`."""
        from chairtui.meeting.after.tally import Tallier
        from chairtui.meeting.dates.calendar import day_of

        with self._guard, gc_pause.paused():
            listed = [listing for listing in self._journal.meetings() if period.takes(day_of(listing.starts))]
            files = self._files(listed)
            found, up_to_date = self._catalogue.tallies.search(tallies_query(period), files)
        for tallies in found.values():
            yield from tallies
        stale = [meeting for meeting in files if meeting not in up_to_date]
        if stale:
            reads(len(stale))
        tallier = Tallier(installed)
        for batch in self._batches(stale):
            fresh: dict[str, tuple[Stamp, Sequence[MeetingTally]]] = {}
            for meeting, read in batch:
                if isinstance(read, JournalError):
                    yield UnreadMeeting(meeting=meeting, reason=str(read))
                    continue
                whole = Meeting(meeting, read)
                tally = tallier.tally(whole)
                if whole.kept_format is not None:
                    fresh[meeting] = (files[meeting], (tally,))
                yield tally
            with self._guard:
                self._catalogue.tallies.remember(fresh)

    def remember_tally(self, meeting: str, stamp: Stamp, versions: Sequence[Version]) -> None:
        """Keep the tally of a meeting that was read after its file was found like this."""
        from chairtui.meeting.after.tally import Tallier

        whole = Meeting(meeting, versions)
        if whole.kept_format is not None:
            tally = Tallier(lambda _: None).tally(whole)
            self._catalogue.tallies.remember({meeting: (stamp, (tally,))})

    def _files(self, listed: Sequence[Listing]) -> Mapping[str, Stamp]:
        """The files as they were found before any is read: no document is older than the stamp it is kept under."""
        return {listing.id: self._catalogue.stamps[listing.id] for listing in listed}

    def _batches(self, meetings: Sequence[str]) -> Iterator[list[tuple[str, list[Version] | JournalError]]]:
        reading = self._journal.read_all(meetings)
        while batch := [read for _, read in zip(range(BATCH), reading, strict=False)]:
            yield batch
