"""Line modes of the quick keys: owner, deadline, link, verification, arrivals.

Each is based on the version shown when the key was pressed, so that another's change leads to a conflict and isn't
overwritten.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.meeting import editing
from chairtui.meeting.capture.comings import come_or_go
from chairtui.meeting.capture.people import Named, Nobody, Unclear, who_is
from chairtui.meeting.capture.result import Refused, Understood, asks_which
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.editing.field_values import references
from chairtui.meeting.editing.readers_typed import marked_as_addressed
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import STATEMENTS, is_addressable, kind_of
from chairtui.meeting.records import Action, Attendee, Draft, Record, Who
from chairtui.words import quick_edit as words
from screens.widgets.line_modes import LineMode, Reading
from screens.widgets.row_keys import named

if TYPE_CHECKING:
    from chairtui.meeting.capture.completion import Completion

_TIME = re.compile(r"\s+(?:at\s+)?([01]?\d|2[0-3])[:.]([0-5]\d)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuickMode(LineMode):
    """A change to one record by a word."""

    meeting: Meeting
    format_: Format
    entry: Entry[Record]

    @property
    def key(self) -> str:
        return f"{type(self).__name__}:{self.entry.record.id}"

    @property
    def tells(self) -> bool:
        return True

    @property
    def called(self) -> str:
        """What people call the record."""
        return named(self.entry.record.id, self.meeting)

    def read(self, text: str) -> Reading:
        try:
            return self.read_word(text.strip())
        except editing.NotThat as reason:
            return Refused(str(reason))

    @abstractmethod
    def read_word(self, word: str) -> Reading:
        """The drafts that the typed word makes. May raise `NotThat`."""

    def changed(self, changes: dict[str, str]) -> tuple[Draft, ...]:
        """The draft that changes fields of the record, as the form would."""
        record = editing.change(self.entry.record, changes, self.meeting, self.format_)
        return (Draft(record=record, base=self.entry.base),)

    def understood(self, drafts: tuple[Draft, ...], said: str) -> Understood:
        return Understood(drafts, said, self.entry.record.id)


@dataclass(frozen=True, slots=True)
class PersonMode(QuickMode):
    """Sets an action's owner, or a statement's source."""

    @property
    def hint(self) -> str:
        action = self.entry.record.kind == "action"
        return (words.WHO_DOES if action else words.WHO_SAID).format(ref=self.called)

    def read_word(self, word: str) -> Reading:
        found = who_is(word, self.meeting)
        if isinstance(found, Unclear):
            return asks_which(found, word, self.meeting)
        field = kind_of(self.entry.record).person
        drafts = self.changed({field: word})
        who: Who | None = getattr(drafts[0].record, field)
        said = words.DOES if self.entry.record.kind == "action" else words.SAID
        return self.understood(drafts, said.format(ref=self.called, who=self.meeting.name_of(who)))

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        from chairtui.meeting.capture.completion import complete_name

        return complete_name(text, cursor, self.meeting)


@dataclass(frozen=True, slots=True)
class DeadlineMode(QuickMode):
    """Sets an action's deadline."""

    @property
    def hint(self) -> str:
        return words.BY_WHEN.format(ref=self.called)

    def read_word(self, word: str) -> Reading:
        drafts = self.changed({"deadline": word})
        record = drafts[0].record
        day = record.deadline if isinstance(record, Action) else None
        return self.understood(drafts, words.BY.format(ref=self.called, day=show_date(day) if day else "-"))


