"""Building blocks of benchmarks: takes, which are timed alternately, and rows, which compare them with a bound.

A row says what is measured, how, against which baseline, and its bound. Rows measured together are in a `Group`, whose
takes are run in a different order each round, so that a slow moment of the machine affects all alike.
"""

from __future__ import annotations

import gc
import math
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol


class NotMeasured(Exception):
    """A measurement failed; the message says what."""


Scale = Literal["s", "bytes", "modules", "lines"]
"""What is measured."""
Unit = Literal["times", "s", "s more", "power", "modules", "lines", "bytes"]
"""A row's result."""


@dataclass(frozen=True, eq=False)
class Take:
    """A way of doing something: `once` does it and returns one or more figures.

    `scale` is what its figures are in.
    """

    name: str
    once: Callable[[], float | Sequence[float]]
    scale: Scale = "s"


@dataclass(frozen=True)
class Spread:
    """The figures of a take, sorted."""

    figures: tuple[float, ...]

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        return cls(tuple(sorted(figures)))

    @property
    def median(self) -> float:
        return statistics.median(self.figures)

    @property
    def low(self) -> float:
        """A quarter of the figures are below it."""
        return self.at(0.25)

    @property
    def high(self) -> float:
        """A quarter of the figures are above it."""
        return self.at(0.75)

    @property
    def p99(self) -> float:
        return self.at(0.99)

    def at(self, share: float) -> float:
        """The figure below which that share of all figures lies."""
        return self.figures[min(math.ceil(share * len(self.figures)), len(self.figures)) - 1]


Point = Callable[[Spread], float]
"""Which figure of many a row looks at."""


def median(spread: Spread) -> float:
    return spread.median


def p99(spread: Spread) -> float:
    return spread.p99


def fastest(spread: Spread) -> float:
    """The minimum: for work that costs the same each time."""
    return spread.figures[0]


@dataclass(frozen=True)
class Figure:
    """One row as it was measured. `value` is in `unit` and is what `bound` is about; `at` says which figure of those
    `measured`, and of those of its floor, it comes from. `curve` is of a row that grows."""

    what: str
    how: str
    floor: str
    measured: Spread
    against: Spread | None
    at: Point
    scale: Scale
    value: float
    unit: Unit
    bound: float
    curve: Mapping[int, float] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return self.value <= self.bound


Measured = Mapping[Take, Spread]


class Row(Protocol):
    """What every kind of row offers."""

    @property
    def takes(self) -> tuple[Take, ...]: ...

    def figure(self, measured: Measured) -> Figure: ...


@dataclass(frozen=True)
class Times:
    """At most `bound` times as long as its floor."""

    what: str
    how: Take
    floor: Take
    bound: float
    at: Point = median

    @property
    def takes(self) -> tuple[Take, ...]:
        return self.how, self.floor

    def figure(self, measured: Measured) -> Figure:
        ours, floor = measured[self.how], measured[self.floor]
        value = self.at(ours) / self.at(floor)
        return Figure(
            self.what, self.how.name, self.floor.name, ours, floor, self.at, self.how.scale, value, "times", self.bound
        )


REFERENCE = 0.135
"""Seconds in which the machine that the bounds in seconds are for loads the libraries: the yardstick."""


@dataclass(frozen=True)
class Beyond:
    """At most `bound` seconds longer than its floor, which is the same without what is measured.

    The seconds are those of a machine on which the yardstick takes `REFERENCE`: where it takes twice as long, because
    the machine is slower or has a slow hour, twice as many seconds hold.
    """

    what: str
    how: Take
    floor: Take
    bound: float
    yardstick: Take
    at: Point = median

    @property
    def takes(self) -> tuple[Take, ...]:
        return self.how, self.floor, self.yardstick

    def figure(self, measured: Measured) -> Figure:
        ours, floor = measured[self.how], measured[self.floor]
        value = (self.at(ours) - self.at(floor)) * REFERENCE / measured[self.yardstick].median
        return Figure(
            self.what, self.how.name, self.floor.name, ours, floor, self.at, self.how.scale, value, "s more", self.bound
        )


@dataclass(frozen=True)
class Growth:
    """How it grows with a number: the power of that number which fits best, 0 for not at all and 1 for linearly."""

    what: str
    by_size: Mapping[int, Take]
    bound: float
    at: Point = median

    @property
    def takes(self) -> tuple[Take, ...]:
        return tuple(self.by_size.values())

    def figure(self, measured: Measured) -> Figure:
        curve = {size: self.at(measured[take]) for size, take in self.by_size.items()}
        smallest, largest = min(curve), max(curve)
        return Figure(
            self.what,
            self.by_size[largest].name,
            self.by_size[smallest].name,
            measured[self.by_size[largest]],
            measured[self.by_size[smallest]],
            self.at,
            self.by_size[largest].scale,
            power(curve),
            "power",
            self.bound,
            curve,
        )


@dataclass(frozen=True)
class AtMost:
    """At most `bound` in its own `unit`, where nothing else does the same.

    With a yardstick, the seconds are those of `Beyond`.
    """

    what: str
    how: Take
    bound: float
    unit: Unit
    at: Point = median
    yardstick: Take | None = None

    @property
    def takes(self) -> tuple[Take, ...]:
        return (self.how,) if self.yardstick is None else (self.how, self.yardstick)

    def figure(self, measured: Measured) -> Figure:
        ours = measured[self.how]
        scaled = 1.0 if self.yardstick is None else REFERENCE / measured[self.yardstick].median
        value = self.at(ours) * scaled
        return Figure(self.what, self.how.name, "", ours, None, self.at, self.how.scale, value, self.unit, self.bound)


def power(curve: Mapping[int, float]) -> float:
    """The slope of the straight line that fits best once both sizes and figures are taken as logarithms."""
    sizes = [math.log(size) for size in curve]
    figures = [math.log(figure) for figure in curve.values()]
    return statistics.linear_regression(sizes, figures).slope


@dataclass(frozen=True)
class Group:
    """Rows measured together: each of their takes once a round, after `warm` rounds that don't count."""

    name: str
    rows: Sequence[Row]
    rounds: int
    warm: int = 1

    def measure(self, chance: random.Random, share: float = 1.0) -> list[Figure]:
        """Every row, in the order they stand in. `share` of the rounds will do for a quick look."""
        takes = list(dict.fromkeys(take for row in self.rows for take in row.takes))
        figures: dict[Take, list[float]] = {take: [] for take in takes}
        gc.collect()
        gc.freeze()  # what was made to measure in is not looked at again before each take
        for turn in range(-self.warm, max(round(self.rounds * share), 1)):
            chance.shuffle(takes)
            for take in takes:
                gc.collect()
                found = take.once()
                if turn >= 0:
                    figures[take].extend([found] if isinstance(found, int | float) else found)
        gc.unfreeze()
        spreads = {take: Spread.of(each) for take, each in figures.items()}
        return [row.figure(spreads) for row in self.rows]
