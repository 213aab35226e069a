"""Outcomes of parsing a line: understood, ambiguous, refused, or left unsettled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from chairtui.meeting.capture.people import Nobody, Unclear, label
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft, Who

Missing = Literal["", "start", "person", "date", "source", "reason", "relative", "agency", "mark"]
"""What is missing from a line that wasn't understood, "" if it has to be typed again."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The drafts to append, and the id of the record they are about.

    `text` is the sentence as it will be kept, `details` what was understood apart from it, each a few words.
    """

    drafts: tuple[Draft, ...]
    text: str
    record_id: str
    heading: str = ""
    details: tuple[str, ...] = ()

    @property
    def preview(self) -> str:
        """Both on one line: "FACT Late again · said by Ada Bello"."""
        return " · ".join((f"{self.heading} {' '.join(self.text.split())}".strip(), *self.details))


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a question, its label, and the line once it is chosen."""

    shown: str
    line: str
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """A question about the words from `start` up to `end`: a choice among several, or a confirmation.

    With `by_number` only a digit chooses, so that an enter typed ahead confirms nothing.
    """

    reason: str
    choices: tuple[Choice, ...]
    start: int
    end: int
    missing: Missing = "person"
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class LeftUnsettled:
    """A line that couldn't be understood: the draft that keeps it as typed, why, and the people it may mean."""

    drafts: tuple[Draft, ...]
    record_id: str
    reason: str
    choices: tuple[Choice, ...] = ()
    missing: Missing = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the line can't be taken and what to do, and where in the line that is (-1 for the line as a whole)."""

    reason: str
    start: int = -1
    end: int = -1
    missing: Missing = ""


class NotTaken(Exception):
    """Raised by parsers as soon as a line can't be understood; carries the outcome."""

    def __init__(self, outcome: Asks | Refused) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


class NotAnAnswer(NotTaken):
    """Raised for a reply that doesn't settle the unsettled line it is for.

    One that is `the_line` itself, with or without corrections, is no line of its own, however long.
    """

    def __init__(self, outcome: Asks | Refused, *, the_line: bool = False) -> None:
        super().__init__(outcome)
        self.the_line = the_line


def refuse(reason: str, start: int = -1, end: int = -1, missing: Missing = "") -> NotTaken:
    """Build the exception for a refused line."""
    return NotTaken(Refused(reason, start, end, missing))


def moved_to(line: str, read: str, taken: NotTaken) -> NotTaken:
    """The outcome for `line`, of which `read` is the text that was parsed: where its words are in the line, or -1 where
    that isn't certain."""
    outcome = taken.outcome
    if outcome.start < 0:
        return taken
    said = read[outcome.start : outcome.end]
    start = outcome.start if line[: outcome.end] == read[: outcome.end] else -1
    if start < 0 and said.strip() and line.count(said) == 1:
        start = line.index(said)
    return NotTaken(replace(outcome, start=start, end=start + len(said) if start >= 0 else -1))


def asks_which(found: Unclear, line: str, meeting: Meeting, before: str = "", after: str = "") -> Asks:
    """The question which of several people a name means; the choice adds a number to the name. `before` and `after` are
    the line's text around the words parsed."""
    choices = (
        Choice(label(who, meeting), f"{before}{line[: found.end]}{number}{line[found.end :]}{after}", who)
        for number, who in enumerate(found.choices, 1)
    )
    return Asks(found.reason, tuple(choices), len(before) + found.start, len(before) + found.end)


def not_one_person(found: Unclear | Nobody, line: str, meeting: Meeting) -> NotTaken:
    """Build the exception for a name that doesn't resolve to one person."""
    if isinstance(found, Unclear):
        return NotTaken(asks_which(found, line, meeting))
    return refuse(found.reason, found.start, found.end, "person")


def asks_between(
    reason: str, people: tuple[tuple[Who, str], ...], show: Callable[[Who], str], start: int, end: int
) -> NotTaken:
    """Build the question for two people where one is meant; each choice is the line that keeps that person."""
    return NotTaken(Asks(reason, tuple(Choice(show(who), line, who) for who, line in people), start, end))
