"""Tallies of a server's meetings, kept on this computer by the position that each meeting had."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.journal import durable_io
from chairtui.journal.encryption import FileCipher
from chairtui.journal.meeting_documents import tallies_query, tally_documents
from chairtui.journal.offline.queue import queued_meetings
from chairtui.journal.protocol import Journal, JournalError
from chairtui.journal.vault import Vault
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.after.tally import MeetingTally, Period, Tallier
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Meeting

if TYPE_CHECKING:
    from chairtui.meeting.formats.model import Format


NAME = "server-tallies"
"""The folder is also a store of local copies, which has tallies of its own."""


class LocalTallies:
    """The documents in `folder`, encrypted under the server store's key. Tells of those that `journal` lists."""

    def __init__(self, journal: Journal, folder: Path, vault: Vault) -> None:
        self._journal = journal
        self._folder = folder
        self._vault = vault

    def tallies(
        self, period: Period, installed: Callable[[str], Format | None], reads: Callable[[int], None]
    ) -> Iterator[MeetingTally | UnreadMeeting]:
        """As `Journal.tallies`."""
        positions = {
            listing.id: (listing.position, 0)
            for listing in self._journal.meetings()
            if period.takes(day_of(listing.starts))
        }
        queued = set(queued_meetings(self._folder))  # they are ahead of the server
        documents = tally_documents(self._folder, self._cipher, NAME)
        try:
            kept = {meeting: stamp for meeting, stamp in positions.items() if meeting not in queued}
            found, up_to_date = documents.search(tallies_query(period), kept)
            for tallies in found.values():
                yield from tallies
            stale = [meeting for meeting in positions if meeting not in up_to_date]
            if stale:
                reads(len(stale))
                with suppress(OSError):
                    durable_io.make_folder(self._folder)
            tallier = Tallier(installed)
            for meeting in stale:
                try:
                    whole = Meeting(meeting, self._journal.versions(meeting))
                except JournalError as error:
                    yield UnreadMeeting(meeting=meeting, reason=str(error))
                    continue
                tally = tallier.tally(whole)
                if meeting in kept and whole.kept_format is not None:
                    documents.remember({meeting: ((whole.position, 0), (tally,))})
                yield tally
        finally:
            documents.close()

    def _cipher(self, name: str) -> FileCipher | None:
        store = self._vault.cipher()
        return store.file(name, b"") if store else None
