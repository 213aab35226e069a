"""What journals share that keep or refuse at once: nobody has to choose later, and what was found is told once."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from chairtui.journal.protocol import Conflict, Unsent
from chairtui.words import journal as words


class JournalBase:
    """The part of a `Journal` that is the same wherever whoever writes is told of a conflict at once."""

    def __init__(self) -> None:
        self._notices: list[str] = []
        self._told_of: frozenset[str] = frozenset()

    def unsettled(self, meeting: str) -> list[Conflict]:  # noqa: ARG002 - of every meeting the same
        return []

    def settle(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Nothing waits to be settled here."""

    def unsent(self, meeting: str) -> list[Unsent]:  # noqa: ARG002 - of every meeting the same
        return []

    def notices(self) -> list[str]:
        given = self._notices[:]
        del self._notices[: len(given)]
        return given

    def _tell_left_out(self, left_out: Set[str]) -> None:
        """Of each meeting that can't be listed, the first time."""
        self._notices.extend(words.LEFT_OUT.format(meeting=meeting) for meeting in sorted(left_out - self._told_of))
        self._told_of |= left_out
