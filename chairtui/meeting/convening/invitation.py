"""Who is invited to a meeting that is still to be held, what each is asked for, and by when.

Nobody of the family is among them: what professionals are asked, and the agenda of their meeting, go to professionals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chairtui.meeting.capture.names import plain
from chairtui.meeting.closing.agreement import agreement_of, agreement_rule
from chairtui.meeting.dates.calendar import bank_holiday, day_of
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format, Nation
from chairtui.meeting.records import Attendee
from chairtui.words import invitation as words

Asked = Literal["report", "agree to go ahead", "agree to meet"]
"""What somebody is asked for beforehand: a report, whether they agree to go ahead without the family being told, or
whether they agree to meet, to who comes and to who chairs."""
REPORTS = "reports-known"
"""The rule by which reports are asked for."""
REPLY_BEFORE = 2
"""Working days before the meeting by which replies are asked for."""
SHORTEST, UNPLANNED = 15, 60
"""Minutes of an invitation: at least, and for an agenda without times."""


class NotInvited(ValueError):
    """Invitations that can't be made; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person to invite, and what they are asked for."""

    entry: Entry[Attendee]
    asked: tuple[Asked, ...]


def invitations(meeting: Meeting, format_: Format, refs: Iterable[str] = ()) -> list[Invitation]:
    """Those who are invited and have not sent apologies, or those named by reference or name. Raises `NotInvited`."""
    if meeting.closed:
        raise NotInvited(words.CLOSED)
    named = [_named(ref, meeting) for ref in refs]
    chosen = named or [e for e in meeting.attendees if e.record.status in ("invited", "present")]
    return [Invitation(e, asked_of(e, meeting, format_)) for e in chosen if not is_of_family(e, meeting)]


def family_among(meeting: Meeting) -> list[str]:
    """Names of the attendees who get no professionals' invitation."""
    return [e.record.name for e in meeting.attendees if is_of_family(e, meeting)]


def is_of_family(entry: Entry[Attendee], meeting: Meeting) -> bool:
    """Whether an attendee is family, or nobody has said that they are here for an agency."""
    return side_of(entry.record, meeting) != "professional"


def asked_of(entry: Entry[Attendee], meeting: Meeting, format_: Format) -> tuple[Asked, ...]:
    """What an attendee is still asked for."""
    found: list[Asked] = []
    if any(rule.rule == REPORTS for rule in format_.rules) and entry.record.report in ("", "not sent"):
        found.append("report")
    rule = agreement_rule(format_)
    convenes = _same(entry.record.agency, meeting.details.convening_agency)
    said = agreement_of(meeting, rule.provision, entry.record.id) if rule else None
    silent = said is None or said.said in ("not asked", "no answer")
    if not convenes and silent:
        if family_untold(meeting, format_):
            found.append("agree to go ahead")
        if rule and rule.rule == "partners-agree" and rule.question:
            answer = meeting.answer(rule.question)
            if answer is None or answer.value != "yes":
                found.append("agree to meet")
    return tuple(found)


def family_untold(meeting: Meeting, format_: Format) -> bool:
    """Whether it was answered that the family isn't told of the meeting."""
    asking = {rule.question for rule in format_.rules if rule.rule == "agencies-agree"}
    asking |= {question.id for question in format_.questions_about("told-beforehand")}
    answers = [meeting.answer(question.id) for question in format_.questions if question.id in asking]
    return any(answer is not None and answer.value == "no" for answer in answers)


def reply_by(meeting: Meeting, format_: Format, today: date) -> date:
    """The day by which replies are asked for unless the chair says otherwise; never before today."""
    day, left = day_of(meeting.details.starts), REPLY_BEFORE
    while left and day > today:
        day -= timedelta(days=1)
        left -= _is_working(day, format_.nation)
    return max(day, today)


def planned_minutes(format_: Format) -> int:
    """How long the meeting is planned to take."""
    planned = sum(item.minutes for item in format_.agenda)
    return max(planned, SHORTEST) if planned else UNPLANNED


def _is_working(day: date, nation: Nation) -> bool:
    return day.weekday() < 5 and not bank_holiday(day, nation)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and plain(one) == plain(other)


def _named(typed: str, meeting: Meeting) -> Entry[Attendee]:
    wanted = plain(typed)
    exactly = [e for e in meeting.attendees if e.ref == typed.strip().upper() or plain(e.record.name) == wanted]
    found = exactly or [e for e in meeting.attendees if wanted and set(wanted) <= set(plain(e.record.name))]
    if len(found) == 1:
        if is_of_family(found[0], meeting):
            raise NotInvited(words.IS_FAMILY.format(name=found[0].record.name))
        return found[0]
    known = ", ".join(f"{e.record.name} ({e.ref})" for e in found or meeting.attendees)
    raise NotInvited((words.SEVERAL if found else words.NOBODY).format(name=typed, known=known))
