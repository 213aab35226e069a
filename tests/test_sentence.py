"""A sentence that ends in a name has one full stop."""

from __future__ import annotations

import pytest

from chairtui.words.release import RELEASED_NOW
from chairtui.words.sentence import sentence


@pytest.mark.parametrize("name", ["Kirsty M.", "Dawn Vale"])
def test_a_sentence_that_ends_in_a_name_has_one_full_stop(name: str) -> None:
    said = sentence(RELEASED_NOW, name=name)
    assert said.startswith(f"Released to {name.rstrip('.')}. The copy")


def test_a_name_in_the_middle_keeps_its_stop() -> None:
    assert sentence("{name} {other}: saved.", name="Lisa T.", other="x") == "Lisa T. x: saved."
