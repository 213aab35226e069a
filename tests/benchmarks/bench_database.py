"""A team's database under load: what one capture costs, by one session and by 32 at 100 meetings at once, against a
bare INSERT with commit on the same server; how soon others have it; and that every acknowledged line exists once.

The server is a real one of its own, which waits for the drive at each commit. The sessions are processes. A capture is
timed from the draft to the acknowledgement: validated, encrypted, stored, notified.
"""

from __future__ import annotations

import itertools
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from chairtui.journal.postgresql.journal import PostgresJournal
from tests.benchmarks.database_seat import Answer, Order, What, the_time
from tests.benchmarks.place import HERE, Place
from tests.benchmarks.rows import AtMost, Group, Take, Times, p99
from tests.benchmarks.stores import opening, records
from tests.journal.vaults import on_server
from tests.servers import RealServer, programs

SEATS, MEETINGS, AT_EACH = 32, 100, 2
"""Each meeting has two seats, as a chair and a note-taker would be; each seat has six or seven meetings."""
SECONDS = 5.0
ROUNDS = 12
"""Of `SECONDS` each: a minute of ours, and a minute of the floor in turns with it."""
PAUSE = 0.1
"""Seconds between two lines of a session that isn't at full speed: far quicker than anybody types."""
DURABLE = {"shared_buffers": "128MB", "max_connections": "200", "max_wal_size": "4GB"}
LOGIN = "ada"
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Room:
    """The server, its store, the seats, and what was acknowledged."""

    server: RealServer
    database: str
    where: str
    meetings: list[str]
    seats: list[subprocess.Popen[str]]
    begun: int
    kept: list[tuple[str, int, str]] = field(default_factory=list)

    def together(self, order: Order, seats: Sequence[subprocess.Popen[str]]) -> list[float]:
        """The durations, of all sessions that wrote at once."""
        for seat in seats:
            assert seat.stdin is not None
            print(order.model_dump_json(), file=seat.stdin, flush=True)
        took: list[float] = []
        for seat in seats:
            assert seat.stdout is not None
            answer = Answer.model_validate_json(seat.stdout.readline())
            took.extend(answer.took)
            self.kept.extend(answer.kept)
        return took

    def writing(self, what: What, seats: int, pause: float = 0) -> Callable[[], list[float]]:
        """Lines by so many sessions for `SECONDS`; returns each duration."""

        def once() -> list[float]:
            order = Order(what=what, begins=time.monotonic() + 0.1, seconds=SECONDS, pause=pause)
            return self.together(order, self.seats[:seats])

        return once

    def take(self, what: What, seats: int, pause: float = 0) -> Take:
        return Take(what, self.writing(what, seats, pause))

    def each(self, what: What) -> Callable[[], float]:
        """Seconds per line over all sessions: the inverse of throughput."""
        return lambda: SECONDS / len(self.writing(what, SEATS)())

    def on_the_server(self, what: What) -> Callable[[], float]:
        """Processor seconds of the server per line."""

        def once() -> float:
            before = _worked(self.server)
            lines = len(self.writing(what, SEATS)())
            return (_worked(self.server) - before) / lines

        return once

    def memory(self) -> float:
        """Private memory of one connection on the server, in bytes."""
        found = []
        for pid in self.server.processes():
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            if LOGIN.encode() in command:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                found.append(int(next(line for line in rollup.splitlines() if line.startswith("Pss_Anon")).split()[1]))
        return sum(found) / len(found) * 1024

    def held(self) -> float:
        """Bytes per line on the server's disk, including indexes but not the log."""
        with psycopg.connect(self.server.address(self.database), autocommit=True) as line:
            row = line.execute(
                "SELECT pg_total_relation_size('chairtui.version')::float8 / count(*) FROM chairtui.version"
            ).fetchone()
        assert row is not None
        return float(row[0])

    def not_there(self) -> int:
        """Acknowledged lines that aren't at the acknowledged position."""
        return sum((Counter(self.kept) - Counter(self._there())).values())

    def too_many(self) -> int:
        """Lines that were not notified, are duplicated or out of order."""
        there = self._there()
        twice = len(there) - len({(meeting, record) for meeting, _, record in there})
        return abs(len(there) - len(self.kept)) + twice + self._out_of_order(there)

    def _there(self) -> list[tuple[str, int, str]]:
        journal = _opened(self.where)
        try:
            found = [(m, v.seq, v.record.id) for m in self.meetings for v in journal.versions(m)[self.begun :]]
        finally:
            journal.close()
        return found

    @staticmethod
    def _out_of_order(there: Sequence[tuple[str, int, str]]) -> int:
        """Lines of a session in a meeting that come after a later one of its own."""
        wrong = 0
        last: dict[tuple[str, str], int] = {}
        for meeting, _, record in there:
            seat, _, number = record.rpartition("-")
            wrong += last.get((meeting, seat), 0) > int(number)
            last[meeting, seat] = int(number)
        return wrong


def groups(place: Place) -> Iterator[Group]:
    if programs() is None:
        print("Not measured: no PostgreSQL server is installed here (apt-get install postgresql).", file=sys.stderr)
        return
    with a_room() as room:
        yield from _load(room)
        with news(room) as (told, seen):
            yield Group(
                "News",
                [
                    AtMost("NOTIFY to LISTEN, half of all", told, 0.01, "s"),
                    AtMost("NOTIFY to LISTEN, 99 of 100", told, 0.05, "s", p99),
                    AtMost("a capture to another seat's journal, half of all", seen, 0.05, "s"),
                    AtMost("a capture to another seat's journal, 99 of 100", seen, 0.2, "s", p99),
                ],
                rounds=200,
                warm=10,
            )
        lost, doubled = Take("lost", room.not_there, "lines"), Take("doubled", room.too_many, "lines")
        yield Group(
            f"Every line of these, {len(room.kept):,}, looked for afterwards",
            [
                AtMost("acknowledged and not there", lost, 0, "lines"),
                AtMost("there twice, unasked for or out of order", doubled, 0, "lines"),
            ],
            rounds=1,
            warm=0,
        )


