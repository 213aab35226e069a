"""Answers of one person's own, where a meeting is about several: each one's wishes and feelings.

The answer for everybody is the record `answer:` and the question's id; a person's own has their id after that, and is
about them alone.
"""

from __future__ import annotations

import hashlib

from chairtui.meeting.copy_readers import family_reader
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Answer, PersonConcerned

WISHES = "wishes-and-feelings"
"""The question about the person's own wishes and feelings, in every format."""
_BEGIN = "answer:"
_LONGEST_ID = 80


def answer_id(question: str, person: str = "") -> str:
    """The id of the answer to a question: for everybody, or of one person concerned (by record id)."""
    if not person:
        return f"{_BEGIN}{question}"
    whole = f"{_BEGIN}{question}:{person}"
    if len(whole) <= _LONGEST_ID:
        return whole
    return f"{_BEGIN}{question}:{hashlib.sha256(person.encode()).hexdigest()[:24]}"


def person_of(answer: Answer) -> str:
    """Whose own answer it is (by record id), "" for one that is everybody's."""
    own = len(answer.about) == 1 and answer.id != answer_id(answer.question)
    return answer.about[0] if own and answer.id == answer_id(answer.question, answer.about[0]) else ""


def name_of_person(answer: Answer, meeting: Meeting) -> str:
    """The name of whose own answer it is, "" for everybody's."""
    entry = meeting.entry(person_of(answer)) if person_of(answer) else None
    return entry.record.name if entry is not None and isinstance(entry.record, PersonConcerned) else ""


def takes_own_answers(question: str, meeting: Meeting) -> bool:
    """Whether each person concerned may have an answer of their own."""
    return question == WISHES and len(meeting.all(PersonConcerned)) > 1


def own_answers(question: str, meeting: Meeting) -> list[Entry[Answer]]:
    """The answers to a question that are one person's own."""
    return [e for e in meeting.all(Answer) if e.record.question == question and person_of(e.record)]


def own_answer(question: str, person: str, meeting: Meeting) -> Answer | None:
    """One person's own answer."""
    return next((e.record for e in own_answers(question, meeting) if person_of(e.record) == person), None)


def all_have_answered(question: str, meeting: Meeting) -> bool:
    """Whether everybody the meeting is about has an answer of their own, so that it needs none for all of them."""
    given = {person_of(entry.record) for entry in own_answers(question, meeting)}
    concerned = {entry.record.id for entry in meeting.all(PersonConcerned)}
    return bool(concerned) and concerned <= given


def answer_ref(record_id: str, meeting: Meeting) -> str:
    """How commands name an answer: the question's id, and for one's own the person's reference after a full stop."""
    entry = meeting.entry(record_id)
    person = person_of(entry.record) if entry is not None and isinstance(entry.record, Answer) else ""
    if person and entry is not None and isinstance(entry.record, Answer):
        return f"{entry.record.question}.{meeting.ref_of(person)}"
    return record_id.removeprefix(_BEGIN)


def answer_called(ref: str, meeting: Meeting) -> str:
    """The id of the answer that `answer_ref` names, whether or not it was given."""
    question, _, person = ref.strip().partition(".")
    entry = meeting.find(person) if person else None
    if entry is not None and isinstance(family_reader(entry.record.id, meeting), PersonConcerned):
        return answer_id(question, entry.record.id)
    return answer_id(ref.strip())
