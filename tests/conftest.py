"""What all rooms' tests may use, and what is said about what wasn't run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests import servers
from tests.servers import RealServer

REQUIRED = "CHAIRTUI_TEST_SERVER"
"""Set to "required", a missing server fails the run: nothing may go untested unseen where everything must be run."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if servers.programs() is not None:
        return
    needing = [item for item in items if item.get_closest_marker("postgresql")]
    if needing and os.environ.get(REQUIRED) == "required":
        raise pytest.UsageError("no PostgreSQL server is installed, and CHAIRTUI_TEST_SERVER says it must be tested")
    items[:] = [item for item in items if item not in set(needing)]
    config.hook.pytest_deselected(items=needing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if servers.programs() is None:
        terminalreporter.write_line(
            "Not run: what needs a real PostgreSQL server, because none is installed here. "
            "Install it (Debian and Ubuntu: apt-get install postgresql) and run this again."
        )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[RealServer]:
    """A server of this process's own, for tests marked `postgresql`."""
    server = RealServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()
