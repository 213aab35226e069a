"""The Journal protocol and its exceptions. The contract tests run against every implementation."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.records import Draft, Record, Version

if TYPE_CHECKING:
    from datetime import date

    from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction, UnreadMeeting
    from chairtui.meeting.after.due import DueItem
    from chairtui.meeting.after.tally import MeetingTally, Period
    from chairtui.meeting.formats.model import Format


class Listing(Frozen):
    """A meeting as shown in lists. Times are aware.

    `position`: seq of its last version; `written`: time of its last version, ignoring the link to a following meeting.
    """

    id: str
    format: str
    title: str
    subject: str
    starts: Moment
    state: Literal["open", "closed"]
    position: int
    written: Moment


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """Connection to the store: "here" for files, "connected" or "away" for a server, `since` that time (aware).

    `queued_lines`: lines that the server doesn't have yet; `conflicts`: records changed on both sides meanwhile.
    `revision` is incremented when queued versions are renumbered because others wrote first: holders of the meeting
    must then reload it.
    """

    state: Literal["here", "connected", "away"] = "here"
    since: datetime | None = None
    queued_lines: int = 0
    conflicts: int = 0
    revision: int = 0


class Unsent(Frozen):
    """Input that the server doesn't have. `why`: the reason it was rejected for good, or that it is still queued."""

    record: Record
    removed: bool
    at: Moment
    by: str
    why: str


class JournalError(Exception):
    """An operation failed. The message is one line for a person and says what to do."""


class NoSuchMeeting(JournalError):
    """No meeting has this id, or the prefix is ambiguous."""


class Refused(JournalError):
    """The draft isn't valid for the meeting, such as a change after closing. Nothing was written."""


class Conflict(JournalError):
    """The record was changed since `base`. Nothing was written; `mine` and `theirs` are the two versions to choose
    from."""

    def __init__(self, message: str, mine: Draft, theirs: Version) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs


DamageKind = Literal["changed", "empty", "elsewhere", "unsealed", "cut", "seal"]
"""Kind of damage: a line was changed; the file holds nothing, or only zeros; it belongs to another store; it is
unencrypted in an encrypted store; acknowledged lines are missing; or a closed meeting was changed, or its digest
doesn't match."""


class Broken(JournalError):
    """The file is damaged from `line` on (from 1); the first `sound` versions are valid."""

    def __init__(self, message: str, line: int, sound: int, why: DamageKind = "changed") -> None:
        super().__init__(message)
        self.line = line
        self.sound = sound
        self.why: DamageKind = why


class Locked(JournalError):
    """The store is encrypted and its key isn't available."""


class WrongPassphrase(Locked):
    """The passphrase doesn't open the store."""


class Newer(JournalError):
    """The file was written by a newer version of the program. It is left unchanged."""


class Unreadable(JournalError):
    """The store or meeting can't be read (permission, unplugged drive). It may be intact."""


class NotSaved(JournalError):
    """The disk refused the write (full, read-only, unplugged). Nothing was written."""


class Unreachable(JournalError):
    """The server can't be reached, or the connection was lost during the call.

    The write may have succeeded. Retrying with the same version ids is safe.
    """


class NotAdmitted(JournalError):
    """The server rejected the login, or its certificate could not be verified."""


class NotReady(JournalError):
    """The database has no store yet, or one with an older schema."""


