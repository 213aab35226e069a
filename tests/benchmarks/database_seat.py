"""One of many sessions at a team's database, in its own process: writes as told, and reports what was saved.

`python -m tests.benchmarks.database_seat ADDRESS SEAT MEETING…`. It reads orders, each a line of JSON, and answers each
with one: see `Order` and `Answer`.
"""

from __future__ import annotations

import gc
import random
import sys
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
from tests.benchmarks.stores import ITEM, SAID
from tests.journal.vaults import on_server

BARE = "INSERT INTO bare (meeting, seq, id, box) VALUES (%s, %s, %s, %s)"
TOLD = "WITH kept AS (" + BARE + " RETURNING 1) SELECT pg_notify('bare', '') FROM kept"
BOX = 576
"""Bytes of a bare row, as many as a sealed line of these benchmarks has."""


def the_time() -> datetime:
    return datetime.now(UTC)


What = Literal["ours", "bare", "told"]
"""A capture; a bare INSERT with commit; one that tells others of it besides."""


class Order(BaseModel):
    """What to write, from when on (by the machine's monotonic clock) and for how many seconds; `pause` is how long it
    waits between two lines on average, 0 not at all."""

    what: What
    begins: float
    seconds: float
    pause: float = 0


class Answer(BaseModel):
    """How long each line took, in seconds, and of ours which it was: meeting, seq, the record's id."""

    took: list[float]
    kept: list[tuple[str, int, str]] = []


class Seat:
    """A session at these meetings."""

    def __init__(self, where: str, name: str, meetings: list[str]) -> None:
        self.name = name
        self.meetings = meetings
        self.chance = random.Random(name)
        self.journal: PostgresJournal = on_server(where, the_time, lambda: uuid.uuid4().hex[:12])
        for meeting in meetings:
            self.journal.versions(meeting)
        self.line = psycopg.connect(where, autocommit=True)
        self.said = 0

    def ours(self) -> tuple[float, tuple[str, int, str]]:
        """One capture, from the draft to the server's answer."""
        self.said += 1
        text = f"{SAID[self.said % len(SAID)]} ({self.name} {self.said})"
        draft = Draft(record=Note(id=f"{self.name}-{self.said}", nature="fact", text=text, item=ITEM))
        meeting = self.chance.choice(self.meetings)
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

    def do(self, order: Order) -> Answer:
        answer = Answer(took=[])
        time.sleep(max(order.begins - time.monotonic(), 0))
        until = order.begins + order.seconds
        with no_collector():
            while time.monotonic() < until:
                if order.pause:
                    # Never in step with the others.
                    time.sleep(self.chance.uniform(0.5, 1.5) * order.pause)
                if order.what != "ours":
                    answer.took.append(self.bare(BARE if order.what == "bare" else TOLD))
                else:
                    took, kept = self.ours()
                    answer.took.append(took)
                    answer.kept.append(kept)
        return answer


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


if __name__ == "__main__":
    main(*sys.argv[1:])
