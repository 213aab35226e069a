"""Rules about the forum: reasons for convening, agencies represented, group size, and outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.chairing.agencies import is_police, not_in_the_room, police_beside
from chairtui.meeting.chairing.group_size import costs, people_here
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.kinds import sources_of
from chairtui.meeting.records import Action, Answer, AnyStatement, Decision, Observation, Who
from chairtui.words import findings as words
from chairtui.words.sentence import sentence


@rule("reason-or-words", question=("text",))
def reason_or_words(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One of the format's reasons is chosen, or the answer to the rule's question gives another."""
    known = {reason.id for reason in context.format.reasons}
    if known.isdisjoint(context.meeting.details.reasons) and context.answer(rule_) is None:
        message = words.NO_REASON_OR_WORDS.format(count=len(known), question=rule_.question)
        yield context.about_detail(rule_, "reasons", "details", message)


@rule("agencies-represented", question=("text",))
def agencies_represented(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for each agency in the answer that nobody present comes from."""
    answer = context.answer(rule_)
    for agency in not_in_the_room(context.meeting, answer.value if answer else "", invited=False):
        yield context.about_answer(rule_, words.AGENCY_MISSING.format(agency=agency))


@rule("few-enough", figures={"people": (2, 40), "percent": (1, 50)})
def few_enough(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """At most so many people are present; each further one costs some per cent."""
    present = people_here(context.meeting)
    people, percent = rule_.figures["people"], rule_.figures["percent"]
    if present > people:
        message = words.TOO_MANY.format(present=present, people=people, cost=costs(present, people, percent))
        yield context.found(rule_, message, context.pane("attendance", "details"))


@rule("police-beside-others", question=("yes-no",), names=True)
def police_beside_others(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """The police are present beside an agency not in `names`, and explicit consent is not confirmed; then, or where it
    was refused, each record of theirs that isn't kept to certain agencies."""
    answer = context.answer(rule_)
    if answer is not None and answer.value == "yes":
        return
    others = police_beside(context.meeting, context.format)
    if others:
        yield context.about_answer(rule_, sentence(words.POLICE_BESIDE, others=", ".join(others)))
    if others or answer is not None:
        for entry in context.meeting.statements:
            if not entry.record.only and _of_police(entry, context):
                yield context.about(rule_, entry, words.POLICE_SAID.format(ref=entry.ref))


def _of_police(entry: Entry[AnyStatement], context: RuleContext) -> bool:
    """Whether somebody of the police said it, or raised it as an immediate risk."""
    who = list(sources_of(entry.record))
    if isinstance(entry.record, Observation) and entry.record.immediate is not None:
        who.append(Who(name=entry.record.immediate.raised_by))
    said = map(context.meeting.attendee_of, who)
    return any(attendee is not None and is_police(attendee.agency) for attendee in said)


@rule("next-steps")
def next_steps(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if not context.actions and not context.meeting.all(Decision):
        yield context.found(rule_, words.NO_NEXT_STEPS, context.pane("plan", "reflection", "discussion"))


@rule("not-planning", message=True)
def not_planning(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Decisions and actions filed in a forum that plans nothing, with the format's message."""
    planned: list[Entry[Decision] | Entry[Action]] = [*context.meeting.all(Decision), *context.actions]
    if planned:
        refs = ", ".join(entry.ref for entry in planned)
        message = words.PLANNED_HERE.format(refs=refs, message=rule_.message)
        yield context.about(rule_, planned[0], message)


@rule("reported-sourced", fields=("source",))
def reported_sourced(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.notes:
        if entry.record.nature == "reported" and entry.record.source is None:
            yield context.about(rule_, entry, words.NO_SOURCE.format(ref=entry.ref))


@rule("steps-followed")
def steps_followed(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Every reflection step has a record or an answer."""
    said = {entry.record.item for entry in context.notes}
    said |= {entry.record.item for entry in context.observations}
    said |= {entry.record.item for entry in context.actions}
    said |= {entry.record.item for entry in context.meeting.all(Decision)}
    for entry in context.meeting.all(Answer):
        question = context.format.question(entry.record.question)
        said |= {question.item} if question else set()
    for item in context.format.agenda:
        if item.kind == "reflection" and item.id not in said:
            message = words.STEP_LEFT_OUT.format(title=item.title)
            yield context.found(rule_, message, item.id)
