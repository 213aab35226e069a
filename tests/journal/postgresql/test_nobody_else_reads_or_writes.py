"""The program bypassed: what the database itself refuses to somebody with a login and an SQL prompt."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from psycopg import errors

from chairtui.journal.postgresql import queries
from chairtui.journal.protocol import NoSuchMeeting, NotAdmitted, Refused
from chairtui.meeting.records import Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import a_note, new
from tests.journal.postgresql.conftest import Login, Past

TABLES = ("step", "store", "meeting", "version", "member")
Line = psycopg.Connection[tuple[object, ...]]
HEAD = b"by hand" * 4 + b"." * 64
"""As long as a head is, and no more like one."""


@pytest.fixture
def meeting(seat: Login, details: Draft) -> str:
    """A meeting that Ada chairs, where Ben reads and Cleo takes the notes."""
    ada = seat("ada")
    name = ada.begin([details, new(a_note("n1"))], "Ada")
    queries.give_seat(ada.server, name, "ben", "reader")
    queries.give_seat(ada.server, name, "cleo", "note-taker")
    return name


def keep(line: Line, meeting: str, after: int, stage: str = "meeting") -> object:
    """What the server answers to a version that somebody wrote by hand. Both functions refuse alike."""
    one = (meeting, after, uuid.uuid4(), stage, b"by hand", HEAD)
    try:
        found = line.execute(queries.APPEND_ONE, one).fetchone()
    except errors.DatabaseError as refusal:
        with pytest.raises(errors.DatabaseError) as again:
            line.execute(queries.APPEND, (meeting, after, [uuid.uuid4()], [stage], [b"by hand"], HEAD))
        assert again.value.sqlstate == refusal.sqlstate
        raise
    assert found is not None
    return found[0]


def count(line: Line, table: str) -> object:
    found = line.execute(f"SELECT count(*) FROM chairtui.{table}".encode()).fetchone()
    assert found is not None
    return found[0]


def channel(line: Line) -> str:
    found = line.execute("SELECT channel FROM chairtui.meeting").fetchone()
    assert found is not None
    return f"chairtui_{found[0]}"


def test_who_sits_nowhere_finds_nothing_in_any_table(meeting: str, past: Past) -> None:
    line = past("mallory")
    for table in ("meeting", "version", "member"):
        assert count(line, table) == 0
    assert line.execute("SELECT * FROM chairtui.members(%s)", (meeting,)).fetchall() == []
    copied = line.execute("SELECT * FROM chairtui.version WHERE meeting = %s AND seq = 1", (meeting,)).fetchall()
    assert copied == []
    with line.cursor().copy("COPY (SELECT * FROM chairtui.version) TO STDOUT") as rows:
        assert list(rows) == []


def test_a_function_of_ones_own_in_the_question_is_shown_no_row_either(meeting: str, past: Past) -> None:
    line = past("mallory")
    line.execute(
        "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS "
        "$$ BEGIN RAISE 'seen: %', $1; END $$"
    )
    assert line.execute("SELECT id FROM chairtui.meeting WHERE pg_temp.tell(id)").fetchall() == []
    past("keeper").execute("ANALYZE chairtui.meeting")
    assert line.execute("SELECT * FROM pg_stats WHERE schemaname = 'chairtui'").fetchall() == []


def test_who_is_not_in_the_team_may_not_even_ask(meeting: str, past: Past) -> None:
    line = past("outsider")
    for table in TABLES:
        with pytest.raises(errors.InsufficientPrivilege):
            count(line, table)
    with pytest.raises(errors.InsufficientPrivilege):
        keep(line, meeting, 2)


@pytest.mark.parametrize("login", ["mallory", "ben", "cleo", "ada"])
@pytest.mark.parametrize("table", TABLES)
def test_no_login_writes_into_a_table(meeting: str, past: Past, login: str, table: str) -> None:
    line = past(login)
    column = {"step": "name", "store": "key"}.get(table, "id" if table in ("meeting", "version") else "seat")
    for statement in (
        f"UPDATE chairtui.{table} SET {column} = {column}",
        f"DELETE FROM chairtui.{table}",
        f"TRUNCATE chairtui.{table} CASCADE",
        f"INSERT INTO chairtui.{table} SELECT * FROM chairtui.{table}",
        f"ALTER TABLE chairtui.{table} DISABLE ROW LEVEL SECURITY",
        f"DROP TABLE chairtui.{table} CASCADE",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            line.execute(statement.encode())


def test_a_guessed_id_is_answered_like_one_that_is_not_there(meeting: str, past: Past, seat: Login) -> None:
    line = past("mallory")
    said = []
    for name in (meeting, "m999"):
        with pytest.raises(errors.DatabaseError) as refused:
            keep(line, name, 2)
        said.append((refused.value.sqlstate, refused.value.diag.message_primary))
        with pytest.raises(errors.DatabaseError) as refused:
            line.execute(queries.GIVE_SEAT, (name, "mallory", "chair"))
        said.append((refused.value.sqlstate, refused.value.diag.message_primary))
    assert set(said) == {("CT002", "no such meeting")}
    made = line.execute(queries.CREATE, (meeting, b"", [uuid.uuid4()], ["meeting"], [b""], HEAD)).fetchone()
    assert made == (False,)
    assert len(seat("ada").versions(meeting)) == 2


def test_nor_does_its_transaction_tell_that_it_is_there(meeting: str, past: Past) -> None:
    line = past("mallory")
    asked = """DO $$ BEGIN
      BEGIN PERFORM chairtui.seat('%s', 'mallory', 'reader'); EXCEPTION WHEN OTHERS THEN NULL; END;
      IF pg_current_xact_id_if_assigned() IS NOT NULL THEN RAISE EXCEPTION 'it is there'; END IF;
    END $$"""
    for name in (meeting, "m999"):
        line.execute((asked % name).encode())


def test_a_reader_reads_and_does_not_write(meeting: str, past: Past, seat: Login) -> None:
    ben = seat("ben")
    assert [m.id for m in ben.meetings()] == [meeting]
    assert len(ben.versions(meeting)) == 2
    with pytest.raises(Refused, match="reader"):
        ben.append(meeting, [new(a_note("n2"))], "Ben")
    with pytest.raises(errors.DatabaseError) as refused:
        keep(past("ben"), meeting, 2)
    assert refused.value.sqlstate == "CT003"
    assert len(seat("ada").versions(meeting)) == 2


def test_who_wrote_is_the_login_whatever_is_claimed(meeting: str, past: Past, seat: Login) -> None:
    seat("cleo").append(meeting, [new(a_note("n2"))], "Ada")
    line = past("cleo")
    for claim in ("SET SESSION AUTHORIZATION ada", "SET ROLE ada", "SET ROLE keeper"):
        with pytest.raises(errors.InsufficientPrivilege):
            line.execute(claim.encode())
    line.execute("SET ROLE chairtui_team")
    assert keep(line, meeting, 3) == 4
    written = past("keeper").execute("SELECT seq, written_by FROM chairtui.version ORDER BY seq").fetchall()
    assert written == [(1, "ada"), (2, "ada"), (3, "cleo"), (4, "cleo")]


def test_what_stands_in_ones_own_schema_is_not_taken_for_the_servers(meeting: str, past: Past) -> None:
    line = past("mallory")
    line.execute("CREATE TEMP TABLE member (meeting text, login text, seat text)")
    line.execute("INSERT INTO member VALUES (%s, 'mallory', 'chair')", (meeting,))
    line.execute(
        "CREATE FUNCTION pg_temp.cardinality(anyarray) RETURNS integer LANGUAGE sql AS $$ SELECT 1000 $$; "
        "SET search_path = pg_temp, chairtui, pg_catalog"
    )
    with pytest.raises(errors.DatabaseError) as refused:
        keep(line, meeting, 2)
    assert refused.value.sqlstate == "CT002"
    assert count(line, "version") == 0


def test_a_login_may_call_what_it_needs_and_nothing_more(past: Past) -> None:
    asked = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'chairtui'::regnamespace "
        "AND has_function_privilege(%s, oid, 'EXECUTE') ORDER BY 1"
    )
    callable_ = {
        login: [name for (name,) in past("keeper").execute(asked, (login,)).fetchall()] for login in ("ada", "outsider")
    }
    writing = ["count_meeting", "is_counted", "keep", "keep_one", "make_meeting", "members", "seat", "uncounted"]
    assert callable_ == {"ada": writing, "outsider": []}


def test_a_closed_meeting_is_closed_to_everybody(meeting: str, past: Past, seat: Login) -> None:
    ada = seat("ada")
    whole = ada.versions(meeting)
    ada.append(meeting, [new(Closure(digest=digest(whole), position=2))], "Ada")
    for stage in ("meeting", "closure"):
        with pytest.raises(errors.DatabaseError) as refused:
            keep(past("cleo"), meeting, 3, stage)
        assert refused.value.sqlstate == "CT001"
        with pytest.raises(errors.DatabaseError) as refused:
            past("keeper").execute(
                "INSERT INTO chairtui.version (meeting, seq, id, stage, box) VALUES (%s, 4, %s, %s, '')",
                (meeting, uuid.uuid4(), stage),
            )
        assert refused.value.sqlstate == "CT001"
    assert len(seat("ben").versions(meeting)) == 3
    assert keep(past("cleo"), meeting, 3, "afterwards") == 4


def test_not_even_the_owner_changes_a_version(meeting: str, past: Past) -> None:
    line = past("keeper")
    for statement in ("UPDATE chairtui.version SET box = ''", "TRUNCATE chairtui.version"):
        with pytest.raises(errors.DatabaseError) as refused:
            line.execute(statement.encode())
        assert refused.value.sqlstate == "CT005"
    assert count(line, "version") == 2


def test_news_are_told_where_only_members_know(meeting: str, past: Past, seat: Login) -> None:
    stranger, reader = past("mallory"), past("ben")
    reader.execute(f'LISTEN "{channel(reader)}"'.encode())
    for guess in ("chairtui", meeting, f"chairtui_{meeting}", f"chairtui_{uuid.uuid4()}"):
        stranger.execute(f'LISTEN "{guess}"'.encode())
    seat("cleo").append(meeting, [new(a_note("n2"))], "Cleo")
    assert [note.payload for note in reader.notifies(timeout=5, stop_after=1)] == ["3"]
    assert list(stranger.notifies(timeout=0)) == []
    asked = stranger.execute("SELECT query FROM pg_stat_activity WHERE usename <> session_user").fetchall()
    assert not [query for (query,) in asked if "chairtui_" in str(query)]


def test_who_lost_the_seat_hears_and_reads_no_more(meeting: str, past: Past, seat: Login) -> None:
    ben, ada = seat("ben"), seat("ada")
    assert len(ben.versions(meeting)) == 2
    line = past("ben")
    before = channel(line)
    line.execute(f'LISTEN "{before}"'.encode())
    queries.give_seat(ada.server, meeting, "ben", "none")
    list(line.notifies(timeout=5, stop_after=1))
    ada.append(meeting, [new(a_note("n2"))], "Ada")
    assert list(line.notifies(timeout=0)) == []
    assert count(line, "version") == 0
    assert channel(past("ada")) != before
    for execute in (ben.versions, lambda m: ben.append(m, [new(a_note("n3"))], "Ben")):
        with pytest.raises(NoSuchMeeting):
            execute(meeting)
    assert ben.meetings() == []


def test_the_program_says_no_to_strangers_in_plain_words(meeting: str, seat: Login) -> None:
    mallory = seat("mallory")
    assert mallory.meetings() == []
    for execute in (mallory.versions, mallory.resolve, lambda m: mallory.append(m, [new(a_note("x"))], "Mallory")):
        with pytest.raises(NoSuchMeeting, match=meeting):
            execute(meeting)
    whole = seat("ada").versions(meeting)
    with pytest.raises(Refused, match="don't sit at it"):
        mallory.adopt(meeting, whole)
    with pytest.raises(NotAdmitted, match="GRANT chairtui_team"):
        seat("outsider").meetings()


def test_only_a_chair_seats_others_and_one_chair_stays(meeting: str, seat: Login) -> None:
    ada, cleo = seat("ada"), seat("cleo")
    with pytest.raises(Refused, match="Only a chair"):
        queries.give_seat(cleo.server, meeting, "cleo", "chair")
    with pytest.raises(Refused, match="always has a chair"):
        queries.give_seat(ada.server, meeting, "ada", "note-taker")
    with pytest.raises(Refused, match="nobody"):
        queries.give_seat(ada.server, meeting, "nobody", "reader")
    with pytest.raises(NoSuchMeeting, match="m777"):
        queries.give_seat(ada.server, "m777", "ben", "reader")
    queries.give_seat(ada.server, meeting, "cleo", "chair")
    queries.give_seat(cleo.server, meeting, "ada", "none")
    shown = [(m.login, m.seat) for m in queries.members(cleo.server, meeting)]
    assert shown == [("ben", "reader"), ("cleo", "chair")]
    assert queries.members(ada.server, meeting) == []
