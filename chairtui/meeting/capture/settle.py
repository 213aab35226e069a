"""Settles unsettled lines with a short answer, keeping the rest of the line as typed.

    U1 2            the second of those who may be meant
    U1 @sian        the person; who said it
    U1 f            what kind of thing was said
    U1 fri          the day; `U1 ?` for a deadline that isn't known yet
    U1 because …    the reason, where that is what is missing
    U1 f: words     the whole line anew
    U1 Lee          the relative of a mark, also `U1 L1`, `U1 1`, `U1 @Lee`; or its agency
    U1 Lee, brother of Ava      the relative of a mark, who is recorded with it
    U1              the same line, now that it can be read (somebody has been invited since); also `U1 again`
    U1 remove       it is taken out

Any other reply files nothing: it is told what the line waits for, and stays where it was typed. One that is longer than
an answer is kept as an unsettled line of its own. No answer takes a mark off: what comes of a line with a word that may
be meant as a mark is marked, or the line stays unsettled. The answer alone (`2`, `f`, `fri`, `@sian`) is for the one
that this person left last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from chairtui.meeting.after.release_decisions import NotReleased
from chairtui.meeting.capture.attendee_line import STATUS, without_side
from chairtui.meeting.capture.line_context import LineContext
from chairtui.meeting.capture.mark_people import relative_in, relatives_named
from chairtui.meeting.capture.marks import apart_from_marks
from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.people import MOST_WORDS
from chairtui.meeting.capture.relative_line import relative_of
from chairtui.meeting.capture.result import Asks, LeftUnsettled, NotAnAnswer, NotTaken, Refused, Understood
from chairtui.meeting.capture.tokenise import begins_known, count_marks, part
from chairtui.meeting.chairing.agencies import names_an_agency
from chairtui.meeting.dates.phrase import phrase_at
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.readers import limits
from chairtui.meeting.records import (
    Attendee,
    Decision,
    Draft,
    PersonConcerned,
    Relative,
    Statement,
    Unsettled,
    Version,
)
from chairtui.words import capture as words
from chairtui.words.family import FAMILY, KIN

Read = Callable[[str, LineContext], Understood]
"""Reads a line of the grammar. Raises `NotTaken`."""

LONGEST_REASON = 1_000
LONGEST_ANSWER = 60
"""Characters of a wrong answer that is given back; more is something said, and kept."""
_REMOVE = re.compile(r"(?:remove|strike|drop)\s*[.!]?", re.IGNORECASE)
_AGAIN = re.compile(r"(?:again|ok)\s*[.!]?", re.IGNORECASE)
_MARK = re.compile(r"!?(?:restricted|not|only)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\s(?:of|to|for)\s", re.IGNORECASE)
_KIN = frozenset((*FAMILY, *KIN))
_KIND = re.compile(r"(?P<start>!|[^\W\d_]+)\s*:?")


def last_left(meeting: Meeting, by: str) -> Entry[Unsettled] | None:
    """This user's last unsettled line, None if there is none."""
    return next((e for e in reversed(meeting.all(Unsettled)) if e.first.by == by), None)


def settle(entry: Entry[Unsettled], reply: str, context: LineContext, read: Read) -> Understood | LeftUnsettled:
    """Apply an answer to an unsettled line. Raises `NotAnAnswer` if what is open stays as it was."""
    reply = reply.strip()
    before = entry.record
    if _REMOVE.fullmatch(reply):
        gone = Draft(record=before, base=entry.base, removed=True)
        return Understood((gone,), before.text, before.id, entry.ref, (words.TAKEN_OUT,))
    context = replace(context, item=before.item, part=before.part)
    open_ = _still_open(before.text, context, read)
    if open_ and reply.split() == before.text.split():
        raise NotAnAnswer(Refused(open_.reason), the_line=True)
    newcomer = _newcomer(reply, open_, context)
    if newcomer:
        context, reply = replace(context, meeting=_with(newcomer, context)), newcomer.name
    anew = _is_anew(reply, before.text)
    line = _settled_line(entry, reply, open_, context, read)
    if _loses_marks(before.text, line, anew=anew):
        raise _not_an_answer(entry, reply, words.MARK_STAYS.format(ref=entry.ref), the_line=anew)
    recorded = (Draft(record=newcomer),) if newcomer else ()
    try:
        reading = read(line, context)
    except NotTaken as taken:
        if open_ and not anew and _stays_open(open_, taken.outcome):
            raise _not_an_answer(entry, reply, taken.outcome.reason) from None
        changed = before.model_copy(update={"text": line, "reason": kept_reason(taken.outcome)})
        left = left_unsettled(Draft(record=changed, base=entry.base), taken.outcome)
        return replace(left, drafts=(*recorded, *left.drafts))
    if _marks(before.text, line) and not all(map(_is_limited, reading.drafts)):
        raise _not_an_answer(entry, reply, words.MARK_STAYS.format(ref=entry.ref), the_line=anew)
    gone = Draft(record=before, base=entry.base, removed=True)
    said = (words.RECORDED_TOO.format(name=newcomer.name, relation=newcomer.relation),) if newcomer else ()
    drafts = (*recorded, gone, *(_from(draft, before) for draft in reading.drafts))
    return replace(reading, drafts=drafts, details=(*reading.details, *said))


