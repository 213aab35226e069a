"""Fixtures for running the real program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
FORBIDDEN = ("CHAIRTUI_", "XDG_")

collect_ignore_glob = ["*_by_keys.py", "*_on_a_terminal.py"] if sys.platform == "win32" else []
"""Windows has no pseudo-terminals of this kind."""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An empty home, and none of the user's environment variables."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FORBIDDEN)}
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    return {
        **kept,
        **folders,
        "LOGNAME": "avril",
        "CHAIRTUI_NAME": "avril",
        "PYTHONPATH": str(HERE),
        "CHAIRTUI_UNENCRYPTED": "1",
    }
