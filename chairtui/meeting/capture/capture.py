"""Parses a typed line into records, or keeps it unsettled.

    s: n: r: text @who                                  strength, need, risk; who it comes from
    f: o: h: text @who                                  fact, opinion, reported (hearsay); who said it (h: needs it)
    v: text @who     q: text @who     doc: text @who    own views, a question left open, a document handed round
    d: text because reason                              decision
    a: text @owner by DATE m: measure for R2,N1         action; its clauses in any order; a last date needs no `by`;
                                                        by ? for a deadline that isn't known yet
       family: @who    family: no, why                  who tells the family about it, or why nobody does
    !: text @who decided: …                             immediate risk of significant harm
    disagreed: D2 @who in their words                   somebody who did not agree with a decision
    present: Name, role, agency, reason for attending   also apologies: absent: invite:
       !family    !professional                         at the end, where the role leaves it open
       !restricted why and the like                     who may read the reason for attending
    concerns: Ava, 9      relative: Dawn, sister of Ava and Ben
    … !not Mick reason    … !only police, health reason    … #ava
    … !restricted reason                                at the end: kept out of the family's copy

The starts may be written out (`risk:`), in any case. The grammar takes its own signs and clauses out of a sentence and
changes nothing else in it. A name at the end, or at the start, says who said it and is no part of the text; one amid
the words, or one that the sentence goes on from, stays as it was typed, without its sign. A decision is parted at its
first "because". Whatever is typed is understood, asked about or refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError

from chairtui.meeting.capture.action_line import read_action
from chairtui.meeting.capture.attendee_line import STATUS, agency_in, read_attendee, without_side
from chairtui.meeting.capture.comings import read_coming
from chairtui.meeting.capture.completion import Completion, complete
from chairtui.meeting.capture.corrections import correct, reference_in
from chairtui.meeting.capture.line_context import LineContext, ParsedLine, parse
from chairtui.meeting.capture.marks import take_marks, with_marks_of
from chairtui.meeting.capture.relative_line import read_concerned, read_relative
from chairtui.meeting.capture.result import (
    Asks,
    LeftUnsettled,
    NotAnAnswer,
    NotTaken,
    Refused,
    Understood,
    moved_to,
    refuse,
)
from chairtui.meeting.capture.settle import (
    LONGEST_ANSWER,
    could_settle,
    kept_reason,
    last_left,
    left_unsettled,
    open_in,
    settle,
)
from chairtui.meeting.capture.statements import READERS
from chairtui.meeting.capture.tokenise import Parted, begins_known, mark_in, part, split_lines
from chairtui.meeting.chairing.agencies import read_by
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import KINDS
from chairtui.meeting.marked_actions import marked_actions
from chairtui.meeting.records import Action, Attendee, Draft, Unsettled
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import capture as words
from chairtui.words.closing import CLOSED
from chairtui.words.kinds import BEGIN_WITH
from chairtui.words.kinds import KINDS as KEPT_KINDS

__all__ = [
    "Asks",
    "Completion",
    "LeftUnsettled",
    "LineContext",
    "Refused",
    "Understood",
    "begins_known",
    "capture",
    "complete",
    "preview",
    "read_line",
    "reason_now",
    "settle_line",
    "split_lines",
    "still_open",
    "take",
]

_READERS: dict[str, Callable[[ParsedLine], Understood]] = {
    **READERS,
    "action": read_action,
    "concerned": read_concerned,
    "relative": read_relative,
    **dict.fromkeys(STATUS, read_attendee),
}
if _unread := set(words.STARTS.values()) - _READERS.keys():
    raise TypeError(f"no reader for lines that begin as {', '.join(sorted(_unread))}")

_MARKED = frozenset(KEPT_KINDS) | {"immediate"}
"""Kinds of line whose record takes marks as a whole."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
LONGEST_LINE = 3 * LONGEST_TEXT
REFERENCES = frozenset(letter for kind in KINDS.values() for letter in kind.letters.values())
"""First letters of references."""


