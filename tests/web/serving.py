"""`chairtui serve` as a process, and a proxy between it and a browser."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.journeys.terminal import PATIENCE


class Serving:
    """A server process. Leaving the context ends it. `address` is where browsers go, `token` what it drew ("" if one
    was given)."""

    def __init__(self, argv: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        self._wrong = folder / "serve-wrong.txt"
        with self._wrong.open("wb") as wrong:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "chairtui", "serve", *argv],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=wrong,
                cwd=folder,
                env=dict(environment),
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        assert self._program.stdout is not None
        self.said = self._program.stdout.readline()
        assert "http" in self.said, self.wrong
        self.link = next(word for word in self.said.split() if word.startswith("http"))
        self.address, _, self.token = self.link.partition("#")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.wait()
        assert self._program.stdout is not None
        self._program.stdout.close()
        assert "Traceback" not in self.wrong, self.wrong

    @property
    def wrong(self) -> str:
        """Its output on stderr."""
        return self._wrong.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def stop(self) -> int:
        """End it as Ctrl+C does; returns the exit status."""
        self._program.send_signal(signal.SIGINT)
        return self._program.wait(PATIENCE)

    def kill(self) -> None:
        """Kill it."""
        self._program.kill()
        self._program.wait()

    @property
    def programs(self) -> set[int]:
        """The numbers of the tabs' programs that run."""
        return children_of(self._program.pid)


def children_of(number: int) -> set[int]:
    """The processes that a process started and that still run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(number)], capture_output=True, text=True, check=False
    )
    rows = (line.split() for line in listed.stdout.splitlines())
    return {int(row[0]) for row in rows if not row[1].startswith("Z")}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Cable:
    """A proxy between a browser and a server that can be disconnected and reconnected."""

    def __init__(self) -> None:
        self._server = 0
        self._open: list[socket.socket] = []
        self._guard = threading.Lock()
        self._cut = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def lead_to(self, port: int) -> None:
        self._server = port

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def cut(self) -> None:
        """Drop all connections and refuse new ones."""
        with self._guard:
            self._cut = True
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self._open.clear()

    def mend(self) -> None:
        with self._guard:
            self._cut = False

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                with self._guard:
                    if self._cut or not self._server:
                        near.close()
                        continue
                    far = socket.create_connection(("127.0.0.1", self._server))
                    self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(one, other), daemon=True).start()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(65536):
            other.sendall(said)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
