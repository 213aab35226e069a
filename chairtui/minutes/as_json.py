"""A meeting as JSON: the whole of it as it stands, in the form that `form` describes."""

from __future__ import annotations

import json

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format, home_of
from chairtui.meeting.records import (
    Action,
    Agreement,
    Answer,
    Attendee,
    Carried,
    Decision,
    Departure,
    Details,
    Note,
    Observation,
    Progress,
    Record,
    Unsettled,
    Who,
)
from chairtui.minutes import form
from chairtui.minutes.from_json import BadImport, Imported, Later, from_json, read_json
from chairtui.minutes.names import Names, read_short, short_answer

__all__ = ["BadImport", "Imported", "Later", "from_json", "read_json", "to_json"]


def to_json(meeting: Meeting, format_: Format) -> str:
    """Everything that stands, restricted records too: this copy is for programs of one's own, not for sending.

    Removed records are left out. `item` of a note, decision or action is the agenda item it is printed under.
    Indented by two, ending in a line break.
    """
    made = _Writer(meeting, format_).meeting()
    return json.dumps(_told(made.model_dump(mode="json", by_alias=True)), ensure_ascii=False, indent=2) + "\n"


def _told(value: object) -> object:
    """Without the `-ref` keys that have nothing to say, and without others that few meetings need."""
    if isinstance(value, dict):
        return {
            key: _told(inner)
            for key, inner in value.items()
            if not (key.endswith("-ref") and inner is None) and not (key in _SELDOM and not inner)
        }
    return [_told(inner) for inner in value] if isinstance(value, list) else value


_SELDOM = frozenset(
    {
        "agreements",
        "answer-parts",
        "carried",
        "departures",
        "minutes-within",
        "next-meetings",
        "not-convened",
        "previous",
        "unsettled",
    }
)
"""Keys that are left out while they are empty."""


def _carried(carried: Carried | None) -> form.CarriedForm | None:
    return form.CarriedForm(meeting=carried.meeting, ref=carried.ref) if carried else None


