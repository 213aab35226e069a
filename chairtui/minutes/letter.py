"""A relative's copy as a letter: what happens next, what was decided, who talks to them and when, in plain words.

It is made of a meeting that holds what was released and nothing else, has no empty headings, and no references.
"""

from __future__ import annotations

from typing import get_args

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.records import Answer, Theme
from chairtui.minutes.escape import line, shown
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import bullet, heading, labelled, paragraph
from chairtui.minutes.record_entries import amended, amendment, answer_text
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words import release as letter_words


def letter(visible: VisibleRecords) -> str:
    """The letter in CommonMark."""
    meeting = visible.meeting
    details = meeting.details
    themes: tuple[Theme, ...] = get_args(Theme)
    sections = [
        (letter_words.ACTIONS, _actions(visible)),
        (letter_words.DECISIONS, _decisions(visible)),
        (letter_words.TOLD, _answers(visible, told=True)),
        *((letter_words.THEMES[theme], _observations(visible, theme)) for theme in themes),
        (letter_words.NOTES, _notes(visible)),
        (letter_words.ASKED, _answers(visible, told=False)),
        (letter_words.PRESENT, _people(visible)),
    ]
    blocks = [
        heading(1, letter_words.TITLE.format(subject=shown(details.subject))),
        f"*{line(words.CONFIDENTIAL_FAMILY)}*",
        _head(visible),
        *([paragraph(words.AIM, details.aim)] if details.aim else []),
        *("\n\n".join([heading(2, title), rows]) for title, rows in sections if rows),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(visible: VisibleRecords) -> str:
    details = visible.meeting.details
    facts = {
        letter_words.MEETING: details.title,
        words.HEAD["when"]: uk_time(details.starts),
        words.HEAD["venue"]: details.venue,
        words.HEAD["chair"]: visible.person(details.chair),
        words.HEAD["status"]: "" if visible.meeting.closed else words.DRAFT,
    }
    rows = [labelled(label, fact) for label, fact in facts.items() if fact]
    for entry in visible.amended("details"):
        rows += amendment(entry, visible, depth=0)
    return "\n".join(rows)


def _actions(visible: VisibleRecords) -> str:
    rows: list[str] = []
    for entry in visible.meeting.actions:
        action = entry.record
        rows.append(bullet("", action.text))
        if action.owner:
            people = visible.people(action.owner, action.shared_with)
            rows.append(labelled(letter_words.OWNER, people, 1))
        if action.deadline:
            rows.append(labelled(letter_words.DEADLINE, show_date(action.deadline), 1))
        if action.measure:
            rows.append(labelled(letter_words.MEASURE, action.measure, 1))
        rows += amended(action.id, visible)
    return "\n".join(rows)


def _decisions(visible: VisibleRecords) -> str:
    rows: list[str] = []
    for entry in visible.meeting.decisions:
        rows.append(bullet("", entry.record.text))
        if entry.record.reason:
            rows.append(labelled(words.REASON, entry.record.reason, 1))
        rows += amended(entry.record.id, visible)
    return "\n".join(rows)


def _observations(visible: VisibleRecords, theme: Theme) -> str:
    found = [entry.record for entry in visible.meeting.observations if entry.record.theme == theme]
    return "\n".join(row for record in found for row in (bullet("", record.text), *amended(record.id, visible)))


def _notes(visible: VisibleRecords) -> str:
    rows: list[str] = []
    for entry in visible.meeting.notes:
        nature = letter_words.NATURES[entry.record.nature]
        rows += [labelled(nature, entry.record.text), *amended(entry.record.id, visible)]
    return "\n".join(rows)


def _answers(visible: VisibleRecords, *, told: bool) -> str:
    """Who talks to the family and which days were set (`told`), or everything else that was asked."""
    rows: list[str] = []
    for entry in visible.meeting.all(Answer):
        answer = entry.record
        question = visible.format.question(answer.question)
        if (question is not None and question.type in ("date", "person")) != told:
            continue
        text = answer_text(question, answer, visible) if question else answer.value
        rows += [bullet("", question.text if question else answer.question), labelled(words.ANSWER, text, 1)]
        if answer.reason:
            rows.append(labelled(words.REASON, answer.reason, 1))
        rows += amended(answer.id, visible)
    return "\n".join(rows)


def _people(visible: VisibleRecords) -> str:
    rows: list[str] = []
    for entry in visible.meeting.attendees:
        person = entry.record
        away = "" if person.status == "present" else words.STATUS[person.status]
        rows.append(bullet("", ", ".join(part for part in (person.name, person.role, person.agency, away) if part)))
        rows += amended(person.id, visible)
    return "\n".join(rows)
