"""A fake server: it can be away, or disconnect during a call, before or after saving."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from chairtui.journal.offline.remote import Remote
from chairtui.journal.protocol import Conflict, ConnectionState, Listing, NoSuchMeeting, NotSaved, Unreachable, Unsent
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Details, Draft, Version

Cut = Literal["", "before", "after", "full"]


class Server:
    """What is kept, and what becomes of the next calls: `cuts` are taken one by one, then all goes well unless it is
    `away`. `full` is a server whose disk is."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.away = False
        self.cuts: list[Cut] = []
        self.calls = 0
        self.meetings: dict[str, History] = {}
        self.kept: dict[str, Version] = {}
        self.guard = threading.Lock()

    def connect(self) -> ARemote:
        return ARemote(self)

    def answer(self) -> Cut:
        """The outcome of this call. Raises `Unreachable` for one that doesn't arrive."""
        self.calls += 1
        if self.away:
            raise Unreachable("away")
        cut = self.cuts.pop(0) if self.cuts else ""
        if cut == "before":
            raise Unreachable("cut before")
        return cut


class ARemote(Remote):
    """One connection to it."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def meetings(self) -> list[Listing]:
        self._done(self.server.answer())
        return [_listing(meeting, history) for meeting, history in self.server.meetings.items()]

    def resolve(self, name: str) -> str:
        self._done(self.server.answer())
        if name not in self.server.meetings:
            raise NoSuchMeeting(name)
        return name

    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        meeting = f"m{len(self.server.meetings) + 1:03}"
        cut = self.server.answer()
        history = History()
        for version in history.validated(drafts, by, self.server.now()):
            history.take(version)
        self.server.meetings[meeting] = history
        self._done(cut)
        return meeting

    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        meeting = f"m{len(self.server.meetings) + 1:03}"
        cut = self.server.answer()
        history = History()
        history.sealed(drafts, by, later, self.server.now())
        self.server.meetings[meeting] = history
        self._done(cut)
        return meeting

    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        cut = self.server.answer()
        history = self.server.meetings.setdefault(meeting, History())
        new = history.missing_from_here(versions)
        for version in new:
            history.take(version)
        self._done(cut)
        return len(new)

    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        self._done(self.server.answer())
        return self._standing(meeting).versions[after:]

    def sound(self, meeting: str) -> list[Version]:
        return self.versions(meeting)

    def append(
        self, meeting: str, drafts: Sequence[Draft], by: str, *, ids: Sequence[str] = (), at: datetime | None = None
    ) -> list[Version]:
        cut = self.server.answer()
        if cut == "full":
            raise NotSaved("the server's disk is full")
        with self.server.guard:
            history = self._standing(meeting)
            known = [self.server.kept[i] for i in ids if i in self.server.kept]
            if not known:
                known = history.validated(drafts, by, at or self.server.now())
                for version in known:
                    history.take(version)
                self.server.kept.update(zip(ids, known, strict=False))
        self._done(cut)
        return known

    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        while not stop.is_set():
            fresh = self.versions(meeting, after)
            if fresh:
                after = fresh[-1].seq
                yield fresh
            stop.wait(0.01)

    def connection_state(self, meeting: str | None = None) -> ConnectionState:
        del meeting
        return ConnectionState(state="connected")

    def conflicts(self, meeting: str) -> list[Conflict]:
        del meeting
        return []

    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Nothing waits on a server."""

    def unsent(self, meeting: str) -> list[Unsent]:
        del meeting
        return []

    def notices(self) -> list[str]:
        return []

    def close(self) -> None:
        """Nothing is held."""

    def _standing(self, meeting: str) -> History:
        if meeting not in self.server.meetings:
            raise NoSuchMeeting(meeting)
        return self.server.meetings[meeting]

    @staticmethod
    def _done(cut: Cut) -> None:
        if cut == "after":
            raise Unreachable("cut after")


def _listing(meeting: str, history: History) -> Listing:
    details = next(v.record for v in reversed(history.versions) if isinstance(v.record, Details))
    closed = any(v.record.kind == "closure" for v in history.versions)
    return Listing(
        id=meeting,
        format=details.format,
        title=details.title,
        subject=details.subject,
        starts=details.starts,
        state="closed" if closed else "open",
        position=history.position,
        written=history.versions[-1].at,
    )
