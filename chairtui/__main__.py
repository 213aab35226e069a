"""`chairtui` and `python -m chairtui`: hands over to the command line, and leaves with its status."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

ALLOCATED = 100_000
"""How many more objects there are before the collector looks for garbage among them: what is loaded stays."""


def main() -> NoReturn:
    """Run the command line and leave. Ctrl+C while the program is still being loaded ends in a line too.

    Leaves at once: what was acknowledged is on the drive, and taking apart all that was loaded, object by object,
    would be a tenth of a short command's time.
    """
    gc.set_threshold(ALLOCATED)
    try:
        from chairtui.cli import main as run

        status = run()
    except KeyboardInterrupt:
        from chairtui.words.command_line import INTERRUPTED, WRONG

        sys.stderr.write(WRONG.format(message=INTERRUPTED) + "\n")
        status = 130
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never opened
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
