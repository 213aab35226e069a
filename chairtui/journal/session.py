"""A user's session in one open meeting, through which screens and the command line write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from chairtui.journal.protocol import Broken, Conflict, Journal, Refused
from chairtui.meeting.family import renamed_with_them
from chairtui.meeting.fold import Meeting
from chairtui.meeting.marked_actions import with_marked_actions
from chairtui.meeting.parts import in_its_part
from chairtui.meeting.records import Closure, Draft, Record, Version
from chairtui.meeting.seal import digest
from chairtui.meeting.undo import redo, undo
from chairtui.words import journal as words

Role = Literal["chair", "note-taker", "reader"]
ROLES: tuple[Role, ...] = get_args(Role)


class Session:
    """One user (`by`) in one meeting. `meeting` is the state as last read; every write catches it up first.

    Writes return once they are durable, and raise what `Journal.append` raises. A reader's writes raise `Refused`. If
    the meeting is damaged, `damage` holds the exception, `meeting` the valid part, and writes raise `Broken`.
    """

    def __init__(self, journal: Journal, meeting_id: str, by: str, role: Role = "chair") -> None:
        self.journal = journal
        self.by = by
        self.role: Role = role
        self.damage: Broken | None = None
        self._revision = 0
        try:
            versions = self._read(meeting_id)
        except Broken as damage:
            self.damage = damage
            versions = journal.sound(meeting_id)
        self.meeting = Meeting(meeting_id, versions)

    @property
    def revision(self) -> int:
        """The `ConnectionState.revision` that the loaded versions belong to."""
        return self._revision

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written, in one line for a person, or ""."""
        if self.damage is not None:
            return str(self.damage)
        return words.READER if self.role == "reader" else ""

    def catch_up(self) -> list[Version]:
        """Apply others' new versions and return them, in order. [] for a damaged meeting."""
        if self.damage is not None:
            return []
        return self.take(self.journal.versions(self.meeting.id, after=self.meeting.position))

    def take(self, versions: Sequence[Version]) -> list[Version]:
        """Apply versions just read from the journal; returns those that are new or were renumbered."""
        # Compared after the versions were read: if it is unchanged, they belong to this revision.
        if self.journal.connection_state(self.meeting.id).revision != self._revision:
            return self._reload()
        fresh = [v for v in versions if v.seq > self.meeting.position]
        for version in fresh:
            self.meeting.apply(version)
        return fresh

    def receive(self, versions: Sequence[Version]) -> list[Version]:
        """Apply versions from `watch`. They may predate a renumbering, so after one the journal is read instead."""
        return self.catch_up() if self._revision else self.take(versions)

    def _read(self, meeting: str) -> list[Version]:
        """Read all versions, and the revision they belong to."""
        while True:
            revision = self.journal.connection_state(meeting).revision
            versions = self.journal.versions(meeting)
            if self.journal.connection_state(meeting).revision == revision:
                self._revision = revision
                return versions

    def _reload(self) -> list[Version]:
        before, now = self.meeting.versions, self._read(self.meeting.id)
        self.meeting.reload(now)
        fresh = [version for version in now if version.seq > len(before) or version != before[version.seq - 1]]
        return fresh or now[-1:]  # versions were only dropped: report that as a change

    def append(self, drafts: Sequence[Draft]) -> list[Version]:
        """Save drafts atomically; returns their versions, then those of actions that are marked with them.

        What of part two is changed in part one is part one's, a relative keeps the name of the attendee they are, and
        what is done about a record is marked as it is.
        """
        if self.role == "reader":
            raise Refused(words.READER)
        try:
            drafts = [in_its_part(draft, self.meeting) for draft in drafts]
            drafts += [beside for draft in tuple(drafts) if (beside := renamed_with_them(draft, self.meeting))]
            marked = with_marked_actions(drafts, self.meeting)
            own, actions = marked[: len(drafts)], marked[len(drafts) :]
            # Actions first, so that undo takes back the change itself and leaves them marked.
            written = self.journal.append(self.meeting.id, [*actions, *own], self.by)
        except Conflict:
            self.catch_up()
            raise
        if written and written[0].seq > self.meeting.position + 1:
            self.catch_up()
        else:
            self.take(written)
        return [*written[len(actions) :], *written[: len(actions)]]

    def resolve_conflict(self, conflict: Conflict, keep: Literal["mine", "theirs"]) -> None:
        """Choose a version of a record that was changed on both sides while the server was away."""
        if self.role == "reader":
            raise Refused(words.READER)
        self.journal.resolve_conflict(self.meeting.id, conflict, keep, self.by)
        self.catch_up()

    def save(self, record: Record, *, seen: int | None = None) -> Version:
        """Save a new or changed record. `seen`: seq of the version that was edited, by default the newest."""
        base = self.meeting.base_of(record.id) if seen is None else seen
        return self.append([Draft(record=record, base=base)])[0]

    def remove(self, record: Record, *, seen: int | None = None) -> Version:
        """Remove a record. Its history and reference remain."""
        base = self.meeting.base_of(record.id) if seen is None else seen
        return self.append([Draft(record=record, base=base, removed=True)])[0]

    def undo(self) -> Version:
        """Undo this user's last change. Raises `NothingToUndo`."""
        return self.append([undo(self.meeting, self.by)])[0]

    def redo(self) -> Version:
        """Redo this user's last undo. Raises `NothingToUndo`."""
        return self.append([redo(self.meeting, self.by)])[0]

    def seal(self, *, checked: int | None = None) -> Version:
        """Close the meeting with a digest over its content. The caller has checked that it may be closed.

        `checked`: position up to which it was checked. Raises `Refused` if anybody has written since.
        """
        if checked is None:
            self.catch_up()
        elif checked != self.meeting.position:
            raise Refused(words.CLOSED_MEANWHILE)
        closure = Closure(digest=digest(self.meeting.versions), position=self.meeting.position)
        return self.append([Draft(record=closure)])[0]
