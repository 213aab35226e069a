"""`make bench`: every row with its bound and whether it holds. Exit 1 where one does not.

`python -m tests.benchmarks [ROOM…]` measures only the rooms of these names (start, keys, commands, …); `--share 0.25`
does a quarter of the rounds, for a quick look. What was found is kept in build/bench, a file for each run.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from chairtui.__main__ import ALLOCATED
from chairtui.journal.protocol import JournalError
from tests.benchmarks import report, results
from tests.benchmarks.rows import Figure, NotMeasured
from tests.benchmarks.workspace import Workspace

ROOMS = ("commands", "durable", "opening", "minutes", "start", "filing", "keys", "memory")
"""The files `bench_…`, in the order they are measured."""
BY_NAME = ("database", "report")
"""Rooms measured only on request: a team's database, and 10,000 closed meetings, take as long as all the others."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("rooms", metavar="ROOM", nargs="*", default=ROOMS, help=", ".join([*ROOMS, *BY_NAME]))
    parser.add_argument("--share", type=float, default=1.0)
    args = parser.parse_args(argv)
    if unknown := set(args.rooms) - {*ROOMS, *BY_NAME}:
        parser.error(f"no such room: {', '.join(sorted(unknown))}. There are: {', '.join([*ROOMS, *BY_NAME])}")
    began = time.monotonic()
    found, unmeasured = measure(args.rooms, args.share)
    took = time.monotonic() - began
    whole = tuple(args.rooms) == ROOMS and args.share >= 1 and not unmeasured
    file = results.keep(results.run(found, took, whole=whole))
    failed = [(group, figure) for group, figure in found if not figure.holds]
    print(f"\n{len(found) - len(failed)} of {len(found)} rows hold, {took:.0f} s, kept in {file}.")
    for group, figure in failed:
        said, bound = report.value(figure.value, figure.unit), report.value(figure.bound, figure.unit)
        print(f"{report.NOT_HELD}: {group}: {figure.what}: {said}, at most {bound}")
    for room in unmeasured:
        print(f"NOT MEASURED: {room}, or not all of it; the reason stands where its rows would.")
    return 1 if failed or unmeasured else 0


def measure(rooms: Sequence[str], share: float) -> tuple[list[tuple[str, Figure]], list[str]]:
    """Measure these rooms and print each row at once; returns the figures, each with its group's name, and the rooms
    that failed."""
    found: list[tuple[str, Figure]] = []
    unmeasured: list[str] = []
    with TemporaryDirectory(prefix="chairtui-bench-") as folder:
        workspace = Workspace(Path(folder))
        for room in rooms:
            try:
                for group in import_module(f"tests.benchmarks.bench_{room}").groups(workspace):
                    print(f"\n{group.name}\n{report.HEAD}", flush=True)
                    for figure in group.measure(workspace.chance, share):
                        print(report.line(figure), flush=True)
                        found.append((group.name, figure))
            except (NotMeasured, CalledProcessError, JournalError, OSError) as reason:
                print(reason, flush=True)
                unmeasured.append(room)
    return found, unmeasured


if __name__ == "__main__":
    gc.set_threshold(ALLOCATED)  # as the program does, so that measurements in this process include its collector
    sys.exit(main(sys.argv[1:]))
