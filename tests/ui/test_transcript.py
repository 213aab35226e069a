"""A whole meeting typed at the real screen: what is kept is what was said, and what it cost in keys."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.compared import differences
from tests.benchmarks.markup import ACTION, CORRECTION, SHARE, overheads, take_meeting
from tests.benchmarks.taken_lines import LINES


async def test_a_meeting_typed_as_it_is_said_is_kept_as_it_was_said(tmp_path: Path) -> None:
    session, pressed = await take_meeting(tmp_path)
    assert differences(session.meeting) == []
    dropped = next(e.record for e in session.meeting.actions if e.ref == "A4")
    assert (dropped.status, dropped.status_reason) == ("dropped", "it goes to the inquiry")

    lines, actions, _, corrections = overheads(LINES, pressed)
    assert lines.share <= SHARE
    assert actions.most <= ACTION
    assert corrections.most <= CORRECTION
