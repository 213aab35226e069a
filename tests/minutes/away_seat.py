"""A seat whose server is away: it reads the meeting as it last had it, and its changes go up later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from chairtui.meeting.editing.merge import merge
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import in_its_part
from chairtui.meeting.records import Draft, Version
from tests.minutes.builders import STARTS

Put = Callable[[Draft], None]


class AwaySeat:
    """`meeting` is the seat's own view, with what was typed at it. `back` is the step at which the server is back."""

    def __init__(self, of: Meeting, back: int) -> None:
        self.meeting = Meeting(of.id, of.versions)
        self.back = back
        self._left = of.position
        self._typed: list[Draft] = []

    def write(self, drafts: Iterable[Draft]) -> None:
        """Keep changes here until they go up."""
        for draft in drafts:
            if draft.base != self.meeting.base_of(draft.record.id):
                return
            mine = in_its_part(draft, self.meeting)
            self._typed.append(mine)
            keep(self.meeting, mine, "Away")

    def go_up(self, of: Meeting, put: Put, keeps_mine: Callable[[], bool]) -> None:
        """Replay the changes as `journal.offline.replay` does: merged where both sides changed a record, and where
        they can't be, as somebody chooses."""
        written: dict[str, int] = {}
        for mine in self._typed:
            id_, now = mine.record.id, of.entry(mine.record.id)
            base = written.get(id_, mine.base if mine.base <= self._left else 0)
            if now is None or now.base == base:
                put(mine.model_copy(update={"base": base, "undoes": None}))
            else:
                before = of.versions[base - 1] if base else None
                removed = mine.removed or now.removed or before is None or before.removed
                both = None if removed or before is None else merge(before.record, mine.record, now.record)
                if both is None and not keeps_mine():
                    continue
                record = both or mine.record
                put(Draft(record=record, base=now.base, removed=mine.removed and both is None))
            written[id_] = of.base_of(id_)


def keep(of: Meeting, draft: Draft, by: str) -> None:
    """Put a draft into a meeting, as a journal would."""
    at = STARTS + timedelta(minutes=of.position)
    of.apply(Version(**dict(draft), seq=of.position + 1, at=at, by=by))
