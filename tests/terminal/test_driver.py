"""The driver of a POSIX terminal: what it leaves of the terminal's modes."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.driver import Driver
from textual.messages import InBandWindowResize

pytest.importorskip("termios", reason="a POSIX terminal's driver")

from chairtui.terminal.driver import TerminalDriver
from tests.fuzz.program import ON_AT_FIRST, modes_after


async def test_a_late_answer_of_the_terminal_turns_nothing_on_that_stays_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Driver, "process_message", lambda *_: None)
    driver, written = TerminalDriver(App()), list[str]()
    monkeypatch.setattr(driver, "write", written.append)

    def answers_late() -> None:
        driver.process_message(InBandWindowResize(True, False))

    driver._read_no_more, driver._stop_reading = os.pipe()
    driver._key_thread = cast(Any, SimpleNamespace(join=answers_late))
    driver.stop_application_mode()
    assert "\x1b[?2048h" in written
    assert modes_after("".join(written).encode()) ^ ON_AT_FIRST == set()