def _newcomer(reply: str, open_: Asks | Refused | None, context: LineContext) -> Relative | None:
    """The relative whom a reply introduces ("Lee, brother of Ava") where a mark names nobody who is recorded. Raises
    `NotAnAnswer` if whom they are related to isn't known."""
    name = reply.partition(",")[0]
    if not isinstance(open_, Refused) or open_.missing != "relative" or not _introduces(reply):
        return None
    if relatives_named(name, context.meeting):
        return None
    try:
        return relative_of(reply, context.meeting, context.new_id())
    except NotReleased as error:
        said = str(error)
        raise NotAnAnswer(Refused(said[:1].upper() + said[1:])) from None


def _introduces(reply: str) -> bool:
    """Whether a reply is a name, a comma and what that person is to somebody: "brother of Ava", "older sister"."""
    name, _, relation = reply.partition(",")
    related = plain(_WHOSE.split(relation, maxsplit=1)[0])
    return bool(plain(name)) and bool(related) and related[-1] in _KIN


def _with(record: Relative, context: LineContext) -> Meeting:
    """The meeting with one more record."""
    meeting = context.meeting
    added = Version(record=record, seq=meeting.position + 1, at=context.now, by=context.by)
    return Meeting(meeting.id, (*meeting.versions, added))


def _marks(text: str, line: str) -> int:
    """The number of words in a text that may be marks; what an attendee's line says of their side is none."""
    return count_marks(without_side(text)[0] if part(line).kind in STATUS else text)


def _loses_marks(before: str, line: str, *, anew: bool) -> bool:
    """Whether a line has fewer marks than it had; one typed anew needs only one."""
    had = _marks(before, line)
    return _marks(line, line) < (min(had, 1) if anew else had)


def _is_limited(draft: Draft) -> bool:
    """Whether somebody may not read what a line with a mark became."""
    record = draft.record
    if isinstance(record, Attendee):
        return limits(record.why_readers)
    if isinstance(record, Statement) and limits(record):
        return True
    return draft.removed or (isinstance(record, Decision) and any(map(limits, record.dissent[-1:])))


def _from(draft: Draft, before: Unsettled) -> Draft:
    """Link a new record to the unsettled line it was made from."""
    if draft.base or not isinstance(draft.record, Statement):
        return draft
    return draft.model_copy(update={"record": draft.record.model_copy(update={"was": before.id})})


def kept_reason(outcome: Asks | Refused) -> str:
    """The reason as saved: a very long one is cut in the middle, as it ends with what to do."""
    reason = outcome.reason
    return (
        reason
        if len(reason) <= LONGEST_REASON
        else f"{reason[: LONGEST_REASON // 2]} … {reason[-LONGEST_REASON // 2 :]}"
    )


def left_unsettled(draft: Draft, outcome: Asks | Refused) -> LeftUnsettled:
    choices = outcome.choices if isinstance(outcome, Asks) else ()
    return LeftUnsettled((draft,), draft.record.id, outcome.reason, choices, outcome.missing)


