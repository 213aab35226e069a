"""Parses `set KEY=VALUE`: a detail by name, a question by id, or a record's field such as `A1.owner`."""

from __future__ import annotations

import difflib
import re
from typing import cast

from chairtui.meeting.capture.mark_people import best_named
from chairtui.meeting.editing.agreements import AGREES, set_agreement
from chairtui.meeting.editing.answers import answer
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import change, fields_of
from chairtui.meeting.editing.readers_typed import joined, read_readers
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.own_answers import own_answer, takes_own_answers
from chairtui.meeting.readers import Readers, is_marked, readers_of
from chairtui.meeting.records import Answer, Attendee, Decision, Draft, PersonConcerned, Record
from chairtui.words import editing as words
from chairtui.words.findings import ONE
from chairtui.words.sentence import sentence

READERS = "readers"
_FIELD_OF = re.compile(r"\s*([A-Za-z][0-9]+)\s*[.]")


def set_key(key: str, typed: str, meeting: Meeting, format_: Format) -> Draft:
    """The draft that sets a key to the typed value. Raises `NotThat`.

    Blank removes an answer, and clears an optional field. `QUESTION.K1` is a person's own answer. Whoever sets words
    anew doesn't see the marks of those they replace, so an answer and a dissent keep theirs; `QUESTION.readers` changes
    the marks of an answer alone.
    """
    key = key.strip()
    ref, dot, field = key.partition(".")
    entry = meeting.find(ref) if dot else None
    if entry and entry.ref and not entry.removed:
        if isinstance(entry.record, Attendee) and field.lower() == AGREES:
            return set_agreement(cast(Entry[Attendee], entry), typed, meeting, format_)
        changed = change(entry.record, {field.lower(): typed}, meeting, format_)
        return Draft(record=_with_dissents_kept(changed, entry.record), base=entry.base)
    name = key.lower().replace("_", "-")
    if name in detail_keys(meeting, format_):
        details = change(meeting.details, {name: typed}, meeting, format_)
        return Draft(record=details, base=meeting.base_of("details"))
    question = format_.question(key) or format_.question(name)
    asked = format_.question(ref.strip()) if dot else None
    own, _, last = field.partition(".")
    readers = READERS in (own.strip().lower(), last.strip().lower())
    whose = _person(own, meeting) if asked is not None and own.strip().lower() != READERS else ""
    if question is None and asked is not None and readers:
        return _set_readers(asked, typed, meeting, whose)
    if asked is not None and whose and (own_answer(asked.id, whose, meeting) or takes_own_answers(asked.id, meeting)):
        question = asked
    if question is None:
        raise NotThat(_unknown(key, meeting, format_))
    given = own_answer(question.id, whose, meeting) if whose else meeting.answer(question.id)
    if given and not typed.strip():
        return Draft(record=given, base=meeting.base_of(given.id), removed=True)
    person = meeting.details.person
    if question.persons and person not in question.persons:
        persons = " or ".join(ONE[each] for each in question.persons)
        raise NotThat(words.NOT_ASKED_OF.format(persons=persons, person=ONE[person]))
    answered = answer(question, typed, meeting, format_, whose)
    before = meeting.entry(answered.id)
    if before is not None and not before.removed and isinstance(before.record, Answer) and is_marked(before.record):
        answered = answered.model_copy(update=dict(joined(readers_of(before.record), answered)))
    return Draft(record=answered, base=meeting.base_of(answered.id))


def _person(typed: str, meeting: Meeting) -> str:
    """The record id of the person concerned with this reference or name. Raises `NotThat`."""
    concerned = meeting.all(PersonConcerned)
    same = [e for e in concerned if e.ref == typed.strip().upper()] or best_named(typed, concerned)
    if len(same) != 1:
        known = ", ".join(f"{e.record.name} ({e.ref})" for e in concerned)
        raise NotThat(sentence(words.NOT_CONCERNED, typed=typed.strip(), known=known or words.NOBODY_RECORDED))
    return same[0].record.id


def _set_readers(question: Question, typed: str, meeting: Meeting, person: str = "") -> Draft:
    """The draft that changes who may read an answer, and nothing else of it. Raises `NotThat`."""
    given = own_answer(question.id, person, meeting) if person else meeting.answer(question.id)
    if given is None:
        raise NotThat(words.NOT_ANSWERED.format(question=question.id))
    marks = read_readers("marks", typed, meeting)["marks"] or Readers()
    assert isinstance(marks, Readers)
    if person:
        marks = marks.model_copy(update={"about": (person,)})
    return Draft(record=given.model_copy(update=dict(marks)), base=meeting.base_of(given.id))


def _with_dissents_kept(record: Record, before: Record) -> Record:
    """A decision whose dissents have the marks that the same people's had, where none were typed."""
    if not isinstance(record, Decision) or not isinstance(before, Decision) or record.dissent == before.dissent:
        return record
    marked = {d.who.attendee or d.who.name: readers_of(d) for d in before.dissent if is_marked(d)}
    dissent = tuple(
        d.model_copy(update=dict(joined(marked.get(d.who.attendee or d.who.name, Readers()), d)))
        for d in record.dissent
    )
    return record.model_copy(update={"dissent": dissent})


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
