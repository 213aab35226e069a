"""A long meeting with two sessions and regular exports: compares response times at its end with those at its start, and
memory with that of a session which opens the meeting afresh then. What was said has to be kept; nothing else has.

`python -m tests.fuzz.soak` takes four hours at talking pace. `--minutes 30 --pace 8` has as many lines, keys and
exports in half an hour.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from tests.fuzz.program import Watched
from tests.journal.meetings import a_details, new

ROOT = Path(__file__).parents[2]
BETWEEN_LINES, BETWEEN_EXPORTS = 20.0, 600.0
"""Seconds at talking pace."""
SHARE = 24
"""The first and the last of so many parts are compared: ten minutes of four hours."""
MORE = 0.1
TIMED = 12
"""Keys at the start of each line that are typed one by one and timed."""
BETWEEN_KEYS = (0.04, 0.12)
"""Seconds, least and most: a fixed interval would beat against the program's own."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.soak")
    parser.add_argument("--minutes", type=float, default=240.0)
    parser.add_argument("--pace", type=float, default=1.0, help="how many times as fast as people talk")
    args = parser.parse_args(argv)
    with TemporaryDirectory(prefix="chairtui-soak-", ignore_cleanup_errors=True) as folder:
        return soak(Path(folder), args.minutes * 60, args.pace)


def soak(folder: Path, seconds: float, pace: float) -> int:
    """Hold the meeting; returns 1 if a line is missing, or the p99 of a key is at its end more than a tenth above that
    of its start, or memory above that of as many sessions that open it then."""
    store, random = folder / "store", Random(7)
    journal = FileJournal(store, lambda: datetime.now(UTC), new_id)
    meeting = journal.begin([new(a_details())], "sam")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "CHAIRTUI_UNENCRYPTED": "1",
        "CHAIRTUI_NAME": "avril",
    }

    def opened(name: str) -> Watched:
        seat = Watched(["--store", str(store), meeting, "--by", name], environment, folder, (120, 40))
        seats.append(seat)
        seat.until_said("›".encode(), 60)
        seat.until_quiet(0.5, 20)
        seat.send(b"/")
        return seat

    seats = list[Watched]()
    try:
        talking = [opened(name) for name in ("Ada", "Ben")]
        memories, answers, said = measured(talking, seconds, pace, random, [str(store), meeting], environment)
        newcomer = opened("Cy")
        newcomer.until_quiet(1, 20)
        afresh = len(talking) * newcomer.resident()
    finally:
        for seat in seats:
            seat.end()
    kept = [text for version in journal.versions(meeting) if (text := getattr(version.record, "text", ""))]
    part = max(len(answers) // SHARE, 20)
    first, last = _p99(answers[:part]), _p99(answers[-part:])
    settled = memories[min(len(memories) // SHARE, len(memories) - 1)]
    more, slower = memories[-1] / afresh - 1, last / first - 1
    print(f"{said} lines said, {len(kept)} kept, {len(set(kept))} of them different")
    print(
        f"memory of both seats {memories[0] / 1e6:.0f} MB at first, {settled / 1e6:.0f} after the first part, "
        f"{memories[-1] / 1e6:.0f} at last, {memories[-1] / settled - 1:+.0%}; "
        f"opened afresh {afresh / 1e6:.0f}, {more:+.0%}"
    )
    for name, of in (("median", median), ("p99", _p99)):
        early, late = of(answers[:part]) * 1000, of(answers[-part:]) * 1000
        print(f"{name} of a key {early:.1f} ms in the first {part}, {late:.1f} in the last, {late / early - 1:+.0%}")
    whole = len(kept) == said == len(set(kept))
    return 0 if whole and more <= MORE and slower <= MORE else 1


def measured(
    seats: Sequence[Watched], seconds: float, pace: float, random: Random, named: Sequence[str], env: dict[str, str]
) -> tuple[list[int], list[float], int]:
    """Memory in bytes after each round; seconds until a key was painted, without those in which other programs had the
    processors; and lines said."""
    memories, answers, said = list[int](), list[float](), 0
    began = exported = time.monotonic()
    while time.monotonic() - began < seconds:
        for seat in seats:
            said += 1
            line = f"f: what was said as number {said} of them"
            for key in line[:TIMED]:
                time.sleep(random.uniform(*BETWEEN_KEYS))
                seat.until_quiet(0.03, 2)
                since, pressed, waited = len(seat.output), time.monotonic(), seat.waited()
                seat.send(key.encode())
                if seat.until_painted(10, since) is not None:
                    answers.append(time.monotonic() - pressed - (seat.waited() - waited))
            seat.send(f"{line[TIMED:]}\r".encode())
        if time.monotonic() - exported > BETWEEN_EXPORTS / pace:
            exported = time.monotonic()
            store, meeting = named
            argv = [sys.executable, "-m", "chairtui", "export", meeting, "--store", store, "--to", "docx"]
            subprocess.run(
                [*argv, "-o", str(Path(store) / "m.docx"), "--force"], env=env, check=True, capture_output=True
            )
        memories.append(sum(seat.resident() for seat in seats))
        time.sleep(BETWEEN_LINES / pace * random.uniform(0.5, 1.5))
    for seat in seats:
        seat.until_quiet(1, 10)
    return memories, answers, said


def _p99(of: Sequence[float]) -> float:
    return quantiles(of, n=100)[98] if len(of) > 1 else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
