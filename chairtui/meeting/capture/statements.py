"""Parses statements: strengths, needs, risks, notes, decisions, dissent and immediate risks.

Each parser returns the outcome and raises `NotTaken`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from chairtui.meeting.capture.clauses import Mention, is_subject
from chairtui.meeting.capture.line_context import ParsedLine
from chairtui.meeting.capture.people import label
from chairtui.meeting.capture.result import Understood, refuse
from chairtui.meeting.records import Decision, Dissent, Draft, Immediate, Nature, Note, Observation, Theme
from chairtui.words import capture as words


def read_observation(parsed: ParsedLine) -> Understood:
    speakers, context = parsed.speakers(), parsed.context
    observation = Observation(
        id=context.new_id(),
        theme=cast(Theme, parsed.kind),
        text=parsed.required_words("main", speakers.cut),
        origin=context.origin,
        source=speakers.who,
        also=speakers.others,
        item=context.item,
        part=context.part,
        restricted=parsed.restricted(speakers.cut),
    )
    return parsed.understood(observation)


def read_note(parsed: ParsedLine) -> Understood:
    speakers, context = parsed.speakers(), parsed.context
    text = parsed.required_words("main", speakers.cut)
    if parsed.kind == "reported" and speakers.who is None and context.corrects is None:
        raise refuse(words.WHO_REPORTED, missing="source")
    note = Note(
        id=context.new_id(),
        nature=cast(Nature, parsed.kind),
        text=text,
        source=speakers.who,
        also=speakers.others,
        item=context.item,
        part=context.part,
        restricted=parsed.restricted(speakers.cut),
    )
    return parsed.understood(note)


def read_decision(parsed: ParsedLine) -> Understood:
    """Mentions in a decision are text: a decision has no source."""
    context = parsed.context
    reason = parsed.required_words("because") if parsed.section("because") else ""
    text = parsed.required_words("main")
    decision = Decision(
        id=context.new_id(),
        text=text.rstrip(" ,;:") if reason else text,
        reason=reason,
        item=context.item,
        part=context.part,
        restricted=parsed.restricted(),
    )
    return parsed.understood(decision)


def read_immediate(parsed: ParsedLine) -> Understood:
    speakers, context = parsed.speakers(), parsed.context
    who, cut = speakers.who, speakers.cut
    if who is None and parsed.section("decided"):
        last = tuple(c for c in parsed.clauses["decided"].trailing if isinstance(c, Mention))[-1:]
        who, cut = next(iter(parsed.named(last)), None), (*cut, *last)
    text = parsed.required_words("main", cut)
    raised_by = parsed.meeting.name_of(who) or context.by
    if not raised_by:
        raise refuse(words.WHO_RAISED, missing="source")
    decided = parsed.required_words("decided", cut) if parsed.section("decided") else ""
    observation = Observation(
        id=context.new_id(),
        theme="risk",
        text=text,
        origin=context.origin,
        source=who,
        also=speakers.others,
        item=context.item,
        part=context.part,
        restricted=parsed.restricted(cut),
        immediate=Immediate(raised=context.now, raised_by=raised_by, decided=decided),
    )
    return parsed.understood(observation)


def read_dissent(parsed: ParsedLine) -> Understood:
    """Add a dissent to the decision it names."""
    main = parsed.parted.main
    first = next(iter(parsed.line[main.start : main.end].split()), "")
    ref = first.rstrip(",;:").upper()
    if not ref or ref.startswith("@"):
        raise refuse(words.NO_DECISION)
    entry = parsed.meeting.find(ref)
    if entry is None:
        raise refuse(words.NO_SUCH_REF.format(ref=ref) if any(map(str.isdecimal, ref)) else words.NO_DECISION)
    if not isinstance(entry.record, Decision):
        raise refuse(words.NOT_A_DECISION.format(ref=ref))
    if entry.removed:
        raise refuse(words.REMOVED_REF.format(ref=ref))
    start = parsed.line.index(first, main.start) + len(first)
    cut = _who_differs(parsed, start)
    who = next(iter(parsed.named(cut)), None)
    if who is None:
        raise refuse(words.WHO_DISSENTS.format(ref=ref), missing="source")
    text = parsed.required_words("main", cut, start)
    part = parsed.context.part
    said = Dissent(who=who, text=text, part=None if part == entry.record.part else part)
    changed = entry.record.model_copy(update={"dissent": (*entry.record.dissent, said)})
    shown = words.DISSENT_BY.format(who=label(who, parsed.meeting), ref=entry.ref)
    draft = Draft(record=changed, base=entry.base)
    return Understood((draft,), text, changed.id, words.LABELS[parsed.kind], (shown,))


def _who_differs(parsed: ParsedLine, start: int) -> tuple[Mention, ...]:
    """The mention right after the reference, or else the last one."""
    main = parsed.clauses["main"]
    for mention in main.mentions:
        apart = not parsed.line[start : mention.start].strip(" ,;:")
        if apart and not is_subject(parsed.line, mention, parsed.parted.main.end):
            return (mention,)
    return tuple(clause for clause in main.trailing if isinstance(clause, Mention))[-1:]


READERS: Mapping[str, Callable[[ParsedLine], Understood]] = {
    "strength": read_observation,
    "need": read_observation,
    "risk": read_observation,
    "fact": read_note,
    "opinion": read_note,
    "reported": read_note,
    "views": read_note,
    "question": read_note,
    "document": read_note,
    "decision": read_decision,
    "immediate": read_immediate,
    "dissent": read_dissent,
}
"""The parser of a line, by its kind."""
