"""Rules about unsettled lines and open questions."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.registry import rule
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.formats.model import Rule
from chairtui.meeting.records import Unsettled
from chairtui.words import findings as words


@rule("lines-settled")
def lines_settled(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    unsettled = context.meeting.all(Unsettled)
    if not unsettled:
        return
    from chairtui.meeting.capture.capture import reason_now  # the capture grammar: loaded only where a line needs it

    for entry in unsettled:
        why = reason_now(entry, context.meeting, context.format)
        yield context.about(rule_, entry, words.UNSETTLED.format(ref=entry.ref, reason=why))


@rule("questions-left-open")
def questions_left_open(context: RuleContext, rule_: Rule) -> Iterator[Finding]:
    for entry in context.notes:
        if entry.record.nature == "question" and entry.record.id not in context.addressed:
            yield context.about(rule_, entry, words.LEFT_OPEN.format(ref=entry.ref, text=entry.record.text))


ALWAYS = Rule(rule="lines-settled", provision="ALL-12", level="blocker")
"""Applied to every meeting, including those whose kept format predates unsettled lines."""
