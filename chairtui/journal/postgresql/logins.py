"""Opening one store as many logins, for a door whose people were signed in by other means.

The server decides as which logins it lets the door in: by a map in pg_ident.conf for `peer` or `cert`, or by passwords
in the door's password file. `session_user` is then the person's own login, by which row-level security and the
functions go. SET ROLE would leave the door's login there, and SET SESSION AUTHORIZATION needs a superuser.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit

from chairtui.journal.postgresql.address import Address
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import JournalError, NotAdmitted
from chairtui.words import server as words

OWN = frozenset({"user", "password", "passfile", "service", "options"})
"""Parameters that an address for many logins can't have."""

# {of}: roles that see past row-level security, could become one that does, or get out of the database.
ABOVE = """
rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication
OR rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
OR oid IN (SELECT relowner FROM pg_catalog.pg_class WHERE relnamespace = 'chairtui'::regnamespace)
"""
SESSION = f"""
SELECT session_user::text, current_user::text, EXISTS (
  SELECT FROM pg_catalog.pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') AND ({ABOVE})
)
"""
LOGINS_ABOVE = f"SELECT rolname::text FROM pg_catalog.pg_roles WHERE rolcanlogin AND ({ABOVE}) ORDER BY 1 LIMIT 50"


class StoreLogins:
    """A store's address without a login, such as postgresql:///meetings?host=/var/run/postgresql."""

    def __init__(self, where: str) -> None:
        """Raises `NotAdmitted` for an invalid address, and for one that names a login or has secrets in it."""
        self._name = Address(where).name
        self._parts = urlsplit(where)
        given = {key for key, _ in parse_qsl(self._parts.query, keep_blank_values=True)}
        if "@" in self._parts.netloc or given & OWN:
            raise NotAdmitted(words.ADDRESS_HAS_LOGIN.format(server=self._name))

    def address(self, login: str) -> str:
        """The address of the store for one login."""
        return self._parts._replace(netloc=f"{quote(login, safe='')}@{self._parts.netloc}").geturl()

    def refuse_unfit(self, login: str) -> None:
        """As `refuse_unfit`, for one of the logins."""
        refuse_unfit(self.address(login), login)

    def refuse_way_above(self, login: str) -> None:
        """Raise `NotAdmitted` if the server would let this program in as a login that sees every meeting. `login` is
        one that it lets in, to ask it with."""
        with _server(self.address(login)) as server:
            found = [str(name) for [name] in server.execute(LOGINS_ABOVE)]
        for name in found:
            if self._lets_in(name):
                raise NotAdmitted(words.DOOR_TOO_WIDE.format(server=self._name, login=name))

    def _lets_in(self, login: str) -> bool:
        with _server(self.address(login)) as server:
            try:
                server.connect(check_schema=False).close()
            except JournalError:
                return False
        return True


def refuse_unfit(where: str, login: str) -> None:
    """Raise `NotAdmitted` unless the server opens the store as exactly this login, which sees no more than its seats.

    Raises besides what `Server.execute` raises.
    """
    with _server(where) as server:
        [[session, current, above]] = server.execute(SESSION)
    if (session, current) != (login, login):
        raise NotAdmitted(words.OTHER_LOGIN.format(server=server.name, login=login, found=session))
    if above is not False:
        raise NotAdmitted(words.LOGIN_ABOVE.format(server=server.name, login=login))


@contextmanager
def _server(where: str) -> Iterator[Server]:
    server = Server(where, lambda: datetime.now(UTC))
    try:
        yield server
    finally:
        server.close()
