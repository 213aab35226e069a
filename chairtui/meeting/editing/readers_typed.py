"""Marks typed outside the capture line: at the end of words, or in the field of a form that holds nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.meeting.capture.marks import FIELDS, take_readers, with_marks_of, written
from chairtui.meeting.capture.result import NotTaken
from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import MARKS, OnlyDiffers, Readers, both, readers_of
from chairtui.meeting.records import Action, Record, Statement
from chairtui.words import editing as words

_BESIDE: Mapping[tuple[str, str], str] = {
    ("details", "aim"): "aim_readers",
    ("details", "reasons"): "reasons_readers",
    ("attendee", "why"): "why_readers",
}
"""Where the marks of words are kept that are a part of a record, by its kind and the field of the words."""


def readers_in(typed: str, meeting: Meeting) -> tuple[str, Readers | None]:
    """As `marks.take_readers`. Raises `NotThat`."""
    try:
        return take_readers(typed, meeting)
    except NotTaken as taken:
        raise NotThat(words.NO_SUCH_RELATIVE if taken.outcome.missing == "relative" else taken.outcome.reason) from None


def without_marks(
    record: Record, attribute: str, typed: str, new: Mapping[str, object], meeting: Meeting
) -> tuple[str, dict[str, object]]:
    """Words without the marks at their end, and what these change about the record: they join those that it has.

    `new` is what is changed already. Raises `NotThat`, also for words that take no marks.
    """
    place = _BESIDE.get((record.kind, attribute))
    if not (place or isinstance(record, Statement)):
        if mark := mark_in(typed):
            raise NotThat(words.NO_MARKS.format(mark=mark))
        return typed, {}
    said, given = readers_in(typed, meeting)
    if given is None:
        return typed, {}
    if not said.strip():
        raise NotThat(words.MARK_ALONE)
    if place:
        known = new.get(place, getattr(record, place))
        return said, {place: joined(known if isinstance(known, Readers) else Readers(), given)}
    known = Readers.model_validate({name: new.get(name, getattr(record, name)) for name in MARKS})
    return said, dict(joined(known, given))


def read_readers(attribute: str, typed: str, meeting: Meeting) -> dict[str, object]:
    """What a field that holds marks alone changes about a record; blank takes them off. Raises `NotThat`.

    `attribute` is where they are kept, "" for a statement, whose restriction has a field of its own.
    """
    said, given = readers_in(typed, meeting)
    if said.strip():
        raise NotThat(words.MARKS_ALONE.format(words=said.strip()))
    if attribute:
        return {attribute: given}
    marks = given or Readers()
    changes: dict[str, object] = {name: getattr(marks, name) for name in FIELDS}
    return changes | {"restricted": marks.restricted} if marks.restricted else changes


def shown_readers(record: Record, attribute: str, meeting: Meeting) -> str:
    """The marks that such a field begins with."""
    if attribute:
        kept = getattr(record, attribute)
        return written(kept, meeting) if isinstance(kept, Readers) else ""
    assert isinstance(record, Statement)
    return written(readers_of(record).model_copy(update={"restricted": None}), meeting)


def marked_as_addressed(action: Action, addresses: object, meeting: Meeting) -> dict[str, object]:
    """The marks of what an action is newly said to be for, beside its own. Raises `NotThat`."""
    ids = [str(id_) for id_ in addresses if id_ not in action.addresses] if isinstance(addresses, tuple) else []
    try:
        marked, _ = with_marks_of(action, ids, meeting)
    except NotTaken as taken:
        raise NotThat(taken.outcome.reason) from None
    return {name: getattr(marked, name) for name in MARKS} if marked != action else {}


def joined(known: Readers, given: Readers) -> Readers:
    """The marks that words had and those typed with them anew, which widen nothing. Raises `NotThat`."""
    try:
        return Readers.model_validate(both(known, given) | {"restricted": given.restricted or known.restricted})
    except OnlyDiffers:
        raise NotThat(words.ONLY_ALREADY.format(agencies=", ".join(known.only))) from None
