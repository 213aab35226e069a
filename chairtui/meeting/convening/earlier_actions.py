"""Actions of before this program was used, from a table, taken over into a meeting.

Each row becomes an action as one carried from an earlier meeting. What of it has no place, such as a date that can't be
read or a name nobody at the meeting has, is listed, and nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from chairtui.meeting.after.carried import FROM_FILE
from chairtui.meeting.capture.marks import take_readers, together
from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.people import Named, Unclear, who_is
from chairtui.meeting.capture.result import NotTaken, refuse
from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.dates.calendar import NotADate, day_of
from chairtui.meeting.dates.phrase import Looks, read_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.follow_up_agenda import ITEM
from chairtui.meeting.formats.model import Format
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Action, ActionStatus, Carried, Draft, Who
from chairtui.meeting.text import LONGEST_NAME, LONGEST_TEXT, clean
from chairtui.words import capture as capture_words
from chairtui.words import earlier_actions as words

MOST_ROWS = 1_000
"""Rows of all tables in a file."""
HEAD_WITHIN = 6
"""The head is one of so many first rows; titles may stand above it."""
LATER = timedelta(days=8)
"""Words such as "next Friday" name another day when they are read so much later."""
_BOTH_WAYS: tuple[Looks, ...] = ("forward", "back")
SHOWN = 60
"""Characters quoted of what had no place."""
_MIDNIGHT = re.compile(r"[T\s]+0?0:00(?::00)?$")
"""What a spreadsheet writes behind a date that has no time."""
_BETWEEN = re.compile(r"\s*(?:[/&;,\n+]|\band\b)\s*", re.IGNORECASE)


class BadActions(ValueError):
    """A file of which nothing can be taken over; the message is for a person."""


class TooManyRows(ValueError):
    """More than `MOST_ROWS`."""


@dataclass(frozen=True, slots=True)
class UnseenText:
    """Text of a row (from 1) that the file holds and its reader doesn't see, and why."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table's cells by row, as seen; `number` is its place in the file from 1, 0 for the only one of a spreadsheet.

    `margin`: it stands in a header, footer or note, where it isn't read.
    """

    number: int
    rows: tuple[tuple[str, ...], ...]
    unseen: tuple[UnseenText, ...] = ()
    margin: bool = False


@dataclass(frozen=True, slots=True)
class UnplacedCell:
    """Something that had no place: where it stands, why, and the start of its words."""

    place: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class EarlierActions:
    """The actions of a file in its order, to be saved, and what of it had no place."""

    drafts: tuple[Draft, ...]
    unplaced: tuple[UnplacedCell, ...]


def read_actions(tables: Sequence[SheetTable], file: str, meeting: Meeting, format_: Format) -> EarlierActions:
    """The actions in these tables. Raises `BadActions` where none has a column for the action.

    A row's record has an id of its own: whoever saves the same row at the same time gets a conflict, not a second
    action.
    """
    reading = _Reading(meeting, format_)
    taken = [reading.read(table) for table in tables]
    if not any(taken):
        raise BadActions(words.NO_TABLE.format(file=file))
    return EarlierActions(tuple(reading.drafts), tuple(reading.unplaced))


@dataclass
class _Reading:
    meeting: Meeting
    format: Format
    drafts: list[Draft] = field(default_factory=list)
    unplaced: list[UnplacedCell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = {plain(entry.record.text) for entry in self.meeting.actions}
        plan = self.format.item(ITEM) or self.format.first_item("plan")
        self._item = plan.id if plan else ""

    def read(self, table: SheetTable) -> bool:
        """Take a table's actions; whether it has a column for them."""
        found = _head(table)
        if table.margin:
            if found is not None:
                self._set_aside(words.MARGIN, words.NOT_READ_THERE, " ".join(table.rows[found[0]]))
            return False
        if found or not any(cell.strip() for row in table.rows for cell in row):
            for part in table.unseen:
                self._set_aside(words.TABLE_ROW.format(table=table.number, number=part.row), part.why, part.text)
        if found is None:
            if table.number and any(any(cell.strip() for cell in row) for row in table.rows):
                first = next(cell for row in table.rows for cell in row if cell.strip())
                self._set_aside(words.TABLE.format(table=table.number), words.NO_ACTION_COLUMN, first)
            return False
        start, columns = found
        heads = table.rows[start]
        for number, row in enumerate(table.rows[start + 1 :], start + 2):
            if any(cell.strip() for cell in row):
                form = words.TABLE_ROW if table.number else words.ROW
                self._take(form.format(table=table.number, number=number), number, row, heads, columns)
        return True

    def _take(
        self, place: str, number: int, row: tuple[str, ...], heads: tuple[str, ...], columns: dict[str, int]
    ) -> None:
        cells = {name: str(clean(row[column])).strip() for name, column in columns.items() if column < len(row)}
        text = cells.get("action", "")
        if not any(c.isalnum() for c in text):
            self._set_aside(place, words.NO_ACTION, " ".join(row))
            return
        if len(text) > LONGEST_TEXT:
            self._set_aside(place, words.TOO_LONG, text)
            return
        if mark := mark_in(" ".join(cell for at, cell in enumerate(row) if at != columns.get("readers"))):
            self._set_aside(place, words.MARKED.format(mark=mark), text)
            return
        try:
            readers = self._readers(cells)
        except NotTaken as taken:
            self._set_aside(place, words.UNREAD_MARKS.format(why=taken.outcome.reason), text)
            return
        record_id = self._id(text)
        earlier = self.meeting.entry(record_id)  # also one whose words were corrected since
        if plain(text) in self._known or (earlier is not None and not earlier.removed):
            self._set_aside(place, words.THERE_ALREADY, text)
            return
        self._known.add(plain(text))
        for column, cell in enumerate(row):
            if cell.strip() and column not in columns.values():
                head = heads[column] if column < len(heads) else ""
                self._set_aside(place, words.NO_SUCH_COLUMN.format(head=" ".join(head.split())), cell)
        people = self._people(place, cells.get("owner", ""))
        status, reason = self._status(place, cells.get("status", ""))
        measure = cells.get("measure", "")
        if len(measure) > LONGEST_TEXT:
            self._set_aside(place, words.CUT, measure)
            measure = ""
        action = Action(
            id=record_id,
            text=text,
            measure=measure,
            owner=people[0] if people else None,
            shared_with=tuple(people[1:]),
            deadline=self._deadline(place, cells.get("deadline", "")),
            item=self._item,
            status=status,
            status_reason=reason,
            carried=Carried(meeting=FROM_FILE, ref=_ref(cells.get("ref", ""), number)),
            **dict(readers),
        )
        self.drafts.append(Draft(record=action, base=self.meeting.base_of(record_id)))

    def _readers(self, cells: dict[str, str]) -> Readers:
        """Who may read an action, as its row says. Raises `NotTaken` where that can't be read, so that nobody does."""
        typed, why = cells.get("readers", ""), cells.get("restricted", "")
        said, marks = take_readers(typed, self.meeting)
        if said.strip() or len(why) > LONGEST_TEXT:
            raise refuse(capture_words.MEANT_MARK.format(words=said.strip()[:SHOWN] or why[:SHOWN]))
        restricted = Readers(restricted=why) if _small(why) not in words.UNRESTRICTED else None
        return together(marks, restricted) or Readers()

    def _id(self, text: str) -> str:
        """The id of an action with this text. A server sees no record ids, so it can't test guesses of the text."""
        return hashlib.sha256(" ".join((self.meeting.id, *plain(text))).encode("utf-8")).hexdigest()[:24]

    def _people(self, place: str, said: str) -> list[Who]:
        """Those whom a cell names: one person, or several where each is known at the meeting."""
        if not said:
            return []
        whole = _one(said, self.meeting)
        if whole is not None:
            return [whole]
        several = [part for part in _BETWEEN.split(said) if part]
        each = [who for part in several if (who := _one(part, self.meeting))]
        if len(several) > 1 and len(each) == len(several):
            return list(dict.fromkeys(each))
        said = " ".join(said.split())
        if len(said) > LONGEST_NAME:
            self._set_aside(place, words.NO_NAME, said)
            return []
        unclear = isinstance(who_is(said, self.meeting), Unclear)
        self._set_aside(place, words.SEVERAL if unclear else words.NOBODY, said)
        return [Who(name=said)]

    def _deadline(self, place: str, said: str) -> date | None:
        if not said:
            return None
        day = _day(said, self.meeting, self.format)
        if day is None:
            self._set_aside(place, words.NOT_A_DAY, said)
        return day

    def _status(self, place: str, said: str) -> tuple[ActionStatus, str]:
        """The status, and for a dropped action what the file says."""
        wanted = _small(said)
        if not wanted or wanted in words.STATUS["open"]:
            return "open", ""
        if wanted in words.STATUS["done"]:
            return "done", ""
        if wanted in words.STATUS["dropped"]:
            return "dropped", words.REASON.format(said=said)
        self._set_aside(place, words.NO_STATUS, said)
        return "open", ""

    def _set_aside(self, place: str, why: str, text: str) -> None:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
        self.unplaced.append(UnplacedCell(place, why, shown))


