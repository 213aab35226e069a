"""Runs a program and reports each fsync: when it returned, and of which file.

`python stamped.py FD -m MODULE ARGUMENTS…` or `python stamped.py FD FILE ARGUMENTS…`. A line for each goes to that open
file descriptor: the system's steady clock in seconds, which is the same for all processes, and the file's inode.
"""

from __future__ import annotations

import os
import runpy
import sys
import time


def main(fd: str, *argv: str) -> None:
    said = int(fd)
    fsync = os.fsync

    def stamped(file: int) -> None:
        fsync(file)
        os.write(said, f"{time.monotonic()} {os.fstat(file).st_ino}\n".encode())

    os.fsync = stamped  # type: ignore[assignment]
    if argv[0] == "-m":
        sys.argv = list(argv[1:])
        runpy.run_module(argv[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(argv)
        runpy.run_path(argv[0], run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
