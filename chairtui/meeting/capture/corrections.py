"""Parses corrections by reference: a record's text, speaker, kind, agenda item or status.

R1 New words @who            A3 @sam fri m: seen for R2        its fields, by the grammar of a line of its kind
R1 f:   R1 f: new words      it is of another kind; its history, and what addresses it, go with it
H1 a: @sam by fri            an action for it
H1 verified by Beth          what was reported is a fact
D1 because he asked for it   why it was decided
R1 item 5                    it belongs to another agenda item
R1 split: second part        two records, parted where these words stand
R1 join R2                   one record of the two
A3 drop: reason   A3 done   A3 reopen      what became of an action
R1 remove                    it is taken out
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from chairtui.meeting.capture.details import details_of
from chairtui.meeting.capture.line_context import LineContext
from chairtui.meeting.capture.marks import inherit, marks_of, take_marks
from chairtui.meeting.capture.people import Named, who_is
from chairtui.meeting.capture.result import Asks, NotTaken, Refused, Understood, moved_to, refuse
from chairtui.meeting.capture.tokenise import mark_in, part
from chairtui.meeting.dates.phrase import phrase_at
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.kinds import category_of, kind_of, texts_in
from chairtui.meeting.readers import OnlyDiffers, both, limits
from chairtui.meeting.records import (
    Action,
    ActionStatus,
    Decision,
    Draft,
    Note,
    Observation,
    Record,
    Statement,
    Unsettled,
    Who,
)
from chairtui.words import capture as words
from chairtui.words.kinds import KINDS

Read = Callable[[str, LineContext], Understood]
"""Reads a line of the grammar. Raises `NotTaken`."""

_REFERENCE = re.compile(r"\s*([A-Za-z]\d{1,5})\b\s*[:,]?(?:\s+(?=\S)|$)")
_START = re.compile(r"(?P<start>[^\W\d_]+)\s*:\s*")
_VERIFIED = re.compile(r"verified\b\s*[:,]?\s*(?:by\s+)?(?P<who>\S.*)", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"(?:to\s+)?item\s+(?P<item>\S+)", re.IGNORECASE)
_SPLIT = re.compile(r"split\b\s*[:,]\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)
_JOIN = re.compile(r"join\s+(?P<ref>[A-Za-z]\d{1,5})", re.IGNORECASE)
_BECAME = re.compile(
    r"(?P<what>drop|dropped|done|reopen|reopened)\b(?:\s*$|\s*[:,]\s*|\s+because\b[:,]?\s*)(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_AN_ACTION = re.compile(r"by\s.*|for\s+[A-Z]\d.*|(?:measure|m)\s?:.*|[A-Z]\d{1,4}", re.IGNORECASE | re.DOTALL)
_BY = re.compile(r"by\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[@!:]|\bfor\s+[A-Z]\d", re.IGNORECASE)
_REASON = re.compile(r"because\b[:,]?\s*(?P<reason>\S.*)", re.IGNORECASE | re.DOTALL)
_REMOVE = re.compile(r"(?:remove|strike)\s*[.!]?", re.IGNORECASE)
_STATUS: dict[str, ActionStatus] = {
    "drop": "dropped",
    "dropped": "dropped",
    "done": "done",
    "reopen": "open",
    "reopened": "open",
}
_FILING = {"kind", "id", "item", "part", "origin", "was", "carried"}
"""Fields that say where a record is filed and what it was made of, which no correction gives."""
_STATE = {"status", "status_reason", "verified", "no_action"}
"""Fields that say what became of a record, which don't hold for another that it is joined with."""
_PEOPLE = (("source", "also"), ("owner", "shared_with"))
"""Fields that hold one person and the others together with whom they said or do it."""


def reference_in(line: str, meeting: Meeting) -> tuple[Entry[Record], int] | None:
    """The record whose reference a line begins with, and where what is said about it begins; None for other lines."""
    found = _REFERENCE.match(line)
    entry = meeting.find(found[1]) if found else None
    if found is None or entry is None or entry.ref != found[1].upper():
        return None
    return entry, found.end()


