"""Effect of group size on decisions, with a format's figures."""

from __future__ import annotations

MOST = 100
"""Upper bound of the cost, in per cent."""


def costs(present: int, best: int, percent: int) -> int:
    """Cost of people beyond the best number, in per cent; 0 up to that number."""
    return min(max(present - best, 0) * percent, MOST)
