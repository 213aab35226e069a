"""The closing gate: everything that stands in a meeting's way to being closed, and what is due once it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chairtui.meeting.closing.departures import accepted
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.closing.rules import RULES, Standing
from chairtui.meeting.closing.rules.lines import ALWAYS
from chairtui.meeting.dates.calendar import day_of, months_after, working_days_after
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Clock, Format, ProvisionId
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Id, Text
from chairtui.words import findings as words

MINUTES_CLOCK = "minutes"
"""How the id begins of the clock by which a format says when minutes are out."""


class Deadline(Frozen):
    """A date that the format's clock sets for a meeting, by the clock's id; `ref` is the risk that started it."""

    id: Id
    what: Text
    provision: ProvisionId
    due: date
    ref: str = ""


def check(meeting: Meeting, format_: Format) -> list[Finding]:
    """What is missing (blockers) and what to consider (advice): blockers first, each in agenda order.

    A blocker that a departure answers is left out.
    """
    standing = Standing.of(meeting, format_)
    findings = [*_questions(standing)]
    asked = {rule.rule for rule in format_.rules}
    for rule in (*format_.rules, *(() if ALWAYS.rule in asked else (ALWAYS,))):
        findings.extend(RULES[rule.rule].finds(standing, rule))
    place = {item.id: n for n, item in enumerate(format_.agenda)}
    findings = list(accepted(findings, meeting, format_))
    return sorted(findings, key=lambda f: (f.level != "blocker", place.get(f.item, len(place))))


def deadlines(meeting: Meeting, format_: Format) -> list[Deadline]:
    """What is due by the format's clocks, soonest first: from the day of the meeting, or of each immediate risk.

    For the minutes the chair may have set a figure: it counts where it is sooner, or where the format sets none.
    Where the meeting agreed a day for what a clock bounds, that day is due if it is sooner.
    """
    held = day_of(meeting.details.starts)
    found = []
    own = meeting.details.minutes_within
    chairs = None if own is None else working_days_after(held, own, format_.nation)
    if chairs is not None and not any(clock.id.startswith(MINUTES_CLOCK) for clock in format_.clocks):
        provision = next((p.id for p in format_.provisions if p.built_in == "distribution"), "ALL-07")
        found.append(Deadline(id=f"{MINUTES_CLOCK}-out", what=words.MINUTES_OUT, provision=provision, due=chairs))
    for clock in format_.clocks:
        for ref, start in _starts(clock, meeting):
            if clock.working_days is not None:
                due = working_days_after(start, clock.working_days, format_.nation) if clock.working_days else start
            else:
                due = months_after(start, clock.months or 0)
            if clock.id.startswith(MINUTES_CLOCK) and chairs is not None:
                due = min(due, chairs)
            if not ref and (agreed := _agreed(clock, meeting, format_)):
                due = min(due, agreed)
            found.append(Deadline(id=clock.id, what=clock.what, provision=clock.provision, due=due, ref=ref))
    return sorted(found, key=lambda d: d.due)


def _agreed(clock: Clock, meeting: Meeting, format_: Format) -> date | None:
    """The day that the meeting agreed in the question of the clock's own provision, None where there is none."""
    for question in format_.questions:
        if question.type == "date" and question.provision == clock.provision:
            given = meeting.answer(question.id)
            if given is not None and given.value != "none":
                try:
                    return date.fromisoformat(given.value)
                except ValueError:  # words of an older format, where the question was another
                    return None
    return None


def _starts(clock: Clock, meeting: Meeting) -> Iterator[tuple[str, date]]:
    """The days a clock counts from, each with the reference of the immediate risk that started it."""
    if clock.starts == "meeting":
        yield "", day_of(meeting.details.starts)
        return
    for entry in meeting.observations:
        if entry.record.immediate:
            yield entry.ref, day_of(entry.record.immediate.raised)


def _questions(standing: Standing) -> Iterator[Finding]:
    """Questions that are needed and open, and lack an answer or the reason that it must carry."""
    for question in standing.format.questions:
        if question.needed is None or not is_asked(question, standing.meeting):
            continue
        answer = standing.meeting.answer(question.id)
        if answer is None:
            message = (words.UNANSWERED_OR_WHY if question.or_reason else words.UNANSWERED).format(text=question.text)
        elif not answer.reason and (
            (question.type == "yes-no" and answer.value == "no" and question.no_needs_reason)
            or (question.or_reason and answer.value == "none")
        ):
            message = words.REASON_MISSING.format(answer=answer.value, text=question.text)
        else:
            continue
        yield Finding(
            level=question.needed,
            provision=question.provision,
            message=message,
            item=question.item,
            question=question.id,
        )
