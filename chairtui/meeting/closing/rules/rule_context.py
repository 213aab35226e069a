"""The state of a meeting for the closing rules, collected once per check so that each rule is linear at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format, PaneKind, Question, Rule
from chairtui.meeting.records import Action, Answer, Attendee, Note, Observation, Record


@dataclass(frozen=True, slots=True)
class RuleContext:
    """Current records, without dropped actions.

    `held`: date of the meeting in Europe/London; `addressed`: ids of records that an action addresses.
    """

    meeting: Meeting
    format: Format
    held: date
    attendees: tuple[Entry[Attendee], ...]
    observations: tuple[Entry[Observation], ...]
    notes: tuple[Entry[Note], ...]
    actions: tuple[Entry[Action], ...]
    addressed: frozenset[str]

    @classmethod
    def of(cls, meeting: Meeting, format_: Format) -> RuleContext:
        actions = tuple(a for a in meeting.actions if a.record.status != "dropped")
        return cls(
            meeting=meeting,
            format=format_,
            held=day_of(meeting.details.starts),
            attendees=tuple(meeting.attendees),
            observations=tuple(meeting.observations),
            notes=tuple(meeting.notes),
            actions=actions,
            addressed=frozenset(target for a in actions for target in a.record.addresses),
        )

    def question(self, rule: Rule) -> Question:
        """The question that a rule looks at; the loader guarantees that it exists."""
        question = self.format.question(rule.question or "")
        assert question is not None
        return question

    def answer(self, rule: Rule) -> Answer | None:
        """The answer to the question that a rule looks at."""
        return self.meeting.answer(rule.question or "")

    def found(self, rule: Rule, message: str, item: str, *, ref: str = "", question: str = "") -> Finding:
        """A finding of a rule, at this agenda item unless the rule names another."""
        return Finding(
            level=rule.level,
            provision=rule.provision,
            message=message,
            item=rule.item or item,
            ref=ref,
            question=question,
            rule=rule.rule,
        )

    def about(self, rule: Rule, entry: Entry[Record], message: str) -> Finding:
        """A finding about one record, at the item that shows the record."""
        return self.found(rule, message, home_of(entry.record, self.format), ref=entry.ref)

    def about_detail(self, rule: Rule, key: str, kind: PaneKind, message: str) -> Finding:
        """A finding about one of the meeting's details, at the first item of that kind or else the details."""
        home = self.format.first_item(kind) or self.format.first_item("details") or self.format.agenda[0]
        return self.found(rule, message, home.id, question=key)

    def about_answer(self, rule: Rule, message: str) -> Finding:
        """A finding about the answer to the question that a rule looks at."""
        question = self.question(rule)
        return self.found(rule, message, question.item, question=question.id)

    def pane(self, *kinds: PaneKind) -> str:
        """Id of the first agenda item of these kinds, in order of preference, or of the agenda's first item."""
        found = next((item for kind in kinds if (item := self.format.first_item(kind))), None)
        return (found or self.format.agenda[0]).id
