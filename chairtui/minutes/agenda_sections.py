"""Renders the agenda, with the records filed under each item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.follow_up_agenda import ITEM as PREVIOUS
from chairtui.meeting.formats.model import AgendaItem
from chairtui.meeting.kinds import STATEMENTS, Kind
from chairtui.meeting.records import Action, AnyStatement, Note, Observation, Theme
from chairtui.minutes.action_table import action_table
from chairtui.minutes.markdown_shapes import bullet, heading, paragraph
from chairtui.minutes.record_entries import asked, unasked
from chairtui.minutes.statement_text import minutes_rows
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words.kinds import HEADINGS, KINDS


def agenda(visible: VisibleRecords) -> str:
    """Every agenda item as a numbered heading; each record once, under its home item."""
    blocks: list[str] = []
    number = 0
    for item in visible.format.agenda:
        filed = _filed(item, visible)
        if not filed and item.id == PREVIOUS and visible.access.family:
            continue  # not shown to the family; numbering stays consecutive
        number += 1
        blocks.append(heading(2, f"{number}. {item.title}"))
        if not filed:
            filed = [words.NOTHING if visible.access.complete else words.NOTHING_HERE]
        blocks += filed
    return "\n\n".join(blocks)


def _filed(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    """Markdown blocks in reading order."""
    opening = _opening(item, visible)
    return [
        *opening,
        *_questions(item, visible, titled=bool(opening)),
        *(block for kind in STATEMENTS for block in _statements(kind, item, visible)),
    ]


def _statements(kind: Kind, item: AgendaItem, visible: VisibleRecords) -> list[str]:
    """The statements of one kind under an item, grouped where the kind has groups."""
    if kind.model is Observation:
        return _observations(item, visible)
    if kind.model is Note:
        return _notes(item, visible)
    if kind.model is Action:
        return _actions(item, visible)
    return _group(HEADINGS[kind.name], visible.filed_of(item.id, kind.name), visible)


def _opening(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    details, blocks = visible.meeting.details, list[str]()
    if item.id == visible.first_of("details"):
        blocks.append(words.AS_ABOVE)
    if item.id == visible.first_of("attendance"):
        blocks.append(words.ATTENDED)
    if item.id == visible.home_of_aim and visible.access.preliminaries:
        if details.aim or visible.access.complete:
            blocks.append(paragraph(words.AIM, details.aim or words.NOT_RECORDED))
        if details.reasons:
            texts = {reason.id: reason.text for reason in visible.format.reasons}
            reasons = [bullet("", texts.get(reason, reason)) for reason in details.reasons]
            blocks += [heading(3, words.REASONS), "\n".join(reasons)]
    return blocks


def _questions(item: AgendaItem, visible: VisibleRecords, *, titled: bool) -> list[str]:
    rows: list[str] = []
    answers = {entry.record.question: entry.record for entry in visible.answers.get(item.id, [])}
    for question in visible.format.questions_of(item.id):
        answer = answers.pop(question.id, None)
        if answer is not None or (is_asked(question, visible.meeting) and visible.access.complete):
            rows += asked(question, answer, visible)
    for answer in answers.values():
        rows += unasked(answer, visible)
    if not rows:
        return []
    return [heading(3, words.QUESTIONS), "\n".join(rows)] if titled else ["\n".join(rows)]


def _observations(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    entries = visible.filed(item.id, Observation)
    blocks: list[str] = []
    for theme in get_args(Theme):
        for origin, when in words.ORIGIN.items():
            found = [e for e in entries if e.record.theme == theme and e.record.origin == origin]
            blocks += _group(f"{KINDS[theme].many.capitalize()} {when}", found, visible)
    return blocks


def _notes(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    entries = visible.filed(item.id, Note)
    if item.kind != "information":
        return _group(words.NOTES, entries, visible)
    agencies: dict[str, list[Entry[Note]]] = {}
    for entry in entries:
        agencies.setdefault(visible.agency(entry.record.source), []).append(entry)
    blocks: list[str] = []
    for agency, said in agencies.items():
        blocks += _group(agency or words.NO_AGENCY, said, visible)
    return blocks


def _actions(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    entries = visible.actions.get(item.id, [])
    blocks = action_table(entries, visible)
    if blocks:
        blocks.insert(0, heading(3, words.ACTIONS))
    if item.id == visible.first_of("plan") and visible.access.complete:
        elsewhere = [
            words.ELSEWHERE.format(ref=entry.ref, number=visible.format.number(home))
            for home, filed in visible.actions.items()
            if home != item.id
            for entry in filed
        ]
        if elsewhere:
            blocks.append(words.ACTIONS_ELSEWHERE.format(refs=", ".join(elsewhere)))
    return blocks


def _group(title: str, entries: Sequence[Entry[AnyStatement]], visible: VisibleRecords) -> list[str]:
    """A heading and a list; [] for no entries."""
    rows = minutes_rows(entries, visible)
    return [heading(3, title), "\n".join(rows)] if rows else []
