"""Aggregate statistics over many meetings, with small counts suppressed.

Reports name nobody. Counts under five are hidden, and others with them where a total would reveal them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Literal

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.family import sounds_like_family
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.records import Action, Attendee, Departure
from chairtui.words import report as words

SMALL = 5
"""Counts below this are hidden."""
HIDDEN_TOGETHER = 2 * SMALL
"""Minimum sum of the hidden counts in a table with a total, so that the total reveals none of them."""

Cell = int | Literal["small", "withheld"]
"""A count; "small" hides one below five, "withheld" one that would reveal a small one."""
Outcome = Literal["in time", "late", "dropped", "open", "overdue"]
OUTCOMES: tuple[Outcome, ...] = ("in time", "late", "dropped", "open", "overdue")
ATTENDANCE = ("present", "apologies", "absent", "invited")
REPORTS = ("sent", "not sent", "not asked")
SENT = ("in time", "1 to 5 days late", "more than 5 days late", "not sent, due", "not due yet", "no date set")


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    counts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is the sum of a one-column table, or None."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Cell | None = None


@dataclass(slots=True)
class Tally:
    """Exact counts. Not for output before `hidden` was applied."""

    meetings: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
    attendance: Counter[tuple[str, str]] = field(default_factory=Counter)
    reports: Counter[tuple[str, str]] = field(default_factory=Counter)
    departures: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    planned: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    timed: Counter[str] = field(default_factory=Counter)

    def add(self, meeting: Meeting, format_: Format | None, today: date, zone: tzinfo) -> None:
        """Count a meeting. Copies and actions count only if it is closed."""
        name = meeting.details.format_name
        self.meetings[name] += 1
        self.parts[words.TWO_PARTS if _had_two_parts(meeting) else words.ONE_PART] += 1
        reasons = {reason.id: reason.text for reason in format_.reasons} if format_ else {}
        for reason in meeting.details.reasons:
            self.reasons[f"{name}: {reasons.get(reason, reason)}"] += 1
        for entry in meeting.attendees:
            agency = _agency(entry.record)
            self.attendance[agency, entry.record.status] += 1
            if entry.record.report:
                self.reports[agency, entry.record.report] += 1
        for departure in meeting.current_list(Departure):
            self.departures[departure.record.provision] += 1
        answered = {target for action in meeting.actions for target in action.record.addresses}
        for observation in meeting.observations:
            if observation.record.theme in ("need", "risk"):
                kind = words.WITH_ACTION if observation.record.id in answered else words.WITHOUT_ACTION
                self.answered[kind.format(theme=words.THEMES[observation.record.theme])] += 1
        if format_ is not None:
            self._add_time(meeting, format_, name)
        if meeting.closed:
            self._add_actions(meeting, today, zone)
            if format_ is not None:
                for copy in copies(meeting, format_):
                    self.copies[_sent(copy.due, copy.sent, today)] += 1

    def _add_time(self, meeting: Meeting, format_: Format, name: str) -> None:
        seconds = sum(meeting.progress(item.id).seconds for item in format_.agenda)
        if seconds:
            self.timed[name] += 1
            self.planned[name] += format_.minutes
            self.used[name] += round(seconds / 60)

    def _add_actions(self, meeting: Meeting, today: date, zone: tzinfo) -> None:
        for entry in meeting.actions:
            outcome = outcome_of(entry, meeting, today, zone)
            if outcome is None:
                continue
            attendee = meeting.attendee_of(entry.record.owner)
            agency = _agency(attendee) if attendee else words.NO_AGENCY
            self.actions[agency, outcome] += 1
            if now_of(entry.record, meeting).deadline != entry.record.deadline:
                self.moved[agency] += 1


def outcome_of(entry: Entry[Action], meeting: Meeting, today: date, zone: tzinfo) -> Outcome | None:
    """The outcome of an action at its latest deadline; None if a later meeting took it over, where it is counted."""
    now = now_of(entry.record, meeting)
    if now.status == "carried":
        return None
    if now.status == "dropped":
        return "dropped"
    if now.status == "open":
        return "overdue" if now.overdue(today) else "open"
    steps = [e for e in meeting.follow_ups if e.record.action == entry.record.id]
    done = (steps[-1].first.at if steps else entry.last.at).astimezone(zone).date()
    return "late" if now.deadline is not None and done > now.deadline else "in time"


def report(
    meetings: Iterable[Meeting], installed: Callable[[str], Format | None], today: date, zone: tzinfo
) -> list[Table]:
    """The tables of a report, with small counts hidden."""
    tally = Tally()
    formats: dict[tuple[str, str, bool], Format | None] = {}
    for meeting in meetings:
        # Cached: unpacking a format is slower than counting a meeting, and many meetings share one.
        kept, details = meeting.kept_format, meeting.details
        key = (kept.packed if kept else details.format, details.person, details.previous is not None)
        if key not in formats:
            formats[key] = format_for(meeting, installed)
        tally.add(meeting, formats[key], today, zone)
    return tables(tally)


def tables(tally: Tally) -> list[Table]:
    """The tables of a tally, with small counts hidden."""
    return [
        _with_total(words.BY_FORMAT, words.MEETINGS, tally.meetings),
        _with_total(words.BY_PART, words.MEETINGS, tally.parts),
        _single(words.BY_REASON, words.MEETINGS, tally.reasons),
        _with_total(words.COPIES, words.COPIES_COLUMN, Counter({words.SENT[key]: tally.copies[key] for key in SENT})),
        _crossed(words.ACTIONS, OUTCOMES, words.OUTCOMES, tally.actions),
        _single(words.MOVED, words.ACTIONS_COLUMN, _merged(tally.moved)),
        _crossed(words.ATTENDANCE, ATTENDANCE, words.STATUS, tally.attendance),
        _crossed(words.REPORTS, REPORTS, words.REPORT_STATUS, tally.reports),
        _single(words.DEPARTURES, words.TIMES, tally.departures),
        _single(words.ANSWERED, words.TIMES, tally.answered),
        _time(tally),
    ]


def _with_total(title: str, column: str, counts: Counter[str]) -> Table:
    """A table of disjoint counts with their sum."""
    ordered = counts.most_common()
    cells = hidden([count for _, count in ordered])
    total = sum(counts.values())
    rows = tuple(Row(label, (cell,)) for (label, _), cell in zip(ordered, cells, strict=True))
    return Table(title, (column,), rows, _shown(total))


def _single(title: str, column: str, counts: Counter[str]) -> Table:
    """A table of one column that says no total, so that each count is hidden by itself."""
    return Table(title, (column,), tuple(Row(label, (_shown(count),)) for label, count in counts.most_common()))


def _crossed(title: str, keys: Sequence[str], labels: dict[str, str], counts: Counter[tuple[str, str]]) -> Table:
    """Agencies by outcome, without totals. Agencies with fewer than five in all are one row: a rare agency's name may
    be somebody's."""
    sizes: Counter[str] = Counter()
    for (agency, _), count in counts.items():
        sizes[agency] += count
    merged: Counter[tuple[str, str]] = Counter()
    for (agency, key), count in counts.items():
        merged[agency if sizes[agency] >= SMALL else words.OTHERS, key] += count
    names = sorted({agency for agency, _ in merged}, key=lambda name: (name == words.OTHERS, name.casefold()))
    rows = tuple(Row(name, tuple(_shown(merged[name, key]) for key in keys)) for name in names)
    return Table(title, tuple(labels[key] for key in keys), rows)


