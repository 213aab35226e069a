"""Editing of single fields, from a form or `set`: parses text and returns a validated record."""

from chairtui.meeting.editing.answers import answer, marks_typed, says_away, shown_answer
from chairtui.meeting.editing.assignments import set_key
from chairtui.meeting.editing.echo import echo, echo_field
from chairtui.meeting.editing.field_specs import Choices, FieldKind
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import Field, change, fields_of
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
    "marks_typed",
    "merge",
    "says_away",
    "set_key",
    "shown_answer",
]
