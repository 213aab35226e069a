"""Moves a finished file over another, also on Windows, where a file that a program has open can't be replaced."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from chairtui.words.file_names import IN_USE

CAN_REPLACE_OPEN_FILES = sys.platform != "win32"
"""Whether the platform can replace a file that is open."""
RETRY_DELAYS = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Delays in seconds between attempts to replace a file in use, such as by a virus scanner."""


class InUse(PermissionError):
    """The file can't be replaced because another program has it open; `strerror` says so."""

    def __init__(self, error: OSError, path: Path) -> None:
        super().__init__(error.errno, IN_USE, str(path))


def move_over(new: Path, path: Path) -> None:
    """Rename a file over another in the same folder, atomically. Raises `InUse`, `OSError`.

    Where open files can't be replaced, a permission error means that the file is in use: `new` was just made in the
    same folder, so write permission isn't missing. A folder or a file marked as read-only is refused in the same way.
    """
    for wait in (*RETRY_DELAYS, None) if not CAN_REPLACE_OPEN_FILES else (None,):
        try:
            new.replace(path)
        except PermissionError as error:
            if CAN_REPLACE_OPEN_FILES or path.is_dir() or not os.access(path, os.W_OK):
                raise
            if wait is None:
                raise InUse(error, path) from error
            time.sleep(wait)
        else:
            return
