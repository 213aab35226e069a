"""The long kill test, by `make torture`: two processes record lines into an encrypted meeting and are killed at random.

After each kill every line that either had been told was saved is looked for in the store. CHAIRTUI_KILLS: how often.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from chairtui.journal.backup import back_up
from chairtui.journal.doctor import examine
from chairtui.journal.tiny import TinyJournal
from chairtui.meeting.fold import Meeting
from tests.journal.meetings import Clock, a_details, new
from tests.journal.test_journal_kill import answered, writer
from tests.journal.vaults import a_vault

KILLS = int(os.environ.get("CHAIRTUI_KILLS", "200"))


def test_hundreds_of_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    store = tmp_path / "store"

    def opened() -> TinyJournal:
        return TinyJournal(store, Clock(), lambda: "k1", vault=a_vault(store))

    meeting = opened().begin([new(a_details())], "Chair")
    acknowledged: set[tuple[int, str]] = set()
    kills = notices = 0
    while kills < KILLS:
        processes = [writer(store, meeting, f"{name}{kills}", 100_000) for name in ("c", "n")]
        chance.shuffle(processes)
        for process in processes:
            assert process.stdout is not None
            read = "".join(process.stdout.readline() for _ in range(chance.randint(1, 40)))
            # Anywhere within a write, not only where an answer has just come.
            time.sleep(chance.uniform(0, 0.003))
            process.kill()
            rest, _ = process.communicate()
            acknowledged.update(answered(read + rest))
            kills += 1
            journal = opened()
            versions = journal.versions(meeting)
            kept = {(v.seq, v.record.id) for v in versions}
            assert acknowledged <= kept
            notices += len(journal.notices())
        # Both are dead now: the details, and for each kill at most the one line that was being answered.
        assert len(kept) <= 1 + len(acknowledged) + kills
        assert Meeting(meeting, versions).position == len(kept)
        assert examine(store, journal.vault)[0].state in ("sound", "torn")
    copied = list(back_up(store, journal.vault, tmp_path / "copy"))
    assert [c.outcome for c in copied] == ["copied"]
    print(
        f"{kills} kills, {len(acknowledged)} lines acknowledged, none lost; {len(kept)} kept, {notices} torn lines told"
    )
