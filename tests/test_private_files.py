"""A file that is being written stands beside its place, whole or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

from chairtui.private_files import MOMENT, write_private


def test_what_a_killed_program_left_is_deleted_and_what_another_is_writing_is_not(tmp_path: Path) -> None:
    left = [tmp_path / ".minutes.docx.4711.new", tmp_path / ".JT 3 Dec 2026.pdf.12.new"]
    others = [tmp_path / ".minutes.docx.4712.new", tmp_path / ".notes.4711.new", tmp_path / "minutes.docx.4711.new"]
    for file in (*left, *others):
        file.write_text("minutes", encoding="utf-8")
    for file in (*left, *others[1:]):
        os.utime(file, (time.time() - 2 * MOMENT,) * 2)
    write_private(tmp_path / "actions.csv", "who,what", replace=False)
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "actions.csv"])
