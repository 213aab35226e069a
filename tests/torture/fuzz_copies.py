"""Ten thousand random meetings: no reader's file has a word that nobody decided they get."""

from __future__ import annotations

import gc
import os
import time
from random import SystemRandom

from chairtui.minutes.file_kinds import KINDS
from tests.minutes.test_random_meetings import QUICK, look_into

MEETINGS, EVERY_KIND, SLICE = int(os.environ.get("MEETINGS", "10000")), 100, 100


def test_no_copy_of_ten_thousand_meetings_holds_a_word_that_nobody_released() -> None:
    first, released, began = SystemRandom().randrange(10**9), 0, time.process_time()
    print(f"\nseeds {first} to {first + MEETINGS - 1}", flush=True)
    gc.freeze()
    gc.disable()  # a pass over all that is loaded takes longer than a meeting
    try:
        for number in range(MEETINGS):
            seed = first + number
            try:
                released += look_into(seed, KINDS if number % EVERY_KIND == EVERY_KIND - 1 else QUICK)
            except Exception as error:
                raise AssertionError(f"the meeting of seed {seed}: {error!r}") from error
            if number % SLICE == SLICE - 1:
                gc.collect()
                seconds = (time.process_time() - began) / (number + 1)
                print(f"{number + 1} meetings, {released} files for the family, {seconds:.3f} s each", flush=True)
    finally:
        gc.enable()
    assert released or MEETINGS < SLICE