def _settled_line(
    entry: Entry[Unsettled], reply: str, open_: Asks | Refused | None, context: LineContext, read: Read
) -> str:
    """Insert the answer into the line. Raises `NotAnAnswer` if it doesn't fit what is open."""
    line = entry.record.text
    if _is_anew(reply, line):
        return reply
    if open_ is None and (not reply or _AGAIN.fullmatch(reply) or _names_its_mark(line, reply, context, read)):
        return line
    if open_ is None:
        raise NotAnAnswer(Refused(words.READABLE_NOW.format(ref=entry.ref)))
    if not reply:
        raise NotAnAnswer(Refused(open_.reason))
    answered = _answered(line, reply, open_, context)
    if answered is None:
        raise _not_an_answer(entry, reply, _waits_for(open_, reply, context))
    return answered


def _names_its_mark(line: str, reply: str, context: LineContext, read: Read) -> bool:
    """Whether the reply names the relative from whom a line that can be read now is kept."""
    named = _relative(reply, context)
    drafts = read(line, context).drafts if named else ()
    return any(isinstance(d.record, Statement) and named in d.record.kept_from for d in drafts)


def _relative(reply: str, context: LineContext) -> str:
    """The id of the relative whom a reply names alone; "" for none."""
    name = f"L{reply}" if reply.isdecimal() else reply.removeprefix("@")
    same = relatives_named(name, context.meeting)
    return same[0].record.id if len(same) == 1 else ""


def _waits_for(open_: Asks | Refused, reply: str, context: LineContext) -> str:
    """What to type instead of a reply that doesn't fit."""
    if isinstance(open_, Asks):
        return words.ANSWER_CHOICE.format(count=len(open_.choices))
    if open_.missing == "date" and (wrong := _wrong_date(reply, context)):
        return wrong
    return words.ANSWERS.get(open_.missing, open_.reason)


def _is_anew(reply: str, line: str) -> bool:
    """Whether the reply is the whole line again, typed anew or with corrections."""
    if begins_known(reply):
        return bool(reply.partition(":")[2].strip())
    typed = reply.split()
    return len(typed) > 1 and typed[:1] == line.split()[:1]


def _stays_open(before: Asks | Refused, after: Asks | Refused) -> bool:
    """Whether an answer changed nothing about what is open, as another name that is nobody's doesn't."""
    if isinstance(after, Asks):
        return False
    nobody = (before.missing, after.missing) == ("source", "person")
    return nobody or (after.missing, after.start) == (before.missing, before.start)


def _not_an_answer(entry: Entry[Unsettled], reply: str, waits: str, *, the_line: bool = False) -> NotAnAnswer:
    said = reply if len(reply) <= LONGEST_ANSWER else f"{reply[: LONGEST_ANSWER - 1]}…"
    return NotAnAnswer(Refused(words.NO_ANSWER.format(words=said, ref=entry.ref, waits=waits)), the_line=the_line)


def open_in(entry: Entry[Unsettled], context: LineContext, read: Read) -> Asks | Refused | None:
    """What an unsettled line lacks in the current meeting, None if it can be parsed."""
    context = replace(context, item=entry.record.item, part=entry.record.part)
    return _still_open(entry.record.text, context, read)


def _still_open(line: str, context: LineContext, read: Read) -> Asks | Refused | None:
    """What the line still lacks in the current meeting, None if it can be parsed."""
    try:
        read(line, context)
    except NotTaken as taken:
        return taken.outcome
    return None


def _answered(line: str, reply: str, open_: Asks | Refused, context: LineContext) -> str | None:
    if isinstance(open_, Asks) and reply.isdecimal():
        place = int(reply)
        return open_.choices[place - 1].line if 1 <= place <= len(open_.choices) else None
    placed = open_.start >= 0
    match open_.missing:
        case "start":
            return _started(line, reply)
        case "date" if placed and _is_deadline(reply, context):
            gap = " " if line[: open_.start].rstrip() == line[: open_.start] else ""
            return f"{line[: open_.start]}{gap}by {reply.removeprefix('by ')}{line[open_.end :]}"
        case "person" if placed:
            return f"{line[: open_.start]}@{reply.removeprefix('@')}{line[open_.end :]}"
        case "source":
            said, marks = apart_from_marks(line)
            return f"{said} @{reply.removeprefix('@')} {marks}".rstrip()
        case "relative" if placed:
            return _with_relative(line, reply, open_, context)
        case "agency" if placed and _is_agency(reply, context):
            return f"{line[: open_.start]}{reply}{line[open_.end :]}"
        case "mark" if placed and _MARK.match(reply):
            gap = " " if line[: open_.start].rstrip() == line[: open_.start] else ""
            return f"{line[: open_.start]}{gap}!{reply.removeprefix('!')}{line[open_.end :]}"
        case "reason" if placed:
            return f"{line[: open_.end].rstrip(' :,')}: {reply} {line[open_.end :].lstrip()}".rstrip()
        case "reason":
            return f"{line.rstrip(' :,')}: {reply}"
        case "" if placed and line[open_.start : open_.start + 1] == "#":
            return f"{line[: open_.start]}#{reply.removeprefix('#')}{line[open_.end :]}"
        case "" if placed:
            return f"{line[: open_.start]}{reply}{line[open_.end :]}"
    return None


