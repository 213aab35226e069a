"""Splits a line into its start and its sections: the words, `measure:`, `because` and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chairtui.meeting.kinds import STATEMENTS
from chairtui.words.capture import STARTS

_START = re.compile(r"[\s\ufeff\u200b]*(?P<start>!|[^\W\d_]+(?:[ \t][^\W\d_]+)?)\s*[:：]")
_BULLET = re.compile(r"\s*(?:[-–—•*‣·▪◦●○■\uf0b7\uf0a7]|o(?=\t)|\(?\d{1,3}[.)])\s*")
_RESTRICTED = re.compile(r"(?<!\S)!restricted\b[:,]?", re.IGNORECASE)
_NEARLY_RESTRICTED = re.compile(
    r"(?<!\S)!(?:res|rst|ret)[a-z]*|[!！﹗]\s?restrict[a-z]*|[\[(](?:restricted|confidential)[\])]"
    r"|(?<!\S)[！﹗]\s?(?:not|only)\b|(?<=\S)!\s?(?:not|only)\b(?=\s*\S)|!(?:confidential|private)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"(?<!\S)[!！﹗](?!(?:restricted|not|only)\b)[^\W\d_]\w*", re.IGNORECASE)
"""A word that begins with "!" as marks do, and is none of them: mistyped, or meant as one."""
_RESERVED = re.compile(r"(?<!\S)(?:!\s?(?:not|only)\b(?=\s*\S)|\#[^\W\d_][\w'’-]*)", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?<!\S)!(?:not|only)\b", re.IGNORECASE)
_KEEPS = re.compile(r"(?<!\S)(?:!\s?(?:not|only)\b(?=\s*\S)|\#(?:restricted|confidential)\b)", re.IGNORECASE)
_OPENINGS = {
    "action": re.compile(
        r"(?<!\S)(?:(?P<measure>measure|m)\s?:"
        r"|(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\btheir )(?P<family>family)\s?:(?=\s*(?:@|no\s*(?:[,:;–—-]|$|!))))",
        re.IGNORECASE,
    ),
    "decision": re.compile(r"(?<=\s)(?P<because>because)\b[:,]?", re.IGNORECASE),
    "immediate": re.compile(r"(?<!\S)(?P<decided>decided)\s?:", re.IGNORECASE),
}
for _kind in STATEMENTS:
    _words = "|".join(f"(?P<{name}>{re.escape(word)})" for name, word in _kind.opens.items() if word)
    for _category in _kind.letters if _words else ():
        _OPENINGS.setdefault(_category, re.compile(rf"(?<!\S)(?:{_words})\s?:", re.IGNORECASE))
"""What opens a section of a line, by what the line becomes; the section has the name of the field."""


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a line from `start` to `end`, opened by a keyword at `opened`."""

    name: str
    opened: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parted:
    """A line's kind (a value of `STARTS`, "" for none), what it was begun with, and its sections, "main" first.

    `nearly` is where something stands that may be meant as `!restricted` and isn't, `reserved` where the first mark
    stands that says whom a line is about or who may read it (`#ava`, `!not Mick`, `!only police`), and `unknown`
    where a word begins as a mark and is none (`!onyl`); None for none.
    """

    kind: str
    begun: str
    sections: tuple[Section, ...]
    nearly: tuple[int, int] | None = None
    reserved: tuple[int, int] | None = None
    unknown: tuple[int, int] | None = None

    def section(self, name: str) -> Section | None:
        return next((s for s in self.sections if s.name == name), None)

    @property
    def main(self) -> Section:
        return self.sections[0]


def part(line: str) -> Parted:
    """Split a line. One with an unknown start stays whole: one section, kind ""."""
    found = _START.match(line)
    begun = " ".join(found["start"].split()) if found else ""
    kind = STARTS.get(begun.casefold(), "")
    if found is None or not kind:
        return Parted("", begun, (Section("main", 0, 0, len(line)),))
    restricted = _RESTRICTED.search(line, found.end())
    end = restricted.start() if restricted else len(line)
    marks = _openings(kind, line, found.end(), end)
    if restricted:
        marks.append(("restricted", restricted.start(), restricted.end()))
    nearly = _NEARLY_RESTRICTED.search(line, found.end(), end)
    reserved = _RESERVED.search(line, found.end())
    sections = [Section("main", 0, found.end(), marks[0][1] if marks else len(line))]
    for (name, opened, start), following in zip(marks, [*marks[1:], None], strict=False):
        sections.append(Section(name, opened, start, following[1] if following else len(line)))
    unknown = _UNKNOWN.search(line, found.end())
    places = (match.span() if match else None for match in (nearly, reserved, unknown))
    return Parted(kind, begun, tuple(sections), *places)


def _openings(kind: str, line: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Keywords that open a section; only the first of each counts."""
    marks: dict[str, tuple[str, int, int]] = {}
    if kind in _OPENINGS:
        for match in _OPENINGS[kind].finditer(line, start, end):
            name = str(match.lastgroup)
            if name == "because" and not line[start : match.start()].strip():
                continue
            marks.setdefault(name, (name, match.start(), match.end()))
    return sorted(marks.values(), key=lambda mark: mark[1])


def mark_in(text: str) -> str:
    """The part of a text that may be meant as a mark (`!restricted`, `!not Mick`, `[confidential]`), "" for none. Only
    the capture line accepts marks."""
    for mark in (_RESTRICTED, _NEARLY_RESTRICTED, _KEEPS, _UNKNOWN):
        if found := mark.search(text):
            return found[0].strip()
    return ""


def count_marks(text: str) -> int:
    """The number of places where a text may be meant as having a mark."""
    patterns = (_RESTRICTED, _NEARLY_RESTRICTED, _KEEPS, _UNKNOWN, _UNFINISHED)
    return len({found.start() for pattern in patterns for found in pattern.finditer(text)})


def begins_known(line: str) -> bool:
    """Whether a line begins with something the grammar knows, such as `r:`."""
    found = _START.match(line)
    return found is not None and " ".join(found["start"].split()).casefold() in STARTS


def split_lines(pasted: str) -> list[str]:
    """A pasted block as lines of the grammar: blank ones dropped, bullets and numbers taken off before a known start.

    A line without a known start stays separate, to be settled afterwards.
    """
    lines: list[str] = []
    for line in pasted.splitlines():
        bullet = _BULLET.match(line)
        bare = line[bullet.end() :] if bullet and begins_known(line[bullet.end() :]) else line
        if bare.strip():
            lines.append(bare.strip())
    return lines
