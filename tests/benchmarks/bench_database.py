"""A team's database: what one capture costs, alone and among 32 seats at 100 meetings, against a bare INSERT with
NOTIFY and commit on the same server; how soon others have it; and that every acknowledged line exists once.

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
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from chairtui.journal.postgresql.journal import PostgresJournal
from tests.benchmarks.database_seat import Answer, Order, What, the_time
from tests.benchmarks.rows import AtMost, Group, Take, Times, p99
from tests.benchmarks.sample_stores import opening, records
from tests.benchmarks.workspace import HERE, Workspace
from tests.journal.vaults import on_server
from tests.servers import RealServer, programs

SEATS, MEETINGS, AT_EACH = 32, 100, 2
"""Each meeting has two seats, as a chair and a note-taker would be; each seat has six or seven meetings."""
SECONDS = 2.5
"""Of one take; ours and the floor's take turns."""
TALKING = (2.0, 5.0)
"""Seconds between two lines of a seat whose people talk."""
TALKED = 16.0
"""Seconds of a take at talking pace."""
ALONE = 3.5
"""As much as a durable line in a file may take of a bare fsync. What is ours, in the client and in the server, costs
the same whatever the drive; where a drive has a commit within a third of a millisecond, it is most of a capture."""
PROCESSORS = 2.9
"""0.25 ms, on a machine where the bare INSERT takes 0.086 ms of processor time. Bounded as a ratio, since the time
itself is up to ten times as long where 32 processes wait for two processors."""
EARS = 100
"""Connections that only listen, and to something else."""
SETTLING = 0.5
"""Seconds from an order until all have it."""
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

    def together(self, order: Order, seats: int) -> tuple[list[float], list[float]]:
        """The durations of ours and of the floor, of all seats that wrote at once."""
        for seat in self.seats[:seats]:
            assert seat.stdin is not None
            print(order.model_dump_json(), file=seat.stdin, flush=True)
        took: list[float] = []
        floor: list[float] = []
        for seat in self.seats[:seats]:
            assert seat.stdout is not None
            answer = Answer.model_validate_json(seat.stdout.readline())
            took.extend(answer.took)
            floor.extend(answer.floor)
            self.kept.extend(answer.kept)
        return took, floor

    def writing(self, what: What, seats: int) -> list[float]:
        """The durations of lines written flat out for `SECONDS`."""
        order = Order(what=what, begins=time.monotonic() + SETTLING, seconds=SECONDS)
        return self.together(order, seats)[0]

    def alone(self, what: What) -> Take:
        """One seat, one line after the other."""
        return Take(what, lambda: self.writing(what, 1))

    def on_the_server(self, what: What) -> Take:
        """Processor seconds of the server per line, of all seats flat out."""
        return Take(what, lambda: self._worked_for(what, SEATS))

    def for_each_that_listens(self) -> float:
        """Processor seconds of the server per line that each further connection costs which listens in the database."""
        without = self._worked_for("told", 1)
        where = self.server.address(self.database, LOGIN)
        with ExitStack() as stack:
            for number in range(EARS):
                ear = stack.enter_context(psycopg.connect(where, autocommit=True))
                ear.execute(f"LISTEN ear_{number}".encode())
            return max(self._worked_for("told", 1) - without, 0) / EARS

    def _worked_for(self, what: What, seats: int) -> float:
        before = _worked(self.server)
        lines = len(self.writing(what, seats))
        return (_worked(self.server) - before) / lines

    def talking(self) -> tuple[Take, Take]:
        """All seats at talking pace, listening; the floor's INSERTs come between the lines, from the same processes."""
        waiting: dict[str, list[float]] = {}

        def taken(which: str) -> list[float]:
            if which not in waiting:
                order = Order(
                    what="ours and told",
                    begins=time.monotonic() + SETTLING,
                    seconds=TALKED,
                    pause=TALKING,
                    listens=True,
                )
                waiting["ours"], waiting["told"] = self.together(order, SEATS)
            return waiting.pop(which)

        return Take("ours", lambda: taken("ours")), Take("told", lambda: taken("told"))

    def memory(self) -> float:
        """Private memory of one connection on the server, in bytes."""
        found = []
        for pid in self.server.processes():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
                if LOGIN.encode() in command:
                    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                    private = next(line for line in rollup.splitlines() if line.startswith("Pss_Anon"))
                    found.append(int(private.split()[1]))
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


def groups(workspace: Workspace) -> Iterator[Group]:
    if programs() is None:
        print("Not measured: no PostgreSQL server is installed here (apt-get install postgresql).", file=sys.stderr)
        return
    with a_room() as room:
        yield from _captures(room)
        yield _resources(room)
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


def _captures(room: Room) -> Iterator[Group]:
    """The floor is a bare INSERT of as many bytes with NOTIFY and commit, from the same processes."""
    both = f"{SEATS} seats over {MEETINGS} meetings"
    one, told = room.alone("ours"), room.alone("told")
    yield Group(
        "One seat alone",
        [Times("one capture, half of all", one, told, ALONE), Times("one capture, 99 of 100", one, told, ALONE, p99)],
        rounds=6,
    )
    one, told = room.talking()
    yield Group(
        f"{both}, a line each {TALKING[0]:g} to {TALKING[1]:g} s",
        [Times("one capture, 99 of 100", one, told, 2, p99)],
        rounds=6,
        warm=0,
    )
    worked, told = room.on_the_server("ours"), room.on_the_server("told")
    yield Group(
        f"{both}, flat out",
        [Times("the server's processors, for one line", worked, told, PROCESSORS)],
        rounds=4,
    )


def _resources(room: Room) -> Group:
    ears = Take(f"{EARS} that listen", room.for_each_that_listens)
    memory, held = Take("ours", room.memory, "bytes"), Take("ours", room.held, "bytes")
    return Group(
        "What a server needs",
        [
            AtMost("the server's processors for one line, more for each seat that listens", ears, 0.000_05, "s"),
            AtMost("the server's drive, for one line", held, 2048, "bytes"),
            AtMost("the server's memory, for one connection", memory, 16 * 2**20, "bytes"),
        ],
        rounds=2,
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
    ticks = 0
    for pid in server.processes():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK
