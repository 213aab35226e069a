"""ModeDrafts: unfinished lines by line mode and by part of the meeting."""

from __future__ import annotations

from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.session import Session
from chairtui.meeting.capture.result import Understood
from chairtui.meeting.records import Part, Record
from screens.widgets.line_modes import LineMode

IN_PART_TWO = "part two:"


class ModeDrafts:
    """Half-typed lines of one session. Those of part one are hidden in part two."""

    def __init__(self, meeting: str, kept: LineDrafts | None) -> None:
        self._meeting = meeting
        self._kept = kept
        self._written: dict[str, str] = kept.read(meeting) if kept else {}
        self._lines = dict(self._written)
        self._found = frozenset(self._written.values())
        self._part: Part = 1
        self._remembered: dict[Part, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._lines)

    def found(self, line: str) -> bool:
        """Whether this line was loaded when the meeting was opened."""
        return bool(line) and line in self._found

    @property
    def lasting(self) -> bool:
        """Whether lines survive a crash."""
        return self._kept is not None

    def _place(self, key: str) -> str:
        return key if self._part == 1 else IN_PART_TWO + key

    def put(self, key: str, line: str) -> None:
        self._lines[self._place(key)] = line

    def of(self, key: str) -> str:
        """The line saved under a key, "" for none."""
        return self._lines.get(self._place(key), "")

    def take(self, key: str) -> str:
        """Remove and return the line saved under a key, "" for none."""
        return self._lines.pop(self._place(key), "")

    def keep(self, key: str, line: str) -> None:
        """Save all lines so that they survive a crash, with the one being typed if it has a `key`."""
        lines = {**self._lines, self._place(key): line} if key else dict(self._lines)
        if self._kept is not None and lines != self._written:
            self._written = lines
            self._kept.keep(self._meeting, lines)

    def turn_to(self, part: Part, remembered: list[str]) -> list[str]:
        """Switch to another part; returns the history of that part and puts the other away."""
        self._remembered[self._part] = remembered
        self._part = part
        return self._remembered.get(part, [])


def filed_last(line: str, mode: LineMode, session: Session) -> bool:
    """Whether a half-typed line from before the program was started is what its writer filed last.

    The program was ended between the two: the line was durable and the draft not yet taken away.
    """
    reading, by = mode.read(line), session.by
    theirs = (v.record for v in reversed(session.meeting.versions) if v.by == by and _text(v.record))
    last = next(theirs, None)
    if last is None or not isinstance(reading, Understood):
        return False
    return any(draft.record.kind == last.kind and _text(draft.record) == _text(last) for draft in reading.drafts)


def _text(record: Record) -> str:
    return str(getattr(record, "text", ""))
