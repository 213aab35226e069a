"""A form in a real terminal, filled in faster than it can open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.session import Session
from tests.journal.meetings import a_details, new
from tests.journeys.terminal import Terminal


def test_an_immediate_risk_typed_before_its_form_is_there_is_kept_as_it_was_typed(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    journal = FileJournal(tmp_path / "store", lambda: datetime.now(UTC), new_id)
    meeting = journal.begin([new(a_details())], "Avril Sample")
    argv = ("--store", str(tmp_path / "store"), "--by", "Avril Sample", meeting)
    with Terminal(argv, surroundings, tmp_path) as terminal:
        terminal.until_shown("Agenda")
        for key in (
            "!",
            *"Father has 3",
            "backspace",
            *"2 keys",
            "enter",
            *"Beth Hale",
            "enter",
            *"Police go",
            "enter",
            "enter",
        ):
            terminal.press(key)
        terminal.until_shown("R1")
        terminal.press("ctrl+q")
        assert terminal.until_left() == 0
    risk = Session(journal, meeting, "reader").meeting.observations[0].record
    assert risk.immediate is not None
    assert (risk.text, risk.immediate.raised_by) == ("Father has 2 keys", "Beth Hale, not at the meeting")
    assert risk.immediate.decided == "Police go"
