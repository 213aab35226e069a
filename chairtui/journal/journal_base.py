"""Shared by journals that save or refuse at once: they have no conflicts or queue, and give each notice once."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from chairtui.journal.protocol import Conflict, Unsent


class JournalBase:
    """The part of `Journal` for implementations that raise conflicts immediately."""

    def __init__(self) -> None:
        self._notices: list[str] = []
        self._told_of: frozenset[str] = frozenset()

    def conflicts(self, meeting: str) -> list[Conflict]:  # noqa: ARG002 - of every meeting the same
        return []

    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Do nothing, as `conflicts` is always empty."""

    def unsent(self, meeting: str) -> list[Unsent]:  # noqa: ARG002 - of every meeting the same
        return []

    def notices(self) -> list[str]:
        given = self._notices[:]
        del self._notices[: len(given)]
        return given

    def _report_once(self, names: Set[str], form: str) -> None:
        """Add a notice for each of these names that had none before."""
        self._notices.extend(form.format(meeting=name) for name in sorted(names - self._told_of))
        self._told_of |= names
