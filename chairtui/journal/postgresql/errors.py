"""Errors of psycopg and the server as `JournalError`s with a one-line message."""

from __future__ import annotations

import psycopg
from psycopg import errors

from chairtui.journal.protocol import (
    JournalError,
    NoSuchMeeting,
    NotAdmitted,
    NotReady,
    NotSaved,
    Refused,
    Unreachable,
)
from chairtui.words import closing, journal
from chairtui.words import server as words

TEMPORARY = ("starting up", "shutting down", "recovery", "too many", "slots are reserved", "terminating connection")
"""In the messages of a server that will accept connections later."""
UNTRUSTED = ("certificate", "does not support SSL")
"""In messages about an unverified server, but not in those about a dropped TLS connection."""
NO_CREDENTIALS = ("no password supplied", "password authentication")
"""libpq's own messages when it has nothing to log in with."""


def connection_error(error: psycopg.Error, server: str) -> JournalError:
    """Why a connection failed."""
    said = reason(error)
    refused = "FATAL" in said and not any(word in said for word in TEMPORARY)
    if refused or any(word in said for word in NO_CREDENTIALS):
        shown = said.rpartition("FATAL:" if refused else "failed:")[2].strip()
        return NotAdmitted(words.NOT_ADMITTED.format(server=server, reason=shown))
    if any(word in said for word in UNTRUSTED) and "FATAL" not in said:
        return NotAdmitted(words.NOT_TRUSTED.format(server=server, reason=said))
    return Unreachable(words.UNREACHABLE.format(server=server, reason=said))


def query_error(error: psycopg.Error, server: str, meeting: str, login: str) -> JournalError:
    """Why a statement failed on a connection that is still usable; names the meeting and login."""
    rule = _RULES.get(error.sqlstate or "")
    if rule is not None:
        kind, message = rule
        return kind(message.format(name=meeting, login=login, server=server))
    if isinstance(error, errors.InvalidSchemaName | errors.UndefinedTable | errors.UndefinedFunction):
        return NotReady(words.NO_STORE.format(server=server))
    if isinstance(error, errors.InsufficientPrivilege):
        return NotAdmitted(words.NOT_IN_TEAM.format(server=server))
    if isinstance(error, errors.DiskFull):
        return _not_saved(journal.NO_SPACE)
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return _not_saved(words.NOT_SAVED_READ_ONLY)
    return NotSaved(words.SERVER_SAYS.format(server=server, reason=reason(error)))


def is_connection_lost(connection: psycopg.Connection[tuple[object, ...]], error: psycopg.Error) -> bool:
    """Whether the connection is gone, or unusable."""
    return connection.closed or connection.broken or isinstance(error, psycopg.InterfaceError | errors.AdminShutdown)


def reason(error: psycopg.Error) -> str:
    """The last line of a message that says something: with several hosts, the last one's."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith(("DETAIL", "HINT", "Is the server", "Multiple", "- "))]
    return (said or lines or [type(error).__name__])[-1].rstrip(".")


def _not_saved(reason: str) -> NotSaved:
    return NotSaved(journal.NOT_SAVED.format(reason=reason, remedy=words.NOT_SAVED_REMEDY))


_RULES: dict[str, tuple[type[JournalError], str]] = {
    "CT001": (Refused, closing.CLOSED),
    "CT002": (NoSuchMeeting, journal.NO_SUCH_MEETING),
    "CT003": (Refused, words.READER),
    "CT004": (Refused, words.ONLY_CHAIR),
    "CT006": (Refused, words.NO_LOGIN),
    "CT007": (Refused, words.LAST_CHAIR),
}
"""Errors raised in data/schema that a person may meet."""
