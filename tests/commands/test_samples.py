"""The reader of sample meetings, and what every sample holds."""

from __future__ import annotations

import pytest

from chairtui.samples import Step, load_sample, read_sample, sample_names

SCRIPT = """
# A comment.
[meeting]
title: Meeting: about K.
[convening]
set aim=Agree = one plan
[item 5]
r: A risk

[pause]
[item 9]
a: An action
[refused]
ALL-01
[mend]
set A1.owner=Avril
"""


def test_a_script_is_read_into_its_stages() -> None:
    sample = read_sample("mine", SCRIPT)
    assert sample.meeting == {"title": "Meeting: about K."}
    assert sample.opening == (Step(key="aim", value="Agree = one plan"), Step(item="5", line="r: A risk"))
    assert sample.rest == (Step(item="9", line="a: An action"),)
    assert sample.refused == ("ALL-01",)
    assert sample.mend == (Step(key="A1.owner", value="Avril"),)
    assert sample.captured == ("r: A risk", "a: An action")


def test_a_line_outside_any_section_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        read_sample("mine", "r: A risk")


@pytest.mark.parametrize("name", sample_names())
def test_a_sample_is_a_whole_meeting_of_some_sixty_lines(name: str) -> None:
    sample = load_sample(name)
    assert sample.meeting["format"] == name
    assert 55 <= len(sample.captured) <= 70
    assert len(set(sample.refused)) >= 6


def test_there_is_a_sample_for_both_formats() -> None:
    assert sample_names() == ["bristol", "isle-of-wight"]
