"""The reader of sample meetings, and what every sample holds."""

from __future__ import annotations

import pytest

from chairtui.samples import Step, load_sample, read_sample, sample_names
from tests.meeting.formats_and_meetings import EVERY, format_called

MENDED_AT_CONVENING = {"bristol": {"KBSP-03"}, "isle-of-wight": {"IOW-07", "IOW-08"}}
"""Answered while these two are being set up; `test_closing_mending` refuses them."""

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
def test_a_sample_is_a_whole_meeting(name: str) -> None:
    sample = load_sample(name)
    assert sample.meeting["format"] == name
    assert 12 <= len(sample.captured) <= 70
    assert len(set(sample.refused)) >= 3


@pytest.mark.parametrize("name", ["bristol", "isle-of-wight"])
def test_two_samples_show_all_there_is_in_some_sixty_lines(name: str) -> None:
    assert 55 <= len(load_sample(name).captured) <= 70


def test_there_is_a_sample_for_every_format() -> None:
    assert sample_names() == EVERY


@pytest.mark.parametrize("name", EVERY)
def test_a_sample_is_refused_for_every_blocker_of_its_own_format_that_a_blank_leaves(name: str) -> None:
    format_ = format_called(name)
    own = {q.provision for q in format_.questions if q.needed == "blocker" and q.opens is None}
    own |= {
        r.provision for r in format_.rules if r.level == "blocker" and r.rule in ("reason-chosen", "reason-or-words")
    }
    assert own - set(load_sample(name).refused) <= MENDED_AT_CONVENING.get(name, set())
