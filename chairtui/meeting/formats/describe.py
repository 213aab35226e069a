"""Describes a format's rules, questions and clocks in plain words, for `chairtui formats show`."""

from __future__ import annotations

from chairtui.meeting.formats.model import Clock, Format, Opens, Question, Rule
from chairtui.words import rules as words


def rule_in_words(rule: Rule) -> str:
    """What a rule checks, with the format's figures."""
    return words.SAID[rule.rule].format(
        question=rule.question or "",
        other=rule.other or "",
        answer=rule.answer,
        message=rule.message,
        names=", ".join(rule.names),
        **rule.figures,
    )


def question_in_words(question: Question) -> str:
    """When a question is asked and what a missing answer causes; "" if it is always asked and optional."""
    parts = [
        words.NEEDED[question.needed] if question.needed else "",
        _opens(question.opens) if question.opens else "",
        words.PERSONS.format(persons=" or ".join(question.persons)) if question.persons else "",
        words.OR_WORDS if question.or_words else "",
        words.MEMBER if question.member else "",
        words.WHEN[question.when] if question.when else "",
        words.CONVENING if question.convening else "",
        words.ABOUT[question.about] if question.about else "",
        words.LOOKS_BACK if question.looks == "back" else "",
    ]
    return "; ".join(part for part in parts if part)


def _opens(opens: Opens) -> str:
    if opens.answer:
        return words.OPENS.format(question=opens.question, answer=opens.answer)
    return words.OPENS_UNLESS.format(question=opens.question, answer=opens.unless)


def clock_in_words(clock: Clock, format_: Format) -> str:
    """When a clock starts, how long it runs, and whether it is for the minutes."""
    return f"{_runs(clock, format_)}{words.CLOCK_MINUTES if clock.about == 'minutes' else ''}"


def _runs(clock: Clock, format_: Format) -> str:
    if clock.months is not None:
        return words.CLOCK_MONTHS.format(months=clock.months)
    if clock.starts == "immediate-risk":
        form = words.CLOCK_RISK_DAYS if clock.working_days else words.CLOCK_SAME_DAY
    else:
        form = words.CLOCK_DAYS
    return form.format(days=clock.working_days, nation=format_.nation)
