"""Renders how a meeting came about, as a table of question and answer, and what was never answered."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.closing.open_questions import is_asked
from chairtui.meeting.own_answers import own_answers
from chairtui.meeting.records import Answer
from chairtui.minutes.escape import flat, line, within
from chairtui.minutes.front_matter import agreements, kind
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import bullet, heading, table
from chairtui.minutes.record_entries import answer_in_full, as_asked, beneath, question_text, with_restriction
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words


def convening(visible: VisibleRecords) -> str:
    """Who called the meeting, on what guidance and why, and what was asked to set it up."""
    facts = [(label, text) for label, text in _facts(visible) if text]
    answers = [entry.record for entry in visible.convening_answers]
    rows = [[label, within(text)] for label, text in facts]
    rows += [[within(question_text(a, visible)), within(answer_in_full(a, visible))] for a in answers]
    blocks = [heading(2, words.CONVENING), table([words.QUESTION, words.ANSWER], rows)]
    if corrected := "\n".join(_corrections(answers, visible)):
        blocks.append(corrected)
    if agreed := agreements(visible):
        blocks.append(agreed)
    return "\n\n".join(blocks)


def _facts(visible: VisibleRecords) -> Iterator[tuple[str, str]]:
    details, format_ = visible.meeting.details, visible.format
    yield words.HEAD["kind"], kind(visible)
    yield words.HEAD["agency"], details.convening_agency
    if visible.access.preliminaries:
        texts = {reason.id: reason.text for reason in format_.reasons}
        reasons = "; ".join(flat(texts.get(reason, reason)) for reason in details.reasons)
        yield words.REASONS, with_restriction(reasons, details.reasons_readers, visible)
    if details.previous is not None:
        yield words.HEAD["previous"], f"{uk_time(details.previous.starts)}, {flat(details.previous.title)}"
    yield words.HEAD["format"], f"{flat(details.format_name)}, {flat(format_.body)}"
    yield words.HEAD["guidance"], format_.citation


def _corrections(answers: list[Answer], visible: VisibleRecords) -> Iterator[str]:
    for answer in answers:
        if rows := beneath(answer, visible):
            yield bullet("", question_text(answer, visible))
            yield from rows


def remarks(visible: VisibleRecords) -> str:
    """What was never answered and which numbers are not used, a sentence each, for a reader who gets everything."""
    if not visible.access.complete:
        return ""
    said: list[str] = []
    if missing := "; ".join(_missing(visible)):
        said.append(words.NOT_ANSWERED.format(questions=missing.replace("?; ", "? ")))
    if unused := visible.removed_refs:
        said.append((words.NUMBERS_NOT_USED if len(unused) > 1 else words.NUMBER_NOT_USED).format(refs=_listed(unused)))
    return "\n\n".join([heading(2, words.REMARKS), *map(line, said)]) if said else ""


def _missing(visible: VisibleRecords) -> Iterator[str]:
    details, meeting = visible.meeting.details, visible.meeting
    for label, given in (
        (words.AIM, details.aim),
        (words.HEAD["venue"], details.venue),
        (words.HEAD["chair"], details.chair),
        (words.HEAD["note-taker"], details.note_taker),
    ):
        if not given and (visible.format.led_by == "chair" or label in (words.AIM, words.HEAD["venue"])):
            yield label
    for question in visible.format.questions:
        answered = meeting.answer(question.id) is not None or bool(own_answers(question.id, meeting))
        if not answered and is_asked(question, meeting):
            yield flat(as_asked(question))


def _listed(refs: list[str]) -> str:
    return words.AND.join(filter(None, [", ".join(refs[:-1]), refs[-1]]))
