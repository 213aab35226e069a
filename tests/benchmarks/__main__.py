"""`make bench`: every row with its bound and whether it holds. Exit 1 where one does not.

`python -m tests.benchmarks [NAME…]` measures only the rooms of these names (start, keys, commands, …). What was found
is kept in build/bench, a file for each run.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import report
from tests.benchmarks.place import Place
from tests.benchmarks.rows import Figure

ROOMS = ("commands", "durable", "opening", "minutes", "start", "filing", "keys", "memory", "database")
"""The files `bench_…`, in the order they are measured."""


def main(argv: Sequence[str]) -> int:
    unknown = [name for name in argv if name not in ROOMS]
    if unknown:
        print(f"There are no benchmarks called {', '.join(unknown)}. There are: {', '.join(ROOMS)}.", file=sys.stderr)
        return 2
    began = time.monotonic()
    found: list[tuple[str, list[Figure]]] = []
    with TemporaryDirectory(prefix="chairtui-bench-") as folder:
        place = Place(Path(folder))
        for name in argv or ROOMS:
            for group in importlib.import_module(f"tests.benchmarks.bench_{name}").groups(place):
                print(f"\n{group.name}\n{report.HEAD}", flush=True)
                figures = group.measure(place.chance)
                found.append((group.name, figures))
                for figure in figures:
                    print(report.line(figure), flush=True)
    took = time.monotonic() - began
    file = report.keep(report.as_json(found, took))
    figures = [figure for _, of_group in found for figure in of_group]
    failed = [figure for figure in figures if not figure.holds]
    print(f"\n{len(figures) - len(failed)} of {len(figures)} rows hold, {took:.0f} s, in {file}.")
    for figure in failed:
        print(f"{report.NOT_HELD}: {figure.what}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
