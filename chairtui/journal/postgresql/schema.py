"""The schema of a store's database: numbered SQL files, each taken once, in order, all that are new or none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, UndefinedTable

from chairtui.data_files import data_folder
from chairtui.journal.postgresql import errors
from chairtui.journal.protocol import Newer, NotAdmitted, NotReady, Refused
from chairtui.meeting.frozen import Frozen
from chairtui.words import server as words

if TYPE_CHECKING:
    from chairtui.journal.postgresql.server import Line, Server

ONE_AT_A_TIME = 7_224_887_201
"""The advisory lock under which a schema is changed."""


class Step(Frozen):
    """One numbered file."""

    number: int
    name: str
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """The steps this program knows, in order."""
    files = sorted((data_folder() / "schema").glob("[0-9][0-9][0-9]_*.sql"))
    return tuple(
        Step(number=int(file.name[:3]), name=file.stem[4:], sql=file.read_text(encoding="utf-8")) for file in files
    )


def wanted() -> int:
    """The number of the newest step this program knows."""
    return steps()[-1].number


def taken(line: Line) -> int:
    """The number of the last step a database has been through, 0 for none."""
    found = line.execute("SELECT to_regclass('chairtui.step') IS NOT NULL").fetchone()
    if found is None or not found[0]:
        return 0
    row = line.execute("SELECT coalesce(max(number), 0) FROM chairtui.step").fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


def refuse_unless_current(line: Line, server: str) -> None:
    """Raises `NotReady`, `Newer` for any other schema than this program's."""
    try:
        row = line.execute("SELECT max(number) FROM chairtui.step").fetchone()
    except (InvalidSchemaName, UndefinedTable):
        row = None
    found = row[0] if row is not None else None
    if not isinstance(found, int):
        raise NotReady(words.NO_STORE.format(server=server))
    if found < wanted():
        raise NotReady(words.OLDER.format(server=server, found=found, wanted=wanted()))
    if found > wanted():
        raise Newer(words.NEWER.format(server=server, found=found, wanted=wanted()))


def bring_up_to_date(server: Server, *, only_if_there: bool = False) -> tuple[int, int]:
    """Take every step that is new to the database; where it stood before, and where it stands.

    Raises `NotReady` for one that isn't there, if `only_if_there`; `Newer`; `Refused` for a login that may not.
    """
    try:
        return _taking(server, only_if_there=only_if_there)
    except NotAdmitted as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        said = words.MAY_NOT_MAKE.format(server=server.name, reason=errors.reason(error.__cause__))
        raise Refused(said) from None


def _taking(server: Server, *, only_if_there: bool) -> tuple[int, int]:
    with server.transaction(ready=False) as line:
        line.execute("SELECT pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
        before = taken(line)
        if only_if_there and not before:
            raise NotReady(words.NO_STORE.format(server=server.name))
        if before > wanted():
            raise Newer(words.NEWER.format(server=server.name, found=before, wanted=wanted()))
        for step in steps():
            if step.number > before:
                line.execute(step.sql.encode("utf-8"))
                line.execute("INSERT INTO chairtui.step (number, name) VALUES (%s, %s)", (step.number, step.name))
    return before, wanted()


def found(server: Server) -> int:
    """Where the database stands, 0 for no store; whatever this program knows."""
    with server.transaction(ready=False) as line:
        return taken(line)
