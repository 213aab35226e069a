"""What stands in the way of closing: findings, each naming its provision and where to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from chairtui.meeting.frozen import Frozen
from chairtui.words import findings as words

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


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as people read them: those that say the same of several records are one, about the first."""
    alike: dict[tuple[Level, str, str], list[Finding]] = {}
    for finding in findings:
        sentence = finding.message.replace(finding.ref, "…") if finding.ref else finding.message
        alike.setdefault((finding.level, finding.provision, sentence), []).append(finding)
    return [_as_one(same) for same in alike.values()]


def _as_one(same: list[Finding]) -> Finding:
    first, others = same[0], ", ".join(finding.ref for finding in same[1:])
    if not others:
        return first
    return first.model_copy(update={"message": words.THE_SAME.format(message=first.message, refs=others)})


def closable(findings: list[Finding]) -> bool:
    """Whether no blocker is left."""
    return all(f.level != "blocker" for f in findings)
