"""Rows for questions and their answers, used by every pane."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.moments import day_in
from chairtui.meeting.own_answers import all_have_answered, answer_id, own_answer, takes_own_answers
from chairtui.meeting.records import Answer, PersonConcerned
from chairtui.words import live as words
from screens.panes.reader_tags import kept_back, reader_tags
from screens.panes.view import View
from screens.widgets.list_row import Row, Section
from screens.widgets.row_keys import key_of
from screens.widgets.wrapping import shorten

QUOTED = 60
"""Maximum width of a question quoted in another's condition."""
ANSWERS = {"yes": words.ANSWER_YES, "no": words.ANSWER_NO, "none": words.ANSWER_NONE}


def sections(view: View) -> tuple[Section, ...]:
    """The item's questions alone, without a section title."""
    return (Section("", question_rows(view), words.NO_QUESTION),)


def question_rows(view: View) -> tuple[Row, ...]:
    """The item's questions with their answers, and muted those that an answer may open, in the format's order."""
    waiting = view.waiting_questions
    rows = {q.id: (question_row(view, q), *_own_rows(view, q)) for q in view.questions}
    rows |= {q.id: (_waiting_row(view, q),) for q in waiting}
    return tuple(row for q in view.format_.questions for row in rows.get(q.id, ()))


def _own_rows(view: View, question: Question) -> Iterator[Row]:
    """Each person's own answer, where the meeting is about several; none in part two."""
    if not view.preliminaries or not takes_own_answers(question.id, view.meeting):
        return
    for entry in view.meeting.all(PersonConcerned):
        own = own_answer(question.id, entry.record.id, view.meeting)
        key = key_of(answer_id(question.id, entry.record.id))
        if own is None:
            yield Row(key, "·", words.OWN_ANSWER.format(name=entry.record.name, answer=words.NOT_ANSWERED_YET), "quiet")
        else:
            said = words.OWN_ANSWER.format(name=entry.record.name, answer=answer_text(view.meeting, question, own))
            yield Row(key, "✓", said, "question", "", kept_back(view, own), tags=reader_tags(view, own))


def _waiting_row(view: View, question: Question) -> Row:
    return Row("", "–", question.text, "quiet", "", (condition_of(question, view.format_),))


def question_row(view: View, question: Question) -> Row:
    """A question; marked "?" while unanswered, "✓" once answered."""
    answer = view.meeting.answer(question.id)
    key = f"question:{question.id}"
    if answer is not None:
        said = (answer_text(view.meeting, question, answer), *kept_back(view, answer))
        return Row(key, "✓", question.text, "question", "", said, tags=reader_tags(view, answer))
    if not view.preliminaries:
        return Row(key, "?", question.text, "question")
    if all_have_answered(question.id, view.meeting):
        return Row(key, "✓", question.text, "question")
    if question.needed == "blocker":
        return Row(key, "?", question.text, "question", "", (), (f"! {words.NOT_ANSWERED_YET}",))
    return Row(key, "?", question.text, "question", "", (words.NOT_ANSWERED_YET,))


def condition_of(question: Question, format_: Format) -> str:
    """The condition on which a question is asked, "" if it has none."""
    opens = question.opens
    first = format_.question(opens.question) if opens else None
    if opens is None or first is None:
        return ""
    id_ = opens.answer or opens.unless
    said = next((c.text for c in first.choices if c.id == id_), ANSWERS.get(id_, id_))
    form = words.ASKED_IF if opens.answer else words.ASKED_UNLESS
    return form.format(question=shorten(first.text, QUOTED), answer=said)


def answer_text(meeting: Meeting, question: Question, answer: Answer) -> str:
    """An answer in display form: a date written out, a choice by its text, a person by their current name."""
    value = answer.value
    if value in ("yes", "no") and question.type == "yes-no":
        value = words.ANSWER_YES if value == "yes" else words.ANSWER_NO
    elif value == "none" and question.or_reason:
        value = words.ANSWER_NONE
    elif question.type == "date":
        value = _date_in_words(value)
    elif question.type == "choice":
        value = next((choice.text for choice in question.choices if choice.id == value), value)
    elif question.type == "person" and answer.attendee:
        entry = meeting.find(answer.attendee)
        if entry and entry.record.kind == "attendee":
            value = entry.record.name
    return words.REASONED.format(answer=value, reason=answer.reason) if answer.reason else value


def _date_in_words(value: str) -> str:
    day = day_in(value)
    return show_date(day) if day else value
