"""The program is ended from outside: the window is closed, the connection breaks, the system stops it."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from chairtui.terminal.driver import HUNG_UP
from tests.journal.meetings import a_details, a_note, new
from tests.journeys.terminal import Terminal


def test_the_demonstration_ends_with_its_window_and_leaves_nothing(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    thrown_away = tmp_path / "temporary"
    thrown_away.mkdir()
    with Terminal(["demo"], {**surroundings, "TMPDIR": str(thrown_away)}, tmp_path) as terminal:
        terminal.until_shown("Agenda")
        assert list(thrown_away.iterdir())
        assert terminal.hang_up() == HUNG_UP
    assert not list(thrown_away.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_demonstration_that_the_system_ends_leaves_nothing_either(
    surroundings: dict[str, str], tmp_path: Path, number: int
) -> None:
    thrown_away = tmp_path / "temporary"
    thrown_away.mkdir()
    with Terminal(["demo"], {**surroundings, "TMPDIR": str(thrown_away)}, tmp_path) as terminal:
        terminal.until_shown("Agenda")
        assert list(thrown_away.iterdir())
        assert terminal.end(number) == 128 + number
    assert not list(thrown_away.iterdir())


def test_a_meeting_in_which_others_write_on_ends_with_its_window_too(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    journal = FileJournal(tmp_path / "store", lambda: datetime.now(UTC), new_id)
    meeting, stop = journal.begin([new(a_details())], "sam"), threading.Event()

    def write_on() -> None:
        while not stop.is_set():
            journal.append(meeting, [new(a_note(new_id()))], "sam")

    others = threading.Thread(target=write_on)
    with Terminal(["--store", str(tmp_path / "store"), meeting], surroundings, tmp_path) as terminal:
        terminal.until_shown("Agenda")
        others.start()
        try:
            assert terminal.hang_up() == HUNG_UP
        finally:
            stop.set()
            others.join()
