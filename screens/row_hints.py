"""Key hints for the selected row."""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.meeting.fold import Entry
from chairtui.meeting.kinds import letter_of
from chairtui.meeting.records import Action, Attendee, Decision, Note, Observation, Record
from chairtui.words import quick_edit as words
from screens.bindings import spell
from screens.widgets.list_row import Row
from screens.widgets.row_keys import QUESTION

LAST = ("edit", "remove", "history")
BY_NUMBER = ("disagreed", "link")
"""Commands that need the number of a record, which none has in part two."""


def row_key_hints(row: Row, entry: Entry[Record] | None, keys: Mapping[str, str], *, closed: bool = False) -> str:
    """The commands that apply to a row, each with its current key (`keys`: by command id)."""
    if row.key.startswith(QUESTION):
        commands: tuple[str, ...] = ("answer",)
    elif entry is None or not letter_of(entry.record):
        commands = ("change",)
    elif closed:
        commands = ("amend", "history")
    else:
        own = _own(entry.record)
        commands = (*(own if entry.ref else [name for name in own if name not in BY_NUMBER]), *LAST)
    said = "  ".join(f"{_key(name, keys)} {words.HAND[name]}" for name in commands)
    return words.IN_HAND.format(ref=entry.ref, said=said) if entry is not None and entry.ref else said


def _key(name: str, keys: Mapping[str, str]) -> str:
    id_ = "edit" if name in ("answer", "change", "amend", "said-by") else name
    id_ = "who" if name == "said-by" else id_
    return spell(keys.get(id_, "")) if id_ in keys else "–"


def _own(record: Record) -> tuple[str, ...]:
    match record:
        case Action():
            return ("who", "by-when", "link")
        case Note():
            checked = ("verified",) if record.nature == "reported" else ()
            return ("turn-into-action", *checked, "said-by", "link")
        case Observation():
            return ("turn-into-action", "said-by", "link")
        case Decision():
            return ("disagreed", "turn-into-action", "link")
        case Attendee():
            return ("come-or-go",)
        case _:
            return ()
