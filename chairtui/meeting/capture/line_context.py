"""A line being read: its sections, whom it mentions, and the words left when its clauses are taken out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chairtui.meeting.capture import clauses
from chairtui.meeting.capture.clauses import Clause, Mention
from chairtui.meeting.capture.people import Named
from chairtui.meeting.capture.result import refuse, unsettled
from chairtui.meeting.capture.tokenise import Parted, Section
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Origin, Part, Who
from chairtui.words import capture as words


@dataclass(frozen=True)
class Reading:
    """One line at one meeting. `on` is the meeting's own day; `now` is aware; `new_id` names the new record."""

    line: str
    parted: Parted
    meeting: Meeting
    format_: Format
    item: str
    on: date
    now: datetime
    by: str
    new_id: Callable[[], str]

    @property
    def kind(self) -> str:
        return self.parted.kind

    @property
    def part(self) -> Part:
        return self.meeting.details.part

    @property
    def origin(self) -> Origin:
        """Prior or during, from the agenda item it is filed under."""
        item = self.format_.item(self.item) if self.item else None
        return item.origin if item and item.kind == "observations" and item.origin else "during"

    def clauses_of(self, section: Section) -> list[Clause]:
        """What could be clauses of an action in a section."""
        return clauses.find_clauses(self.line, section.start, section.end, self.meeting, self.on, self.format_.nation)

    def mentions_of(self, section: Section) -> list[Mention]:
        """Whom a section mentions, each of them settled. Raises `NotTaken` for the first who isn't."""
        found = clauses.find_mentions(self.line, section.start, section.end, self.meeting)
        return settled(found)

    def words_of(self, section: Section, taken: Sequence[Clause] = ()) -> str:
        """A section's words without the clauses taken, other mentions in it as the people's names."""
        rest = [
            mention
            for mention in clauses.find_mentions(self.line, section.start, section.end, self.meeting)
            if clauses.person(mention) and all(mention.start != clause.start for clause in taken)
        ]
        gone = [clause for clause in taken if section.start <= clause.start < section.end]
        named = {m.start: self.name_of(m) for m in rest}
        named |= {
            m.start: self.name_of(m) for m in clauses.mentioned(gone) if clauses.is_tied(self.line, m, section.start)
        }
        gone = [c for c in gone if not (isinstance(c, clauses.Deadline) and c.keeps)]
        return clauses.words_left(self.line, section.start, section.end, [*gone, *rest], named)

    def name_of(self, mention: Mention) -> str:
        return self.meeting.name_of(clauses.person(mention))

    def said(self, text: str, section: Section | None = None) -> str:
        """The text, if there is anything in it to read. Raises `NotTaken` otherwise."""
        if any(unicodedata.category(c)[0] in "LNSM" for c in text):
            return text
        if section is None or section.name == "main":
            raise refuse(words.EMPTY.format(start=f"{self.parted.begun}:"))
        word = self.line[section.opened : section.start].strip()
        if section.name == "restricted":
            raise refuse(words.WHY_RESTRICTED, section.opened, section.start)
        raise refuse(words.NOTHING_AFTER.format(word=word), section.opened, section.start)

    def short(self, text: str) -> str:
        """As much of a text as stands in a preview."""
        text = " ".join(text.split())
        return text if len(text) <= 40 else text[:39].rstrip() + "…"

    def preview(self, parts: Sequence[str], *, owned: bool, restricted: bool) -> str:
        """A label and its parts: "ACTION for Sam Okafor, Health · by …". `owned`: the first part follows the label."""
        label = words.LABELS[self.kind]
        shown = [f"{label} {parts[0]}", *parts[1:]] if owned and parts else [label, *parts]
        return " · ".join([*shown, words.RESTRICTED] if restricted else shown)

    def restricted(self, taken: Sequence[Clause] = ()) -> str | None:
        """Why it is kept from the family, None if it isn't. Raises `NotTaken` where the reason is missing."""
        section = self.parted.section("restricted")
        return self.said(self.words_of(section, taken), section) if section else None

    def source(self) -> tuple[Who | None, list[Mention]]:
        """Who said it, and the mentions that only say so and are no part of the words.

        It is the one named at the end; else the one at the end of the reason for restricting it; else the first.
        """
        main = self.mentions_of(self.parted.main)
        last = clauses.at_the_end(self.line, self.parted.main.end, main)
        if any(clauses.person(mention) != clauses.person(last[0]) for mention in last):
            raise refuse(words.TWO_SOURCES, last[-1].start, last[-1].end)
        if last:
            return clauses.person(last[-1]), last
        if main:
            return clauses.person(main[0]), []
        if section := self.parted.section("restricted"):
            found = clauses.find_mentions(self.line, section.start, section.end, self.meeting)
            last = clauses.at_the_end(self.line, section.end, found)
            if last:
                return clauses.person(settled(last)[-1]), [last[-1]]
        return None, []


def settled(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, each of one person. Raises `NotTaken` for the first that isn't."""
    for mention in found:
        if not isinstance(mention.found, Named):
            raise unsettled(mention.found)
    return list(found)