class Journal(Protocol):
    """Storage of meetings. Methods raise only `JournalError`s, and return aware times."""

    @abstractmethod
    def meetings(self) -> Sequence[Listing]:
        """Every meeting, latest start first. Unreadable files are omitted; `doctor` reports them."""

    def actions(self, wanted: ActionFilter) -> Iterator[MeetingAction | UnreadMeeting]:
        """The wanted actions of every meeting in `meetings`, and each of these that couldn't be read instead.

        A meeting's actions are together and in the order of their references; the meetings are in no order. Here each
        meeting is folded.
        """
        from chairtui.meeting.after.actions_across import UnreadMeeting, actions_of
        from chairtui.meeting.fold import Meeting

        for listing in self.meetings():
            try:
                versions = self.versions(listing.id)
            except JournalError as error:
                yield UnreadMeeting(meeting=listing.id, reason=str(error))
                continue
            yield from filter(wanted.takes, actions_of(Meeting(listing.id, versions)))

    def due(
        self, meetings: Sequence[str], installed: Callable[[str], Format | None], today: date
    ) -> Iterator[tuple[str, Sequence[DueItem]]]:
        """What each of these meetings tells of what is due on a day; meetings that can't be read are left out.

        `installed` gives the format of an older meeting that keeps none, by its id. Here each meeting is folded.
        """
        from chairtui.meeting.after.due import due_of
        from chairtui.meeting.fold import Meeting

        for meeting in meetings:
            try:
                items = due_of(Meeting(meeting, self.versions(meeting)), installed)
            except JournalError:
                continue
            yield meeting, [item for item in items if item.is_told(today)]

    def tallies(
        self,
        period: Period,
        installed: Callable[[str], Format | None],
        reads: Callable[[int], None] = lambda _: None,
    ) -> Iterator[MeetingTally | UnreadMeeting]:
        """The tally of every meeting in `meetings` held in a period, and each of these that couldn't be read instead.

        `installed` gives the format of an older meeting that keeps none, by its id. `reads` is called first with the
        number of meetings that have to be read, if any. Here each meeting is folded.
        """
        from chairtui.meeting.after.actions_across import UnreadMeeting
        from chairtui.meeting.after.tally import Tallier
        from chairtui.meeting.dates.calendar import day_of
        from chairtui.meeting.fold import Meeting

        meetings = [listing.id for listing in self.meetings() if period.takes(day_of(listing.starts))]
        if meetings:
            reads(len(meetings))
        tallier = Tallier(installed)
        for meeting in meetings:
            try:
                yield tallier.tally(Meeting(meeting, self.versions(meeting)))
            except JournalError as error:
                yield UnreadMeeting(meeting=meeting, reason=str(error))

    @abstractmethod
    def resolve(self, name: str) -> str:
        """The id that `name` refers to: an id, an unambiguous prefix, or `last`, the most recently written meeting (a
        link to a following meeting doesn't count).

        Raises `NoSuchMeeting`.
        """

    @abstractmethod
    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        """Create a meeting from these drafts, details first, durably; returns its id. Raises `Refused`, `NotSaved`."""

    @abstractmethod
    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        """Create a closed meeting, atomically and durably; returns its id.

        It holds these drafts (details first), a seal over them, and later drafts each with its writer. Raises
        `Refused`, `NotSaved`.
        """

    @abstractmethod
    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        """Import a meeting, or its newer versions, from another store, atomically and durably.

        Ids, seqs, times and writers are kept, so that the digest stays valid. Returns the number of versions added.

        Raises `Refused` if the versions here aren't a prefix of `versions`, or these aren't a complete history;
        `NotSaved`, `Broken`.
        """

    @abstractmethod
    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        """Versions of a meeting with a seq greater than `after`, in order.

        Raises `NoSuchMeeting`, `Broken`, `Newer`, `Unreadable`.
        """

    @abstractmethod
    def sound(self, meeting: str) -> list[Version]:
        """Versions of a meeting up to the first damaged line, or all if it isn't `Broken`.

        Raises `NoSuchMeeting`, `Newer`, `Unreadable`.
        """

    @abstractmethod
    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        """Append these drafts atomically; returns once they are durable.

        Raises `Conflict`, `Refused`, `NotSaved`, `NoSuchMeeting`, `Broken`, `Newer`.
        """

    @abstractmethod
    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        """Yield versions that others append after `after`, within half a second, until `stop` is set. Never yields
        an empty list."""

    @abstractmethod
    def connection_state(self, meeting: str | None = None) -> ConnectionState:
        """The connection, and what is queued of this meeting, or of all. Never queries the server."""

    @abstractmethod
    def conflicts(self, meeting: str) -> list[Conflict]:
        """Records changed both here and by others while the server was away."""

    @abstractmethod
    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Choose a version of a conflicting record. Does nothing if it was resolved already. Raises as `append`."""

    @abstractmethod
    def unsent(self, meeting: str) -> list[Unsent]:
        """Input from this computer that the server doesn't have, in order."""

    @abstractmethod
    def notices(self) -> list[str]:
        """Messages about what was found and repaired, one line each. Each is returned once."""

    @abstractmethod
    def close(self) -> None:
        """Release files and locks. Idempotent."""
