"""Matches agency names as people write them: who is present, who is missing, who is there with the police."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.words.release import STATUTORY_BODIES

STATUTORY = "statutory"
"""In a list of agencies: those that the format names as statutory."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def listed(text: str) -> list[str]:
    """Agencies in a list that somebody typed, parted by commas, semicolons or lines, each once."""
    found: dict[str, str] = {}
    for part in re.split(r"\s*[,;\n]\s*", text):
        if key(part):
            found.setdefault(key(part), part.strip(" ."))
    return list(found.values())


def key(agency: str) -> str:
    """Without capitals and spaces too many, so that two spellings of one agency are one."""
    return " ".join(agency.casefold().strip(" .").split())


def not_in_the_room(meeting: Meeting, involved: str, *, invited: bool = True) -> list[str]:
    """Agencies that nobody present comes from: those in the list `involved`, then (where asked) those invited.

    Somebody of "NHS Highland" stands for "NHS" and the other way round: one name holds all the other's words.
    """
    present = [_words(e.record.agency) for e in meeting.attendees if e.record.status == "present" and e.record.agency]
    names = listed(involved)
    if invited:
        names += [e.record.agency for e in meeting.attendees if e.record.agency and e.record.status != "present"]
    missing = {key(name): name for name in names if not any(_same(_words(name), here) for here in present)}
    return list(missing.values())


def is_of(agency: str, only: Sequence[str], statutory: Sequence[str]) -> bool:
    """Whether an agency is one of those in the list `only`, which may say "statutory" for those of the list
    `statutory`. One name stands for another if it holds all its words; whoever gave no agency is of none."""
    here = _words(agency)
    known = [_words(name) for name in only if key(name) != STATUTORY]
    if any(key(name) == STATUTORY for name in only):
        known += [_words(name) for name in statutory]
    return bool(here) and any(name and name <= here for name in known)


def statutory_of(format_: Format) -> tuple[str, ...]:
    """Words of which an agency's name holds one where it is statutory: the format's own, and those known anywhere."""
    own = (name for rule in format_.rules if rule.rule == "police-beside-others" for name in rule.names)
    return (*STATUTORY_BODIES, *own)


def police_beside(meeting: Meeting, statutory: Sequence[str]) -> list[str]:
    """Names of those present from agencies that are not statutory, while somebody of the police is present; else [].

    An agency is statutory if it holds one of the words of `statutory`; whoever gave no agency is not counted.
    """
    present = [e.record for e in meeting.attendees if e.record.status == "present" and e.record.agency]
    if not any("police" in key(a.agency) for a in present):
        return []
    known = [_words(name) for name in ("police", *statutory)]
    return [f"{a.name}, {a.agency}" for a in present if not any(k <= _words(a.agency) for k in known)]


def _words(agency: str) -> frozenset[str]:
    return frozenset(_WORD.findall(agency.casefold()))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)
