"""`chairtui check`: list what blocks closing; exit status 0 only if nothing does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, add_meeting
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.closing.findings import Finding
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format
    from chairtui.meeting.records import Record


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.output import print_json, print_line
    from chairtui.meeting.closing.checks import check
    from chairtui.meeting.closing.findings import closable, gathered

    meeting = context.meeting(args.meeting)
    format_ = context.format_of(meeting)
    findings = check(meeting, format_, context.now())
    can_close = closable(findings) and not meeting.closed
    if args.json:
        print_json({"closable": can_close, "findings": [f.model_dump(mode="json") for f in findings]})
        return 0 if can_close else 1
    if meeting.closed:
        print_line(words.ALREADY_CLOSED)
        return 1
    findings = gathered(findings)
    blockers = [f for f in findings if f.level == "blocker"]
    advice = [f for f in findings if f.level == "advice"]
    print_line(words.TO_SORT_OUT if blockers else words.CAN_CLOSE)
    for finding in blockers:
        _print_finding(finding, format_, meeting)
    if advice:
        print_line(words.TO_CONSIDER)
    for finding in advice:
        _print_finding(finding, format_, meeting)
    return 0 if can_close else 1


def _print_finding(finding: Finding, format_: Format, meeting: Meeting) -> None:
    from chairtui.commands.output import print_line

    print_line(words.FINDING.format(provision=finding.provision, message=finding.message))
    where = where_to_mend(finding, format_, meeting)
    if where:
        print_line(words.FINDING_WHERE.format(where=where))


def where_to_mend(finding: Finding, format_: Format, meeting: Meeting) -> str:
    """Where to fix a finding: the agenda item, and the key or the record's fields to set."""
    item = format_.item(finding.item)
    parts = [words.WHERE_ITEM.format(number=format_.number(item.id), title=item.title)] if item else []
    if finding.question:
        parts.append(words.WHERE_KEY.format(meeting=meeting.id, key=finding.question))
    elif entry := meeting.find(finding.ref):
        names = _fields_that_mend(finding, entry.record, meeting, format_)
        if entry.record.kind == "unsettled":
            parts.append(words.WHERE_SETTLE.format(meeting=meeting.id, ref=finding.ref))
        elif len(names) == 1:
            parts.append(words.WHERE_KEY.format(meeting=meeting.id, key=f"{finding.ref}.{names[0]}"))
        elif names:
            parts.append(words.WHERE_FIELDS.format(meeting=meeting.id, ref=finding.ref, fields=", ".join(names)))
    if finding.level == "blocker" and format_.takes_departure(finding.provision):
        parts.append(words.WHERE_DEPART.format(meeting=meeting.id, provision=finding.provision))
    return "; ".join(parts)


def _fields_that_mend(finding: Finding, record: Record, meeting: Meeting, format_: Format) -> Sequence[str]:
    """The fields to set; () where setting a field doesn't help, and the message says what does."""
    from chairtui.meeting.closing.agreement import RULES as AGREEMENT_RULES
    from chairtui.meeting.closing.rules import RULES

    if record.kind == "attendee" and finding.rule in AGREEMENT_RULES:
        from chairtui.meeting.editing.agreements import AGREES

        return [AGREES]
    if finding.rule in RULES:
        return RULES[finding.rule].fields
    from chairtui.meeting.editing.fields import fields_of

    return [field.name for field in fields_of(record, meeting, format_)]
