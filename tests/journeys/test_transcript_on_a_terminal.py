"""A whole meeting typed on a real terminal of 80x24 by somebody who never waits for the screen."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.compared import differences
from tests.benchmarks.typed import AT_MOST, type_meeting


def test_every_text_owner_and_date_is_kept_as_it_was_typed(surroundings: dict[str, str], tmp_path: Path) -> None:
    assert differences(type_meeting(tmp_path, surroundings, AT_MOST)) == []
