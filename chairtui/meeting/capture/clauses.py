"""The clauses inside a line: a mention, `by DATE`, `for R1,N2`, and what is left of the words without them.

A clause counts where it stands apart: first or last in its stretch of the line, beside another clause, or
before a comma or full stop. Anywhere else the same words are just words ("by bus", "for S47 enquiries").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chairtui.meeting.capture.people import Found, Named, mentions, who_at
from chairtui.meeting.dates.calendar import NotADate, is_vague, read_date
from chairtui.meeting.dates.phrase import phrase_at
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Nation
from chairtui.meeting.records import Who
from chairtui.words import capture as words


@dataclass(frozen=True, slots=True)
class Mention:
    """`@who`, where it stands, and whom it was found to mean."""

    start: int
    end: int
    found: Found


@dataclass(frozen=True, slots=True)
class Deadline:
    """`by DATE`: the day, or why it is none. With a time of day (`keeps`) its words stay in the text as well."""

    start: int
    end: int
    day: date | None
    wrong: str = ""
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Addresses:
    """`for R1,N2`: the ids of those records, or why they can't be addressed."""

    start: int
    end: int
    ids: tuple[str, ...]
    wrong: str = ""


Clause = Mention | Deadline | Addresses
ClauseT = TypeVar("ClauseT", bound=Clause)

