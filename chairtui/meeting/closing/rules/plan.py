"""Rules about needs, risks, what was reported, and the actions that answer them."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.capture.people import is_nobodys
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import Standing
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.records import Decision
from chairtui.words import findings as words


@rule("actions-agreed", question=("text",))
def actions_agreed(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """The meeting ends with an action, or with the reason why none in the answer to the rule's question."""
    if not standing.actions and standing.answer(rule_) is None:
        yield standing.about_answer(rule_, words.NO_ACTIONS)


@rule("decisions-recorded", question=("text",))
def decisions_recorded(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """There is a decision or an action, or the answer to the rule's question says that none was made."""
    if not standing.actions and not standing.meeting.all(Decision) and standing.answer(rule_) is None:
        yield standing.about_answer(rule_, words.NO_DECISIONS)


@rule("owner-named")
def owner_named(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    for entry in standing.actions:
        name = standing.meeting.name_of(entry.record.owner)
        if not name:
            yield standing.about(rule_, entry, words.NO_OWNER.format(ref=entry.ref))
        elif is_nobodys(name):
            yield standing.about(rule_, entry, words.VAGUE_OWNER.format(ref=entry.ref, name=name))


@rule("deadline-given")
def deadline_given(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """A date, not before the meeting; one that was taken over and is now done keeps the date it had."""
    for entry in standing.actions:
        deadline = entry.record.deadline
        if deadline is None:
            yield standing.about(rule_, entry, words.NO_DEADLINE.format(ref=entry.ref))
        elif deadline < standing.held and not (entry.record.carried and entry.record.status == "done"):
            form = words.CARRIED_PAST if entry.record.carried else words.EARLY_DEADLINE
            message = form.format(ref=entry.ref, deadline=show_date(deadline), held=show_date(standing.held))
            yield standing.about(rule_, entry, message)


@rule("action-specific", figures={"words": (1, 12)})
def action_specific(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """An action of fewer words than the figure says what to do, and not to what or with whom."""
    for entry in standing.actions:
        if len(entry.record.text.split()) < rule_.figures["words"]:
            yield standing.about(rule_, entry, words.NOT_SPECIFIC.format(ref=entry.ref, text=entry.record.text))


@rule("measure-given")
def measure_given(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    for entry in standing.actions:
        if not entry.record.measure:
            yield standing.about(rule_, entry, words.NO_MEASURE.format(ref=entry.ref))


@rule("family-talk")
def family_talk(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """One finding for all of them, about the first: they are answered together."""
    silent = [
        e for e in standing.actions if e.record.family is None or not (e.record.family.by or e.record.family.why_not)
    ]
    if silent:
        refs = ", ".join(entry.ref for entry in silent)
        yield standing.about(rule_, silent[0], words.NO_FAMILY_TALK.format(refs=refs))


@rule("needs-and-risks-answered")
def needs_and_risks_answered(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """Each need and each risk has an action that stands, or its own reason why none is needed."""
    item = rule_.item or standing.pane("plan", "discussion")
    for entry in standing.observations:
        record = entry.record
        if record.theme != "strength" and record.id not in standing.addressed and not record.no_action:
            message = words.UNANSWERED_NEED.format(ref=entry.ref)
            yield standing.about(rule_, entry, message).model_copy(update={"item": item})


@rule("reported-checked")
def reported_checked(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    for entry in standing.notes:
        if entry.record.nature == "reported" and entry.record.id not in standing.addressed:
            yield standing.about(rule_, entry, words.UNVERIFIED.format(ref=entry.ref))


@rule("immediate-risk-decided")
def immediate_risk_decided(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    for entry in standing.observations:
        immediate = entry.record.immediate
        if immediate and not immediate.decided:
            yield standing.about(rule_, entry, words.UNDECIDED.format(ref=entry.ref, who=immediate.raised_by))


@rule("realistic-confirmed", question=("yes-no",))
def realistic_confirmed(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    """Once there is an action, only a yes will do: a no means that an action has to change first."""
    answer = standing.answer(rule_)
    if standing.actions and (answer is None or answer.value != "yes"):
        yield standing.about_answer(rule_, words.NOT_REALISTIC if answer else words.REALISTIC_UNKNOWN)


@rule("realistic-still", question=("yes-no",))
def realistic_still(standing: Standing, rule_: Rule) -> Iterator[Finding]:
    entry = standing.meeting.find(f"answer:{rule_.question}")
    if entry is None or entry.removed:
        return
    later = [action.ref for action in standing.actions if action.first.seq > entry.last.seq]
    if later:
        yield standing.about_answer(rule_, words.REALISTIC_BEFORE.format(refs=", ".join(later)))
