"""Tallies of closed meetings on the server, for logins with the role chairtui_quality, which read no meeting.

They are not encrypted: numbers, days, ids of the format and agencies. A seat writes one when it closes or changes a
closed meeting; the database keeps none until a login has the role. They are used for counting only, never in place of a
meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import cast

from psycopg.types.json import Jsonb
from pydantic import ValidationError

from chairtui.journal.postgresql.connection import QUERY_TIMEOUT, WRITE_TIMEOUT
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import JournalError
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.after.tally import MeetingTally, Period, Tallier
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Version
from chairtui.words import report as report_words
from chairtui.words import server as words

IS_COUNTED = "SELECT chairtui.is_counted()"
COUNT = "SELECT chairtui.count_meeting(%s, %s, %s, %s, %s)"
UNCOUNTED = "SELECT meeting FROM chairtui.uncounted()"
TALLIES = "SELECT held, agencies, counted FROM chairtui.tallies(%s, %s)"
HAS_ROLE = (
    "SELECT pg_has_role(session_user, 'chairtui_quality', 'USAGE') AND NOT rolsuper "
    "FROM pg_catalog.pg_roles WHERE rolname = session_user"
)
BY_AGENCY = ("attendees", "actions")
"""The fields of a tally whose entries name an agency."""
Packed = dict[str, object]


def count(server: Server, meeting: str, versions: Sequence[Version]) -> None:
    """Write the tally of a closed meeting as it is after these versions, if anybody may count it.

    Raises what `Server.execute` raises.
    """
    if server.execute(IS_COUNTED) != [(True,)]:
        return
    whole = Meeting(meeting, versions)
    agencies, counted = pack(Tallier(lambda _: None).tally(whole))
    params = (meeting, whole.position, counted.pop("held"), agencies, Jsonb(counted))
    server.execute(COUNT, params, meeting=meeting, timeout=WRITE_TIMEOUT)


def count_quietly(server: Server, meeting: str, versions: Sequence[Version]) -> None:
    """As `count`, without an error: the meeting is saved, and `uncounted` tells of it until it is counted."""
    with suppress(JournalError, LookupError, ValueError, OverflowError):
        count(server, meeting, versions)


def uncounted(server: Server) -> list[str]:
    """The closed meetings that this login may write to and whose tally isn't up to date; none while nobody counts."""
    return [str(meeting) for [meeting] in server.execute(UNCOUNTED)]


def has_quality_role(server: Server) -> bool:
    """Whether this login counts without reading. Superusers don't, unless they ask the database themselves."""
    return server.execute(HAS_ROLE) == [(True,)]


def tallies(server: Server, period: Period) -> Iterator[MeetingTally | UnreadMeeting]:
    """The tallies of a period, for a login with the role; a row that is none of this program's is told as unread."""
    for held, agencies, counted in server.execute(TALLIES, (period.start, period.end), timeout=4 * QUERY_TIMEOUT):
        day = cast(date, held)
        try:
            yield unpack(day, cast("list[str]", agencies), cast("Mapping[str, object]", counted))
        except (ValidationError, LookupError, TypeError, ValueError):
            yield UnreadMeeting(meeting=words.MEETING_OF.format(day=day), reason=words.NO_TALLY)


def pack(tally: MeetingTally) -> tuple[list[str], Packed]:
    """A tally without its meeting's id, and with numbers in place of agencies: their places, from 1, in the list."""
    packed: Packed = tally.model_dump(mode="json", exclude={"meeting"}, exclude_defaults=True)
    numbers: dict[str, int] = {}
    for field in BY_AGENCY:
        for entry in cast("list[dict[str, object]]", packed.get(field, [])):
            agency = " ".join(str(entry.pop("agency", "")).split())
            if agency:
                entry["agency"] = numbers.setdefault(agency, len(numbers) + 1)
    return list(numbers), packed


def unpack(held: date, agencies: Sequence[str], counted: Mapping[str, object]) -> MeetingTally:
    """The tally that `pack` gave, of an unnamed meeting; agencies whose name the database left out are others.

    Raises `ValidationError`, `LookupError`, `TypeError` or `ValueError` for what is none.
    """
    fields: Packed = {**counted, "meeting": "", "held": held}
    for field in BY_AGENCY:
        entries = cast("list[dict[str, object]]", fields.get(field, []))
        fields[field] = [{**entry, "agency": _agency(entry.get("agency"), agencies)} for entry in entries]
    return MeetingTally.model_validate(fields)


def _agency(number: object, agencies: Sequence[str]) -> str:
    if number is None:
        return ""
    if not isinstance(number, int) or not 1 <= number <= len(agencies):
        raise LookupError(number)
    return agencies[number - 1] or report_words.OTHERS
