"""One program opens a store as many people's own logins, and the server holds each to their seats."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from chairtui.journal.postgresql.logins import StoreLogins, refuse_unfit
from chairtui.journal.protocol import NotAdmitted
from chairtui.meeting.records import Draft
from tests.journal.vaults import on_server
from tests.servers import OWNER, RealServer

SEEN = "SELECT session_user::text, count(*) FROM chairtui.meeting"


@pytest.fixture(scope="module")
def town() -> Iterator[RealServer]:
    """A server that lets this computer in as Ada, Ben and Mallory, who is in the team and has no seat."""
    server = RealServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def where(town: RealServer, details: Draft) -> str:
    """The address, without a login, of a store in which Ada and Ben each chair a meeting."""
    database = town.new_store()
    ids = iter(("meeting-of-ada", "meeting-of-ben"))
    town.map_logins("ada", "ben", "mallory")
    for login in ("ada", "ben"):
        journal = on_server(town.address(database, login), lambda: datetime.now(UTC), lambda: next(ids))
        journal.begin([details], login)
        journal.close()
    return town.address(database).replace(f"{OWNER}@", "")


def run(server: RealServer, statement: str) -> None:
    with psycopg.connect(server.address("postgres"), autocommit=True) as line:
        line.execute(statement.encode())


def test_each_login_sees_its_own_meeting_and_none_turns_itself_into_another(where: str) -> None:
    logins = StoreLogins(where)
    for login, seen in (("ada", 1), ("ben", 1), ("mallory", 0)):
        logins.refuse_unfit(login)
        with psycopg.connect(logins.address(login), autocommit=True) as line:
            assert line.execute(SEEN).fetchall() == [(login, seen)]
            for other in ("SET ROLE cleo", "SET SESSION AUTHORIZATION cleo", f"SET ROLE {OWNER}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    line.execute(other.encode())
            with pytest.raises(psycopg.Error, match="no such meeting"):
                line.execute("SELECT chairtui.seat('meeting-of-cleo', 'mallory', 'chair')")


@pytest.mark.postgresql_dump
def test_psql_of_the_doors_own_user_gets_no_further_than_the_map(where: str) -> None:
    psql = shutil.which("psql")
    assert psql is not None

    def said(login: str, statement: str) -> str:
        asked = [psql, StoreLogins(where).address(login), "-Atc", statement]
        done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
        return done.stdout.strip() or done.stderr.strip()

    assert said("ada", "SELECT id FROM chairtui.meeting") == "meeting-of-ada"
    assert said("ben", "SELECT meeting FROM chairtui.version") == "meeting-of-ben"
    assert said("mallory", "SELECT count(*) FROM chairtui.member") == "0"
    for login in (OWNER, "cleo"):
        assert "Peer authentication failed" in said(login, "SELECT 1")


def test_a_map_that_lets_the_door_in_as_the_stores_owner_is_found(where: str, town: RealServer) -> None:
    StoreLogins(where).refuse_way_above("ada")
    town.map_logins("ada", "ben", OWNER)
    with pytest.raises(NotAdmitted, match=f"let this door in as {OWNER}"):
        StoreLogins(where).refuse_way_above("ada")


@pytest.mark.parametrize(
    "power",
    ["ALTER ROLE ben BYPASSRLS", "ALTER ROLE ben CREATEROLE", f"GRANT {OWNER} TO ben", "ALTER ROLE ben SUPERUSER"],
)
def test_a_login_that_could_see_past_its_seats_is_never_opened(where: str, town: RealServer, power: str) -> None:
    StoreLogins(where).refuse_unfit("ben")
    run(town, power)
    try:
        with pytest.raises(NotAdmitted, match="more than its own seats"):
            StoreLogins(where).refuse_unfit("ben")
    finally:
        run(town, f"REVOKE {OWNER} FROM ben")
        run(town, "ALTER ROLE ben NOBYPASSRLS NOCREATEROLE NOSUPERUSER")


def test_a_login_that_the_map_does_not_name_or_the_team_does_not_have_is_refused(where: str, town: RealServer) -> None:
    with pytest.raises(NotAdmitted, match="doesn't let you in"):
        StoreLogins(where).refuse_unfit("cleo")
    town.map_logins("outsider")
    with pytest.raises(NotAdmitted, match="chairtui_team"):
        StoreLogins(where).refuse_unfit("outsider")


def test_an_address_that_opens_as_somebody_else_is_refused(where: str) -> None:
    with pytest.raises(NotAdmitted, match="as ben where ada was asked for"):
        refuse_unfit(StoreLogins(where).address("ben"), "ada")


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://anna@db.example/meetings",
        "postgresql://db.example/meetings?user=anna",
        "postgresql://db.example/meetings?password=x",
        "postgresql://db.example/meetings?options=-crole%3Danna",
        "postgresql:///meetings?service=ours",
    ],
)
def test_an_address_that_names_a_login_is_not_one_for_many(where: str) -> None:
    with pytest.raises(NotAdmitted, match="a login of their own"):
        StoreLogins(where)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20))
def test_any_login_is_found_again_in_its_address(login: str) -> None:
    for where in ("postgresql://db.example:5433/meetings?sslmode=require", "postgresql:///meetings?host=/run/pg"):
        given_back = conninfo_to_dict(StoreLogins(where).address(login))
        assert given_back["user"] == login
        assert {**given_back, "user": ""} == {**conninfo_to_dict(where), "user": ""}
