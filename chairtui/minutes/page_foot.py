"""The foot of a page: the classification mark, and the start of the seal's digest."""

from __future__ import annotations

from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

SEAL_GROUPS = 4
"""Groups of four hexadecimal digits that are printed; the JSON holds the whole digest."""


def page_foot(visible: VisibleRecords, mark: str) -> str:
    """One line of plain text, "" for none. A relative's copy is a letter, and has neither."""
    if visible.access.family:
        return ""
    closure = visible.meeting.closure
    seal = words.SEALED.format(digest=short_seal(closure.record.digest)) if closure else words.DRAFT_FOOT
    return " · ".join(filter(None, (" ".join(mark.split()), seal)))


def short_seal(digest: str) -> str:
    """The start of a digest, in groups that can be read out: "8c1f 09ab 33de 71f0"."""
    return " ".join(digest[n : n + 4] for n in range(0, 4 * SEAL_GROUPS, 4))
