"""The capture line: one line for each thing said, and what it becomes.

    s: n: r: text @who                                  strength, need, risk; who it comes from
    f: o: h: text @who                                  fact, opinion, reported (hearsay); who said it (h: needs it)
    d: text because reason                              decision
    a: text @owner by DATE measure: … for R2,N1         action; its clauses in any order
       family: @who    family: no, why                  who tells the family about it, or why nobody does
    !: text @who decided: …                             immediate risk of significant harm
    dissent: D2 @who in their words                     somebody who differs with a decision
    present: Name, role, agency, reason for attending   also apologies: absent: invite:
    … !restricted reason                                at the end: kept out of the family's copy

The starts may be written out (`risk:`), in any case. What stands in no clause is in the record's text, word for
word; a mention amid the words stays there as the person's name. A decision is parted at its first "because", so
that all that follows is the reason. Whatever is typed is understood, asked about or refused with the reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from chairtui.meeting.capture.action_line import read_action
from chairtui.meeting.capture.attendee_line import STATUS, read_attendee
from chairtui.meeting.capture.completion import Completion, complete
from chairtui.meeting.capture.line_context import Reading
from chairtui.meeting.capture.people import mention_of
from chairtui.meeting.capture.result import Asks, NotTaken, Refused, Understood, refuse
from chairtui.meeting.capture.statements import read_decision, read_dissent, read_immediate, read_note, read_observation
from chairtui.meeting.capture.tokenise import begins_known, part, split_lines
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Draft, Who
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import capture as words
from chairtui.words.closing import CLOSED

__all__ = [
    "Asks",
    "Completion",
    "Refused",
    "Understood",
    "begins_known",
    "capture",
    "choose",
    "complete",
    "preview",
    "split_lines",
]

_READERS: dict[str, Callable[[Reading], tuple[Draft, str]]] = {
    "strength": read_observation,
    "need": read_observation,
    "risk": read_observation,
    "fact": read_note,
    "opinion": read_note,
    "reported": read_note,
    "decision": read_decision,
    "immediate": read_immediate,
    "dissent": read_dissent,
}

LONGEST_LINE = 3 * LONGEST_TEXT


def capture(
    line: str,
    meeting: Meeting,
    format_: Format,
    *,
    item: str = "",
    new_id: Callable[[], str],
    by: str = "",
    now: datetime | None = None,
) -> Understood | Asks | Refused:
    """What a typed line becomes at this meeting, filed under the agenda item `item` (its id or number, "" for none).

    Deadlines count from the meeting's own day and can't be before it (ALL-01). `by` (the seat) and `now` (aware;
    the time of the meeting's last version if not given) are who raised an immediate risk, and when (ALL-08).
    Never raises, whatever is typed.
    """
    try:
        drafts, shown = _read(_plain(line), meeting, format_, item, new_id, by, now)
    except NotTaken as taken:
        return taken.outcome
    except ValidationError as wrong:
        long = any(error["type"] == "string_too_long" for error in wrong.errors())
        return Refused(words.TOO_LONG.format(longest=LONGEST_TEXT) if long else words.UNREADABLE)
    return Understood(drafts, shown, drafts[0].record.id)


def preview(line: str, meeting: Meeting, format_: Format, *, item: str = "", by: str = "") -> str:
    """What stands under the line while it is typed: what it will become, or what is still missing; "" for nothing."""
    if not line.strip():
        return ""
    outcome = capture(line, meeting, format_, item=item, new_id=lambda: "new", by=by)
    if isinstance(outcome, Understood):
        return outcome.preview
    kind = part(_plain(line)).kind
    return f"{words.LABELS[kind]} · {outcome.reason}" if kind else outcome.reason


def choose(line: str, asked: Asks, chosen: Who, meeting: Meeting) -> str:
    """The line with one of the choices in place of the name that several people have."""
    return line[: asked.start] + mention_of(chosen, meeting) + line[asked.end :]


def _plain(line: str) -> str:
    """The line without what a terminal would obey, each character in its place."""
    return "".join(" " if c != "\n" and unicodedata.category(c) == "Cc" else c for c in line)


def _read(
    line: str,
    meeting: Meeting,
    format_: Format,
    item: str,
    new_id: Callable[[], str],
    by: str,
    now: datetime | None,
) -> tuple[tuple[Draft, ...], str]:
    if meeting.closed:
        raise refuse(CLOSED)
    if not line.strip():
        raise refuse(words.BEGIN_WITH)
    if len(line) > LONGEST_LINE:
        raise refuse(words.TOO_LONG.format(longest=LONGEST_TEXT))
    parted = part(line)
    if not parted.kind:
        short = line.strip() if len(line.strip()) <= 30 else line.strip()[:29] + "…"
        known = parted.begun and line.lstrip().startswith(parted.begun)
        wrong = words.UNKNOWN_START.format(words=parted.begun) if known else words.NO_START.format(words=short)
        raise refuse(wrong)
    now = now or meeting.versions[-1].at
    on = day_of(meeting.details.starts)
    if filed_under := format_.item(item):
        item = filed_under.id
    reading = Reading(line, parted, meeting, format_, item, on, now, by, new_id)
    if parted.kind in STATUS:
        draft, shown = read_attendee(reading)
        return (draft,), shown
    if parted.nearly:
        start, end = parted.nearly
        raise refuse(words.MEANT_RESTRICTED.format(words=line[start:end].strip()), start, end)
    if parted.kind == "action":
        action, shown = read_action(reading)
        return (Draft(record=action),), shown
    draft, shown = _READERS[parted.kind](reading)
    return (draft,), shown
