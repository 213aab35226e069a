"""What stands in the way of closing: findings, each naming its provision and where to mend it."""

from __future__ import annotations

from typing import Literal

from chairtui.meeting.frozen import Frozen

Level = Literal["blocker", "advice"]


class Finding(Frozen):
    """One thing to mend (a blocker: the meeting can't close while it stands) or to consider (advice).

    `item` is the agenda item's id where it is mended; `ref` the record, `question` the format's question
    (or the detail, by its key) that it is about, "" where there is none.
    """

    level: Level
    provision: str
    message: str
    item: str
    ref: str = ""
    question: str = ""


def closable(findings: list[Finding]) -> bool:
    """Whether no blocker is left."""
    return all(f.level != "blocker" for f in findings)
