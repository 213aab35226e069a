"""Keys over words: a meeting taken as a note-taker types it, through the real screen at 80x24, each key counted.

`python -m tests.benchmarks.markup` prints the figures. Keys that aren't part of what was said count as markup: the
kind, the sign and initials of the speaker, a reference, enter.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from chairtui.journal.session import Session
from tests.benchmarks.taken_lines import LINES, PEOPLE, Sort, Taken
from tests.ui.live_harness import Clock, keys, live_context, live_meeting

SIZE = (80, 24)
STARTS = datetime(2026, 12, 3, 10, 0, tzinfo=ZoneInfo("Europe/London"))
SHARE = 10.0
"""Per cent of keys over the words of lines, at most."""
ACTION = 14
CORRECTION = 6


@dataclass(frozen=True, slots=True)
class Overhead:
    """How many keys over their words a sort of lines took: in all, at most for one, and as a share of the words."""

    sort: Sort
    lines: int
    keys: int
    words: int
    most: int

    @property
    def share(self) -> float:
        return 100 * self.keys / self.words


async def take_meeting(folder: Path, lines: Sequence[Taken] = LINES) -> tuple[Session, list[int]]:
    """Type the meeting; the session that kept it, and the keys pressed for each line."""
    from tests.ui.app_harness import begin

    context = live_context(folder, Clock(STARTS))
    session = begin(context, person="adult", starts=STARTS)
    pressed: list[int] = []
    async with live_meeting(context, session, SIZE) as (_, pilot):
        await keys(pilot, "6/")
        for person in PEOPLE:
            await keys(pilot, person + "\n")
        for taken in lines:
            await keys(pilot, taken.typed + "\n")
            pressed.append(len(taken.typed) + 1)
    return session, pressed


def overheads(lines: Sequence[Taken], pressed: Sequence[int]) -> list[Overhead]:
    found = []
    sorts: tuple[Sort, ...] = ("line", "action", "mend", "correction")
    for sort in sorts:
        over = [
            (count - len(taken.words), len(taken.words))
            for taken, count in zip(lines, pressed, strict=True)
            if taken.sort == sort
        ]
        found.append(
            Overhead(sort, len(over), sum(k for k, _ in over), sum(w for _, w in over), max(k for k, _ in over))
        )
    return found


def main() -> int:
    with TemporaryDirectory(prefix="chairtui-bench-") as folder:
        _, pressed = asyncio.run(take_meeting(Path(folder)))
    found = overheads(LINES, pressed)
    print(f"{'':<12}{'lines':>6}{'keys over words':>17}{'of the words':>14}{'most':>6}{'at most':>10}")
    for each in found:
        bound = {"line": f"{SHARE:.0f} %", "action": str(ACTION), "correction": str(CORRECTION)}.get(each.sort, "")
        print(f"{each.sort:<12}{each.lines:>6}{each.keys:>17}{each.share:>12.1f} %{each.most:>6}{bound:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
