"""What the next meeting shows of an action taken over: its number at the earlier meeting, for those who were there."""

from __future__ import annotations

from chairtui.format_registry import open_registry
from chairtui.meeting.after.next_meeting import follow
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.follow_up_agenda import ITEM, with_previous
from screens.panes.pane_selection import sections_of
from screens.panes.view import View
from tests.meeting.closed_meetings import ADA, VISIT, held, ids, write

BRISTOL = with_previous(open_registry().formats["bristol"])


def notes_of_actions(of: Meeting) -> list[str]:
    """What stands under the actions of the item for the previous meeting."""
    item = BRISTOL.item(ITEM)
    assert item is not None
    rows = [row for section in sections_of(View(of, BRISTOL, item)) for row in section.rows]
    actions = [row for row in rows if row.mark == "A1"]
    assert len(actions) == 1
    return [note for row in actions for note in row.notes]


def test_an_action_taken_over_shows_its_number_and_in_part_two_nothing_of_an_earlier_meeting() -> None:
    of = Meeting("second2")
    for draft in follow(held(ADA, VISIT), {"starts": "2027-02-12T14:00:00+00:00"}, lambda _: True, ids()).drafts:
        write(of, draft.record)
    assert any("A1 of 3 Dec" in note for note in notes_of_actions(of))
    write(of, of.details.model_copy(update={"part": 2}))
    write(of, of.actions[0].record.model_copy(update={"part": 2}))
    assert not any("3 Dec" in note for note in notes_of_actions(of))
