"""Which ids a meeting may have, and how one is drawn."""

from __future__ import annotations

import pytest

from chairtui.journal.meeting_ids import ids_from, is_id, refuse_other_than_id
from chairtui.journal.protocol import NoSuchMeeting


@pytest.mark.parametrize("name", ["", "last", "../m1", "M1", "m 1", "-m1", "m" * 81, "m1\n"])
def test_a_name_that_is_not_an_id_is_no_meeting(name: str) -> None:
    assert not is_id(name)
    with pytest.raises(NoSuchMeeting, match="There is no meeting"):
        refuse_other_than_id(name)


def test_ids_are_drawn_until_one_will_do() -> None:
    drawn = ids_from(iter(("M1", "m2", "m3")).__next__)
    assert next(meeting for meeting in drawn if meeting not in {"m1", "m2"}) == "m3"


def test_the_word_for_the_last_meeting_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="'last'"):
        next(ids_from(lambda: "last"))
