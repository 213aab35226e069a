"""LISTEN on the connection that also serves requests: which channels, and who is told."""

from __future__ import annotations

import selectors
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from chairtui.journal.postgresql.connection import ServerConnection

LOOK_SECONDS = 0.2
"""How soon the reading thread notices that nobody listens any more, or finds what TLS or libpq had buffered."""

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
        self._thread: threading.Thread | None = None
        self._selector: selectors.BaseSelector | None = None
        self._registered = -1
        """The file descriptor the thread waits for, -1 for none."""

    def attach(self, connection: ServerConnection) -> None:
        """Use this connection from now on: LISTEN to every channel again, and say that some may have been missed."""
        connection.add_notify_handler(lambda notify: self._dispatch(notify.channel, notify.payload))
        for channel in self._callbacks:
            _listen(connection, channel)
        self._connection = connection
        self._unregister()
        self._register()
        for channel in list(self._callbacks):
            self._dispatch(channel, "")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Keep the thread from waking for a statement's answer, and pass on what the statement left unread. Hold
        `lock`."""
        self._unregister()
        try:
            yield
        finally:
            self._register()

    def _unregister(self) -> None:
        if self._selector is not None and self._registered >= 0:
            self._selector.unregister(self._registered)
        self._registered = -1

    def _register(self) -> None:
        connection = self._connection
        if self._selector is None or connection is None or connection.closed:
            return
        try:
            self._dispatch_received(connection)
            if self._registered < 0:
                self._selector.register(connection.fileno(), selectors.EVENT_READ)
                self._registered = connection.fileno()
        except psycopg.Error:
            self._lost(connection)

    def add(self, channel: str, callback: Callback) -> None:
        """Call back with each payload on this channel. Raises `psycopg.Error`."""
        with self._lock:
            if channel not in self._callbacks and self._connection is not None:
                _listen(self._connection, channel)
            self._callbacks.setdefault(channel, []).append(callback)
            if self._thread is None:
                self._selector = self._selector or selectors.DefaultSelector()
                self._thread = threading.Thread(target=self._read, name="chairtui notifications", daemon=True)
                self._thread.start()
            self._register()

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
        selector = self._selector
        assert selector is not None
        while True:
            with self._lock:
                if not self._callbacks:
                    self._thread = None
                    return
            try:
                selector.select(LOOK_SECONDS)
            except OSError:  # nothing to wait for, which Windows refuses, or closed by another thread
                time.sleep(LOOK_SECONDS)
            self._receive()

    def _receive(self) -> None:
        with self._lock:
            connection = self._connection
            if connection is None or connection.closed:
                self._unregister()
                return
            try:
                connection.pgconn.consume_input()
                self._dispatch_received(connection)
            except psycopg.Error:
                self._lost(connection)

    def _dispatch_received(self, connection: ServerConnection) -> None:
        while notify := connection.pgconn.notifies():
            self._dispatch(notify.relname.decode("utf-8"), notify.extra.decode("utf-8", "replace"))


def _listen(connection: ServerConnection, channel: str) -> None:
    connection.execute(f'LISTEN "{channel}"'.encode("ascii"))
