"""The closing gate: checks a meeting against its format, and computes the deadlines that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from chairtui.meeting.closing.departures import accepted
from chairtui.meeting.closing.findings import Finding, Level
from chairtui.meeting.closing.open_questions import at_the_meeting, is_asked
from chairtui.meeting.closing.rules import RULES, RuleContext
from chairtui.meeting.closing.rules.lines import ALWAYS
from chairtui.meeting.closing.wishes import asked_of_each, not_heard
from chairtui.meeting.dates.calendar import day_of, months_after, show_when, working_days_after
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Clock, Format, ProvisionId, Question
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import day_in
from chairtui.meeting.own_answers import WISHES, all_have_answered
from chairtui.meeting.records import Person
from chairtui.meeting.text import Id, Text
from chairtui.words import findings as words

_MINUTES_OUT = "minutes-out"
"""Prefix of the id of a format's clock for sending the minutes."""


class Deadline(Frozen):
    """A deadline from a clock of the format; `id` is the clock's, `ref` the risk that started it.

    The one `of_minutes` is when the copies of the minutes are due.
    """

    id: Id
    what: Text
    provision: ProvisionId
    due: date
    ref: str = ""
    of_minutes: bool = False


def check(meeting: Meeting, format_: Format, now: datetime | None = None) -> list[Finding]:
    """All findings: blockers first, then advice, each in agenda order.

    Blockers covered by a departure are left out. With `now` (aware), a meeting that has not begun is a blocker.
    """
    context = RuleContext.of(meeting, format_)
    findings = [*_not_begun(context, now), *_for_others(context), *_questions(context)]
    asked = {rule.rule for rule in format_.rules}
    for rule in (*format_.rules, *(() if ALWAYS.rule in asked else (ALWAYS,))):
        findings.extend(RULES[rule.rule].finds(context, rule))
    place = {item.id: n for n, item in enumerate(format_.agenda)}
    findings = list(accepted(findings, meeting, format_))
    return sorted(findings, key=lambda f: (f.level != "blocker", place.get(f.item, len(place))))


ATTENDANCE_RULES = frozenset({"attendance-known", "anyone-present", "reports-known", "why-attending"})
"""Rules about who came and what they brought."""


def so_far(findings: Iterable[Finding], meeting: Meeting, now: datetime) -> list[Finding]:
    """Drop findings about attendance until the meeting has begun."""
    if now >= meeting.details.starts:
        return list(findings)
    return [f for f in findings if f.rule not in ATTENDANCE_RULES]


def deadlines(meeting: Meeting, format_: Format) -> list[Deadline]:
    """Deadlines by the format's clocks, soonest first, from the day of the meeting or of each immediate risk.

    The chair's own figure for the minutes applies if it is sooner or the format has none. A date that the meeting
    agreed for the same provision applies if it is sooner. A clock that runs beyond the supported years sets none.
    """
    held = day_of(meeting.details.starts)
    found = []
    chairs = _due(held, format_, meeting.details.minutes_within, None)
    if chairs is not None and not any(clock.about == "minutes" for clock in format_.clocks):
        provision = next((p.id for p in format_.provisions if p.built_in == "distribution"), "ALL-07")
        what = words.MINUTES_OUT
        found.append(Deadline(id=_MINUTES_OUT, what=what, provision=provision, due=chairs, of_minutes=True))
    for clock in format_.clocks:
        for ref, start in _starts(clock, meeting):
            due = _due(start, format_, clock.working_days, clock.months or 0)
            if due is None:
                continue
            if clock.about == "minutes" and chairs is not None:
                due = min(due, chairs)
            if not ref and (agreed := _agreed(clock, meeting, format_)):
                due = min(due, agreed)
            of_minutes = clock.about == "minutes"
            found.append(
                Deadline(
                    id=clock.id, what=clock.what, provision=clock.provision, due=due, ref=ref, of_minutes=of_minutes
                )
            )
    return sorted(found, key=lambda d: d.due)


