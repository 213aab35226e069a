"""What is asked of the server: each request in SQL, and its answer as what the journal works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from chairtui.journal.postgresql.encryption import Box
from chairtui.journal.postgresql.meeting_cache import Served, Written
from chairtui.journal.postgresql.server import ANSWER_SECONDS, KEPT_SECONDS, Server
from chairtui.meeting.frozen import Frozen

BOXES_A_SECOND = 500
"""What a slow line to a slow server takes at least."""

# The meeting's own row comes first, as seq 0: one statement, so that it and its versions are of one moment.
READ = """
SELECT 0, channel, '', head, position, wrapped FROM chairtui.meeting WHERE id = %(meeting)s
UNION ALL
SELECT seq, id, stage, box, 0, NULL FROM chairtui.version WHERE meeting = %(meeting)s AND seq > %(after)s
ORDER BY 1
"""
KEEP = "SELECT chairtui.keep(%s, %s, %s::uuid[], %s::text[], %s::bytea[], %s)"
MAKE = "SELECT chairtui.make_meeting(%s, %s, %s::uuid[], %s::text[], %s::bytea[], %s)"
HEADS = "SELECT id, position, head FROM chairtui.meeting"
IDS = "SELECT id FROM chairtui.meeting WHERE starts_with(id, %s) ORDER BY id"
MEMBERS = "SELECT login, seat FROM chairtui.members(%s)"
SEAT = "SELECT chairtui.seat(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class HeadRow:
    """What the server has for a list."""

    meeting: str
    position: int
    head: bytes


class Member(Frozen):
    """A login and its seat at a meeting."""

    login: str
    seat: str


def read(server: Server, meeting: str, after: int) -> Served | None:
    """What there is of a meeting after a seq; None where there is none that one may read."""
    rows = server.ask(
        READ, {"meeting": meeting, "after": after}, meeting=meeting, seconds=KEPT_SECONDS if after else ANSWER_SECONDS
    )
    if not rows:
        return None
    _, channel, _, head, position, wrapped = rows[0]
    boxes = [
        Box(cast(int, seq), str(box_id), cast(str, stage), cast(bytes, box)) for seq, box_id, stage, box, *_ in rows[1:]
    ]
    return Served(cast(bytes, wrapped), cast(int, position), cast(bytes, head), str(channel), boxes)


def keep(server: Server, meeting: str, after: int, written: Written) -> bool:
    """Whether it was kept: the meeting stood at `after`."""
    [[position]] = server.ask(KEEP, (meeting, after, *_columns(written)), meeting=meeting, seconds=_seconds(written))
    return position is not None


def begin(server: Server, meeting: str, wrapped: bytes, written: Written) -> bool:
    """Whether it was made: the id was free."""
    [[made]] = server.ask(
        MAKE, (meeting, wrapped, *_columns(written)), meeting=meeting, seconds=ANSWER_SECONDS + _seconds(written)
    )
    return made is True


def heads(server: Server) -> list[HeadRow]:
    """What there is for a list, of every meeting one may read."""
    return [HeadRow(cast(str, i), cast(int, p), cast(bytes, h)) for i, p, h in server.ask(HEADS)]


def ids(server: Server, start: str) -> list[str]:
    """The ids that start so, sorted."""
    return [cast(str, found) for [found] in server.ask(IDS, (start,))]


def members(server: Server, meeting: str) -> list[Member]:
    """Who sits at a meeting, by login; nobody where one doesn't sit there oneself."""
    return [
        Member(login=str(login), seat=str(seat)) for login, seat in server.ask(MEMBERS, (meeting,), meeting=meeting)
    ]


def give_seat(server: Server, meeting: str, login: str, seat: str) -> None:
    """Raises `NoSuchMeeting`, `Refused`."""
    server.ask(SEAT, (meeting, login, seat), meeting=meeting, login=login)


def _seconds(written: Written) -> float:
    """How long to wait for this to be kept: a whole meeting that moves takes longer than a line."""
    return KEPT_SECONDS + len(written.boxes) / BOXES_A_SECOND


def _columns(written: Written) -> Sequence[object]:
    boxes = written.boxes
    return [b.id for b in boxes], [b.stage for b in boxes], [b.sealed for b in boxes], written.head
