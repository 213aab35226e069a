"""ExportJobs: writes one exported file at a time on a background thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


@dataclass(frozen=True)
class Sent:
    """A file that was made: what to say of it, and its bytes if they are still to be handed over."""

    said: str
    content: bytes | None = None


class ExportJobs:
    """Runs one job at a time. It belongs to the app, so leaving a screen doesn't stop it; on exit the app waits for it
    briefly (`finish`) and reports the outcome."""

    def __init__(self) -> None:
        self._making: Future[Sent] | None = None
        self.name = ""

    @property
    def busy(self) -> bool:
        """Whether a job is running or its outcome hasn't been reported yet."""
        return self._making is not None

    def send(self, app: App[Any], name: str, make: Callable[[], Sent], tell: Callable[[Future[Sent]], None]) -> None:
        """Run `make` in a thread; `tell` is called in the app's thread with its future.

        Only while not `busy`.
        """
        from concurrent.futures import ThreadPoolExecutor

        assert not self.busy
        here = copy_context()

        def told(making: Future[Sent]) -> None:
            self._making = None
            tell(making)

        def over(making: Future[Sent]) -> None:
            with suppress(RuntimeError):  # the app has exited meanwhile: `finish` reports the outcome
                here.run(app.call_later, told, making)

        self.name = name
        beside = ThreadPoolExecutor(1, "outbox")
        self._making = beside.submit(copy_context().run, make)
        self._making.add_done_callback(over)
        beside.shutdown(wait=False)

    def finish(self, within: float | None = None) -> Future[Sent] | None:
        """Wait for the running job, at most so many seconds; None if its outcome has been reported."""
        making = self._making
        if making is not None:
            wait([making], within)
        return making
