"""Two sessions on two computers write to one meeting of a team's database during failures: the server is killed, its
disk is full, the network is cut or silent, a session is killed. By `make torture`.

A line is acknowledged once the server has it, or once it waits on the seat's own drive. In the end every acknowledged
line is on the server, once, and each seat's in the order it was said.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.write_validation import History
from tests.journal.meetings import a_details, new
from tests.journal.vaults import on_server
from tests.servers import RealServer
from tests.torture.a_cable import Cable

ROUNDS = int(os.environ.get("CHAIRTUI_FAULTS", "4"))
SETTLED = 90
"""Seconds within which everything has gone up once nothing fails any more."""
DISK = "192m"
SMALL = {"min_wal_size": "32MB", "max_wal_size": "48MB", "checkpoint_timeout": "30s"}
"""As in postgresql.conf, so that what was said goes to the disk and not only over what is there."""

MAY_MOUNT = sys.platform == "linux" and os.geteuid() == 0

pytestmark = pytest.mark.postgresql


class Seat:
    """A session's process on a computer, restarted after being killed."""

    def __init__(self, where: str, folder: Path, meeting: str, name: str) -> None:
        self.name = name
        self._meeting = meeting
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.sent = threading.Event()
        self._here = threading.Event()
        self._argv = [sys.executable, "-m", "tests.torture.a_seat", where, str(folder), meeting, name]
        self._sit()

    def _sit(self) -> None:
        self._here.clear()
        self._process = subprocess.Popen(
            self._argv,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._reading = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reading.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said = line.strip()
            if said == "here":
                self._here.set()
            elif said == "sent":
                self.sent.set()
            elif said.startswith("!"):
                self.refused.append(said)
            else:
                self.acknowledged.append(said)

    def writes(self) -> None:
        """Return once it sits there and one more line is acknowledged. Raises `AssertionError` if that never is."""
        assert self._here.wait(SETTLED)
        more = len(self.acknowledged) + 1
        until = time.monotonic() + SETTLED
        while len(self.acknowledged) < more:
            assert time.monotonic() < until, (self.name, self.refused[-3:])
            time.sleep(0.01)

    def has_it_here(self, folder: Path) -> None:
        """Return once its computer has a copy: whoever is killed before has the meeting on the server alone."""
        until = time.monotonic() + SETTLED
        while not list(folder.rglob(f"{self._meeting}.journal")):
            assert time.monotonic() < until
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill it (-9), and sit another one down at once."""
        self.end()
        self._sit()

    def stop(self) -> None:
        """Say no more, and wait until all that was said has gone up."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self.sent.wait(SETTLED), (self.name, self.refused[-3:])

    def end(self) -> None:
        """Kill it (-9), with all it said read."""
        self._process.kill()
        self._process.wait()
        self._reading.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()


class Scene:
    """A server on a small disk, a cable to it, a meeting, and two seats that write."""

    def __init__(self, server: RealServer, folder: Path, chance: random.Random) -> None:
        self.server = server
        self.cable = Cable(server.folder)
        self.chance = chance
        self._ballast = server.folder / "ballast"
        database = server.new_store()
        self.straight = server.address(database, "ada")
        where = f"postgresql://ada@/{database}?host={self.cable.folder}"
        journal = self.there()
        self.meeting = journal.begin([new(a_details())], "Chair")
        journal.close()
        self.seats = [Seat(where, folder / name, self.meeting, name) for name in ("chair", "notes")]
        for seat in self.seats:
            seat.writes()
            seat.has_it_here(folder / seat.name)

    def there(self) -> PostgresJournal:
        """The meeting as the server has it, past the cable."""
        return on_server(self.straight, lambda: datetime.now(UTC), lambda: "torture")

    def a_while(self, longest: float = 1.5) -> None:
        time.sleep(self.chance.uniform(0, longest))

    def anyone(self) -> Seat:
        return self.chance.choice(self.seats)

    def fill(self) -> None:
        """Leave no byte free on the server's disk."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(65536))

    def free(self) -> None:
        """Make room again, and start the server if it gave up."""
        self._ballast.unlink()
        try:
            self.server.as_owner(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            self.server.kill()
            self.server.start()

    def end(self) -> None:
        for seat in self.seats:
            seat.end()
        self.cable.end()


def the_server_is_killed(scene: Scene) -> None:
    scene.server.kill()
    scene.a_while()
    scene.server.start()


def the_network_is_cut(scene: Scene) -> None:
    scene.cable.become("cut")
    scene.a_while()
    scene.cable.become("sound")


def the_network_says_nothing(scene: Scene) -> None:
    scene.cable.become("silent")
    scene.a_while(6)
    scene.cable.become("sound")


def the_answers_are_lost(scene: Scene) -> None:
    scene.cable.become("no answers")
    scene.a_while(6)
    scene.cable.become("sound")


def a_seat_is_killed(scene: Scene) -> None:
    scene.anyone().kill()


def a_seat_is_killed_while_the_server_is_away(scene: Scene) -> None:
    scene.cable.become("cut")
    seat = scene.anyone()
    seat.writes()
    seat.kill()
    seat.writes()
    scene.cable.become("sound")


def the_servers_disk_is_full(scene: Scene) -> None:
    scene.fill()
    for seat in scene.seats:
        seat.writes()
    scene.a_while(4)
    scene.free()


FAULTS: tuple[Callable[[Scene], None], ...] = (
    the_server_is_killed,
    the_network_is_cut,
    the_network_says_nothing,
    the_answers_are_lost,
    a_seat_is_killed,
    a_seat_is_killed_while_the_server_is_away,
    *([the_servers_disk_is_full] if MAY_MOUNT else []),
)


@pytest.fixture(scope="module")
def server() -> Iterator[RealServer]:
    """A real server that waits for its drive, on a disk of its own that is soon full."""
    with a_small_disk() as disk, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(disk))
        server = RealServer(SMALL)
        try:
            server.start()
            patch.undo()
            yield server
        finally:
            server.remove()


@contextmanager
def a_small_disk() -> Iterator[Path]:
    """A file system of `DISK` in memory, for who may mount one; for others a folder."""
    folder = Path(tempfile.mkdtemp(prefix="chairtui-disk-"))
    if not MAY_MOUNT:
        print("\nNot run: a full disk. It is one of its own, which on Linux root may mount.")
        yield folder
        folder.rmdir()
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@pytest.mark.parametrize("fault", [*FAULTS, None], ids=lambda fault: fault.__name__ if fault else "all_of_it")
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    server: RealServer, tmp_path: Path, fault: Callable[[Scene], None] | None
) -> None:
    seed = random.randrange(2**32)
    print(f"\n{fault.__name__ if fault else 'all of it'}: seed {seed}", flush=True)
    scene = Scene(server, tmp_path, random.Random(seed))
    try:
        for _ in range(ROUNDS if fault else ROUNDS * 3):
            (fault or scene.chance.choice(FAULTS))(scene)
            for seat in scene.seats:
                seat.writes()
        for seat in scene.seats:
            seat.stop()
        look_through(scene.there(), scene.meeting, scene.seats)
    finally:
        scene.end()


def look_through(journal: PostgresJournal, meeting: str, seats: Sequence[Seat]) -> None:
    """Every line that was acknowledged is there, every line once, each seat's in order, the whole a sound meeting."""
    versions = journal.versions(meeting)
    journal.close()
    History().missing_from_here(versions)
    there = [version.record.id for version in versions[1:]]
    assert len(there) == len(set(there))
    for seat in seats:
        said = [name for name in there if name.startswith(seat.name)]
        assert set(seat.acknowledged) <= set(said)
        assert said == sorted(said, key=lambda name: int(name.rpartition("-")[2]))
        assert not seat.refused, seat.refused[-3:]
    acknowledged = sum(len(seat.acknowledged) for seat in seats)
    more = len(there) - acknowledged
    print(f"{acknowledged:,} lines acknowledged, none lost, none twice; {more} kept whose answer was lost", flush=True)
