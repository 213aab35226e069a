"""The SQL statements, with their parameters and results as the journal's own types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from chairtui.journal.postgresql.connection import QUERY_TIMEOUT, WRITE_TIMEOUT
from chairtui.journal.postgresql.encryption import VersionRow
from chairtui.journal.postgresql.meeting_cache import FetchedRows, PreparedWrite
from chairtui.journal.postgresql.server import Server
from chairtui.meeting.frozen import Frozen

MIN_ROWS_PER_SECOND = 500
"""Throughput to allow for on a slow connection to a slow server."""

# One statement, so that the meeting (as seq 0) and its versions come from the same snapshot.
FETCH = """
SELECT 0, channel, '', head, position, wrapped FROM chairtui.meeting WHERE id = %(meeting)s
UNION ALL
SELECT seq, id, stage, box, 0, NULL FROM chairtui.version WHERE meeting = %(meeting)s AND seq > %(after)s
ORDER BY 1
"""
APPEND_ONE = "SELECT chairtui.keep_one(%s, %s, %s, %s, %s, %s)"
APPEND = "SELECT chairtui.keep(%s, %s, %s::uuid[], %s::text[], %s::bytea[], %s)"
CREATE = "SELECT chairtui.make_meeting(%s, %s, %s::uuid[], %s::text[], %s::bytea[], %s)"
HEADS = "SELECT id, position, head FROM chairtui.meeting"
REPLACE_HEAD = "UPDATE chairtui.meeting SET head = %s WHERE id = %s AND position = %s RETURNING position"
IDS = "SELECT id FROM chairtui.meeting WHERE starts_with(id, %s) ORDER BY id"
MEMBERS = "SELECT login, seat FROM chairtui.members(%s)"
GIVE_SEAT = "SELECT chairtui.seat(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A meeting's encrypted list entry."""

    meeting: str
    position: int
    head: bytes


class Member(Frozen):
    """A login and its role at a meeting."""

    login: str
    seat: str


def fetch(server: Server, meeting: str, after: int) -> FetchedRows | None:
    """A meeting's row, and its versions after a seq; None where this login may read none of that id."""
    found = server.execute(
        FETCH, {"meeting": meeting, "after": after}, meeting=meeting, timeout=WRITE_TIMEOUT if after else QUERY_TIMEOUT
    )
    if not found:
        return None
    _, channel, _, head, position, wrapped = found[0]
    rows = [
        VersionRow(cast(int, seq), str(version_id), cast(str, stage), cast(bytes, ciphertext))
        for seq, version_id, stage, ciphertext, *_ in found[1:]
    ]
    return FetchedRows(cast(bytes, wrapped), cast(int, position), cast(bytes, head), str(channel), rows)


def append(server: Server, meeting: str, after: int, prepared: PreparedWrite) -> bool:
    """Append the rows if the meeting's position is still `after`; whether it was."""
    query, columns = APPEND, _columns(prepared)
    if len(prepared.rows) == 1:
        [row] = prepared.rows
        query, columns = APPEND_ONE, (UUID(row.id), row.stage, row.ciphertext, prepared.head)
    timeout = _timeout_for(prepared)
    [[position]] = server.execute(query, (meeting, after, *columns), meeting=meeting, timeout=timeout)
    return position is not None


def create_meeting(server: Server, meeting: str, wrapped: bytes, prepared: PreparedWrite) -> bool:
    """Create a meeting; False where the id is taken."""
    params = (meeting, wrapped, *_columns(prepared))
    [[made]] = server.execute(CREATE, params, meeting=meeting, timeout=QUERY_TIMEOUT + _timeout_for(prepared))
    return made is True


def heads(server: Server) -> list[HeadRow]:
    """The list entries of every meeting that this login may read."""
    return [HeadRow(cast(str, i), cast(int, p), cast(bytes, h)) for i, p, h in server.execute(HEADS)]


def ids(server: Server, start: str) -> list[str]:
    """The ids with this prefix, sorted."""
    return [cast(str, found) for [found] in server.execute(IDS, (start,))]


def replace_head(server: Server, meeting: str, position: int, head: bytes) -> bool:
    """Replace a meeting's head if its position is still the same; whether it was. Raises `Refused` unless the owner."""
    with server.as_owner():
        return bool(server.execute(REPLACE_HEAD, (head, meeting, position), meeting=meeting))


def members(server: Server, meeting: str) -> list[Member]:
    """A meeting's members by login; empty for a login that isn't one of them."""
    return [
        Member(login=str(login), seat=str(seat)) for login, seat in server.execute(MEMBERS, (meeting,), meeting=meeting)
    ]


def was_moved(server: Server, meeting: str) -> bool:
    """Whether a meeting was moved to a store with another key, which alone leaves it without a chair."""
    seats = {member.seat for member in members(server, meeting)}
    return bool(seats) and "chair" not in seats


def give_seat(server: Server, meeting: str, login: str, seat: str) -> None:
    """Raises `NoSuchMeeting`, `Refused`."""
    server.execute(GIVE_SEAT, (meeting, login, seat), meeting=meeting, login=login)


def _timeout_for(prepared: PreparedWrite) -> float:
    """Seconds for a write; copying a whole meeting takes longer than a line."""
    return WRITE_TIMEOUT + len(prepared.rows) / MIN_ROWS_PER_SECOND


def _columns(prepared: PreparedWrite) -> Sequence[object]:
    rows = prepared.rows
    return [row.id for row in rows], [row.stage for row in rows], [row.ciphertext for row in rows], prepared.head
