"""Rows tell who may not read them."""

from __future__ import annotations

from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Draft
from screens.panes.reader_tags import tags_of
from tests.minutes.builders import details, meeting
from tests.minutes.releasing import DAWN, MICK, write


def test_a_row_names_whom_it_is_kept_from_and_everybody_once_that_name_no_longer_stands() -> None:
    of = meeting(details(), DAWN, MICK)
    marks = Readers(kept_from=("mick",), kept_why="fear", only=("police",), only_why="ongoing")
    assert tags_of(marks, of) == ("■ NOT FOR Mick", "■ ONLY police")
    write(of, Draft(record=MICK, base=of.base_of("mick"), removed=True))
    assert tags_of(marks, of) == ("■ RESTRICTED", "■ ONLY police")
    assert tags_of(None, of) == ()
