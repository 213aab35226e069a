"""The text of each kind of statement in each output: the minutes, a relative's letter and the terminal.

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
from chairtui.meeting.records import (
    Action,
    AnyStatement,
    Carried,
    Decision,
    Note,
    Observation,
    Origin,
    Record,
    Unsettled,
    Who,
)
from chairtui.meeting.text import is_quotation
from chairtui.minutes.escape import flat, line, within
from chairtui.minutes.markdown_shapes import bullet, labelled
from chairtui.minutes.record_entries import amended, restricted_label, restriction
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
    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:
        """Rows of a Markdown list: what was said, by whom, and beneath it its links and corrections.

        `origin` is what the item holds, and `agency` heads these rows: neither is repeated.
        """

    @abstractmethod
    def in_letter(self) -> list[str]:
        """Rows of a Markdown list for a relative, in plain words and without references."""

    @abstractmethod
    def in_terminal(self) -> str:
        """One line for `show`."""

    def _label(self) -> str:
        """The reference in bold, for a reader who sees references."""
        return f"**{self.ref}**" if self.ref and self.visible.access.complete else ""

    def _introduced(
        self, what: str, source: Who | None, also: Sequence[Who], agency: str, who_said: str = "{who}"
    ) -> str:
        """A label: "**F1 Fact** (Sam Okafor, Health):". `who_said` is what stands in the brackets."""
        if agency and source is not None and not also:
            said_by = flat(self.visible.meeting.name_of(source))
        else:
            said_by = self.visible.people(source, also)
        named = f"**{self.ref} {what}**" if self.ref and self.visible.access.complete else f"**{what}**"
        return f"{named} ({who_said.format(who=within(said_by))}):" if said_by else f"{named[:-2]}:**"

    def _amended(self) -> list[str]:
        return amended(self.record.id, self.visible)

    def _restricted(self) -> list[str]:
        return restriction(self.record, self.visible)

    def _terminal(self, *marks: str) -> str:
        """The text with its marks in brackets."""
        restricted = words.RESTRICTED_MARK if self.record.restricted is not None else ""
        said = "; ".join(mark for mark in (*marks, restricted) if mark)
        return f"{flat(self.record.text)} ({said})" if said else flat(self.record.text)


def text_of(record: AnyStatement, ref: str, visible: VisibleRecords) -> StatementText[AnyStatement]:
    """The text of a statement."""
    match record:
        case Observation():
            return _ObservationText(record, ref, visible)
        case Note():
            return _NoteText(record, ref, visible)
        case Decision():
            return _DecisionText(record, ref, visible)
        case Action():
            return _ActionText(record, ref, visible)
        case Unsettled():
            return _UnsettledText(record, ref, visible)
        case _:
            assert_never(record)


def is_left_open(record: Record) -> bool:
    """Whether a statement is a question that the meeting left open."""
    return isinstance(record, Note) and record.nature == "question"


def minutes_rows(entries: Sequence[Entry[AnyStatement]], visible: VisibleRecords) -> list[str]:
    """The rows of several statements in the minutes."""
    return [row for entry in entries for row in text_of(entry.record, entry.ref, visible).in_minutes()]


class _ObservationText(StatementText[Observation]):
    """A strength, need or risk, with the actions that address it or why none does."""

    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:
        record = self.record
        theme = KINDS[record.theme].one.capitalize()
        what = words.KNOWN_BEFORE.format(theme=theme) if record.origin == "prior" != origin else theme
        what = words.AS_QUOTED.format(nature=what) if is_quotation(record.text) else what
        rows = [bullet(self._introduced(what, record.source, record.also, agency), record.text)]
        rows += self._what_addresses()
        if record.immediate is not None:
            rows.append(bullet(words.IMMEDIATE_HERE, depth=1))
        rows += _taken_over(record.carried, self.visible)
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

    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:  # noqa: ARG002
        record, visible = self.record, self.visible
        nature = words.QUESTION if is_left_open(record) else KINDS[record.nature].one.capitalize()
        if record.nature == "reported":
            refs = visible.addressed_by(record.id) if visible.access.complete else []
            nature = words.TO_VERIFY.format(refs=", ".join(refs)) if refs else words.UNVERIFIED
        if is_quotation(record.text):
            nature = words.AS_QUOTED.format(nature=nature)
        verified = [labelled(words.VERIFIED, record.verified, 1)] if record.verified else []
        told = record.nature == "views" and visible.told_by(record.id) == "other"
        who_said = words.AS_TOLD_BY if told else "{who}"
        said = bullet(self._introduced(nature, record.source, record.also, agency, who_said), record.text)
        return [said, *verified, *self._restricted(), *self._amended()]

    def in_letter(self) -> list[str]:
        nature = letter_words.NATURES_IN_LETTER[self.record.nature]
        told_by = self.visible.told_by(self.record.id)
        if self.record.nature == "views":
            nature = self._views_in_letter(nature, told_by)
        elif told_by == "reader" and (self.record.nature == "opinion" or self._unverified_fact):
            nature = letter_words.YOU_SAID
        if is_quotation(self.record.text):
            nature = words.AS_QUOTED.format(nature=nature)
        return [labelled(nature, self.record.text), *self._amended()]

    @property
    def _unverified_fact(self) -> bool:
        return self.record.nature == "fact" and not self.record.verified

    def _views_in_letter(self, own: str, told_by: str) -> str:
        """The label of views: `own` for the reader's. Words that another person passed on aren't given as theirs."""
        person = self.visible.meeting.details.person
        whose = self.visible.whose(self.record.id)
        if told_by == "reader" and whose != "reader" and self.visible.themself is None:
            named = letter_words.VIEWS_YOU_TOLD
            return named[person] if whose == "other" else letter_words.VIEWS_OF_SOMEBODY_YOU_TOLD
        views = {"reader": own, "other": letter_words.VIEWS_OF[person], "unsaid": letter_words.VIEWS_OF_SOMEBODY}[whose]
        return letter_words.AS_TOLD_BY_ANOTHER.format(views=views) if told_by == "other" else views

    def in_terminal(self) -> str:
        said_by = self.visible.people(self.record.source, self.record.also) or words.NOBODY_NAMED
        quoted = words.WORD_FOR_WORD if is_quotation(self.record.text) else ""
        return self._terminal(KINDS[self.record.nature].one, said_by, quoted)


class _DecisionText(StatementText[Decision]):
    """A decision, its reason, and who did not agree (IOW-22)."""

    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:  # noqa: ARG002
        record, visible = self.record, self.visible
        rows = [bullet(self._label(), record.text)]
        if record.reason:
            rows.append(labelled(words.REASON, record.reason, 1))
        for dissent in record.dissent:
            rows.append(bullet(f"**{words.DISSENT}:** {within(visible.person(dissent.who))}:", dissent.text, 1))
            rows += restriction(dissent, visible, 2)
        return [*rows, *self._restricted(), *self._amended()]

    def in_letter(self) -> list[str]:
        rows = [bullet("", self.record.text)]
        if self.record.reason:
            rows.append(labelled(letter_words.WHY, self.record.reason, 1))
        return rows + self._amended()

    def in_terminal(self) -> str:
        reason = f"{words.REASON.lower()}: {flat(self.record.reason)}" if self.record.reason else ""
        dissent = (f"{words.DISSENT.lower()}: {self.visible.person(d.who)}" for d in self.record.dissent)
        return self._terminal(reason, *dissent)


class _ActionText(StatementText[Action]):
    """An action. In the minutes it is a row of `action_table`, and beneath the table stands what has no column."""

    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:  # noqa: ARG002
        action, visible = self.record, self.visible
        label = f"**{self.ref}** " if self.ref and visible.access.complete else f"{line(action.text)}: "
        family = action.family
        about = (
            (words.FAMILY_BY, visible.person(family.by) if family is not None else ""),
            (words.FAMILY_NOT, family.why_not if family is not None else ""),
            (f"{words.ACTION_STATUS[action.status]}:", action.status_reason),
            (f"{restricted_label(visible)}:", action.restricted),
        )
        told = [(what, text) for what, text in about if text]
        beneath = [bullet(what, text, 1) for what, text in told[1:]]
        beneath += [] if action.restricted is not None else self._restricted()
        beneath += [*_taken_over(action.carried, visible), *self._amended()]
        if told:
            what, text = told[0]
            return [bullet(f"{label}{what}", text), *beneath]
        return [bullet(label.strip()), *beneath] if beneath else []

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

    def in_minutes(self, origin: Origin | None = None, agency: str = "") -> list[str]:  # noqa: ARG002
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
