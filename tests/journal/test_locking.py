"""The lock: one holder at a time, released by a dead process, and never held on a file that was replaced."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chairtui.journal.locking import Lock

HOLDER = """
import sys
from pathlib import Path
from chairtui.journal.locking import Lock
lock = Lock(Path(sys.argv[1]), 1)
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "k1.mark"


def test_one_has_it_at_a_time(path: Path) -> None:
    mine, theirs = Lock(path, 0.02), Lock(path, 0.02)
    with mine.held(), pytest.raises(TimeoutError):
        theirs.acquire()
    with theirs.held(), pytest.raises(TimeoutError):
        mine.acquire()


def test_a_killed_process_leaves_no_lock_behind(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"held"
    with pytest.raises(TimeoutError):
        Lock(path, 0.02).acquire()
    holder.kill()
    holder.communicate()
    with Lock(path, 5).held():
        pass


def test_a_lock_on_a_file_that_was_replaced_counts_for_nothing(path: Path) -> None:
    mine = Lock(path, 0.02)
    with mine.held():
        pass
    mine.fd  # noqa: B018 - open from here on
    path.rename(path.with_name("gone"))
    with Lock(path, 0.02).held(), pytest.raises(TimeoutError):
        mine.acquire()
    with mine.held():
        assert path.exists()


def test_a_closed_lock_can_be_taken_again(path: Path) -> None:
    lock = Lock(path, 0.02)
    for _ in range(2):
        with lock.held():
            lock.close()
        lock.close()
    with Lock(path, 0.02).held():
        pass
