"""One-line summaries of records for `show` and `history`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from chairtui.meeting.after.carried import carried_label
from chairtui.meeting.dates.calendar import show_date, show_when
from chairtui.meeting.fold import Meeting
from chairtui.meeting.own_answers import answer_ref
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Closure,
    Decision,
    Departure,
    Details,
    Distribution,
    FollowUp,
    KeptFormat,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Release,
    ReleasedLine,
    Unsettled,
    Who,
)
from chairtui.words import record_summary as words


def summarise(record: Record, meeting: Meeting) -> str:
    """Summarise a record in one line, with current names."""
    text, parts = _summary(record, meeting)
    if isinstance(record, Readers):
        parts += _marks(record, meeting)
    return " ".join(words.APART.join([text, *(part for part in parts if part)]).split())


def _summary(record: Record, meeting: Meeting) -> tuple[str, list[str]]:
    match record:
        case Details():
            return _details(record, meeting)
        case Attendee():
            return _attendee(record, meeting)
        case Observation():
            return record.text, [
                record.origin,
                _people(record.source, record.also, meeting),
                words.IMMEDIATE.format(decided=record.immediate.decided or words.NOT_YET) if record.immediate else "",
                _labelled(words.NO_ACTION, record.no_action),
                carried_label(record.carried, meeting),
            ]
        case Note():
            return record.text, [
                _people(record.source, record.also, meeting),
                _labelled(words.VERIFIED, record.verified),
            ]
        case Decision():
            dissent = [
                _with_marks(words.DISSENT.format(who=_who(d.who, meeting), text=d.text), d, meeting)
                for d in record.dissent
            ]
            return record.text, [_labelled(words.BECAUSE, record.reason), *dissent]
        case Action():
            return _action(record, meeting)
        case Unsettled():
            return record.text, [record.reason]
        case Answer():
            return f"{record.question}: {record.value}", [record.reason]
        case Agreement():
            day = words.ASKED_ON.format(day=show_date(record.asked)) if record.asked else ""
            return f"{_who(record.of, meeting)}: {record.said}", [record.provision, day, record.why]
        case Departure():
            return f"{record.provision}: {record.reason}", [
                words.DECIDED_BY.format(who=_who(record.decided_by, meeting)),
                _labelled(words.ROUTE, record.route),
            ]
        case Amendment():
            target = meeting.ref_of(record.target) or answer_ref(record.target, meeting)
            return record.text, [
                words.CORRECTS.format(target=target),
                words.BECAUSE.format(text=record.reason),
                _labelled(words.ASKED_BY, record.asked_by),
                _labelled(words.AGREED_BY, record.agreed_by),
            ]
        case FollowUp():
            day = show_date(record.deadline) if record.deadline else ""
            return f"{meeting.ref_of(record.action)}: {record.status}", [_labelled(words.BY, day), record.reason]
        case Distribution():
            sent = words.SENT.format(day=show_date(record.sent)) if record.sent else words.NOT_SENT
            return _who(record.to, meeting), [record.audience, sent, record.how]
        case NextMeeting():
            return words.FOLLOWED_BY.format(meeting=record.meeting, when=show_when(record.starts)), [
                _labelled(words.TOOK_OVER, ", ".join(meeting.ref_of(action) for action in record.carried))
            ]
        case Closure():
            return words.SEALED.format(digest=record.digest), []
        case KeptFormat():
            return f"{record.format}, {record.version}", []
        case NotConvened():
            return record.rationale, [words.BY.format(text=record.decided_by), show_date(record.on)]
        case Progress():
            return f"{record.item}: {record.state}", []
        case PersonConcerned():
            age = "" if record.age is None else words.AGED.format(age=record.age)
            return record.name, [age, record.person, _nothing(record)]
        case Relative():
            return record.name, [record.relation, _nothing(record)]
        case Release():
            return words.GIVEN.format(name=_name(record.relative, meeting)), [
                _labelled(words.SHARED, _lines(record.shared, meeting)),
                _labelled(words.HELD, _lines(record.held, meeting)),
                words.RELEASED if record.done else "",
            ]
        case _:
            assert_never(record)


def _nothing(record: Relative | PersonConcerned) -> str:
    if not record.given_nothing:
        return ""
    return _labelled(words.GIVEN_NOTHING_WHY, record.given_nothing_why) or words.GIVEN_NOTHING


def _with_marks(text: str, readers: Readers | None, meeting: Meeting) -> str:
    """Words of a record with marks of their own, and these in brackets."""
    marks = [part for part in _marks(readers, meeting) if part] if readers is not None else []
    return f"{text} ({'; '.join(marks)})" if text and marks else text


def _marks(record: Readers, meeting: Meeting) -> list[str]:
    """Why it is restricted, whom it is about, and who alone or who not may read it."""
    about = ", ".join(_name(id_, meeting) for id_ in record.about)
    kept = ", ".join(_name(id_, meeting) for id_ in record.kept_from)
    return [
        words.RESTRICTED.format(reason=record.restricted) if record.restricted else "",
        _labelled(words.ABOUT_WHOM, about),
        words.KEPT_FROM.format(names=kept, reason=record.kept_why) if kept else "",
        words.ONLY.format(agencies=", ".join(record.only), reason=record.only_why) if record.only else "",
    ]


def _name(record_id: str, meeting: Meeting) -> str:
    entry = meeting.entry(record_id)
    return entry.record.name if entry and isinstance(entry.record, PersonConcerned | Relative) else record_id


def _lines(lines: Sequence[ReleasedLine], meeting: Meeting) -> str:
    named = ((meeting.ref_of(line.of) or answer_ref(line.of, meeting), line.reason) for line in lines)
    return ", ".join(f"{name} ({reason})" if reason else name for name, reason in named)


def _details(record: Details, meeting: Meeting) -> tuple[str, list[str]]:
    return record.title, [
        record.subject,
        show_when(record.starts),
        _with_marks(_labelled(words.AIM, record.aim), record.aim_readers, meeting),
        _labelled(words.CHAIR, _who(record.chair, meeting)),
        _labelled(words.NOTE_TAKER, _who(record.note_taker, meeting)),
        _labelled(words.VENUE, record.venue),
        _with_marks(_labelled(words.REASONS, ", ".join(record.reasons)), record.reasons_readers, meeting),
        words.PART_TWO if record.part == 2 else "",
        words.FOLLOWS.format(meeting=record.previous.meeting) if record.previous else "",
        words.WITHIN.format(days=record.minutes_within) if record.minutes_within else "",
    ]


def _attendee(record: Attendee, meeting: Meeting) -> tuple[str, list[str]]:
    named = ", ".join(part for part in (record.name, record.role, record.agency) if part)
    agrees = "" if record.agrees is None else words.AGREES if record.agrees else words.DISAGREES
    return named, [
        record.status,
        _with_marks(record.why, record.why_readers, meeting),
        _labelled(words.REPORT, record.report),
        agrees,
        words.REMOTE if record.remote else "",
        words.COMING if record.coming else "",
        "" if record.parts == (1,) else words.PARTS.format(parts=", ".join(map(str, record.parts))),
    ]


def _action(record: Action, meeting: Meeting) -> tuple[str, list[str]]:
    talk = record.family
    family = ""
    if talk is not None:
        family = (
            words.FAMILY_BY.format(who=_who(talk.by, meeting)) if talk.by else words.FAMILY_NOT.format(why=talk.why_not)
        )
    return record.text, [
        _who(record.owner, meeting) or words.NO_OWNER,
        _labelled(words.WITH, _people(None, record.shared_with, meeting)),
        words.BY.format(text=show_date(record.deadline)) if record.deadline else words.NO_DEADLINE,
        _labelled(words.MEASURE, record.measure),
        _labelled(words.FOR, ", ".join(filter(None, (meeting.ref_of(target) for target in record.addresses)))),
        family,
        "" if record.status == "open" else record.status,
        record.status_reason,
        carried_label(record.carried, meeting),
    ]


def _who(who: Who | None, meeting: Meeting) -> str:
    attendee = meeting.attendee_of(who)
    if attendee is not None and attendee.agency:
        return f"{attendee.name}, {attendee.agency}"
    return meeting.name_of(who)


def _people(first: Who | None, others: Sequence[Who], meeting: Meeting) -> str:
    return words.AND.join(filter(None, (_who(who, meeting) for who in (first, *others))))


def _labelled(form: str, text: str) -> str:
    return form.format(text=text) if text else ""
