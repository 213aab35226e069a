"""Rules about the answer to one question: dates out of range, and answers that call for a caution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.dates.calendar import months_after, show_date
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.moments import day_in
from chairtui.meeting.records import Answer, Who
from chairtui.words import findings as words


@rule("caution", question=("yes-no", "choice", "date", "person", "text"), words=True)
def caution(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Yields the format's message if the question has the answer it warns of."""
    answer = context.answer(rule_)
    if answer and answer.value == rule_.answer:
        yield context.about_answer(rule_, rule_.message)


@rule("named-when", question=("person",), words=True, other=True)
def named_when(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Yields the format's message if the other question has the answer that requires a name, and the name is "none"."""
    given, name = context.meeting.answer(rule_.other or ""), context.answer(rule_)
    if given and given.value == rule_.answer and name and name.value == "none":
        yield context.about_answer(rule_, rule_.message)


@rule("same-person", question=("person",), message=True, other=True)
def same_person(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Yields the format's message if the two questions name different people."""
    first, second = context.answer(rule_), context.meeting.answer(rule_.other or "")
    if first is None or second is None or "none" in (first.value, second.value):
        return
    names = {_name(context, answer) for answer in (first, second)}
    if len(names) == 2:
        yield context.about_answer(rule_, rule_.message)


@rule("date-after-meeting", question=("date",))
def date_after_meeting(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    day = _date(context, rule_)
    if day and day <= context.held:
        message = words.DATE_TOO_EARLY.format(day=show_date(day), held=show_date(context.held))
        yield context.about_answer(rule_, message)


@rule("date-not-after-meeting", question=("date",))
def date_not_after_meeting(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    day = _date(context, rule_)
    if day and day > context.held:
        message = words.DATE_AFTERWARDS.format(day=show_date(day), held=show_date(context.held))
        yield context.about_answer(rule_, message)


@rule("date-within-months", question=("date",), figures={"months": (1, 24)})
def date_within_months(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """The date is within so many months of the meeting; no answer is not.

    "None" with a reason is advice where the question takes one, as the text asks for a date only if a further meeting
    is needed. The last day of a shorter month counts as the same day of the month. If the question itself has to be
    answered, that finding stands for both.
    """
    day = _date(context, rule_)
    months = rule_.figures["months"]
    answer = context.answer(rule_)
    question = context.question(rule_)
    missing = answer is None and is_asked(question, context.meeting) and question.needed not in ("blocker", rule_.level)
    if missing:
        yield context.about_answer(rule_, words.NO_DATE_WITHIN.format(months=months))
    elif answer and answer.value == "none" and answer.reason:
        found = context.about_answer(rule_, words.NO_DATE_NEEDED.format(months=months))
        yield found.model_copy(update={"level": "advice"})
    try:
        last = months_after(context.held, months)
    except OverflowError:  # no day that can be given is that late
        return
    if day and day > last:
        message = words.DATE_TOO_LATE.format(day=show_date(day), months=months, last=show_date(last))
        yield context.about_answer(rule_, message)


def _name(context: RuleContext, answer: Answer) -> str:
    who = Who.model_construct(name=answer.value, attendee=answer.attendee)
    return " ".join(context.meeting.name_of(who).casefold().split())


def _date(context: RuleContext, rule_: Rule) -> date | None:
    """The answer as a date, None for no answer or words."""
    answer = context.answer(rule_)
    return day_in(answer.value) if answer else None
