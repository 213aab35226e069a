"""Visibility: the meeting as it may be shown, without hidden records in part two (IOW-18, IOW-19, KBSP-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chairtui.journal.session import Session
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import AgendaItem, Format
from chairtui.meeting.records import Record

if TYPE_CHECKING:
    from chairtui.meeting.editing import Field


class Visibility:
    """A session's meeting as it may be shown: screens read it from here and write through the session."""

    def __init__(self, session: Session, format_: Format) -> None:
        self._session = session
        self._format = format_
        self._for_family = format_
        self._at = (-1, -1)
        self._kept = session.meeting
        self._brought_over: frozenset[str] = frozenset()

    @property
    def family_here(self) -> bool:
        """Whether the meeting is in part two, which the family joins."""
        return self._session.meeting.details.part == 2 and not self._session.meeting.closed

    @property
    def format_(self) -> Format:
        """The format; in part two without the questions for professionals only, and those answered in part one."""
        if not self.family_here:
            return self._format
        self._look()
        return self._for_family

    def item(self, item: AgendaItem) -> AgendaItem:
        """An agenda item; in part two without the chair's prompts."""
        if self.family_here:
            return item.model_copy(update={"prompts": ()})
        return item

    @property
    def meeting(self) -> Meeting:
        """The whole meeting in part one; in part two what those who joined may see."""
        if not self.family_here:
            return self._session.meeting
        self._look()
        return self._kept

    def _look(self) -> None:
        whole = self._session.meeting
        at = (self._session.revision, whole.position)
        if self._at != at:
            # Of part two only, and so not needed for the first frame in part one.
            from chairtui.meeting.after.printed_lines import AIM
            from chairtui.meeting.after.proposals import professionals_own
            from chairtui.minutes.audience import PartTwoAccess

            visibility = PartTwoAccess(whole, self._format)
            self._brought_over = visibility.brought_over
            aim = whole.details.aim if AIM in self._brought_over else ""
            details = whole.details.model_copy(
                update={"aim": aim, "aim_readers": None, "reasons": (), "reasons_readers": None}
            )
            self._kept, self._at = whole.filtered(visibility.shown, details), at
            own = professionals_own(self._format)
            asked = tuple(
                question
                for question in self._format.questions
                if question.id not in own and not (whole.answer(question.id) and self._kept.answer(question.id) is None)
            )
            self._for_family = self._format.model_copy(update={"questions": asked})

    def said_before(self, record_id: str) -> bool:
        """Whether a record of part one is shown in part two, where it can't be changed."""
        return self.family_here and self.meeting.entry(record_id) is not None and record_id in self._brought_over

    @property
    def changeable(self) -> Meeting:
        """The meeting whose records a typed line may change: in part two without those of part one."""
        if not self.family_here:
            return self._session.meeting
        shown = self.meeting
        if not self._brought_over:
            return shown
        before = self._brought_over
        return shown.filtered(lambda e: None if e.record.id in before else e.record, shown.details)

    def fields(self, record: Record) -> list[Field]:
        """A record's fields as they may be shown: in part two without references, and without who may not read it."""
        from chairtui.meeting.editing import fields_of  # loads the capture grammar

        found = fields_of(record, self.meeting, self._format)
        off = ("refs", "readers") if self.family_here else ()
        return [field for field in found if field.kind not in off and not (off and field.name == "restricted")]

    def hides(self, record_id: str) -> bool:
        """Whether a record exists but is hidden now."""
        return self._session.meeting.entry(record_id) is not None and self.meeting.entry(record_id) is None
