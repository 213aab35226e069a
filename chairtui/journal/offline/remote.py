"""What is asked of a store on a server, so that capture can go on while it is away."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chairtui.journal.protocol import Journal
from chairtui.meeting.records import Draft, Version


class Remote(Journal, Protocol):
    """A journal whose calls raise `Unreachable` when the server is away, and connect anew at the next one.

    Threads may share one; `watch` waits on a connection of its own.
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
        """As `Journal.append`. `ids` are the versions' own, one for each draft: asked again with the same ones, it
        answers with what was kept before and keeps nothing. `at`: when they were captured, aware."""
