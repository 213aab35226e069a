"""Changing what a record says, a field at a time, from a form or from `set`: text in, a checked record out."""

from chairtui.meeting.editing.answers import answer, shown_answer
from chairtui.meeting.editing.assignments import set_key
from chairtui.meeting.editing.echo import echo, echo_field
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import Choices, Field, FieldKind, change, fields_of
from chairtui.meeting.editing.merge import merge

__all__ = [
    "Choices",
    "Field",
    "FieldKind",
    "NotThat",
    "answer",
    "change",
    "echo",
    "echo_field",
    "fields_of",
    "merge",
    "set_key",
    "shown_answer",
]
