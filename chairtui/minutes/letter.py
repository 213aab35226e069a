"""A relative's copy as a letter: what happens next, what was decided, who talks to them and when, in plain English.

It is made of a meeting that holds what was released and nothing else, has no empty headings, and no references.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from chairtui.meeting.after.proposals import professionals_own
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Question
from chairtui.meeting.kinds import STATEMENTS, Kind
from chairtui.meeting.own_answers import WISHES
from chairtui.meeting.records import Action, Answer, AnyStatement, Decision, Note, Observation, Theme
from chairtui.minutes.escape import line, shown, within
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import bullet, heading, labelled, paragraph
from chairtui.minutes.record_entries import amended, amendment, answer_text
from chairtui.minutes.statement_text import text_of
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words import release as letter_words
from chairtui.words.kinds import HEADINGS

_PLACED = frozenset({Action, Decision, Observation, Note})
"""Statements with a section of their own; the others stand under their kind's heading."""


def letter(visible: VisibleRecords) -> str:
    """The letter in CommonMark."""
    meeting = visible.meeting
    details, oneself = meeting.details, visible.themself
    themes: tuple[Theme, ...] = get_args(Theme)
    sections = [
        (letter_words.ACTIONS, _statements(meeting.actions, visible)),
        (letter_words.DECISIONS, _statements(meeting.decisions, visible)),
        (letter_words.TOLD, _answers(visible, told=True)),
        *((letter_words.THEMES[theme], _observations(visible, theme)) for theme in themes),
        (letter_words.NOTES, _statements(meeting.notes, visible)),
        *(
            (HEADINGS[kind.name], _statements(_of_kind(kind, visible), visible))
            for kind in STATEMENTS
            if kind.model not in _PLACED
        ),
        (letter_words.ASKED, _answers(visible, told=False)),
        (letter_words.PRESENT, _people(visible)),
    ]
    blocks = [
        heading(
            1, letter_words.TITLE_ONESELF if oneself else letter_words.TITLE.format(subject=shown(details.subject))
        ),
        f"*{line(letter_words.PRIVATE[oneself] if oneself else words.CONFIDENTIAL_FAMILY)}*",
        _head(visible),
        *([paragraph(letter_words.AIM, details.aim)] if details.aim else []),
        *("\n\n".join([heading(2, title), rows]) for title, rows in sections if rows),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(visible: VisibleRecords) -> str:
    details = visible.meeting.details
    facts = {
        # The title is the professionals' own, and speaks of its reader in the third person.
        letter_words.MEETING: details.title if visible.themself is None else "",
        letter_words.WHEN: uk_time(details.starts),
        letter_words.WHERE: details.venue,
        letter_words.CHAIR: visible.person(details.chair),
    }
    rows = [labelled(label, fact) for label, fact in facts.items() if fact]
    if not visible.meeting.closed:
        rows.append(bullet("", letter_words.NOT_FINAL))
    for entry in visible.amended("details"):
        rows += amendment(entry, visible, depth=0)
    return "\n".join(rows)


def _statements(entries: Sequence[Entry[AnyStatement]], visible: VisibleRecords) -> str:
    return "\n".join(row for entry in entries for row in text_of(entry.record, entry.ref, visible).in_letter())


def _of_kind(kind: Kind, visible: VisibleRecords) -> list[Entry[AnyStatement]]:
    return [entry for entry in visible.statements if entry.record.kind == kind.name]


def _observations(visible: VisibleRecords, theme: Theme) -> str:
    return _statements([entry for entry in visible.meeting.observations if entry.record.theme == theme], visible)


def _answers(visible: VisibleRecords, *, told: bool) -> str:
    """Who talks to the family and which days were set (`told`), or everything else that was asked."""
    rows: list[str] = []
    own = professionals_own(visible.format)
    for entry in visible.meeting.all(Answer):
        answer = entry.record
        question = visible.format.question(answer.question)
        for_family = (
            question is not None and question.type in ("date", "person") and question.talks and question.id not in own
        )
        if for_family != told:
            continue
        text = answer_text(question, answer, visible) if question else answer.value
        asked = within(_asked(answer, question, visible))
        rows.append(bullet(f"**{asked}**" if asked.endswith("?") else f"**{asked}:**", text))
        if answer.reason:
            rows.append(labelled(letter_words.WHY, answer.reason, 1))
        rows += amended(answer.id, visible)
    return "\n".join(rows)


def _asked(answer: Answer, question: Question | None, visible: VisibleRecords) -> str:
    """What was asked, in words to the reader: the format's own are between professionals, and about the reader."""
    whose = visible.whose(answer.id)
    if whose != "reader" and (name := visible.whose_own(answer.id)):
        return letter_words.WISHES_OF.format(name=shown(name))
    if answer.question == WISHES and whose == "unsaid":
        return letter_words.WISHES_OF_SOMEBODY
    if question is None:
        return answer.question
    to_other = visible.themself is None or (answer.question == WISHES and whose == "other")
    return ("" if to_other else question.to_person) or question.to_relative or question.text


def _people(visible: VisibleRecords) -> str:
    rows: list[str] = []
    for entry in visible.meeting.attendees:
        person = entry.record
        away = "" if person.status == "present" else letter_words.AWAY[person.status]
        rows.append(bullet("", ", ".join(part for part in (person.name, person.role, person.agency, away) if part)))
        rows += amended(person.id, visible)
    return "\n".join(rows)
