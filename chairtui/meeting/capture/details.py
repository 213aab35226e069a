"""Summarises a parsed record's fields other than its text, for the preview under the line."""

from __future__ import annotations

from chairtui.meeting.capture.people import label
from chairtui.meeting.dates.calendar import day_of, days_between, show_date
from chairtui.meeting.dates.phrase import remarks, said_days
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Nation
from chairtui.meeting.kinds import kind_of, sources_of
from chairtui.meeting.records import Action, Decision, Note, Observation, Record, Statement, Who
from chairtui.meeting.text import is_quotation
from chairtui.words import capture as words

_SHORT = 40


def details_of(record: Record, meeting: Meeting, nation: Nation) -> tuple[str, ...]:
    """A few words for each field, including those still missing. Days count from the day of the meeting."""
    match record:
        case Observation():
            found = _of_observation(record, meeting)
        case Note():
            said_by = people(sources_of(record), meeting)
            found = [words.BY_NATURE[record.nature].format(who=said_by) if said_by else words.SAID_BY_NOBODY]
        case Decision():
            found = [words.REASON.format(reason=_short(record.reason)) if record.reason else words.NO_REASON]
        case Action():
            found = _of_action(record, meeting, nation)
        case _:
            said_by = people(sources_of(record), meeting)
            found = [words.SOURCE.format(who=said_by)] if said_by else []
            found += [
                words.FIELD.format(word=word, text=_short(getattr(record, name)))
                for name, word in kind_of(record).opens.items()
                if word and getattr(record, name)
            ]
    if isinstance(record, Statement) and record.restricted:
        found.append(words.RESTRICTED)
    if isinstance(record, Observation | Note) and is_quotation(record.text):
        found.append(words.WORD_FOR_WORD)
    if isinstance(record, Statement):
        found += day_hints(record, meeting, nation)
    return tuple(filter(None, found))


def day_hints(record: Statement, meeting: Meeting, nation: Nation) -> tuple[str, ...]:
    """The dates of relative days in a text, such as "last Friday". The text itself is never changed."""
    on = day_of(meeting.details.starts)
    return tuple(
        words.DAY_SAID.format(words=record.text[phrase.start : phrase.end], date=show_date(phrase.day))
        for phrase in said_days(record.text, on, nation)
        if phrase.day
    )


def people(whos: tuple[Who, ...], meeting: Meeting) -> str:
    """Several people, each with their agency; "" for nobody."""
    return words.AND.join(label(who, meeting) for who in whos)


def _of_observation(record: Observation, meeting: Meeting) -> list[str]:
    said_by = people(sources_of(record), meeting)
    if record.immediate is None:
        return [words.SOURCE.format(who=said_by) if said_by else words.NO_SOURCE]
    decided = record.immediate.decided
    return [
        words.RAISED_BY.format(who=said_by or record.immediate.raised_by),
        words.DECIDED.format(decided=_short(decided)) if decided else words.NOT_DECIDED,
    ]


def _of_action(action: Action, meeting: Meeting, nation: Nation) -> list[str]:
    found = [words.OWNER.format(who=label(action.owner, meeting)) if action.owner else words.NO_OWNER]
    if action.shared_with:
        found.append(words.WITH.format(who=people(action.shared_with, meeting)))
    if action.deadline:
        on = meeting.details.starts.date()
        count = days_between(on, action.deadline)
        days = words.TODAY if count == 0 else words.ONE_DAY if count == 1 else words.DAYS.format(count=count)
        found += (
            words.DEADLINE.format(date=show_date(action.deadline), days=days),
            remarks(action.deadline, on, nation),
        )
    else:
        found.append(words.NO_DEADLINE)
    found.append(words.MEASURE.format(measure=_short(action.measure)) if action.measure else words.NO_MEASURE)
    if action.addresses:
        found.append(words.ADDRESSES.format(refs=", ".join(map(meeting.ref_of, action.addresses))))
    if action.family and action.family.by:
        found.append(words.FAMILY_BY.format(who=label(action.family.by, meeting)))
    elif action.family:
        found.append(words.FAMILY_NOT.format(why=_short(action.family.why_not)))
    if action.status != "open":
        found.append(words.STATUS.format(status=action.status, reason=_short(action.status_reason)).rstrip(": "))
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
