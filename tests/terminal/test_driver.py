"""The driver of a POSIX terminal: what it leaves of the terminal's modes."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.messages import InBandWindowResize

pytest.importorskip("termios", reason="a POSIX terminal's driver")

from chairtui.terminal.driver import TerminalDriver
from tests.fuzz.program import ON_AT_FIRST, modes_after


async def test_an_answer_about_window_sizes_turns_nothing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it comes: SIGWINCH tells the size, and is heard on."""
    passed, written = list[Message](), list[str]()
    monkeypatch.setattr(Driver, "process_message", lambda _, message: passed.append(message))
    driver = TerminalDriver(App())
    monkeypatch.setattr(driver, "write", written.append)
    driver._query_in_band_window_resize()
    driver.process_message(InBandWindowResize(True, False))
    driver.process_message(InBandWindowResize(True, True))
    assert not driver._in_band_window_resize
    assert (passed, written) == ([], [])
    other = Message()
    driver.process_message(other)
    assert passed == [other]


async def test_stopping_reads_no_more_before_it_turns_modes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read late may still turn a mode on, which then has to be turned off."""
    driver, written = TerminalDriver(App()), list[str]()
    monkeypatch.setattr(driver, "write", written.append)
    driver._read_no_more, driver._stop_reading = os.pipe()
    driver._key_thread = cast(Any, SimpleNamespace(join=driver._enable_mouse_support))
    driver.stop_application_mode()
    assert "\x1b[?1003h" in written
    assert modes_after("".join(written).encode()) ^ ON_AT_FIRST == set()
