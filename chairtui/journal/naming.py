"""Which meeting a person means: an id, the start of one, or `last`. The same for every journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chairtui.journal.protocol import Listing, NoSuchMeeting
from chairtui.words import journal as words

MOST_CANDIDATES = 5


def resolve(name: str, starting: Callable[[str], Sequence[str]], meetings: Callable[[], Sequence[Listing]]) -> str:
    """The id that `name` stands for; `starting` gives the ids with such a start, sorted.

    Raises `NoSuchMeeting`, which names the candidates if there are several.
    """
    wanted = name.strip().lower()
    if wanted == "last":
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
