"""A meeting read back from JSON, as drafts for a new one: all of it, or one line that says what is wrong.

Ids are new; references come out the same where the file's own had no gaps. An imported meeting begins open, since
the seal of a meeting covers who wrote what and when, which an import can't bring along. `Imported` says whether it
was closed and what came after, so that a caller can seal the new one and then append the amendments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Carried,
    Decision,
    Departure,
    Details,
    Dissent,
    Distribution,
    Draft,
    FamilyTalk,
    FollowUp,
    Immediate,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    Previous,
    Progress,
    Record,
    Unsettled,
    Who,
)
from chairtui.minutes import form
from chairtui.minutes.names import Names, read_short
from chairtui.words import importing as words

LARGEST = 20_000_000
"""Characters in a file. No meeting comes near it: one of 3,000 records has 1,500,000."""
MOST_OBJECTS, MOST_COMMAS = 100_000, 2_000_000
"""Braces and brackets, and commas, counted before anything is parsed: what is made of them takes fifty times its text
in memory, and each that is wrong its own error."""


class BadImport(ValueError):
    """A file that is no meeting; the message is one line for a person."""


@dataclass(frozen=True)
class Later:
    """What a closed meeting took after its closing, with who wrote it and when (aware)."""

    draft: Draft
    by: str
    at: datetime


@dataclass(frozen=True)
class Imported:
    """A meeting's drafts in the order to write them (details first), what came after its closing, and whether it
    was closed. `format` is its format's id, which the caller knows or refuses."""

    format: str
    drafts: tuple[Draft, ...]
    later: tuple[Later, ...]
    closed: bool


def from_json(text: str, new_id: Callable[[], str]) -> list[Draft]:
    """The drafts of an open meeting, amendments and the like at the end. Raises `BadImport`."""
    read = read_json(text, new_id)
    return [*read.drafts, *(later.draft for later in read.later)]


def read_json(text: str, new_id: Callable[[], str]) -> Imported:
    """The meeting, with what came after its closing kept apart. Raises `BadImport`."""
    return _Reader(_checked(_parsed(text)), new_id).imported()


