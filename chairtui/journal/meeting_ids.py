"""Meetings' ids, drawn and meant by people: one of them, the start of one, or `last`. The same for every journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chairtui.journal.protocol import Listing, NoSuchMeeting
from chairtui.words import journal as words

MOST_CANDIDATES = 5
MEETING_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LAST = "last"
"""No meeting's id: it means the one that was written to most recently."""


def is_id(name: str) -> bool:
    """Whether a meeting may have this id."""
    return bool(MEETING_ID.fullmatch(name)) and name != LAST


def refuse_other_than_id(name: str) -> None:
    """Raises `NoSuchMeeting` for a name that no meeting has."""
    if not is_id(name):
        raise NoSuchMeeting(words.NO_SUCH_MEETING.format(name=name))


def ids_from(new_id: Callable[[], str]) -> Iterator[str]:
    """One drawn id after another, for whoever takes the first that isn't taken. Raises `ValueError` for what isn't."""
    while True:
        drawn = new_id().lower()
        if not is_id(drawn):
            raise ValueError(f"{drawn!r} can't be a meeting's id")
        yield drawn


def resolve(name: str, starting: Callable[[str], Sequence[str]], meetings: Callable[[], Sequence[Listing]]) -> str:
    """The id that `name` stands for; `starting` gives the ids with such a start, sorted.

    Raises `NoSuchMeeting`, which names the candidates if there are several.
    """
    wanted = name.strip().lower()
    if wanted == LAST:
        listed = meetings()
        if not listed:
            raise NoSuchMeeting(words.NONE_SOUND if starting("") else words.NO_MEETINGS)
        return max(listed, key=lambda listing: (listing.written, listing.id)).id
    found = starting(wanted) if wanted else []
    if wanted in found:
        return wanted
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchMeeting(words.NO_SUCH_MEETING.format(name=name))
    shown = ", ".join(found[:MOST_CANDIDATES])
    if len(found) > MOST_CANDIDATES:
        shown = words.AND_MORE.format(shown=shown, more=len(found) - MOST_CANDIDATES)
    raise NoSuchMeeting(words.SEVERAL_MEETINGS.format(name=name, candidates=shown))
