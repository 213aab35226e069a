"""The minutes that `docs/` shows are those the program prints now; `make docs` writes them again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chairtui.data_files import data_folder
from chairtui.minutes.file_kinds import KINDS
from tests.commands.conftest import Run
from tests.minutes.opened import word_words

DIGEST = re.compile(r"[0-9a-f]{64}|(?:\b[0-9a-f]{4} ){3}[0-9a-f]{4}\b")
"""Differs from run to run, because each record's id does."""
SHOWN = sorted((data_folder().parent / "docs").glob("minutes-*.md"))


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_the_minutes_shown_are_the_minutes_printed(run: Run, path: Path) -> None:
    shown = path.read_text(encoding="utf-8")
    printed = run("demo", "--format", path.stem.removeprefix("minutes-")).out
    assert DIGEST.sub("", shown) == DIGEST.sub("", printed)


def test_minutes_on_both_first_agendas_are_shown() -> None:
    assert {"minutes-bristol", "minutes-isle-of-wight"} <= {path.stem for path in SHOWN}


def test_of_one_meeting_every_kind_of_file_for_every_audience_is_shown(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--format", "isle-of-wight", "--write", str(tmp_path)).status == 0
    shown = data_folder().parent / "docs" / "every-kind"
    names = sorted(f"{audience}.{kind}" for audience in ("actions", "attendees", "family-L1") for kind in KINDS)
    assert sorted(path.name for path in shown.iterdir()) == sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        if name.endswith((".md", ".html")):
            written, seen = ((folder / name).read_text(encoding="utf-8") for folder in (tmp_path, shown))
            assert DIGEST.sub("", written) == DIGEST.sub("", seen)
        if name.endswith(".docx"):
            assert DIGEST.sub("", _words(tmp_path / name)) == DIGEST.sub("", _words(shown / name))


def _words(file: Path) -> str:
    return " ".join(word_words(file.read_bytes()))
