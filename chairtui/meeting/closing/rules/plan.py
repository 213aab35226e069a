"""Rules about needs, risks, what was reported, and the actions that answer them."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.capture.people import is_nobodys
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.records import Decision
from chairtui.words import findings as words


@rule("actions-agreed", question=("text",))
def actions_agreed(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """The meeting ends with an action, or with the reason why none in the answer to the rule's question."""
    if not context.actions and context.answer(rule_) is None:
        yield context.about_answer(rule_, words.NO_ACTIONS)


@rule("decisions-recorded", question=("text",))
def decisions_recorded(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """There is a decision or an action, or the answer to the rule's question says that none was made."""
    if not context.actions and not context.meeting.all(Decision) and context.answer(rule_) is None:
        yield context.about_answer(rule_, words.NO_DECISIONS)


@rule("owner-named")
def owner_named(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.actions:
        name = context.meeting.name_of(entry.record.owner)
        if not name:
            yield context.about(rule_, entry, words.NO_OWNER.format(ref=entry.ref))
        elif is_nobodys(name):
            yield context.about(rule_, entry, words.VAGUE_OWNER.format(ref=entry.ref, name=name))


@rule("deadline-given")
def deadline_given(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """A date, not before the meeting; one that was taken over and is now done keeps the date it had."""
    for entry in context.actions:
        deadline = entry.record.deadline
        if deadline is None:
            yield context.about(rule_, entry, words.NO_DEADLINE.format(ref=entry.ref))
        elif deadline < context.held and not (entry.record.carried and entry.record.status == "done"):
            form = words.CARRIED_PAST if entry.record.carried else words.EARLY_DEADLINE
            message = form.format(ref=entry.ref, deadline=show_date(deadline), held=show_date(context.held))
            yield context.about(rule_, entry, message)


@rule("action-specific", figures={"words": (1, 12)})
def action_specific(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """An action of fewer words than the figure says what to do, and not to what or with whom."""
    for entry in context.actions:
        if len(entry.record.text.split()) < rule_.figures["words"]:
            yield context.about(rule_, entry, words.NOT_SPECIFIC.format(ref=entry.ref, text=entry.record.text))


@rule("measure-given")
def measure_given(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.actions:
        if not entry.record.measure:
            yield context.about(rule_, entry, words.NO_MEASURE.format(ref=entry.ref))


@rule("family-talk")
def family_talk(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all of them, about the first: they are answered together."""
    silent = [
        e for e in context.actions if e.record.family is None or not (e.record.family.by or e.record.family.why_not)
    ]
    if silent:
        refs = ", ".join(entry.ref for entry in silent)
        yield context.about(rule_, silent[0], words.NO_FAMILY_TALK.format(refs=refs))


@rule("needs-and-risks-answered")
def needs_and_risks_answered(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Each need and each risk has an action that stands, or its own reason why none is needed."""
    item = rule_.item or context.pane("plan", "discussion")
    for entry in context.observations:
        record = entry.record
        if record.theme != "strength" and record.id not in context.addressed and not record.no_action:
            message = words.UNANSWERED_NEED.format(ref=entry.ref)
            yield context.about(rule_, entry, message).model_copy(update={"item": item})


@rule("reported-checked")
def reported_checked(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.notes:
        if entry.record.nature == "reported" and entry.record.id not in context.addressed:
            yield context.about(rule_, entry, words.UNVERIFIED.format(ref=entry.ref))


@rule("immediate-risk-decided")
def immediate_risk_decided(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.observations:
        immediate = entry.record.immediate
        if immediate and not immediate.decided:
            yield context.about(rule_, entry, words.UNDECIDED.format(ref=entry.ref, who=immediate.raised_by))


@rule("realistic-confirmed", question=("yes-no",))
def realistic_confirmed(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Once there is an action, only a yes will do: a no means that an action has to change first."""
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
