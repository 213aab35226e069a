"""`chairtui` and `python -m chairtui`: runs the command line and exits with its status."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

ALLOCATED = 100_000
"""Allocations before the garbage collector runs: scanning what start-up loads takes time and frees nothing."""
FROZEN: bool = getattr(sys, "frozen", False)
"""Whether this runs from a bundle, whose executable is the program and no Python interpreter."""
TAB_ARGUMENT = "--tab"
"""The only argument of a browser tab's program in a bundle, where no interpreter can run `-m chairtui.web`."""


def main() -> NoReturn:
    """Run the command line and exit. Ctrl+C during the imports ends in one line, too.

    Exits without tearing down the interpreter: what was acknowledged is on the drive, and freeing every object would
    take a tenth of a short command's time.
    """
    gc.set_threshold(ALLOCATED)
    _use_utf8()
    try:
        status = _run()
    except KeyboardInterrupt:
        from chairtui.words.command_line import INTERRUPTED, WRONG

        sys.stderr.write(WRONG.format(message=INTERRUPTED) + "\n")
        status = 130
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never opened
            stream.flush()
    os._exit(status)


def _use_utf8() -> None:
    """Restart in Python's UTF-8 mode if the locale has another encoding, for arguments and file names."""
    if sys.platform != "win32" and not FROZEN and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run() -> int:
    if sys.argv[1:] == [TAB_ARGUMENT]:
        from chairtui.web.__main__ import main as run
    else:
        from chairtui.cli import main as run
    return run()


if __name__ == "__main__":
    main()
