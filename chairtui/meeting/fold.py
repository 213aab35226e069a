"""A meeting as it stands: the fold of its versions, newest per record.

`Meeting` takes versions one at a time, in order, at a cost that does not grow with the meeting, so a
screen keeps one and feeds it what arrives. Everything it gives out is frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from chairtui.meeting.incremental import IncrementalCache
from chairtui.meeting.kinds import STATEMENTS, letter_of
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    AnyStatement,
    Attendee,
    Closure,
    Decision,
    Details,
    Distribution,
    FollowUp,
    KeptFormat,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    Progress,
    Record,
    Statement,
    Version,
    Who,
    kind_name,
)

RecordT = TypeVar("RecordT", bound=Record, covariant=True)
MadeT = TypeVar("MadeT")


class OutOfOrder(ValueError):
    """A version that does not follow the last one, or that changes the kind of a record."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[RecordT]):
    """One record, its newest and first versions, and the reference people know it by ("" where its kind has none)."""

    ref: str
    record: RecordT
    last: Version
    first: Version

    @property
    def removed(self) -> bool:
        """Whether somebody removed it; its history and its reference stay."""
        return self.last.removed

    @property
    def base(self) -> int:
        """What a draft that changes this record gives as `base`."""
        return self.last.seq


class Meeting:
    """A meeting as its versions leave it. References come from the order of first versions and never shift:
    not after a removal, not when a need is refiled as a risk (it keeps the letter it was given)."""

    def __init__(self, meeting_id: str, versions: Iterable[Version] = ()) -> None:
        self.id = meeting_id
        self.start_again(versions)

    def start_again(self, versions: Iterable[Version]) -> None:
        """Be the fold of these versions, whatever it was of before: whoever holds the meeting goes on with it."""
        self._versions: list[Version] = []
        self._entries: dict[str, Entry[Record]] = {}
        self._of_kind: dict[str, list[str]] = {}
        self._standing: dict[str, list[Entry[Record]]] = {}
        self._made = IncrementalCache()
        self._ids: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        for version in versions:
            self.apply(version)

    def apply(self, version: Version) -> Entry[Record]:
        """Take the next version. Raises `OutOfOrder` if it isn't the next, or turns a record into another kind."""
        if version.seq != self.position + 1:
            raise OutOfOrder(f"version {version.seq} came after {self.position}")
        record = version.record
        known = self._entries.get(record.id)
        if known is None:
            entry = Entry(self._new_ref(record), record, version, version)
            self._of_kind.setdefault(record.kind, []).append(record.id)
        elif known.record.kind != record.kind:
            raise OutOfOrder(f"version {version.seq} turns a {known.record.kind} into a {record.kind}")
        else:
            entry = Entry(known.ref, record, version, known.first)
        self._versions.append(version)
        self._entries[record.id] = entry
        if known is not None:
            self._standing.pop(record.kind, None)
        elif not entry.removed and record.kind in self._standing:
            self._standing[record.kind].append(entry)
        return entry

    def only(self, seen: Callable[[Entry[Record]], bool], details: Details) -> Meeting:
        """The same meeting with nothing in it but what is `seen`, under the references it has, with these `details`.

        Asked of every version, so that a record's history is as clean as the record. It is for reading: what comes
        later is not followed, and a draft is given its base by the whole meeting.
        """
        kept = Meeting(self.id)
        kept._of_kind, kept._ids, kept._counts = dict(self._of_kind), dict(self._ids), dict(self._counts)
        for id_, entry in self._entries.items():
            if id_ == "details":
                kept._entries[id_] = Entry(entry.ref, details, entry.last, entry.first)
            elif seen(entry):
                kept._entries[id_] = entry
        for version in self._versions:
            known = kept._entries.get(version.record.id)
            if isinstance(version.record, Details):
                then = details.model_copy(update={"part": version.record.part})
                kept._versions.append(version.model_copy(update={"record": then}))
            elif known and seen(Entry(known.ref, version.record, version, known.first)):
                kept._versions.append(version)
        for kind, ids in self._of_kind.items():
            kept._of_kind[kind] = [id_ for id_ in ids if id_ in kept._entries]
        return kept

    def holding(self, shown: Callable[[Entry[Record]], Record | None]) -> Meeting:
        """A meeting to make a copy of: with the records that `shown` gives in place of this one's, each as one version
        without history, and with no trace of those for which it gives None. The details can't be left out."""
        kept = Meeting(self.id)
        for id_, entry in self._entries.items():
            record = shown(entry)
            if record is None:
                continue
            first = entry.first.model_copy(update={"record": record, "base": 0, "undoes": None})
            last = entry.last.model_copy(update={"record": record, "base": 0, "undoes": None})
            kept._entries[id_] = Entry(entry.ref, record, last, first)
            kept._of_kind.setdefault(record.kind, []).append(id_)
            kept._versions.append(last)
        return kept

    def _new_ref(self, record: Record) -> str:
        letter = letter_of(record)
        if not letter:
            return ""
        self._counts[letter] = self._counts.get(letter, 0) + 1
        ref = f"{letter}{self._counts[letter]}"
        self._ids[ref] = record.id
        return ref

    # ---- the meeting as a whole

    @property
    def position(self) -> int:
        """The `seq` of the last version, 0 while there is none."""
        return len(self._versions)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version in order, removals and undone ones included."""
        return tuple(self._versions)

    @property
    def last(self) -> Version | None:
        """The newest version, None while there is none."""
        return self._versions[-1] if self._versions else None

    @property
    def details(self) -> Details:
        """Raises `LookupError` for a meeting without details, which no program of ours creates."""
        record = self._entries["details"].record
        assert isinstance(record, Details)
        return record

    @property
    def closure(self) -> Entry[Closure] | None:
        found = self.all(Closure)
        return found[0] if found else None

    @property
    def kept_format(self) -> KeptFormat | None:
        """The format it was created with, None for a meeting that kept none."""
        entry = self._entries.get("format")
        return entry.record if entry and isinstance(entry.record, KeptFormat) else None

    @property
    def not_convened(self) -> NotConvened | None:
        """The decision not to convene, None for a meeting that was."""
        entry = self._entries.get("not-convened")
        return entry.record if entry and isinstance(entry.record, NotConvened) else None

    @property
    def closed(self) -> bool:
        return "closure" in self._entries

    # ---- records by kind, in the order they were first filed; the removed are left out

    def all(self, kind: type[RecordT]) -> list[Entry[RecordT]]:
        """Entries of one record class that still stand, in the order they were first filed."""
        return list(self.standing(kind))

    def standing(self, kind: type[RecordT]) -> Sequence[Entry[RecordT]]:
        """The same as `all`, but the list itself: while it is the very same one, all that it does is grow at its end.

        It is another one once a record of that class was changed or removed.
        """
        return self.of_kind(kind_name(kind))  # type: ignore[return-value]

    def of_kind(self, name: str) -> list[Entry[Record]]:
        """Entries of one kind, by its name, that still stand; to be read only."""
        standing = self._standing.get(name)
        if standing is None:
            entries = (self._entries[i] for i in self._of_kind.get(name, ()))
            standing = self._standing[name] = [e for e in entries if not e.removed]
        return standing

    def made_of(
        self,
        kind: type[RecordT],
        what: str,
        begin: Callable[[], MadeT],
        take: Callable[[MadeT, Sequence[Entry[RecordT]]], object],
    ) -> MadeT:
        """A value derived from the current entries of a class and from nothing else. See `IncrementalCache.follow`."""
        return self._made.follow((kind, what), self.standing(kind), begin, take)

    @property
    def statements(self) -> list[Entry[AnyStatement]]:
        """Everything said at the meeting that still stands, in the order it was first filed."""
        found = [entry for kind in STATEMENTS for entry in self.of_kind(kind.name)]
        return sorted(cast(list[Entry[AnyStatement]], found), key=lambda entry: entry.first.seq)

    @property
    def attendees(self) -> list[Entry[Attendee]]:
        return self.all(Attendee)

    @property
    def observations(self) -> list[Entry[Observation]]:
        return self.all(Observation)

    @property
    def notes(self) -> list[Entry[Note]]:
        return self.all(Note)

    @property
    def decisions(self) -> list[Entry[Decision]]:
        return self.all(Decision)

    @property
    def actions(self) -> list[Entry[Action]]:
        return self.all(Action)

    @property
    def amendments(self) -> list[Entry[Amendment]]:
        return self.all(Amendment)

    @property
    def follow_ups(self) -> list[Entry[FollowUp]]:
        return self.all(FollowUp)

    @property
    def distributions(self) -> list[Entry[Distribution]]:
        return self.all(Distribution)

    @property
    def next_meetings(self) -> list[Entry[NextMeeting]]:
        return self.all(NextMeeting)

    def answer(self, question: str) -> Answer | None:
        """The answer to a format's question, None while there is none."""
        entry = self._entries.get(f"answer:{question}")
        return entry.record if entry and not entry.removed and isinstance(entry.record, Answer) else None

    @property
    def answers(self) -> dict[str, Answer]:
        """Answers by question id, in the order they were first given."""
        return {e.record.question: e.record for e in self.all(Answer)}

    def progress(self, item: str) -> Progress:
        """How far an agenda item has come; a waiting one if nobody has been there."""
        entry = self._entries.get(f"progress:{item}")
        if entry and isinstance(entry.record, Progress):
            return entry.record
        return Progress.model_construct(id=f"progress:{item}", item=item)

    # ---- one record

    def find(self, ref_or_id: str) -> Entry[Record] | None:
        """The entry people know as `r3` or the journal by its id, removed or not; None if there is none."""
        return self._entries.get(self._ids.get(ref_or_id.strip().upper(), ref_or_id.strip()))

    def entry(self, record_id: str) -> Entry[Record] | None:
        """The entry of a record by its id alone, removed or not: for links between records, not for what was typed."""
        return self._entries.get(record_id)

    def ref_of(self, record_id: str) -> str:
        """The reference of a record by its id, "" if it has none or isn't there."""
        entry = self._entries.get(record_id)
        return entry.ref if entry else ""

    def base_of(self, record_id: str) -> int:
        """The `seq` of a record's newest version, 0 if there is no such record: what a draft gives as `base`."""
        entry = self._entries.get(record_id)
        return entry.base if entry else 0

    def history(self, ref_or_id: str) -> list[Version]:
        """All versions of one record and of those it was made of, in order; [] if there is no such record."""
        entry = self.find(ref_or_id)
        ids: set[str] = set()
        while entry is not None and entry.record.id not in ids:
            ids.add(entry.record.id)
            was = entry.record.was if isinstance(entry.record, Statement) else None
            entry = self.entry(was) if was else None
        return [v for v in self._versions if v.record.id in ids] if ids else []

    def name_of(self, who: Who | None) -> str:
        """A person's name as it now stands among the attendees, "" for nobody."""
        if who is None:
            return ""
        attendee = self.attendee_of(who)
        return attendee.name if attendee else who.name

    def attendee_of(self, who: Who | None) -> Attendee | None:
        """The attendee a `Who` stands for, None for somebody who isn't one.

        Somebody named before they were invited, as a chair often is, is the one attendee of exactly that name.
        """
        if who is None:
            return None
        if who.attendee is not None:
            entry = self._entries.get(who.attendee)
            return entry.record if entry and isinstance(entry.record, Attendee) else None
        name = who.name.casefold()
        same = [e.record for e in self.attendees if e.record.name.casefold() == name]
        return same[0] if len(same) == 1 else None
