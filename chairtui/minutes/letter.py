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
from chairtui.minutes.visible_records import Filing
from chairtui.words import minutes as words
from chairtui.words import release as letter_words


def letter(filing: Filing) -> str:
    """The letter in CommonMark."""
    meeting = filing.meeting
    details = meeting.details
    themes: tuple[Theme, ...] = get_args(Theme)
    sections = [
        (letter_words.ACTIONS, _actions(filing)),
        (letter_words.DECISIONS, _decisions(filing)),
        (letter_words.TOLD, _answers(filing, told=True)),
        *((letter_words.THEMES[theme], _observations(filing, theme)) for theme in themes),
        (letter_words.NOTES, _notes(filing)),
        (letter_words.ASKED, _answers(filing, told=False)),
        (letter_words.PRESENT, _people(filing)),
    ]
    blocks = [
        heading(1, letter_words.TITLE.format(subject=shown(details.subject))),
        f"*{line(words.CONFIDENTIAL_FAMILY)}*",
        _head(filing),
        *([paragraph(words.AIM, details.aim)] if details.aim else []),
        *("\n\n".join([heading(2, title), rows]) for title, rows in sections if rows),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(filing: Filing) -> str:
    details = filing.meeting.details
    facts = {
        letter_words.MEETING: details.title,
        words.HEAD["when"]: uk_time(details.starts),
        words.HEAD["venue"]: details.venue,
        words.HEAD["chair"]: filing.person(details.chair),
        words.HEAD["status"]: "" if filing.meeting.closed else words.DRAFT,
    }
    rows = [labelled(label, fact) for label, fact in facts.items() if fact]
    for entry in filing.amended("details"):
        rows += amendment(entry, filing, depth=0)
    return "\n".join(rows)


def _actions(filing: Filing) -> str:
    rows: list[str] = []
    for entry in filing.meeting.actions:
        action = entry.record
        rows.append(bullet("", action.text))
        if action.owner:
            people = filing.people(action.owner, action.shared_with)
            rows.append(labelled(letter_words.OWNER, people, 1))
        if action.deadline:
            rows.append(labelled(letter_words.DEADLINE, show_date(action.deadline), 1))
        if action.measure:
            rows.append(labelled(letter_words.MEASURE, action.measure, 1))
        rows += amended(action.id, filing)
    return "\n".join(rows)


def _decisions(filing: Filing) -> str:
    rows: list[str] = []
    for entry in filing.meeting.decisions:
        rows.append(bullet("", entry.record.text))
        if entry.record.reason:
            rows.append(labelled(words.REASON, entry.record.reason, 1))
        rows += amended(entry.record.id, filing)
    return "\n".join(rows)


def _observations(filing: Filing, theme: Theme) -> str:
    found = [entry.record for entry in filing.meeting.observations if entry.record.theme == theme]
    return "\n".join(row for record in found for row in (bullet("", record.text), *amended(record.id, filing)))


def _notes(filing: Filing) -> str:
    rows: list[str] = []
    for entry in filing.meeting.notes:
        nature = letter_words.NATURES[entry.record.nature]
        rows += [labelled(nature, entry.record.text), *amended(entry.record.id, filing)]
    return "\n".join(rows)


def _answers(filing: Filing, *, told: bool) -> str:
    """Who talks to the family and which days were set (`told`), or everything else that was asked."""
    rows: list[str] = []
    for entry in filing.meeting.all(Answer):
        answer = entry.record
        question = filing.format.question(answer.question)
        if (question is not None and question.type in ("date", "person")) != told:
            continue
        text = answer_text(question, answer, filing) if question else answer.value
        rows += [bullet("", question.text if question else answer.question), labelled(words.ANSWER, text, 1)]
        if answer.reason:
            rows.append(labelled(words.REASON, answer.reason, 1))
        rows += amended(answer.id, filing)
    return "\n".join(rows)


def _people(filing: Filing) -> str:
    rows: list[str] = []
    for entry in filing.meeting.attendees:
        person = entry.record
        away = "" if person.status == "present" else words.STATUS[person.status]
        rows.append(bullet("", ", ".join(part for part in (person.name, person.role, person.agency, away) if part)))
        rows += amended(person.id, filing)
    return "\n".join(rows)