class _Writer:
    def __init__(self, meeting: Meeting, format_: Format) -> None:
        self._of = meeting
        self._format = format_
        self._names = Names((e.record.name, e.ref) for e in meeting.attendees)

    def meeting(self) -> form.MeetingForm:
        of, details = self._of, self._of.details
        answers = of.answers
        closure = of.closure
        return form.MeetingForm(
            id=of.id,
            format=details.format,
            format_version=details.format_version,
            format_name=details.format_name,
            title=details.title,
            subject=details.subject,
            starts=details.starts,
            state="closed" if of.closed else "open",
            closed=form.ClosedForm(at=closure.first.at, by=closure.first.by, digest=closure.record.digest)
            if closure
            else None,
            not_convened=form.NotConvenedForm(**of.not_convened.model_dump(exclude={"kind", "id"}))
            if of.not_convened
            else None,
            details=self._details(details),
            attendees=tuple(self._attendee(entry) for entry in of.attendees),
            observations=tuple(self._observation(entry) for entry in of.observations),
            notes=tuple(self._note(entry) for entry in of.notes),
            decisions=tuple(self._decision(entry) for entry in of.decisions),
            actions=tuple(self._action(entry) for entry in of.actions),
            unsettled=tuple(self._unsettled(entry) for entry in of.all(Unsettled)),
            answers={key: short_answer(self._value(answer), answer.reason) for key, answer in answers.items()},
            answer_parts={key: parts for key, answer in answers.items() if (parts := self._parts(answer)) is not None},
            agreements=tuple(self._agreement(entry) for entry in of.all(Agreement)),
            departures=tuple(self._departure(entry) for entry in of.all(Departure)),
            progress={
                entry.record.item: form.ProgressForm(state=entry.record.state, seconds=entry.record.seconds)
                for entry in of.all(Progress)
            },
            amendments=tuple(
                form.AmendmentForm(
                    amendment=entry.ref,
                    ref=self._target(entry.record.target),
                    text=entry.record.text,
                    reason=entry.record.reason,
                    asked_by=entry.record.asked_by,
                    agreed_by=entry.record.agreed_by,
                    by=entry.first.by,
                    at=entry.first.at,
                )
                for entry in of.amendments
            ),
            follow_ups=tuple(
                form.FollowUpForm(
                    ref=entry.ref,
                    action=of.ref_of(entry.record.action),
                    status=entry.record.status,
                    deadline=entry.record.deadline,
                    reason=entry.record.reason,
                    by=entry.first.by,
                    at=entry.first.at,
                )
                for entry in of.follow_ups
            ),
            distributions=tuple(
                form.DistributionForm(
                    ref=entry.ref,
                    to=of.name_of(entry.record.to),
                    to_ref=self._ref(entry.record.to),
                    audience=entry.record.audience,
                    sent=entry.record.sent,
                    how=entry.record.how,
                    by=entry.first.by,
                    at=entry.first.at,
                )
                for entry in of.distributions
            ),
            next_meetings=tuple(
                form.NextMeetingForm(
                    meeting=entry.record.meeting,
                    starts=entry.record.starts,
                    carried=tuple(of.ref_of(action) for action in entry.record.carried),
                    by=entry.first.by,
                    at=entry.first.at,
                )
                for entry in of.next_meetings
            ),
        )

    def _details(self, details: Details) -> form.DetailsForm:
        return form.DetailsForm(
            aim=details.aim,
            chair=self._name(details.chair),
            chair_ref=self._ref(details.chair),
            note_taker=self._name(details.note_taker),
            note_taker_ref=self._ref(details.note_taker),
            venue=details.venue,
            convening_agency=details.convening_agency,
            reasons=details.reasons,
            kind=details.meeting_kind,
            person=details.person,
            part=details.part,
            previous=form.PreviousForm(**details.previous.model_dump()) if details.previous else None,
            minutes_within=details.minutes_within,
        )

    def _attendee(self, entry: Entry[Attendee]) -> form.AttendeeForm:
        return form.AttendeeForm(ref=entry.ref, **entry.record.model_dump(exclude={"kind", "id"}))

    def _observation(self, entry: Entry[Observation]) -> form.ObservationForm:
        record = entry.record
        return form.ObservationForm(
            ref=entry.ref,
            theme=record.theme,
            text=record.text,
            origin=record.origin,
            source=self._name(record.source),
            source_ref=self._ref(record.source),
            no_action=record.no_action,
            immediate=form.ImmediateForm(**record.immediate.model_dump()) if record.immediate else None,
            carried=_carried(record.carried),
            item=record.item,
            part=record.part,
            restricted=record.restricted,
        )

    def _note(self, entry: Entry[Note]) -> form.NoteForm:
        record = entry.record
        return form.NoteForm(
            ref=entry.ref,
            nature=record.nature,
            text=record.text,
            source=self._name(record.source),
            source_ref=self._ref(record.source),
            item=home_of(record, self._format),
            part=record.part,
            restricted=record.restricted,
            verified=record.verified,
        )

    def _decision(self, entry: Entry[Decision]) -> form.DecisionForm:
        record = entry.record
        return form.DecisionForm(
            ref=entry.ref,
            text=record.text,
            reason=record.reason,
            dissent=tuple(
                form.DissentForm(who=self._of.name_of(d.who), who_ref=self._ref(d.who), text=d.text)
                for d in record.dissent
            ),
            item=home_of(record, self._format),
            part=record.part,
            restricted=record.restricted,
        )

    def _action(self, entry: Entry[Action]) -> form.ActionForm:
        record, family = entry.record, entry.record.family
        return form.ActionForm(
            ref=entry.ref,
            text=record.text,
            measure=record.measure,
            owner=self._name(record.owner),
            owner_ref=self._ref(record.owner),
            deadline=record.deadline,
            addresses=tuple(ref for id_ in record.addresses if (ref := self._standing(id_))),
            status=record.status,
            family=form.FamilyForm(by=self._name(family.by), by_ref=self._ref(family.by), why_not=family.why_not)
            if family
            else None,
            carried=_carried(record.carried),
            item=home_of(record, self._format),
            part=record.part,
            restricted=record.restricted,
        )

    def _agreement(self, entry: Entry[Agreement]) -> form.AgreementForm:
        record = entry.record
        return form.AgreementForm(
            ref=entry.ref,
            provision=record.provision,
            of=self._of.name_of(record.of),
            of_ref=self._ref(record.of),
            said=record.said,
            asked=record.asked,
            why=record.why,
        )

    def _departure(self, entry: Entry[Departure]) -> form.DepartureForm:
        record = entry.record
        return form.DepartureForm(
            ref=entry.ref,
            provision=record.provision,
            reason=record.reason,
            decided_by=self._of.name_of(record.decided_by),
            decided_by_ref=self._ref(record.decided_by),
            route=record.route,
        )

    def _unsettled(self, entry: Entry[Unsettled]) -> form.UnsettledForm:
        record = entry.record
        return form.UnsettledForm(
            ref=entry.ref,
            text=record.text,
            reason=record.reason,
            item=home_of(record, self._format),
            part=record.part,
            restricted=record.restricted,
        )

    # ---- people, references and answers

    def _name(self, who: Who | None) -> str | None:
        return self._of.name_of(who) or None

    def _ref(self, who: Who | None) -> str | None:
        """The attendee's reference, "" for nobody's, where the name alone would be read otherwise; else None."""
        if who is None:
            return None
        meant = self._standing(who.attendee or "")
        return None if self._names.only(self._of.name_of(who)) == meant else meant

    def _standing(self, record_id: str) -> str:
        entry: Entry[Record] | None = self._of.entry(record_id)
        return entry.ref if entry is not None and not entry.removed else ""

    def _target(self, record_id: str) -> str:
        return self._of.ref_of(record_id) or record_id.removeprefix("answer:")

    def _value(self, answer: Answer) -> str:
        attendee = self._of.entry(answer.attendee) if answer.attendee else None
        return attendee.record.name if attendee and isinstance(attendee.record, Attendee) else answer.value

    def _parts(self, answer: Answer) -> form.AnswerForm | None:
        """Value, reason and person apart, where the short form would be read otherwise; else None."""
        value = self._value(answer)
        ref = self._standing(answer.attendee or "")
        read = read_short(short_answer(value, answer.reason))
        if read == (value, answer.reason) and self._names.only(value) == ref:
            return None
        return form.AnswerForm(value=value, reason=answer.reason, ref=ref)
