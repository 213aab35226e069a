"""RowCache: rows of one meeting's records, reused until what they depend on changes."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.incremental import IncrementalCache
from chairtui.meeting.records import Record
from screens.widgets.list_row import Row

Beside = tuple[int, bool, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class RowCache:
    """Rows of one meeting's records. They are forgotten when what they are made of beside their own record has changed:
    who attends, who is family, under which names, what was amended, whether the family is in the room, and the
    format."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], tuple[Entry[Record], Row]] = {}
        self.made = IncrementalCache()
        """Values that panes derive from the entries under an item."""
        self._beside: Beside | None = None
        self._format: Format | None = None

    def look(self, meeting: Meeting, format_: Format) -> None:
        """Drop what is out of date; called each time the meeting is shown."""
        beside = (
            meeting.details.part,
            meeting.closed,
            tuple(entry.last.seq for entry in meeting.attendees),
            tuple(entry.last.seq for entry in meeting.amendments),
            tuple(entry.last.seq for entry in family_readers(meeting)),
        )
        if beside != self._beside or format_ is not self._format:
            self._beside, self._format = beside, format_
            self._rows.clear()
            self.made.clear()

    def row(self, form: str, entry: Entry[Record], make: Callable[[], Row]) -> Row:
        """The row of a record's current version, in one of its forms."""
        key = form, entry.record.id
        known = self._rows.get(key)
        if known is not None and known[0] is entry:
            return known[1]
        made = make()
        self._rows[key] = entry, made
        return made
