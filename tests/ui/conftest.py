"""A meeting laid for whoever sits down at it: a clock that the test moves on, a desk, and a seat."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.journal.session import Session
from screens.context import Desk
from tests.ui.at_the_table import Clock, a_desk, a_meeting


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return a_desk(tmp_path, clock)


@pytest.fixture
def seat(desk: Desk) -> Session:
    """At a meeting that has begun."""
    return a_meeting(desk)
