"""Meeting ids, and the names people use for them: an id, a prefix of one, or `last`. Shared by all journals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chairtui.journal.protocol import Listing, NoSuchMeeting
from chairtui.words import journal as words

MOST_CANDIDATES = 5
MEETING_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LAST = "last"
"""Refers to the most recently written meeting. Never an id."""


def is_id(name: str) -> bool:
    """Whether this is a valid meeting id."""
    return bool(MEETING_ID.fullmatch(name)) and name != LAST


def refuse_other_than_id(name: str) -> None:
    """Raises `NoSuchMeeting` if the name isn't a valid id."""
    if not is_id(name):
        raise NoSuchMeeting(words.NO_SUCH_MEETING.format(name=name))


def ids_from(new_id: Callable[[], str]) -> Iterator[str]:
    """Generate ids until one is free. Raises `ValueError` for an invalid one."""
    while True:
        drawn = new_id().lower()
        if not is_id(drawn):
            raise ValueError(f"{drawn!r} can't be a meeting's id")
        yield drawn


def resolve(name: str, starting: Callable[[str], Sequence[str]], meetings: Callable[[], Sequence[Listing]]) -> str:
    """The id that `name` refers to; `starting` returns the ids with a given prefix, sorted.

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
