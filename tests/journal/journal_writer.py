"""A process that records lines until it is killed: `python journal_writer.py STORE MEETING NAME COUNT`.

Answers each line with its seq once it is durable, and not before.
"""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NotSaved
from chairtui.meeting.records import Draft, Note
from tests.journal.vaults import a_vault


def main(store: str, meeting: str, name: str, count: str) -> None:
    ids = (f"{name}-{number}" for number in itertools.count(1))
    journal = FileJournal(Path(store), lambda: datetime.now(UTC), lambda: next(ids), vault=a_vault(Path(store)))
    for number in range(int(count)):
        note = Note(id=next(ids), nature="fact", text=f"Line {number} by {name}. " + "x" * (number * 37 % 3000))
        try:
            written = journal.append(meeting, [Draft(record=note)], name)
        except NotSaved:
            # The other process held the lock too long: the line was sent but not acknowledged.
            continue
        for version in written:
            sys.stdout.write(f"{version.seq} {version.record.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
