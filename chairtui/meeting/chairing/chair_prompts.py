"""Live prompts for the chair: who is missing, who hasn't been heard, whether the group is too large.

Pure: screens call it again whenever the meeting or item changes. Advice blocks nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chairtui.meeting.chairing import agencies
from chairtui.meeting.chairing.group_size import costs, in_the_room, people_here
from chairtui.meeting.closing.checks import Deadline, deadlines
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import AgendaItem, Format, Rule
from chairtui.meeting.parts import waiting_for_part_two
from chairtui.meeting.records import Attendee, Note, Observation, Who
from chairtui.words import chair_prompts as words
from chairtui.words.sentence import sentence

HEARD_UNDER = frozenset({"information", "observations", "discussion", "reflection"})
"""Kinds of agenda item under which everyone should be heard."""
NAMED_AT_ONCE = 6

Sources = defaultdict[tuple[str, str], dict[tuple[str | None, str], Who]]
"""Sources of records without duplicates, keyed by ("item", item id) or ("origin", origin)."""


@dataclass(frozen=True, slots=True)
class GroupSize:
    """People present, the best number for decisions, and the cost of the others in per cent."""

    present: int
    best: int
    cost: int


@dataclass(frozen=True, slots=True)
class ChairPrompt:
    """One line beside the item; `cites` is the provision it supports, `urgent` highlights it."""

    id: Literal["risk", "size", "police", "agencies", "unheard", "family"]
    text: str
    cites: str = ""
    urgent: bool = False


def group_size(meeting: Meeting, format_: Format) -> GroupSize | None:
    """Group size now (DG-10), None for a format without a limit."""
    rule = _rule(format_, "few-enough")
    if rule is None:
        return None
    present = people_here(meeting)
    best = rule.figures["people"]
    return GroupSize(present, best, costs(present, best, rule.figures["percent"]))


def agencies_missing(meeting: Meeting, format_: Format) -> list[str]:
    """Agencies involved or invited with nobody in the room (MSCB-06); [] until somebody is present."""
    if not any(entry.record.status == "present" for entry in meeting.attendees):
        return []
    rule = _rule(format_, "agencies-represented")
    questions = [rule.question or ""] if rule else [q.id for q in format_.questions_about("agencies-involved")]
    answers = filter(None, map(meeting.answer, questions))
    return agencies.not_in_the_room(meeting, ", ".join(answer.value for answer in answers))


def unheard(meeting: Meeting, item: AgendaItem) -> list[Entry[Attendee]]:
    """People in the room in this part who are not yet the source of a record under the item (CH-11).

    The chair and the note-taker are left out. [] for other kinds of item.
    """
    if item.kind not in HEARD_UNDER:
        return []
    details = meeting.details
    leading = {who.id for who in map(meeting.attendee_of, (details.chair, details.note_taker)) if who}
    heard = spoken_under(meeting, item)
    return [
        entry
        for entry in meeting.attendees
        if in_the_room(entry.record) and details.part in entry.record.parts and entry.record.id not in heard | leading
    ]


def spoken_under(meeting: Meeting, item: AgendaItem) -> set[str]:
    """Ids of attendees who are the source of a record under the item."""
    notes = meeting.derive(Note, "sources", _no_sources, _take_notes)
    observations = meeting.derive(Observation, "sources", _no_sources, _take_observations)
    noted = ("origin", item.origin) if item.origin else ("item", item.id)
    # Few people say many things: look each of them up once.
    people = {**notes.get(("item", item.id), {}), **observations.get(noted, {})}
    return {attendee.id for attendee in map(meeting.attendee_of, people.values()) if attendee}


def _no_sources() -> Sources:
    return defaultdict(dict)


def _take_notes(sources: Sources, notes: Sequence[Entry[Note]]) -> None:
    for note in notes:
        _take_source(sources, note.record.source, ("item", note.record.item))


def _take_observations(sources: Sources, observations: Sequence[Entry[Observation]]) -> None:
    for entry in observations:
        record = entry.record
        _take_source(sources, record.source, ("item", record.item), ("origin", record.origin))


def _take_source(sources: Sources, source: Who | None, *places: tuple[str, str]) -> None:
    if source is not None:
        for place in places:
            sources[place][source.attendee, source.name] = source


def beside_the_police(meeting: Meeting, format_: Format) -> list[str]:
    """People of non-statutory agencies present beside the police without explicit consent (DG-12)."""
    rule = _rule(format_, "police-beside-others")
    if rule is None:
        return []
    answer = meeting.answer(rule.question or "")
    return [] if answer and answer.value == "yes" else agencies.police_beside(meeting, format_)


def risks_running(meeting: Meeting, format_: Format) -> list[Deadline]:
    """Running clocks of immediate risks for which nothing is decided yet (DG-13)."""
    undecided = _undecided(meeting)
    if not undecided:  # counting working days loads the bank holidays, which is slow
        return []
    return [deadline for deadline in deadlines(meeting, format_) if deadline.ref in undecided]


def undecided_risks(meeting: Meeting) -> list[Entry[Observation]]:
    """Immediate risks without a recorded decision (ALL-08), oldest first."""
    undecided = _undecided(meeting)
    return [entry for entry in meeting.observations if entry.ref in undecided] if undecided else []


def _undecided(meeting: Meeting) -> set[str]:
    return meeting.derive(Observation, "immediate and undecided", set[str], _take_undecided)


def _take_undecided(undecided: set[str], observations: Sequence[Entry[Observation]]) -> None:
    found = (e for e in observations if e.record.immediate is not None and not e.record.immediate.decided)
    undecided.update(entry.ref for entry in found)


def chair_prompts(meeting: Meeting, format_: Format, item: AgendaItem) -> tuple[ChairPrompt, ...]:
    """All prompts for an item now, the most urgent first."""
    return tuple(_chair_prompts(meeting, format_, item))


def _chair_prompts(meeting: Meeting, format_: Format, item: AgendaItem) -> Iterator[ChairPrompt]:
    for clock in risks_running(meeting, format_):
        text = words.RISK_RUNNING.format(ref=clock.ref, day=show_date(clock.due), what=clock.what)
        yield ChairPrompt("risk", text, clock.provision, urgent=True)
    if meeting.details.part == 2:
        yield ChairPrompt("family", words.FAMILY_HERE, urgent=True)
    if waiting := waiting_for_part_two(meeting):
        text = sentence(words.WAITING_FOR_PART_TWO, who=_some([entry.record.name for entry in waiting]))
        yield ChairPrompt("family", text, urgent=True)
    if others := beside_the_police(meeting, format_):
        rule = _rule(format_, "police-beside-others")
        yield ChairPrompt(
            "police", sentence(words.POLICE, who=_some(others)), rule.provision if rule else "", urgent=True
        )
    reading = group_size(meeting, format_)
    if reading is not None:
        form = words.TOO_MANY if reading.cost else words.FEW_ENOUGH
        rule = _rule(format_, "few-enough")
        text = form.format(present=reading.present, best=reading.best, cost=reading.cost)
        yield ChairPrompt("size", text, rule.provision if rule else "", urgent=reading.cost > 0)
    if missing := agencies_missing(meeting, format_):
        yield ChairPrompt("agencies", sentence(words.AGENCIES, who=_some(missing)))
    if silent := unheard(meeting, item):
        yield ChairPrompt("unheard", sentence(words.UNHEARD, who=_some([entry.record.name for entry in silent])))


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED_AT_ONCE])
    more = len(names) - NAMED_AT_ONCE
    return words.AND_MORE.format(who=shown, count=more) if more > 0 else shown


def _rule(format_: Format, name: str) -> Rule | None:
    return next((rule for rule in format_.rules if rule.rule == name), None)
