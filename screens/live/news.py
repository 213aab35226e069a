"""News: what others wrote since this seat last looked at the item it stands under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, home_of
from chairtui.meeting.kinds import STATEMENTS
from chairtui.meeting.records import Version
from chairtui.words import live as words
from screens.widgets.list_row import Row, Section

TOLD = frozenset(kind.name for kind in STATEMENTS)
"""Kinds of record of which it is told that they are new."""


class News:
    """Ids of records others wrote. They are new until one leaves their item after having seen it."""

    def __init__(self, seat: str, format_: Format) -> None:
        self._seat = seat
        self._format = format_
        self._ids: dict[str, str] = {}
        self._tagged: dict[int, tuple[Row, Row]] = {}

    def since(self, meeting: Meeting, position: int | None) -> None:
        """Start with what came after a position; without one, after this seat's own last version, if it has any."""
        versions = meeting.versions
        if position is None:
            position = next((v.seq for v in reversed(versions) if v.by == self._seat), meeting.position)
        self.take(versions[position:])

    def take(self, versions: Iterable[Version]) -> None:
        """Note what others wrote; what was removed is no news."""
        for version in versions:
            record = version.record
            if version.by == self._seat or record.kind not in TOLD:
                continue
            if version.removed:
                self._ids.pop(record.id, None)
            else:
                self._ids[record.id] = home_of(record, self._format)

    def looked_at(self, item: str) -> None:
        """Somebody has looked at an item and left it."""
        self._ids = {id_: home for id_, home in self._ids.items() if home != item}
        self._tagged.clear()

    def tag(self, sections: tuple[Section, ...], *, family_here: bool) -> tuple[Section, ...]:
        """The sections with each new row tagged as such, but not while the family can read the screen."""
        if not self._ids or family_here:
            return sections
        return tuple(replace(section, rows=tuple(map(self._with_tag, section.rows))) for section in sections)

    def _with_tag(self, row: Row) -> Row:
        if row.key not in self._ids:
            return row
        known = self._tagged.get(id(row))
        if known is None or known[0] is not row:  # the row is kept, so that no other has its id meanwhile
            known = self._tagged[id(row)] = row, replace(row, tags=(words.TAG_NEW, *row.tags))
        return known[1]
