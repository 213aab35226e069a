"""Parses answers to a format's questions by type, and formats answers for editing."""

from __future__ import annotations

import re
from typing import cast

from chairtui.meeting.capture.marks import written
from chairtui.meeting.editing import field_values
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import checked
from chairtui.meeting.editing.readers_typed import readers_in
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.own_answers import answer_id, own_answer, takes_own_answers
from chairtui.meeting.records import Answer
from chairtui.words import editing as words

_MARKS = re.compile(r"(?<!\S)!(?:restricted|not|only)\b.*", re.IGNORECASE | re.DOTALL)
_AWAY = re.compile(r"[\s,;:(–—-]*\bnot at the meeting\b[)\s.]*$", re.IGNORECASE)
_NO_REASON = re.compile(r"\s*(no|none)\s*[:,;]\s*", re.IGNORECASE)
_WORD_AND_REASON = re.compile(r"\s*(yes|no|none)\b(\s*[:,;.–—-])?\s*(.*)", re.IGNORECASE | re.DOTALL)


def answer(question: Question, typed: str, meeting: Meeting, format_: Format, person: str = "") -> Answer:
    """Parse an answer to the question, with the reason of "no: reason" and, if allowed, "none: reason", and with the
    marks at its end. Of `person` (by record id), or of whom `#name` says, it is their own; see `own_answers`.

    After the name of a member, "not at the meeting" is dropped; see `says_away`. Raises `NotThat`.
    """
    typed, marks = readers_in(typed, meeting)
    given = _read(question, typed, meeting, format_)
    if marks is not None:
        given = given.model_copy(update=dict(marks))
    return _own(given, person, meeting)


def _own(given: Answer, person: str, meeting: Meeting) -> Answer:
    """The answer as one person's own: of `person`, unless its mark names another, or of whom alone its mark names.

    One that is recorded for all of them although it is about that person only is changed where it is.
    """
    person = given.about[0] if len(given.about) == 1 else "" if given.about else person
    for_all = meeting.answer(given.question)
    there = own_answer(given.question, person, meeting) if person else None
    kept_where_it_is = there is None and for_all is not None and for_all.about == (person,)
    if not person or kept_where_it_is or not (there or takes_own_answers(given.question, meeting)):
        return given
    return given.model_copy(update={"id": answer_id(given.question, person), "about": (person,)})


def _read(question: Question, typed: str, meeting: Meeting, format_: Format) -> Answer:
    if not typed.strip():
        raise NotThat(words.NOT_BLANK.format(label=words.LABELS["value"]))
    if found := _NO_REASON.fullmatch(typed):
        raise NotThat(words.REASON_AFTER.format(word=found[1].lower()))
    word, reason = _word_and_reason(typed)
    if word == "none" and (question.or_reason or question.type != "text"):
        if not question.or_reason:
            raise NotThat(words.NEVER_NONE)
        if not reason:
            raise NotThat(words.NONE_NEEDS_REASON)
        return _answer(question, meeting, "none", reason)
    match question.type:
        case "yes-no":
            if word not in ("yes", "no"):
                word = words.YES if field_values.yes_or_no(typed) else words.NO
                reason = ""
            if word == "no" and question.no_needs_reason and not reason:
                raise NotThat(words.NO_NEEDS_REASON)
            return _answer(question, meeting, word, reason)
        case "date":
            return _answer(question, meeting, _date(question, typed, meeting, format_))
        case "choice":
            choice, _, reason = typed.partition(":")
            choices = tuple((c.id, c.text) for c in question.choices)
            return _answer(question, meeting, field_values.a_choice(choice, choices), reason.strip())
        case "person":
            if word in ("yes", "no"):
                raise NotThat(words.NAME_NEEDED.format(typed=typed.strip()))
            name = _AWAY.sub("", typed) if question.member else typed
            who = field_values.a_person(name, meeting, owner=True)
            return _answer(question, meeting, who.name, attendee=who.attendee)
        case "text":
            return _answer(question, meeting, typed)


def _date(question: Question, typed: str, meeting: Meeting, format_: Format) -> str:
    """A date as YYYY-MM-DD, or the words themselves where the question takes words and these are no figures."""
    try:
        return field_values.a_date(typed, meeting, format_, question.looks).isoformat()
    except NotThat:
        if question.or_words and any(letter.isalpha() for letter in typed):
            return typed
        raise


def says_away(typed: str) -> bool:
    """Whether the text says that the person it names is not at the meeting."""
    return _AWAY.search(_MARKS.sub("", typed)) is not None


def marks_typed(typed: str) -> str:
    """The marks at the end of an answer, as they were typed; "" for none."""
    found = _MARKS.search(typed)
    return found[0] if found else ""


def shown_answer(given: Answer, meeting: Meeting, question: Question | None = None) -> str:
    """Format an answer as it would be typed: the value, a choice by its label, its reason after a colon, its marks."""
    choices = question.choices if question else ()
    value = next(
        (choice.text for choice in choices if choice.id == given.value and ":" not in choice.text), given.value
    )
    said = f"{value}: {given.reason}" if given.reason else value
    return f"{said} {written(given, meeting)}".rstrip()


def _word_and_reason(typed: str) -> tuple[str, str]:
    """The word an answer begins with, and the reason after it; "none of them" is words, not the answer none."""
    found = _WORD_AND_REASON.fullmatch(typed)
    if not found:
        return "", ""
    word, separator, reason = found.group(1).lower(), found.group(2), found.group(3).strip()
    return ("", "") if word == "none" and reason and not separator else (word, reason)


def _answer(question: Question, meeting: Meeting, value: str, reason: str = "", attendee: str | None = None) -> Answer:
    none_yet = Answer(id=f"answer:{question.id}", question=question.id, value="none")
    if question.type != "person":
        value = field_values.spoken(value, meeting)
    reason = field_values.spoken(reason, meeting)
    given = {"value": value, "reason": reason, "attendee": attendee, "part": meeting.details.part}
    return cast(Answer, checked(none_yet, given))