def _parsed(text: str) -> object:
    if len(text) > LARGEST or text.count("{") + text.count("[") > MOST_OBJECTS or text.count(",") > MOST_COMMAS:
        raise BadImport(words.TOO_LARGE)
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadImport(words.NOT_JSON.format(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise BadImport(words.TOO_DEEP) from None
    except BadImport:
        raise
    except ValueError:
        raise BadImport(words.BAD_NUMBER) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BadImport(words.KEY_TWICE.format(key=_plain(next(key for key in keys if keys.count(key) > 1))))
    return made


def _no_constant(name: str) -> object:
    raise BadImport(words.NOT_A_NUMBER.format(name=name))


def _checked(value: object) -> form.MeetingForm:
    if not isinstance(value, dict):
        raise BadImport(words.NOT_AN_OBJECT)
    if "copy-for" in value:
        raise BadImport(words.IS_A_COPY)
    version = value.get("version", form.VERSION)
    if isinstance(version, int) and version > form.VERSION:
        raise BadImport(words.NEWER)
    try:
        return form.MeetingForm.model_validate(value)
    except ValidationError as error:
        raise BadImport(_reason(error)) from None
    except RecursionError:
        raise BadImport(words.TOO_DEEP) from None


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    place = _place(first["loc"])
    kind = first["type"]
    if kind == "missing":
        return words.MISSING.format(place=place)
    if kind == "extra_forbidden":
        return words.UNKNOWN_KEY.format(place=place)
    if any(isinstance(limit, str | date) for name, limit in first.get("ctx", {}).items() if name in ("ge", "le", "lt")):
        return words.IS_WRONG.format(place=place, what=words.OUT_OF_REACH)
    what = next((said for start, said in words.WRONG.items() if kind.startswith(start)), "")
    return words.IS_WRONG.format(place=place, what=what or first["msg"].lower())


def _place(steps: tuple[int | str, ...]) -> str:
    """`attendees 2, name`: lists counted from 1."""
    named: list[str] = []
    for step in steps:
        if isinstance(step, int):
            named[-1:] = [f"{named[-1] if named else ''} {step + 1}".strip()]
        elif step != "[key]":
            named.append(_plain(step))
    return ", ".join(named) or words.THE_FILE


def _plain(text: str) -> str:
    """A key from the file, short and harmless enough to be shown in a message."""
    seen = "".join(c if c.isprintable() else "?" for c in text[:60])
    return seen if len(text) <= 60 else f"{seen}…"


class _Reader:
    def __init__(self, meeting: form.MeetingForm, new_id: Callable[[], str]) -> None:
        self._of = meeting
        self._new_id = new_id
        self._ids: dict[str, str] = {}
        self._attendees = [(self._id_for(a.ref), a) for a in meeting.attendees]
        self._names = Names((attendee.name, id_) for id_, attendee in self._attendees)
        self._people = {id_ for id_, _ in self._attendees}

    def imported(self) -> Imported:
        of = self._of
        observations = [(self._id_for(o.ref), o) for o in of.observations]
        notes = [(self._id_for(n.ref), n) for n in of.notes]
        decisions = [(self._id_for(d.ref), d) for d in of.decisions]
        actions = [(self._id_for(a.ref), a) for a in of.actions]
        unsettled = [(self._id_for(u.ref), u) for u in of.unsettled]
        records: list[Record] = [
            self._details(),
            *([NotConvened(**of.not_convened.model_dump())] if of.not_convened else []),
            *(Attendee(id=i, **a.model_dump(exclude={"ref"})) for i, a in self._attendees),
            *(self._observation(i, o) for i, o in observations),
            *(self._note(i, n) for i, n in notes),
            *(self._decision(i, d) for i, d in decisions),
            *(self._action(i, a, n) for n, (i, a) in enumerate(actions, 1)),
            *(Unsettled(id=i, **u.model_dump(exclude={"ref"})) for i, u in unsettled),
            *self._answers(),
            *self._agreements(),
            *self._departures(),
            *(
                Progress(id=_long_id(f"progress:{item}"), item=item, state=p.state, seconds=p.seconds)
                for item, p in of.progress.items()
            ),
        ]
        return Imported(
            format=of.format,
            drafts=tuple(Draft(record=record) for record in records),
            later=tuple(self._later()),
            closed=of.state == "closed",
        )

    def _id_for(self, ref: str) -> str:
        """A new id, by which others find this reference."""
        id_ = self._new_id()
        if ref:
            if ref in self._ids:
                raise BadImport(words.REF_TWICE.format(ref=_plain(ref)))
            self._ids[ref] = id_
        return id_

    def _id_of(self, ref: str, place: str) -> str:
        if ref not in self._ids:
            raise BadImport(words.NO_SUCH_REF.format(place=place, ref=_plain(ref)))
        return self._ids[ref]

    def _who(self, name: str | None, ref: str | None, place: str) -> Who | None:
        if name is None:
            return None
        return Who(name=name, attendee=self._attendee(name, ref, place))

    def _attendee(self, name: str, ref: str | None, place: str) -> str | None:
        if ref is None:
            return self._names.only(name) or None
        if not ref:
            return None
        id_ = self._id_of(ref, place)
        if id_ not in self._people:
            raise BadImport(words.NOT_AN_ATTENDEE.format(place=place, ref=_plain(ref)))
        return id_

    def _details(self) -> Details:
        of, details = self._of, self._of.details
        return Details(
            format=of.format,
            format_version=of.format_version or words.NO_VERSION,
            format_name=of.format_name or of.format,
            title=of.title,
            subject=of.subject,
            person=details.person,
            starts=of.starts,
            meeting_kind=details.kind,
            reasons=details.reasons,
            aim=details.aim,
            chair=self._who(details.chair, details.chair_ref, "details, chair-ref"),
            note_taker=self._who(details.note_taker, details.note_taker_ref, "details, note-taker-ref"),
            convening_agency=details.convening_agency,
            venue=details.venue,
            part=details.part,
            previous=Previous(**details.previous.model_dump()) if details.previous else None,
            minutes_within=details.minutes_within,
        )

    def _observation(self, id_: str, given: form.ObservationForm) -> Observation:
        return Observation(
            id=id_,
            theme=given.theme,
            text=given.text,
            origin=given.origin,
            source=self._who(given.source, given.source_ref, "observations, source-ref"),
            item=given.item,
            part=given.part,
            restricted=given.restricted,
            no_action=given.no_action,
            immediate=Immediate(**given.immediate.model_dump()) if given.immediate else None,
            carried=_carried(given.carried),
        )

    def _note(self, id_: str, given: form.NoteForm) -> Note:
        return Note(
            id=id_,
            nature=given.nature,
            text=given.text,
            source=self._who(given.source, given.source_ref, "notes, source-ref"),
            item=given.item,
            part=given.part,
            restricted=given.restricted,
            verified=given.verified,
        )

    def _decision(self, id_: str, given: form.DecisionForm) -> Decision:
        place = "decisions, dissent, who-ref"
        return Decision(
            id=id_,
            text=given.text,
            reason=given.reason,
            dissent=tuple(
                Dissent(who=Who(name=d.who, attendee=self._attendee(d.who, d.who_ref, place)), text=d.text)
                for d in given.dissent
            ),
            item=given.item,
            part=given.part,
            restricted=given.restricted,
        )

    def _action(self, id_: str, given: form.ActionForm, number: int) -> Action:
        family = given.family
        return Action(
            id=id_,
            text=given.text,
            measure=given.measure,
            owner=self._who(given.owner, given.owner_ref, f"actions {number}, owner-ref"),
            deadline=given.deadline,
            addresses=tuple(self._id_of(ref, f"actions {number}, addresses") for ref in given.addresses),
            status=given.status,
            family=FamilyTalk(
                by=self._who(family.by, family.by_ref, f"actions {number}, family, by-ref"), why_not=family.why_not
            )
            if family
            else None,
            carried=_carried(given.carried),
            item=given.item,
            part=given.part,
            restricted=given.restricted,
        )

    def _answers(self) -> list[Answer]:
        made: list[Answer] = []
        stray = next((key for key in self._of.answer_parts if key not in self._of.answers), None)
        if stray is not None:
            raise BadImport(words.NO_SUCH_REF.format(place="answer-parts", ref=_plain(stray)))
        for question, text in self._of.answers.items():
            parts = self._of.answer_parts.get(question)
            value, reason = (parts.value, parts.reason) if parts else read_short(text)
            ref = parts.ref if parts else None
            attendee = self._attendee(value, ref, f"answer-parts, {question}")
            id_ = _long_id(f"answer:{question}")
            made.append(Answer(id=id_, question=question, value=value, reason=reason, attendee=attendee))
        return made

    def _agreements(self) -> list[Agreement]:
        made: list[Agreement] = []
        for given in self._of.agreements:
            attendee = self._attendee(given.of, given.of_ref, "agreements, of-ref")
            id_ = self._known_as(given.ref, f"agreement:{given.provision}:{attendee or self._new_id()}")
            of = Who(name=given.of, attendee=attendee)
            made.append(
                Agreement(id=id_, provision=given.provision, of=of, said=given.said, asked=given.asked, why=given.why)
            )
        return made

    def _departures(self) -> list[Departure]:
        made: list[Departure] = []
        for given in self._of.departures:
            id_ = self._known_as(given.ref, f"departure:{given.provision}")
            attendee = self._attendee(given.decided_by, given.decided_by_ref, "departures, decided-by-ref")
            who = Who(name=given.decided_by, attendee=attendee)
            made.append(
                Departure(id=id_, provision=given.provision, reason=given.reason, decided_by=who, route=given.route)
            )
        return made

    def _known_as(self, ref: str, id_: str) -> str:
        """An id made of what the record is about, found by others under this reference."""
        if id_ in self._ids.values():
            raise BadImport(words.REF_TWICE.format(ref=_plain(id_)))
        self._ids[ref or id_] = _long_id(id_)
        return id_

    def _later(self) -> list[Later]:
        made: list[Later] = []
        for n, given in enumerate(self._of.amendments, 1):
            amendment = Amendment(
                id=self._id_for(given.amendment),
                target=self._target(given.ref, f"amendments {n}, ref"),
                text=given.text,
                reason=given.reason,
                asked_by=given.asked_by,
                agreed_by=given.agreed_by,
            )
            made.append(Later(Draft(record=amendment), given.by, given.at))
        for n, up in enumerate(self._of.follow_ups, 1):
            follow_up = FollowUp(
                id=self._id_for(up.ref),
                action=self._id_of(up.action, f"follow-ups {n}, action"),
                status=up.status,
                deadline=up.deadline,
                reason=up.reason,
            )
            made.append(Later(Draft(record=follow_up), up.by, up.at))
        for n, sent in enumerate(self._of.distributions, 1):
            to = Who(name=sent.to, attendee=self._attendee(sent.to, sent.to_ref, f"distributions {n}, to-ref"))
            distribution = Distribution(
                id=self._id_for(sent.ref), to=to, audience=sent.audience, sent=sent.sent, how=sent.how
            )
            made.append(Later(Draft(record=distribution), sent.by, sent.at))
        for n, follows in enumerate(self._of.next_meetings, 1):
            link = NextMeeting(
                id=self._new_id(),
                meeting=follows.meeting,
                starts=follows.starts,
                carried=tuple(self._id_of(ref, f"next-meetings {n}, carried") for ref in follows.carried),
            )
            made.append(Later(Draft(record=link), follows.by, follows.at))
        return made

    def _target(self, ref: str, place: str) -> str:
        if ref in self._ids:
            return self._ids[ref]
        if ref in ("details", "closure"):
            return ref
        if ref in self._of.answers:
            return _long_id(f"answer:{ref}")
        if re.fullmatch(r"progress:[A-Za-z0-9:._-]+", ref) and ref.removeprefix("progress:") in self._of.progress:
            return ref
        raise BadImport(words.NO_SUCH_REF.format(place=place, ref=_plain(ref)))


def _carried(given: form.CarriedForm | None) -> Carried | None:
    return Carried(meeting=given.meeting, ref=given.ref) if given else None


def _long_id(id_: str) -> str:
    """An id made of another. Raises `BadImport` where that gets longer than an id may be."""
    if len(id_) > 80:
        raise BadImport(words.ID_TOO_LONG.format(id=_plain(id_)))
    return id_
