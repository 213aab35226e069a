"""The lists of the new-meeting wizard: formats, whom it is about, kinds of meeting, and reasons."""

from __future__ import annotations

from rich.text import Text

from chairtui.meeting.formats.model import Format
from chairtui.words import screens as words
from screens.list_view import DrawnRow
from screens.new_meeting_drafts import MeetingSetup
from screens.text_layout import flow, side_by_side, wrap

WIDEST = 96
"""Maximum width of text, in columns, for readable lines."""
UNCHOSEN = "-"
"""Key of the row that stands for nobody."""


def draw_format(format_: Format, width: int) -> DrawnRow:
    """A format's name and body, what it is for, and its length."""
    width = min(width, WIDEST)
    lines = [Text(line, "strong") for line in wrap(f"{format_.name} · {format_.body}", width)]
    lines += [Text(line) for line in wrap(format_.summary, width)]
    planned = words.MINUTES_PLANNED.format(items=len(format_.agenda), minutes=format_.minutes)
    return DrawnRow([*lines, Text(planned, "muted"), Text()], below=1)


def persons(setup: MeetingSetup) -> list[str]:
    """Whom it may be about, below a row for nobody until somebody is chosen."""
    return [*words.PERSONS] if setup.person else [UNCHOSEN, *words.PERSONS]


def draw_person(setup: MeetingSetup, index: int, _width: int) -> DrawnRow:
    """One of `persons`."""
    person = persons(setup)[index]
    if person == UNCHOSEN:
        return DrawnRow([Text(words.NO_PERSON_YET, "muted")])
    return DrawnRow([Text(words.PERSONS[person], "strong")])


def kinds(setup: MeetingSetup) -> list[str]:
    """Ids of the kinds of meeting that the format covers, then of those it must not replace."""
    return [*(kind.id for kind in _format(setup).kinds), *(excluded.id for excluded in setup.excluded)]


def draw_kind(setup: MeetingSetup, index: int, width: int) -> DrawnRow:
    """One of `kinds`; beside an excluded one it says so."""
    covered = _format(setup).kinds
    if index < len(covered):
        return DrawnRow([Text(line, "strong") for line in wrap(covered[index].name, min(width, WIDEST))])
    excluded = setup.excluded[index - len(covered)]
    return DrawnRow(flow([(excluded.name, ""), (f"  {words.NOT_THIS_KIND}", "muted")], min(width, WIDEST)))


def draw_reason(setup: MeetingSetup, index: int, width: int) -> DrawnRow:
    """One of the format's reasons, with its tick."""
    reason = _format(setup).reasons[index]
    ticked = reason.id in setup.reasons
    box = [Text("[x]" if ticked else "[ ]", "good" if ticked else "")]
    text = [Text(line, "strong" if ticked else "") for line in wrap(reason.text, min(width, WIDEST) - 4)]
    return DrawnRow(side_by_side([box, text], [3, width - 4], " "))


def _format(setup: MeetingSetup) -> Format:
    assert setup.format is not None
    return setup.format
