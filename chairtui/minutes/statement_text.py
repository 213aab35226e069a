"""What the outputs print of each kind of statement: in the minutes, in a relative's letter and in a terminal.

A new kind of statement has a class here and an arm in `text_of`. Headings and groups are the outputs' own; a kind for
which they name none stands under its heading in `words.kinds`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, assert_never

from chairtui.meeting.after.carried import carried_day, carried_label
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Action, AnyStatement, Carried, Decision, Note, Observation, Unsettled
from chairtui.meeting.text import is_quotation
from chairtui.minutes.escape import flat, line, within
from chairtui.minutes.markdown_shapes import bullet, labelled
from chairtui.minutes.record_entries import amended
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words import release as letter_words
from chairtui.words.kinds import KINDS

StatementT_co = TypeVar("StatementT_co", bound=AnyStatement, covariant=True)


@dataclass(frozen=True, slots=True)
class StatementText(ABC, Generic[StatementT_co]):
    """The text of one statement for a reader who may see it."""

    record: StatementT_co
    ref: str
    visible: VisibleRecords

    @abstractmethod
    def in_minutes(self) -> list[str]:
        """Rows of a Markdown list: what was said, and beneath it its sources, links and corrections."""

    @abstractmethod
    def in_letter(self) -> list[str]:
        """Rows of a Markdown list for a relative, in plain words and without references."""

    @abstractmethod
    def in_terminal(self) -> str:
        """One line for `show`."""

    def _label(self) -> str:
        """The reference in bold, and the part of the meeting, for a reader who sees references."""
        access = self.visible.access
        label = f"**{self.ref}**" if self.ref and access.complete else ""
        return f"{label} ({words.PARTS[self.record.part]})" if access.two_parts and access.complete else label

    def _amended(self) -> list[str]:
        return amended(self.record.id, self.visible)

    @property
    def _restriction(self) -> str:
        """What a restriction is called; an adult has a copy of their own that it is kept from."""
        about_adult = self.visible.meeting.details.person == "adult"
        return words.RESTRICTED_ADULT if about_adult else words.RESTRICTED

    def _restricted(self) -> list[str]:
        reason = self.record.restricted
        return [] if reason is None else [labelled(self._restriction, reason, 1)]

    def _terminal(self, *marks: str) -> str:
        """The text with its marks in brackets."""
        restricted = words.RESTRICTED_MARK if self.record.restricted is not None else ""
        said = "; ".join(mark for mark in (*marks, restricted) if mark)
        return f"{flat(self.record.text)} ({said})" if said else flat(self.record.text)


def text_of(entry: Entry[AnyStatement], visible: VisibleRecords) -> StatementText[AnyStatement]:
    """The text of a statement."""
    match entry.record:
        case Observation() as record:
            return _ObservationText(record, entry.ref, visible)
        case Note() as record:
            return _NoteText(record, entry.ref, visible)
        case Decision() as record:
            return _DecisionText(record, entry.ref, visible)
        case Action() as record:
            return _ActionText(record, entry.ref, visible)
        case Unsettled() as record:
            return _UnsettledText(record, entry.ref, visible)
        case _:
            assert_never(entry.record)


def minutes_rows(entries: Sequence[Entry[AnyStatement]], visible: VisibleRecords) -> list[str]:
    """The rows of several statements in the minutes."""
    return [row for entry in entries for row in text_of(entry, visible).in_minutes()]


class _ObservationText(StatementText[Observation]):
    """A strength, need or risk, with the actions that address it or why none does."""

    def in_minutes(self) -> list[str]:
        record, visible = self.record, self.visible
        rows = [bullet(self._label(), record.text)]
        source = visible.people(record.source, record.also)
        if source:
            by = words.IDENTIFIED_BY if record.origin == "prior" else words.SAID_BY
            rows.append(labelled(words.IN_THE_WORDS_OF if is_quotation(record.text) else by, source, 1))
        rows += self._what_addresses()
        if record.immediate is not None:
            rows.append(bullet(words.IMMEDIATE_HERE, depth=1))
        rows += _taken_over(record.carried, visible)
        return [*rows, *self._restricted(), *self._amended()]

    def _what_addresses(self) -> list[str]:
        record, visible = self.record, self.visible
        refs = visible.addressed_by(record.id)
        rows: list[str] = []
        if refs:
            text = words.ADDRESSED_BY.format(refs=", ".join(refs)) if visible.access.complete else words.ADDRESSED
            rows.append(bullet(text, depth=1))
        if record.no_action:
            rows.append(labelled(words.NO_ACTION, record.no_action, 1))
        elif not refs and record.theme != "strength" and visible.access.complete:
            rows.append(bullet(words.UNADDRESSED, depth=1))
        return rows

    def in_letter(self) -> list[str]:
        return [bullet("", self.record.text), *self._amended()]

    def in_terminal(self) -> str:
        refs = self.visible.addressed_by(self.record.id)
        return self._terminal(
            carried_label(self.record.carried, self.visible.meeting),
            words.IMMEDIATE_MARK if self.record.immediate is not None else "",
            words.ADDRESSED_MARK.format(refs=", ".join(refs)) if refs else "",
        )


class _NoteText(StatementText[Note]):
    """A note, with its nature and source first (ALL-05, ALL-06)."""

    def in_minutes(self) -> list[str]:
        record, visible = self.record, self.visible
        nature = KINDS[record.nature].one.capitalize()
        if record.nature == "reported":
            refs = visible.addressed_by(record.id) if visible.access.complete else []
            nature = words.TO_VERIFY.format(refs=", ".join(refs)) if refs else words.UNVERIFIED
        if is_quotation(record.text):
            nature = words.AS_QUOTED.format(nature=nature)
        source = visible.people(record.source, record.also)
        said_by = within(source) if source else words.NOBODY_NAMED
        label = " ".join(part for part in (self._label(), f"**{nature}** ({said_by}):") if part)
        verified = [labelled(words.VERIFIED, record.verified, 1)] if record.verified else []
        return [bullet(label, record.text), *verified, *self._restricted(), *self._amended()]

    def in_letter(self) -> list[str]:
        nature = letter_words.NATURES[self.record.nature]
        if is_quotation(self.record.text):
            nature = words.AS_QUOTED.format(nature=nature)
        return [labelled(nature, self.record.text), *self._amended()]

    def in_terminal(self) -> str:
        said_by = self.visible.people(self.record.source, self.record.also) or words.NOBODY_NAMED
        quoted = words.WORD_FOR_WORD if is_quotation(self.record.text) else ""
        return self._terminal(KINDS[self.record.nature].one, said_by, quoted)


class _DecisionText(StatementText[Decision]):
    """A decision, its reason, and any dissent with the format's route for settling it (IOW-22).

    The route is for professionals only, and not in the family's copy.
    """

    def in_minutes(self) -> list[str]:
        record, visible = self.record, self.visible
        rows = [bullet(self._label(), record.text)]
        if record.reason:
            rows.append(labelled(words.REASON, record.reason, 1))
        for dissent in record.dissent:
            rows.append(bullet(f"**{words.DISSENT}:** {within(visible.person(dissent.who))}:", dissent.text, 1))
        if record.dissent and not visible.access.family:
            route = visible.format.route
            rows.append(labelled(words.ROUTE, f"{route.text} ({route.cites})", 1))
        return [*rows, *self._restricted(), *self._amended()]

    def in_letter(self) -> list[str]:
        rows = [bullet("", self.record.text)]
        if self.record.reason:
            rows.append(labelled(words.REASON, self.record.reason, 1))
        return rows + self._amended()

    def in_terminal(self) -> str:
        reason = f"{words.REASON.lower()}: {flat(self.record.reason)}" if self.record.reason else ""
        dissent = (f"{words.DISSENT.lower()}: {self.visible.person(d.who)}" for d in self.record.dissent)
        return self._terminal(reason, *dissent)


class _ActionText(StatementText[Action]):
    """An action. In the minutes it is a row of `action_table`, and beneath the table stands what has no column."""

    def in_minutes(self) -> list[str]:
        action, visible, rows = self.record, self.visible, list[str]()
        label = f"**{self.ref}** " if self.ref and visible.access.complete else f"{line(action.text)}: "
        if action.family is not None and action.family.by is not None:
            rows.append(bullet(f"{label}{words.FAMILY_BY}", visible.person(action.family.by)))
        if action.family is not None and action.family.why_not:
            rows.append(bullet(f"{label}{words.FAMILY_NOT}", action.family.why_not))
        if action.status_reason:
            rows.append(bullet(f"{label}{words.ACTION_STATUS[action.status]}:", action.status_reason))
        if action.restricted is not None:
            rows.append(bullet(f"{label}{self._restriction}:", action.restricted))
        corrections = [*_taken_over(action.carried, visible), *self._amended()]
        return [*rows, bullet(label.strip()), *corrections] if corrections else rows

    def in_letter(self) -> list[str]:
        action, visible = self.record, self.visible
        rows = [bullet("", action.text)]
        if action.owner:
            people = visible.people(action.owner, action.shared_with)
            rows.append(labelled(letter_words.OWNER, people, 1))
        if action.deadline:
            rows.append(labelled(letter_words.DEADLINE, show_date(action.deadline), 1))
        if action.measure:
            rows.append(labelled(letter_words.MEASURE, action.measure, 1))
        return rows + self._amended()

    def in_terminal(self) -> str:
        action, visible = self.record, self.visible
        return self._terminal(
            carried_label(action.carried, visible.meeting),
            visible.person(action.owner) or words.NO_OWNER,
            words.WITH.format(who=visible.people(None, action.shared_with)) if action.shared_with else "",
            words.BY_DATE.format(date=show_date(action.deadline)) if action.deadline else words.NO_DEADLINE,
            f"{words.COLUMNS['measure'].lower()}: {flat(action.measure)}" if action.measure else words.NO_MEASURE,
            words.FOR_REFS.format(refs=", ".join(refs)) if (refs := visible.refs(action.addresses)) else "",
            words.ACTION_STATUS[action.status].lower() if action.status != "open" else "",
        )


class _UnsettledText(StatementText[Unsettled]):
    """A line to settle, which is in no copy."""

    def in_minutes(self) -> list[str]:
        return []

    def in_letter(self) -> list[str]:
        return []

    def in_terminal(self) -> str:
        return self._terminal(flat(self.record.reason))


def _taken_over(carried: Carried | None, visible: VisibleRecords) -> list[str]:
    """The earlier record that this one was taken over from; [] where the reader may not know of it."""
    day = carried_day(carried, visible.meeting)
    if carried is None or day is None or not visible.access.complete:
        return []
    return [bullet(words.TAKEN_OVER.format(ref=carried.ref, when=show_date(day)), depth=1)]
