"""Locates the bundled data folder in a checkout, an editable install and an installed copy."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_folder() -> Path:
    """The folder with `formats`, `wording`, `templates` and `samples`. Raises `FileNotFoundError`."""
    here = Path(__file__).resolve().parent
    for folder in (here / "data", here.parent / "data"):
        if (folder / "formats").is_dir():
            return folder
    raise FileNotFoundError("chairtui's own data folder is missing. Install chairtui again.")


def read_data(name: str) -> str:
    """Read a text file by its path below the data folder."""
    return (data_folder() / name).read_text(encoding="utf-8")
