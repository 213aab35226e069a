"""Departures from the guidance, which allow closing with a reason instead of a false answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chairtui.meeting.closing.findings import BASELINE_PREFIX, Finding
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Departure
from chairtui.words import departures as words


def route_of(provision_id: str, format_: Format) -> str:
    """What the guidance prescribes if the provision is not met, "" for nothing."""
    provision = format_.provision(provision_id)
    return provision.route if provision else ""


def why_not(provision_id: str, meeting: Meeting, format_: Format, findings: Iterable[Finding]) -> str:
    """Why a meeting can't depart from a provision, in one line; "" if it can."""
    blockers = [f for f in findings if f.provision == provision_id and f.level == "blocker"]
    if provision_id.startswith(BASELINE_PREFIX):
        if format_.provision(provision_id) and provision_id not in format_.blocking:
            return words.STOPS_NO_CLOSE.format(provision=provision_id)
        mend = blockers[0].message if blockers else words.MEND_IT
        return words.BASELINE.format(provision=provision_id, mend=mend)
    if format_.provision(provision_id) is None:
        return words.NO_SUCH_PROVISION.format(provision=provision_id, format=format_.id)
    if provision_id not in format_.blocking:
        return words.STOPS_NO_CLOSE.format(provision=provision_id)
    if not format_.takes_departure(provision_id):
        return words.TAKES_NONE.format(provision=provision_id)
    made = meeting.entry(f"departure:{provision_id}")
    if not blockers and (made is None or made.removed):
        return words.NOT_BLOCKING.format(provision=provision_id)
    return ""


def accepted(findings: Iterable[Finding], meeting: Meeting, format_: Format) -> Iterator[Finding]:
    """Drop blockers covered by a departure; advise on departures that are no longer needed or don't mention the
    route."""
    made = {e.record.provision: e for e in meeting.all(Departure) if format_.takes_departure(e.record.provision)}
    answered: set[str] = set()
    for finding in findings:
        if finding.level == "blocker" and finding.provision in made:
            answered.add(finding.provision)
        else:
            yield finding
    for provision, entry in made.items():
        route = route_of(provision, format_)
        if provision not in answered:
            yield _advice(entry, words.NEEDLESS.format(ref=entry.ref), format_)
        elif route and not entry.record.route:
            yield _advice(entry, words.ROUTE_UNSAID.format(ref=entry.ref, route=route), format_)


def _advice(entry: Entry[Departure], message: str, format_: Format) -> Finding:
    item = format_.first_item("details") or format_.agenda[0]
    return Finding(level="advice", provision=entry.record.provision, message=message, item=item.id, ref=entry.ref)
