"""A store's server: one connection to ask it things, made when it is first needed and anew when it was lost.

Each request is one transaction and may be made twice without harm: one that finds the connection gone, as after the
server was restarted, is made once more on a new one before anybody is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Literal, TypeAlias

import psycopg
from psycopg.abc import RV, PQGen

from chairtui.journal.postgresql import errors, schema
from chairtui.journal.postgresql.address import Address
from chairtui.journal.protocol import Unreachable
from chairtui.words import server as words

ANSWER_SECONDS, KEPT_SECONDS = 15.0, 4.0
"""How long an answer may take before the server is taken to be away, as a cut line says nothing: for what may be long,
and for a line that somebody waits to see saved, or to see come."""

Row: TypeAlias = tuple[object, ...]
Given: TypeAlias = Sequence[object] | Mapping[str, object]


class Silent(psycopg.OperationalError):
    """No answer came in time."""


class Line(psycopg.Connection[Row]):
    """A connection on which nothing waits for ever: one that stays silent is closed, and of no more use."""

    patience = ANSWER_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except psycopg.OperationalError as error:
            if error.sqlstate is not None or self.closed:
                raise
            self.close()
            raise Silent(words.NO_ANSWER) from error


class Server:
    """The server that an address names. Threads may share one. Raises `JournalError`s."""

    def __init__(self, where: str, now: Callable[[], datetime]) -> None:
        """Connects to nothing yet. Raises `NotAdmitted` for what is no address."""
        self.address = Address(where)
        self.name = self.address.name
        self.state: Literal["connected", "away"] = "connected"
        self.since: datetime | None = None
        self._now = now
        self._guard = threading.RLock()
        self._line: Line | None = None

    def ask(
        self, query: str, given: Given = (), *, meeting: str = "", login: str = "", seconds: float = ANSWER_SECONDS
    ) -> list[Row]:
        """What the server answers within `seconds`, once it is durable; messages name `meeting` and `login`."""
        with self._guard:
            was_open = self._line is not None
            try:
                return self._ask(query, given, meeting, login, seconds)
            except Gone:
                if not was_open:
                    raise
            return self._ask(query, given, meeting, login, seconds)

    def _ask(self, query: str, given: Given, meeting: str, login: str, seconds: float) -> list[Row]:
        line = self._open()
        line.patience = seconds
        with self._translated(line, meeting, login):
            return line.execute(query.encode("utf-8"), given, binary=True).fetchall()

    @contextmanager
    def transaction(self, *, ready: bool = True) -> Iterator[Line]:
        """Several requests, all or none. `ready`: refuse a store whose schema isn't this program's."""
        with self._guard:
            if not ready:
                self.close()
            line = self._open(ready=ready)
            try:
                with self._translated(line), line.transaction():
                    yield line
            finally:
                if not ready:
                    self.close()

    def connect(self, *, ready: bool = True) -> Line:
        """A connection of one's own, each statement of it a transaction. Raises `Unreachable`, `NotAdmitted`,
        `NotReady`, `Newer`."""
        try:
            line = Line.connect(self.address.conninfo(), autocommit=True)
        except psycopg.Error as error:
            self._reached("away")
            raise errors.of_connecting(error, self.name) from error
        try:
            with self._translated(line):
                # What is answered is on the server's drive, whatever this login or database is set to.
                line.execute(
                    "SELECT set_config('synchronous_commit', 'on', false) "
                    "WHERE current_setting('synchronous_commit') = 'off'"
                )
                if ready:
                    schema.refuse_unless_current(line, self.name)
        except BaseException:
            line.close()
            raise
        return line

    def close(self) -> None:
        """Let go of the connection; the next request makes one."""
        with self._guard:
            if self._line is not None:
                with suppress(psycopg.Error):
                    self._line.close()
            self._line = None

    def _open(self, *, ready: bool = True) -> Line:
        if self._line is None or self._line.closed:
            self._line = self.connect(ready=ready)
            self._reached("connected")
        return self._line

    @contextmanager
    def _translated(self, line: Line, meeting: str = "", login: str = "") -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            if errors.lost(line, error):
                if line is self._line:
                    self.close()
                self._reached("away")
                said = words.UNREACHABLE.format(server=self.name, reason=errors.reason(error))
                raise (Unreachable if isinstance(error, Silent) else Gone)(said) from error
            raise errors.of_asking(error, self.name, meeting, login) from error

    def _reached(self, state: Literal["connected", "away"]) -> None:
        if state != self.state or self.since is None:
            self.state, self.since = state, self._now()


class Gone(Unreachable):
    """The connection was closed from the other side, perhaps long ago; another one may be had."""
