"""LISTEN on the connection that also serves requests: which channels, and who is told."""

from __future__ import annotations

import selectors
import threading
from collections.abc import Callable

import psycopg

from chairtui.journal.postgresql.connection import ServerConnection

LOOK_SECONDS = 0.2
"""How soon the reading thread notices another connection, or that nobody listens any more."""

Callback = Callable[[str], None]
"""Takes a payload; an empty one when notifications may have been missed. Must not block."""


class Channels:
    """The channels of a server's connection. A thread reads what arrives between statements; what arrives during one,
    psycopg passes on. `lock` is held while the connection is used; `lost` is called with one that broke."""

    def __init__(self, lock: threading.RLock, lost: Callable[[ServerConnection], None]) -> None:
        self._lock = lock
        self._lost = lost
        self._callbacks: dict[str, list[Callback]] = {}
        self._connection: ServerConnection | None = None
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    def attach(self, connection: ServerConnection) -> None:
        """Use this connection from now on: LISTEN to every channel again, and say that some may have been missed."""
        connection.add_notify_handler(lambda notify: self._dispatch(notify.channel, notify.payload))
        for channel in self._callbacks:
            _listen(connection, channel)
        self._connection = connection
        self._changed.set()
        for channel in list(self._callbacks):
            self._dispatch(channel, "")

    def add(self, channel: str, callback: Callback) -> None:
        """Call back with each payload on this channel. Raises `psycopg.Error`."""
        with self._lock:
            if channel not in self._callbacks and self._connection is not None:
                _listen(self._connection, channel)
            self._callbacks.setdefault(channel, []).append(callback)
            if self._thread is None:
                self._thread = threading.Thread(target=self._read, name="chairtui notifications", daemon=True)
                self._thread.start()

    def remove(self, channel: str, callback: Callback) -> None:
        """Undo `add`."""
        with self._lock:
            left = [other for other in self._callbacks.pop(channel, []) if other is not callback]
            if left:
                self._callbacks[channel] = left
            elif self._connection is not None and not self._connection.closed:
                try:
                    self._connection.execute(f'UNLISTEN "{channel}"'.encode("ascii"))
                except psycopg.Error:
                    self._lost(self._connection)

    def _dispatch(self, channel: str, payload: str) -> None:
        for callback in list(self._callbacks.get(channel, ())):
            callback(payload)

    def _read(self) -> None:
        while True:
            with self._lock:
                if not self._callbacks:
                    self._thread = None
                    return
                connection = self._connection
                self._changed.clear()
            if connection is None or connection.closed:
                self._changed.wait(LOOK_SECONDS)
            elif _readable(connection):
                self._receive(connection)

    def _receive(self, connection: ServerConnection) -> None:
        with self._lock:
            if connection.closed:
                return
            try:
                connection.pgconn.consume_input()
                while notify := connection.pgconn.notifies():
                    self._dispatch(notify.relname.decode("utf-8"), notify.extra.decode("utf-8", "replace"))
            except psycopg.Error:
                self._lost(connection)


def _listen(connection: ServerConnection, channel: str) -> None:
    connection.execute(f'LISTEN "{channel}"'.encode("ascii"))


def _readable(connection: ServerConnection) -> bool:
    """Whether something arrives soon. A statement's result counts too: its thread holds the lock until it is read."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            return bool(selector.select(LOOK_SECONDS))
    except (OSError, ValueError, KeyError, psycopg.Error):
        return False  # closed meanwhile by another thread
