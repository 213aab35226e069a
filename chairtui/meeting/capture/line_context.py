"""A parsed line with its sections and clauses, and the lookups that all kinds of line share."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from chairtui.meeting.capture.clauses import Bare, Clause, Clauses, Finder, Mention, is_subject
from chairtui.meeting.capture.cut_text import words_left
from chairtui.meeting.capture.details import details_of
from chairtui.meeting.capture.people import Named, label
from chairtui.meeting.capture.result import Understood, asks_between, not_one_person, refuse
from chairtui.meeting.capture.tokenise import Parted, Section
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, AnyStatement, Draft, Origin, Part, Statement, Who
from chairtui.words import capture as words


@dataclass(frozen=True)
class LineContext:
    """The meeting a line is typed in and the agenda item it is filed under.

    `on` is the day dates are counted from, the meeting's own; `now` is aware; `new_id` names a new record.
    """

    meeting: Meeting
    format_: Format
    item: str
    part: Part
    on: date
    now: datetime
    by: str
    new_id: Callable[[], str]
    corrects: Statement | None = None
    """The record that the line changes; fields not in the line are taken from it."""

    @classmethod
    def of(
        cls,
        meeting: Meeting,
        format_: Format,
        *,
        item: str = "",
        new_id: Callable[[], str],
        by: str = "",
        now: datetime | None = None,
    ) -> LineContext:
        """The context of a meeting's current state: its part, and its day. `item` is an id or a number."""
        filed_under = format_.item(item)
        return cls(
            meeting,
            format_,
            filed_under.id if filed_under else item,
            meeting.details.part,
            day_of(meeting.details.starts),
            now or meeting.versions[-1].at,
            by,
            new_id,
        )

    @property
    def origin(self) -> Origin:
        """Prior or during, from the agenda item."""
        item = self.format_.item(self.item) if self.item else None
        return item.origin if item and item.kind == "observations" and item.origin else "during"


@dataclass(frozen=True, slots=True)
class Speakers:
    """The source: the first person and `others`, and the mentions that aren't text."""

    who: Who | None = None
    others: tuple[Who, ...] = ()
    cut: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class ParsedLine:
    """One line, its sections, and the clauses of each by the section's name."""

    line: str
    parted: Parted
    clauses: dict[str, Clauses]
    context: LineContext

    @property
    def kind(self) -> str:
        return self.parted.kind

    @property
    def meeting(self) -> Meeting:
        return self.context.meeting

    def section(self, name: str) -> Section | None:
        return self.parted.section(name)

    def words_of(self, name: str, cut: Sequence[Clause] = (), start: int | None = None) -> str:
        """A section's words as they were typed, from `start` on if given, without the clauses cut and the signs."""
        section = self.parted.section(name)
        if section is None:
            return ""
        signs = [sign for mention in self.clauses[name].mentions for sign in mention.signs]
        return words_left(self.line, section.start if start is None else start, section.end, cut, signs)

    def required_words(self, name: str, cut: Sequence[Clause] = (), start: int | None = None) -> str:
        """As `words_of`, but raises `NotTaken` for a blank text."""
        text = self.words_of(name, cut, start)
        if name == "main" and not text and self.context.corrects:
            return self.context.corrects.text
        if any(unicodedata.category(c)[0] in "LNSM" for c in text):
            return text
        section = self.parted.section(name)
        if section is None or name == "main":
            raise refuse(words.EMPTY.format(start=f"{self.parted.begun}:"))
        if name == "restricted":
            raise refuse(words.WHY_RESTRICTED, section.opened, section.start, "reason")
        word = self.line[section.opened : section.start].strip()
        raise refuse(words.NOTHING_AFTER.format(word=word), section.opened, section.start)

    def restricted(self, cut: Sequence[Clause] = ()) -> str | None:
        """The reason for a restriction, None without one. Raises `NotTaken` if the reason is missing."""
        return self.required_words("restricted", cut) if self.section("restricted") else None

    def named(self, mentions: Iterable[Mention]) -> tuple[Who, ...]:
        """The people mentioned, each once, in order. Raises `NotTaken` for the first name that isn't one person's."""
        people: dict[str, Who] = {}
        for mention in mentions:
            for found in mention.found:
                if not isinstance(found, Named):
                    raise not_one_person(found, self.line, self.meeting)
                people.setdefault(found.who.attendee or found.who.name, found.who)
        return tuple(people.values())

    def opening(self) -> tuple[tuple[Mention, ...], bool]:
        """The mentions at the start of the text, and whether the last of them is the subject of the sentence."""
        leading = self.clauses["main"].leading
        found = tuple(clause for clause in leading if isinstance(clause, Mention))
        if not found or found[-1] is not leading[-1]:
            return found, False
        return found, is_subject(self.line, found[-1], self.parted.main.end)

    def speakers(self) -> Speakers:
        """Who said it: whoever is named at the end, or else at the start; or else after the reason for restricting it.

        A name that the sentence goes on from ("@baird is wrong") is a mention, and who said it is left open. Raises
        `NotTaken` for a name that isn't one person's, and where two are named in two places.
        """
        opening, subject = self.opening()
        first = () if subject else opening
        last = tuple(clause for clause in self.clauses["main"].trailing if isinstance(clause, Mention))
        before, after = self.named(first), self.named(last)
        if before and after and set(before) != set(after):
            raise self.one_of(words.TWO_SOURCES, first, last)
        if not before and not after and "restricted" in self.clauses:
            last = tuple(c for c in self.clauses["restricted"].trailing if isinstance(c, Mention))
            after = self.named(last)
        people = after or before
        return Speakers(people[0] if people else None, people[1:], (*first, *last))

    def one_of(self, reason: str, first: Sequence[Mention], last: Sequence[Mention]) -> Exception:
        """Build the exception for people named in two places; each choice drops the sign from the other name."""
        kept = ((self.named(first)[0], last), (self.named(last)[0], first))
        people = tuple((who, self._without_signs(others)) for who, others in kept)
        return asks_between(reason, people, partial(label, meeting=self.meeting), last[-1].start, last[-1].end)

    def _without_signs(self, mentions: Sequence[Mention]) -> str:
        line = self.line
        for start, end in sorted((sign for mention in mentions for sign in mention.signs), reverse=True):
            line = line[:start] + line[end:]
        return line

    def understood(self, record: AnyStatement) -> Understood:
        """The outcome for one new record."""
        details = details_of(record, self.meeting, self.context.format_.nation)
        return Understood((Draft(record=record),), record.text, record.id, words.LABELS[self.kind], details)


_BARE: dict[str, Bare] = {"main": "deadline", "measure": "both"}
"""How to treat a date without `by` after text, by section of an action."""


def _bare(section: str, corrects: Statement | None) -> Bare:
    """A new measure doesn't change an existing deadline."""
    if section == "measure" and isinstance(corrects, Action) and corrects.deadline:
        return "words"
    return _BARE.get(section, "words")


def parse(line: str, parted: Parted, context: LineContext) -> ParsedLine:
    """Find the clauses of every section."""
    alone = context.corrects is not None
    finder = Finder(line, context.meeting, context.on, context.format_.nation, alone)
    found: dict[str, Clauses] = {}
    for section in parted.sections:
        if parted.kind == "action":
            found[section.name] = finder.of_action(
                section.start, section.end, bare=_bare(section.name, context.corrects)
            )
        else:
            found[section.name] = finder.of_statement(section.start, section.end)
    return ParsedLine(line, parted, found, context)
