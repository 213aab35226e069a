"""From starting the program to its first full frame, on a real terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks import on_a_terminal
from tests.benchmarks.rows import Beyond, Group, Take, Times
from tests.benchmarks.sample_stores import a_journal, a_library, a_meeting
from tests.benchmarks.workspace import BARE, OURS, Workspace

MEETING = ("part 1", "Agenda", "Action plan", "6  New or further", "Testa was", "For the chair", "/ to type", "F1 Help")
"""Words in every part of the live meeting's screen."""
LIBRARY = ("Meetings", "in all", "Meeting 00000", "F1 Help")
PANES = ("Bristol", "11 An item", "6  What is new", "F9 ", "For the chair", "/ to type", "Nothing typed", "F1 help")
SHELF = ("Meetings", "Planning meeting 17", "F1 help")


def groups(workspace: Workspace) -> Iterator[Group]:
    def starting(name: str, argv: Sequence[str], words: Sequence[str], folder: Path = workspace.folder) -> Take:
        return Take(name, lambda: on_a_terminal.start(argv, workspace.environment, folder, words))

    def meeting(records: int) -> Take:
        store = workspace.folder / f"meeting-{records}"
        journal = a_journal(store)
        a_meeting(journal, records)
        journal.meetings()
        return starting(f"chairtui, {records:,} records", [*OURS, "--store", str(store), "m1"], MEETING)

    def library(meetings: int) -> Take:
        store = workspace.folder / f"library-{meetings}"
        a_library(store, meetings)
        return starting(f"chairtui, {meetings:,} meetings", [*OURS, "--store", str(store)], LIBRARY)

    empty = starting("empty Textual app", [*BARE, "empty"], ["Empty but for this"])
    panes = starting("bare app, 20 widgets", [*BARE, "panes"], PANES)
    shelf = starting("bare app, 7 widgets", [*BARE, "library"], SHELF)
    of = {records: meeting(records) for records in (30, 300, 3_000, 5_000)}
    yardstick = workspace.yardstick()
    few, many = library(10), library(10_000)
    yield Group(
        "Start to first full frame",
        [
            Times("a meeting of 30 records: a bare app", of[30], panes, 1.5),
            Times("a meeting of 300 records: a bare app", of[300], panes, 1.5),
            Times("a meeting of 300 records: an empty app", of[300], empty, 3.0),
            Beyond("a meeting of 3,000 records, beyond 30", of[3_000], of[30], 0.3 * 3 / 5, yardstick),
            Beyond("a meeting of 5,000 records, beyond 30", of[5_000], of[30], 0.3, yardstick),
            Times("a library of 10 meetings: a bare app", few, shelf, 2.0),
            Beyond("a library of 10,000, beyond one of 10", many, few, 0.5, yardstick),
        ],
        rounds=9,
    )
