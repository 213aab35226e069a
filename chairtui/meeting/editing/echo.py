"""Echoes a parsed date with weekday and year, to be shown beside the input."""

from __future__ import annotations

from datetime import date, datetime

from chairtui.meeting.closing.open_questions import at_the_meeting
from chairtui.meeting.dates.calendar import day_of, show_date, show_when
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.fields import change, moment_in
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.moments import day_in
from chairtui.meeting.records import Answer, Record
from chairtui.words import dates as words
from chairtui.words import editing as editing_words


def echo(key: str, record: Record, meeting: Meeting, format_: Format) -> str:
    """The date or time that `set` stored under this key in the record; a person who isn't at the meeting where the
    question is for a member of it; else ""."""
    if isinstance(record, Answer):
        question = format_.question(record.question)
        if question is not None and question.member and record.value != "none" and not at_the_meeting(record, meeting):
            return editing_words.AWAY.format(name=record.value)
        if question is None or question.type != "date":
            return ""
        answered = day_in(record.value)
        if answered is None:
            return ""
        return _shown(answered, meeting, format_, remarked=question.looks == "forward")
    moment = moment_in(record, key.rpartition(".")[2].strip().lower().replace("_", "-"))
    return _shown(moment, meeting, format_, remarked=True) if moment else ""


def echo_field(record: Record, name: str, typed: str, meeting: Meeting, format_: Format) -> str:
    """The date or time parsed from a form field's input; "" for other fields and invalid input."""
    try:
        moment = moment_in(change(record, {name: typed}, meeting, format_), name)
    except NotThat:
        return ""
    return _shown(moment, meeting, format_, remarked=True) if moment else ""


def _shown(moment: date | datetime, meeting: Meeting, format_: Format, *, remarked: bool) -> str:
    if isinstance(moment, datetime):
        return show_when(moment)
    from chairtui.meeting.dates.phrase import remarks

    odd = remarks(moment, day_of(meeting.details.starts), format_.nation) if remarked else ""
    return words.REMARKED.format(date=show_date(moment), remarks=odd) if odd else show_date(moment)
