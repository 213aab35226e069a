"""A seat's report over a server: only what changed since the last one is read again."""

from __future__ import annotations

from pathlib import Path

from chairtui.journal.offline.journal import OfflineJournal
from chairtui.meeting.after.tally import MeetingTally, Period
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import Attendee
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.offline.a_server import Server
from tests.journal.vaults import a_vault
from tests.meeting.formats_and_meetings import format_called


def test_only_a_meeting_that_changed_or_has_queued_lines_is_read_again(tmp_path: Path) -> None:
    clock = Clock()
    server = Server(clock)
    folder = tmp_path / "seat"

    def sit() -> OfflineJournal:
        vault = a_vault(folder)
        vault.cipher_for_writing()
        return OfflineJournal(server.connect, folder, vault, clock, timeout_scale=0)

    def told() -> tuple[list[str], list[int]]:
        read: list[int] = []
        found = list(sit().tallies(Period(), lambda _: None, read.append))
        assert all(isinstance(tally, MeetingTally) for tally in found)
        return sorted(tally.meeting for tally in found), read

    sam = Attendee(id="sam", name="Sam Okafor", agency="Health", status="present")
    drafts = [new(a_details()), new(keep(format_called("bristol"))), new(sam)]
    two = sorted(sit().begin(drafts, "Chair") for _ in range(2))
    assert told() == (two, [2])
    assert told() == (two, [])
    assert b"Health" not in (folder / "server-tallies").read_bytes()
    sit().append(two[0], [new(a_note("n1"))], "Chair")
    assert told() == (two, [1])
    journal = sit()
    list(journal.versions(two[1]))
    journal.open_replica(two[1])
    server.away = True
    journal.append(two[1], [new(a_note("n2"))], "Chair")
    server.away = False
    assert told()[0] == two
    del server.meetings[two[0]]
    assert told()[0] == two[1:], "of what one may no longer open nothing is told"
