"""Change a store's key: move its meetings into a new store, each under a new key, with their members and provenance.

Nobody stops for it. A meeting that was written to in the last hours stays where it is, for a later run. One that is
moved can only be read in the old store from then on, so that it has one history: the new store shows it to nobody
before. A run that is killed at any point is finished by the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from chairtui.journal.key_file import same_key
from chairtui.journal.moved import Moved
from chairtui.journal.postgresql import queries
from chairtui.journal.postgresql.connection import QUERY_TIMEOUT, Row
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.meeting_cache import CachedMeeting, PreparedWrite
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import Broken, NotSaved, Refused
from chairtui.meeting.records import Version
from chairtui.words import server as words

IDLE_HOURS = 12
"""A meeting that was written to more recently may be going on."""

REKEY_LOCK = 7_224_887_202
"""Key of the advisory lock held in the old store during a run."""
HIDDEN = "(not yet, as the meeting is still being moved here from the old store) "
"""Precedes the logins of a meeting that isn't moved yet. Longer than any login, so that no login begins with it."""

OWNS = "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'chairtui.version'::regclass"
LAST_WRITTEN = (
    "SELECT max(written), max(written) > clock_timestamp() - make_interval(hours => %s) "
    "FROM chairtui.version WHERE meeting = %s"
)
MEETING = "SELECT made_by, made FROM chairtui.meeting WHERE id = %s"
MEMBERS = "SELECT login, seat FROM chairtui.member WHERE meeting = %s ORDER BY login"
PROVENANCE = "SELECT id, written_by, written FROM chairtui.version WHERE meeting = %s ORDER BY seq"
INSERT_MEETING = (
    b"INSERT INTO chairtui.meeting (id, wrapped, position, head, made_by, made) VALUES (%s, %s, %s, %s, %s, %s)"
)
INSERT_VERSION = (
    b"INSERT INTO chairtui.version (meeting, seq, id, stage, box, written_by, written) "
    b"VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
INSERT_MEMBER = b"INSERT INTO chairtui.member (meeting, login, seat) VALUES (%s, %s, %s)"
TALLY = "SELECT meeting, position, held, agencies, counted::text FROM chairtui.tally WHERE meeting = %s"
INSERT_TALLY = b"INSERT INTO chairtui.tally (meeting, position, held, agencies, counted) VALUES (%s, %s, %s, %s, %s)"
DELETE_MEETING = b"DELETE FROM chairtui.meeting WHERE id = %s AND position = %s"
LOCK_MEETING = b"SELECT position FROM chairtui.meeting WHERE id = %s FOR UPDATE"
UNHIDE = b"UPDATE chairtui.member SET login = substr(login, %s) WHERE meeting = %s AND starts_with(login, %s)"
MAKE_READERS = b"UPDATE chairtui.member SET seat = 'reader' WHERE meeting = %s AND seat <> 'reader'"


def rekey(source: PostgresJournal, target: PostgresJournal) -> Iterator[Moved]:
    """Move each meeting that isn't in use. May be interrupted and repeated.

    Raises `Refused` for anybody but the owner of both stores, where both have the same key, and during another run.
    """
    for server in (source.server, target.server):
        if server.execute(OWNS) != [(True,)]:
            raise Refused(words.ONLY_OWNER.format(server=server.name))
    old, new = source.vault.cipher(), target.vault.cipher()
    if old is None or new is None:
        missing = (source if old is None else target).server.name
        raise Refused(words.NO_KEY_YET.format(server=missing))
    if old.store == new.store or same_key(old, new):
        raise Refused(words.REKEY_SAME)
    return _moved(source, target)


def _moved(source: PostgresJournal, target: PostgresJournal) -> Iterator[Moved]:
    with _only_run(source.server):
        for meeting in source.ids():
            try:
                yield _move(source, target, meeting)
            except (Broken, Refused, NotSaved) as error:
                message = words.REKEY_NOT_MOVED.format(meeting=meeting, reason=error)
                yield Moved(meeting=meeting, state="not moved", message=message)


@contextmanager
def _only_run(server: Server) -> Iterator[None]:
    """Hold the lock on a connection of its own, as a store's may be opened again in between."""
    connection = server.connect()
    try:
        [locked] = connection.execute("SELECT pg_try_advisory_lock(%s)", (REKEY_LOCK,)).fetchone() or (False,)
        if locked is not True:
            raise Refused(words.REKEY_TWICE.format(server=server.name))
        yield
    finally:
        connection.close()


def _move(source: PostgresJournal, target: PostgresJournal, meeting: str) -> Moved:
    is_there = meeting in queries.ids(target.server, meeting)
    [[written, recent]] = source.server.execute(LAST_WRITTEN, (IDLE_HOURS, meeting))
    versions = source.versions(meeting)
    if is_there:
        taken = target.versions(meeting)
        if taken[: len(versions)] != versions[: len(taken)]:
            raise Refused(words.REKEY_APART)
        if len(taken) < len(versions):
            # An interrupted run left it writable in the old store.
            _delete(target, meeting, len(taken))
            is_there = False
    if not is_there:
        if recent:
            at = cast(datetime, written).astimezone(versions[-1].at.tzinfo)
            message = words.REKEY_IN_USE.format(meeting=meeting, at=f"{at:%d %b %H:%M}")
            return Moved(meeting=meeting, state="in use", message=message)
        _insert(source.server, target, meeting, versions)
    if not _make_read_only(source.server, meeting, len(versions)):
        _delete(target, meeting, len(versions))
        message = words.REKEY_IN_USE.format(meeting=meeting, at=words.JUST_NOW)
        return Moved(meeting=meeting, state="in use", message=message)
    _show(target.server, meeting)
    message = words.REKEY_MOVED.format(meeting=meeting, entries=len(versions))
    return Moved(meeting=meeting, state="moved", message=message)


def _insert(source: Server, target: PostgresJournal, meeting: str, versions: Sequence[Version]) -> None:
    cipher = target.vault.cipher()
    assert cipher is not None
    provenance = source.execute(PROVENANCE, (meeting,), timeout=QUERY_TIMEOUT)[: len(versions)]
    cached = CachedMeeting(cipher, meeting)
    wrapped = cached.generate_key()
    prepared = cached.prepare(versions, [str(version_id) for version_id, _, _ in provenance])
    [made] = source.execute(MEETING, (meeting,))
    members = source.execute(MEMBERS, (meeting,))
    tally = source.execute(TALLY, (meeting,))
    with target.server.transaction() as connection, connection.cursor() as cursor:
        cursor.execute(INSERT_MEETING, (meeting, wrapped, len(versions), prepared.head, *made))
        cursor.executemany(INSERT_VERSION, _rows(meeting, prepared, provenance))
        cursor.executemany(INSERT_MEMBER, [(meeting, f"{HIDDEN}{login}", seat) for login, seat in members])
        cursor.executemany(INSERT_TALLY, tally)
    if target.versions(meeting) != list(versions):
        raise Refused(words.REKEY_APART)


def _rows(meeting: str, prepared: PreparedWrite, provenance: Sequence[Row]) -> list[Row]:
    return [
        (meeting, row.seq, row.id, row.stage, row.ciphertext, by, at)
        for row, (_, by, at) in zip(prepared.rows, provenance, strict=True)
    ]


def _show(server: Server, meeting: str) -> None:
    """Let the members see a meeting, now that they can't write to it in the old store."""
    with server.transaction() as connection:
        connection.execute(UNHIDE, (len(HIDDEN) + 1, meeting, HIDDEN))


def _make_read_only(server: Server, meeting: str, position: int) -> bool:
    """Make every member a reader, unless somebody has written since `position`; whether that was done."""
    with server.transaction() as connection:
        if connection.execute(LOCK_MEETING, (meeting,)).fetchone() != (position,):
            return False
        connection.execute(MAKE_READERS, (meeting,))
    return True


def _delete(target: PostgresJournal, meeting: str, position: int) -> None:
    """Take back a copy that nobody has written to."""
    with target.server.transaction() as connection:
        connection.execute(DELETE_MEETING, (meeting, position))
    target.forget(meeting)
