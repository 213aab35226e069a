"""Run the migrations a database lacks, all in one transaction."""

from __future__ import annotations

from psycopg.errors import InsufficientPrivilege

from chairtui.journal.postgresql import errors, schema
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import NotAdmitted, NotReady, Refused
from chairtui.words import server as words


def migrate(server: Server, *, only_existing: bool = False) -> tuple[int, int]:
    """Run every missing migration; return the schema's number before and after.

    Raises `NotReady` for a database without a store if `only_existing`, `Newer`, and `Refused` for a login that may
    not.
    """
    try:
        return _migrate(server, only_existing=only_existing)
    except NotAdmitted as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        said = words.MAY_NOT_MAKE.format(server=server.name, reason=errors.reason(error.__cause__))
        raise Refused(said) from None


def _migrate(server: Server, *, only_existing: bool) -> tuple[int, int]:
    with server.transaction(check_schema=False) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (schema.MIGRATION_LOCK,))
        before = schema.installed(connection)
        if only_existing and not before:
            raise NotReady(words.NO_STORE.format(server=server.name))
        schema.refuse_newer(before, server.name)
        for migration in schema.migrations():
            if migration.number > before:
                connection.execute(migration.sql.encode("utf-8"))
                connection.execute(
                    "INSERT INTO chairtui.step (number, name) VALUES (%s, %s)", (migration.number, migration.name)
                )
    return before, schema.latest()
