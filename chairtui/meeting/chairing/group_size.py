"""Effect of group size on decisions, with a format's figures."""

from __future__ import annotations

MOST = 100
"""Per cent. Nothing is left beyond it."""


def costs(present: int, best: int, percent: int) -> int:
    """What those beyond the best number cost, in per cent of how well the group decides; 0 up to that number."""
    return min(max(present - best, 0) * percent, MOST)
