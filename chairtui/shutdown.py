"""How the system tells the program to end, so that it leaves in order, as by its own key."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable


def when_ended(leave: Callable[[int], object], *, by_ctrl_c: bool = False) -> None:
    """Have the running loop call `leave` with the signal's number once the system ends the program; `by_ctrl_c`: then
    too, where no screen takes it for a key.

    Not on Windows, which ends a program with its window: Ctrl+C raises `KeyboardInterrupt` there.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, *([signal.SIGINT] if by_ctrl_c else [])):
        loop.add_signal_handler(number, leave, number)
