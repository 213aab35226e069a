"""A proxy between sessions and a server that fails as networks do: it disconnects, drops everything silently, or passes
requests and drops the responses."""

from __future__ import annotations

import selectors
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Literal

State = Literal["sound", "cut", "silent", "no answers"]


class Cable:
    """A socket in a folder of its own, as libpq wants it, that leads to the server's."""

    def __init__(self, server: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chairtui-cable-"))
        self.folder.chmod(0o755)
        self._server = server / ".s.PGSQL.5432"
        self._state: State = "sound"
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._asking: set[socket.socket] = set()
        self._selector = selectors.DefaultSelector()
        self._guard = threading.Lock()
        self._ended = False
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(self.folder / ".s.PGSQL.5432"))
        self._door.listen(64)
        self._selector.register(self._door, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def become(self, state: State) -> None:
        """Set the mode. Data in transit when it was cut or silent is lost."""
        with self._guard:
            before, self._state = self._state, state
            if state == "cut" or before in ("silent", "no answers"):
                for one in list(self._pairs):
                    self._drop(one)

    def end(self) -> None:
        with self._guard:
            self._ended = True
            for one in list(self._pairs):
                self._drop(one)
        self._thread.join()
        self._door.close()
        (self.folder / ".s.PGSQL.5432").unlink()
        self.folder.rmdir()

    def _run(self) -> None:
        while not self._ended:
            for key, _ in self._selector.select(timeout=0.1):
                with self._guard:
                    if key.fileobj is self._door:
                        self._accept()
                    elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._pairs:
                        self._carry(key.fileobj)

    def _accept(self) -> None:
        seat, _ = self._door.accept()
        server = socket.socket(socket.AF_UNIX)
        try:
            if self._state == "cut":
                raise ConnectionRefusedError
            server.connect(str(self._server))
        except OSError:
            seat.close()
            server.close()
            return
        self._asking.add(seat)
        for one, other in ((seat, server), (server, seat)):
            self._pairs[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _carry(self, one: socket.socket) -> None:
        try:
            data = one.recv(65536)
            if not data:
                raise ConnectionResetError
            if self._state == "sound" or (self._state == "no answers" and one in self._asking):
                self._pairs[one].sendall(data)
        except OSError:
            self._drop(one)

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for each in (one, other):
            if each is None:
                continue
            self._pairs.pop(each, None)
            self._asking.discard(each)
            with suppress(KeyError, ValueError):
                self._selector.unregister(each)
            each.close()
