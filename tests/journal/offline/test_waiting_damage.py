"""A file of what waits whose lines are chained as they should be, and hold what no program of ours wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.journal.file_format import header, line
from chairtui.journal.offline.queue import OfflineQueue, QueuedBatch, QueuedDraft, Resolution, path_of
from chairtui.journal.protocol import Broken
from tests.journal.meetings import Clock, a_note

MEETING = "m001"
KEPT = Resolution(outcome="kept", ids=("d1",), seqs=(2,)).model_dump(mode="json")


def captured(clock: Clock) -> dict[str, object]:
    queued = QueuedDraft(id="d1", record=a_note("n1"))
    return QueuedBatch(drafts=(queued,), at=clock(), by="Noter").model_dump(mode="json")


def waiting(store: Path, *entries: object) -> OfflineQueue:
    """The file with each entry on a line of its own."""
    raw, before = header(f"waiting-{MEETING}")
    for number, entry in enumerate(entries, 2):
        added, before = line(number, [entry], before)  # type: ignore[list-item]
        raw += added
    path = path_of(store, MEETING)
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    return OfflineQueue(store, MEETING, lambda: None)


def test_what_waits_and_what_became_of_it_are_read_back(store: Path, clock: Clock) -> None:
    found = waiting(store, captured(clock), KEPT)
    assert found.refresh()
    assert (found.outcome("d1"), found.seq("d1"), found.unsent) == ("kept", 2, [])


@pytest.mark.parametrize(
    "odd",
    [
        *("captured", 7, None, [], [["what", "captured"]]),
        {key: value for key, value in KEPT.items() if key != "what"},
        {**KEPT, "what": "sent"},
        {**KEPT, "what": None},
        {**KEPT, "seqs": ["two"]},
    ],
    ids=str,
)
def test_an_entry_that_says_nothing_of_what_it_is_is_damage_and_never_taken_for_kept(
    store: Path, clock: Clock, odd: object
) -> None:
    found = waiting(store, captured(clock), odd)
    with pytest.raises(Broken) as broken:
        found.refresh()
    assert (broken.value.line, broken.value.sound) == (3, 1)
    assert [queued.id for entry in found.batches for queued in entry.drafts] == ["d1"]
    assert found.outcome("d1") is None
