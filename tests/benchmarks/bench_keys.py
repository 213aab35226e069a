"""From a key to its letter in the capture line, on a real terminal.

Keys come at a quick typist's varying pace, so that work that runs shortly after a key (the preview, another session's
records, the collector) coincides with some of the next keys and not with others.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks.on_a_terminal import Watched, keys_to_paint
from tests.benchmarks.rows import Group, NotMeasured, Point, Row, Take, Times, median, p99
from tests.benchmarks.sample_stores import SAID, a_journal, a_meeting
from tests.benchmarks.workspace import BARE, OURS, Workspace

PAUSES = (0.010, 0.060)
"""Seconds between two keys, least and most."""
KEYS = 25
"""Letters typed per turn."""
ROUNDS = 22
BEGINNING = "f: "
CLEAR = "\x15"
"""Ctrl+U deletes the text before the cursor."""
MOST = 2.0
MOST_P99 = 3.0


def groups(workspace: Workspace) -> Iterator[Group]:
    yield from _alone(workspace)
    yield from _with(workspace, "another seat adds one a second", _another_seat)
    yield from _with(workspace, "an export runs", _exporting)


def _alone(workspace: Workspace) -> Iterator[Group]:
    with ExitStack() as held:
        bare = held.enter_context(typing(workspace, "bare Input", [*BARE, "line"], "▔"))
        empty = held.enter_context(typing(workspace, "empty meeting", ours(workspace, 0), "/ to type"))
        full = held.enter_context(typing(workspace, "1,000 records", ours(workspace, 1_000), "/ to type"))
        rows: list[Row] = []
        for name, take in (("an empty meeting", empty), ("1,000 records", full)):
            rows += both(name, take, bare)
        yield Group("Key to paint", rows, ROUNDS)


def _with(workspace: Workspace, name: str, beside: Beside) -> Iterator[Group]:
    with ExitStack() as held:
        argv = ours(workspace, 1_000)
        bare = held.enter_context(typing(workspace, "bare Input", [*BARE, "line"], "▔"))
        full = held.enter_context(typing(workspace, f"1,000 records, {name}", argv, "/ to type"))
        held.enter_context(beside(workspace, Path(argv[-2])))
        yield Group(f"Key to paint while {name}", both("1,000 records", full, bare), ROUNDS)


def both(name: str, take: Take, floor: Take) -> list[Row]:
    points: Sequence[tuple[str, Point, float]] = (("p50", median, MOST), ("p99", p99, MOST_P99))
    return [Times(f"{name}: {called}", take, floor, bound, point) for called, point, bound in points]


@contextmanager
def typing(workspace: Workspace, name: str, argv: Sequence[str], ready: str) -> Iterator[Take]:
    """A program with the capture line open; each time another text is typed."""
    with Watched(argv, workspace.environment, workspace.folder) as watched:
        watched.until_painted([ready])
        watched.idle(1.0)
        if ready != "▔":
            watched.type("/")
        text = itertools.cycle(" ".join(SAID))

        def once() -> list[float]:
            watched.type(CLEAR)
            watched.type(BEGINNING)
            words = "".join(itertools.islice(text, KEYS)).strip()
            return keys_to_paint(watched, BEGINNING, words, PAUSES, workspace.chance)

        yield Take(name, once)


def ours(workspace: Workspace, records: int) -> list[str]:
    """A store with one meeting of so many records, and what opens it."""
    store = workspace.folder / f"keys-{next(_stores)}"
    a_meeting(a_journal(store), records)
    return [*OURS, "--store", str(store), "m1"]


_stores = itertools.count()


@contextmanager
def _another_seat(workspace: Workspace, store: Path) -> Iterator[None]:
    yield from _beside(workspace, [sys.executable, "-m", "tests.benchmarks.another_seat", str(store), "m1"])


@contextmanager
def _exporting(workspace: Workspace, store: Path) -> Iterator[None]:
    yield from _beside(workspace, [sys.executable, "-m", "tests.benchmarks.exporting", str(store), "m1"])


def _beside(workspace: Workspace, argv: Sequence[str]) -> Iterator[None]:
    """A process that runs meanwhile; fails if it ended by itself."""
    process = subprocess.Popen(
        argv, env=workspace.environment, cwd=workspace.folder, stdout=subprocess.DEVNULL, process_group=0
    )
    try:
        yield
        if process.poll() is not None:
            raise NotMeasured(f"{' '.join(argv)} ended with {process.returncode}")
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with what it has begun, which would run on beside the next row
        process.wait()


Beside = Callable[[Workspace, Path], AbstractContextManager[None]]
