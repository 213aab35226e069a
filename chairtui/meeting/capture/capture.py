"""The capture line: one line for each thing said, and what it becomes.

    s: n: r: text @who                                  strength, need, risk; who it comes from
    f: o: h: text @who                                  fact, opinion, reported (hearsay); who said it (h: needs it)
    d: text because reason                              decision
    a: text @owner by DATE m: measure for R2,N1         action; its clauses in any order; a last date needs no `by`
       family: @who    family: no, why                  who tells the family about it, or why nobody does
    !: text @who decided: …                             immediate risk of significant harm
    dissent: D2 @who in their words                     somebody who differs with a decision
    present: Name, role, agency, reason for attending   also apologies: absent: invite:
    … !restricted reason                                at the end: kept out of the family's copy

The starts may be written out (`risk:`), in any case. The grammar takes its own signs and clauses out of a sentence and
changes nothing else in it. A name at the end, or at the start, says who said it and is no part of the text; one amid
the words, or one that the sentence goes on from, stays as it was typed, without its sign. A decision is parted at its
first "because". Whatever is typed is understood, asked about or refused with the reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from chairtui.meeting.capture.action_line import read_action
from chairtui.meeting.capture.attendee_line import STATUS, read_attendee
from chairtui.meeting.capture.completion import Completion, complete
from chairtui.meeting.capture.line_context import LineContext, ParsedLine, parse
from chairtui.meeting.capture.result import Asks, NotTaken, Refused, Understood, refuse
from chairtui.meeting.capture.statements import read_decision, read_dissent, read_immediate, read_note, read_observation
from chairtui.meeting.capture.tokenise import Parted, begins_known, part, split_lines
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
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
    "complete",
    "preview",
    "split_lines",
]

_READERS: dict[str, Callable[[ParsedLine], Understood]] = {
    "strength": read_observation,
    "need": read_observation,
    "risk": read_observation,
    "fact": read_note,
    "opinion": read_note,
    "reported": read_note,
    "decision": read_decision,
    "action": read_action,
    "immediate": read_immediate,
    "dissent": read_dissent,
    **dict.fromkeys(STATUS, read_attendee),
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
    parted: Parted | None = None,
) -> Understood | Asks | Refused:
    """What a typed line becomes at this meeting, filed under the agenda item `item` (its id or number, "" for none).

    Deadlines count from the meeting's own day and can't be before it (ALL-01). `by` (the seat) and `now` (aware;
    the time of the meeting's last version if not given) are who raised an immediate risk, and when (ALL-08).
    `parted` is the line's sections where the caller has them already. Never raises, whatever is typed.
    """
    try:
        return _read(_plain(line), parted, meeting, format_, item, new_id, by, now)
    except NotTaken as taken:
        return taken.outcome
    except ValidationError as wrong:
        long = any(error["type"] == "string_too_long" for error in wrong.errors())
        return Refused(words.TOO_LONG.format(longest=LONGEST_TEXT) if long else words.UNREADABLE)


def preview(line: str, meeting: Meeting, format_: Format, *, item: str = "", by: str = "") -> str:
    """What stands under the line while it is typed: what it will become, or what is still missing; "" for nothing."""
    if not line.strip():
        return ""
    outcome = capture(line, meeting, format_, item=item, new_id=lambda: "new", by=by)
    if isinstance(outcome, Understood):
        return outcome.preview
    kind = part(_plain(line)).kind
    return f"{words.LABELS[kind]} · {outcome.reason}" if kind else outcome.reason


def _plain(line: str) -> str:
    """The line without what a terminal would obey, each character in its place."""
    return "".join(" " if c != "\n" and unicodedata.category(c) == "Cc" else c for c in line)


def _read(
    line: str,
    parted: Parted | None,
    meeting: Meeting,
    format_: Format,
    item: str,
    new_id: Callable[[], str],
    by: str,
    now: datetime | None,
) -> Understood:
    if meeting.closed:
        raise refuse(CLOSED)
    if not line.strip():
        raise refuse(words.BEGIN_WITH)
    if len(line) > LONGEST_LINE:
        raise refuse(words.TOO_LONG.format(longest=LONGEST_TEXT))
    parted = parted or part(line)
    if not parted.kind:
        raise _unknown_start(line, parted)
    if filed_under := format_.item(item):
        item = filed_under.id
    starts = meeting.details.starts
    context = LineContext(
        meeting, format_, item, meeting.details.part, day_of(starts), now or meeting.versions[-1].at, by, new_id
    )
    if parted.kind not in STATUS:
        _refuse_marks(line, parted)
    return _READERS[parted.kind](parse(line, parted, context))


def _unknown_start(line: str, parted: Parted) -> NotTaken:
    short = line.strip() if len(line.strip()) <= 30 else line.strip()[:29] + "…"
    known = parted.begun and line.lstrip().startswith(parted.begun)
    wrong = words.UNKNOWN_START.format(words=parted.begun) if known else words.NO_START.format(words=short)
    return refuse(wrong, missing="start")


def _refuse_marks(line: str, parted: Parted) -> None:
    """Raises `NotTaken` for what may be meant as `!restricted` and isn't, and for marks that can't be kept."""
    if parted.nearly:
        start, end = parted.nearly
        raise refuse(words.MEANT_RESTRICTED.format(words=line[start:end].strip()), start, end)
    if parted.reserved:
        start, end = parted.reserved
        raise refuse(words.RESERVED.format(words=line[start:end].strip()), start, end)
