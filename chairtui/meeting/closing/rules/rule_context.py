"""The state of a meeting for the closing rules, collected once per check so that each rule is linear at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format, PaneKind, Question, Rule, home_of
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
        """The question a rule looks at. The loader has made sure that there is one."""
        question = self.format.question(rule.question or "")
        assert question is not None
        return question

    def answer(self, rule: Rule) -> Answer | None:
        """The answer to the question a rule looks at."""
        return self.meeting.answer(rule.question or "")

    def about(self, rule: Rule, entry: Entry[Record], message: str) -> Finding:
        """A finding about one record, mended where the record is shown unless the rule says where else."""
        return Finding(
            level=rule.level,
            provision=rule.provision,
            message=message,
            item=rule.item or home_of(entry.record, self.format),
            ref=entry.ref,
        )

    def about_detail(self, rule: Rule, key: str, kind: PaneKind, message: str) -> Finding:
        """A finding about one of the meeting's details, mended in a pane of that kind or else the details."""
        home = self.format.first_item(kind) or self.format.first_item("details") or self.format.agenda[0]
        item = rule.item or home.id
        return Finding(level=rule.level, provision=rule.provision, message=message, item=item, question=key)

    def about_answer(self, rule: Rule, message: str) -> Finding:
        """A finding about the answer to the question a rule looks at."""
        question = self.question(rule)
        item = rule.item or question.item
        return Finding(level=rule.level, provision=rule.provision, message=message, item=item, question=question.id)

    def pane(self, *kinds: PaneKind) -> str:
        """The id of the first agenda item of the first of these kinds there is, or of the agenda's first item."""
        found = next((item for kind in kinds if (item := self.format.first_item(kind))), None)
        return (found or self.format.agenda[0]).id
