"""Made-up meetings with everything that a report counts, and their counts."""

from __future__ import annotations

import random
from datetime import date, timedelta

from chairtui.meeting.after.tally import Tallier
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Action,
    ActionStatus,
    Attendee,
    Departure,
    Distribution,
    FollowUp,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    Progress,
    Record,
    Who,
)
from chairtui.minutes.report.counts import Counts
from tests.meeting.closed_meetings import STARTS, held, write
from tests.minutes.builders import FORMAT

AGENCIES = ("Health", "health ", "School", "Police", "Housing | North", "Children's Social Care", "")
NAMES = ("Ada Quill", "Ben Sample", "Cleo Other", "Dan Fourth", "Eve Mother")
STATUSES: tuple[ActionStatus, ...] = ("done", "dropped", "open")
TODAY = date(2026, 12, 30)
QUAY = FORMAT.model_copy(update={"id": "quay", "name": "Quay"})
FORMATS = {"harbour": FORMAT, "quay": QUAY}
LATEST_STEP = STARTS.date()
"""The day on which everything is recorded that `closed_meetings.write` writes."""


def made_up(seed: int, count: int = 40) -> list[Meeting]:
    """So many made-up meetings."""
    chance = random.Random(seed)
    return [a_meeting(chance) for _ in range(count)]


def counted(meetings: list[Meeting]) -> Counts:
    """What a report of these meetings counts."""
    return Counts(TODAY).add_all(map(Tallier(FORMATS.get).tally, meetings))


def a_meeting(chance: random.Random) -> Meeting:
    """A made-up meeting, with what became of its actions and copies."""
    start = STARTS + timedelta(days=chance.choice([0, 0, 0, 0, 90]))
    changes: dict[str, object] = {
        "format": chance.choice(["harbour", "quay"]),
        "starts": start,
        "reasons": tuple(chance.sample(["clarify", "stuck"], chance.randrange(3))),
        "minutes_within": chance.choice([None, 1, 5]),
        "part": chance.choice([1, 1, 2]),
    }
    if chance.random() < 0.1:
        decision = NotConvened(rationale="No need.", decided_by=NAMES[0], on=date(2026, 1, 2))
        return held(decision, closed=True, **{**changes, "part": 1})
    of = held(*_records(chance), closed=chance.random() < 0.8, **changes)
    if of.closed:
        _afterwards(of, chance)
    return of


def _records(chance: random.Random) -> list[Record]:
    people = [
        Attendee(
            id=f"p{number}",
            name=name,
            agency=chance.choice(AGENCIES),
            status=chance.choice(["present", "apologies", "absent", "invited"]),
            report=chance.choice(["", "sent", "not sent", "not asked"]),
            relative=True if name == "Eve Mother" else None,
        )
        for number, name in enumerate(NAMES)
    ]
    seen = [
        Observation(id=f"o{number}", theme=chance.choice(["strength", "need", "risk"]), text="Something.")
        for number in range(4)
    ]
    actions = [
        Action(
            id=f"a{number}",
            text="Do it.",
            owner=Who(name=NAMES[owner], attendee=f"p{owner}" if chance.random() < 0.9 else None),
            deadline=LATEST_STEP + timedelta(chance.randrange(-3, 40)),
            addresses=(f"o{number}",),
            status=chance.choice(["open", "open", "done"]),
        )
        for number in range(3)
        for owner in (chance.randrange(5),)
    ]
    questions = [Note(id=f"q{number}", nature="question", text="Who?") for number in range(chance.choice([0, 0, 1, 2]))]
    records: list[Record] = [*people, *seen, *actions, *questions]
    records.append(Progress(id="progress:plan", item="plan", seconds=chance.choice([0, chance.randrange(6000)])))
    if chance.random() < 0.4:
        provision = chance.choice(["T-01", "T-02"])
        decided = Who(name=NAMES[0])
        records.append(Departure(id=f"departure:{provision}", provision=provision, reason="None.", decided_by=decided))
    return records


def _afterwards(of: Meeting, chance: random.Random) -> None:
    for number in range(3):
        if chance.random() < 0.6:
            status = chance.choice(STATUSES)
            moved = date(2027, 1, 20) if status == "open" else None
            write(of, FollowUp(id=f"f{number}", action=f"a{number}", status=status, deadline=moved, reason="So."))
    if chance.random() < 0.2:
        write(of, NextMeeting(id="next", meeting="m2", starts=STARTS + timedelta(days=30), carried=("a0",)))
    days = chance.choice([(0,), (0, 1, 4, 9, 20, 40)])
    for number in range(5):
        if len(days) == 1 or chance.random() < 0.8:
            sent = of.details.starts.date() + timedelta(days=chance.choice(days))
            to = Who(name=NAMES[number], attendee=f"p{number}")
            write(of, Distribution(id=f"s{number}", to=to, sent=sent, professional=True))
