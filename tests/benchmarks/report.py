"""What a run found: a table for people, a file for programs, and the table that stands in docs/performance.md."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.rows import Figure, Spread

FOLDER = Path("build") / "bench"
HELD, NOT_HELD = "holds", "NOT HELD"


def spread(found: Spread, scale: str) -> str:
    """The middle of what was measured and, in brackets, the half of it that lies closest around."""
    if scale != "ms":
        return f"{found.median:,.4g}"
    return f"{found.median * 1000:,.4g} ({found.low * 1000:,.3g}–{found.high * 1000:,.3g})"


def value(figure: Figure, number: float) -> str:
    match figure.unit:
        case "times":
            return f"{number:.2f}x"
        case "power":
            return f"n^{number:.2f}"
        case "s" | "s more":
            return f"{number:.3f} {figure.unit}"
        case _:
            return f"{number:,.4g} {figure.unit}"


def line(figure: Figure) -> str:
    """A row as it is printed while the benchmarks run."""
    measured = spread(figure.measured, figure.scale)
    against = spread(figure.against, figure.scale) if figure.against else ""
    said = HELD if figure.holds else NOT_HELD
    row = f"{figure.what:<66} {measured:>24} {against:>24} {value(figure, figure.value):>12}"
    row += f"  at most {value(figure, figure.bound):<12} {said}"
    if figure.curve:
        row += "\n" + " " * 4 + "  ".join(f"{size:,}: {each * 1000:,.4g}" for size, each in figure.curve.items())
    return row


HEAD = f"{'':<66} {'ms: median (half of all)':>24} {'its floor':>24} {'':>12}"


def as_json(groups: Sequence[tuple[str, Sequence[Figure]]], seconds: float) -> str:
    """Everything measured, in seconds unless a row's unit is something else."""

    def numbers(found: Spread | None) -> dict[str, float] | None:
        if found is None:
            return None
        return {
            "median": found.median,
            "low": found.low,
            "high": found.high,
            "p99": found.p99,
            "least": found.figures[0],
            "most": found.figures[-1],
            "count": len(found.figures),
        }

    rows = [
        {
            "group": name,
            "what": f.what,
            "how": f.how,
            "floor": f.floor,
            "measured": numbers(f.measured),
            "against": numbers(f.against),
            "value": f.value,
            "unit": f.unit,
            "bound": f.bound,
            "holds": f.holds,
            "curve": {str(size): each for size, each in f.curve.items()},
        }
        for name, figures in groups
        for f in figures
    ]
    machine = {
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "textual": version("textual"),
    }
    whole = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": seconds,
        "machine": machine,
        "rows": rows,
    }
    return json.dumps(whole, indent=1)


def keep(text: str) -> Path:
    """Write a run down beside the earlier ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
    file.write_text(text, encoding="utf-8")
    return file
