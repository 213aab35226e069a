"""Fixtures of a live meeting: a manual clock, an app context and a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.css import parse, stylesheet
from textual.css.model import RuleSet

from chairtui.journal.session import Session
from screens.context import AppContext
from tests.ui.live_harness import Clock, a_meeting, live_context


@pytest.fixture(scope="session", autouse=True)
def _sheets_parsed_once() -> Iterator[None]:
    """Each program that starts parses all style sheets, which takes a seventh of the time of an interface test."""
    parsed: dict[object, Sequence[RuleSet]] = {}

    def remembered(scope: str, css: str, read_from: tuple[str, str], **how: Any) -> Sequence[RuleSet]:
        tokens = {name: tuple(t.value for t in each) for name, each in (how["variable_tokens"] or {}).items()}
        key = (scope, css, read_from, how["is_default_rules"], how["tie_breaker"], tuple(sorted(tokens.items())))
        if key not in parsed:
            parsed[key] = tuple(parse.parse(scope, css, read_from, **how))
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet, "parse", remembered)
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> AppContext:
    return live_context(tmp_path, clock)


@pytest.fixture
def session(context: AppContext) -> Session:
    """A session of a meeting that has begun."""
    return a_meeting(context)
