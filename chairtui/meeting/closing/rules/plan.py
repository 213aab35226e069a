"""Rules about needs, risks, reported notes, and the actions that address them."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.capture.names import is_nobodys
from chairtui.meeting.closing.actions import past_their_day, without_family_talk
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.dates.calendar import show_date, show_day
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.records import Decision
from chairtui.words import findings as words
from chairtui.words.sentence import sentence


@rule("actions-agreed", question=("text",))
def actions_agreed(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """There is an action, or the answer to the rule's question says why none is needed."""
    if not context.actions and context.answer(rule_) is None:
        yield context.about_answer(rule_, words.NO_ACTIONS)


@rule("decisions-recorded", question=("text",))
def decisions_recorded(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """There is a decision or an action, or the answer to the rule's question says that none was made."""
    if not context.actions and not context.meeting.all(Decision) and context.answer(rule_) is None:
        yield context.about_answer(rule_, words.NO_DECISIONS)


@rule("owner-named", fields=("owner",))
def owner_named(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.actions:
        name = context.meeting.name_of(entry.record.owner)
        if not name:
            yield context.about(rule_, entry, words.NO_OWNER.format(ref=entry.ref))
        elif is_nobodys(name):
            yield context.about(rule_, entry, words.VAGUE_OWNER.format(ref=entry.ref, name=name))


@rule("deadline-given", fields=("deadline", "status"))
def deadline_given(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Every action has a date that is not before the meeting.

    One finding for all actions taken over that are still open past their day, about the first of them.
    """
    past = past_their_day(context.meeting)
    carried = {entry.record.id for entry in past}
    if past:
        refs = ", ".join(f"{e.ref} ({show_day(e.record.deadline)})" for e in past if e.record.deadline)
        yield context.about(rule_, past[0], words.CARRIED_PAST.format(refs=refs, held=show_date(context.held)))
    for entry in context.actions:
        deadline = entry.record.deadline
        if deadline is None:
            yield context.about(rule_, entry, words.NO_DEADLINE.format(ref=entry.ref))
        elif deadline < context.held and entry.record.id not in carried and not entry.record.carried:
            message = words.EARLY_DEADLINE.format(
                ref=entry.ref, deadline=show_date(deadline), held=show_date(context.held)
            )
            yield context.about(rule_, entry, message)


@rule("action-specific", figures={"words": (1, 12)}, fields=("text",))
def action_specific(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """An action of fewer words than the figure says what to do, and not to what or with whom."""
    for entry in context.actions:
        if len(entry.record.text.split()) < rule_.figures["words"]:
            yield context.about(rule_, entry, words.NOT_SPECIFIC.format(ref=entry.ref, text=entry.record.text))


@rule("measure-given", fields=("measure",))
def measure_given(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.actions:
        if not entry.record.measure:
            yield context.about(rule_, entry, words.NO_MEASURE.format(ref=entry.ref))


@rule("family-talk", fields=("family-by", "family-why-not"))
def family_talk(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all such actions, about the first."""
    silent = without_family_talk(context.meeting)
    if silent:
        refs = ", ".join(entry.ref for entry in silent)
        yield context.about(rule_, silent[0], words.NO_FAMILY_TALK.format(refs=refs))


@rule("needs-and-risks-answered", fields=("no-action",))
def needs_and_risks_answered(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Every need and risk has an action, or a reason why none is needed."""
    item = context.pane("plan", "discussion")
    for entry in context.observations:
        record = entry.record
        if record.theme != "strength" and record.id not in context.addressed and not record.no_action:
            yield context.found(rule_, words.UNANSWERED_NEED.format(ref=entry.ref), item, ref=entry.ref)


@rule("needs-recorded")
def needs_recorded(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if not any(entry.record.theme in ("need", "risk") for entry in context.observations):
        yield context.found(rule_, words.NO_NEEDS, context.pane("observations", "information"))


@rule("differences-taken-up", fields=("dissent",))
def differences_taken_up(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all decisions that somebody disagreed with and no action follows up, about the first."""
    decisions = context.meeting.all(Decision)
    disputed = [e for e in decisions if e.record.dissent and e.record.id not in context.addressed]
    if disputed:
        refs = ", ".join(entry.ref for entry in disputed)
        message = words.DIFFERENCE.format(refs=refs, ref=disputed[0].ref, route=context.format.route.text)
        yield context.about(rule_, disputed[0], message)


@rule("reported-checked", fields=("verified",))
def reported_checked(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.notes:
        if entry.record.nature == "reported" and entry.record.id not in context.addressed:
            yield context.about(rule_, entry, words.UNVERIFIED.format(ref=entry.ref))


@rule("immediate-risk-decided", fields=("decided",))
def immediate_risk_decided(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.observations:
        immediate = entry.record.immediate
        if immediate and not immediate.decided:
            yield context.about(rule_, entry, sentence(words.UNDECIDED, ref=entry.ref, who=immediate.raised_by))


@rule("realistic-confirmed", question=("yes-no",))
def realistic_confirmed(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """With an action present the answer must be yes; after a no, an action has to change."""
    answer = context.answer(rule_)
    if context.actions and (answer is None or answer.value != "yes"):
        yield context.about_answer(rule_, words.NOT_REALISTIC if answer else words.REALISTIC_UNKNOWN)


@rule("realistic-still", question=("yes-no",))
def realistic_still(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    entry = context.meeting.find(f"answer:{rule_.question}")
    if entry is None or entry.removed:
        return
    later = [action.ref for action in context.actions if action.first.seq > entry.last.seq]
    if later:
        yield context.about_answer(rule_, words.REALISTIC_BEFORE.format(refs=", ".join(later)))
