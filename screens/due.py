"""Text of what is due after a meeting, for the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chairtui.meeting.after.due import DueItem
from chairtui.meeting.dates.calendar import show_date
from chairtui.words import screens as words


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due, as words; `late` if its day is past."""

    words: str
    late: bool


def due(items: Iterable[DueItem], today: date) -> list[Due]:
    """What is due, overdue items first; overdue actions are counted."""
    told = [item for item in items if item.is_told(today)]
    overdue = sum(item.kind == "action" for item in told)
    found = [Due(counted(words.ACTIONS_OVERDUE, overdue), True)] if overdue else []
    found += [_line(item, today) for item in told if item.kind != "action"]
    return sorted(found, key=lambda d: not d.late)


def _line(item: DueItem, today: date) -> Due:
    if item.kind == "closing":
        return Due(words.NOT_CLOSED, True)
    late = item.is_late(today)
    what = words.COPIES_TO_SEND.format(unsent=item.unsent, all=item.copies) if item.kind == "copies" else item.what
    return Due((words.WAS_DUE if late else words.IS_DUE).format(what=what, date=show_date(item.day)), late)


def counted(forms: tuple[str, str], count: int) -> str:
    """The singular or plural form, filled with the count."""
    return forms[0] if count == 1 else forms[1].format(count=count)
