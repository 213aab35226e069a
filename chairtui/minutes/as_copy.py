"""A copy of the minutes as JSON for one audience: what it may see and no more. It is for reading, not for importing."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.records import Answer, Audience, Who
from chairtui.minutes.form import Form
from chairtui.minutes.record_entries import answer_text
from chairtui.minutes.visible_records import Filing


class PersonCopy(Form):
    name: str
    role: str = ""
    agency: str = ""
    status: str


class SaidCopy(Form):
    """A strength, need, risk or note: `kind` is its theme or its nature."""

    ref: str | None = None
    kind: str
    text: str
    source: str | None = None
    no_action: str | None = None
    restricted: str | None = None
    amendments: tuple[AmendmentCopy, ...] = ()


class DissentCopy(Form):
    who: str
    text: str


class DecisionCopy(Form):
    ref: str | None = None
    text: str
    reason: str | None = None
    dissent: tuple[DissentCopy, ...] = ()
    route: str | None = None
    restricted: str | None = None
    amendments: tuple[AmendmentCopy, ...] = ()


class ActionCopy(Form):
    ref: str | None = None
    text: str
    measure: str | None = None
    owner: str | None = None
    deadline: date | None = None
    addresses: tuple[str, ...] = ()
    status: str
    restricted: str | None = None
    amendments: tuple[AmendmentCopy, ...] = ()


class AnswerCopy(Form):
    question: str
    answer: str
    reason: str | None = None
    amendments: tuple[AmendmentCopy, ...] = ()


class AmendmentCopy(Form):
    text: str
    reason: str
    asked_by: str | None = None
    agreed_by: str | None = None
    by: str
    at: Moment


class MeetingCopy(Form):
    """What is left out (null or empty) is not in the file at all, so that nothing tells that it might have been."""

    copy_for: Audience
    title: str
    subject: str
    starts: Moment
    state: Literal["open", "closed"]
    format_name: str
    chair: str | None = None
    note_taker: str | None = None
    venue: str | None = None
    aim: str | None = None
    attendees: tuple[PersonCopy, ...] = ()
    observations: tuple[SaidCopy, ...] = ()
    notes: tuple[SaidCopy, ...] = ()
    decisions: tuple[DecisionCopy, ...] = ()
    actions: tuple[ActionCopy, ...] = ()
    answers: tuple[AnswerCopy, ...] = ()
    amendments: tuple[AmendmentCopy, ...] = ()
    """Of the heading, such as its date."""


def to_copy(meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> str:
    """The copy, indented by two, ending in a line break. For actions alone it holds them and the heading only."""
    made = _Copier(Filing(meeting, format_, audience, person)).copied()
    return json.dumps(_said(made.model_dump(mode="json", by_alias=True)), ensure_ascii=False, indent=2) + "\n"


def _said(value: object) -> object:
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_said(inner) for inner in value] if isinstance(value, list) else value


class _Copier:
    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        self._of = filing.meeting

    def copied(self) -> MeetingCopy:
        filing, details = self._filing, self._of.details
        head = MeetingCopy(
            copy_for=filing.sight.audience,
            title=details.title,
            subject=details.subject,
            starts=details.starts,
            state="closed" if self._of.closed else "open",
            format_name=details.format_name,
            actions=tuple(self._action(n) for n in range(len(filing.all_actions))),
        )
        if filing.sight.audience == "actions":
            return head
        rest: dict[str, object] = {
            "chair": self._person(details.chair),
            "note_taker": self._person(details.note_taker),
            "venue": details.venue,
            "aim": details.aim if filing.sight.preliminaries else "",
            "attendees": tuple(
                PersonCopy(name=e.record.name, role=e.record.role, agency=e.record.agency, status=e.record.status)
                for e in filing.attendees
            ),
            "observations": tuple(
                SaidCopy(
                    ref=self._ref(e),
                    kind=e.record.theme,
                    text=e.record.text,
                    source=self._person(e.record.source),
                    no_action=e.record.no_action,
                    restricted=e.record.restricted,
                    amendments=self._amendments(e.record.id),
                )
                for entries in filing.observations.values()
                for e in entries
            ),
            "notes": tuple(
                SaidCopy(
                    ref=self._ref(e),
                    kind=e.record.nature,
                    text=e.record.text,
                    source=self._person(e.record.source),
                    restricted=e.record.restricted,
                    amendments=self._amendments(e.record.id),
                )
                for entries in filing.notes.values()
                for e in entries
            ),
            "decisions": self._decisions(),
            "answers": tuple(self._answer(e) for entries in filing.answers.values() for e in entries),
            "amendments": self._amendments("details"),
        }
        return head.model_copy(update=rest)

    def _decisions(self) -> tuple[DecisionCopy, ...]:
        route = self._filing.format.route
        return tuple(
            DecisionCopy(
                ref=self._ref(e),
                text=e.record.text,
                reason=e.record.reason,
                dissent=tuple(DissentCopy(who=self._person(d.who) or "", text=d.text) for d in e.record.dissent),
                route=f"{route.text} ({route.cites})" if e.record.dissent and not self._filing.sight.family else None,
                restricted=e.record.restricted,
                amendments=self._amendments(e.record.id),
            )
            for entries in self._filing.decisions.values()
            for e in entries
        )

    def _action(self, n: int) -> ActionCopy:
        entry = self._filing.all_actions[n]
        action = entry.record
        return ActionCopy(
            ref=self._ref(entry),
            text=action.text,
            measure=action.measure,
            owner=self._person(action.owner),
            deadline=action.deadline,
            addresses=tuple(self._filing.refs(action.addresses)) if self._filing.sight.references else (),
            status=action.status,
            restricted=action.restricted,
            amendments=self._amendments(action.id),
        )

    def _answer(self, entry: Entry[Answer]) -> AnswerCopy:
        answer = entry.record
        question = self._filing.format.question(answer.question)
        return AnswerCopy(
            question=question.text if question else answer.question,
            answer=answer_text(question, answer, self._filing) if question else answer.value,
            reason=answer.reason,
            amendments=self._amendments(answer.id),
        )

    def _amendments(self, record_id: str) -> tuple[AmendmentCopy, ...]:
        return tuple(
            AmendmentCopy(
                text=e.record.text,
                reason=e.record.reason,
                asked_by=e.record.asked_by,
                agreed_by=e.record.agreed_by,
                by=e.first.by,
                at=e.first.at,
            )
            for e in self._filing.amended(record_id)
        )

    def _ref(self, entry: Entry[Frozen]) -> str | None:  # type: ignore[type-var]
        return entry.ref if self._filing.sight.references else None

    def _person(self, who: Who | None) -> str | None:
        return self._filing.person(who) or None
