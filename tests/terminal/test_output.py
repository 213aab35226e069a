"""What is written to a terminal that takes nothing for now."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator

import pytest

pty = pytest.importorskip("pty", reason="a POSIX terminal")

from chairtui.terminal.output import TerminalFile  # noqa: E402

XOFF = b"\x13"
"""Ctrl+s, which a terminal takes for itself unless a program has asked for every key."""


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Its two sides, the program's second, with the settings that a shell has."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def test_the_last_words_come_out_where_ctrl_s_stopped_the_terminal(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    output = TerminalFile(theirs)
    output.hurry()
    os.write(ours, XOFF)
    while select.select([], [theirs], [], 0)[1]:
        pass  # until it is stopped
    output.write("put back")
    assert select.select([ours], [], [], 0)[0], "stopped"
    assert os.read(ours, 100) == b"put back"
    assert not output.dropped


def test_what_a_full_terminal_does_not_take_at_the_end_is_dropped(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    output = TerminalFile(theirs)
    output.hurry()
    output.write("x" * 1_000_000)
    assert output.dropped
    output.write_last("put back")
    found = b""
    while select.select([ours], [], [], 0)[0]:
        found = (found + os.read(ours, 65536))[-8:]
    assert found == b"put back"
