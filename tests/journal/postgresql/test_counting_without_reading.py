"""A login that counts meetings and reads none: what the database gives it, and refuses it and everybody else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from chairtui.journal.postgresql import queries, tallies
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import NotAdmitted
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.after.tally import MeetingTally, Period, Tallier
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import Attendee, Closure, Departure, Draft, Record, Who
from chairtui.meeting.seal import digest
from chairtui.words import report as words
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.meeting.formats_and_meetings import format_called
from tests.minutes.report_meetings import a_meeting
from tests.servers import RealServer

TABLES = ("store", "meeting", "version", "member", "tally")
BRISTOL = format_called("bristol")


@pytest.fixture
def quinn(postgresql_server: RealServer, database: str, clock: Clock) -> Iterator[Server]:
    """A login with the quality role and no other."""
    role, login = sql.Identifier("chairtui_quality"), sql.Identifier("quinn")
    postgresql_server.as_owner(
        sql.SQL("CREATE ROLE {} LOGIN").format(login), sql.SQL("GRANT {} TO {}").format(role, login)
    )
    server = Server(postgresql_server.address(database, "quinn"), clock)
    yield server
    server.close()
    postgresql_server.as_owner(sql.SQL("DROP ROLE {}").format(login))


def begun(journal: PostgresJournal, *records: Record) -> str:
    return journal.begin([new(a_details()), new(keep(BRISTOL)), *map(new, records)], "Ada")


def close(journal: PostgresJournal, meeting: str) -> None:
    versions = journal.versions(meeting)
    journal.append(meeting, [new(Closure(digest=digest(versions), position=len(versions)))], "Ada")


def person(number: int, agency: str) -> Attendee:
    return Attendee(id=f"p{number}", name=f"Secret Name {number}", agency=agency, status="present")


def counted(server: Server, period: Period | None = None) -> list[MeetingTally]:
    found = list(tallies.tallies(server, period or Period()))
    assert not [each for each in found if isinstance(each, UnreadMeeting)]
    return [each for each in found if isinstance(each, MeetingTally)]


def everything(line: psycopg.Connection[tuple[object, ...]]) -> str:
    """All that a login is given by an SQL prompt."""
    return str(line.execute("SELECT * FROM chairtui.tallies(NULL, NULL)").fetchall())


def test_a_closed_meeting_is_counted_and_none_of_its_words_can_be_read(seat: Login, quinn: Server, past: Past) -> None:
    journal = seat("ada")
    note = a_note("n1", "Testa hides under the stairs.")
    departure = Departure(
        id="departure:KBSP-05", provision="KBSP-05", reason="Nobody rang back.", decided_by=Who(name="Secret Name 1")
    )
    for _ in range(5):
        close(journal, begun(journal, person(1, "Health"), note, departure))
    close(journal, begun(journal, person(1, "Dr Rarename's own practice")))
    found = counted(quinn)
    assert [tally.departures for tally in found].count(("KBSP-05",)) == 5
    assert sorted(a.agency for tally in found for a in tally.attendees) == [*["Health"] * 5, words.OTHERS]
    line = past("quinn")
    told = everything(line)
    for secret in ("Secret", "Testa", "stairs", "rang", "Rarename", *(m.id for m in journal.meetings())):
        assert secret not in told
    for table in TABLES:
        with pytest.raises(errors.InsufficientPrivilege):
            line.execute(sql.SQL("SELECT * FROM chairtui.{}").format(sql.Identifier(table)))


def test_what_is_counted_there_is_what_a_seat_counts(seat: Login, quinn: Server) -> None:
    chance, journal = random.Random(3), seat("ada")
    for _ in range(12):
        made = [version.record for version in a_meeting(chance).versions if version.record.kind != "closure"]
        drafts = [new(record) for record in {record.id: record for record in made if _before_closing(record)}.values()]
        details, *others = drafts
        close(journal, journal.begin([details, new(keep(BRISTOL)), *others], "Ada"))
    tallier = Tallier(lambda _: None)
    own = [tallier.tally(Meeting("", journal.versions(listing.id))) for listing in journal.meetings()]
    rare = {"Children's Social Care", "Housing | North", "Police", "School", "Health", "health"}
    assert len(own) == len(counted(quinn)) == 12
    assert sorted(map(_numbers, own)) == sorted(map(_numbers, counted(quinn)))
    assert {a.agency for tally in counted(quinn) for a in tally.attendees} <= {*rare, "", words.OTHERS}


def _before_closing(record: Record) -> bool:
    return record.kind not in ("follow-up", "distribution", "next-meeting", "amendment")


def _numbers(tally: MeetingTally) -> str:
    """A tally without the names of agencies, of which rare ones are left out."""
    nameless = tally.model_dump(mode="json")
    for field in tallies.BY_AGENCY:
        for entry in nameless[field]:
            entry.pop("agency")
    return str(nameless)


def test_nothing_is_kept_in_the_clear_until_somebody_may_count(
    seat: Login, postgresql_server: RealServer, database: str, past: Past, clock: Clock
) -> None:
    journal = seat("ada")
    close(journal, begun(journal, person(1, "Health")))
    [[rows]] = past("keeper").execute("SELECT count(*) FROM chairtui.tally").fetchall()
    assert rows == 0
    assert journal.uncounted() == []


def test_what_was_closed_before_is_counted_once_a_seat_is_asked_to(seat: Login, request: pytest.FixtureRequest) -> None:
    journal = seat("ada")
    meeting = begun(journal, person(1, "Health"))
    close(journal, meeting)
    quinn: Server = request.getfixturevalue("quinn")
    assert counted(quinn) == []
    assert journal.uncounted() == [meeting]
    journal.count(meeting)
    assert journal.uncounted() == []
    [tally] = counted(quinn)
    assert counted(quinn, Period(start=tally.held, end=tally.held)) == [tally]
    assert counted(quinn, Period(end=date(2020, 1, 1))) == []


def test_only_who_may_write_to_a_meeting_counts_it_and_only_in_numbers(seat: Login, quinn: Server, past: Past) -> None:
    ada = seat("ada")
    meeting = begun(ada, person(1, "Health"))
    queries.give_seat(ada.server, meeting, "ben", "reader")
    close(ada, meeting)
    before = counted(quinn)
    good = (meeting, 4, "2026-12-03", ["Health"], Jsonb({"format": "bristol"}))
    for login, code in (("mallory", "CT002"), ("ben", "CT003")):
        with pytest.raises(errors.DatabaseError) as refused:
            past(login).execute(tallies.COUNT, good)
        assert refused.value.sqlstate == code
    for login in ("quinn", "outsider"):
        with pytest.raises(errors.InsufficientPrivilege):
            past(login).execute(tallies.COUNT, good)
    line = past("ada")
    for told in ({"format": "he hides under the stairs"}, {"reasons": [{"deep": ["two words"]}]}, ["bristol"]):
        with pytest.raises(errors.DatabaseError) as refused:
            line.execute(tallies.COUNT, (meeting, 4, "2026-12-03", [], Jsonb(told)))
        assert refused.value.sqlstate == "CT008"
    line.execute(tallies.COUNT, (meeting, 999, "2026-12-03", [], Jsonb({"format": "bristol"})))
    assert counted(quinn) == before, "nobody has written that far"


def test_a_seat_without_the_role_is_told_no_tallies(seat: Login, quinn: Server, past: Past) -> None:
    for login in ("ada", "mallory", "outsider"):
        with pytest.raises(errors.InsufficientPrivilege):
            everything(past(login))
    with pytest.raises(NotAdmitted):
        list(tallies.tallies(seat("ada").server, Period()))
    assert tallies.has_quality_role(quinn)
    assert not tallies.has_quality_role(seat("ada").server)
    assert not tallies.has_quality_role(seat("keeper").server), "who looks after the store may hold meetings, too"


def test_what_becomes_of_a_closed_meeting_is_counted_again(seat: Login, quinn: Server) -> None:
    journal = seat("ada")
    meeting = begun(journal, person(1, "Health"))
    assert counted(quinn) == [], "it is open"
    close(journal, meeting)
    [before] = counted(quinn)
    copy = {"kind": "distribution", "id": "c1", "to": {"name": "Secret Name 1", "attendee": "p1"}, "sent": "2026-12-04"}
    journal.append(meeting, [Draft.model_validate({"record": copy})], "Ada")
    [after] = counted(quinn)
    assert (before.sent, after.sent) == ((), (date(2026, 12, 4),))
    assert before.unsent == after.unsent + 1


def test_a_row_that_is_no_tally_is_told_as_one_that_cannot_be_read(seat: Login, quinn: Server, past: Past) -> None:
    journal = seat("ada")
    meeting = begun(journal, person(1, "Health"))
    close(journal, meeting)
    position = len(journal.versions(meeting))
    for told in ({"format": "bristol", "shoe": 3}, {"format": "bristol", "attendees": [{"agency": 7}]}):
        past("ada").execute(tallies.COUNT, (meeting, position, "2026-12-03", [], Jsonb(told)))
        [found] = tallies.tallies(quinn, Period())
        assert isinstance(found, UnreadMeeting)
