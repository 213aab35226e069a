"""Parsers for field values. Each raises `NotThat`, saying what to type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import ValidationError

from chairtui.meeting.capture import people
from chairtui.meeting.capture.names import is_nobodys
from chairtui.meeting.dates import calendar
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Looks
from chairtui.meeting.records import Who
from chairtui.meeting.text import LONGEST_NAME
from chairtui.words import editing as words


class NotThat(ValueError):
    """The input isn't valid for the field. The message is one line for a person; `field` is the field's name."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


LONGEST_CHOICE = 48
"""Characters of a choice that an error shows; its beginning is enough to choose it by."""
_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}


def a_date(typed: str, meeting: Meeting, format_: Format, looks: Looks = "forward") -> date:
    """A date in words or figures, relative to the day of the meeting."""
    from chairtui.meeting.dates.phrase import read_day

    try:
        return read_day(typed, on=meeting.details.starts.date(), nation=format_.nation, looks=looks)
    except calendar.NotADate as reason:
        raise NotThat(str(reason)) from reason


def a_time(typed: str, meeting: Meeting) -> datetime:
    """A date and time of day, in the meeting's time zone."""
    try:
        return calendar.read_when(typed, on=meeting.details.starts.date())
    except calendar.NotADate as reason:
        raise NotThat(str(reason)) from reason


def a_person(typed: str, meeting: Meeting, *, owner: bool = False) -> Who:
    """An attendee by any unambiguous part of their name, or anybody else by name.

    For an `owner`, names that mean nobody in particular ("everyone", "TBC") are rejected (ALL-01).
    """
    found = people.who_is(typed, meeting)
    if isinstance(found, people.Named):
        return found.who
    if isinstance(found, people.Unclear):
        raise NotThat(found.reason)
    name = typed.strip().removeprefix("@").strip('"“” ')
    if not name:
        raise NotThat(words.NOBODY)
    if owner and is_nobodys(name):
        raise NotThat(words.VAGUE_OWNER.format(typed=name))
    if len(name) > LONGEST_NAME:
        raise NotThat(words.LONG_NAME.format(longest=LONGEST_NAME))
    try:
        return Who(name=name)
    except ValidationError:
        raise NotThat(words.NOBODY) from None


def spoken(typed: str, meeting: Meeting) -> str:
    """Text as it is saved: each name without its `@`, if it is unambiguous."""
    from chairtui.meeting.capture.clauses import without_signs
    from chairtui.meeting.capture.result import Asks, NotTaken

    if "@" not in typed:
        return typed
    try:
        return without_signs(typed, meeting)
    except NotTaken as taken:
        outcome = taken.outcome
        wrong = words.NUMBER_OR_NO_SIGN if isinstance(outcome, Asks) else words.NO_SIGN
        raise NotThat(wrong.format(reason=outcome.reason)) from None


def a_choice(typed: str, choices: Sequence[tuple[str, str]]) -> str:
    """Id of a choice, given by id, label, or an unambiguous prefix of either. `choices` are (id, label) pairs."""
    wanted = _plain(typed)
    options = [(id_, (_plain(id_), _plain(text))) for id_, text in choices]
    same = {id_ for id_, forms in options if wanted in forms}
    begun = {id_ for id_, forms in options if any(form.startswith(wanted) for form in forms)} if wanted else set()
    for found in (same, begun):
        if len(found) == 1:
            return found.pop()
    shown = (text if len(text) <= LONGEST_CHOICE else f"{text[: LONGEST_CHOICE - 1].rstrip()}…" for _, text in choices)
    raise NotThat(words.WHICH_CHOICE.format(typed=typed, choices=" · ".join(shown)))


def yes_or_no(typed: str) -> bool:
    word = typed.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise NotThat(words.YES_OR_NO.format(typed=typed))


def working_days(typed: str) -> int:
    """A number of working days from 1 to 60, such as "10" or "10 days"."""
    found = re.fullmatch(r"\s*(\d{1,3})(?:\s*(?:working\s+)?d(?:ays?)?)?\s*", typed, re.IGNORECASE)
    if found is None or not 1 <= int(found[1]) <= 60:
        raise NotThat(words.WORKING_DAYS.format(typed=typed.strip()))
    return int(found[1])


def an_age(typed: str) -> int:
    """An age in years, from 0 to 130."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*(?:years?|yrs?)?(?:\s*old)?\s*", typed, re.IGNORECASE)
    if found is None or int(found[1]) > 130:
        raise NotThat(words.AGE.format(typed=typed.strip()))
    return int(found[1])


def references(typed: str, meeting: Meeting) -> tuple[str, ...]:
    """Record ids of references such as "R2, N1". Each must exist and not be removed."""
    ids: list[str] = []
    for ref in re.split(r"[\s,;]+", typed.strip()):
        if not ref:
            continue
        entry = meeting.find(ref)
        if entry is None or entry.removed or entry.ref != ref.upper():
            raise NotThat(words.NO_SUCH_REFERENCE.format(ref=ref))
        if entry.record.id not in ids:
            ids.append(entry.record.id)
    return tuple(ids)


def _plain(words_: str) -> str:
    return re.sub(r"[\W_]+", " ", words_).strip().casefold()
