"""Drafts that resolve actions before closing: done, dropped, moved, or talked through with the family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from chairtui.meeting.dates.calendar import day_of, show_date
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import change
from chairtui.meeting.editing.readers_typed import without_marks
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Draft
from chairtui.words import editing as words

Outcome = Literal["done", "dropped", "moved"]
_NOT = re.compile(r"\s*(?:no|none|nobody)\b\s*[:,;.–—-]?\s*(.*)", re.IGNORECASE | re.DOTALL)


def settle_action(entry: Entry[Action], outcome: Outcome, typed: str, meeting: Meeting, format_: Format) -> Draft:
    """Draft for an action that was taken over: done, dropped (`typed` is the reason) or moved (`typed` is the date).

    Raises `NotThat`.
    """
    typed = typed.strip()
    match outcome:
        case "moved":
            if not typed:
                raise NotThat(words.MOVED_TO_WHEN.format(ref=entry.ref))
            action = cast(Action, change(entry.record, {"deadline": typed}, meeting, format_))
            held = day_of(meeting.details.starts)
            if action.deadline is None or action.deadline < held:
                raise NotThat(words.BEFORE_MEETING.format(shown=typed, day=show_date(held)))
        case "dropped":
            if not typed:
                raise NotThat(words.DROPPED_WHY.format(ref=entry.ref))
            reason, marks = without_marks(entry.record, "status_reason", typed, {}, meeting)
            action = entry.record.model_copy(update={**marks, "status": "dropped", "status_reason": reason})
        case "done":
            action = entry.record.model_copy(update={"status": "done", "status_reason": ""})
    return Draft(record=Action.model_validate(dict(action)), base=entry.base)


def family_talk(entries: Sequence[Entry[Action]], typed: str, meeting: Meeting, format_: Format) -> list[Draft]:
    """Drafts that say for each action who talks it through with the family, or "no: why not".

    Raises `NotThat`.
    """
    if not typed.strip():
        raise NotThat(words.TALKED_BY_WHOM)
    if not entries:
        raise NotThat(words.NOTHING_TICKED)
    found = _NOT.fullmatch(typed)
    if found and not found[1].strip():
        raise NotThat(words.NOT_TALKED_WHY)
    changes = {"family-why-not": found[1]} if found else {"family-by": typed}
    return [Draft(record=change(e.record, changes, meeting, format_), base=e.base) for e in entries]
