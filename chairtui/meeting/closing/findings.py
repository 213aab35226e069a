"""Findings of the closing checks: what blocks closing or should be considered, and where it is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from chairtui.meeting.frozen import Frozen
from chairtui.words import findings as words

Level = Literal["blocker", "advice"]
BASELINE_PREFIX = "ALL-"
"""Prefix of the ids of baseline provisions, from which no meeting may depart."""


class Finding(Frozen):
    """Something to sort out before closing (a blocker) or to consider (advice).

    `item` is the id of the agenda item where it is dealt with. `ref` is the record, and `question` the format's
    question or the detail's key, that it is about; "" for none. `rule` names the rule that found it, "" for a question
    left open; dumps leave it out.
    """

    level: Level
    provision: str
    message: str
    item: str
    ref: str = ""
    question: str = ""
    rule: str = Field(default="", exclude=True)


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Merge findings that say the same about several records into one, about the first.

    Where two provisions ask the same, the baseline's stands for both: it takes no departure, and mending it mends both.
    """
    alike: dict[tuple[Level, str, str], list[Finding]] = {}
    for finding in findings:
        sentence = finding.message.replace(finding.ref, "…") if finding.ref else finding.message
        alike.setdefault((finding.level, finding.provision, sentence), []).append(finding)
    once: dict[tuple[Level, str, str, str], Finding] = {}
    for finding in map(_as_one, alike.values()):
        says = finding.level, finding.message, finding.item, finding.question
        if says not in once or finding.provision.startswith(BASELINE_PREFIX):
            once[says] = finding
    return list(once.values())


def _as_one(same: list[Finding]) -> Finding:
    first, others = same[0], ", ".join(finding.ref for finding in same[1:])
    if not others:
        return first
    return first.model_copy(update={"message": words.THE_SAME.format(message=first.message, refs=others)})


def closable(findings: list[Finding]) -> bool:
    """Whether no blocker is left."""
    return all(f.level != "blocker" for f in findings)
