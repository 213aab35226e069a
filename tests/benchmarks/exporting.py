"""Exports a meeting's minutes to Word repeatedly, by the command, until terminated.

`python exporting.py STORE MEETING`
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main(store: str, meeting: str) -> None:
    file = Path(store) / "minutes.docx"
    export = [sys.executable, "-m", "chairtui", "export", meeting, "--store", store, "-o", str(file), "--force"]
    parent = os.getppid()
    while os.getppid() == parent:
        subprocess.run(export, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(*sys.argv[1:])