def correct(entry: Entry[Record], line: str, start: int, context: LineContext, read: Read) -> Understood:
    """The change that a line makes to a record, from `start` on. Raises `NotTaken`."""
    record, said = entry.record, line[start:].strip()
    if entry.removed:
        raise refuse(words.REMOVED_REF.format(ref=entry.ref))
    if not isinstance(record, Statement) or isinstance(record, Unsettled):
        raise refuse(words.NOT_CORRECTED.format(ref=entry.ref))
    if not said:
        raise refuse(words.NOTHING_ABOUT.format(ref=entry.ref))
    for pattern, change in _CHANGES:
        if found := pattern.fullmatch(said):
            if mark := mark_in(said):
                raise refuse(words.MARK_APART.format(words=mark, ref=entry.ref))
            return change(entry, found, context)
    if not isinstance(record, Action) and (_OF_AN_ACTION.fullmatch(said) or _is_day(said, context)):
        raise refuse(words.NOT_THAT_KIND.format(ref=entry.ref, words=said))
    begun = _START.match(line, start)
    kind = words.STARTS.get(begun["start"].casefold(), "") if begun else ""
    if begun and kind == "action" and not isinstance(record, Action):
        action = _action_for(entry, line[begun.end() :], context.meeting)
        try:
            return _made_for(entry, read(action, context))
        except NotTaken as taken:
            raise moved_to(line, action, taken) from None
    if begun and kind in KINDS:
        return _refiled(entry, kind, line, begun.end(), context, read)
    return _refiled(entry, category_of(record), line, start, context, read)


def _is_day(said: str, context: LineContext) -> bool:
    phrase = phrase_at(said, 0, len(said), on=context.on, nation=context.format_.nation)
    return phrase is not None and phrase.end >= len(said.rstrip(".")) and not phrase.loose


def _refiled(entry: Entry[Record], kind: str, line: str, start: int, context: LineContext, read: Read) -> Understood:
    """Apply the fields given from `start` on, converting the record to `kind` if it is of another."""
    before = entry.record
    assert isinstance(before, Statement)
    by = _BY.match(line, start) if isinstance(before, Action) else None
    try:
        typed = _read_from(start, line, kind, replace(context, corrects=before), read).drafts[0].record
    except NotTaken as taken:
        outcome = taken.outcome
        if by and isinstance(outcome, Refused) and outcome.missing == "date" and not _CLAUSE.search(line, outcome.end):
            raise NotTaken(replace(outcome, start=by.start(), end=len(line.rstrip()))) from None
        raise
    given = _given(typed)
    if by and (left_over := given.get("text")) != before.text:
        # Words after a deadline, as in "A3 by fri or so", aren't a new text for the action.
        raise refuse(words.LEFT_OVER.format(words=left_over, ref=entry.ref), by.start(), len(line.rstrip()), "date")
    if isinstance(typed, Statement) and limits(typed):
        given |= _marked(entry, before, typed)
    for lead, others in _PEOPLE:
        if lead in given:
            given[others] = getattr(typed, others)
    if isinstance(before, Action) and isinstance(typed, Action):
        given["addresses"] = tuple(dict.fromkeys((*before.addresses, *typed.addresses)))
    if typed.kind == before.kind:
        category = kind_of(before).category
        given |= {category: kind} if category else {}
        return _changed(entry, before.model_copy(update=given), context)
    moved = _shared(before, type(typed)) | given | {"item": before.item, "part": before.part, "was": before.id}
    after = type(typed).model_validate(typed.model_dump() | moved)
    gone = Draft(record=before, base=entry.base, removed=True)
    drafts = (gone, *_relinked(before.id, after.id, context.meeting), Draft(record=after))
    details = (words.WAS.format(ref=entry.ref), *_details(after, context))
    return Understood(drafts, _text(after), after.id, words.LABELS[kind], details)


def _given(record: Record) -> dict[str, object]:
    """The fields that a line of the grammar gave; those it left blank stay as they are."""
    fields = type(record).model_fields
    values = {name: getattr(record, name) for name in fields if name not in _FILING}
    return {name: value for name, value in values.items() if value and value != fields[name].default}


def _shared(record: Record, other: type[Record]) -> dict[str, object]:
    """The fields that a record of another kind takes over: those that both have alike."""
    ours, theirs = type(record).model_fields, other.model_fields
    return {
        name: value
        for name, value in _given(record).items()
        if name in theirs and theirs[name].annotation == ours[name].annotation
    }


def _marked(entry: Entry[Record], before: Statement, typed: Statement) -> dict[str, object]:
    """The marks of a record and those typed with its correction, which widen nothing. Raises `NotTaken`."""
    try:
        changes = both(before, typed) | {"restricted": typed.restricted or before.restricted}
    except OnlyDiffers:
        raise refuse(words.ONLY_WIDENS.format(ref=entry.ref, agencies=", ".join(before.only))) from None
    return {name: value for name, value in changes.items() if value and name != "about"}


