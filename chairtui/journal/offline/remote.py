"""The interface of a server journal that the offline journal needs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chairtui.journal.protocol import Journal
from chairtui.meeting.records import Draft, Version


class Remote(Journal, Protocol):
    """A journal whose calls raise `Unreachable` while the server is away and reconnect on the next call.

    Thread-safe.
    """

    @abstractmethod
    def append(
        self,
        meeting: str,
        drafts: Sequence[Draft],
        by: str,
        *,
        ids: Sequence[str] = (),
        at: datetime | None = None,
    ) -> list[Version]:
        """As `Journal.append`. `ids` are version ids, one a draft, and make the call idempotent: repeated with the same
        ids it returns the versions kept before. `at`: when the drafts were captured, aware."""

    def uncounted(self) -> list[str]:
        """The closed meetings whose tally isn't up to date on the server, for those who count without reading."""
        return []

    def count(self, meeting: str) -> None:  # noqa: ARG002 - a server without tallies has none
        """Bring a closed meeting's tally on the server up to date."""
        return