def _with_relative(line: str, reply: str, open_: Refused | Asks, context: LineContext) -> str | None:
    """The line with a mark's person replaced, and its reason too where it has none; None for nobody's name."""
    reply = re.sub(r"^!not\s+", "", reply, flags=re.IGNORECASE)
    id_, typed, why = _relative(reply, context), reply.split(), ""
    if not id_ and (found := relative_in([typed[0].removeprefix("@"), *typed[1:]], context.meeting)):
        id_, why = found[0].record.id, " ".join(typed[found[1] :])
    entry = context.meeting.entry(id_) if id_ else None
    if entry is None or not isinstance(entry.record, Relative | PersonConcerned):
        return None
    name, after = entry.record.name, line[open_.end :]
    if why and after.strip(" :,") not in ("", why):
        return None
    alone = [e.ref for e in relatives_named(name, context.meeting)] == [entry.ref]
    return f"{line[: open_.start]}{name if alone else entry.ref}{f' {why}' if why else after}"


def _is_agency(reply: str, context: LineContext) -> bool:
    return names_an_agency(reply, [entry.record.agency for entry in context.meeting.all(Attendee)])


def _started(line: str, reply: str) -> str | None:
    """Prefix the line with a kind, replacing a single unknown letter before a colon."""
    found = _KIND.fullmatch(reply)
    if found is None or found["start"].casefold() not in words.STARTS:
        return None
    begun = part(line).begun
    rest = line.partition(":")[2] if len(begun) == 1 and line.lstrip().startswith(begun) else line
    return f"{found['start']}: {rest.strip()}"


def _is_deadline(reply: str, context: LineContext) -> bool:
    """Whether the reply is a date, or `?` for no deadline yet. A time of day with it stays in the action's words."""
    said = re.sub(r"^by\b", "", reply.strip()).strip()
    if said == "?":
        return True
    phrase = phrase_at(said, 0, len(said), on=context.on, nation=context.format_.nation)
    return phrase is not None and phrase.day is not None and not said[phrase.end :].strip(" .")


def _wrong_date(reply: str, context: LineContext) -> str:
    """Why words that were meant as a date name no day; "" for other words."""
    phrase = phrase_at(reply, 0, len(reply), on=context.on, nation=context.format_.nation)
    return phrase.wrong if phrase and not phrase.loose and not reply[phrase.end :].strip(" .") else ""


def could_settle(entry: Entry[Unsettled], reply: str, context: LineContext, read: Read) -> bool:
    """Whether a line of only these words is to be taken as an answer."""
    reply = reply.strip()
    named = reply.startswith("@") and len(reply.split()) <= MOST_WORDS
    introduces = _introduces(reply)
    if not (reply.isdecimal() or named or introduces or _KIND.fullmatch(reply) or _is_deadline(reply, context)):
        return False
    line, context = entry.record.text, replace(context, item=entry.record.item, part=entry.record.part)
    open_ = _still_open(line, context, read)
    if open_ is not None and open_.missing == "relative" and introduces:
        return bool(set(plain(line[open_.start : open_.end])) & set(plain(reply)))
    if open_ is None or _answered(line, reply, open_, context) is None:
        return False
    if isinstance(open_, Asks) and reply.isdecimal():
        return True
    match open_.missing:
        case "start":
            return True
        case "date":
            return _is_deadline(reply, context)
        case "person" | "source":
            return named
        case "relative":
            return named or reply.isdecimal()
    return False
