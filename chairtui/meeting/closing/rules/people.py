"""Rules about attendance, reports sent beforehand, and the agreement of invited agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chairtui.meeting.closing.agreement import agreement_of
from chairtui.meeting.closing.attendance_gaps import no_reason, no_report
from chairtui.meeting.closing.departures import route_of
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Question, Rule
from chairtui.meeting.records import Attendee
from chairtui.words import findings as words
from chairtui.words.sentence import sentence

NAMED_AT_ONCE = 4
"""Names listed in one finding; the rest are counted."""


@rule("attendance-known", fields=("status",))
def attendance_known(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all of them, about the first."""
    still = [entry for entry in context.attendees if entry.record.status == "invited"]
    yield from _together(context, rule_, still, words.STILL_INVITED)


@rule("anyone-present")
def anyone_present(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """Nobody is present. Skipped while somebody is still at "invited", which another rule reports."""
    if not any(entry.record.status in ("present", "invited") for entry in context.attendees):
        yield context.found(rule_, words.NOBODY_PRESENT, context.pane("attendance", "details"))


@rule("reports-known", fields=("report",))
def reports_known(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all of them, about the first."""
    yield from _together(context, rule_, [e for e in context.attendees if no_report(e.record)], words.REPORT_UNKNOWN)


@rule("why-attending", fields=("why",))
def why_attending(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """One finding for all of them, about the first."""
    yield from _together(context, rule_, [e for e in context.attendees if no_reason(e.record)], words.WHY_UNKNOWN)


def _together(context: RuleContext, rule_: Rule, entries: Sequence[Entry[Attendee]], message: str) -> Iterator[Finding]:
    if entries:
        who = ", ".join(f"{entry.ref} {entry.record.name}" for entry in entries[:NAMED_AT_ONCE])
        if len(entries) > NAMED_AT_ONCE:
            who = words.AND_MORE.format(who=who, count=len(entries) - NAMED_AT_ONCE)
        yield context.about(rule_, entries[0], sentence(message, who=who, ref=entries[0].ref))


@rule("agencies-agree", question=("yes-no",))
def agencies_agree(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """If the family was not told, there is a reason, and the invited agencies were asked whether they agree.

    The rule's question is whether the family was told. Agreement counts as sought if the question that opens on "no"
    is answered yes for all, or if somebody of each agency was asked, whatever they said. A disagreement blocks until a
    departure says how it was resolved.
    """
    told = context.answer(rule_)
    if told is None:
        yield context.about_answer(rule_, words.FAMILY_UNKNOWN)
        return
    if told.value != "no":
        return
    if not told.reason:
        yield context.about_answer(rule_, words.FAMILY_NOT_TOLD_WHY)
    yield from _agreement(context, rule_, _agreement_question(context, rule_))


@rule("partners-agree", question=("yes-no",))
def partners_agree(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """The partners were asked to agree: the rule's question is answered yes for all, or each agency was asked."""
    yield from _agreement(context, rule_, context.question(rule_))


def _agreement(context: RuleContext, rule_: Rule, for_all: Question | None) -> Iterator[Finding]:
    """Those who disagree and those not asked; `for_all` is the question that answers for everybody at once."""
    route = route_of(rule_.provision, context.format) or context.format.route.text
    for entry in context.attendees:
        given_by = agreement_of(context.meeting, rule_.provision, entry.record.id)
        if given_by and given_by.said == "disagreed":
            said = words.IN_THEIR_WORDS.format(why=given_by.why) if given_by.why else ""
            message = words.DISAGREES.format(ref=entry.ref, name=entry.record.name, said=said, route=route)
            own = context.meeting.ref_of(given_by.id)
            yield context.about(rule_, entry, message).model_copy(update={"ref": own or entry.ref})
    given = context.meeting.answer(for_all.id) if for_all else None
    silent = _silent(context, rule_.provision)
    if (given and given.value == "yes") or (context.attendees and not silent and given is None):
        return
    if given:
        message = words.NOT_AGREED.format(route=route)
    else:
        who = dict.fromkeys(entry.record.agency or entry.record.name for entry in silent)
        message = words.AGREEMENT_UNKNOWN.format(who=", ".join(who) or words.INVITED_AGENCIES)
    yield context.found(
        rule_,
        message,
        for_all.item if for_all else context.pane("attendance", "details"),
        ref="" if for_all or not silent else silent[0].ref,
        question=for_all.id if for_all else "",
    )


def _agreement_question(context: RuleContext, rule_: Rule) -> Question | None:
    """The yes-no question that opens on a "no" to the rule's own and answers for all agencies at once."""
    for question in context.format.questions:
        opens = question.opens
        if opens and opens.question == rule_.question and opens.answer == "no" and question.type == "yes-no":
            return question
    return None


def _silent(context: RuleContext, provision: str) -> list[Entry[Attendee]]:
    """Attendees of whose agency nobody was asked; the convening agency counts as agreeing."""
    heard = {_key(context.meeting.details.convening_agency)}
    for entry in context.attendees:
        given = agreement_of(context.meeting, provision, entry.record.id)
        if given and given.said != "not asked":
            heard.add(_key(entry.record.agency or entry.record.name))
    return [e for e in context.attendees if _key(e.record.agency or e.record.name) not in heard]


def _key(agency: str) -> str:
    return " ".join(agency.casefold().split())
