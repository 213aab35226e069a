"""The long kill test, by `make torture`: two processes record lines into an encrypted meeting and are killed at random.

After each kill every line that either had been told was saved is looked for in the store. CHAIRTUI_KILLS: how often.
"""

from __future__ import annotations

import itertools
import os
import random
import time
from pathlib import Path

from chairtui.journal.backup import back_up
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.fold import Meeting
from tests.journal.meetings import Clock, a_details, new
from tests.journal.test_journal_kill import answered, writer
from tests.journal.vaults import a_vault

KILLS = int(os.environ.get("CHAIRTUI_KILLS", "200"))
KILLS_A_MEETING = 10
"""Then another is begun: each kill has the whole meeting read again."""


def test_hundreds_of_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    store = tmp_path / "store"

    ids = (f"k{number}" for number in itertools.count(1))

    def opened() -> FileJournal:
        return FileJournal(store, Clock(), lambda: next(ids), vault=a_vault(store))

    kills = lines = notices = 0
    while kills < KILLS:
        if kills % KILLS_A_MEETING == 0:
            meeting = opened().begin([new(a_details())], "Chair")
            acknowledged: set[tuple[int, str]] = set()
            killed = 0
        processes = [writer(store, meeting, f"{name}{kills}", 100_000) for name in ("c", "n")]
        chance.shuffle(processes)
        for process in processes:
            assert process.stdout is not None
            read = "".join(process.stdout.readline() for _ in range(chance.randint(1, 40)))
            # Anywhere within a write, not only where an answer has just come.
            time.sleep(chance.uniform(0, 0.003))
            process.kill()
            rest, _ = process.communicate()
            told = answered(read + rest)
            acknowledged.update(told)
            lines += len(told)
            kills, killed = kills + 1, killed + 1
            journal = opened()
            versions = journal.versions(meeting)
            kept = {(v.seq, v.record.id) for v in versions}
            assert acknowledged <= kept
            notices += len(journal.notices())
        # Both are dead now: the details, and for each kill at most the one line that was being answered.
        assert len(kept) <= 1 + len(acknowledged) + killed
        assert Meeting(meeting, versions).position == len(kept)
    assert {d.state for d in examine(store, journal.vault)} <= {"sound", "torn"}
    assert {c.outcome for c in back_up(store, journal.vault, tmp_path / "copy")} == {"copied"}
    print(f"{kills} kills, {lines} lines acknowledged, none lost; {notices} torn lines told")
