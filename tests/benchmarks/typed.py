"""Types the transcript into the real program, on a pseudo-terminal of 80x24, and compares it with what was saved.

`python -m tests.benchmarks.typed --words-a-minute 70` types at the pace of talk and never waits for the screen; without
it, a hundred times as fast, and after each line until that is saved: several lines that come at once would be taken for
a paste. Prints every difference between what was typed and what was kept.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.session import Session
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Details, Draft, Record
from tests.benchmarks.compared import differences
from tests.benchmarks.taken_lines import LINES, PEOPLE
from tests.journeys.terminal import Terminal

BY = "Ailsa Gourlay"
STARTS = datetime(2026, 12, 3, 10, 0, tzinfo=ZoneInfo("Europe/London"))
ITEM = "6"
AT_MOST = 7_000
"""Words a minute."""
LETTERS_A_WORD = 6
"""A word and its space, as typists count."""


def type_meeting(folder: Path, environment: Mapping[str, str], words_a_minute: int) -> Meeting:
    """Type the people and the lines; the meeting as the store has it once the program has been left."""
    journal = FileJournal(folder / "store", lambda: datetime.now(UTC), new_id)
    details = Details(
        format="dumfries-galloway",
        format_version="1",
        format_name="Dumfries & Galloway",
        title="Is he safe in the flat?",
        subject="W.M., aged 74",
        person="adult",
        starts=STARTS,
    )
    meeting = journal.begin([Draft(record=details)], BY)
    argv = ("--store", str(folder / "store"), "--by", BY, meeting)
    with Terminal(argv, environment, folder) as terminal:
        terminal.until_shown("Agenda")
        last = next(taken.text for taken in reversed(LINES) if taken.text)
        reader = Session(journal, meeting, "reader")

        def saved() -> list[Record]:
            reader.catch_up()
            # The clock follows the first line to its item, with a version of its own a moment later.
            return [version.record for version in reader.meeting.versions if version.record.kind != "progress"]

        def filed() -> bool:
            return any(getattr(record, "text", "") == last for record in saved())

        def type_line(line: str, words_a_minute: int) -> None:
            before = len(saved())
            _type(terminal, f"{line}\r", words_a_minute)
            if words_a_minute == AT_MOST:
                terminal.until(lambda: len(saved()) > before, f"Saving of {line}")

        _type(terminal, f"{ITEM}/", AT_MOST)
        for person in PEOPLE:
            type_line(person, AT_MOST)
        for taken in LINES:
            type_line(taken.typed, words_a_minute)
        terminal.until(filed, "The last line's filing")
        terminal.press("ctrl+q")
        terminal.until_left()
    return Session(journal, meeting, "reader").meeting


def _type(terminal: Terminal, text: str, words_a_minute: int) -> None:
    for letter in text:
        terminal.type(letter)
        time.sleep(60 / words_a_minute / LETTERS_A_WORD)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words-a-minute", type=int, default=AT_MOST)
    pace = parser.parse_args().words_a_minute
    environment = {**os.environ, "CHAIRTUI_UNENCRYPTED": "1", "CHAIRTUI_NAME": "avril"}
    with TemporaryDirectory(prefix="chairtui-typed-") as folder:
        began = time.monotonic()
        meeting = type_meeting(Path(folder), {**environment, "HOME": folder}, pace)
        took = time.monotonic() - began
    letters = sum(len(taken.typed) + 1 for taken in LINES)
    print(f"{len(LINES)} lines, {letters} keys in {took:.0f} s; {len(meeting.statements)} records kept")
    found = differences(meeting)
    print("\n".join(found) or "Every text, owner and date is what was typed.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
