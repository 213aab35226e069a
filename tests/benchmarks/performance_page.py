"""`make performance`: the last three whole runs as the tables of docs/performance.md, between its two marks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

from tests.benchmarks.report import NOT_HELD, amount, curve, value
from tests.benchmarks.results import Kept, Run, whole_runs

PAGE = Path("docs") / "performance.md"
RUNS = 3
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
NO_RUN = "There is no whole run in build/bench yet: make bench first."


def tables(runs: Sequence[Run]) -> str:
    """A table for each group of rows; what is said of the machine is that of the last run."""
    last = runs[-1]
    dates = ", ".join(f"{run.at:%d %b %Y %H:%M} UTC ({run.seconds:.0f} s)" for run in runs)
    said = (
        f"Runs: {dates}. {last.cores} cores, {last.system}, Python {last.python}, Textual {last.textual}. "
        "Measured and floor are of the last run, in the middle of what was measured unless a row says otherwise.\n"
    )
    parts = [said]
    for group, rows in groupby(last.rows, key=lambda row: row.group):
        parts.append(f"### {group}\n")
        heads = " | ".join(f"run {n}" for n in range(1, len(runs) + 1))
        lines = [f"| | measured | floor | {heads} | at most | |", f"|---|--:|--:|{'--:|' * len(runs)}--:|---|"]
        lines += [_line(row, [_same(row, run) for run in runs]) for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _same(row: Kept, run: Run) -> Kept | None:
    """The same row in another run."""
    return next((each for each in run.rows if (each.group, each.what) == (row.group, row.what)), None)


def _line(row: Kept, rows: Sequence[Kept | None]) -> str:
    measured = amount(row.looked_at, row.scale)
    floor = amount(row.floor_looked_at, row.scale) if row.floor_looked_at is not None else ""
    what = row.what
    if row.curve:
        measured, floor = "", ""
        what = f"{what}<br>{curve(row.curve)}"
    elif row.floor:
        first, more, _ = row.floor.partition("\n")  # a program's text may have several lines
        floor = f"{floor} {first}" + (' …"' if more else "")
    each = " | ".join(value(found.value, found.unit) if found else "" for found in rows)
    held = [found.holds for found in rows if found]
    said = "holds" if all(held) else f"{NOT_HELD} in {held.count(False)} of {len(held)}"
    return f"| {what} | {measured} | {floor} | {each} | {value(row.bound, row.unit)} | {said} |"


def main() -> int:
    runs = whole_runs(RUNS)
    if not runs:
        print(NO_RUN, file=sys.stderr)
        return 1
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{tables(runs)}\n{END}{after}", encoding="utf-8")
    held = median(all(row.holds for row in run.rows) for run in runs)
    print(f"{PAGE}: {len(runs)} runs; every row {'holds' if held else 'does not hold'} in most of them.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
