"""The state of a meeting, folded from its versions: the newest of each record.

`Meeting` applies versions in order, in constant time each, so a screen keeps one instance and applies new versions.
Everything it returns is immutable.
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
    """The version isn't the next one, or changes a record's kind."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[RecordT]):
    """A record with its reference ("" if its kind has none), newest version and first version."""

    ref: str
    record: RecordT
    last: Version
    first: Version

    @property
    def removed(self) -> bool:
        """Whether it was removed. Its history and reference remain."""
        return self.last.removed

    @property
    def base(self) -> int:
        """Value of `base` for a draft that changes this record."""
        return self.last.seq


class Meeting:
    """The current state of a meeting.

    References are numbered by first version and are stable: they survive removal, and a need that is refiled as a risk
    keeps its letter.
    """

    def __init__(self, meeting_id: str, versions: Iterable[Version] = ()) -> None:
        self.id = meeting_id
        self.reload(versions)

    def reload(self, versions: Iterable[Version]) -> None:
        """Replace the state in place by the fold of these versions, for holders of this instance."""
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
        """Apply the next version. Raises `OutOfOrder` if it isn't the next, or changes a record's kind."""
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

    def filtered(self, shown: Callable[[Entry[Record]], Record | None], details: Details) -> Meeting:
        """A filtered copy: each record as `shown` returns it, or left out for None, and these `details`.

        `shown` is applied to every version, so that histories are filtered too. Entries have no references, which
        would tell how many are left out; those of records that are shown can still be looked up. Read-only: later
        versions are not followed, and drafts take their base from the whole meeting.
        """
        kept = Meeting(self.id)
        kept._of_kind, kept._counts = dict(self._of_kind), dict(self._counts)
        for id_, entry in self._entries.items():
            record = details if id_ == "details" else shown(entry)
            if record is None:
                continue
            if record is entry.record:
                kept._entries[id_] = Entry("", record, entry.last, entry.first)
            else:
                last = entry.last.model_copy(update={"record": record})
                kept._entries[id_] = Entry("", record, last, entry.first.model_copy(update={"record": record}))
        for version in self._versions:
            known = self._entries[version.record.id]
            if isinstance(version.record, Details):
                then = details.model_copy(update={"part": version.record.part})
                kept._versions.append(version.model_copy(update={"record": then}))
            elif version.record.id in kept._entries and (
                said := shown(Entry("", version.record, version, known.first))
            ):
                kept._versions.append(version.model_copy(update={"record": said}))
        kept._ids = {ref: id_ for ref, id_ in self._ids.items() if id_ in kept._entries}
        for kind, ids in self._of_kind.items():
            kept._of_kind[kind] = [id_ for id_ in ids if id_ in kept._entries]
        return kept

    def replaced(self, shown: Callable[[Entry[Record]], Record | None]) -> Meeting:
        """A copy with each record replaced by what `shown` returns, as a single version, or left out for None.

        The details can't be left out.
        """
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

    # ---- the whole meeting

    @property
    def position(self) -> int:
        """Seq of the last version, 0 for none."""
        return len(self._versions)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version in order, including removals and undone ones."""
        return tuple(self._versions)

    @property
    def last(self) -> Version | None:
        """The newest version, or None."""
        return self._versions[-1] if self._versions else None

    @property
    def details(self) -> Details:
        """Raises `LookupError` for a meeting without details, which the program never creates."""
        record = self._entries["details"].record
        assert isinstance(record, Details)
        return record

    @property
    def closure(self) -> Entry[Closure] | None:
        found = self.all(Closure)
        return found[0] if found else None

    @property
    def kept_format(self) -> KeptFormat | None:
        """Snapshot of the format it was created with, or None."""
        entry = self._entries.get("format")
        return entry.record if entry and isinstance(entry.record, KeptFormat) else None

    @property
    def not_convened(self) -> NotConvened | None:
        """The decision not to convene, or None."""
        entry = self._entries.get("not-convened")
        return entry.record if entry and isinstance(entry.record, NotConvened) else None

    @property
    def closed(self) -> bool:
        return "closure" in self._entries

    # ---- current records by kind, in the order of their first versions

    def all(self, kind: type[RecordT]) -> list[Entry[RecordT]]:
        """Current entries of a record class, in the order of their first versions."""
        return list(self.current_list(kind))

    def current_list(self, kind: type[RecordT]) -> Sequence[Entry[RecordT]]:
        """As `all`, but returns the cached list. While its identity is the same, it only grows at the end.

        A change or removal of a record of that class creates a new list.
        """
        return self.of_kind(kind_name(kind))  # type: ignore[return-value]

    def of_kind(self, name: str) -> list[Entry[Record]]:
        """Current entries of a kind, given by name. Don't modify the list."""
        standing = self._standing.get(name)
        if standing is None:
            entries = (self._entries[i] for i in self._of_kind.get(name, ()))
            standing = self._standing[name] = [e for e in entries if not e.removed]
        return standing

    def derive(
        self,
        kind: type[RecordT],
        what: str,
        begin: Callable[[], MadeT],
        take: Callable[[MadeT, Sequence[Entry[RecordT]]], object],
    ) -> MadeT:
        """A value derived from the current entries of a class and from nothing else. See `IncrementalCache.follow`."""
        return self._made.follow((kind, what), self.current_list(kind), begin, take)

    @property
    def statements(self) -> list[Entry[AnyStatement]]:
        """Current statements of all kinds, in the order of their first versions."""
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
        """The answer to a question of the format, or None."""
        entry = self._entries.get(f"answer:{question}")
        return entry.record if entry and not entry.removed and isinstance(entry.record, Answer) else None

    @property
    def answers(self) -> dict[str, Answer]:
        """Answers by question id, in the order of their first versions; none of one person's own (`own_answers`)."""
        return {e.record.question: e.record for e in self.all(Answer) if e.record.id == f"answer:{e.record.question}"}

    def progress(self, item: str) -> Progress:
        """Progress of an agenda item; "waiting" if it was never opened."""
        entry = self._entries.get(f"progress:{item}")
        if entry and isinstance(entry.record, Progress):
            return entry.record
        return Progress.model_construct(id=f"progress:{item}", item=item)

    # ---- one record

    def find(self, ref_or_id: str) -> Entry[Record] | None:
        """The entry with this reference (such as `r3`) or id, removed or not, or None."""
        return self._entries.get(self._ids.get(ref_or_id.strip().upper(), ref_or_id.strip()))

    def entry(self, record_id: str) -> Entry[Record] | None:
        """The entry with this id, removed or not. For links between records; `find` is for user input."""
        return self._entries.get(record_id)

    def ref_of(self, record_id: str) -> str:
        """The reference of a record, "" if it has none or doesn't exist."""
        entry = self._entries.get(record_id)
        return entry.ref if entry else ""

    def base_of(self, record_id: str) -> int:
        """Seq of a record's newest version, 0 if it doesn't exist: value of `base` for a draft."""
        entry = self._entries.get(record_id)
        return entry.base if entry else 0

    def history(self, ref_or_id: str) -> list[Version]:
        """All versions of a record and of the records it was made from, in order; [] if it doesn't exist."""
        entry = self.find(ref_or_id)
        ids: set[str] = set()
        while entry is not None and entry.record.id not in ids:
            ids.add(entry.record.id)
            was = entry.record.was if isinstance(entry.record, Statement) else None
            entry = self.entry(was) if was else None
        return [v for v in self._versions if v.record.id in ids] if ids else []

    def name_of(self, who: Who | None) -> str:
        """The current name of a person, "" for None."""
        if who is None:
            return ""
        attendee = self.attendee_of(who)
        return attendee.name if attendee else who.name

    def attendee_of(self, who: Who | None) -> Attendee | None:
        """The attendee whom a `Who` refers to, or None.

        Somebody named before being invited, as chairs often are, is matched by exact name if it is unique.
        """
        if who is None:
            return None
        if who.attendee is not None:
            entry = self._entries.get(who.attendee)
            return entry.record if entry and isinstance(entry.record, Attendee) else None
        name = who.name.casefold()
        same = [e.record for e in self.attendees if e.record.name.casefold() == name]
        return same[0] if len(same) == 1 else None
