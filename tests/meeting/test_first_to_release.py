"""Whose copy the pages of relatives' copies begin with."""

from __future__ import annotations

from chairtui.meeting.after.release_decisions import decide, first_to_release
from chairtui.meeting.records import Relative
from tests.meeting.formats_and_meetings import Table, ready

FAMILY = ("mick", "dawn")


def after_part_two() -> Table:
    """A meeting whose part two Dawn joined, and Mick didn't."""
    table = ready()
    table.put(Relative(id="mick", name="Mick Vale", relation="father"))
    table.put(Relative(id="dawn", name="Dawn Vale", relation="mother"))
    table.put(table.meeting.details.model_copy(update={"part": 2, "joined": ("dawn",)}))
    table.put(table.meeting.details.model_copy(update={"part": 1}))
    return table


def test_who_joined_part_two_comes_before_whoever_was_only_looked_at_last() -> None:
    table = after_part_two()
    assert first_to_release(FAMILY, table.meeting, table.format) == "dawn"
    assert first_to_release(FAMILY, table.meeting, table.format, looked_at="mick") == "dawn"


def test_once_their_copy_is_released_it_begins_with_whom_somebody_looked_at_or_who_is_left() -> None:
    table = after_part_two()
    table.put(decide(table.meeting, table.format, "dawn", done=True).record)
    assert first_to_release(FAMILY, table.meeting, table.format) == "mick"
    assert first_to_release(FAMILY, table.meeting, table.format, looked_at="dawn") == "dawn"


def test_without_a_part_two_it_begins_with_whom_somebody_looked_at_last() -> None:
    table = ready()
    table.put(Relative(id="mick", name="Mick Vale", relation="father"))
    table.put(Relative(id="dawn", name="Dawn Vale", relation="mother"))
    assert first_to_release(FAMILY, table.meeting, table.format) == "mick"
    assert first_to_release(FAMILY, table.meeting, table.format, looked_at="dawn") == "dawn"
    assert first_to_release((), table.meeting, table.format) == ""