def take(
    line: str, context: LineContext, *, answers: bool = True, parted: Parted | None = None
) -> Understood | LeftUnsettled | Refused:
    """What a typed line becomes: a record, a change to one, or an unsettled line that keeps what was typed.

    With `answers`, a line that is only an answer settles this user's last unsettled line. `parted` are the line's
    sections, if already split. Refused is only what holds no words, a few words that don't settle the unsettled line
    they begin with, and everything once the meeting is closed (ALL-07). Never raises, whatever is typed.
    """
    if context.meeting.closed:
        return Refused(CLOSED)
    line = _plain(line)
    if not line.strip():
        return Refused(BEGIN_WITH)
    outcome: Asks | Refused
    try:
        return _taken(line, parted or part(line), context, answers=answers)
    except NotAnAnswer as wrong_answer:
        outcome = wrong_answer.outcome
        if isinstance(outcome, Refused) and (wrong_answer.the_line or len(line.strip()) <= LONGEST_ANSWER):
            return outcome
    except NotTaken as taken:
        outcome = taken.outcome
    except ValidationError as wrong:
        outcome = _invalid(wrong)
    typed = _SURROGATE.sub("\ufffd", line)
    kept = Unsettled(id=context.new_id(), text=typed, reason=kept_reason(outcome), item=context.item, part=context.part)
    return left_unsettled(Draft(record=kept), outcome)


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
    """What a line becomes, for forms, which don't file unsettled lines.

    Filed under the agenda item `item` (its id or number, "" for none). Deadlines count from the meeting's own day and
    can't be before it (ALL-01). `by` and `now` (aware; the time of the meeting's last version if not given) are who
    raised an immediate risk, and when (ALL-08). Never raises, whatever is typed.
    """
    line = _plain(line)
    if meeting.closed:
        return Refused(CLOSED)
    if not line.strip():
        return Refused(BEGIN_WITH)
    context = LineContext.of(meeting, format_, item=item, new_id=new_id, by=by, now=now)
    try:
        return _with_actions(read_line(line, context), context)
    except NotTaken as taken:
        return taken.outcome
    except ValidationError as wrong:
        return _invalid(wrong)


def preview(line: str, meeting: Meeting, format_: Format, *, item: str = "", by: str = "") -> str:
    """The preview under the line: what it will become, or what is missing; "" for nothing."""
    if not line.strip():
        return ""
    outcome = capture(line, meeting, format_, item=item, new_id=lambda: "new", by=by)
    if isinstance(outcome, Understood):
        return outcome.preview
    kind = part(_plain(line)).kind
    return f"{words.LABELS[kind]} · {outcome.reason}" if kind else outcome.reason


def read_line(line: str, context: LineContext, parted: Parted | None = None) -> Understood:
    """A new record, or a change to an existing one. Raises `NotTaken` and `ValidationError`."""
    if len(line) > LONGEST_LINE:
        raise refuse(words.TOO_LONG.format(longest=LONGEST_TEXT))
    if _SURROGATE.search(line):
        raise refuse(words.UNREADABLE)
    parted = parted or part(line)
    if parted.kind in (*_MARKED, "dissent", *STATUS):
        return _read_marked(line, parted, context)
    if parted.kind:
        _refuse_marks(line, parted)
        return _READERS[parted.kind](parse(line, parted, context))
    if about := reference_in(line, context.meeting):
        entry, start = about
        if not isinstance(entry.record, Attendee):
            return correct(entry, line, start, context, read_line)
    if coming := read_coming(line, context.meeting, context.now):
        return coming
    raise _unknown_start(line, parted)


def _read_marked(line: str, parted: Parted, context: LineContext) -> Understood:
    """A line that takes marks: read without them, and then with them on what they are for."""
    kind, side, agency = parted.kind, "", ""
    if kind in STATUS:
        line, side = without_side(line)
        agency = agency_in(line)
    restricted = kind not in _MARKED
    bare, marks = take_marks(line, parted.main.start, context.meeting, restricted=restricted, agency=agency)
    for reason in (marks.restricted or "", marks.kept_why, marks.only_why):
        if mark := mark_in(reason):
            start = line.rfind(mark)
            raise refuse(words.UNKNOWN_MARK.format(words=mark), start, start + len(mark) if start >= 0 else -1, "mark")
    if marks.only and kind not in STATUS:
        names = read_by(marks.only, context.meeting, context.format_)
        marks = replace(marks, details=(*marks.details, words.READ_BY.format(names=", ".join(names))))
    if kind in STATUS:
        said, _ = without_side(bare)
        _refuse_unknown(said, part(said))
    bare += side
    parted = part(bare)
    _refuse_marks(bare, replace(parted, nearly=None, unknown=None) if kind in STATUS else parted)
    try:
        understood = _READERS[kind](parse(bare, parted, context))
    except NotTaken as taken:
        raise moved_to(line, bare, marks.back_on(taken)) from None
    if kind == "dissent":
        return marks.on_dissent(understood)
    if kind in STATUS:
        return marks.on_reason(understood)
    understood = marks.on(understood)
    return _marked_as_addressed(understood, context) if kind == "action" else understood


