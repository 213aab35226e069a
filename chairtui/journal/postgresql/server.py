"""A store's server: one connection for requests and notifications, opened when needed and again after it was lost.

Each request is one idempotent transaction. One that finds the connection closed, as after a restart of the server, is
retried once on a new connection.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Literal

import psycopg

from chairtui.journal.postgresql import errors, schema
from chairtui.journal.postgresql.address import Address
from chairtui.journal.postgresql.channels import Callback, Channels
from chairtui.journal.postgresql.connection import QUERY_TIMEOUT, Params, ResponseTimeout, Row, ServerConnection
from chairtui.journal.protocol import NotAdmitted, Refused, Unreachable
from chairtui.words import server as words


class Server:
    """The server at an address. Thread-safe. Every failure is raised as a `JournalError`."""

    def __init__(self, where: str, now: Callable[[], datetime]) -> None:
        """Opens no connection yet. Raises `NotAdmitted` for an invalid address."""
        self.address = Address(where)
        self.name = self.address.name
        self.state: Literal["connected", "away"] = "connected"
        self.since: datetime | None = None
        self._now = now
        self._lock = threading.RLock()
        self._connection: ServerConnection | None = None
        self._channels = Channels(self._lock, self._drop)

    def execute(
        self, query: str, params: Params = (), *, meeting: str = "", login: str = "", timeout: float = QUERY_TIMEOUT
    ) -> list[Row]:
        """Run one statement as a transaction of its own; error messages name `meeting` and `login`."""
        with self._lock:
            was_open = self._connection is not None
            try:
                return self._execute(query, params, meeting, login, timeout)
            except ConnectionLost:
                if not was_open:
                    raise
            return self._execute(query, params, meeting, login, timeout)

    def _execute(self, query: str, params: Params, meeting: str, login: str, timeout: float) -> list[Row]:
        connection = self._current()
        connection.timeout_seconds = timeout
        with self._translating_errors(connection, meeting, login), self._channels.paused():
            return connection.execute(query.encode("utf-8"), params, binary=True).fetchall()

    def listen(self, channel: str, callback: Callback) -> None:
        """Have each notification's payload passed to `callback`, also after a reconnection."""
        with self._lock, self._translating_errors(self._current()):
            self._channels.add(channel, callback)

    def unlisten(self, channel: str, callback: Callback) -> None:
        """Undo `listen`."""
        self._channels.remove(channel, callback)

    @contextmanager
    def transaction(self, *, check_schema: bool = True) -> Iterator[ServerConnection]:
        """Several statements in one transaction. `check_schema=False` also admits a store with another schema."""
        with self._lock:
            if not check_schema:
                self.close()
            connection = self._current(check_schema=check_schema)
            try:
                with self._translating_errors(connection), self._channels.paused(), connection.transaction():
                    yield connection
            finally:
                if not check_schema:
                    self.close()

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """For statements that only the store's owner may run: raises `Refused` for anybody else."""
        try:
            yield
        except NotAdmitted:
            raise Refused(words.ONLY_OWNER.format(server=self.name)) from None

    def connect(self, *, check_schema: bool = True) -> ServerConnection:
        """A new connection in autocommit mode. Raises `Unreachable`, `NotAdmitted`, `NotReady`, `Newer`."""
        try:
            connection = ServerConnection.connect(self.address.conninfo(), autocommit=True)
        except psycopg.Error as error:
            self._set_state("away")
            raise errors.connection_error(error, self.name) from error
        try:
            with self._translating_errors(connection):
                # An acknowledged line is durable, whatever this login or database is set to.
                connection.execute(
                    "SELECT set_config('synchronous_commit', 'on', false) "
                    "WHERE current_setting('synchronous_commit') = 'off'"
                )
                if check_schema:
                    schema.refuse_unless_current(connection, self.name)
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        with self._lock:
            if self._connection is not None:
                with suppress(psycopg.Error):
                    self._connection.close()
            self._connection = None

    def _current(self, *, check_schema: bool = True) -> ServerConnection:
        if self._connection is None or self._connection.closed:
            self._connection = self.connect(check_schema=check_schema)
            self._set_state("connected")
            with self._translating_errors(self._connection):
                self._channels.attach(self._connection)
        return self._connection

    @contextmanager
    def _translating_errors(self, connection: ServerConnection, meeting: str = "", login: str = "") -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            if errors.is_connection_lost(connection, error):
                self._drop(connection)
                said = words.UNREACHABLE.format(server=self.name, reason=errors.reason(error))
                raise (Unreachable if isinstance(error, ResponseTimeout) else ConnectionLost)(said) from error
            raise errors.query_error(error, self.name, meeting, login) from error

    def _drop(self, connection: ServerConnection) -> None:
        """The connection is lost."""
        if connection is self._connection:
            self.close()
        self._set_state("away")

    def _set_state(self, state: Literal["connected", "away"]) -> None:
        if state != self.state or self.since is None:
            self.state, self.since = state, self._now()


class ConnectionLost(Unreachable):
    """The server closed the connection, perhaps long ago; a new one may work."""