def _read_from(start: int, line: str, kind: str, context: LineContext, read: Read) -> Understood:
    """Parse the rest of a line as a line of its own, translating positions in errors back to the whole line."""
    begun = f"{KINDS[kind].starts[0]}: "
    try:
        return read(begun + line[start:], context)
    except NotTaken as taken:
        outcome, moved = taken.outcome, start - len(begun)
        if outcome.start >= len(begun):
            outcome = replace(outcome, start=outcome.start + moved, end=outcome.end + moved)
        if isinstance(outcome, Asks):
            lines = (line[:start] + choice.line[len(begun) :] for choice in outcome.choices)
            choices = tuple(replace(c, line=whole) for c, whole in zip(outcome.choices, lines, strict=True))
            outcome = replace(outcome, choices=choices)
        raise NotTaken(outcome) from None


def _action_for(entry: Entry[Record], said: str, meeting: Meeting) -> str:
    """Build the line of an action that addresses a record. Without words of its own it takes those of the record,
    unless that is a need or a risk, or of a kind in nobody's copy. It always takes the record's marks, so that each
    choice of a question has them.
    """
    record = entry.record
    assert isinstance(record, Statement)
    rest = said.strip()
    bare = not rest or rest.startswith(("@", "by ", "measure:", "m:", "!"))
    repeats = bare and not isinstance(record, Observation) and kind_of(record).in_copies
    text = " ".join(record.text.split()) if repeats else ""
    line = " ".join(filter(None, ("a:", text, rest)))
    if record.restricted and not part(line).section("restricted"):
        line += f" !restricted {' '.join(record.restricted.split())}"
    tags, marks = marks_of(record, meeting, take_marks(rest, 0, meeting)[1])
    place = line.find(" !") if " !" in line else len(line)
    return " ".join(filter(None, (line[:place], f"for {entry.ref}", tags, line[place:].strip(), marks)))


def _made_for(entry: Entry[Record], made: Understood) -> Understood:
    """An action with the marks of the record it is for, and in that one's part where it repeats its words: what part
    one said is not said again in part two."""
    record, drafts = entry.record, []
    assert isinstance(record, Statement)
    for draft in made.drafts:
        action = draft.record
        if isinstance(action, Action):
            action = inherit(action, record)
            if " ".join(record.text.split()) in " ".join(action.text.split()):
                action = action.model_copy(update={"part": min(action.part, record.part)})
        drafts.append(draft.model_copy(update={"record": action}))
    return replace(made, drafts=tuple(drafts))


def _relinked(before: str, after: str, meeting: Meeting) -> Iterator[Draft]:
    """Point the actions that address a replaced record at its replacement."""
    for entry in meeting.actions:
        if before in entry.record.addresses:
            ids = tuple(dict.fromkeys(after if id_ == before else id_ for id_ in entry.record.addresses))
            yield Draft(record=entry.record.model_copy(update={"addresses": ids}), base=entry.base)


