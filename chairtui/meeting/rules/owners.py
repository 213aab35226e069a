"""Who can't own an action, because it is nobody in particular (ALL-01)."""

from __future__ import annotations

_NOBODY = frozenset(
    {"all", "all agencies", "anyone", "everybody", "everyone", "professionals", "someone", "tba", "tbc", "tbd", "team"}
)


def is_vague_owner(name: str) -> bool:
    """Whether the name is that of nobody in particular."""
    return " ".join(name.casefold().replace(".", "").split()) in _NOBODY
