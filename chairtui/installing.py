"""How a package is added to this installation of the program."""

from __future__ import annotations

import sys
from pathlib import Path

from chairtui.words import installing as words


def how_to_add(packages: str, prefix: Path | None = None) -> str:
    """The command that adds packages where the program is installed: by pipx, by uv, or otherwise by pip.

    pipx and uv keep it in an environment of its own, which `pip install` on its own wouldn't reach.
    """
    prefix = prefix or Path(sys.prefix)
    if (prefix / "pipx_metadata.json").is_file():
        return words.BY_PIPX.format(packages=packages)
    if (prefix / "uv-receipt.toml").is_file():
        return words.BY_UV.format(packages=packages, python=sys.executable)
    return words.BY_PIP.format(packages=packages)
