"""Adds the tallies of meetings up, exactly. Nothing of this is for output before small counts are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from chairtui.meeting.after.tally import ActionTally, AttendeeTally, MeetingTally
from chairtui.meeting.chairing.agencies import key

Outcome = Literal["in time", "late", "dropped", "open", "overdue"]
Sending = Literal["in time", "1 to 5 days late", "6 to 20 days late", "more than 20 days late"]
Minutes = Sending | Literal["not all sent, due", "not due yet", "no date", "nobody", "not closed"]
"""What became of a meeting's minutes: they are out once the last copy was sent."""
CopyState = Sending | Literal["not sent, due", "not due yet", "sent, no date", "not sent, no date"]

# Keys beside those of agencies, none of which `agencies.key` gives.
NO_AGENCY = ""
FAMILY = " family"
UNTOLD = " family or none"
"""Of a tally that doesn't tell the two apart."""
WITHOUT_AGENCY = (FAMILY, NO_AGENCY, UNTOLD)


@dataclass(slots=True)
class Counts:
    """Counts over meetings held, from the day of the `first` to that of the `last`.

    Agencies are counted under their `key`, and who has none under one of `WITHOUT_AGENCY`.
    """

    today: date
    first: date | None = None
    last: date | None = None
    meetings: Counter[str] = field(default_factory=Counter)
    """By format, as all that has no other key."""
    parts: Counter[int] = field(default_factory=Counter)
    not_convened: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    minutes: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
    attendance: Counter[tuple[str, str]] = field(default_factory=Counter)
    reports: Counter[tuple[str, str]] = field(default_factory=Counter)
    departures: Counter[tuple[str, str]] = field(default_factory=Counter)
    addressed: Counter[tuple[Literal["need", "risk"], bool]] = field(default_factory=Counter)
    questions: int = 0
    with_questions: int = 0
    timed: Counter[str] = field(default_factory=Counter)
    planned: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    spellings: dict[str, Counter[str]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """How many meetings were held."""
        return self.meetings.total()

    def add_all(self, tallies: Iterable[MeetingTally]) -> Counts:
        """Add each meeting; returns itself."""
        for tally in tallies:
            self.add(tally)
        return self

    def add(self, tally: MeetingTally) -> None:
        """Add a meeting. One that is still to come isn't counted."""
        format_ = tally.format
        if tally.held > self.today:
            return
        if not tally.convened:
            self.not_convened[format_] += 1
            return
        self.meetings[format_] += 1
        self.first = min(self.first or tally.held, tally.held)
        self.last = max(self.last or tally.held, tally.held)
        self.parts[tally.parts] += 1
        self.reasons.update((format_, reason) for reason in set(tally.reasons))
        self.departures.update((format_, provision) for provision in set(tally.departures))
        self._add_minutes(tally)
        for attendee in tally.attendees:
            agency = self._agency(attendee)
            self.attendance[agency, attendee.status] += 1
            self.reports[agency, attendee.report] += 1
        for action in tally.actions:
            agency = self._agency(action)
            self.actions[agency, outcome(action, self.today)] += 1
            self.moved[agency] += action.moved
        self.addressed["need", True] += tally.needs.yes
        self.addressed["need", False] += tally.needs.no
        self.addressed["risk", True] += tally.risks.yes
        self.addressed["risk", False] += tally.risks.no
        self.questions += tally.open_questions
        self.with_questions += bool(tally.open_questions)
        if tally.used:
            self.timed[format_] += 1
            self.planned[format_] += tally.planned
            self.used[format_] += tally.used

    def _add_minutes(self, tally: MeetingTally) -> None:
        self.minutes[minutes_of(tally, self.today)] += 1
        for sent in tally.sent:
            self.copies["sent, no date" if tally.due is None else sending(sent, tally.due)] += 1
        if tally.unsent:
            self.copies[_unsent(tally.due, self.today)] += tally.unsent

    def _agency(self, counted: AttendeeTally | ActionTally) -> str:
        agency = counted.agency
        if not agency:
            return UNTOLD if counted.family is None else FAMILY if counted.family else NO_AGENCY
        found = self._keys.get(agency)
        if found is None:
            found = self._keys[agency] = key(agency)
            self.spellings.setdefault(found, Counter())
        self.spellings[found][agency] += 1
        return found

    def agency_name(self, agency: str) -> str:
        """An agency as most people wrote it."""
        most = min(self.spellings[agency].items(), key=lambda found: (-found[1], found[0]))[0]
        return " ".join(most.split())


def sending(sent: date, due: date) -> Sending:
    """How late something due on a day was sent, in calendar days."""
    late = (sent - due).days
    if late <= 0:
        return "in time"
    return "1 to 5 days late" if late <= 5 else "6 to 20 days late" if late <= 20 else "more than 20 days late"


def _unsent(due: date | None, today: date) -> CopyState:
    if due is None:
        return "not sent, no date"
    return "not sent, due" if due < today else "not due yet"


def minutes_of(tally: MeetingTally, today: date) -> Minutes:
    """What became of a meeting's minutes."""
    if not tally.closed:
        return "not closed"
    if tally.due is None:
        return "no date"
    if not (tally.sent or tally.unsent):
        return "nobody"
    if tally.unsent:
        return "not all sent, due" if tally.due < today else "not due yet"
    return sending(max(tally.sent), tally.due)


def outcome(action: ActionTally, today: date) -> Outcome:
    """What became of an action, at its latest deadline."""
    if action.status == "dropped":
        return "dropped"
    if action.status == "open":
        return "overdue" if action.deadline is not None and action.deadline < today else "open"
    late = action.deadline is not None and action.done is not None and action.done > action.deadline
    return "late" if late else "in time"
