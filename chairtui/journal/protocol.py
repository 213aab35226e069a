"""What every journal does, and how it says no. The contract tests run over each implementation."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.records import Draft, Record, Version


class Listing(Frozen):
    """One meeting as a list shows it. Times are aware; `position` is its last version's seq, `written` that one's time,
    or an earlier one's where the last is only the link to the meeting that follows."""

    id: str
    format: str
    title: str
    subject: str
    starts: Moment
    state: Literal["open", "closed"]
    position: int
    written: Moment


class ConnectionState(Frozen):
    """How a store is reached now: its files are "here", its server is "connected" or "away", and `since` when.

    `waiting`: lines kept on this computer until the server is back; `conflicts`: records changed on both sides
    meanwhile. `turn` counts how often lines that had waited changed their places, because others wrote before them:
    whoever holds the meeting under another count reads it anew.
    """

    state: Literal["here", "connected", "away"] = "here"
    since: Moment | None = None
    waiting: int = 0
    conflicts: int = 0
    revision: int = 0


class Unsent(Frozen):
    """Something typed on this computer that the store's server has not: `why` it was refused for good, or waits."""

    record: Record
    removed: bool
    at: Moment
    by: str
    why: str


class JournalError(Exception):
    """Something the journal can't do; the message is one line for a person, saying what to do."""


class NoSuchMeeting(JournalError):
    """No meeting has that id, or several start with it."""


class Refused(JournalError):
    """A draft the meeting doesn't take, such as a change to a closed one. Nothing was written."""


class Conflict(JournalError):
    """Somebody changed the record since (`base`). Nothing was written; `mine` and `theirs` are both shown to choose."""

    def __init__(self, message: str, mine: Draft, theirs: Version) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs


DamageKind = Literal["changed", "elsewhere", "unsealed", "cut", "seal"]
"""A line was changed; the file is another store's; it isn't encrypted where all should be; it was cut short of what was
acknowledged; it holds what a closed meeting doesn't take, or a closing whose digest doesn't match."""


class Broken(JournalError):
    """A file that can't be trusted beyond `sound` versions; `line` is the first unsound line, from 1."""

    def __init__(self, message: str, line: int, sound: int, why: DamageKind = "changed") -> None:
        super().__init__(message)
        self.line = line
        self.sound = sound
        self.why: DamageKind = why


class Locked(JournalError):
    """An encrypted store, and no key to open it with."""


class WrongPassphrase(Locked):
    """What was given isn't the store's passphrase."""


class Newer(JournalError):
    """A file written by a newer program than this one. It is left as it is."""


class Unreadable(JournalError):
    """The disk doesn't let the store or a meeting be read (permission, an unplugged drive); they may be sound."""


class NotSaved(JournalError):
    """The disk refused (full, read-only, unplugged). Nothing of this call was kept; the message gives the reason."""


class Unreachable(JournalError):
    """The store's server can't be reached, or the connection went in the middle. What the call wanted may have been
    kept or not: asking again for the same versions, by their ids, is no harm."""


class NotAdmitted(JournalError):
    """The store's server doesn't let this login in, or isn't proved to be the one it says it is."""


class NotReady(JournalError):
    """There is no store in this database yet, or one of an older form than this program's."""


class Journal(Protocol):
    """Where meetings are kept. Each method raises `JournalError`s only; times it gives are aware."""

    @abstractmethod
    def meetings(self) -> Sequence[Listing]:
        """Every meeting, the latest start first. A file that can't be read is left out here and named by `doctor`."""

    @abstractmethod
    def resolve(self, name: str) -> str:
        """The id that `name` stands for: an id, any unambiguous start of one, or `last` (written to most recently; to
        be told of the meeting that follows doesn't count).

        Raises `NoSuchMeeting`.
        """

    @abstractmethod
    def begin(self, drafts: Sequence[Draft], by: str) -> str:
        """Make a meeting of these drafts (details first), durably; its id. Raises `Refused`, `NotSaved`."""

    @abstractmethod
    def begin_sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]]) -> str:
        """Make a meeting that is closed from the start, durably, all of it or none: these drafts (details first), the
        seal over them, and what came after the closing, each with who wrote it; its id. Raises `Refused`, `NotSaved`.
        """

    @abstractmethod
    def adopt(self, meeting: str, versions: Sequence[Version]) -> int:
        """Take over a meeting, or what it has gained, from another store as it is, durably, all or none: the same id,
        seqs, times and writers, so that the digest stays right. How many versions were added to what was there.

        Raises `Refused` where what is there isn't the start of `versions`, or they aren't a meeting's whole history;
        `NotSaved`, `Broken`.
        """

    @abstractmethod
    def versions(self, meeting: str, after: int = 0) -> list[Version]:
        """A meeting's versions with a seq greater than `after`, in order.

        Raises `NoSuchMeeting`, `Broken`, `Newer`, `Unreadable`.
        """

    @abstractmethod
    def sound(self, meeting: str) -> list[Version]:
        """What can be trusted of a meeting, up to the first unsound line: all of one that isn't `Broken`.

        Raises `NoSuchMeeting`, `Newer`, `Unreadable`.
        """

    @abstractmethod
    def append(self, meeting: str, drafts: Sequence[Draft], by: str) -> list[Version]:
        """Keep these drafts, all or none, and return only when they are durable.

        Raises `Conflict`, `Refused`, `NotSaved`, `NoSuchMeeting`, `Broken`, `Newer`.
        """

    @abstractmethod
    def watch(self, meeting: str, after: int, stop: threading.Event) -> Iterator[list[Version]]:
        """What others append after `after`, within half a second, until `stop` is set. Never yields an empty list."""

    @abstractmethod
    def connection_state(self, meeting: str | None = None) -> ConnectionState:
        """How the store is reached now, and what of this meeting (of all of them) waits. Never asks a server."""

    @abstractmethod
    def conflicts(self, meeting: str) -> list[Conflict]:
        """Records changed both here and by others while the server was away, to be shown to choose from."""

    @abstractmethod
    def resolve_conflict(self, meeting: str, conflict: Conflict, keep: Literal["mine", "theirs"], by: str) -> None:
        """Choose for one of `unsettled`. One that was settled already is left as it is. Raises as `append`."""

    @abstractmethod
    def unsent(self, meeting: str) -> list[Unsent]:
        """What was typed on this computer while the server was away and isn't on it, in the order it was."""

    @abstractmethod
    def notices(self) -> list[str]:
        """What a person should be told about what was found and mended, one line each; each is given once."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and locks. Calling it twice is no harm."""
