"""A plain-text summary of a meeting for a terminal: details, state, and records with their references.

Control sequences are removed, and lines are at most `width` columns unless a single word is longer.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter, defaultdict

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import AgendaItem, Format
from chairtui.meeting.kinds import STATEMENTS, category_of
from chairtui.meeting.own_answers import answer_ref
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Answer, AnyStatement
from chairtui.minutes.escape import flat
from chairtui.minutes.front_matter import kind, status
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.record_entries import answer_text
from chairtui.minutes.statement_text import text_of
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words.kinds import KINDS


def show(meeting: Meeting, format_: Format, width: int = 80) -> str:
    """The summary, with a final newline. Times are UK time."""
    return "\n".join(_Overview(meeting, format_, max(30, width)).lines()) + "\n"


class _Overview:
    def __init__(self, meeting: Meeting, format_: Format, width: int) -> None:
        self._of = meeting
        self._format = format_
        self._filing = VisibleRecords(meeting, format_, "attendees")
        self._width = width
        self._answers: dict[str, list[Answer]] = defaultdict(list)
        for answered in meeting.all(Answer):
            self._answers[home_of(answered.record, format_)].append(answered.record)
        self._statements: dict[tuple[str, str], list[Entry[AnyStatement]]] = defaultdict(list)
        for entry in meeting.statements:
            self._statements[home_of(entry.record, format_), entry.record.kind].append(entry)

    def lines(self) -> list[str]:
        blocks = [self._head(), self._people()]
        for number, item in enumerate(self._format.agenda, 1):
            filed = self._filed(item)
            if filed:
                blocks.append([*self._wrapped(f"{number}. {flat(item.title)}", 3), *filed])
        if self._of.amendments:
            blocks.append([words.AMENDMENTS, *(self._amendments())])
        return [row for block in blocks if block for row in (*block, "")][:-1]

    def _head(self) -> list[str]:
        of, details = self._of, self._of.details
        facts = [
            (words.HEAD["status"], status(self._filing)),
            (words.HEAD["subject"], f"{flat(details.subject)} ({details.person})"),
            (words.HEAD["when"], uk_time(details.starts)),
            (words.HEAD["venue"], details.venue),
            (words.HEAD["kind"], kind(self._filing)),
            (words.HEAD["format"], details.format_name),
            (words.HEAD["chair"], self._filing.person(details.chair) or words.NOT_RECORDED),
            (words.HEAD["note-taker"], self._filing.person(details.note_taker) or words.NOT_RECORDED),
            (words.HELD, self._counts()),
        ]
        rows = self._wrapped(f"{flat(details.title)}  [{flat(of.id)}]", 0)
        return rows + [row for label, fact in facts if fact for row in self._wrapped(f"{label}: {flat(fact)}", 2)]

    def _counts(self) -> str:
        of = self._of
        counts = Counter(category_of(entry.record) for entry in of.statements)
        called = [(KINDS[category], counts[category]) for kind in STATEMENTS for category in kind.letters]
        return ", ".join(f"{count} {names.one if count == 1 else names.many}" for names, count in called if count)

    def _people(self) -> list[str]:
        rows: list[str] = []
        for entry in self._of.attendees:
            person = entry.record
            about = [flat(part) for part in (person.name, person.role, person.agency) if part]
            about.append(words.STATUS[person.status].lower())
            rows += self._record(entry.ref, ", ".join(about))
        return [words.PEOPLE, *rows] if rows else []

    def _filed(self, item: AgendaItem) -> list[str]:
        visible, rows = self._filing, list[str]()
        if item.id == visible.home_of_aim and self._of.details.aim:
            rows += self._record(words.AIM, flat(self._of.details.aim) + _restricted(self._of.details.aim_readers))
        for answer in self._answers[item.id]:
            question = self._format.question(answer.question)
            text = flat(answer_text(question, answer, visible) if question else answer.value)
            reason = f" ({flat(answer.reason)})" if answer.reason else ""
            rows += self._record(answer_ref(answer.id, self._of), f"{text}{reason}{_restricted(answer)}")
        for said in STATEMENTS:
            for entry in self._statements[item.id, said.name]:
                rows += self._record(entry.ref, text_of(entry.record, entry.ref, self._filing).in_terminal())
        return rows

    def _amendments(self) -> list[str]:
        rows: list[str] = []
        for entry in self._of.amendments:
            target = self._of.entry(entry.record.target)
            stamp = words.AMENDED.format(when=uk_time(entry.first.at), by=flat(entry.first.by))
            what = (target.ref or answer_ref(target.record.id, self._of)) if target else ""
            rows += self._record(entry.ref, f"{what}: {flat(entry.record.text)} ({stamp}){_restricted(entry.record)}")
        return rows

    def _record(self, ref: str, text: str) -> list[str]:
        return [f"  {row}" for row in self._wrapped(f"{flat(ref):<4} {text}", 5, margin=2)]

    def _wrapped(self, text: str, hang: int, *, margin: int = 0) -> list[str]:
        """Rows no wider than the terminal, the further ones set in by `hang` columns."""
        wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
        # Wide characters take two columns, so wrap earlier in proportion.
        room = max(20, (self._width - margin) * len(text) // (len(text) + wide)) if text else self._width
        return textwrap.wrap(text, room, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]


def _restricted(marked: Readers | None) -> str:
    """The mark of words that no relative may read, in brackets; "" for others."""
    return f" ({words.RESTRICTED_MARK})" if marked is not None and marked.restricted is not None else ""
