"""The program is told by the system that it is to end, and leaves in order."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading

import pytest

from chairtui.shutdown import Deadline, when_ended


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


class Process:
    """What is ended, and with what status."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.statuses: list[int] = []

    def end(self, status: int) -> None:
        self.statuses.append(status)
        self.ended.set()


def test_what_does_not_leave_in_time_is_ended_once_its_last_steps_are_done() -> None:
    process, done = Process(), list[str]()
    deadline = Deadline(0.01, process.end)
    deadline.at_forced_end(lambda: done.append("terminal"))
    forget = deadline.at_forced_end(lambda: done.append("editor"))
    deadline.at_forced_end(lambda: 1 / 0)
    forget()
    deadline.begin(143)
    deadline.begin(0)
    assert process.ended.wait(10)
    assert process.statuses == [143]
    assert done == ["terminal"]


def test_a_last_step_that_never_returns_holds_nothing_up() -> None:
    process = Process()
    deadline = Deadline(3600, process.end)
    deadline.at_forced_end(threading.Event().wait)
    deadline.now(130)
    assert process.statuses == [130]
    assert deadline.begun