def _due(start: date, format_: Format, working_days: int | None, months: int | None) -> date | None:
    """The day so many working days or else months after `start`; None if that is beyond the supported years."""
    try:
        if working_days is not None:
            return working_days_after(start, working_days, format_.nation)
        return None if months is None else months_after(start, months)
    except OverflowError:
        return None


def _agreed(clock: Clock, meeting: Meeting, format_: Format) -> date | None:
    """The date that the meeting agreed for the clock's provision, if any."""
    for question in format_.questions:
        if question.type == "date" and question.provision == clock.provision:
            given = meeting.answer(question.id)
            if given is not None and given.value != "none":
                return day_in(given.value)
    return None


def _starts(clock: Clock, meeting: Meeting) -> Iterator[tuple[str, date]]:
    """Start days of a clock, each with the reference of the immediate risk that started it."""
    if clock.starts == "meeting":
        yield "", day_of(meeting.details.starts)
        return
    for entry in meeting.observations:
        if entry.record.immediate:
            yield entry.ref, day_of(entry.record.immediate.raised)


def _questions(context: RuleContext) -> Iterator[Finding]:
    """Findings about open questions that lack an answer, or the reason it needs."""
    for question in context.format.questions:
        if not is_asked(question, context.meeting):
            continue
        answer = context.meeting.answer(question.id)
        if answer and question.member and answer.value != "none" and not at_the_meeting(answer, context.meeting):
            message = words.NOT_AT_MEETING.format(name=answer.value, text=question.text)
            yield _about(question, "advice", message)
        if question.needed is None:
            continue
        if question.id == WISHES and asked_of_each(context.meeting):
            if missing := not_heard(context.meeting):
                message = words.NOT_HEARD.format(text=question.text, names=", ".join(missing))
                yield _about(question, question.needed, message)
            continue
        if answer is None and all_have_answered(question.id, context.meeting):
            continue
        if answer is None:
            message = (words.UNANSWERED_OR_WHY if question.or_reason else words.UNANSWERED).format(text=question.text)
        elif not answer.reason and (
            (question.type == "yes-no" and answer.value == "no" and question.no_needs_reason)
            or (question.or_reason and answer.value == "none")
        ):
            message = words.REASON_MISSING.format(answer=answer.value, text=question.text)
        else:
            continue
        views = [e.ref for e in context.notes if e.record.nature == "views"] if question.id == WISHES else []
        if views and answer is None:
            message = words.SEE_VIEWS.format(message=message, refs=", ".join(views))
        yield _about(question, question.needed, message)


def _about(question: Question, level: Level, message: str) -> Finding:
    return Finding(level=level, provision=question.provision, message=message, item=question.item, question=question.id)


def _not_begun(context: RuleContext, now: datetime | None) -> Iterator[Finding]:
    """A meeting that has not begun can't be closed (ALL-04)."""
    starts = context.meeting.details.starts
    if now is not None and now < starts:
        item = context.pane("details")
        message = words.NOT_BEGUN.format(when=show_when(starts))
        yield Finding(level="blocker", provision="ALL-04", message=message, item=item, question="starts")


def for_others(format_: Format, person: Person) -> str:
    """A caution about a meeting about somebody for whom the format isn't intended."""
    persons = " or ".join(words.ONE[each] for each in format_.persons)
    return words.FOR_OTHERS.format(format=format_.name, person=words.ONE[person], persons=persons)


def _for_others(context: RuleContext) -> Iterator[Finding]:
    """The meeting is about somebody for whom the format isn't intended."""
    person, format_ = context.meeting.details.person, context.format
    if person not in format_.persons:
        provision = format_.scope_provision or next(p.id for p in format_.provisions)
        message = for_others(format_, person)
        item = context.pane("details")
        yield Finding(level="advice", provision=provision, message=message, item=item, question="person")