def _load(room: Room) -> Iterator[Group]:
    both = f"{SEATS} seats over {MEETINGS} meetings"
    one, bare = room.take("ours", 1), room.take("bare", 1)
    yield Group(
        "A team's database, one seat alone (the floor: a bare INSERT with commit, from the same process)",
        [Times("one capture, half of all", one, bare, 3), Times("one capture, 99 of 100", one, bare, 3, p99)],
        rounds=6,
    )
    one, bare = room.take("ours", SEATS), room.take("bare", SEATS)
    yield Group(
        f"{both}, flat out, a minute",
        [
            Times("one capture, half of all", one, bare, 10),
            Times("one capture, 99 of 100", one, bare, 8, p99),
            Times("one capture, half of all, against a bare INSERT with NOTIFY", one, room.take("told", SEATS), 6),
        ],
        rounds=ROUNDS,
    )
    each, bare_each = Take("ours", room.each("ours")), Take("bare", room.each("bare"))
    there, bare_there = Take("ours", room.on_the_server("ours")), Take("bare", room.on_the_server("bare"))
    yield Group(
        f"{both}, flat out: what one line costs",
        [
            Times("of time, all seats together", each, bare_each, 12),
            Times("of the server's processors", there, bare_there, 10),
            AtMost("of the server's drive", Take("ours", room.held, "bytes"), 2048, "bytes"),
            AtMost(
                "of the server's memory, for each connection", Take("ours", room.memory, "bytes"), 16 * 2**20, "bytes"
            ),
        ],
        rounds=3,
    )
    one, bare = room.take("ours", SEATS, PAUSE), room.take("bare", SEATS, PAUSE)
    yield Group(
        f"{both}, a line each {PAUSE:g} s",
        [Times("one capture, half of all", one, bare, 10), Times("one capture, 99 of 100", one, bare, 8, p99)],
        rounds=3,
    )


@contextmanager
def a_room() -> Iterator[Room]:
    """A server with all meetings created and every session started."""
    with ExitStack() as stack:
        server = RealServer(DURABLE)
        stack.callback(server.remove)
        server.start()
        database = server.new_store()
        table = "CREATE TABLE bare (meeting text, seq integer, id uuid, box bytea, PRIMARY KEY (meeting, seq, id))"
        server.as_owner(sql.SQL(table), sql.SQL("GRANT INSERT ON bare TO chairtui_team"), database=database)
        where = server.address(database, LOGIN)
        journal = _opened(where)
        begun = [*opening(), *records(20)]
        meetings = [journal.begin(begun, "Chair") for _ in range(MEETINGS)]
        journal.close()
        places = itertools.cycle(meetings)
        tables = [[next(places) for _ in range(-(-MEETINGS * AT_EACH // SEATS))] for _ in range(SEATS)]
        seats = [_seat(where, f"seat{number}", table) for number, table in enumerate(tables)]
        for seat in seats:
            stack.callback(_ended, seat)
        for seat in seats:
            assert seat.stdout is not None
            assert seat.stdout.readline() == "here\n"
        yield Room(server, database, where, meetings, seats, len(begun))


def _seat(where: str, name: str, meetings: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.database_seat", where, name, *meetings],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _ended(seat: subprocess.Popen[str]) -> None:
    seat.communicate()


def _opened(where: str) -> PostgresJournal:
    numbers = itertools.count(1)
    return on_server(where, the_time, lambda: f"m{next(numbers)}")


@contextmanager
def news(room: Room) -> Iterator[tuple[Take, Take]]:
    """Latency of a NOTIFY, and from a capture until another session's journal has it."""
    writer, reader, stop = _opened(room.where), _opened(room.where), threading.Event()
    heard: queue.Queue[float] = queue.Queue()
    meeting = writer.begin(opening(), "Chair")
    room_lines = itertools.count(1)

    def watch() -> None:
        for _ in reader.watch(meeting, len(reader.versions(meeting)), stop):
            heard.put(time.perf_counter())

    def listen(line: psycopg.Connection[tuple[object, ...]]) -> None:
        while not stop.is_set():
            for _ in line.notifies(timeout=0.2, stop_after=1):
                heard.put(time.perf_counter())

    def seen() -> float:
        draft = records(next(room_lines))[-1]
        began = time.perf_counter()
        writer.append(meeting, [draft], "Chair")
        return heard.get(timeout=5) - began

    def told() -> float:
        began = time.perf_counter()
        teller.execute("NOTIFY bare")
        return heard.get(timeout=5) - began

    with psycopg.connect(room.where, autocommit=True) as teller, psycopg.connect(room.where, autocommit=True) as ear:
        ear.execute("LISTEN bare")
        threads = [threading.Thread(target=watch), threading.Thread(target=listen, args=(ear,))]
        for thread in threads:
            thread.start()
        time.sleep(1)
        try:
            yield Take("NOTIFY", told), Take("capture", seen)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            writer.close()
            reader.close()


def _worked(server: RealServer) -> float:
    """Processor time of the server's running processes, in seconds."""
    stats = (Path(f"/proc/{pid}/stat").read_text(encoding="ascii") for pid in server.processes())
    fields = [stat.rpartition(")")[2].split() for stat in stats]
    return sum(int(found[11]) + int(found[12]) for found in fields) / TICK
