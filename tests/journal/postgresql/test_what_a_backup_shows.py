"""A dump of the whole database without its key: nothing typed can be read, and no change goes unnoticed."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable

import pytest
from psycopg import sql

from chairtui.journal.postgresql import queries
from chairtui.journal.protocol import Broken, Locked, NoSuchMeeting, WrongPassphrase
from chairtui.meeting.records import Attendee, Draft
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.journal.vaults import on_server
from tests.servers import RealServer

Tamper = Callable[[str], None]
TYPED = ("Testa", "Ambrose", "Quillfeather", "swimming", "Strategy", "bristol", "observation", "attendee", "four words")
"""Names, texts, the passphrase and even what kind of thing was written down."""


@pytest.fixture
def meeting(seat: Login, details: Draft) -> str:
    ada = seat("ada")
    name = ada.begin([details, new(Attendee(id="p1", name="Ambrose Quillfeather"))], "Ambrose")
    for number in range(3):
        ada.append(name, [new(a_note(f"n{number}", f"Testa goes swimming {number}."))], "Ambrose")
    return name


def shown(held: bytes) -> list[str]:
    """What of TYPED can be read there, as it is or the ways bytes are usually written down."""
    lowered = held.lower()
    found = []
    for word in TYPED:
        raw = word.encode()
        if any(each.lower() in lowered for each in (raw, raw.hex().encode(), base64.b64encode(raw).rstrip(b"=")[:-1])):
            found.append(word)
    return found


@pytest.mark.postgresql_dump
def test_a_dump_of_the_database_shows_nothing_that_was_typed(
    meeting: str, postgresql_server: RealServer, database: str
) -> None:
    dump = subprocess.run(
        [postgresql_server.programs / "pg_dump", postgresql_server.address(database)], capture_output=True, check=True
    ).stdout
    assert meeting.encode() in dump
    assert dump.count(b"\tada\t") >= 5
    assert shown(dump) == []


@pytest.mark.postgresql_dump
def test_a_dump_that_is_put_back_is_the_same_store_with_the_same_rules(
    meeting: str, postgresql_server: RealServer, database: str, seat: Login, clock: Clock
) -> None:
    whole = seat("ada").versions(meeting)
    dump = subprocess.run(
        [postgresql_server.programs / "pg_dump", postgresql_server.address(database)], capture_output=True, check=True
    ).stdout
    postgresql_server.as_owner(sql.SQL("CREATE DATABASE put_back"))
    try:
        asked = [
            str(postgresql_server.programs / "psql"),
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            postgresql_server.address("put_back"),
        ]
        subprocess.run(asked, input=dump, stdout=subprocess.DEVNULL, check=True)
        ada, mallory = (
            on_server(postgresql_server.address("put_back", login), clock, lambda: "x") for login in ("ada", "mallory")
        )
        assert ada.versions(meeting) == whole
        assert [v.seq for v in ada.append(meeting, [new(a_note("after"))], "Ada")] == [len(whole) + 1]
        assert mallory.meetings() == []
        with pytest.raises(NoSuchMeeting):
            mallory.versions(meeting)
        for journal in (ada, mallory):
            journal.close()
    finally:
        postgresql_server.as_owner(sql.SQL("DROP DATABASE put_back WITH (FORCE)"))


def test_the_servers_own_files_and_its_log_show_nothing_either(
    meeting: str, postgresql_server: RealServer, past: Past, seat: Login
) -> None:
    past("keeper").execute("ALTER ROLE ben SET log_statement = 'all'")
    queries.give_seat(seat("ada").server, meeting, "ben", "note-taker")
    seat("ben").append(meeting, [new(a_note("n9", "Testa goes swimming."))], "Ambrose Quillfeather")
    past("keeper").execute("ALTER ROLE ben RESET log_statement")
    past("keeper").execute("CHECKPOINT")
    log = (postgresql_server.folder / "log").read_bytes()
    assert b"chairtui.keep" in log
    assert shown(log) == []
    for folder in ("base", "pg_wal"):
        for file in (postgresql_server.folder / "data" / folder).rglob("*"):
            held = file.read_bytes() if file.is_file() and file.stat().st_size < 20_000_000 else b""
            assert not [word for word in ("Quillfeather", "swimming", "four words") if word.encode() in held], file


def test_answers_of_one_length_say_nothing_by_it(meeting: str, seat: Login, past: Past) -> None:
    for number, text in enumerate(("Yes", "No")):
        seat("ada").append(meeting, [new(a_note(f"y{number}", text))], "Ambrose")
    lengths = past("keeper").execute("SELECT DISTINCT length(box) FROM chairtui.version WHERE seq > 5").fetchall()
    assert len(lengths) == 1


def test_without_the_passphrase_there_is_nothing_to_see(meeting: str, seat: Login) -> None:
    guessing = seat("ada", "not the passphrase")
    with pytest.raises(WrongPassphrase):
        guessing.meetings()
    with pytest.raises(WrongPassphrase):
        guessing.versions(meeting)
    with pytest.raises(WrongPassphrase):
        guessing.begin([new(a_details())], "Ambrose")


@pytest.fixture
def tamper(past: Past) -> Tamper:
    """Change rows as only who looks after the server could, rules switched off."""

    def change(statement: str) -> None:
        line = past("keeper")
        line.execute("ALTER TABLE chairtui.version DISABLE TRIGGER USER")
        line.execute(statement.encode())
        line.execute("ALTER TABLE chairtui.version ENABLE TRIGGER USER")

    return change


@pytest.mark.parametrize(
    ("statement", "sound", "why"),
    [
        ("UPDATE chairtui.version SET box = set_byte(box, 40, get_byte(box, 40) # 1) WHERE seq = 3", 2, "changed"),
        ("UPDATE chairtui.version SET id = gen_random_uuid() WHERE seq = 4", 3, "changed"),
        ("UPDATE chairtui.version SET stage = 'afterwards' WHERE seq = 2", 1, "changed"),
        ("DELETE FROM chairtui.version WHERE seq = 3", 2, "changed"),
        ("DELETE FROM chairtui.version WHERE seq = 5", 4, "cut"),
        (
            "DELETE FROM chairtui.version WHERE seq = 5; UPDATE chairtui.meeting SET position = 4",
            4,
            "changed",
        ),
        (
            "DELETE FROM chairtui.version WHERE seq = 3; UPDATE chairtui.version SET seq = seq - 1 WHERE seq > 3; "
            "UPDATE chairtui.meeting SET position = 4",
            2,
            "changed",
        ),
        (
            "UPDATE chairtui.version SET seq = 99 WHERE seq = 3; UPDATE chairtui.version SET seq = 3 WHERE seq = 4; "
            "UPDATE chairtui.version SET seq = 4 WHERE seq = 99",
            2,
            "changed",
        ),
        ("UPDATE chairtui.meeting SET head = set_byte(head, 20, get_byte(head, 20) # 1)", 5, "changed"),
        ("UPDATE chairtui.meeting SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)", 0, "elsewhere"),
    ],
)
def test_rows_that_were_changed_moved_or_removed_are_found(
    meeting: str, seat: Login, tamper: Tamper, statement: str, sound: int, why: str
) -> None:
    whole = seat("ada").versions(meeting)
    tamper(statement)
    ada = seat("ada")
    with pytest.raises(Broken) as broken:
        ada.versions(meeting)
    assert (broken.value.sound, broken.value.why) == (sound, why)
    assert ada.sound(meeting) == whole[:sound]
    with pytest.raises(Broken):
        ada.append(meeting, [new(a_note("after"))], "Ada")
    assert "\n" not in str(broken.value)


def test_rows_of_another_meeting_do_not_open_here(meeting: str, seat: Login, tamper: Tamper) -> None:
    other = seat("ada").begin([new(a_details("Other"))], "Ada")
    tamper(
        "UPDATE chairtui.version AS v SET box = o.box, id = o.id FROM chairtui.version AS o "
        f"WHERE v.meeting = '{other}' AND v.seq = 1 AND o.meeting = '{meeting}' AND o.seq = 1; "
    )
    with pytest.raises(Broken):
        seat("ada").versions(other)
    assert len(seat("ada").versions(meeting)) == 5


def test_a_row_of_another_past_does_not_carry_what_followed_in_this_one(
    meeting: str, seat: Login, tamper: Tamper, past: Past
) -> None:
    line = past("keeper")
    before = line.execute("SELECT position, head FROM chairtui.meeting").fetchone()
    seat("ada").append(meeting, [new(a_note("first", "As it was first."))], "Ada")
    first = line.execute("SELECT id, box FROM chairtui.version WHERE seq = 6").fetchone()
    tamper("DELETE FROM chairtui.version WHERE seq = 6")
    line.execute("UPDATE chairtui.meeting SET position = %s, head = %s", before)
    ada = seat("ada")
    ada.append(meeting, [new(a_note("second"))], "Ada")
    ada.append(meeting, [new(a_note("third"))], "Ada")
    assert first is not None
    assert isinstance(first[1], bytes)
    tamper(f"UPDATE chairtui.version SET id = '{first[0]}', box = '\\x{first[1].hex()}' WHERE seq = 6")
    with pytest.raises(Broken) as broken:
        seat("ada").versions(meeting)
    assert broken.value.line == 7


def test_a_seat_that_saw_more_misses_what_was_taken_back(meeting: str, seat: Login, tamper: Tamper, past: Past) -> None:
    ada = seat("ada")
    line = past("keeper")
    before = line.execute("SELECT position, head FROM chairtui.meeting").fetchone()
    ada.append(meeting, [new(a_note("late"))], "Ada")
    tamper("DELETE FROM chairtui.version WHERE seq = 6")
    line.execute("UPDATE chairtui.meeting SET position = %s, head = %s", before)
    with pytest.raises(Broken) as broken:
        ada.versions(meeting)
    assert broken.value.why == "cut"


def test_a_meeting_whose_head_and_a_later_entry_were_changed_is_listed_by_the_sound_ones_and_named(
    meeting: str, seat: Login, tamper: Tamper
) -> None:
    tamper("UPDATE chairtui.meeting SET head = ''; UPDATE chairtui.version SET box = '' WHERE seq = 2")
    ada = seat("ada")
    assert [(listing.id, listing.position) for listing in ada.meetings()] == [(meeting, 1)]
    assert meeting in " ".join(ada.notices())
    assert ada.notices() == []


def test_a_meeting_whose_head_and_first_entry_were_changed_is_left_out_of_the_list_and_named(
    meeting: str, seat: Login, tamper: Tamper
) -> None:
    tamper("UPDATE chairtui.meeting SET head = ''; UPDATE chairtui.version SET box = '' WHERE seq = 1")
    ada = seat("ada")
    assert ada.meetings() == []
    assert meeting in " ".join(ada.notices())
    assert ada.notices() == []


def test_a_store_whose_key_was_changed_stays_shut(meeting: str, seat: Login, past: Past) -> None:
    line = past("keeper")
    kept = line.execute("SELECT key FROM chairtui.store").fetchone()
    for key in (None, "", "{}", str(kept)):
        line.execute("UPDATE chairtui.store SET key = %s", (key,))
        with pytest.raises(Locked):
            seat("ada").versions(meeting)
    line.execute("UPDATE chairtui.store SET key = %s", kept)
    assert len(seat("ada").versions(meeting)) == 5
