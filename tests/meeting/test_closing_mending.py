"""Every blocker can be resolved through what its finding names: a question or detail, or a record's field."""

from __future__ import annotations

import pytest

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.editing import set_key
from chairtui.meeting.records import Action, Attendee, Decision, Immediate, Note, Observation, Who
from tests.meeting.formats_and_meetings import EVERY, HELD, READY, Table, format_called, ready

DETAILS = {"aim": "Agree who visits.", "chair": "Sam Okafor", "note-taker": "Noor Castle", "venue": "Room 4"}
FIELDS = {"has no owner": "owner", "no deadline": "deadline", "no measure": "measure", "says only": "text"}
FIELDS |= {
    "“invited”": "status",
    "has no action": "no-action",
    "what was decided": "decided",
    "does not agree": "agrees",
}
FIELDS |= {
    "due Wed": "deadline",
    "nobody in particular": "owner",
    "reported and not": "",
    "with the family": "family-by",
}
FIELDS |= {"report was sent": "report", "reason for attending": "why"}
VALUES = {"owner": "Sam Okafor", "deadline": "in 2 weeks", "measure": "Seen twice", "text": "Visit Robin at home"}
VALUES |= {"status": "present", "no-action": "It was mended today.", "decided": "Police called.", "agrees": "yes"}
VALUES |= {"family-by": "Sam Okafor", "report": "sent", "why": "Knows Robin"}
WAITS = {"caution", "owner-named", "deadline-given", "lines-settled"}
"""Rules that need an answer, an action or an unsettled line to find anything."""
ROOM = {"agencies-involved": "Health, Police"}


def typed(table: Table, finding: Finding) -> tuple[str, str]:
    """KEY and VALUE that resolve the finding on the command line."""
    if finding.question in DETAILS:
        return finding.question, DETAILS[finding.question]
    if finding.question == "reasons":
        return "reasons", ",".join(reason.id for reason in table.format.reasons)
    if finding.question:
        return finding.question, (READY | ROOM).get(finding.question, "yes")
    field = next(field for words, field in FIELDS.items() if words in finding.message)
    return f"{finding.ref}.{field}", VALUES[field]


def mended_key_by_key(table: Table) -> list[str]:
    """Resolve findings one by one by the key each names; returns the keys in order."""
    mended: list[str] = []
    while True:
        findings = [f for f in table.findings() if f.level == "blocker" or (f.question or f.ref)]
        findings = [f for f in findings if f.question != "actions-realistic" or f.level == "blocker"]
        if not findings:
            return mended
        key, value = typed(table, findings[0])
        assert mended.count(key) < 2, findings[0]
        mended.append(key)
        table.put(set_key(key, value, table.meeting, table.format).record)


def full_of_holes(format_id: str, told: str) -> Table:
    """A meeting that violates every rule."""
    table = Table(format_id)
    blank = {"chair": None, "note_taker": None, "aim": "", "venue": "", "reasons": ()}
    table.put(ready(format_id).meeting.details.model_copy(update=blank))
    table.put(Attendee(id="p1", name="Sam Okafor", agency="Health", agrees=False if told else None))
    table.put(Attendee(id="p2", name="Noor Castle", agency="Police"))
    table.put(Observation(id="o1", theme="need", text="Help in the morning"))
    table.put(Observation(id="o2", theme="risk", text="Cold", immediate=Immediate(raised=HELD, raised_by="Sam")))
    table.put(Note(id="n1", nature="fact", text="Late on nine days"))
    table.put(Action(id="a1", text="Visit"))
    table.put(Action(id="a2", text="Ring school", owner=Who(name="everyone"), deadline=HELD.date().replace(day=2)))
    if told and table.format.question("family-informed"):
        table.put(set_key("family-informed", told, table.meeting, table.format).record)
    return table


@pytest.mark.parametrize("told", ["", "no: It would put Robin at risk."])
@pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol"])
def test_a_meeting_with_every_hole_is_mended_key_by_key_until_it_closes(format_id: str, told: str) -> None:
    table = full_of_holes(format_id, told)
    mended = mended_key_by_key(table)
    assert len(mended) > 20
    assert {"aim", "chair", "note-taker", "reasons", "R1.decided", "N1.no-action", "A1.owner", "P1.status"} <= set(
        mended
    )
    assert ("P1.agrees" in mended and "agencies-agree" in mended) == bool(told)
    assert table.format is format_called(format_id)


@pytest.mark.parametrize("told", ["", "no: It would put Robin at risk."])
@pytest.mark.parametrize("format_id", [name for name in EVERY if name not in ("isle-of-wight", "bristol")])
def test_every_other_format_refuses_for_each_of_its_blockers_until_each_is_mended(format_id: str, told: str) -> None:
    table = full_of_holes(format_id, told)
    for owed in [e.ref for e in table.meeting.actions]:
        table.remove(owed)
    own = {q.provision for q in table.format.questions if q.needed == "blocker" and q.opens is None}
    own |= {r.provision for r in table.format.rules if r.level == "blocker" and not WAITS & {r.rule}}
    assert own <= {f.provision for f in table.findings(level="blocker")}
    if any(r.rule == "next-steps" and r.level == "blocker" for r in table.format.rules):
        table.put(Decision(id="d1", text="Take it to the planning forum"))
    mended = mended_key_by_key(table)
    assert {"aim", "R1.decided", "P1.status"} <= set(mended)
    assert ("chair" in mended) == (table.format.led_by == "chair")
    assert not table.findings(level="blocker")
