"""Results of a run as a JSON file in build/bench, one per run."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ValidationError

from tests.benchmarks.rows import Figure, Scale, Spread, Unit

FOLDER = Path("build") / "bench"


class Numbers(BaseModel):
    """A distribution, in seconds unless the row has another scale. Half of all values lie between `low` and `high`."""

    median: float
    low: float
    high: float
    p99: float
    least: float
    most: float
    count: int


class Kept(BaseModel):
    """One row. `looked_at` are the figures that `value` is made of: ours, and the floor's where there is one."""

    group: str
    what: str
    how: str
    floor: str
    scale: Scale
    measured: Numbers
    against: Numbers | None
    looked_at: float
    floor_looked_at: float | None
    value: float
    unit: Unit
    bound: float
    holds: bool
    curve: dict[int, float]


class Run(BaseModel):
    """One run. `whole`: every room, with all its rounds."""

    at: AwareDatetime
    seconds: float
    whole: bool
    system: str
    python: str
    textual: str
    cores: int
    rows: list[Kept]


def run(figures: Sequence[tuple[str, Figure]], seconds: float, *, whole: bool) -> Run:
    """A run that has just ended, from its figures, each with the name of its group."""
    return Run(
        at=datetime.now(UTC),
        seconds=round(seconds, 1),
        whole=whole,
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        textual=version("textual"),
        cores=os.cpu_count() or 1,
        rows=[_row(group, figure) for group, figure in figures],
    )


def keep(found: Run) -> Path:
    """Save a run; returns its path."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{found.at:%Y%m%dT%H%M%S}.json"
    file.write_text(found.model_dump_json(indent=1), encoding="utf-8")
    return file


def whole_runs(most: int) -> list[Run]:
    """The last complete runs, oldest first."""
    runs = []
    for file in sorted(FOLDER.glob("*.json")):
        with suppress(ValidationError):  # a run saved with an older model of rows
            runs.append(Run.model_validate_json(file.read_text(encoding="utf-8")))
    return [found for found in runs if found.whole][-most:]


def _row(group: str, figure: Figure) -> Kept:
    return Kept(
        group=group,
        what=figure.what,
        how=figure.how,
        floor=figure.floor,
        scale=figure.scale,
        measured=_numbers(figure.measured),
        against=_numbers(figure.against) if figure.against else None,
        looked_at=figure.at(figure.measured),
        floor_looked_at=figure.at(figure.against) if figure.against else None,
        value=figure.value,
        unit=figure.unit,
        bound=figure.bound,
        holds=figure.holds,
        curve=dict(figure.curve),
    )


def _numbers(spread: Spread) -> Numbers:
    least, *_, most = spread.figures[0], spread.figures[-1]
    return Numbers(
        median=spread.median,
        low=spread.low,
        high=spread.high,
        p99=spread.p99,
        least=least,
        most=most,
        count=len(spread.figures),
    )