def _with_actions(understood: Understood, context: LineContext) -> Understood:
    """What was understood, with the actions that are marked with it."""
    refs = marked_actions(understood.drafts, context.meeting)
    if not refs:
        return understood
    said = words.MARKED_TOO.format(refs=words.AND.join(refs))
    return replace(understood, details=(*understood.details, said))


def _marked_as_addressed(understood: Understood, context: LineContext) -> Understood:
    """What is done about a record is marked as it is, until the chair takes the marks off."""
    (draft,) = understood.drafts
    assert isinstance(draft.record, Action)
    action, said = with_marks_of(draft.record, draft.record.addresses, context.meeting)
    drafts = (draft.model_copy(update={"record": action}),)
    return replace(understood, drafts=drafts, details=(*understood.details, *said))


def still_open(entry: Entry[Unsettled], context: LineContext) -> Asks | Refused | None:
    """What an unsettled line still lacks, None if it can be parsed now."""
    try:
        return open_in(entry, context, read_line)
    except ValidationError as wrong:
        return _invalid(wrong)


def reason_now(entry: Entry[Unsettled], meeting: Meeting, format_: Format) -> str:
    """Why a line is unsettled in the meeting as it now is, which may have changed since it was typed."""
    outcome = still_open(entry, LineContext.of(meeting, format_, new_id=lambda: "new", by=entry.first.by))
    return outcome.reason if outcome else words.READABLE_NOW.format(ref=entry.ref)


def settle_line(entry: Entry[Unsettled], reply: str, context: LineContext) -> Understood | LeftUnsettled | Refused:
    """What an unsettled line becomes with this answer; Refused if it doesn't answer what is open."""
    try:
        return settle(entry, _plain(reply), context, read_line)
    except NotTaken as taken:
        return Refused(taken.outcome.reason)
    except ValidationError as wrong:
        return _invalid(wrong)


def _taken(line: str, parted: Parted, context: LineContext, *, answers: bool) -> Understood | LeftUnsettled:
    if parted.kind:
        return read_line(line, context, parted)
    if about := reference_in(line, context.meeting):
        entry, start = about
        left = next((e for e in context.meeting.all(Unsettled) if e.ref == entry.ref), None)
        if left:
            return settle(left, line[start:], context, read_line)
        if isinstance(entry.record, Unsettled):
            raise NotAnAnswer(Refused(words.SETTLED_ALREADY.format(ref=entry.ref)))
        return _with_actions(read_line(line, context, parted), context)
    last = last_left(context.meeting, context.by) if answers else None
    if last and could_settle(last, line, context, read_line):
        return settle(last, line, context, read_line)
    return read_line(line, context, parted)


def _invalid(wrong: ValidationError) -> Refused:
    long = any(error["type"] == "string_too_long" for error in wrong.errors())
    return Refused(words.TOO_LONG.format(longest=LONGEST_TEXT) if long else words.UNREADABLE)


def _plain(line: str) -> str:
    """Replace control characters by spaces, so that positions in the line stay valid."""
    return "".join(" " if c != "\n" and unicodedata.category(c) == "Cc" else c for c in line)


def _unknown_start(line: str, parted: Parted) -> NotTaken:
    if (missing := re.match(r"\s*([A-Za-z]\d{1,5})\b[:,]?\s", line)) and missing[1][0].upper() in REFERENCES:
        return refuse(words.NO_SUCH_REF.format(ref=missing[1].upper()))
    short = line.strip() if len(line.strip()) <= 30 else line.strip()[:29] + "…"
    known = parted.begun and line.lstrip().startswith(parted.begun)
    wrong = words.UNKNOWN_START.format(words=parted.begun) if known else words.NO_START.format(words=short)
    return refuse(wrong, missing="start")


def _refuse_marks(line: str, parted: Parted) -> None:
    """Reject misspelt `!restricted` marks and marks that this kind of line can't keep. Raises `NotTaken`."""
    if parted.nearly:
        start, end = parted.nearly
        raise refuse(words.MEANT_RESTRICTED.format(words=line[start:end].strip()), start, end, "mark")
    _refuse_unknown(line, parted)
    if parted.reserved:
        start, end = parted.reserved
        raise refuse(words.RESERVED.format(words=line[start:end].strip()), start, end)


def _refuse_unknown(line: str, parted: Parted) -> None:
    """Reject a word that begins as a mark and is none. Raises `NotTaken`."""
    if parted.unknown:
        start, end = parted.unknown
        raise refuse(words.UNKNOWN_MARK.format(words=line[start:end]), start, end, "mark")
