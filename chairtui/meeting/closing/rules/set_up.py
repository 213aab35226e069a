"""Rules about the meeting's details: aim, chair, note-taker, venue, reasons for convening."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.formats.model import Rule
from chairtui.words import findings as words


@rule("aim-written")
def aim_written(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if not context.meeting.details.aim:
        yield context.about_detail(rule_, "aim", "aim", words.NO_AIM)


@rule("chair-named")
def chair_named(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if context.meeting.details.chair is None:
        yield context.about_detail(rule_, "chair", "details", words.NO_CHAIR)


@rule("chair-attends")
def chair_attends(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    """The chair is one of those present or still expected."""
    chair = context.meeting.details.chair
    attendee = context.meeting.attendee_of(chair) if chair else None
    if chair and (attendee is None or attendee.status not in ("present", "invited")):
        message = words.CHAIR_AWAY.format(name=context.meeting.name_of(chair))
        yield context.about_detail(rule_, "chair", "details", message)


@rule("note-taker-named")
def note_taker_named(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if context.meeting.details.note_taker is None:
        yield context.about_detail(rule_, "note-taker", "details", words.NO_NOTE_TAKER)


@rule("chair-takes-no-notes")
def chair_takes_no_notes(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    chair, note_taker = context.meeting.details.chair, context.meeting.details.note_taker
    if chair is None or note_taker is None:
        return
    if chair.attendee and note_taker.attendee:
        same = chair.attendee == note_taker.attendee
    else:
        names = [" ".join(context.meeting.name_of(who).casefold().split()) for who in (chair, note_taker)]
        same = names[0] == names[1]
    if same:
        message = words.CHAIR_TAKES_NOTES.format(name=context.meeting.name_of(chair))
        yield context.about_detail(rule_, "note-taker", "details", message)


@rule("convening-agency-named")
def convening_agency_named(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if not context.meeting.details.convening_agency:
        yield context.about_detail(rule_, "convening-agency", "details", words.NO_CONVENING_AGENCY)


@rule("venue-given")
def venue_given(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    if not context.meeting.details.venue:
        yield context.about_detail(rule_, "venue", "details", words.NO_VENUE)


@rule("reason-chosen")
def reason_chosen(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    known = {reason.id for reason in context.format.reasons}
    if known.isdisjoint(context.meeting.details.reasons):
        yield context.about_detail(rule_, "reasons", "details", words.NO_REASON.format(count=len(known)))