def _head(table: SheetTable) -> tuple[int, dict[str, int]] | None:
    """The row with the heads of the columns, and the place of each known column; None without one for the action."""
    for number, row in enumerate(table.rows[:HEAD_WITHIN]):
        columns: dict[str, int] = {}
        for name, place in _columns(row):
            columns.setdefault(name, place)
        if "action" in columns and (len(columns) > 1 or len([cell for cell in row if cell.strip()]) == 1):
            return number, columns
    return None


def _columns(row: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for place, cell in enumerate(row):
        said = _small(cell)
        for name, heads in words.HEADS.items():
            if said in heads or f"{said}s" in heads:
                yield name, place


def _one(said: str, meeting: Meeting) -> Who | None:
    found = who_is(" ".join(said.split()), meeting) if said.strip() else None
    return found.who if isinstance(found, Named) else None


def _day(said: str, meeting: Meeting, format_: Format) -> date | None:
    """The day that the words name whenever they are read; None for any that count from the day they were written."""
    held, said = day_of(meeting.details.starts), _MIDNIGHT.sub("", said.strip())
    read = {_nearest(said, on, held, format_) for on in (held, held + LATER)}
    return read.pop() if len(read) == 1 else None


def _nearest(said: str, on: date, held: date, format_: Format) -> date | None:
    """The day named, read on a given day, looking back or forward: whichever is nearer to the meeting."""
    found: list[date] = []
    for looks in _BOTH_WAYS:
        with suppress(NotADate):
            found.append(read_day(said, on=on, nation=format_.nation, looks=looks))
    return min(found, key=lambda day: abs(day - held), default=None)


def _ref(said: str, number: int) -> str:
    """A reference for the row: the file's own, else the number of its row."""
    ref = re.sub(r"[^A-Za-z0-9:._-]+", "-", said).strip("-")[:40]
    return ref or words.ROW.format(number=number).replace(" ", "-")


def _small(said: str) -> str:
    return " ".join(said.casefold().split()).strip(" :.?*()")
