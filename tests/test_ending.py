"""The program is told by the system that it is to end, and leaves in order."""

from __future__ import annotations

import asyncio
import signal
import sys

import pytest

from chairtui.shutdown import when_ended


class Loop:
    """What was asked of a loop."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def add_signal_handler(self, number: int, *_: object) -> None:
        self.asked.append(number)


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Loop:
    loop = Loop()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: loop)
    return loop


def test_ctrl_c_ends_only_what_has_no_screen_to_take_it(loop: Loop) -> None:
    when_ended(lambda _number: None)
    assert signal.SIGINT not in loop.asked
    when_ended(lambda _number: None, by_ctrl_c=True)
    assert signal.SIGINT in loop.asked


def test_windows_which_has_no_such_signals_is_asked_for_none(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    when_ended(lambda _number: None, by_ctrl_c=True)
    assert loop.asked == []
