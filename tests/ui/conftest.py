"""A meeting laid for whoever sits down at it: a clock that the test moves on, a desk, and a seat."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.journal.session import Session
from screens.context import AppContext
from tests.ui.live_harness import Clock, a_meeting, live_context


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> AppContext:
    return live_context(tmp_path, clock)


@pytest.fixture
def session(context: AppContext) -> Session:
    """At a meeting that has begun."""
    return a_meeting(context)
