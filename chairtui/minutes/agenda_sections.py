"""Renders the discussion: under each agenda item what was said and answered, in the order it was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import indent

from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import AgendaItem
from chairtui.meeting.records import Action, Answer, AnyStatement, Decision, Note, Observation
from chairtui.minutes.escape import within
from chairtui.minutes.markdown_shapes import bullet, by_part, heading
from chairtui.minutes.record_entries import answered
from chairtui.minutes.statement_text import is_left_open, text_of
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

Said = Entry[AnyStatement | Answer]


def discussion(visible: VisibleRecords) -> str:
    """The agenda items under which something was said. "" for none.

    Decisions, actions and questions left open stand in sections of their own; here they are referred to.
    """
    blocks: list[str] = []
    for item in visible.format.agenda:
        if filed := _filed(item, visible):
            blocks += [heading(3, item.title), *filed]
    title = words.KEY_POINTS if visible.format.layout.brief else words.DISCUSSION
    return "\n\n".join([heading(2, title), *blocks]) if blocks else ""


def _filed(item: AgendaItem, visible: VisibleRecords) -> list[str]:
    """Markdown blocks in the order in which things were said. [] if all of it is printed elsewhere."""
    said: list[Said] = []
    said += visible.filed_under(item.id)
    said += visible.answered_in_discussion(item.id)
    if all(_speaker(entry, visible) == _ELSEWHERE for entry in said):
        return []
    said.sort(key=lambda entry: entry.first.seq)
    return by_part(said, lambda part: _rows(part, item, visible), visible.marks_parts)


def _rows(said: Sequence[Said], item: AgendaItem, visible: VisibleRecords) -> list[str]:
    rows: list[str] = []
    for speaker, run in groupby(said, key=lambda entry: _speaker(entry, visible)):
        entries = list(run)
        if speaker == _ELSEWHERE:
            rows += _elsewhere(entries, item, visible)
        elif speaker and len(entries) > 1:
            rows.append(bullet(f"**{within(speaker)}**"))
            rows += [indent(row, "  ") for row in _each(entries, item, visible, speaker)]
        else:
            rows += _each(entries, item, visible)
    return rows


_ELSEWHERE = "\0"
"""Shown in place of a speaker: a reference to the section that prints it in full."""


def _speaker(entry: Said, visible: VisibleRecords) -> str:
    """The agency of whoever said it, "" where nobody is named."""
    record = entry.record
    if isinstance(record, Decision | Action) or is_left_open(record):
        return _ELSEWHERE
    return visible.agency(record.source) if isinstance(record, Note | Observation) else ""


def _elsewhere(entries: Iterable[Said], item: AgendaItem, visible: VisibleRecords) -> Iterator[str]:
    if visible.access.complete and item.kind != "plan":  # where decisions and actions are expected
        yield bullet(words.RECORDED_HERE.format(refs=", ".join(f"**{entry.ref}**" for entry in entries)))


def _each(entries: Iterable[Said], item: AgendaItem, visible: VisibleRecords, agency: str = "") -> Iterator[str]:
    """The rows of each; `agency` heads them, and isn't repeated."""
    for entry in entries:
        if isinstance(entry.record, Answer):
            yield from answered(entry.record, visible)
        else:
            yield from text_of(entry.record, entry.ref, visible).in_minutes(item.origin, agency)
