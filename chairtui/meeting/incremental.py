"""Incremental cache over append-only lists: each entry is processed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

EntryT = TypeVar("EntryT")
MadeT = TypeVar("MadeT")


@dataclass(slots=True)
class _Followed:
    """The value built from the first `seen` entries of a list."""

    entries: Sequence[object]
    seen: int
    made: object


class IncrementalCache:
    """Values derived from lists, cached by key."""

    def __init__(self) -> None:
        self._followed: dict[Hashable, _Followed] = {}

    def follow(
        self,
        what: Hashable,
        entries: Sequence[EntryT],
        begin: Callable[[], MadeT],
        take: Callable[[MadeT, Sequence[EntryT]], object],
    ) -> MadeT:
        """The value derived from these entries: `begin` creates it, and `take` adds the entries appended since the last
        call.

        It is rebuilt if `entries` is another list object. Callers must not modify it.
        """
        known = self._followed.get(what)
        if known is None or known.entries is not entries:
            known = self._followed[what] = _Followed(entries, 0, begin())
        made: MadeT = known.made  # type: ignore[assignment]
        if known.seen < len(entries):
            take(made, entries[known.seen :])
            known.seen = len(entries)
        return made

    def clear(self) -> None:
        """Drop all cached values."""
        self._followed.clear()
