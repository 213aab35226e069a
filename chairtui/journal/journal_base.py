"""What journals share that keep or refuse at once: nobody has to choose later, and what was found is told once."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from chairtui.journal.protocol import Conflict, Unsent


class JournalBase:
    """The part of a `Journal` that is the same wherever whoever writes is told of a conflict at once."""

    def __init__(self) -> None:
        self._notices: list[str] = []
        self._told_of: frozenset[str] = frozenset()

    def conflicts(self, meeting: str) -> list[Conflict]:  # noqa: ARG002 - of every meeting the same
        return []

    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Nothing waits to be settled here."""

    def unsent(self, meeting: str) -> list[Unsent]:  # noqa: ARG002 - of every meeting the same
        return []

    def notices(self) -> list[str]:
        given = self._notices[:]
        del self._notices[: len(given)]
        return given

    def _report_once(self, names: Set[str], form: str) -> None:
        """Add a notice for each of these names, unless there was one before."""
        self._notices.extend(form.format(meeting=name) for name in sorted(names - self._told_of))
        self._told_of |= names
