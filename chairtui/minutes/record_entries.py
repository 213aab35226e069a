"""Renders a record as a list item, with its sources, links and corrections beneath."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.closing.open_questions import at_the_meeting
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Question
from chairtui.meeting.records import Amendment, Answer, Carried, Decision, Note, Observation, Record
from chairtui.minutes.escape import within
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import bullet, labelled
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words.kinds import KINDS


def observation(entry: Entry[Observation], visible: VisibleRecords) -> list[str]:
    """A strength, need or risk, with the actions that address it or why none does."""
    record = entry.record
    rows = [bullet(_label(visible, entry, record.part), record.text)]
    source = visible.people(record.source, record.also)
    if source:
        rows.append(labelled(words.IDENTIFIED_BY if record.origin == "prior" else words.SAID_BY, source, 1))
    rows += _what_addresses(entry, visible)
    if record.immediate is not None:
        rows.append(bullet(words.IMMEDIATE_HERE, depth=1))
    rows += taken_over(record.carried, visible)
    return [*rows, *_restricted(record.restricted), *amended(record.id, visible)]


def taken_over(carried: Carried | None, visible: VisibleRecords) -> list[str]:
    """The earlier record that this one was taken over from; [] where the reader may not know of it."""
    previous = visible.meeting.details.previous
    if carried is None or previous is None or not visible.access.complete:
        return []
    return [bullet(words.TAKEN_OVER.format(ref=carried.ref, when=uk_time(previous.starts)), depth=1)]


def _what_addresses(entry: Entry[Observation], visible: VisibleRecords) -> list[str]:
    record, refs = entry.record, visible.addressed_by(entry.record.id)
    rows: list[str] = []
    if refs:
        text = words.ADDRESSED_BY.format(refs=", ".join(refs)) if visible.access.complete else words.ADDRESSED
        rows.append(bullet(text, depth=1))
    if record.no_action:
        rows.append(labelled(words.NO_ACTION, record.no_action, 1))
    elif not refs and record.theme != "strength" and visible.access.complete:
        rows.append(bullet(words.UNADDRESSED, depth=1))
    return rows


def note(entry: Entry[Note], visible: VisibleRecords) -> list[str]:
    """A statement, with its nature and source first (ALL-05, ALL-06)."""
    record = entry.record
    nature = KINDS[record.nature].one.capitalize()
    if record.nature == "reported":
        refs = visible.addressed_by(record.id) if visible.access.complete else []
        nature = words.TO_VERIFY.format(refs=", ".join(refs)) if refs else words.UNVERIFIED
    source = visible.people(record.source, record.also)
    said_by = within(source) if source else words.NOBODY_NAMED
    label = " ".join(part for part in (_label(visible, entry, record.part), f"**{nature}** ({said_by}):") if part)
    verified = [labelled(words.VERIFIED, record.verified, 1)] if record.verified else []
    return [bullet(label, record.text), *verified, *_restricted(record.restricted), *amended(record.id, visible)]


def decision(entry: Entry[Decision], visible: VisibleRecords) -> list[str]:
    """A decision, its reason, and any dissent with the format's route for settling it (IOW-22).

    The route is for professionals only, and not in the family's copy.
    """
    record = entry.record
    rows = [bullet(_label(visible, entry, record.part), record.text)]
    if record.reason:
        rows.append(labelled(words.REASON, record.reason, 1))
    for dissent in record.dissent:
        rows.append(bullet(f"**{words.DISSENT}:** {within(visible.person(dissent.who))}:", dissent.text, 1))
    if record.dissent and not visible.access.family:
        route = visible.format.route
        rows.append(labelled(words.ROUTE, f"{route.text} ({route.cites})", 1))
    return [*rows, *_restricted(record.restricted), *amended(record.id, visible)]


def asked(question: Question, answer: Answer | None, visible: VisibleRecords) -> list[str]:
    """A question of the format and its answer."""
    rows = [bullet("", question.text)]
    if answer is None:
        return [*rows, labelled(words.ANSWER, words.NOT_RECORDED, 1)]
    return [*rows, *_answer(answer, answer_text(question, answer, visible), visible)]


def unasked(answer: Answer, visible: VisibleRecords) -> list[str]:
    """An answer to a question that the format no longer has."""
    return [bullet("", answer.question), *_answer(answer, answer.value, visible)]


def _answer(answer: Answer, text: str, visible: VisibleRecords) -> list[str]:
    rows = [labelled(words.ANSWER, text, 1)]
    if answer.reason:
        rows.append(labelled(words.REASON, answer.reason, 1))
    return rows + amended(answer.id, visible)


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
        at = not question.member or at_the_meeting(answer, visible.meeting)
        return name if at else words.NOT_AT_MEETING.format(name=name)
    if question.type == "date":
        try:
            return show_date(date.fromisoformat(answer.value))
        except ValueError:
            return answer.value
    return answer.value


def amended(record_id: str, visible: VisibleRecords) -> list[str]:
    """The corrections of a record, after its original text (ALL-07)."""
    rows: list[str] = []
    for entry in visible.amended(record_id):
        rows += amendment(entry, visible, depth=1)
    return rows


def amendment(entry: Entry[Amendment], visible: VisibleRecords, depth: int) -> list[str]:
    """One correction: when, by whom, the new text, why, who asked and who agreed."""
    record = entry.record
    stamp = words.AMENDED.format(when=uk_time(entry.first.at), by=within(entry.first.by))
    rows = [bullet(f"{label_of(visible, entry)}{stamp}:", record.text, depth)]
    for label, text in (
        (words.REASON, record.reason),
        (words.ASKED_BY, record.asked_by),
        (words.AGREED_BY, record.agreed_by),
    ):
        if text:
            rows.append(labelled(label, text, depth + 1))
    return rows


def label_of(visible: VisibleRecords, entry: Entry[Record]) -> str:
    """The reference in bold and a space, or "" for an audience without references."""
    return f"**{entry.ref}** " if entry.ref and visible.access.complete else ""


def _label(visible: VisibleRecords, entry: Entry[Record], part: int) -> str:
    label = label_of(visible, entry).strip()
    if visible.access.two_parts and visible.access.complete:
        label += f" ({words.PARTS[part]})"
    return label


def _restricted(reason: str | None) -> list[str]:
    return [] if reason is None else [labelled(words.RESTRICTED, reason, 1)]
