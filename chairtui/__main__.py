"""`chairtui` and `python -m chairtui`: hands over to the command line, and leaves with its status."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave. Ctrl+C while the program is still being loaded ends in a line too."""
    try:
        from chairtui.cli import main as run

        status = run()
    except KeyboardInterrupt:
        from chairtui.words.command_line import INTERRUPTED, WRONG

        sys.stderr.write(WRONG.format(message=INTERRUPTED) + "\n")
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
