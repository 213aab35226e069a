"""Changing what a record says, a field at a time, from a form or from `set`: text in, a checked record out."""

from chairtui.meeting.editing.answers import answer, shown_answer
from chairtui.meeting.editing.fields import Choices, Field, FieldKind, change, fields_of
from chairtui.meeting.editing.keys import set_key
from chairtui.meeting.editing.merging import merge
from chairtui.meeting.editing.reading import NotThat

__all__ = [
    "Choices",
    "Field",
    "FieldKind",
    "NotThat",
    "answer",
    "change",
    "fields_of",
    "merge",
    "set_key",
    "shown_answer",
]
