"""Renders answers and corrections as list items."""

from __future__ import annotations

from chairtui.meeting.after.restrictions import kept_from_everyone
from chairtui.meeting.closing.open_questions import at_the_meeting
from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Question
from chairtui.meeting.moments import day_in
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Amendment, Answer, Record
from chairtui.minutes.escape import flat, shown, within
from chairtui.minutes.local_times import uk_day, uk_time
from chairtui.minutes.markdown_shapes import bullet, labelled
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words import release as letter_words


def answered(answer: Answer, visible: VisibleRecords) -> list[str]:
    """A question and its answer in one item."""
    label = f"**{within(question_text(answer, visible))}**"
    return [bullet(label, answer_in_full(answer, visible)), *beneath(answer, visible)]


def beneath(answer: Answer, visible: VisibleRecords) -> list[str]:
    """What stands under an answer: that no relative may read it, and its corrections."""
    return [*restriction(answer, visible), *amended(answer.id, visible)]


def restriction(words_: Readers | None, visible: VisibleRecords, depth: int = 1) -> list[str]:
    """Why no relative may read some words, or which may not, for those who do; [] for no restriction."""
    reason = words_.restricted if words_ is not None else None
    if reason is not None:
        return [labelled(restricted_label(visible), reason, depth)]
    kept = kept_from_whom(words_, visible)
    return [bullet(f"**{within(kept)}**", depth=depth)] if kept else []


def kept_from_whom(words_: Readers | None, visible: VisibleRecords) -> str:
    """Which relatives may not read some words, for professionals; "" for none, and in a relative's own copy."""
    if words_ is None or not words_.kept_from or visible.access.family:
        return ""
    if kept_from_everyone(words_, visible.meeting):
        return restricted_label(visible)
    family = (entry.record for entry in family_readers(visible.meeting))
    kept = [flat(reader.name) for reader in family if reader.id in words_.kept_from]
    return words.NOT_FOR.format(who=", ".join(kept)) if kept else restricted_label(visible)


def restricted_label(visible: VisibleRecords) -> str:
    """What a restriction is called; an adult has a copy of their own that it is kept from."""
    return words.RESTRICTED_ADULT if visible.meeting.details.person == "adult" else words.RESTRICTED


def with_restriction(text: str, words_: Readers | None, visible: VisibleRecords) -> str:
    """Words of a table's cell, and after them why no relative may read them."""
    reason = words_.restricted if words_ is not None else None
    if text and reason is not None:
        return f"{text} · {restricted_label(visible)}: {reason}"
    kept = kept_from_whom(words_, visible)
    return f"{text} · {kept}" if text and kept else text


def question_text(answer: Answer, visible: VisibleRecords) -> str:
    """What was asked, without the format's advice on how to answer, and of whom where the answer is their own; the id
    of a question that the format no longer has."""
    question = visible.format.question(answer.question)
    asked = as_asked(question) if question else answer.question
    name = visible.whose_own(answer.id)
    return words.ASKED_OF.format(question=asked, name=flat(name)) if name else asked


def as_asked(question: Question) -> str:
    """The text of a question up to its question mark."""
    return question.text[: question.text.rfind("?") + 1] or question.text


def answer_in_full(answer: Answer, visible: VisibleRecords) -> str:
    """An answer with its reason: "No: it raises the risk"."""
    question = visible.format.question(answer.question)
    text = answer_text(question, answer, visible) if question else answer.value
    return f"{shown(text)}: {shown(answer.reason)}" if answer.reason else text


def answer_text(question: Question, answer: Answer, visible: VisibleRecords) -> str:
    """An answer in display form: a British date, a choice's label, or a person's current name."""
    if answer.value == "none" and question.or_reason:
        return words.NONE
    if question.type == "yes-no":
        return {"yes": words.YES, "no": words.NO}.get(answer.value, answer.value)
    if question.type == "choice":
        return next((choice.text for choice in question.choices if choice.id == answer.value), answer.value)
    if question.type == "person":
        name = visible.answered_person(answer)
        # A relative's copy lists only attendees who were released to them, so it can't tell who wasn't there.
        at = visible.access.family or not question.member or at_the_meeting(answer, visible.meeting)
        return name if at else words.NOT_AT_MEETING.format(name=name)
    if question.type == "date":
        day = day_in(answer.value)
        return show_date(day) if day else answer.value
    return answer.value


def amended(record_id: str, visible: VisibleRecords) -> list[str]:
    """The corrections of a record, after its original text (ALL-07)."""
    rows: list[str] = []
    for entry in visible.amended(record_id):
        rows += amendment(entry, visible, depth=1)
    return rows


def amendment(entry: Entry[Amendment], visible: VisibleRecords, depth: int) -> list[str]:
    """One correction: when, by whom, the text, why, who asked and who agreed; to a relative its day, text and why."""
    record = entry.record
    if visible.access.family:
        corrected = letter_words.CORRECTED.format(day=uk_day(entry.first.at))
        why = [labelled(letter_words.WHY, record.reason, depth + 1)] if record.reason else []
        return [labelled(corrected, record.text, depth), *why]
    stamp = words.AMENDED.format(when=uk_time(entry.first.at), by=within(entry.first.by))
    rows = [bullet(f"{label_of(visible, entry)}{stamp}:", record.text, depth)]
    for label, text in (
        (words.REASON, record.reason),
        (words.ASKED_BY, record.asked_by),
        (words.AGREED_BY, record.agreed_by),
    ):
        if text:
            rows.append(labelled(label, text, depth + 1))
    return rows + restriction(record, visible, depth + 1)


def label_of(visible: VisibleRecords, entry: Entry[Record]) -> str:
    """The reference in bold and a space, or "" for an audience without references."""
    return f"**{entry.ref}** " if entry.ref and visible.access.complete else ""