_BY = re.compile(r"(?<!\S)by\b:?[^\S\n]+", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_REF = r"[SNRFOHDA]\d{1,4}(?![\w-])"
_FOR = re.compile(rf"(?<!\S)for\b:?\s+({_REF}(?:(?:\s*[,&/+]\s*(?:and\s+)?|\s+and\s+|\s+){_REF})*)", re.IGNORECASE)
_BARE_VAGUE = re.compile(
    r"(?<!\S)(?:asap|a\.s\.a\.p|as soon as (?:possible|practicable)|in due course|ongoing|tbc|tba|urgently|immediately)"
    r"(?!\w)",
    re.IGNORECASE,
)
_GAP = " \t\n\u00a0,;.:–—"
_PAUSE = re.compile(r"[,;.!?)](?:\s|$)")
_LONGEST_UNMARKED = 5
_TIES_BEFORE = re.compile(
    r"(?:^|\s)(?:with|to|from|by|of|and|or|for|&|about|see|ask|tell|support|join|meet)\s*$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_TIES_AFTER = re.compile(
    r"['’]s\b|\s*(?:&|(?:and|or|to|will|should|must|can|with|is|has|was|did|does)\b)", re.IGNORECASE
)


def find_clauses(text: str, start: int, end: int, meeting: Meeting, on: date, nation: Nation) -> list[Clause]:
    """Everything between `start` and `end` that could be a clause of an action, in order, none over another."""
    found: list[Clause] = [*find_mentions(text, start, end, meeting)]
    for match in _FOR.finditer(text, start, end):
        if addresses := _addresses(match, meeting):
            found.append(addresses)
    for match in _BY.finditer(text, start, end):
        upto = min([c.start for c in found if c.start >= match.end()] + [end])
        if deadline := _deadline(text, match.start(), match.end(), upto, on, nation):
            found.append(deadline)
    return _apart(found)


def find_mentions(text: str, start: int, end: int, meeting: Meeting) -> list[Mention]:
    """The mentions between `start` and `end`, in order."""
    found: list[Mention] = []
    for at in mentions(text, start, end):
        if not found or at >= found[-1].end:
            who = who_at(text, at, meeting, end)
            found.append(Mention(at, who.end, who))
    return found


def _apart(found: list[Clause]) -> list[Clause]:
    apart: list[Clause] = []
    for clause in sorted(found, key=lambda c: c.start):
        if not apart or clause.start >= apart[-1].end:
            apart.append(clause)
    return apart


def _addresses(match: re.Match[str], meeting: Meeting) -> Addresses | None:
    """None where S47, A4 and their like are words: a strength counts only if the meeting has it, an action never."""
    refs: list[str] = []
    end = match.end()
    for found in re.finditer(_REF, match[1], re.IGNORECASE):
        joined = not refs or match[1][: found.start()].rstrip().casefold().endswith((",", "&", "/", "+", "and"))
        if not joined and meeting.find(found[0]) is None:
            break  # "for R1 S47 enquiry": only a reference that is there needs no comma
        refs.append(found[0].upper())
        end = match.start(1) + found.end()
    known = [meeting.find(ref) for ref in refs]
    if all(ref[0] == "A" or (ref[0] == "S" and entry is None) for ref, entry in zip(refs, known, strict=True)):
        return None
    if action := next((ref for ref in refs if ref[0] == "A"), ""):
        return Addresses(match.start(), end, (), words.NOT_AN_ACTION.format(ref=action))
    ids: dict[str, None] = {}
    for ref, entry in zip(refs, known, strict=True):
        if entry is None or entry.removed:
            wrong = words.NO_SUCH_REF if entry is None else words.REMOVED_REF
            return Addresses(match.start(), end, (), wrong.format(ref=ref))
        ids[entry.record.id] = None
    return Addresses(match.start(), end, tuple(ids))


def _deadline(text: str, start: int, after_by: int, end: int, on: date, nation: Nation) -> Deadline | None:
    """The date phrase after `by`; None if none begins there."""
    phrase = phrase_at(text, after_by, end, on=on, nation=nation)
    if phrase is None:
        return None
    said = text[phrase.start : phrase.end]
    wrong = words.VAGUE_DEADLINE.format(words=said) if phrase.wrong and is_vague(said) else phrase.wrong
    return Deadline(start, phrase.end, phrase.day, wrong, phrase.timed)


def standing_apart(text: str, start: int, end: int, clauses: Sequence[Clause]) -> list[Clause]:
    """Those clauses that count, between `start` and `end`."""
    counted: list[Clause] = []
    for place, clause in enumerate(clauses):
        before = clauses[place - 1].end if place else start
        after = clauses[place + 1].start if place + 1 < len(clauses) else end
        first = not text[before : clause.start].strip(_GAP)
        last = not text[clause.end : after].strip(_GAP)
        pause = not isinstance(clause, Mention) and _PAUSE.match(text, clause.end, end) is not None
        if first or last or pause:
            counted.append(clause)
    return counted


def at_the_end(text: str, end: int, clauses: Sequence[ClauseT]) -> list[ClauseT]:
    """The unbroken chain of clauses with which a stretch ends, in order."""
    chain: list[ClauseT] = []
    for clause in reversed(clauses):
        if text[clause.end : end].strip(_GAP):
            break
        chain.insert(0, clause)
        end = clause.start
    return chain


def bare_vague(text: str, start: int, end: int, clauses: Sequence[Clause]) -> re.Match[str] | None:
    """A vague deadline that stands last, or right before a clause, without its `by`."""
    for match in _BARE_VAGUE.finditer(text, start, end):
        after = min([c.start for c in clauses if c.start >= match.end()] + [end])
        if not text[match.end() : after].strip(_GAP):
            return match
    return None


def unmarked_date(text: str, start: int, end: int, clauses: Sequence[Clause], on: date, nation: Nation) -> str:
    """Words that are a day and stand where a deadline would, but without `by`; "" if there are none."""
    last = clauses[-_LONGEST_UNMARKED:]
    for begin, stop in zip([start, *(c.end for c in last)], [*(c.start for c in last), end], strict=True):
        tokens = list(_TOKEN.finditer(text, begin, stop))
        for first in tokens[-_LONGEST_UNMARKED:]:
            phrase = text[first.start() : stop].strip(_GAP)
            try:
                read_date(phrase, on, nation)
            except NotADate:
                continue
            return re.sub(r"^(?:within|in|on)\s+", "", phrase)
    return ""


def is_tied(text: str, clause: Mention, start: int) -> bool:
    """Whether a mention is part of the sentence ("meet with @Sam", "@Sam to visit"), so that its name stays."""
    return bool(_TIES_BEFORE.search(text[max(start, clause.start - 20) : clause.start])) or bool(
        _TIES_AFTER.match(text, clause.end)
    )


def is_possessive(text: str, clause: Mention) -> bool:
    """Whether something of theirs is meant ("@Ada's report"), and not the person."""
    return _POSSESSIVE.match(text, clause.end) is not None


def words_left(text: str, start: int, end: int, taken: Sequence[Clause], named: dict[int, str]) -> str:
    """The words between `start` and `end` without the clauses taken; mentions by their start in `named` as names."""
    pieces: list[str] = []
    at = start
    cut = False
    for clause in sorted(taken, key=lambda c: c.start):
        pieces.append(text[at : clause.start])
        at = clause.end
        if clause.start in named:
            pieces.append(named[clause.start])
        else:
            pieces.append("\0")
            cut = True
    pieces.append(text[at:end])
    left = "".join(pieces)
    return _mended(left) if cut else left.strip()


def _mended(left: str) -> str:
    """Close the gaps where clauses were: one space, one stop, no comma left hanging at either end."""
    left = re.sub(r"\s*(?:\0[\s,;]*)+$", "", left).rstrip(" ,;\n") if re.search(r"\0[\s,;]*$", left) else left
    left = re.sub(r"^\s*(?:\0[\s.,;:–—]*(?:-\s+)?)+", "", left)
    left = re.sub(r"([,;.:!?])(?:(?:\s*\0)+\s*[,;.])+", r"\1", left)
    left = re.sub(r"\s*(?:\0\s*)+(?=[,;.:!?)])", "", left)
    left = re.sub(r"\s*(?:\0\s*)+", " ", left)
    return left.strip()


def mentioned(clauses: Sequence[Clause]) -> list[Mention]:
    return [c for c in clauses if isinstance(c, Mention)]


def deadlines(clauses: Sequence[Clause]) -> list[Deadline]:
    return [c for c in clauses if isinstance(c, Deadline)]


def addressed(clauses: Sequence[Clause]) -> list[Addresses]:
    return [c for c in clauses if isinstance(c, Addresses)]


def person(mention: Mention) -> Who | None:
    """Whom a mention means, None while that isn't clear."""
    return mention.found.who if isinstance(mention.found, Named) else None
