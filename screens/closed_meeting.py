"""Text of a closed meeting's page: what is due, by when and with which key, its amendments and its seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rich.text import Text

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.due import review_day
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.dates.calendar import show_date, show_when
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.words import follow_up
from chairtui.words import screens as words
from chairtui.words.sentence import sentence
from screens.due import counted
from screens.text_layout import Cell, flow, row, side_by_side, wrap

WHEN = 24
"""Columns for the day something is due by."""


@dataclass(frozen=True, slots=True)
class StillDue:
    """A task left after closing; `how` names the keys for it, `due` is None if no day was set."""

    what: str
    due: date | None
    how: str
    late: bool = False

    @property
    def when(self) -> str:
        """The day as words."""
        if self.due is None:
            return words.NO_DAY
        return (words.WAS_DUE_BY if self.late else words.DUE_BY).format(date=show_date(self.due))


def closed_lines(meeting: Meeting, format_: Format, now: datetime, width: int) -> list[Text]:
    """The page's lines, wrapped to a width."""
    closure = meeting.closure
    assert closure is not None
    when = show_when(closure.first.at.astimezone(now.tzinfo))
    lines = [Text(), Text(sentence(words.IS_CLOSED, when=when, by=closure.first.by), "strong"), Text()]
    due = still_due(meeting, format_, now.date())
    lines.append(Text(words.NOW_DUE if due else words.NOTHING_DUE, "title"))
    for thing in due:
        style = "late" if thing.late else "strong"
        day = [row([Cell(thing.when, WHEN, style)], WHEN)]
        what = [Text(line) for line in wrap(thing.what, max(width - WHEN, 20))]
        what += [Text(line, "muted") for line in wrap(thing.how, max(width - WHEN, 20))]
        lines += side_by_side([day, what], [WHEN, max(width - WHEN, 20)])
    lines += [Text(), *flow([(words.HOW_TO_AMEND, "")], width)]
    if meeting.amendments:
        lines += [Text(), Text(words.AMENDMENTS, "title")]
    for entry in meeting.amendments:
        amendment = entry.record
        said = words.AMENDED.format(
            ref=entry.ref,
            target=meeting.ref_of(amendment.target) or amendment.target,
            when=show_date(entry.first.at.date()),
            by=entry.first.by,
            text=amendment.text,
            reason=amendment.reason,
        )
        lines += flow([(said, "")], width)
    return [*lines, Text(), *flow([(words.WHOLE_SEAL.format(digest=closure.record.digest), "muted")], width)]


def still_due(meeting: Meeting, format_: Format, today: date) -> list[StillDue]:
    """The tasks left after closing, soonest first, those without a day last."""
    found = _after_closing(meeting, format_, today)
    standing = [now_of(entry.record, meeting) for entry in meeting.actions]
    days = sorted(action.deadline for action in standing if action.status == "open" and action.deadline)
    if days:
        what = counted(words.OPEN_ACTIONS, len(days))
        found.append(StillDue(what, days[0], words.HOW_ACTIONS, days[0] < today))
    return sorted(found, key=lambda thing: thing.due or date.max)


def _after_closing(meeting: Meeting, format_: Format, today: date) -> list[StillDue]:
    """Copies to send, what else the format's clocks set, and the next review."""
    listed = [copy for copy in copies(meeting, format_) if not copy.undecided]
    unsent = [copy for copy in listed if copy.to_send]
    to_send = words.COPIES_TO_SEND.format(unsent=len(unsent), all=len(listed))
    found, sending = [], False
    for deadline in deadlines(meeting, format_):
        late = deadline.due < today
        if not deadline.of_minutes:
            found.append(StillDue(deadline.what, deadline.due, words.HOW_NEXT_MEETING, late))
        elif unsent or not listed:
            found.append(StillDue(to_send if listed else deadline.what, deadline.due, words.HOW_COPIES, late))
        sending = sending or deadline.of_minutes
    if unsent and not sending:
        found.append(StillDue(to_send, None, words.HOW_COPIES))
    review = review_day(meeting, format_)
    if review is not None and not any(thing.due == review for thing in found):
        found.append(StillDue(follow_up.NEXT_REVIEW, review, words.HOW_NEXT_MEETING, review < today))
    return found
