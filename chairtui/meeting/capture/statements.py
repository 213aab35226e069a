"""Lines for what is said: strength, need, risk, fact, opinion, reported, decision, dissent, immediate risk.

Each gives the draft and what stands under the line, and raises `NotTaken`.
"""

from __future__ import annotations

from chairtui.meeting.capture import clauses
from chairtui.meeting.capture.line_context import Reading
from chairtui.meeting.capture.people import label
from chairtui.meeting.capture.result import refuse
from chairtui.meeting.capture.tokenise import Section
from chairtui.meeting.records import Decision, Dissent, Draft, Immediate, Note, Observation
from chairtui.words import capture as words


def read_observation(reading: Reading) -> tuple[Draft, str]:
    who, taken = reading.source()
    observation = Observation.model_validate(
        {
            "id": reading.new_id(),
            "theme": reading.kind,
            "text": reading.said(reading.words_of(reading.parted.main, taken)),
            "origin": reading.origin,
            "source": who,
            "item": reading.item,
            "part": reading.part,
            "restricted": reading.restricted(taken),
        }
    )
    source = words.SOURCE.format(who=label(who, reading.meeting)) if who else words.NO_SOURCE
    return Draft(record=observation), reading.preview([source], owned=False, restricted=bool(observation.restricted))


def read_note(reading: Reading) -> tuple[Draft, str]:
    who, taken = reading.source()
    text = reading.said(reading.words_of(reading.parted.main, taken))
    if reading.kind == "reported" and who is None:
        raise refuse(words.WHO_REPORTED)
    note = Note.model_validate(
        {
            "id": reading.new_id(),
            "nature": reading.kind,
            "text": text,
            "source": who,
            "item": reading.item,
            "part": reading.part,
            "restricted": reading.restricted(taken),
        }
    )
    form = words.REPORTED_BY if reading.kind == "reported" else words.SAID_BY
    source = form.format(who=label(who, reading.meeting)) if who else words.SAID_BY_NOBODY
    return Draft(record=note), reading.preview([source], owned=who is not None, restricted=bool(note.restricted))


def read_decision(reading: Reading) -> tuple[Draft, str]:
    """A decision's mentions are words of it: each stays as the person's name."""
    section = reading.parted.section("because")
    for mentioning in (reading.parted.main, section):
        if mentioning:
            reading.mentions_of(mentioning)
    text = reading.said(reading.words_of(reading.parted.main))
    decision = Decision(
        id=reading.new_id(),
        text=text.rstrip(" ,;") if section else text,
        reason=reading.said(reading.words_of(section), section) if section else "",
        item=reading.item,
        part=reading.part,
        restricted=reading.restricted(),
    )
    reason = words.REASON.format(reason=reading.short(decision.reason)) if decision.reason else words.NO_REASON
    return Draft(record=decision), reading.preview([reason], owned=False, restricted=bool(decision.restricted))


def read_immediate(reading: Reading) -> tuple[Draft, str]:
    who, taken = reading.source()
    decided = reading.parted.section("decided")
    if decided and who is None:
        found = clauses.at_the_end(reading.line, decided.end, reading.mentions_of(decided))
        taken = found[-1:]
        who = clauses.person(found[-1]) if found else None
    text = reading.said(reading.words_of(reading.parted.main, taken))
    raised_by = reading.meeting.name_of(who) or reading.by
    if not raised_by:
        raise refuse(words.WHO_RAISED)
    outcome = reading.said(reading.words_of(decided, taken), decided) if decided else ""
    observation = Observation(
        id=reading.new_id(),
        theme="risk",
        text=text,
        origin=reading.origin,
        source=who,
        item=reading.item,
        part=reading.part,
        restricted=reading.restricted(taken),
        immediate=Immediate(raised=reading.now, raised_by=raised_by, decided=outcome),
    )
    parts = [words.RAISED_BY.format(who=label(who, reading.meeting) if who else raised_by)]
    parts.append(words.DECIDED.format(decided=reading.short(outcome)) if outcome else words.NOT_DECIDED)
    return Draft(record=observation), reading.preview(parts, owned=True, restricted=bool(observation.restricted))


def read_dissent(reading: Reading) -> tuple[Draft, str]:
    """Adds to the decision it names; that decision keeps all else."""
    main = reading.parted.main
    first = next(iter(reading.line[main.start : main.end].split()), "")
    ref = first.rstrip(",;:").upper()
    if not ref or ref.startswith("@"):
        raise refuse(words.NO_DECISION)
    entry = reading.meeting.find(ref)
    if entry is None:
        raise refuse(words.NO_SUCH_REF.format(ref=ref) if any(map(str.isdecimal, ref)) else words.NO_DECISION)
    if not isinstance(entry.record, Decision):
        raise refuse(words.NOT_A_DECISION.format(ref=ref))
    if entry.removed:
        raise refuse(words.REMOVED_REF.format(ref=ref))
    if section := reading.parted.section("restricted"):
        raise refuse(words.RESTRICT_DECISION.format(ref=ref), section.opened, section.end)
    start = reading.line.index(first, main.start) + len(first)
    rest = Section("main", 0, start, main.end)
    found = reading.mentions_of(rest)
    taken = [m for m in found if not reading.line[start : m.start].strip(" ,;:")][:1]
    taken = taken or clauses.at_the_end(reading.line, main.end, found)[-1:]
    who = clauses.person(taken[0]) if taken else None
    if who is None:
        raise refuse(words.WHO_DISSENTS.format(ref=ref))
    text = reading.said(reading.words_of(rest, taken))
    changed = entry.record.model_copy(update={"dissent": (*entry.record.dissent, Dissent(who=who, text=text))})
    shown = words.DISSENT_BY.format(who=label(who, reading.meeting), ref=entry.ref)
    return Draft(record=changed, base=entry.base), reading.preview([shown], owned=True, restricted=False)
