"""Environment of benchmarks: a temporary folder, fixed environment variables, and running programs."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.rows import Take

HERE = Path(__file__).parents[2]
OURS = (sys.executable, "-m", "chairtui")
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
LIBRARIES = "import pendulum, tinydb\nfrom pydantic import BaseModel\nclass Model(BaseModel):\n    a: int\nModel(a=1)"
"""Loads the libraries of a command that reads a meeting, and uses one model."""
LEFT_OUT = ("CHAIRTUI_", "XDG_", "PYTHON", "TEXTUAL", "COLUMNS", "LINES", "NO_COLOR")


@dataclass(frozen=True)
class Workspace:
    """`folder` is temporary; `chance` has the same seed in every run."""

    folder: Path
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def room(self, name: str) -> Path:
        """A folder of that name."""
        room = self.folder / name
        room.mkdir(exist_ok=True)
        return room

    @property
    def environment(self) -> Mapping[str, str]:
        """An empty home, and none of the user's environment variables."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(LEFT_OUT)}
        home = str(self.room("home"))
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
        return {
            **kept,
            **homes,
            "LOGNAME": "avril",
            "CHAIRTUI_NAME": "avril",
            "PYTHONPATH": str(HERE),
            "CHAIRTUI_UNENCRYPTED": "1",
        }

    def whole_process(self, name: str, argv: Sequence[str], exits: int = 0) -> Take:
        """Seconds from starting a program to its end. Raises `CalledProcessError` where it leaves otherwise."""
        environment, folder = self.environment, self.folder

        def once() -> float:
            began = time.perf_counter()
            done = subprocess.run(argv, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)
            took = time.perf_counter() - began
            if done.returncode != exits:
                raise subprocess.CalledProcessError(done.returncode, argv, done.stdout, done.stderr)
            return took

        return Take(name, once)

    def yardstick(self) -> Take:
        """Loading the libraries: how fast the machine is now."""
        return self.whole_process("loading the libraries", [sys.executable, "-c", LIBRARIES])
