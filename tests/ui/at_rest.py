"""Runs an app with a pilot that waits until keys are handled and painted, however slow the machine.

Textual's own pilot considers an app idle if it uses no processor time, as it also does while the machine lets it wait.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from typing import TypeVar

from textual import _wait
from textual._queue import Queue
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

Result = TypeVar("Result")

PATIENCE = 30.0
"""Timeout in seconds for the app to become idle."""
CALM = 4
"""Loop iterations without work after which the app is idle: callbacks of futures and threads run in the next one."""
MOMENT = 0.05
"""Seconds for which something is put off at most that still belongs to what was pressed."""
BREATH = 20
"""Turns after which whatever is waited for is left more time."""


class PatientPilot(Pilot[Result]):
    """A pilot that waits after each key until its effect is painted."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._app._press_keys((key,))
            await at_rest(self._app)

    async def pause(self, delay: float | None = None) -> None:
        if delay is None:
            await at_rest(self._app)
        else:
            await super().pause(delay)


@asynccontextmanager
async def on_a_terminal(app: App[Result], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Result]]:
    """Run the app at that size; yields its pilot once idle."""
    with _no_guesses():
        async with app.run_test(size=size):
            await at_rest(app)
            yield PatientPilot(app)


async def at_rest(app: App[Result]) -> None:
    """Wait until no widget has anything to handle and the screen is painted, or the program ends.

    What a widget leaves for a moment is waited for; what threads and other timers will bring is not.
    """
    start, turn, calm = monotonic(), 0, 0
    while calm < CALM and not (app._exit or app._exception_event.is_set()):
        calm = calm + 1 if _painted(app) and not _at_work(app) else 0
        if monotonic() - start > PATIENCE:
            raise AssertionError(f"not at rest: {_at_work(app) or app.screen}")
        turn += 1
        await asyncio.sleep(0 if turn % BREATH else 0.001)


def _painted(app: App[Result]) -> bool:
    """Whether all that was to be painted is; what isn't is painted now, and not when the terminal's next turn comes."""
    screen = app.screen
    if not _unpainted(screen):
        return True
    screen._on_timer_update()
    return False


def _unpainted(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _at_work(app: App[Result]) -> list[MessagePump]:
    """Who handles a message just now, or has one to handle, now or in a moment."""
    return [pump for pump in (app, *app._registry) if _works(pump) or any(map(_in_a_moment, pump._timers))]


def _works(pump: MessagePump) -> bool:
    if pump._closed or pump._task is None:
        return False
    queue: Queue[Message | None] = pump._message_queue
    waits = bool(queue.ready_event._waiters)  # for the next message
    return not waits or not queue.empty() or pump._pending_message is not None or bool(pump._next_callbacks)


def _in_a_moment(timer: Timer) -> bool:
    once = timer._repeat is not None and timer._interval <= MOMENT
    return once and timer._task is not None and not timer._task.done() and timer._active.is_set()


@contextmanager
def _no_guesses() -> Iterator[None]:
    """Textual doesn't look whether the processor is idle."""
    before = _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE
    _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0, math.inf
    try:
        yield
    finally:
        _wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = before
