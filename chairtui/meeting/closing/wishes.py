"""Whose own wishes and feelings nobody has recorded, where a meeting is about several persons."""

from __future__ import annotations

from chairtui.meeting.capture.names import plain
from chairtui.meeting.fold import Meeting
from chairtui.meeting.own_answers import WISHES, own_answer
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Answer, PersonConcerned


def asked_of_each(meeting: Meeting) -> bool:
    """Whether each person concerned is to be heard: there are several, and the answer isn't that there are none."""
    answer = meeting.answer(WISHES)
    return len(meeting.all(PersonConcerned)) > 1 and (answer is None or answer.value != "none")


def not_heard(meeting: Meeting) -> list[str]:
    """The names of those concerned for whom there are neither views (`v: … #ava`) nor words in the answer for all, nor
    an answer of their own.

    What is about nobody in particular is theirs whom it names.
    """
    everyone = [entry.record for entry in meeting.all(PersonConcerned)]
    answer = meeting.answer(WISHES)
    said = [(entry.record, entry.record.text) for entry in meeting.notes if entry.record.nature == "views"]
    heard = (*said, *_of(answer))
    return [
        one.name
        for one in everyone
        if own_answer(WISHES, one.id, meeting) is None and not any(_is_theirs(one, *words) for words in heard)
    ]


def _of(answer: Answer | None) -> list[tuple[Readers, str]]:
    return [(answer, answer.value)] if answer is not None else []


def _is_theirs(one: PersonConcerned, marks: Readers, text: str) -> bool:
    if marks.about:
        return one.id in marks.about
    return plain(one.name)[0] in plain(text)