def _verify(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    record = entry.record
    if not isinstance(record, Note) or record.nature != "reported":
        raise refuse(words.NOT_REPORTED.format(ref=entry.ref))
    who = who_is(found["who"], context.meeting)
    by = context.meeting.name_of(who.who) if isinstance(who, Named) else found["who"].lstrip("@")
    return _changed(entry, record.model_copy(update={"nature": "fact", "verified": by}), context)


def _move(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    item = context.format_.item(found["item"].rstrip("."))
    if item is None:
        raise refuse(words.NO_SUCH_ITEM.format(item=found["item"], last=len(context.format_.agenda)))
    changes: dict[str, str] = {"item": item.id}
    if isinstance(entry.record, Observation):
        changes["origin"] = replace(context, item=item.id).origin
    moved = _changed(entry, entry.record.model_copy(update=changes), context)
    to = words.IN_ITEM.format(number=context.format_.number(item.id), title=item.title)
    return replace(moved, details=(to, *moved.details))


def _split(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    record = entry.record
    assert isinstance(record, Statement)
    place = record.text.casefold().find(found["words"].strip().casefold())
    first, second = record.text[: max(place, 0)].strip(), record.text[max(place, 0) :].strip()
    if place < 0 or not first.strip(" ,;:.–—"):
        raise refuse(words.NOT_IN_TEXT.format(ref=entry.ref, words=found["words"]))
    new = record.model_copy(update={"id": context.new_id(), "text": second, "was": record.id})
    changed = record.model_copy(update={"text": first.rstrip(" ,;:–—")})
    drafts = (Draft(record=changed, base=entry.base), Draft(record=new))
    return Understood(drafts, f"{changed.text} | {second}", record.id, entry.ref, (words.SPLIT,))


def _join(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    record, other = entry.record, context.meeting.find(found["ref"])
    assert isinstance(record, Statement)
    if other is None or other.removed or not isinstance(other.record, Statement) or other.record.id == record.id:
        raise refuse(words.NO_SUCH_REF.format(ref=found["ref"].upper()))
    second = other.record
    if second.kind != record.kind:
        raise refuse(words.NOT_ALIKE.format(ref=entry.ref, other=other.ref))
    try:
        marks = both(record, second)
    except OnlyDiffers:
        raise refuse(words.KEPT_APART.format(ref=entry.ref, other=other.ref)) from None
    changes = {**_together(record, second), "part": min(record.part, second.part), **marks}
    for lead, others in _PEOPLE:
        if lead in type(record).model_fields:
            people = tuple(dict.fromkeys((*_people(record, lead, others), *_people(second, lead, others))))
            changes |= {lead: people[0] if people else None, others: people[1:]}
    joined = _changed(entry, record.model_copy(update=changes), context)
    gone = Draft(record=second, base=other.base, removed=True)
    drafts = (*joined.drafts, gone, *_relinked(second.id, record.id, context.meeting))
    return replace(joined, drafts=drafts, details=(words.JOINED.format(ref=other.ref), *joined.details))


def _people(record: Record, lead: str, others: str) -> tuple[Who, ...]:
    first: Who | None = getattr(record, lead)
    rest: tuple[Who, ...] = getattr(record, others)
    return (first, *rest) if first else rest


def _together(first: Statement, second: Statement) -> dict[str, object]:
    """The fields of two records of a kind on one: their texts one after the other, all of a list, and of anything else
    what the first says, if it says it."""
    texts, joined = texts_in(type(first)), dict[str, object]()
    for name in type(first).model_fields:
        ours, theirs = getattr(first, name), getattr(second, name)
        if name in _FILING | _STATE:
            continue
        if name in texts:
            joined[name] = " ".join(filter(None, (ours, theirs)))
        elif isinstance(ours, tuple):
            joined[name] = tuple(dict.fromkeys((*ours, *theirs)))
        else:
            joined[name] = ours or theirs
    return joined


def _become(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    status, reason = _STATUS[found["what"].casefold()], found["reason"].strip()
    if not isinstance(entry.record, Action):
        raise refuse(words.ONLY_AN_ACTION.format(ref=entry.ref))
    if status == "dropped" and not reason:
        raise refuse(words.WHY_DROPPED.format(ref=entry.ref), missing="reason")
    return _changed(entry, entry.record.model_copy(update={"status": status, "status_reason": reason}), context)


def _explain(entry: Entry[Record], found: re.Match[str], context: LineContext) -> Understood:
    if not isinstance(entry.record, Decision):
        raise refuse(words.NOT_A_DECISION.format(ref=entry.ref))
    return _changed(entry, entry.record.model_copy(update={"reason": found["reason"]}), context)


def _remove(entry: Entry[Record], _found: re.Match[str], _context: LineContext) -> Understood:
    draft = Draft(record=entry.record, base=entry.base, removed=True)
    return Understood((draft,), _text(entry.record), entry.record.id, entry.ref, (words.TAKEN_OUT,))


_CHANGES: tuple[tuple[re.Pattern[str], Callable[[Entry[Record], re.Match[str], LineContext], Understood]], ...] = (
    (_VERIFIED, _verify),
    (_ITEM, _move),
    (_SPLIT, _split),
    (_JOIN, _join),
    (_BECAME, _become),
    (_REASON, _explain),
    (_REMOVE, _remove),
)


def _changed(entry: Entry[Record], record: Record, context: LineContext) -> Understood:
    """The outcome for a changed record, validated as a whole."""
    record = type(record).model_validate(record.model_dump())
    return Understood(
        (Draft(record=record, base=entry.base),), _text(record), record.id, entry.ref, _details(record, context)
    )


def _details(record: Record, context: LineContext) -> tuple[str, ...]:
    return details_of(record, context.meeting, context.format_.nation)


def _text(record: Record) -> str:
    return record.text if isinstance(record, Statement) else ""
