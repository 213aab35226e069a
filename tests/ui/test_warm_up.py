"""What the first line needs is loaded while nobody types yet."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import sys
from datetime import date
import chairtui.app
import screens.live.screen
from screens.live.warm_up import warm_up
needed = ("holidays", "pendulum", "chairtui.meeting.capture.capture", "screens.live.quick_edit")
assert not any(name in sys.modules for name in needed), "loaded before the first paint"
warm_up(date(2026, 12, 3), "Scotland")
assert all(name in sys.modules for name in needed)
from chairtui.meeting.dates.calendar import bank_holidays
assert bank_holidays.cache_info().currsize == 2
"""


def test_the_grammar_and_the_holidays_are_loaded_by_warming_up_and_not_before() -> None:
    subprocess.run([sys.executable, "-c", PROBE], check=True)
