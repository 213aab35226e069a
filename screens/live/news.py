"""News: records that others wrote since this session last showed their agenda item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import STATEMENTS
from chairtui.meeting.records import Version
from chairtui.words import live as words
from screens.widgets.list_row import Row, Section

TOLD = frozenset(kind.name for kind in STATEMENTS)
"""Kinds of record that are marked as new."""


class News:
    """Ids of records others wrote. They are new until their item has been shown and left."""

    def __init__(self, seat: str, format_: Format) -> None:
        self._seat = seat
        self._format = format_
        self._ids: dict[str, str] = {}
        self._tagged: dict[int, tuple[Row, Row]] = {}

    def since(self, meeting: Meeting, position: int | None) -> None:
        """Start with the versions after a position; without one, after the user's own last version, if any."""
        versions = meeting.versions
        if position is None:
            position = next((v.seq for v in reversed(versions) if v.by == self._seat), meeting.position)
        self.take(versions[position:])

    def take(self, versions: Iterable[Version]) -> None:
        """Add what others wrote; removals aren't news."""
        for version in versions:
            record = version.record
            if version.by == self._seat or record.kind not in TOLD:
                continue
            if version.removed:
                self._ids.pop(record.id, None)
            else:
                self._ids[record.id] = home_of(record, self._format)

    def looked_at(self, item: str) -> None:
        """Forget the news of an item that was shown and left."""
        self._ids = {id_: home for id_, home in self._ids.items() if home != item}
        self._tagged.clear()

    def tag(self, sections: tuple[Section, ...], *, family_here: bool) -> tuple[Section, ...]:
        """The sections with new rows tagged, except in part two."""
        if not self._ids or family_here:
            return sections
        return tuple(replace(section, rows=tuple(map(self._with_tag, section.rows))) for section in sections)

    def _with_tag(self, row: Row) -> Row:
        if row.key not in self._ids:
            return row
        known = self._tagged.get(id(row))
        if known is None or known[0] is not row:  # holding the row keeps its id from being reused
            known = self._tagged[id(row)] = row, replace(row, tags=(words.TAG_NEW, *row.tags))
        return known[1]
