"""One of many sessions at a team's database, in its own process: writes as told, and reports what was saved.

`python -m tests.benchmarks.database_seat ADDRESS SEAT MEETING…`. It reads orders, each a line of JSON, and answers each
with one: see `Order` and `Answer`.
"""

from __future__ import annotations

import gc
import itertools
import random
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

import psycopg
from pydantic import BaseModel

from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.meeting.records import Draft, Note
from tests.benchmarks.sample_stores import ITEM, SAID
from tests.journal.vaults import on_server

BARE = "INSERT INTO bare (meeting, seq, id, box) VALUES (%s, %s, %s, %s)"
TOLD = "WITH kept AS (" + BARE + " RETURNING 1) SELECT pg_notify('bare', '') FROM kept"
BOX = 576
"""Bytes of a bare row, as many as a sealed line of these benchmarks has."""


def the_time() -> datetime:
    return datetime.now(UTC)


What = Literal["ours", "bare", "told", "ours and told"]
"""A capture; a bare INSERT with commit; one with a NOTIFY besides; a capture, and half a pause later such an INSERT."""


class Order(BaseModel):
    """What to write, from when on (by the machine's monotonic clock) and for how many seconds.

    Between two lines it waits a random time between the two of `pause`, in seconds. `listens`: it sits at one meeting,
    the next of its own each time, and watches it as the program does; otherwise it writes to all of them.
    """

    what: What
    begins: float
    seconds: float
    pause: tuple[float, float] = (0, 0)
    listens: bool = False


class Answer(BaseModel):
    """How long each line took, in seconds, and each bare INSERT where both were asked for; of ours which it was:
    meeting, seq, the record's id."""

    took: list[float] = []
    floor: list[float] = []
    kept: list[tuple[str, int, str]] = []


class Seat:
    """A session at these meetings."""

    def __init__(self, where: str, name: str, meetings: list[str]) -> None:
        self.name = name
        self.meetings = meetings
        self.listens_to: str | None = None
        self.chance = random.Random(name)
        self.journal: PostgresJournal = on_server(where, the_time, lambda: uuid.uuid4().hex[:12])
        for meeting in meetings:
            self.journal.versions(meeting)
        self.line = psycopg.connect(where, autocommit=True)
        self.said = 0
        self._turn = itertools.cycle(meetings)
        self._listening: threading.Thread | None = None
        self._stop = threading.Event()

    def ours(self) -> tuple[float, tuple[str, int, str]]:
        """One capture, from the draft to the server's answer."""
        self.said += 1
        text = f"{SAID[self.said % len(SAID)]} ({self.name} {self.said})"
        draft = Draft(record=Note(id=f"{self.name}-{self.said}", nature="fact", text=text, item=ITEM))
        meeting = self.listens_to or self.chance.choice(self.meetings)
        began = time.perf_counter()
        kept = self.journal.append(meeting, [draft], self.name)
        return time.perf_counter() - began, (meeting, kept[0].seq, draft.record.id)

    def bare(self, statement: str) -> float:
        """One row of the same size, committed."""
        self.said += 1
        row = (self.chance.choice(self.meetings), self.said, uuid.uuid4(), self.chance.randbytes(BOX))
        began = time.perf_counter()
        self.line.execute(statement.encode(), row, binary=True)
        return time.perf_counter() - began

    def listen(self) -> None:
        """Sit at the next meeting; returns once it is listened to."""
        self.unlisten()
        meeting = self.listens_to = next(self._turn)
        ready = threading.Event()

        def watch() -> None:
            for _ in self.journal.watch(meeting, 0, self._stop):
                ready.set()

        self._stop.clear()
        self._listening = threading.Thread(target=watch)
        self._listening.start()
        ready.wait()

    def unlisten(self) -> None:
        self._stop.set()
        if self._listening is not None:
            self._listening.join()
        self._listening = self.listens_to = None

    def do(self, order: Order) -> Answer:
        if order.listens:
            self.listen()
        else:
            self.unlisten()
        answer = Answer()
        both = order.what == "ours and told"
        with no_collector():
            time.sleep(max(order.begins - time.monotonic(), 0))
            until = time.monotonic() + order.seconds
            while True:
                # Never in step with the others.
                self._pause(order, 0.5 if both else 1)
                if time.monotonic() >= until:
                    return answer
                if order.what in ("bare", "told"):
                    answer.took.append(self.bare(BARE if order.what == "bare" else TOLD))
                    continue
                took, kept = self.ours()
                answer.took.append(took)
                answer.kept.append(kept)
                if both:
                    self._pause(order, 0.5)
                    answer.floor.append(self.bare(TOLD))

    def _pause(self, order: Order, share: float) -> None:
        if any(order.pause):
            time.sleep(self.chance.uniform(*order.pause) * share)


@contextmanager
def no_collector() -> Iterator[None]:
    """As in the program, which collects while nobody types."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def main(where: str, name: str, *meetings: str) -> None:
    seat = Seat(where, name, list(meetings))
    print("here", flush=True)
    for line in sys.stdin:
        print(seat.do(Order.model_validate_json(line)).model_dump_json(), flush=True)
    seat.unlisten()


if __name__ == "__main__":
    main(*sys.argv[1:])