def _time(tally: Tally) -> Table:
    """Mean minutes a meeting, of formats with enough of them."""
    rows = []
    for name, meetings in tally.timed.most_common():
        means: tuple[Cell, Cell] = (tally.planned[name] // meetings, tally.used[name] // meetings)
        rows.append(Row(name, means if meetings >= SMALL else ("small", "small")))
    return Table(words.TIME, (words.PLANNED, words.USED), tuple(rows))


def hidden(counts: Sequence[int]) -> list[Cell]:
    """Hide small counts whose sum is known, and as many others, smallest first, as the sum would otherwise reveal."""
    cells = list[Cell](map(_shown, counts))
    hide = {place for place, cell in enumerate(cells) if cell == "small"}
    others = sorted((count, place) for place, count in enumerate(counts) if count >= SMALL)
    while hide and others and (len(hide) < 2 or sum(counts[place] for place in hide) < HIDDEN_TOGETHER):
        _, place = others.pop(0)
        cells[place] = "withheld"
        hide.add(place)
    return cells


def _shown(count: int) -> Cell:
    return "small" if 0 < count < SMALL else count


def _merged(counts: Counter[str]) -> Counter[str]:
    merged: Counter[str] = Counter()
    for label, count in counts.items():
        merged[label if count >= SMALL else words.OTHERS] += count
    return merged


def _agency(attendee: Attendee) -> str:
    if attendee.relative or (attendee.relative is None and (not attendee.agency or sounds_like_family(attendee))):
        return words.FAMILY
    return attendee.agency


def _had_two_parts(meeting: Meeting) -> bool:
    return any(getattr(version.record, "part", 1) == 2 for version in meeting.versions)


def _sent(due: date | None, sent: date | None, today: date) -> str:
    if due is None:
        return "no date set"
    if sent is None:
        return "not sent, due" if due < today else "not due yet"
    late = (sent - due).days
    return "in time" if late <= 0 else "1 to 5 days late" if late <= 5 else "more than 5 days late"
