"""The tests of the server journal on other versions of PostgreSQL: the oldest and newest that `make servers` fetched.

By `make torture`. Any version can be tried by hand: put the folder of its programs first in PATH and run the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
FETCHED = HERE / ".servers" / "node_modules"
ROOMS = ("tests/journal/postgresql", "tests/commands/test_team_store.py", "tests/commands/test_store_command.py")


def versions() -> list[Path]:
    """The folders of programs, one a version, oldest first."""
    return sorted(FETCHED.glob("pg*/native/bin"), key=lambda found: int(found.parts[-3].removeprefix("pg")))


def test_there_are_an_old_and_a_new_version_to_try() -> None:
    assert len(versions()) > 1, "Fetch them with: make servers"


@pytest.mark.parametrize("programs", [versions()[0], versions()[-1]] if versions() else [], ids=lambda p: p.parts[-3])
def test_the_server_journal_passes_on(programs: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *ROOMS],
        cwd=HERE,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout[-4000:]
