"""What is made of a list that grows: each entry is looked at once, when it has come, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

EntryT = TypeVar("EntryT")
MadeT = TypeVar("MadeT")


@dataclass(slots=True)
class _Followed:
    """What was `made` of so many entries of a list."""

    entries: Sequence[object]
    seen: int
    made: object


class IncrementalCache:
    """Things made of lists, each under a name of its own."""

    def __init__(self) -> None:
        self._followed: dict[Hashable, _Followed] = {}

    def follow(
        self,
        what: Hashable,
        entries: Sequence[EntryT],
        begin: Callable[[], MadeT],
        take: Callable[[MadeT, Sequence[EntryT]], object],
    ) -> MadeT:
        """What is made of these entries: begun once, and then it `take`s those that came since, as long as the list is
        the very same one and has only grown at its end. It is not to be changed by who asked for it."""
        known = self._followed.get(what)
        if known is None or known.entries is not entries:
            known = self._followed[what] = _Followed(entries, 0, begin())
        made: MadeT = known.made  # type: ignore[assignment]
        if known.seen < len(entries):
            take(made, entries[known.seen :])
            known.seen = len(entries)
        return made

    def clear(self) -> None:
        """Begin everything afresh."""
        self._followed.clear()
