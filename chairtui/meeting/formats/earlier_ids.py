"""Gives the questions and clocks of a stored format the field `about` where it was stored before there was one.

Their meaning then followed from the ids that the shipped formats used, and a meeting keeps the format it was held with.
Formats that are read from files don't pass through here.
"""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.meeting.formats.model import About, Clock, Format, Question

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
    """The format with `about` filled in; the same object if it was stored with it."""
    rows = (*format_.questions, *format_.clocks)
    if all("about" in row.model_fields_set for row in rows):
        return format_
    return format_.model_copy(
        update={
            "questions": tuple(map(_question, format_.questions)),
            "clocks": tuple(map(_clock, format_.clocks)),
        }
    )


def _question(question: Question) -> Question:
    if "about" in question.model_fields_set:
        return question
    return question.model_copy(update={"about": _QUESTIONS.get(question.id)})


def _clock(clock: Clock) -> Clock:
    if "about" in clock.model_fields_set:
        return clock
    return clock.model_copy(update={"about": "minutes" if clock.id.startswith(_MINUTES_CLOCK) else None})
