"""In a bundle the executable itself is a tab's program, since there is no interpreter to run a module with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.__main__ import TAB_ARGUMENT
from chairtui.web.session_process import DRIVER, STARTED_MARK
from chairtui.web.tab_config import TAB, Tab
from tests.web.conftest import TITLE


@pytest.fixture
def tab(surroundings: dict[str, str]) -> dict[str, str]:
    """The environment of a chair's tab."""
    sits = Tab(by="Avril", role="chair", unlocked=True)
    size = {"COLUMNS": "100", "ROWS": "30", "TERM": "xterm-256color"}
    return {**surroundings, **size, TAB: sits.model_dump_json(), "TEXTUAL_DRIVER": DRIVER}


def test_the_executable_with_its_one_argument_paints_a_tab(
    tab: dict[str, str], command: Callable[..., str], tmp_path: Path
) -> None:
    command("new", "--format", "bristol", "--title", TITLE, "--subject", "K.", "--starts", "2026-12-03 14:00")
    argv = [sys.executable, "-m", "chairtui", TAB_ARGUMENT]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, env=tab, cwd=tmp_path, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as program:
        assert program.stdout is not None
        heard = b""
        while TITLE.encode() not in heard and (read := os.read(program.stdout.fileno(), 65536)):
            heard += read
        program.kill()
    assert heard.startswith(STARTED_MARK)
    assert TITLE.encode() in heard


def test_a_tab_without_anybody_in_it_ends_in_one_line(surroundings: dict[str, str], tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "chairtui", TAB_ARGUMENT]
    done = subprocess.run(argv, env=surroundings, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
