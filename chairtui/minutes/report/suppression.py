"""Hides small counts, and others where a sum would give them away.

A reader knows which counts are hidden, that a "small" one is 1 to 4 and a "withheld" one 5 or more, that the smallest
of the others were withheld, and the sum of every group. With that, each small count can still be any of 1 to 4. Who
compares two reports of overlapping periods knows more; who works out for which other counts the program would have
hidden the same may, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

SMALL = 5
"""Counts below this are hidden, but for 0."""
SLACK = SMALL - 2
"""How far apart two small counts can be: what is withheld with one must be able to make up for as much."""

Cell = int | Literal["small", "withheld"]
"""A count; "small" hides one below five, "withheld" one that would reveal a small one."""


def shown(count: int) -> Cell:
    """A count that is part of no sum."""
    return "small" if 0 < count < SMALL else count


def part_of(count: int, whole: int) -> Cell:
    """A count whose complement in a shown `whole` can be worked out."""
    return "withheld" if count >= SMALL and 0 < whole - count < SMALL else shown(count)


def group(counts: Sequence[int], most: int | None = None) -> list[Cell] | None:
    """The counts of a group whose sum may be known. None if no more than the sum can be shown.

    `most` is known to be the most that each can be, where the sum may be of more than that.
    """
    if not any(0 < count < SMALL for count in counts):
        return list(counts)
    others = sorted((count, place) for place, count in enumerate(counts) if count >= SMALL)
    for taken in range(1, len(others) + 1):
        withheld = [count for count, _ in others[:taken]]
        less = sum(count - SMALL for count in withheld)
        largest = others[taken][0] if taken < len(others) else most
        more = SLACK if largest is None else sum(largest - count for count in withheld)
        if less >= SLACK and more >= SLACK:
            cells: list[Cell] = [shown(count) for count in counts]
            for _, place in others[:taken]:
                cells[place] = "withheld"
            return cells
    return None
