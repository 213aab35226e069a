"""View: one agenda item of a meeting at one moment, as panes read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast

from chairtui.meeting.closing.open_questions import asked, may_open
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import AgendaItem, Format, Question
from chairtui.meeting.kinds import Kind
from chairtui.meeting.records import Action, Amendment, AnyStatement, Attendee, Decision, Note, Observation, Record, Who
from chairtui.words import live as words
from screens.panes.row_cache import RowCache
from screens.widgets.list_row import Row

if TYPE_CHECKING:
    from chairtui.minutes.audience import PartTwoAccess

RecordT = TypeVar("RecordT", bound=Record)
MadeT = TypeVar("MadeT")


@dataclass(frozen=True)
class View:
    """One agenda item of a meeting, read-only."""

    meeting: Meeting
    format_: Format
    item: AgendaItem
    remembered: RowCache = field(default_factory=RowCache, compare=False)
    """The row cache, shared by all of a screen's views of a meeting."""
    seat: str = ""
    """The user: what others wrote is marked with their name. "" marks nothing."""

    def __post_init__(self) -> None:
        self.remembered.look(self.meeting, self.format_)

    @cached_property
    def notes(self) -> Sequence[Entry[Note]]:
        """Notes under this item."""
        return self.filed(Note)

    @cached_property
    def decisions(self) -> Sequence[Entry[Decision]]:
        """Decisions under this item."""
        return self.filed(Decision)

    @cached_property
    def actions(self) -> Sequence[Entry[Action]]:
        """Actions under this item."""
        return self.filed(Action)

    @cached_property
    def observations(self) -> Sequence[Entry[Observation]]:
        """Strengths, needs and risks under this item."""
        return self.filed(Observation)

    @cached_property
    def _family(self) -> PartTwoAccess | None:
        """What may be shown in part two; None in part one, for everything."""
        if self.meeting.details.part != 2 or self.meeting.closed:
            return None
        from chairtui.minutes.audience import PartTwoAccess  # not needed for the first frame in part one

        return PartTwoAccess(self.meeting, self.format_)

    @property
    def preliminaries(self) -> bool:
        """Whether the aim and the reasons for convening may be shown: not in part two."""
        return self._family is None

    def shows(self, entry: Entry[Record]) -> bool:
        """Whether a record may be on the screen: all of them, but in part two only what the family may see (IOW-19)."""
        return self._family is None or self._family.sees(entry)

    @cached_property
    def every_action(self) -> list[Entry[Action]]:
        """Actions under all items."""
        return [e for e in self.meeting.actions if self.shows(e)]

    @cached_property
    def amendments(self) -> dict[str, list[Amendment]]:
        """Amendments by the id of the record they correct."""
        found: dict[str, list[Amendment]] = {}
        for entry in self.meeting.amendments:
            found.setdefault(entry.record.target, []).append(entry.record)
        return found

    def filed(self, kind: type[RecordT]) -> Sequence[Entry[RecordT]]:
        """Visible statements of one class under this item."""
        # What the home of a statement depends on besides its kind.
        filed = attrgetter("origin", "item") if kind is Observation else attrgetter("item")

        def take(found: list[Entry[RecordT]], entries: Sequence[Entry[RecordT]]) -> None:
            one_of_each = {filed(entry.record): entry.record for entry in entries}
            here = {how for how, record in one_of_each.items() if home_of(record, self.format_) == self.item.id}
            if here:
                found.extend(entry for entry in entries if filed(entry.record) in here)

        found = self.follow(kind.__name__, self.meeting.current_list(kind), list[Entry[RecordT]], take)
        return found if self._family is None else [entry for entry in found if self._family.sees(entry)]

    def statements(self, kind: Kind) -> Sequence[Entry[AnyStatement]]:
        """Visible statements of one kind under this item."""
        return cast(Sequence[Entry[AnyStatement]], self.filed(cast(type[Record], kind.model)))

    def follow(
        self,
        what: str,
        entries: Sequence[Entry[RecordT]],
        begin: Callable[[], MadeT],
        take: Callable[[MadeT, Sequence[Entry[RecordT]]], object],
    ) -> MadeT:
        """A value derived from entries under this item (see `IncrementalCache.follow`).

        Besides the entries it may depend only on the attendees, the amendments and the format.
        """
        return self.remembered.made.follow((what, self.item.id), entries, begin, take)

    def rows(
        self, what: str, entries: Sequence[Entry[RecordT]], row: Callable[[View, Entry[RecordT]], Row]
    ) -> tuple[Row, ...]:
        """A row for each entry, by a function that depends on no more than `follow` says."""

        def take(rows: list[Row], new: Sequence[Entry[RecordT]]) -> None:
            rows.extend(row(self, entry) for entry in new)

        made = self.follow(what, entries, list[Row], take)
        return tuple(made)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The item's questions that are asked now."""
        return tuple(q for q in asked(self.meeting, self.format_, item=self.item.id) if self._shows_question(q))

    @property
    def waiting_questions(self) -> tuple[Question, ...]:
        """The item's questions that another answer may still open."""
        here = (q for q in self.format_.questions if q.item == self.item.id and self._shows_question(q))
        return tuple(q for q in here if may_open(q, self.meeting, self.format_))

    def _shows_question(self, question: Question) -> bool:
        """In part two, questions answered in part one are hidden; unanswered ones are asked."""
        if self._family is None:
            return True
        entry = self.meeting.entry(f"answer:{question.id}")
        if entry is not None and not entry.removed:
            return self._family.sees(entry)
        return not question.convening and self.item.kind not in ("details", "attendance", "aim")

    def person(self, who: Who | None) -> str:
        """A person's name and agency ("Sam Okafor, Health"), "" for nobody."""
        attendee: Attendee | None = self.meeting.attendee_of(who)
        name = self.meeting.name_of(who)
        return f"{name}, {attendee.agency}" if attendee and attendee.agency else name

    def people(self, first: Who | None, others: Sequence[Who]) -> str:
        """Several people, each as `person` shows them."""
        return words.AND.join(filter(None, map(self.person, (first, *others))))

    @property
    def unanswered(self) -> list[Entry[Observation]]:
        """Needs and risks that no action addresses and that have no reason why none does."""
        addressed = {target for e in self.meeting.actions for target in e.record.addresses}
        return [
            e
            for e in self.meeting.observations
            if e.record.theme != "strength"
            and e.record.id not in addressed
            and not e.record.no_action
            and self.shows(e)
        ]
