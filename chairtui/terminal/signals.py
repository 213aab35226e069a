"""Signal handling on a separate thread, so that signals take effect while the event loop is blocked."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Collection

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def hear(numbers: Collection[int], tell: Callable[[int], object]) -> None:
    """Call `tell` on a separate thread with the number of each of these signals.

    To be called from the main thread. Uses the process's wake-up descriptor, so the event loop can't handle signals.
    """
    ours, wakes = socket.socketpair()
    wakes.setblocking(False)
    for number in numbers:
        # Python writes to the wake-up descriptor only for signals that have a handler.
        signal.signal(number, _nothing)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)

    def listen(_wakes: socket.socket) -> None:
        while received := ours.recv(64):
            for number in received:
                if number in numbers:
                    tell(number)

    threading.Thread(target=listen, args=(wakes,), daemon=True, name="signals").start()


def _nothing(*_: object) -> None:
    """Do nothing: the thread that reads the wake-up descriptor handles the signal."""
