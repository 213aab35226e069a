"""A meeting's head: not to be replaced without a trace, and made again from the entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from chairtui.journal.database_store import DatabaseStore
from chairtui.journal.protocol import Broken
from chairtui.journal.store import StoreEnvironment
from chairtui.meeting.records import Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.journal.vaults import Says
from tests.servers import OWNER, RealServer

Rows = list[tuple[object, ...]]
IDS = "ARRAY[gen_random_uuid()]"
TWO_IDS = "ARRAY[gen_random_uuid(), gen_random_uuid()]"
FROM_FIVE = "('[5:5]={' || gen_random_uuid() || '}')::uuid[]"
HEAD = "decode(repeat('00', 92), 'hex')"
CALLS = {
    "no ids": ("'{}'", "'{}'", "'{}'", HEAD),
    "no ids, and a head of one byte": ("'{}'", "'{}'", "'{}'", "'\\x00'"),
    "ids that are null": ("NULL", "'{}'", "'{}'", HEAD),
    "fewer stages than ids": (TWO_IDS, "'{afterwards}'", "'{\\\\x00,\\\\x00}'", HEAD),
    "fewer boxes than ids": (TWO_IDS, "'{afterwards,afterwards}'", "'{\\\\x00}'", HEAD),
    "more boxes than ids": (IDS, "'{afterwards}'", "'{\\\\x00,\\\\x00}'", HEAD),
    "ids that start at 5": (FROM_FIVE, "'[5:5]={afterwards}'", "'[5:5]={\\\\x00}'", HEAD),
    "stages that start at 0": (IDS, "'[0:0]={afterwards}'", "'{\\\\x00}'", HEAD),
    "ids in two dimensions": ("ARRAY[ARRAY[gen_random_uuid()]]", "'{afterwards}'", "'{\\\\x00}'", HEAD),
    "no head": (IDS, "'{afterwards}'", "'{\\\\x00}'", "NULL"),
    "an empty head": (IDS, "'{afterwards}'", "'{\\\\x00}'", "''"),
    "a head of a size that none has": (IDS, "'{afterwards}'", "'{\\\\x00}'", "decode(repeat('00', 93), 'hex')"),
}


@pytest.fixture
def closed(seat: Login, details: Draft) -> str:
    """A meeting that Ada chaired and closed."""
    ada = seat("ada")
    name = ada.begin([details, new(a_note("n1"))], "Ada")
    ada.append(name, [new(Closure(digest=digest(ada.versions(name)), position=2))], "Ada")
    return name


def everything(past: Past) -> Rows:
    line = past(OWNER)
    versions = line.execute("SELECT * FROM chairtui.version ORDER BY meeting, seq").fetchall()
    return [*line.execute("SELECT * FROM chairtui.meeting ORDER BY id").fetchall(), *versions]


def refused(line: psycopg.Connection[tuple[object, ...]], call: str) -> str | None:
    with pytest.raises(errors.DatabaseError) as error:
        line.execute(f"SELECT chairtui.{call}".encode())
    return error.value.sqlstate


@pytest.mark.parametrize("arguments", CALLS.values(), ids=CALLS)
def test_a_member_cannot_change_a_closed_meeting_by_a_malformed_call(
    closed: str, past: Past, seat: Login, arguments: tuple[str, ...]
) -> None:
    before = everything(past)
    ids, stages, boxes, head = arguments
    assert refused(past("ada"), f"keep('{closed}', 3, {ids}, {stages}, {boxes}, {head})") == "CT008"
    assert refused(past("ada"), f"make_meeting('m777', '', {ids}, {stages}, {boxes}, {head})") == "CT008"
    assert everything(past) == before
    assert [m.id for m in seat("ada").meetings()] == [closed]


@pytest.mark.parametrize(
    "arguments",
    [
        "gen_random_uuid(), 'afterwards', '\\x00', '\\x00'",
        "gen_random_uuid(), 'afterwards', '\\x00', NULL",
        f"NULL, 'afterwards', '\\x00', {HEAD}",
        f"gen_random_uuid(), NULL, '\\x00', {HEAD}",
        f"gen_random_uuid(), 'afterwards', NULL, {HEAD}",
        f"gen_random_uuid(), 'whenever', '\\x00', {HEAD}",
        f"gen_random_uuid(), 'meeting', '\\x00', {HEAD}",
    ],
)
def test_nor_by_a_malformed_call_for_one_version(closed: str, past: Past, arguments: str) -> None:
    before = everything(past)
    assert refused(past("ada"), f"keep_one('{closed}', 3, {arguments})")
    assert everything(past) == before


@pytest.mark.parametrize("name", ["last", "M1", "-m1", "", "m" * 81])
def test_no_meeting_is_made_under_a_name_that_is_no_id(closed: str, past: Past, name: str) -> None:
    before = everything(past)
    call = f"make_meeting('{name}', '', {IDS}, '{{meeting}}', ARRAY['\\x00'::bytea], {HEAD})"
    assert refused(past("ada"), call) == "CT008"
    assert everything(past) == before


@pytest.mark.parametrize(("seq", "stage"), [(0, "afterwards"), (-1, "afterwards"), (4, "whenever"), (4, "meeting")])
def test_nor_does_the_owner_add_an_entry_that_is_none(closed: str, past: Past, seq: int, stage: str) -> None:
    before = everything(past)
    added = f"INSERT INTO chairtui.version VALUES ('{closed}', {seq}, gen_random_uuid(), '{stage}', '')"
    with pytest.raises(errors.DatabaseError) as error:
        past(OWNER).execute(added.encode())
    assert error.value.sqlstate == ("CT001" if stage == "meeting" else "CT008")
    assert everything(past) == before


@pytest.fixture
def spoiled(closed: str, past: Past) -> str:
    """The meeting with a head that fits nothing, as one could be left by an earlier form of the store."""
    past(OWNER).execute("UPDATE chairtui.meeting SET head = '\\x00'")
    return closed


def test_a_meeting_whose_head_fits_nothing_is_listed_by_its_entries_and_says_how_to_mend_it(
    spoiled: str, seat: Login
) -> None:
    ada = seat("ada")
    [listed] = ada.meetings()
    assert (listed.id, listed.state, listed.position) == (spoiled, "closed", 3)
    assert len(ada.sound(spoiled)) == 3
    with pytest.raises(Broken, match="doctor --repair") as broken:
        ada.versions(spoiled)
    assert broken.value.sound == 3


def test_the_owner_makes_a_head_again_from_the_entries(spoiled: str, past: Past, seat: Login) -> None:
    watching = seat("ada")
    with pytest.raises(Broken):
        watching.versions(spoiled)
    assert seat(OWNER).repair_head(spoiled) == 3
    assert len(seat("ada").versions(spoiled)) == len(watching.versions(spoiled)) == 3
    assert seat(OWNER).repair_head(spoiled) == 0


def test_rows_that_were_changed_are_not_mended_by_a_new_head(closed: str, past: Past, seat: Login) -> None:
    line = past(OWNER)
    line.execute("DELETE FROM chairtui.version WHERE seq = 2")
    before = everything(past)
    assert seat(OWNER).repair_head(closed) == 0
    assert everything(past) == before
    assert seat("ada").meetings()[0].position == 3


@pytest.fixture
def where(postgresql_server: RealServer, database: str) -> Callable[[str], str]:
    return lambda login: postgresql_server.address(database, login)


@pytest.mark.parametrize(("login", "done", "said"), [(OWNER, True, "made anew"), ("ada", False, "Only the login")])
def test_doctor_repairs_heads_for_the_owner_alone(
    spoiled: str, where: Callable[[str], str], clock: Clock, tmp_path: Path, login: str, done: bool, said: str
) -> None:
    environment = StoreEnvironment(now=clock, new_id=lambda: "m9", asking=lambda _: Says(), own=tmp_path)
    store = DatabaseStore(where(login), environment)
    [repair] = store.repair()
    assert (repair.meeting, repair.done) == (spoiled, done)
    assert said in repair.message
    assert [found.state for found in store.examine()] == ["sound" if done else "broken"]
    store.close()


def test_a_closed_meeting_stays_listed_by_its_entries_when_a_member_adds_one_that_does_not_open(
    closed: str, past: Past, seat: Login
) -> None:
    past("ada").execute(
        f"SELECT chairtui.keep_one('{closed}', 3, gen_random_uuid(), 'afterwards', '', {HEAD})".encode()
    )
    ada = seat("ada")
    [listed] = ada.meetings()
    assert (listed.id, listed.title, listed.state, listed.position) == (closed, "Strategy meeting", "closed", 3)
    [notice] = ada.notices()
    assert closed in notice
    assert "can't be read whole" in notice
    assert len(ada.sound(closed)) == 3


def test_a_head_that_says_another_title_than_the_entries_is_found_and_mended(
    closed: str, past: Past, seat: Login
) -> None:
    ada = seat("ada")
    [listed] = ada.meetings()
    cached = ada._cached(closed)
    forged = cached._heads.encrypt(listed.model_copy(update={"title": "ALTERED"}), cached._chain)
    past(OWNER).execute("UPDATE chairtui.meeting SET head = %s", (forged,))
    with pytest.raises(Broken, match="doctor --repair"):
        seat("ada").versions(closed)
    assert seat(OWNER).repair_head(closed) == 3
    assert [m.title for m in seat("ada").meetings()] == ["Strategy meeting"]
