"""Another seat at the same meeting, in a process of its own: adds a record about once a second until it is ended.

`python another_seat.py STORE MEETING`
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from chairtui.meeting.records import Draft, Note
from tests.benchmarks.sample_stores import ITEM, SAID, a_journal


def main(store: str, meeting: str) -> None:
    journal = a_journal(Path(store))
    chance = random.Random(11)
    for number in range(1_000_000):
        text = f"{SAID[number % len(SAID)]} (another seat's {number})"
        note = Note(id=f"other-{number}", nature="fact", text=text, item=ITEM)
        journal.append(meeting, [Draft(record=note)], "Note-taker")
        time.sleep(chance.uniform(0.6, 1.4))


if __name__ == "__main__":
    main(*sys.argv[1:])
