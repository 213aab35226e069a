"""The minutes that `docs/` shows are those the program prints now; `make docs` writes them again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chairtui.files import data_folder
from tests.commands.conftest import Run

DIGEST = re.compile(r"[0-9a-f]{64}")
"""Differs from run to run, because each record's id does."""
SHOWN = sorted((data_folder().parent / "docs").glob("minutes-*.md"))


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_the_minutes_shown_are_the_minutes_printed(run: Run, path: Path) -> None:
    shown = path.read_text(encoding="utf-8")
    printed = run("demo", "--format", path.stem.removeprefix("minutes-")).out
    assert DIGEST.sub("", shown) == DIGEST.sub("", printed)


def test_minutes_on_both_first_agendas_are_shown() -> None:
    assert {"minutes-bristol", "minutes-isle-of-wight"} <= {path.stem for path in SHOWN}
