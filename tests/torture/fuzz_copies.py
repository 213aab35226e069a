"""Ten thousand random meetings: no reader's file has a word that nobody decided they get."""

from __future__ import annotations

from chairtui.minutes.file_kinds import KINDS
from tests.minutes.test_random_meetings import QUICK, look_into

MEETINGS, EVERY_KIND = 10_000, 100


def test_no_copy_of_ten_thousand_meetings_holds_a_word_that_nobody_released() -> None:
    released = 0
    for seed in range(1_000, 1_000 + MEETINGS):
        released += look_into(seed, KINDS if seed % EVERY_KIND == 0 else QUICK)
    assert released
    print(f"\n{MEETINGS} meetings, {released} copies for relatives, none with a word too many")
