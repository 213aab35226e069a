"""The database schema as numbered SQL migrations, and the check that a database has exactly this program's."""

from __future__ import annotations

from functools import cache

from psycopg.errors import InvalidSchemaName, UndefinedTable

from chairtui.data_files import data_folder
from chairtui.journal.postgresql.connection import ServerConnection
from chairtui.journal.protocol import Newer, NotReady
from chairtui.meeting.frozen import Frozen
from chairtui.words import server as words

MIGRATION_LOCK = 7_224_887_201
"""Key of the advisory lock held while migrations run."""


class Migration(Frozen):
    """One numbered SQL file."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations of this program, in order."""
    files = sorted((data_folder() / "schema").glob("[0-9][0-9][0-9]_*.sql"))
    return tuple(
        Migration(number=int(file.name[:3]), name=file.stem[4:], sql=file.read_text(encoding="utf-8")) for file in files
    )


def latest() -> int:
    """The number of this program's newest migration."""
    return migrations()[-1].number


def installed(connection: ServerConnection) -> int:
    """The number of the last migration that a database has had, 0 without a store."""
    found = connection.execute("SELECT to_regclass('chairtui.step') IS NOT NULL").fetchone()
    if found is None or not found[0]:
        return 0
    row = connection.execute("SELECT coalesce(max(number), 0) FROM chairtui.step").fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


def refuse_unless_current(connection: ServerConnection, server: str) -> None:
    """Raise `NotReady` or `Newer` unless the database has exactly this program's migrations."""
    try:
        row = connection.execute("SELECT max(number) FROM chairtui.step").fetchone()
    except (InvalidSchemaName, UndefinedTable):
        row = None
    number = row[0] if row is not None else None
    if not isinstance(number, int):
        raise NotReady(words.NO_STORE.format(server=server))
    if number < latest():
        raise NotReady(words.OLDER.format(server=server, found=number, wanted=latest()))
    refuse_newer(number, server)


def refuse_newer(number: int, server: str) -> None:
    """Raise `Newer` for a database that a newer program has migrated."""
    if number > latest():
        raise Newer(words.NEWER.format(server=server, found=number, wanted=latest()))
