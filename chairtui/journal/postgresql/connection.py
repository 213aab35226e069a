"""A psycopg connection with a timeout on every statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import psycopg
from psycopg.abc import RV, PQGen

from chairtui.words import server as words

QUERY_TIMEOUT, WRITE_TIMEOUT = 15.0, 4.0
"""Seconds until a silent server counts as unreachable (a cut network reports nothing): for queries that may take long,
and for writes and small reads that somebody is waiting for."""

Row: TypeAlias = tuple[object, ...]
Params: TypeAlias = Sequence[object] | Mapping[str, object]


class ResponseTimeout(psycopg.OperationalError):
    """The server did not answer in time."""


class ServerConnection(psycopg.Connection[Row]):
    """Closes itself when a statement takes longer than `timeout_seconds`: its protocol state is unknown by then."""

    timeout_seconds = QUERY_TIMEOUT

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.timeout_seconds)
        except psycopg.OperationalError as error:
            if error.sqlstate is not None or self.closed:
                raise
            self.close()
            raise ResponseTimeout(words.NO_ANSWER) from error
