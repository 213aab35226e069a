"""Lines of part one that may be shown in part two: those released to everybody who joins (IOW-19, KBSP-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from chairtui.meeting.after.printed_lines import AIM
from chairtui.meeting.after.proposals import Proposals, professionals_own
from chairtui.meeting.after.release_decisions import Line, decided_for, lines
from chairtui.meeting.copy_readers import reader_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import STATEMENTS
from chairtui.meeting.parts import answer_parts
from chairtui.meeting.records import Answer, Record, Statement


def joining(meeting: Meeting) -> tuple[str, ...]:
    """Those of the family (by record id) who are in part two: who joined when it began, and who came since by the
    attendance.

    One who was removed since still counts, as they may be in the room.
    """
    joined = meeting.details.joined
    if not joined:
        return ()
    here = (e.record for e in meeting.attendees if e.record.status == "present" and 2 in e.record.parts)
    came = (reader.record.id for attendee in here if (reader := reader_of(attendee, meeting)))
    return tuple(dict.fromkeys((*joined, *came)))


def brought_over(meeting: Meeting, format_: Format) -> frozenset[str]:
    """The ids of the lines of part one that everybody who joins may read; none where nobody is said to join."""
    released = [decided_for(relative, meeting) for relative in joining(meeting)]
    return reduce(frozenset.intersection, released) & _of_part_one(meeting, format_) if released else frozenset()


def screen_lines(meeting: Meeting, format_: Format, relatives: Sequence[str]) -> list[Line]:
    """The lines of part one, each with its place for all of these relatives together.

    A line is shown once it was released to each of them; otherwise the only proposal is to decide.
    """
    if not relatives:
        return []
    each = [
        {line.id: line for line in lines(meeting, format_, one, Proposals(meeting, format_, one, part_one=True))}
        for one in relatives
    ]
    may_be = _of_part_one(meeting, format_)
    return [_together([of_one[id_] for of_one in each]) for id_ in each[0] if id_ in may_be]


def _of_part_one(meeting: Meeting, format_: Format) -> frozenset[str]:
    """The lines that part two may be shown: what was said, decided and answered before it, and the aim."""
    own, answered = professionals_own(format_), answer_parts(meeting)

    def may_be(record: Record) -> bool:
        if isinstance(record, Answer):
            return record.question not in own and answered.get(record.id) == 1
        return isinstance(record, Statement) and record.part == 1

    kinds = (*(kind.name for kind in STATEMENTS if kind.given), "answer")
    return frozenset((AIM, *(e.record.id for kind in kinds for e in meeting.of_kind(kind) if may_be(e.record))))


def _together(each: Sequence[Line]) -> Line:
    locked = next((line for line in each if line.locked), None)
    if locked is not None:
        return locked
    held = next((line for line in each if line.place == "held back"), None)
    if held is not None:
        return held
    if all(line.decided for line in each):
        return each[0]
    return replace(each[0], place="decide", decided=False, why="", by="")
