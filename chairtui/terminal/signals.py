"""Signals heard on a thread of their own, so that they count while the event loop is busy or waits."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Collection

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def hear(numbers: Collection[int], tell: Callable[[int], object]) -> None:
    """Have `tell` called, on a thread of its own, with the number of each of these signals.

    From the main thread only. Takes the process's wake-up file: the running loop must handle no signals itself.
    """
    ours, wakes = socket.socketpair()
    wakes.setblocking(False)
    for number in numbers:
        # Python notes a signal in the wake-up file only where it has a handler.
        signal.signal(number, _nothing)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)

    def listen(_wakes: socket.socket) -> None:
        while received := ours.recv(64):
            for number in received:
                if number in numbers:
                    tell(number)

    threading.Thread(target=listen, args=(wakes,), daemon=True, name="signals").start()


def _nothing(*_: object) -> None:
    """All is done where the wake-up file is read."""
