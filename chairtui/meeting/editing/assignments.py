"""Parses `set KEY=VALUE`: a detail by name, a question by id, or a record's field such as `A1.owner`."""

from __future__ import annotations

import difflib
import re
from typing import cast

from chairtui.meeting.editing.agreements import set_agreement
from chairtui.meeting.editing.answers import answer
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import change, fields_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee, Draft
from chairtui.words import editing as words

AGREES = "agrees"
"""Key that sets a person's agreement: presented as a field of theirs, although it is a record."""
_FIELD_OF = re.compile(r"\s*([A-Za-z][0-9]+)\s*[.]")


def set_key(key: str, typed: str, meeting: Meeting, format_: Format) -> Draft:
    """The draft that sets a key to the typed value. Raises `NotThat`.

    Blank removes an answer, and clears an optional field.
    """
    key = key.strip()
    ref, dot, field = key.partition(".")
    entry = meeting.find(ref) if dot else None
    if entry and entry.ref and not entry.removed:
        if isinstance(entry.record, Attendee) and field.lower() == AGREES:
            return set_agreement(cast(Entry[Attendee], entry), typed, meeting, format_)
        return Draft(record=change(entry.record, {field.lower(): typed}, meeting, format_), base=entry.base)
    name = key.lower().replace("_", "-")
    if name in detail_keys(meeting, format_):
        details = change(meeting.details, {name: typed}, meeting, format_)
        return Draft(record=details, base=meeting.base_of("details"))
    question = format_.question(key) or format_.question(name)
    if question is None:
        raise NotThat(_unknown(key, meeting, format_))
    given = meeting.answer(question.id)
    base = meeting.base_of(f"answer:{question.id}")
    if given and not typed.strip():
        return Draft(record=given, base=base, removed=True)
    return Draft(record=answer(question, typed, meeting, format_), base=base)


def detail_keys(meeting: Meeting, format_: Format) -> tuple[str, ...]:
    """The details that can be set, by their key for `set`."""
    return tuple(f.name for f in fields_of(meeting.details, meeting, format_))


def _unknown(key: str, meeting: Meeting, format_: Format) -> str:
    if reference := _FIELD_OF.match(key):
        return words.NO_SUCH_REFERENCE.format(ref=reference[1].upper())
    details = detail_keys(meeting, format_)
    known = [*details, *(q.id for q in format_.questions)]
    like = difflib.get_close_matches(key.lower(), known, n=2)
    if like:
        return words.NO_SUCH_KEY_LIKE.format(key=key, like=" or ".join(like))
    return words.NO_SUCH_KEY.format(key=key, details=", ".join(details))
