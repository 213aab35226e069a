"""Gives the questions and clocks of a stored format the fields for their meaning, where it was stored before these.

Their meaning then followed from the ids that the shipped formats used, and a meeting keeps the format it was held with.
Formats that are read from files don't pass through here.
"""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.meeting.formats.model import About, Clock, Format, Question
from chairtui.words import release as words

_QUESTIONS: Mapping[str, About] = {
    "family-informed": "told-beforehand",
    "adult-informed": "told-beforehand",
    "record-to-family": "family-and-person-told",
    "family-told": "family-and-person-told",
    "shared-with-parents": "family-told",
    "who-informs-family": "family-and-person-told",
    "who-informs-child": "person-told",
    "who-informs-adult": "person-told",
    "agencies-involved": "agencies-involved",
}
_MINUTES_CLOCK = "minutes"
"""How the id of the clock for the minutes began."""


def with_meanings(format_: Format) -> Format:
    """The format with these fields filled in."""
    return format_.model_copy(
        update={
            "questions": tuple(map(_question, format_.questions)),
            "clocks": tuple(map(_clock, format_.clocks)),
        }
    )


def _question(question: Question) -> Question:
    found: dict[str, object] = {}
    if "about" not in question.model_fields_set:
        found["about"] = _QUESTIONS.get(question.id)
    if "to_relative" not in question.model_fields_set:
        to_relative, to_person = words.TO_READER.get(question.id, ("", ""))
        found["to_relative"], found["to_person"] = to_relative, "" if to_person == to_relative else to_person
        found["talks"] = question.id not in words.NOT_ABOUT_TALKING
    return question.model_copy(update=found) if found else question


def _clock(clock: Clock) -> Clock:
    if "about" in clock.model_fields_set:
        return clock
    return clock.model_copy(update={"about": "minutes" if clock.id.startswith(_MINUTES_CLOCK) else None})