@dataclass(frozen=True, slots=True)
class LinkMode(QuickMode):
    """Adds references: to what an action addresses, or to the actions that address the selected record."""

    @property
    def hint(self) -> str:
        action = self.entry.record.kind == "action"
        return (words.FOR_WHAT if action else words.WHICH_ACTION).format(ref=self.called)

    def read_word(self, word: str) -> Reading:
        entries = [e for e in map(self.meeting.entry, references(word, self.meeting)) if e is not None]
        wrong = next((e.ref for e in entries if not self._fits(e)), "")
        if wrong or not entries:
            needed = words.NEEDS_ADDRESSED if self.entry.record.kind == "action" else words.NEEDS_ACTION
            raise editing.NotThat(needed.format(ref=wrong or word))
        if isinstance(self.entry.record, Action):
            ids = [e.record.id for e in entries]
            drafts: tuple[Draft, ...] = (self._linked(self.entry, self.entry.record, ids),)
        else:
            here = [self.entry.record.id]
            drafts = tuple(self._linked(e, e.record, here) for e in entries if isinstance(e.record, Action))
        refs = ", ".join(e.ref for e in entries)
        action, what = (self.called, refs) if self.entry.record.kind == "action" else (refs, self.called)
        return self.understood(drafts, words.LINKED.format(action=action, what=what))

    def _linked(self, entry: Entry[Record], action: Action, ids: list[str]) -> Draft:
        """The action with these links and, as in a typed line, the marks of what it is newly for."""
        addresses = tuple(dict.fromkeys((*action.addresses, *ids)))
        marks = marked_as_addressed(action, addresses, self.meeting)
        return Draft(record=action.model_copy(update={**marks, "addresses": addresses}), base=entry.base)

    def _fits(self, other: Entry[Record]) -> bool:
        if self.entry.record.kind == "action":
            return is_addressable(other.record)
        return isinstance(other.record, Action)

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        among = (entry for kind in STATEMENTS for entry in self.meeting.of_kind(kind.name))
        from chairtui.meeting.capture.completion import complete_refs

        return complete_refs(text, cursor, (e for e in among if self._fits(e)))


@dataclass(frozen=True, slots=True)
class VerifyMode(QuickMode):
    """Turns a reported note into a fact: who verified it, or how."""

    @property
    def hint(self) -> str:
        return words.WHO_VERIFIED.format(ref=self.called)

    def read_word(self, word: str) -> Reading:
        found = who_is(word, self.meeting)
        by = self.meeting.name_of(found.who) if isinstance(found, Named) else word.lstrip("@")
        drafts = self.changed({"nature": "fact", "verified": by})
        return self.understood(drafts, words.VERIFIED.format(ref=self.called, who=by))

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        from chairtui.meeting.capture.completion import complete_name

        return complete_name(text, cursor, self.meeting)


@dataclass(frozen=True, slots=True)
class ArrivalMode(LineMode):
    """Marks somebody as arrived or gone, now or at the time after the name."""

    meeting: Meeting
    seen: Meeting
    """The visible part of the meeting, from which names are completed."""
    now: Callable[[], datetime]

    @property
    def key(self) -> str:
        return "coming-and-going"

    @property
    def tells(self) -> bool:
        return True

    @property
    def hint(self) -> str:
        return words.WHO_COMES

    def read(self, text: str) -> Reading:
        now, timed = self.now(), _TIME.search(text)
        name = text[: timed.start()] if timed else text
        if timed:
            now = now.replace(hour=int(timed[1]), minute=int(timed[2]), second=0, microsecond=0)
        found = self._who(name.strip())
        if isinstance(found, Unclear):
            return asks_which(found, text, self.meeting)
        if isinstance(found, Nobody):
            return Refused(found.reason)
        entry = self.meeting.entry(found.who.attendee or "")
        if entry is None or not isinstance(entry.record, Attendee):
            return Refused(words.NOT_INVITED)
        draft, said = come_or_go(entry.record, entry.base, now, self.meeting)
        return Understood((draft,), said, entry.record.id)

    def _who(self, name: str) -> Named | Unclear | Nobody:
        """The attendee a name refers to: a visible one, or else a hidden one by full name."""
        found = who_is(name, self.seen)
        among_all = who_is(name, self.meeting) if isinstance(found, Nobody) else found
        if isinstance(among_all, Unclear) and among_all is not found:
            return Nobody(words.NOT_IN_THIS_PART, 0, len(name))
        return found if isinstance(among_all, Nobody) else among_all

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        from chairtui.meeting.capture.completion import complete_name

        return complete_name(text, cursor, self.seen)
