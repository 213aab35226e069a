"""Fixtures for all tests, and the summary of tests that were not run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache

import pytest

from chairtui import format_registry
from chairtui.meeting.formats.loader import load_format
from tests import not_on_windows, servers
from tests.missing import Need, chromium, nginx
from tests.servers import RealServer

NEEDS = (
    Need(
        "postgresql",
        servers.programs,
        "CHAIRTUI_TEST_SERVER",
        "Not run: what needs a real PostgreSQL server, because none is installed here. "
        "Install it (Debian and Ubuntu: apt-get install postgresql) and run this again.",
    ),
    Need(
        "postgresql_dump",
        servers.dumps,
        "CHAIRTUI_TEST_SERVER",
        "Not run: what needs pg_dump and psql, because this PostgreSQL comes without them. "
        "Install its client programs (Debian and Ubuntu: apt-get install postgresql-client) and run this again.",
    ),
    Need(
        "chromium",
        chromium,
        "CHAIRTUI_TEST_BROWSER",
        "Not run: what needs a real browser, because there is no Chromium here. "
        "Install it (Debian and Ubuntu: apt-get install chromium) and run this again.",
    ),
    Need(
        "nginx",
        nginx,
        "CHAIRTUI_TEST_PROXY",
        "Not run: what needs a real sign-in proxy, because there is no nginx here. "
        "Install it (Debian and Ubuntu: apt-get install nginx) and run this again.",
    ),
    Need(
        "poppler",
        lambda: shutil.which("pdfinfo"),
        "CHAIRTUI_TEST_PDF",
        "Not run: what reads a PDF with another program, because Poppler isn't here. "
        "Install it (Debian and Ubuntu: apt-get install poppler-utils) and run this again.",
    ),
)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: on two, a quarter of their time went by while journeys waited for terminals."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if why := not_on_windows.reason(item.nodeid):
            item.add_marker(pytest.mark.skip(reason=why))
    for need in NEEDS:
        if not need.lacking:
            continue
        needing = {item for item in items if item.get_closest_marker(need.marker)}
        if needing and need.required:
            raise pytest.UsageError(f"{need.variable} says that it must be run. {need.otherwise}")
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=list(needing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for need in NEEDS:
        if need.lacking:
            terminalreporter.write_line(need.otherwise)


@pytest.fixture(scope="session", autouse=True)
def _formats_parsed_once() -> Iterator[None]:
    """Cache parsed formats: they are immutable, and parsing takes an eighth of an interface test's time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(format_registry, "load_format", lru_cache(maxsize=64)(load_format))
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[RealServer]:
    """A server of this process's own, for tests marked `postgresql`."""
    server = RealServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()
